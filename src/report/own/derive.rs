//! What the company may answer, out of what its suppliers answered: never more than follows from it.

use super::super::rollup::{Held, in_scope};
use super::{Asked, Company};
use crate::declaration::{Declaration, MetalAnswers, Subject, Template};
use crate::reference::metal;
use crate::sentence::{Sentence, told};

/// What suppliers said in the same template.
pub(super) struct Said<'a> {
    pub(super) declarations: Vec<(&'a str, &'a Declaration)>,
}

impl<'a> Said<'a> {
    pub(super) fn gather(held: &[Held<'a>]) -> Self {
        let read = |one: &Held<'a>| one.file.declaration.as_ref().filter(|read| read.template == Template::Cmrt && !read.is_retired());
        Self { declarations: held.iter().filter_map(|one| Some((one.supplier, read(one)?))).collect() }
    }

    /// The answers about a metal, of those for whom the question stands; an open one is none.
    pub(super) fn replies(&self, metal: &str, subject: Subject) -> Vec<Option<&'a str>> {
        let of = |read: &'a Declaration| read.metals.iter().find(|held| held.metal == metal);
        let counts = |answers: &&MetalAnswers| matches!(subject, Subject::Used) || in_scope(answers);
        let value = |answers: &'a MetalAnswers| {
            let reply = answers.replies.iter().find(|reply| reply.subject == subject);
            reply.filter(|reply| reply.allowed).and_then(|reply| reply.value.as_deref())
        };
        self.declarations.iter().filter_map(|(_, read)| of(read)).filter(counts).map(value).collect()
    }

    fn says(&self, supplier: &str) -> bool {
        self.declarations.iter().any(|(id, _)| *id == supplier)
    }

    fn uses(&self, supplier: &str, metal: &str) -> bool {
        self.declarations
            .iter()
            .filter(|(id, _)| *id == supplier)
            .any(|(_, read)| read.reply(metal, Subject::Used).and_then(|reply| reply.value.as_deref()).is_some_and(|value| value == "Yes"))
    }
}

/// Suppliers that matter for a metal, and how many of them declared.
pub(super) struct Share {
    asked: usize,
    answered: usize,
}

impl Share {
    pub(super) fn of(company: Company<'_>, said: &Said<'_>, name: &str) -> Self {
        let bought = |one: &&Asked| {
            one.materials.is_empty()
                || one.materials.iter().any(|material| metal::key(material) == metal::key(name))
                || said.uses(&one.id, name)
        };
        let asked: Vec<&Asked> = company.suppliers.iter().filter(bought).collect();
        Self { asked: asked.len(), answered: asked.iter().filter(|one| said.says(&one.id)).count() }
    }

    pub(super) const fn is_whole(&self) -> bool {
        self.asked > 0 && self.asked == self.answered
    }

    pub(super) fn word(&self) -> Option<&'static str> {
        let (asked, answered) = (self.asked, self.answered);
        Some(match asked {
            0 => return None,
            _ if answered == asked => "100%",
            _ if answered * 10 > asked * 9 => "Greater than 90%",
            _ if answered * 4 > asked * 3 => "Greater than 75%",
            _ if answered * 2 > asked => "Greater than 50%",
            _ if answered > 0 => "50% or less",
            _ => "None",
        })
    }

    pub(super) fn told(&self) -> Sentence {
        told("rollup.share", [("answered", self.answered.to_string().into()), ("asked", self.asked.to_string().into())])
    }
}

/// An answer with its reason, or the reason why there is none.
pub(super) type Derived = Result<(&'static str, Sentence), Sentence>;

/// How many of how many declarations.
fn counted(key: &'static str, count: usize, of: usize) -> Sentence {
    told(key, [("count", count.to_string().into()), ("of", of.to_string().into())])
}

/// Yes as soon as one says Yes; No only when nobody is left who could say Yes.
pub(super) fn yes_counts(replies: &[Option<&str>], share: &Share) -> Derived {
    let yes = replies.iter().filter(|reply| **reply == Some("Yes")).count();
    if yes > 0 {
        return Ok(("Yes", counted("rollup.say-yes", yes, replies.len())));
    }
    if !replies.is_empty() && replies.iter().all(|reply| *reply == Some("No")) && share.is_whole() {
        return Ok(("No", told("rollup.all-no", [("of", replies.len().to_string().into()), ("share", share.told())])));
    }
    Err(told("rollup.none-yes", [("share", share.told())]))
}

/// Yes as soon as one says Yes; not known as soon as one is not known or missing.
pub(super) fn unknown_counts(replies: &[Option<&str>], share: &Share) -> Derived {
    if let Ok(known) = yes_counts(replies, share) {
        return Ok(known);
    }
    let open = replies.iter().filter(|reply| **reply != Some("No")).count();
    let (open, of) = (open.to_string().into(), replies.len().to_string().into());
    Ok(("Unknown", told("rollup.none-yes-some-open", [("count", open), ("of", of), ("share", share.told())])))
}

/// Yes only when all say Yes and nobody is missing.
pub(super) fn all_count(replies: &[Option<&str>], share: &Share, otherwise: &'static str) -> (&'static str, Sentence) {
    let count = |word: &str| replies.iter().filter(|reply| **reply == Some(word)).count();
    let (yes, no) = (count("Yes"), count("No"));
    if no > 0 {
        return ("No", counted("rollup.say-no", no, replies.len()));
    }
    if yes > 0 && yes == replies.len() && share.is_whole() {
        return ("Yes", told("rollup.all-yes", [("of", yes.to_string().into()), ("share", share.told())]));
    }
    let (yes, of) = (yes.to_string().into(), replies.len().to_string().into());
    (otherwise, told("rollup.some-yes", [("count", yes), ("of", of), ("share", share.told())]))
}
