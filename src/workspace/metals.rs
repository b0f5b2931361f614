//! The metals the company answers for: due-diligence system and last external audit of each, from its own data.
//!
//! `reference/company-audits.toml` in the workspace holds one `[[audit]]` per audit: metal, system-since, scheme,
//! auditor, audited, valid-until. What is not there is "don't know" and never a guess; a scheme that does not assess the
//! metal is refused with the reason, one that is not known here counts as no audit, and a lapsed audit leaves the metal
//! "not current".

use jiff::civil::Date;

use super::{Workspace, WorkspaceError};
use crate::diagnostic::Diagnostic;
use crate::language::Text;
use crate::reading::{Fields, Sheet};
use crate::reference::{metal, metal::Metal, scheme};
use crate::sentence::told;

/// The file in the workspace.
pub const AUDITS: &str = "reference/company-audits.toml";
/// The six metals whose chain was audited, always shown and shown first.
const SIX: [&str; 6] = ["copper", "gold", "silver", "platinum", "palladium", "tantalum"];

/// An external audit as the company states it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// Id of the metal.
    pub metal: String,
    /// The due-diligence system runs since.
    pub system_since: Option<Date>,
    /// Scheme, as written.
    pub scheme: String,
    /// Who audited.
    pub auditor: String,
    /// When.
    pub audited: Option<Date>,
    /// Last valid day.
    pub valid_until: Option<Date>,
}

/// How a metal's audit stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Currency {
    /// An audit in date is on file.
    Current,
    /// The last audit has lapsed.
    NotCurrent,
    /// No audit, or none whose validity is known.
    DontKnow,
}

impl Currency {
    /// The word in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::NotCurrent => "not-current",
            Self::DontKnow => "dont-know",
        }
    }
}

/// One row of the metals page.
#[derive(Clone, Debug)]
pub struct MetalRow {
    /// The metal.
    pub metal: &'static Metal,
    /// Since when the due-diligence system runs, as far as known.
    pub system_since: Option<Date>,
    /// The last audit.
    pub audit: Option<Audit>,
    /// How it stands.
    pub currency: Currency,
    /// Suppliers of it.
    pub suppliers: usize,
    /// Due-diligence files begun, and cleared.
    pub files: (usize, usize),
}

/// Reads the company's audits; an audit whose scheme does not assess its metal is a mistake and left out.
#[must_use]
pub fn read(file: &str, text: &str) -> (Vec<Audit>, Vec<Diagnostic>) {
    let (sheet, root) = Sheet::open(file, text);
    let fields = Fields::new(&sheet, root.get_ref(), root.span());
    let mut audits = Vec::new();
    for table in fields.tables("audit") {
        let (named, by) = (table.need_text("metal"), table.text("scheme"));
        let day = |key: &str| table.date(key).and_then(|day| day.value.parse().ok());
        let mut audit = Audit {
            metal: String::new(),
            system_since: day("system-since"),
            scheme: by.as_ref().map(|scheme| crate::clean::line(&scheme.value)).unwrap_or_default(),
            auditor: table.text("auditor").map(|auditor| crate::clean::line(&auditor.value)).unwrap_or_default(),
            audited: day("audited"),
            valid_until: day("valid-until"),
        };
        table.finish();
        let Some(named) = named else { continue };
        let Some(known) = metal::find(&named.value) else {
            let what = told("remark.no-metal", [("name", crate::clean::line(&named.value).into())]);
            sheet.wrong(&named.at, "unknown-metal", what, told("remark-do.no-metal", []));
            continue;
        };
        audit.metal.clone_from(&known.id);
        if let Some(by) = &by
            && let Some(Err(refusal)) = scheme::find(&by.value).map(|scheme| scheme.covers(&known.id))
        {
            sheet.wrong(&by.at, "scheme-not-for-metal", refusal.into(), told("remark-do.scheme-not-for-metal", []));
            continue;
        }
        if audit.audited.is_some()
            && let (what, at) = match &by {
                Some(by) => (scheme::no_audit(&by.value), &by.at),
                None => (Some(told("scheme.none-named", [])), &named.at),
            }
            && let Some(what) = what
        {
            // The due-diligence system is the company's own and stays; what nobody recognises is no audit of it.
            sheet.wrong(at, "scheme-not-known", what, told("remark-do.scheme-not-known", []));
            (audit.audited, audit.valid_until) = (None, None);
        }
        audits.push(audit);
    }
    fields.finish();
    (audits, sheet.into_problems())
}

fn row(metal: &'static Metal, audits: &[Audit], today: Date) -> MetalRow {
    let own = || audits.iter().filter(|audit| audit.metal == metal.id);
    let audit = own().filter(|audit| audit.audited.is_some()).max_by_key(|audit| (audit.audited, audit.valid_until)).cloned();
    let currency = match audit.as_ref().and_then(|audit| audit.valid_until) {
        Some(last) if last >= today => Currency::Current,
        Some(_) => Currency::NotCurrent,
        None => Currency::DontKnow,
    };
    MetalRow { metal, system_since: own().filter_map(|audit| audit.system_since).min(), audit, currency, suppliers: 0, files: (0, 0) }
}

impl MetalRow {
    /// The schemes the company's source names for the metal, or that it names none.
    #[must_use]
    pub fn schemes(&self) -> Text {
        if self.metal.schemes.is_empty() { metal::no_scheme() } else { Text::same(&self.metal.schemes.join(", ")) }
    }
}

impl Workspace {
    /// The company's audits, with the mistakes in their file.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn audits(&self) -> Result<(Vec<Audit>, Vec<Diagnostic>), WorkspaceError> {
        Ok(self.store.read_text(AUDITS)?.map_or_else(Default::default, |text| read(AUDITS, &text)))
    }

    /// The six metals, then every other one that a supplier delivers or an audit names.
    ///
    /// # Errors
    /// When a record cannot be read.
    pub fn metals(&self) -> Result<Vec<MetalRow>, WorkspaceError> {
        let (audits, _) = self.audits()?;
        let mut rows: Vec<MetalRow> = SIX.iter().filter_map(|id| metal::find(id)).map(|metal| row(metal, &audits, self.today())).collect();
        let mut others = Vec::new();
        let mut delivered = Vec::new();
        for id in self.supplier_ids()? {
            let materials = self.supplier(&id)?.materials;
            others.extend(materials.iter().filter_map(|material| metal::find(material)));
            delivered.push((materials, self.routes(&id)?));
        }
        others.extend(audits.iter().filter_map(|audit| metal::find(&audit.metal)));
        others.sort_by(|a, b| a.id.cmp(&b.id));
        others.dedup_by(|a, b| a.id == b.id);
        rows.extend(others.into_iter().filter(|metal| !SIX.contains(&metal.id.as_str())).map(|metal| row(metal, &audits, self.today())));
        for row in &mut rows {
            let is_it = |text: &str| metal::find(text).is_some_and(|metal| metal.id == row.metal.id);
            row.suppliers = delivered.iter().filter(|(materials, _)| materials.iter().any(|material| is_it(material))).count();
            let files: Vec<_> = delivered.iter().flat_map(|(_, routes)| routes).filter(|route| is_it(&route.material)).collect();
            row.files = (files.len(), files.iter().filter(|route| route.cleared.is_some()).count());
        }
        Ok(rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: &str = "2026-11-23";

    fn audit(metal: &str, scheme: &str, until: &str) -> String {
        format!(
            "[[audit]]\nmetal = \"{metal}\"\nsystem-since = 2019-04-01\nscheme = \"{scheme}\"\nauditor = \"Example Assurance\"\naudited = 2025-11-20\nvalid-until = {until}\n"
        )
    }

    fn of(metal: &str, text: &str) -> MetalRow {
        let (audits, problems) = read("a.toml", text);
        assert_eq!(problems, []);
        row(metal::find(metal).unwrap(), &audits, TODAY.parse().unwrap())
    }

    #[test]
    fn r10_a_lapsed_audit_turns_its_metal_to_not_current_and_none_is_dont_know() {
        assert_eq!(of("gold", &audit("gold", "LBMA", "2026-11-23")).currency, Currency::Current);
        let lapsed = of("gold", &audit("gold", "LBMA", "2026-11-22"));
        assert_eq!(lapsed.currency, Currency::NotCurrent);
        assert_eq!(lapsed.system_since, Some("2019-04-01".parse().unwrap()), "the system is still told");
        assert_eq!(of("silver", &audit("gold", "LBMA", "2027-01-01")).currency, Currency::DontKnow);
        assert_eq!(SIX.iter().filter_map(|id| metal::find(id)).count(), 6);
    }

    #[test]
    fn r11_an_lppm_audit_of_gold_is_refused_with_the_reason_and_of_platinum_taken() {
        let (audits, problems) = read("a.toml", &audit("gold", "LPPM", "2027-01-01"));
        assert_eq!(audits, []);
        assert_eq!(problems[0].code, "scheme-not-for-metal");
        assert!(problems[0].to_string().contains("not valid for Gold"), "{}", problems[0]);
        assert_eq!(of("platinum", &audit("Pt", "LPPM", "2027-01-01")).currency, Currency::Current);
    }

    #[test]
    fn r11_a_scheme_is_known_by_its_full_name_and_one_that_is_not_known_is_no_audit() {
        for written in ["LPPM Good Delivery", "London Platinum and Palladium Market", "lppm good-delivery list"] {
            let (audits, problems) = read("a.toml", &audit("gold", written, "2027-01-01"));
            assert!(audits.is_empty() && problems[0].code == "scheme-not-for-metal", "{written}: {problems:?}");
            assert_eq!(of("platinum", &audit("Pt", written, "2027-01-01")).currency, Currency::Current);
        }
        for (written, said) in
            [("Moonstone Seal", "not known here"), ("LPPM accreditation", "is LPPM Good Delivery"), ("EcoVadis Gold", "rates a company")]
        {
            let (audits, problems) = read("a.toml", &audit("gold", written, "2027-01-01"));
            assert!(problems[0].code == "scheme-not-known" && problems[0].to_string().contains(said), "{written}: {}", problems[0]);
            let row = row(metal::find("gold").unwrap(), &audits, TODAY.parse().unwrap());
            assert_eq!((row.currency, row.system_since), (Currency::DontKnow, Some("2019-04-01".parse().unwrap())), "{written}");
        }
        let unnamed = audit("gold", "x", "2027-01-01").replace("scheme = \"x\"\n", "");
        let (audits, problems) = read("a.toml", &unnamed);
        assert!(problems[0].to_string().contains("no scheme is named") && audits[0].audited.is_none(), "{}", problems[0]);
    }

    #[test]
    fn r14_tin_and_tungsten_show_that_the_source_names_no_scheme() {
        for id in ["tin", "tungsten"] {
            assert_eq!(of(id, "").schemes().en, "no scheme named in source");
        }
        assert_eq!(of("copper", "").schemes().en, "copper-mark");
    }
}
