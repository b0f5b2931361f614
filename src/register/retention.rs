//! How long texts and stored files are kept, class by class, and from which day they are due for erasure.
//!
//! Entries stay for ever; what can be erased are the texts behind them and the files they name. Months come from the policy; a class it does not
//! name has the program's own number, and says so.

use jiff::Span;
use jiff::civil::Date;

use crate::journal::{Act, BodyRef, RegisterAct, Reply, ReviewAct};
use crate::policy::Policy;
use crate::policy::months::Class;

/// Months of a class, and whether a policy of the company says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The class.
    pub class: Class,
    /// Months.
    pub months: u32,
    /// The policy that says so; absent: a number of the program.
    pub policy: Option<String>,
}

/// The term of a class under a policy.
#[must_use]
pub fn term(class: Class, policy: &Policy) -> Term {
    let said = policy.retention.get(class.word()).copied();
    let own = said.is_some() && !policy.is_tool_default();
    let name = own.then(|| format!("{}@{}", policy.id, policy.edition));
    Term { class, months: said.unwrap_or_else(|| class.default_months()), policy: name }
}

/// The first day on which texts whose time began on a day are due for erasure.
#[must_use]
pub fn due(start: Date, months: u32) -> Date {
    start.saturating_add(Span::new().months(i64::from(months)))
}

/// The classes of the texts behind an entry; none where it has none, or none that is erased by date.
#[must_use]
pub fn classes(act: &Act, names_persons: &dyn Fn(&str) -> bool) -> Vec<Class> {
    let mut words = act.fields().into_iter().flat_map(|(_, value)| value.texts());
    if !words.any(|word| BodyRef::parse(&word).is_some()) {
        return Vec::new();
    }
    match act {
        Act::Answer(answer) if names_persons(&answer.question) => {
            let beside = answer.note.is_some() || answer.correction.is_some();
            let value = matches!(answer.reply, Reply::Value(_));
            let asker = answer.asked.is_some();
            [value.then_some(Class::OwnerRows), (beside || !value).then_some(Class::FreeText), asker.then_some(Class::PersonNames)]
                .into_iter()
                .flatten()
                .collect()
        }
        Act::Answer(answer) if answer.asked.is_some() => vec![Class::FreeText, Class::PersonNames],
        Act::Answer(_) | Act::Note { .. } | Act::Check { .. } | Act::Match(_) => vec![Class::FreeText],
        Act::Promise(promise) => {
            let (what, by) = (promise.what.is_some(), promise.by.is_some());
            [what.then_some(Class::FreeText), by.then_some(Class::PersonNames)].into_iter().flatten().collect()
        }
        Act::Met { .. } | Act::Submit { .. } => vec![Class::PersonNames],
        Act::Profile { .. } => vec![Class::OwnerRows],
        Act::Review(ReviewAct::Choose(settled)) if names_persons(&settled.question) => vec![Class::OwnerRows, Class::FreeText],
        Act::Review(ReviewAct::Return(_) | ReviewAct::Choose(_)) => vec![Class::FreeText],
        Act::Review(_) | Act::Living(_) => vec![Class::Decisions],
        Act::Register(act) => match act {
            RegisterAct::Judge(_) | RegisterAct::Screen(_) | RegisterAct::Exclusion(_) => vec![Class::Screening],
            RegisterAct::Grievance(_) | RegisterAct::GrievanceStep(_) => vec![Class::Grievances],
            RegisterAct::Acknowledge(_) => vec![Class::PersonNames],
            RegisterAct::Dialogue(_) => vec![Class::FreeText],
            _ => vec![Class::Decisions],
        },
        // A name of a colleague hangs on roles and keys, an erasure on its own reason: both are kept with them.
        _ => Vec::new(),
    }
}

/// The class a stored file is of, by an entry that names it: a paper that proves who owns a company is kept as long as that.
#[must_use]
pub fn file_class(act: &Act, names_persons: &dyn Fn(&str) -> bool) -> Class {
    let about: Vec<&str> = match act {
        Act::Import(_) | Act::Received(_) => return Class::Workbooks,
        Act::Attach(document) => document.question.as_deref().into_iter().collect(),
        Act::Answer(answer) => vec![&answer.question],
        Act::Register(RegisterAct::Evidence(paper)) => paper.questions.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    };
    if !about.is_empty() && about.into_iter().all(names_persons) { Class::OwnerRows } else { Class::Documents }
}

#[cfg(test)]
mod tests;
