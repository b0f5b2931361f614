//! How the files of an archive come from the process that unpacks it: a kind, a name, and bytes or a refusal, one after the other.
//!
//! Everything is bounded before it is held, for whoever writes may have been taken over by what it unpacks.

use std::io::{self, Read, Write};

use crate::import::{LARGEST_FILE, Member, Refusal};

const FILE: u8 = b'f';
const REFUSED: u8 = b'r';
/// Everything was handed over; there was no archive; there was one, up to here.
const END: u8 = b'e';
const NONE: u8 = b'n';
const BROKEN: u8 = b'b';
/// The longest name, and the longest refusal.
const LONGEST: u32 = 64 << 10;

/// What was read.
pub(super) enum Piece {
    /// A file, or why it is not taken.
    Member(Member),
    /// The end, and whether there was an archive at all.
    End(Result<bool, Refusal>),
}

fn put(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(bytes)
}

/// Hands a file over.
///
/// # Errors
/// When nobody takes it.
pub(crate) fn write(to: &mut impl Write, member: &Member) -> io::Result<()> {
    let refused = member.bytes.as_ref().err().map(serde_json::to_vec).transpose()?;
    to.write_all(&[if refused.is_some() { REFUSED } else { FILE }])?;
    put(to, member.name.as_bytes())?;
    put(to, refused.as_deref().unwrap_or_else(|| member.bytes.as_deref().unwrap_or_default()))?;
    to.flush()
}

/// Says how it ended.
///
/// # Errors
/// When nobody takes it.
pub(crate) fn close(to: &mut impl Write, visited: &Result<bool, Refusal>) -> io::Result<()> {
    match visited {
        Ok(true) => to.write_all(&[END])?,
        Ok(false) => to.write_all(&[NONE])?,
        Err(why) => {
            to.write_all(&[BROKEN])?;
            put(to, &serde_json::to_vec(why)?)?;
        }
    }
    to.flush()
}

fn get(from: &mut impl Read, most: u32) -> Option<Vec<u8>> {
    let mut length = [0; 4];
    from.read_exact(&mut length).ok()?;
    let length = u32::from_le_bytes(length);
    let mut held = Vec::new();
    let taken = from.take(u64::from(length).min(u64::from(most) + 1)).read_to_end(&mut held).ok()?;
    (length <= most && taken == length as usize).then_some(held)
}

/// The next piece; nothing when it is not one that [`write()`] or [`close`] wrote.
pub(super) fn read(from: &mut impl Read) -> Option<Piece> {
    let mut kind = [0];
    from.read_exact(&mut kind).ok()?;
    let refusal = |bytes: Vec<u8>| serde_json::from_slice::<Refusal>(&bytes).ok();
    Some(match kind[0] {
        END => Piece::End(Ok(true)),
        NONE => Piece::End(Ok(false)),
        BROKEN => Piece::End(Err(refusal(get(from, LONGEST)?)?)),
        kind @ (FILE | REFUSED) => {
            let name = crate::clean::line(&String::from_utf8(get(from, LONGEST)?).ok()?);
            let most = if kind == FILE { LARGEST_FILE as u32 + 1 } else { LONGEST };
            let bytes = get(from, most)?;
            Piece::Member(Member { name, bytes: if kind == FILE { Ok(bytes) } else { Err(refusal(bytes)?) } })
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_nothing_else() {
        let why = Refusal { code: "link", sentence: "A link.".to_owned() };
        let sent = [Member { name: "a".to_owned(), bytes: Ok(vec![1, 2]) }, Member { name: "b".to_owned(), bytes: Err(why.clone()) }];
        let mut wire = Vec::new();
        for member in &sent {
            write(&mut wire, member).unwrap();
        }
        close(&mut wire, &Err(why.clone())).unwrap();
        let mut from = wire.as_slice();
        for expected in &sent {
            let Some(Piece::Member(member)) = read(&mut from) else { panic!("no member") };
            assert_eq!((&member.name, &member.bytes), (&expected.name, &expected.bytes));
        }
        assert!(matches!(read(&mut from), Some(Piece::End(Err(held))) if held == why));
        assert!(read(&mut from).is_none(), "after the end there is nothing");
        for cut in 0..wire.len() - 1 {
            let mut from = &wire[..cut];
            let mut last = read(&mut from);
            while let Some(Piece::Member(_)) = last {
                last = read(&mut from);
            }
            assert!(last.is_none(), "cut at {cut}");
        }
        assert!(read(&mut [b'f', 1, 0, 0, 0, b'x', 255, 255, 255, 255].as_slice()).is_none(), "a length that nothing has");
        assert!(read(&mut [b'?'].as_slice()).is_none());
        let foreign = [b"b".as_slice(), &40_u32.to_le_bytes(), b"{\"code\":\"of-my-own\",\"sentence\":\"a sentence\"}"].concat();
        assert!(read(&mut foreign.as_slice()).is_none(), "only codes of our own");
    }
}
