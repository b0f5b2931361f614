//! A profile key by key: what stands under a key as words, and back; where two profiles differ; one key laid into a
//! text that a person wrote, with that person's comments and order left alone.

use std::collections::BTreeSet;

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table};

use super::file::{is_flag, is_number, lists_of};
use super::{Fact, Supplier, read, write};
use crate::figures::number::number;

/// Keys of the `[supplier]` table that may change, in the order they are written.
const HEAD: [&str; 14] = [
    "name",
    "native-name",
    "former-names",
    "partner-type",
    "country",
    "region",
    "languages",
    "spend-class",
    "single-source",
    "onboarded",
    "materials",
    "goods",
    "buyer",
    "relation",
];

/// What stands before the id of a company in the key of what it spends.
pub const SPEND: &str = "spend:";

/// Lists of tables; under each the words are the lines of its TOML.
const LISTS: [&str; 3] = ["site", "related", "certificate"];

/// A key that has other words in one profile than in another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The key.
    pub key: String,
    /// What stood there.
    pub old: Vec<String>,
    /// What stands there.
    pub new: Vec<String>,
}

/// The words under a key; none when nothing is known.
#[must_use]
pub fn values(supplier: &Supplier, key: &str) -> Vec<String> {
    let one = |text: &String| if text.is_empty() { Vec::new() } else { vec![text.clone()] };
    match key {
        "name" => one(&supplier.name),
        "native-name" => one(&supplier.native_name),
        "former-names" => supplier.former_names.clone(),
        "partner-type" => one(&supplier.partner_type),
        "country" => one(&supplier.country),
        "region" => one(&supplier.region),
        "languages" => supplier.languages.clone(),
        "spend-class" => one(&supplier.spend_class),
        "single-source" if supplier.single_source => vec!["true".to_owned()],
        "single-source" => Vec::new(),
        "onboarded" => one(&supplier.onboarded),
        "materials" => supplier.materials.clone(),
        "goods" => one(&supplier.goods),
        "buyer" => one(&supplier.buyer),
        "relation" => one(&supplier.relation),
        spend if spend.starts_with(SPEND) => supplier.spend.get(&spend[SPEND.len()..]).map(one).unwrap_or_default(),
        list if LISTS.contains(&list) => lists_of(supplier, list).lines().map(str::to_owned).collect(),
        fact => match supplier.profile.get(fact) {
            Some(Fact::Number(number)) => vec![number.to_string()],
            Some(Fact::Flag(flag)) => vec![flag.to_string()],
            Some(Fact::Word(word)) => vec![word.clone()],
            Some(Fact::Words(words)) => words.clone(),
            None => Vec::new(),
        },
    }
}

/// Puts recorded words under a key; words that fit nowhere are left out, for what was recorded cannot be refused any more.
pub fn put(supplier: &mut Supplier, key: &str, words: &[String]) {
    let one = || words.first().cloned().unwrap_or_default();
    let yes = || matches!(one().to_lowercase().as_str(), "true" | "yes" | "y" | "1");
    match key {
        "id" => {}
        "name" => supplier.name = one(),
        "native-name" => supplier.native_name = one(),
        "former-names" => supplier.former_names = words.to_vec(),
        "partner-type" | "type" => supplier.partner_type = one(),
        "country" => supplier.country = one(),
        "region" => supplier.region = one(),
        "languages" => supplier.languages = words.to_vec(),
        "spend-class" => supplier.spend_class = one(),
        "single-source" => supplier.single_source = yes(),
        "onboarded" => supplier.onboarded = one(),
        "materials" => supplier.materials = words.to_vec(),
        "goods" => supplier.goods = one(),
        "buyer" => supplier.buyer = one(),
        "relation" => supplier.relation = one(),
        "merged-into" => supplier.relation = merged_into(&one()),
        // The names it brought are recorded under a key of their own.
        "added" | "merged-from" => {}
        spend if spend.starts_with(SPEND) => {
            let company = spend[SPEND.len()..].to_owned();
            match words {
                [] => supplier.spend.remove(&company),
                _ => supplier.spend.insert(company, one()),
            };
        }
        list if LISTS.contains(&list) => {
            let (part, _) = read("", &supplier.id, &words.join("\n"));
            match list {
                "site" => supplier.sites = part.sites,
                "related" => supplier.related = part.related,
                _ => supplier.certificates = part.certificates,
            }
        }
        fact => {
            let known = match words {
                [] => None,
                [one] if is_number(fact) => number(one).ok().map(Fact::Number),
                _ if is_flag(fact) => Some(Fact::Flag(yes())),
                many => Some(own(many)),
            };
            match known {
                Some(known) => supplier.profile.insert(fact.to_owned(), known),
                None => supplier.profile.remove(fact),
            };
        }
    }
}

/// A fact that is none of the program's own, as a questionnaire of the company may ask for it: a yes or a number where the
/// words are one, else words. What begins with nought is a number of a register, and stays as it is.
#[must_use]
pub fn own(words: &[String]) -> Fact {
    let [one] = words else { return Fact::Words(words.to_vec()) };
    match one.as_str() {
        "true" => Fact::Flag(true),
        "false" => Fact::Flag(false),
        text if text.len() > 1 && text.starts_with('0') && !text.starts_with("0.") => Fact::Word(one.clone()),
        text => number(text).map_or_else(|_| Fact::Word(one.clone()), Fact::Number),
    }
}

/// What `relation` says of a supplier that turned out to be another one.
#[must_use]
pub fn merged_into(other: &str) -> String {
    format!("merged into {other}")
}

/// Where two profiles of a supplier differ, in the order of the file.
#[must_use]
pub fn changes(old: &Supplier, new: &Supplier) -> Vec<Change> {
    let facts: BTreeSet<&str> = old.profile.keys().chain(new.profile.keys()).map(String::as_str).collect();
    let companies: BTreeSet<&String> = old.spend.keys().chain(new.spend.keys()).collect();
    let spend: Vec<String> = companies.into_iter().map(|company| format!("{SPEND}{company}")).collect();
    let keys = HEAD.into_iter().chain(spend.iter().map(String::as_str)).chain(facts).chain(LISTS);
    let both = keys.map(|key| Change { key: key.to_owned(), old: values(old, key), new: values(new, key) });
    both.filter(|change| change.old != change.new).collect()
}

/// Lays what stands under some keys into a text. Comments, order and every other key stay as they are; a text that
/// cannot be read is written anew.
#[must_use]
pub fn lay_into(text: &str, supplier: &Supplier, keys: &[&str]) -> String {
    laid(text, supplier, keys).unwrap_or_else(|| write(supplier))
}

fn laid(text: &str, supplier: &Supplier, keys: &[&str]) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    let written: DocumentMut = write(supplier).parse().ok()?;
    for key in keys {
        if LISTS.contains(key) {
            lay_list(&mut document, key, written.get(key));
            continue;
        }
        let (table, name) = match key.strip_prefix(SPEND) {
            Some(company) => ("spend", company),
            None if HEAD.contains(key) => ("supplier", *key),
            None => ("profile", *key),
        };
        let new = written.get(table).and_then(|table| table.get(name));
        if new.is_none() && !document.contains_key(table) {
            continue;
        }
        let into = document.entry(table).or_insert_with(|| Item::Table(Table::new())).as_table_like_mut()?;
        lay_value(into, name, new);
    }
    let out = document.to_string();
    let (read_back, _) = read("", &supplier.id, &out);
    keys.iter().all(|key| values(&read_back, key) == values(supplier, key)).then_some(out)
}

/// A value in the place of the one before, with the comment that stands beside it.
fn lay_value(into: &mut dyn toml_edit::TableLike, key: &str, new: Option<&Item>) {
    let Some(new) = new else {
        into.remove(key);
        return;
    };
    let mut new = new.clone();
    if let (Some(value), Some(before)) = (new.as_value_mut(), into.get(key).and_then(Item::as_value)) {
        *value.decor_mut() = before.decor().clone();
    }
    match into.get_mut(key) {
        Some(place) => *place = new,
        None => {
            into.insert(key, new);
        }
    }
}

/// A list of tables as a whole, at the end of the text.
fn lay_list(document: &mut DocumentMut, key: &str, new: Option<&Item>) {
    document.remove(key);
    let Some(tables) = new.and_then(Item::as_array_of_tables) else { return };
    let mut list = ArrayOfTables::new();
    for table in tables {
        let mut table = table.clone();
        table.set_position(None);
        list.push(table);
    }
    document.insert(key, Item::ArrayOfTables(list));
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# our haulier\n[supplier]\nname = \"Minato\" # the short name\ncountry = \"JP\"\n# asked in May\nmaterials = [\"copper\"]\n\n[profile]\nheadcount = 42 # from the website\n\n[[site]]\nid = \"main\"\n";

    fn profile() -> Supplier {
        let (supplier, problems) = read("s.toml", "minato", TEXT);
        assert!(problems.iter().all(|problem| problem.code == "unknown-type"), "{problems:?}");
        supplier
    }

    #[test]
    fn every_key_survives_being_put_where_it_was_read() {
        let mut text = write(&profile()).replace("\n[profile]", "\n[spend]\nkuroshio-tubes = \"low\"\n\n[profile]");
        text.push_str("\n[[related]]\nname = \"Owner\"\nkind = \"owner\"\n");
        let full = read("s.toml", "minato", &text).0;
        let mut again = Supplier { id: "minato".to_owned(), ..Supplier::default() };
        for change in changes(&again.clone(), &full) {
            put(&mut again, &change.key, &change.new);
        }
        assert_eq!(again, full);
    }

    #[test]
    fn a_key_that_is_laid_into_a_text_leaves_its_comments_and_all_else_alone() {
        let mut supplier = profile();
        supplier.country = "VN".to_owned();
        put(&mut supplier, "headcount", &["50".to_owned()]);
        put(&mut supplier, "migrants", &["7".to_owned()]);
        let out = lay_into(TEXT, &supplier, &["country", "headcount", "migrants"]);
        let wanted = TEXT.replace("\"JP\"", "\"VN\"").replace("42 #", "50 #").replace("website\n", "website\nmigrants = 7\n");
        assert_eq!(out, wanted);
    }

    #[test]
    fn what_a_company_spends_is_laid_into_a_table_of_its_own_and_leaves_it_again() {
        let mut supplier = profile();
        put(&mut supplier, "spend:kuroshio-tubes", &["high".to_owned()]);
        let out = lay_into(TEXT, &supplier, &["spend:kuroshio-tubes"]);
        let again = read("s.toml", "minato", &out).0;
        assert_eq!((again.spend_of(Some("kuroshio-tubes")), again.spend_of(None)), ("high", ""));
        assert!(again.is_spent_on_highly() && out.contains("# from the website"), "{out}");
        put(&mut supplier, "spend:kuroshio-tubes", &[]);
        let out = lay_into(&out, &supplier, &["spend:kuroshio-tubes"]);
        assert!(!read("s.toml", "minato", &out).0.is_spent_on_highly() && !out.contains("high"), "{out}");
    }

    #[test]
    fn what_is_no_longer_known_leaves_the_text_and_lists_are_laid_as_a_whole() {
        let mut supplier = profile();
        supplier.materials.clear();
        supplier.sites.push(super::super::Site { id: "yard".to_owned(), ..super::super::Site::default() });
        let out = lay_into(TEXT, &supplier, &["materials", "site"]);
        assert!(!out.contains("materials") && out.contains("# our haulier") && out.contains("# from the website"), "{out}");
        assert_eq!(read("s.toml", "minato", &out).0, supplier);
    }

    #[test]
    fn a_text_that_is_no_toml_is_written_anew() {
        let supplier = profile();
        assert_eq!(lay_into("<<<<<<< HEAD\n", &supplier, &["country"]), write(&supplier));
    }
}
