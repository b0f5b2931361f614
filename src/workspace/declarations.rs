//! Minerals declarations: what is held, what a received file would change, and taking one into the record.
//!
//! The import proposes, a person accepts. What was accepted is an entry that outlives the campaign: the file's hash, the
//! layout that read it and the verdict it had. What it says is read again from the stored file whenever it is shown.

mod said;

use std::collections::BTreeMap;
use std::rc::Rc;

use jiff::civil::Date;

use super::reader::Reader;
use super::{Workspace, WorkspaceError, definitions};
use crate::declaration::{Declaration, Field, Scope, SmelterRow, Template};
use crate::import::Reading;
use crate::inbox::{self, Against, Circumstance, Delta, FileVerdict, Held, Past, Verdict};
use crate::journal::{Act, Import, Moment};
use crate::reference::country;
use crate::reference::list::{Delivery, Lists, Status};
use crate::reference::region;
use crate::smelter::Decisions;
use crate::store::{Place, Saved, Shelf};

/// A declaration taken into a supplier's record.
#[derive(Clone, Debug)]
pub struct Received {
    /// What the entry says.
    pub import: Import,
    /// The entry.
    pub entry: String,
    /// Who accepted it.
    pub by: String,
    /// When.
    pub at: Moment,
    /// What the stored file says, read again; absent when the file is not here.
    pub file: Option<FileVerdict>,
    /// The day it is judged as of.
    pub as_of: Date,
    /// Where its smelter rows stand on that day, by row.
    pub stands: BTreeMap<u32, Stand>,
    /// The difference to the supplier's declaration before it.
    pub delta: Option<Delta>,
}

/// The day that declarations are judged as of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AsOf {
    /// Today.
    #[default]
    Today,
    /// Each as of the day it carries; as of today where it carries none.
    Declared,
    /// A day, such as that of a purchase.
    Day(Date),
}

impl AsOf {
    /// The day for a declaration that carries a date.
    #[must_use]
    pub fn day(self, today: Date, dated: Option<Date>) -> Date {
        match self {
            Self::Today => today,
            Self::Declared => dated.unwrap_or(today),
            Self::Day(day) => day,
        }
    }
}

/// Where a smelter row stands on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stand {
    /// The facility it means.
    pub id: Option<String>,
    /// How that is known: `id`, `alias` or `decided`.
    pub how: Option<&'static str>,
    /// Its status by the list in force; absent where no list names it.
    pub status: Option<Status>,
    /// Day of its last assessment.
    pub assessed: Option<Date>,
    /// Where it stands on the Good Delivery list of its metal; absent where no list of the day speaks of the metal.
    pub delivery: Option<Delivery>,
    /// Tier of its place; absent where the country is not known.
    pub tier: Option<String>,
    /// The row names a state or province that is known, so that the tier is that of the region.
    pub region_known: bool,
    /// What it names instead: no region that is known.
    pub region_not_recognised: Option<String>,
}

impl Workspace {
    fn standing(supplier: &str) -> Place {
        Place::Standing { supplier: supplier.to_owned() }
    }

    fn imports(&self, supplier: &str) -> Result<Vec<Received>, WorkspaceError> {
        let (mut all, as_of) = (Vec::new(), self.today());
        for (writer, entries) in self.journals(&Self::standing(supplier))? {
            for entry in entries {
                if let Act::Import(import) = entry.act {
                    let by = writer.person().to_owned();
                    all.push(Received {
                        import,
                        entry: format!("{writer}#{}", entry.n),
                        by,
                        at: entry.at,
                        file: None,
                        as_of,
                        stands: BTreeMap::new(),
                        delta: None,
                    });
                }
            }
        }
        all.sort_by_key(|received| std::cmp::Reverse(received.at));
        Ok(all)
    }

    /// The declarations of a supplier as of today, newest first, each read again from its stored file.
    ///
    /// # Errors
    /// When the record or a stored file cannot be read.
    pub fn declarations(&self, supplier: &str) -> Result<Vec<Received>, WorkspaceError> {
        self.declarations_as_of(supplier, AsOf::Today)
    }

    /// The declarations of a supplier, weighed with the lists of a day as the inbox weighs a newcomer.
    ///
    /// # Errors
    /// When the record or a stored file cannot be read.
    pub fn declarations_as_of(&self, supplier: &str, as_of: AsOf) -> Result<Vec<Received>, WorkspaceError> {
        let mut all = self.imports(supplier)?;
        if all.is_empty() {
            return Ok(all);
        }
        let past = self.past_declarations()?;
        for received in &mut all {
            let Some(read) = self.declared_in(Shelf::Supplier(supplier), &received.import.sha256)? else { continue };
            received.as_of = as_of.day(self.today(), read.dated);
            let circumstance = Circumstance { today: received.as_of, held: &[], supplier: Some(supplier) };
            let import = &received.import;
            let reading = Reading::Declaration(Box::new(Declaration::clone(&read)));
            let mut verdict = inbox::of(&import.file, import.sha256.clone(), reading, circumstance);
            received.delta = self.weigh_on(&mut verdict, &past, received.as_of)?;
            received.stands = self.stands(&verdict, received.as_of)?;
            received.file = Some(verdict);
        }
        all.sort_by(|one, other| (&other.import.dated, other.at).cmp(&(&one.import.dated, one.at)));
        Ok(all)
    }

    /// What a stored workbook says; read once in a session. Forgetting it costs time and nothing else.
    pub(super) fn declared_in(&self, shelf: Shelf<'_>, sha256: &str) -> Result<Option<Rc<Declaration>>, WorkspaceError> {
        if let Some(known) = self.declared.borrow().get(sha256) {
            return Ok(known.clone());
        }
        // Bytes that are not here yet may still arrive from another device.
        let Some(bytes) = self.store().file(shelf, sha256)? else { return Ok(None) };
        let read = match Reader::chosen().read(&bytes) {
            Reading::Declaration(declaration) => Some(Rc::new(*declaration)),
            Reading::Other(_) | Reading::Unreadable(_) => None,
        };
        self.declared.borrow_mut().insert(sha256.to_owned(), read.clone());
        Ok(read)
    }

    /// Where each smelter row stands on a day: what it means, its status, the tier of its place.
    fn stands(&self, verdict: &FileVerdict, day: Date) -> Result<BTreeMap<u32, Stand>, WorkspaceError> {
        let lists = self.lists()?;
        let rows = verdict.declaration.iter().flat_map(|read| &read.smelters);
        let stand = |row: &SmelterRow| {
            let matched = verdict.matched.get(&row.row);
            let listed = matched.and_then(|matched| lists.standing(&matched.id, day));
            let region = row.state.as_deref().unwrap_or_default();
            let code = row.country.as_deref().and_then(country::code_of);
            Stand {
                id: matched.map(|matched| matched.id.clone()),
                how: matched.map(|matched| matched.how),
                status: listed.map(|listed| listed.facility.status),
                assessed: listed.and_then(|listed| listed.facility.assessed),
                delivery: delivery(lists, row, matched.map(|matched| matched.id.as_str()), day),
                tier: code.and_then(|code| lists.tier(self.countries(), code, region, day)).map(str::to_owned),
                region_known: code.is_some_and(|code| !region::find(code, region).is_empty()),
                region_not_recognised: code.and_then(|code| region::not_recognised(code, region)).map(|_| crate::clean::line(region)),
            }
        };
        Ok(rows.map(|row| (row.row, stand(row))).collect())
    }

    /// Every declaration held, of all suppliers; what a newcomer is compared with.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn held(&self) -> Result<Vec<Held>, WorkspaceError> {
        let mut held = Vec::new();
        for supplier in self.supplier_ids()? {
            for Received { import, .. } in self.imports(&supplier)? {
                held.push(Held {
                    file: import.file,
                    sha256: import.sha256,
                    template: Template::from_name(&import.template),
                    company: import.company,
                    scope: import.scope.as_deref().and_then(Scope::from_word),
                    dated: import.dated.as_deref().and_then(|day| day.parse().ok()),
                    supplier: Some(supplier.clone()),
                });
            }
        }
        Ok(held)
    }

    /// Every accepted declaration with what it says, read again from its stored file; one that is not here is left out.
    ///
    /// # Errors
    /// When the record or a stored file cannot be read.
    pub fn past_declarations(&self) -> Result<Vec<Past>, WorkspaceError> {
        let mut past = Vec::new();
        for supplier in self.supplier_ids()? {
            for Received { import, .. } in self.imports(&supplier)? {
                if let Some(read) = self.declared_in(Shelf::Supplier(&supplier), &import.sha256)? {
                    past.push(Past { file: import.file, sha256: import.sha256, supplier: Some(supplier.clone()), read });
                }
            }
        }
        Ok(past)
    }

    /// Weighs a file that was read against lists, decisions, earlier declarations, the supplier's profile and interview.
    ///
    /// # Errors
    /// When lists, decisions or the supplier's record cannot be read.
    pub fn weigh(&self, verdict: &mut FileVerdict, past: &[Past]) -> Result<(), WorkspaceError> {
        self.weigh_on(verdict, past, self.today()).map(|_| ())
    }

    /// Weighs a file as of a day, and says what changed since the supplier's declaration before it.
    fn weigh_on(&self, verdict: &mut FileVerdict, past: &[Past], day: Date) -> Result<Option<Delta>, WorkspaceError> {
        let decisions = self.smelter_decisions()?;
        let mut against = Against::on(day, self.lists()?, &decisions, self.countries());
        against.campaign = self.campaign().and_then(|campaign| campaign.started.parse().ok());
        against.months = self.policy().validity.get("declaration-months").copied().unwrap_or(against.months);
        against.past = past;
        let known = match &verdict.supplier {
            Some(id) if self.must_know(id).is_ok() => Some((self.supplier(id)?, self.said(id, day)?)),
            _ => None,
        };
        if let Some((supplier, said)) = &known {
            (against.supplier, against.said) = (Some(supplier), said);
        }
        verdict.weigh(&against);
        Ok(verdict.delta(&against))
    }

    /// Takes a file into a supplier's record: the bytes as a document, the verdict as an entry.
    ///
    /// # Errors
    /// When its verdict leaves nothing to take, or it could not be saved.
    pub fn accept(&mut self, supplier: &str, file: &FileVerdict, bytes: &[u8]) -> Result<Saved, WorkspaceError> {
        self.must_know(supplier)?;
        let usable = matches!(file.verdict, Verdict::Accepted | Verdict::AcceptedWithRemarks | Verdict::NeedsClarification);
        let Some(declared) = file.declaration.as_ref().filter(|_| usable) else {
            return Err(WorkspaceError::Wrong(super::inbox::not_taken(file)));
        };
        let ending = crate::clean::line(&file.file).rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
        let sha256 = self.store().put_file(Shelf::Supplier(supplier), bytes, &ending)?;
        let act = Act::Import(Import {
            file: file.file.clone(),
            sha256,
            template: declared.template.name().to_owned(),
            version: declared.version.to_string(),
            layout: crate::import::layout_name(declared),
            verdict: file.verdict.word().to_owned(),
            dated: declared.dated.map(|day| day.to_string()),
            company: declared.says(Field::Company).map(str::to_owned),
            scope: declared.scope.map(|scope| scope.word().to_owned()),
        });
        self.write(&Self::standing(supplier), act).map_err(WorkspaceError::NotSaved)
    }
}

/// Good Delivery of a row, under the name it is reported by and those that the look-up of the day has for it.
fn delivery(lists: &Lists, row: &SmelterRow, id: Option<&str>, day: Date) -> Option<Delivery> {
    let metal = row.metal.as_deref()?;
    let looked_up = lists.smelters_on(metal, day).into_iter().flat_map(|list| &list.rows).filter(|listed| Some(listed.id.as_str()) == id);
    let names: Vec<&str> = looked_up.flat_map(|listed| [listed.name.as_str(), &listed.alias]).chain(row.called()).collect();
    lists.delivery(metal, id, &names, row.country.as_deref(), day)
}

/// Weighs a file where there is no workspace: by the built-in country and area tables and the files that came with it.
/// Its smelters stay unverified, and the finding that says so stands for what cannot be known.
pub fn weigh_alone(verdict: &mut FileVerdict, today: Date, past: &[Past]) {
    let (lists, decisions, countries) = (Lists::default(), Decisions::default(), definitions::built_in_countries());
    let mut against = Against::on(today, &lists, &decisions, &countries);
    against.past = past;
    verdict.weigh(&against);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declaration_is_judged_as_of_today_of_its_own_day_or_of_a_day_that_is_named() {
        let (today, dated) = (jiff::civil::date(2026, 11, 23), Some(jiff::civil::date(2026, 9, 14)));
        assert_eq!(AsOf::Today.day(today, dated), today);
        assert_eq!(AsOf::Declared.day(today, dated), jiff::civil::date(2026, 9, 14));
        assert_eq!(AsOf::Declared.day(today, None), today);
        assert_eq!(AsOf::Day(jiff::civil::date(2026, 3, 31)).day(today, dated), jiff::civil::date(2026, 3, 31));
    }
}
