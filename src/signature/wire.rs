//! The packets of SSH: numbers of four bytes, strings with their length before them.

/// Collects a packet.
#[derive(Default)]
pub(super) struct Writer(Vec<u8>);

impl Writer {
    pub(super) fn raw(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    pub(super) fn number(&mut self, number: u32) {
        self.0.extend_from_slice(&number.to_be_bytes());
    }

    pub(super) fn string(&mut self, bytes: &[u8]) {
        self.number(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
        self.raw(bytes);
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.0
    }
}

/// Reads a packet; whatever is too short is no packet.
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(super) fn number(&mut self) -> Option<u32> {
        let (number, rest) = self.0.split_first_chunk::<4>()?;
        self.0 = rest;
        Some(u32::from_be_bytes(*number))
    }

    pub(super) fn string(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        if length > self.0.len() {
            return None;
        }
        let (string, rest) = self.0.split_at(length);
        self.0 = rest;
        Some(string)
    }

    pub(super) fn is_done(&self) -> bool {
        self.0.is_empty()
    }
}

/// Text in lines of a width, each with its line feed.
pub(super) fn folded(text: &str, width: usize) -> String {
    let mut out = String::new();
    for (place, letter) in text.chars().enumerate() {
        if place > 0 && place % width == 0 {
            out.push('\n');
        }
        out.push(letter);
    }
    out.push('\n');
    out
}
