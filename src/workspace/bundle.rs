//! What an auditor takes along: a decision with everything it was taken on, checkable without this program.
//!
//! Only logs that the judgement had read are in it, with their texts and documents; what proves them is plain: a SHA-256
//! list, the chain's rule in ten lines of Python, and signatures that stock OpenSSH verifies. What is not for outsiders
//! is [withheld](super::withheld): its hash stays in the chain, and the gap is named and vouched for.

mod lay;

pub use lay::Laid;

use std::collections::{BTreeMap, BTreeSet};

use super::seal::Replayed;
use super::withheld::{Gap, Gaps, LogShown};
use super::{Workspace, WorkspaceError};
use crate::journal::{Act, Entry, Moment, RegisterAct, Sign, block::sha256_hex};
use crate::people::Signed;
use crate::seal::Kind;
use crate::seal::open::is_of_screening;
use crate::seal::replay;
use crate::signature;
use crate::store::{Place, Shelf, bodies_of, keys};

/// The verifier that goes with it: every file against the list and the name its hash gave it, every chain, every head the
/// verdict had read, every signature as of the day it was made, and who answers for the list.
pub const VERIFIER: &str = r#"import glob, hashlib, os, re, subprocess
os.chdir(os.path.dirname(os.path.abspath(__file__))); sha, logs, links, left = lambda b: hashlib.sha256(b).hexdigest(), {}, set(), open("WITHHELD.txt", encoding="utf-8").read() if os.path.exists("WITHHELD.txt") else ""
signed = lambda text, sig, by, at: not subprocess.call(["ssh-keygen", "-Y", "verify", "-f", "allowed_signers", "-I", by, "-n", "oretrail", "-O", "verify-time=" + at, "-s", sig], stdin=open(text), env=dict(os.environ, TZ="UTC"))
for line in open("SHA256SUMS", encoding="utf-8"): named = re.match(r"\S+  (?:sealed|lists|files|record/.*/bodies)/([0-9a-f]{64})", line); assert sha(open(line[66:-1], "rb").read()) == line[:64] == (named[1] if named else line[:64]), line[66:-1]
for log in glob.glob("record/**/*.toml", recursive=True):
    p = "0" * 64; chain = logs.setdefault(log.replace(os.sep, "/"), [])
    for block in open(log, "rb").read().split(b"\n\n")[:-1]: above, stated = re.fullmatch(rb'(.*\n)hash = "([0-9a-f]{64})"', block, re.S).groups(); gap = re.fullmatch(rb'\[\[withheld\]\]\nn = \d+\nprevious = "' + p.encode() + rb'"\n', above); q = stated.decode() if gap else sha(b"oretrail/entry/1\n" + p.encode() + b"\n" + above); chain.append(q); links |= {q + "\n", f"{log} {p} {q}\n".replace(os.sep, "/")}; assert q == stated.decode(), log; p = q
for place, writer, n, head in re.findall(r'"(\S+) (\S+)#(\d+):([0-9a-f]+)"', "".join(open(v, encoding="utf-8").read() for v in glob.glob("sealed/*.toml"))): log = f"record/{place}/{writer}.toml"; assert f"log {log}:" in left or (logs.get(log, []) + [""] * int(n))[int(n) - 1].startswith(head), f"{log} was read up to entry {n}"
for m in glob.glob("signatures/*/*.txt"): assert set(open(m)) <= links and signed(m, m[:-3] + "sig", m.split(os.sep)[1], os.path.basename(m)[:14]), m
lists = glob.glob("SHA256SUMS.*.sig"); assert all(signed("SHA256SUMS", sig, *sig.split(".")[1:3]) for sig in lists), "the list is not as it was signed"; print("whole" + (", but for what WITHHELD.txt names" if left else ""), *[f"list signed by {sig.split('.')[1]}" for sig in lists] or ["nobody signed the list: whoever can change a file here can change the list, too"], sep="; ")
"#;

/// What is laid into a bundle, by path; the list of hashes is not among it yet.
pub struct Bundle {
    /// The files.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What is left out.
    pub gaps: Gaps,
}

impl Workspace {
    /// This workspace as an outsider sees it, for as long as it is open: whatever the writer may see, restricted checks
    /// stay veiled.
    pub fn as_outsider(&mut self) {
        self.seen_through = Some(false);
    }

    /// The files of a bundle about a sealed decision; restricted matter only for whoever sees it here.
    ///
    /// # Errors
    /// When a log, text or document cannot be read, or the gaps cannot be signed.
    pub fn bundle(&self, supplier: &str, replayed: &Replayed) -> Result<Bundle, WorkspaceError> {
        let mut bundle = Bundle { files: BTreeMap::new(), gaps: Gaps::default() };
        for bound in &replayed.sealed.bound {
            let (shelf, folder) = if bound.kind == Kind::List { (Shelf::Lists, "lists") } else { (Shelf::Sealed, "sealed") };
            let ending = if bound.kind == Kind::List { "" } else { ".toml" };
            let path = format!("{folder}/{}{ending}", bound.sha256);
            let Some(bytes) = self.store.file(shelf, &bound.sha256)? else { continue };
            if bound.kind == Kind::Profile && self.names_persons(&bytes) {
                bundle.gaps.add(Gap::File { path, what: "profile" });
                continue;
            }
            // A company may keep a list of its own of whom it suspects.
            if bound.kind == Kind::List && bound.name.starts_with("sanctions ") && !self.sees_restricted() {
                bundle.gaps.add(Gap::File { path, what: "sanctions list" });
                continue;
            }
            bundle.files.insert(path, bytes);
        }
        let verdict = format!("sealed/{}.toml", replayed.verdict);
        // A verdict of the first form names the rules that found somebody.
        let names_hit = |text: &str| {
            let rules = replay::read(text).map(|sealed| sealed.rules).unwrap_or_default();
            rules.iter().any(|rule| is_of_screening(rule.rule.split('@').next().unwrap_or_default()) && rule.outcome == "fired")
        };
        if !self.sees_restricted() && names_hit(&replayed.sealed_text) {
            bundle.gaps.add(Gap::File { path: verdict, what: "verdict" });
        } else {
            bundle.files.insert(verdict, replayed.sealed_text.clone().into_bytes());
        }
        for place in self.store.places()? {
            let prefix = format!("{place} ");
            let own = place == super::decide::standing(supplier);
            if own || replayed.sealed.read.iter().any(|line| line.starts_with(&prefix)) {
                self.bundle_place(supplier, &place, &mut bundle)?;
            }
        }
        bundle.files.insert("allowed_signers".to_owned(), self.people.allowed_signers().into_bytes());
        bundle.files.insert("verify.py".to_owned(), VERIFIER.as_bytes().to_vec());
        if !bundle.gaps.is_empty() {
            bundle.files.insert("WITHHELD.txt".to_owned(), bundle.gaps.page().into_bytes());
            self.vouch(&mut bundle)?;
        }
        Ok(bundle)
    }

    /// Signs the links across the gaps, so that somebody answers for them: the chain itself cannot be computed there.
    fn vouch(&self, bundle: &mut Bundle) -> Result<(), WorkspaceError> {
        let links = bundle.gaps.links();
        if links.is_empty() {
            return Ok(());
        }
        let Some(signature) = self.signed_as_maker(&links)? else { return Ok(()) };
        let person = self.writer.person();
        let stem = format!("signatures/{person}/{}-withheld", self.now().stamp());
        bundle.files.insert(format!("{stem}.sig"), signature);
        bundle.files.insert(format!("{stem}.txt"), links.into_bytes());
        bundle.gaps.vouched_by = Some(person.to_owned());
        bundle.files.insert("WITHHELD.txt".to_owned(), bundle.gaps.page().into_bytes());
        Ok(())
    }

    /// Adds the list of hashes, and the signature of whoever makes the bundle: it covers every file.
    ///
    /// # Errors
    /// When the key of whoever makes it cannot be read.
    pub fn close(&self, mut files: BTreeMap<String, Vec<u8>>) -> Result<(BTreeMap<String, Vec<u8>>, bool), WorkspaceError> {
        let list = sums(&files);
        let signature = self.signed_as_maker(&list)?;
        let signed = signature.is_some();
        if let Some(signature) = signature {
            files.insert(format!("SHA256SUMS.{}.{}.sig", self.writer.person(), self.now().stamp()), signature);
        }
        files.insert("SHA256SUMS".to_owned(), list.into_bytes());
        Ok((files, signed))
    }

    /// The signature of whoever makes the bundle; absent: there is no key here that an administrator stands for.
    fn signed_as_maker(&self, text: &str) -> Result<Option<Vec<u8>>, WorkspaceError> {
        let person = self.writer.person();
        let Some(key) = keys::read(&self.local, person)? else { return Ok(None) };
        let stood_for = |held: &&crate::people::HeldKey| held.confirmed && held.key == key.public();
        if !self.people.persons.get(person).is_some_and(|known| known.keys_held().any(|held| stood_for(&held))) {
            return Ok(None);
        }
        Ok(Some(signature::armoured(&signature::sign(&key, text.as_bytes())).into_bytes()))
    }

    fn bundle_place(&self, supplier: &str, place: &Place, bundle: &mut Bundle) -> Result<(), WorkspaceError> {
        use crate::store::Store as _;
        let mut hidden = BTreeSet::new();
        for (writer, entries) in self.journals(place)? {
            let path = format!("record/{place}/{writer}.toml");
            let shown = self.shown_to_outsiders(place, &path, &self.store.read(place, &writer)?, &entries, &mut bundle.gaps);
            let LogShown { bytes, withheld, texts } = shown;
            hidden.extend(texts);
            if let Some(bytes) = bytes {
                bundle.files.insert(path, bytes);
            } else {
                continue;
            }
            for entry in &entries {
                if !withheld.contains(&entry.n) {
                    self.bundle_papers(supplier, place, entry, &hidden, bundle)?;
                }
                let person = writer.person();
                if let Signed::Yes(fingerprint) = self.people.signed(person, &entries, entry)
                    && let Some((at, sign)) = signature_of(&entries, entry.n, &fingerprint)
                {
                    let stem = format!("signatures/{person}/{}-{writer}-{}-{}", at.stamp(), place.to_string().replace('/', "."), entry.n);
                    bundle.files.insert(format!("{stem}.txt"), signature::message(&entry.hash).into_bytes());
                    bundle.files.insert(format!("{stem}.sig"), signature::armoured(&sign.signature).into_bytes());
                }
            }
        }
        Ok(())
    }

    /// Texts and documents of an entry that is shown; texts that name persons stay behind their hashes.
    fn bundle_papers(
        &self,
        supplier: &str,
        place: &Place,
        entry: &Entry,
        hidden: &BTreeSet<String>,
        bundle: &mut Bundle,
    ) -> Result<(), WorkspaceError> {
        for body in bodies_of(&entry.act) {
            let path = format!("record/{place}/bodies/{}.txt", body.hex());
            if hidden.contains(body.as_str()) {
                bundle.gaps.add(Gap::File { path, what: "persons" });
            } else if let Some(bytes) = self.store.body_bytes(place, &body)? {
                bundle.files.insert(path, bytes);
            }
        }
        let document = match &entry.act {
            Act::Attach(paper) => Some((&paper.sha256, &paper.name, paper.question.as_deref())),
            Act::Import(import) => Some((&import.sha256, &import.file, None)),
            Act::Register(RegisterAct::Evidence(paper)) => {
                let named = paper.questions.iter().find(|question| self.is_about_persons(question));
                Some((&paper.sha256, &paper.name, named.map(String::as_str)))
            }
            _ => None,
        };
        if let Some((sha256, name, question)) = document {
            let Some(bytes) = self.store.file(Shelf::Supplier(supplier), sha256)? else {
                if let Some(erased) = self.erasure(Shelf::Supplier(supplier), sha256)? {
                    let (path, day) = (format!("files/{sha256}{}", ending(name)), erased.at.date().to_string());
                    bundle.gaps.add(Gap::Erased { path, entry: erased.entry, person: erased.person, day, reason: erased.reason });
                }
                return Ok(());
            };
            let path = format!("files/{sha256}{}", ending(name));
            if question.is_some_and(|question| self.is_about_persons(question)) {
                bundle.gaps.add(Gap::File { path, what: "persons" });
            } else {
                bundle.files.insert(path, bytes);
            }
        }
        Ok(())
    }
}

fn signature_of<'a>(entries: &'a [Entry], n: u64, fingerprint: &str) -> Option<(&'a Moment, &'a Sign)> {
    entries.iter().find_map(|entry| match &entry.act {
        Act::Sign(sign) if sign.entry == n && sign.key == fingerprint => Some((&entry.at, sign)),
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
