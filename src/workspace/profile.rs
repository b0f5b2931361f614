//! Changes to a supplier's profile: an entry in `standing/` first, then the text people read.

use super::{Workspace, WorkspaceError, settings};
use crate::figures::number::number;
use crate::language::Lang;
use crate::questionnaire::wording;
use crate::ratio::Ratio;
use crate::sentence::{Sentence, told};
use crate::store::FolderStore;
use crate::supplier::{self, Fact, Supplier};

fn wrong(text: impl Into<Sentence>) -> WorkspaceError {
    WorkspaceError::Wrong(text.into())
}

/// Sets one key of a profile from typed words.
///
/// # Errors
/// When the key or the value is not possible; the sentence says what would be.
pub fn set(supplier: &mut Supplier, key: &str, values: &[String]) -> Result<(), WorkspaceError> {
    let one = || values.first().map(|value| crate::clean::line(value)).unwrap_or_default();
    let all = || values.iter().map(|value| crate::clean::line(value)).filter(|value| !value.is_empty()).collect::<Vec<_>>();
    match key {
        "id" => return Err(wrong(told("refusal.id-is-for-ever", []))),
        "name" => supplier.name = one(),
        "native-name" => supplier.native_name = one(),
        "partner-type" | "type" => supplier.partner_type = one(),
        "country" => supplier.country = code(&one()),
        "region" => supplier.region = one(),
        "languages" => supplier.languages = all(),
        "spend-class" => supplier.spend_class = one(),
        "single-source" => supplier.single_source = flag(&one())?,
        "onboarded" => supplier.onboarded = one(),
        "materials" => supplier.materials = all().iter().map(|material| material.to_lowercase()).collect(),
        "goods" => supplier.goods = one(),
        "buyer" => supplier.buyer = one(),
        "relation" => supplier.relation = one(),
        "headcount" | "direct" | "temporary" | "dispatched" | "migrants" | "under-18" => {
            let no_people = || told("refusal.not-people", [("value", one().into())]);
            let number = number(&one()).map_err(|why| {
                let digits = one().contains(char::is_numeric);
                wrong(if digits { why.and(told("value.number-in", [("unit", (&wording::unit("people")).into())])) } else { no_people() })
            })?;
            if number < Ratio::ZERO {
                return Err(wrong(no_people()));
            }
            supplier.profile.insert(key.to_owned(), Fact::Number(number));
        }
        "labour-agency" | "office-only" | "goods-move-to-us" => {
            supplier.profile.insert(key.to_owned(), Fact::Flag(flag(&one())?));
        }
        spend if spend.starts_with(supplier::SPEND) => {
            let company = spend[supplier::SPEND.len()..].to_owned();
            match one().as_str() {
                "none" => supplier.spend.remove(&company),
                class @ ("high" | "medium" | "low") => supplier.spend.insert(company, class.to_owned()),
                other => return Err(wrong(told("refusal.not-spend", [("value", other.into())]))),
            };
        }
        other if other.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') && !other.is_empty() => {
            supplier.profile.insert(other.to_owned(), supplier::own_fact(&[one()]));
        }
        other => return Err(wrong(told("refusal.not-a-key", [("key", other.into())]))),
    }
    Ok(())
}

/// Two letters in capitals; what is no code stays as it was typed, so that the refusal shows it.
fn code(text: &str) -> String {
    if text.len() == 2 { text.to_uppercase() } else { text.to_owned() }
}

fn flag(text: &str) -> Result<bool, WorkspaceError> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "y" | "1" => Ok(true),
        "false" | "no" | "n" | "0" => Ok(false),
        other => Err(wrong(told("refusal.not-yes-no", [("value", other.into())]))),
    }
}

impl Workspace {
    /// Makes an empty workspace.
    ///
    /// # Errors
    /// When there is one already, or it cannot be written.
    pub fn init(
        root: &std::path::Path,
        local: &std::path::Path,
        company: &str,
        person: &str,
        demo: bool,
    ) -> Result<settings::Settings, WorkspaceError> {
        let mut store = FolderStore::open(root, local)?;
        if store.read_text("oretrail.toml")?.is_some() {
            return Err(WorkspaceError::AlreadyThere(root.to_owned()));
        }
        let company = crate::clean::line(company);
        if company.is_empty() {
            return Err(wrong(told("refusal.company-needs-name", [])));
        }
        let settings = settings::Settings {
            workspace: store.random_id()?,
            company,
            time_zone: "Asia/Tokyo".to_owned(),
            language: Lang::En,
            compliance: vec![person.to_owned()],
            root: None,
            demo,
            companies: std::collections::BTreeMap::new(),
            declaration: std::collections::BTreeMap::new(),
        };
        store.write_text("oretrail.toml", &settings::write(&settings))?;
        // Journals byte for byte on every machine; erasable texts never into a history.
        store.write_text(
            ".gitattributes",
            "suppliers/**/*.toml -text\nregisters/**/*.toml -text\nsealed/** -text\nsuppliers/**/files/** -text\ninbox/** -text\npeople/** -text\nreference/lists/** -text\n",
        )?;
        store.write_text(".gitignore", "bodies/\n")?;
        store.identify(&settings.workspace);
        store.remember_texts()?;
        store.remember_id()?;
        Ok(settings)
    }

    /// Adds a supplier.
    ///
    /// # Errors
    /// When the id is taken or not possible, a fact is wrong, or it cannot be saved.
    pub fn add_supplier(&mut self, supplier: Supplier) -> Result<(), WorkspaceError> {
        self.may_add(&supplier)?;
        self.record_whole(&supplier)?;
        Ok(self.store.write_text(&format!("suppliers/{}/supplier.toml", supplier.id), &supplier::write(&supplier))?)
    }

    /// Whether a supplier could be added as it is.
    ///
    /// # Errors
    /// When the id is taken or not possible, or a fact is wrong.
    pub fn may_add(&self, supplier: &Supplier) -> Result<(), WorkspaceError> {
        crate::store::valid_id(&supplier.id).map_err(wrong)?;
        if supplier.id.chars().any(|c| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')) {
            return Err(wrong(told("refusal.supplier-id", [("id", (&supplier.id).into())])));
        }
        if self.supplier_ids()?.iter().any(|id| id.eq_ignore_ascii_case(&supplier.id)) {
            return Err(wrong(told("refusal.supplier-exists", [("id", (&supplier.id).into())])));
        }
        supplier.profile.keys().try_for_each(|key| self.known_fact(key))?;
        self.known_materials(supplier)?;
        self.sound(supplier)
    }

    /// A profile fact that a questionnaire or the policy asks about; a mistyped key would be lost without a word.
    pub(super) fn known_fact(&self, key: &str) -> Result<(), WorkspaceError> {
        let asked = self.questionnaires().iter().flat_map(|set| set.profile.iter().map(|field| field.id.as_str()));
        let known: Vec<&str> = asked.chain(self.policy().inherent.circumstance.of.keys().map(String::as_str)).collect();
        if known.contains(&key) {
            return Ok(());
        }
        let next = match crate::diagnostic::nearest(key, known.iter().copied()) {
            Some(near) => told("refusal.did-you-mean", [("near", format!("`{near}`").into())]),
            None => told("refusal.see-set-help", []),
        };
        Err(wrong(told("refusal.no-fact", [("key", key.into())]).and(next)))
    }

    pub(super) fn known_materials(&self, supplier: &Supplier) -> Result<(), WorkspaceError> {
        let known = &self.policy().inherent.material.of;
        for material in &supplier.materials {
            if !known.contains_key(material) {
                let all = known.keys().map(String::as_str).collect::<Vec<_>>();
                let next = match crate::diagnostic::nearest(material, all.iter().copied()) {
                    Some(near) => told("refusal.did-you-mean", [("near", format!("`{near}`").into())]),
                    None => told("refusal.use-one-of", [("all", all.join(", ").into())]),
                };
                return Err(wrong(told("refusal.no-material", [("material", material.into())]).and(next)));
            }
        }
        Ok(())
    }

    /// The profile as it would be written must read back without a mistake.
    pub(super) fn sound(&self, supplier: &Supplier) -> Result<(), WorkspaceError> {
        let (_, problems) = supplier::read("supplier.toml", &supplier.id, &supplier::write(supplier));
        // An unknown type is allowed and takes the high value; that is a remark.
        if let Some(problem) = problems.iter().find(|problem| problem.weight == crate::diagnostic::Weight::Error) {
            return Err(wrong(problem.what.clone().and(problem.next.clone())));
        }
        if !supplier.country.is_empty() && self.countries().get(&supplier.country).is_none() {
            return Err(wrong(told("refusal.not-country", [("code", (&supplier.country).into())])));
        }
        Ok(())
    }

    /// Changes one fact.
    ///
    /// # Errors
    /// When the key or value is not possible, or it cannot be saved.
    pub fn set_fact(&mut self, id: &str, key: &str, values: &[String]) -> Result<(), WorkspaceError> {
        let profile = self.profile(id)?;
        self.must_be_readable(&profile)?;
        let mut supplier = profile.supplier;
        if key == "buyer" {
            self.may_give_away(id, &supplier.buyer)?;
        }
        let facts = supplier.profile.len();
        if let Some(company) = key.strip_prefix(supplier::SPEND)
            && !self.settings().companies.contains_key(company)
        {
            let all: Vec<&str> = self.settings().companies.keys().map(String::as_str).collect();
            let all = if all.is_empty() { "–".to_owned() } else { all.join(", ") };
            return Err(wrong(told("refusal.no-company", [("named", company.into()), ("all", all.into())])));
        }
        set(&mut supplier, key, values)?;
        if supplier.profile.len() > facts {
            self.known_fact(key)?;
        }
        if key == "materials" {
            self.known_materials(&supplier)?;
        }
        self.sound(&supplier)?;
        let key = if key == "type" { "partner-type" } else { key };
        self.change(&supplier, &[key])
    }

    /// Records what stands under some keys and lays them into the text; the rest of the text is left alone.
    pub(super) fn change(&mut self, supplier: &Supplier, keys: &[&str]) -> Result<(), WorkspaceError> {
        for key in keys {
            self.record(&supplier.id, key, supplier::values(supplier, key))?;
        }
        self.project(supplier, keys)
    }

    /// Changes the name; the former one is kept.
    ///
    /// # Errors
    /// When it cannot be saved.
    pub fn rename(&mut self, id: &str, name: &str) -> Result<(), WorkspaceError> {
        let profile = self.profile(id)?;
        self.must_be_readable(&profile)?;
        let mut supplier = profile.supplier;
        let name = crate::clean::line(name);
        if name.is_empty() {
            return Err(wrong(told("refusal.supplier-needs-name", [])));
        }
        if !supplier.former_names.contains(&supplier.name) && supplier.name != name {
            supplier.former_names.push(supplier.name.clone());
        }
        supplier.name = name;
        self.change(&supplier, &["former-names", "name"])
    }
}
