//! What an auditor takes along: a decision with everything it was taken on, checkable without this program.
//!
//! Only logs that the judgement had read are in it, whole, with their texts and documents; what proves them is plain:
//! a SHA-256 list, the chain's rule in ten lines of Python, and signatures that stock OpenSSH verifies.

use std::collections::BTreeMap;

use super::seal::Replayed;
use super::{Workspace, WorkspaceError};
use crate::journal::{Act, Sign, block::sha256_hex};
use crate::people::Signed;
use crate::seal::Kind;
use crate::signature;
use crate::store::{Place, Shelf, bodies_of};

/// The verifier that goes with it: every file, every chain, every signature.
pub const VERIFIER: &str = r#"import glob, hashlib, os, re, subprocess
os.chdir(os.path.dirname(os.path.abspath(__file__))); sha, heads = lambda b: hashlib.sha256(b).hexdigest(), set()
for line in open("SHA256SUMS", encoding="utf-8"): assert sha(open(line[66:-1], "rb").read()) == line[:64], line[66:-1]
for log in glob.glob("record/**/*.toml", recursive=True):
    p = "0" * 64
    for block in open(log, "rb").read().split(b"\n\n")[:-1]:
        above, stated = re.fullmatch(rb'(.*\n)hash = "([0-9a-f]{64})"', block, re.S).groups()
        p = sha(b"oretrail/entry/1\n" + p.encode() + b"\n" + above); heads.add(p + "\n"); assert p == stated.decode(), log
for m in glob.glob("signatures/*/*.txt"): assert open(m).read() in heads and not subprocess.call(["ssh-keygen", "-Y", "verify", "-f", "allowed_signers", "-I", m.split(os.sep)[1], "-n", "oretrail", "-s", m[:-3] + "sig"], stdin=open(m)), m
print("whole")
"#;

impl Workspace {
    /// The files of a bundle about a sealed decision, by path; the list of their hashes is not among them yet.
    ///
    /// # Errors
    /// When a log, text or document cannot be read.
    pub fn bundle(&self, supplier: &str, replayed: &Replayed) -> Result<BTreeMap<String, Vec<u8>>, WorkspaceError> {
        let mut files = BTreeMap::new();
        for bound in &replayed.sealed.bound {
            let (shelf, folder) = if bound.kind == Kind::List { (Shelf::Lists, "lists") } else { (Shelf::Sealed, "sealed") };
            if let Some(bytes) = self.store.file(shelf, &bound.sha256)? {
                let ending = if bound.kind == Kind::List { "" } else { ".toml" };
                files.insert(format!("{folder}/{}{ending}", bound.sha256), bytes);
            }
        }
        files.insert(format!("sealed/{}.toml", replayed.verdict), replayed.sealed_text.clone().into_bytes());
        for place in self.store.places()? {
            let prefix = format!("{place} ");
            let own = place == super::decide::standing(supplier);
            if own || replayed.sealed.read.iter().any(|line| line.starts_with(&prefix)) {
                self.bundle_place(supplier, &place, &mut files)?;
            }
        }
        files.insert("allowed_signers".to_owned(), self.people.allowed_signers().into_bytes());
        files.insert("verify.py".to_owned(), VERIFIER.as_bytes().to_vec());
        Ok(files)
    }

    fn bundle_place(&self, supplier: &str, place: &Place, files: &mut BTreeMap<String, Vec<u8>>) -> Result<(), WorkspaceError> {
        use crate::store::Store as _;
        for (writer, entries) in self.journals(place)? {
            files.insert(format!("record/{place}/{writer}.toml"), self.store.read(place, &writer)?);
            for entry in &entries {
                for body in bodies_of(&entry.act) {
                    if let Some(bytes) = self.store.body_bytes(place, &body)? {
                        files.insert(format!("record/{place}/bodies/{}.txt", body.hex()), bytes);
                    }
                }
                let document = match &entry.act {
                    Act::Attach(paper) => Some((&paper.sha256, &paper.name)),
                    Act::Import(import) => Some((&import.sha256, &import.file)),
                    _ => None,
                };
                if let Some((sha256, name)) = document
                    && let Some(bytes) = self.store.file(Shelf::Supplier(supplier), sha256)?
                {
                    files.insert(format!("files/{sha256}{}", ending(name)), bytes);
                }
                // Only what stock OpenSSH will accept: a key that is held and stood for.
                let person = writer.person();
                if let Signed::Yes(fingerprint) = self.people.signed(person, &entries, entry)
                    && self.people.persons.get(person).is_some_and(|held| held.keys_held().any(|key| key.key.fingerprint() == fingerprint))
                    && let Some(sign) = signature_of(&entries, entry.n, &fingerprint)
                {
                    let stem = format!("signatures/{person}/{}-{writer}-{}", place.to_string().replace('/', "."), entry.n);
                    files.insert(format!("{stem}.txt"), signature::message(&entry.hash).into_bytes());
                    files.insert(format!("{stem}.sig"), signature::armoured(&sign.signature).into_bytes());
                }
            }
        }
        Ok(())
    }
}

fn signature_of<'a>(entries: &'a [crate::journal::Entry], n: u64, fingerprint: &str) -> Option<&'a Sign> {
    entries.iter().find_map(|entry| match &entry.act {
        Act::Sign(sign) if sign.entry == n && sign.key == fingerprint => Some(sign),
        _ => None,
    })
}

/// A file name's ending, if it is one that stored files may have.
fn ending(name: &str) -> String {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let sound = !ending.is_empty() && ending.len() <= 8 && ending.chars().all(|c| c.is_ascii_alphanumeric());
    if sound { format!(".{ending}") } else { String::new() }
}

/// The list `sha256sum -c` reads.
#[must_use]
pub fn sums(files: &BTreeMap<String, Vec<u8>>) -> String {
    files.iter().map(|(path, bytes)| format!("{}  {path}\n", sha256_hex(bytes))).collect()
}
