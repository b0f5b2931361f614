//! `supplier.toml` ↔ [`Supplier`].

use std::fmt::Write as _;

use super::doubts;
use super::{Certificate, Fact, RelatedParty, Site, Supplier};
use crate::clean::quoted;
use crate::diagnostic::Diagnostic;
use crate::ratio::Ratio;
use crate::reading::{Fields, Sheet};
use crate::reference::metal;
use crate::sentence::told;

/// The words for partner types.
pub const PARTNER_TYPES: [&str; 11] =
    ["mine", "trader", "recycler", "smelter", "maker", "carrier", "contractor", "labour-agency", "service", "it-vendor", "chemicals"];

const NUMBERS: [&str; 6] = ["headcount", "direct", "temporary", "dispatched", "migrants", "under-18"];
const SPEND: [(&str, &str); 3] = [("high", "high"), ("medium", "medium"), ("low", "low")];
/// Materials that are no metal and near one by chance.
const PLAIN: [&str; 9] = ["scrap", "e-scrap", "black-mass", "chemicals", "none", "silicon", "phosphorus", "magnesium", "titanium"];
const FLAGS: [&str; 3] = ["labour-agency", "office-only", "goods-move-to-us"];

/// What a supplier may supply, in the words of a profile.
#[must_use]
pub fn materials() -> Vec<&'static str> {
    let mut all: Vec<&str> = metal::all().iter().map(|metal| metal.id.as_str()).collect();
    all.extend(PLAIN.into_iter().filter(|word| !all.contains(word)).collect::<Vec<_>>());
    all
}

/// What of a profile is a number or a yes, and can be a circumstance.
#[must_use]
pub fn circumstances() -> Vec<&'static str> {
    ["single-source", "spend-high"].into_iter().chain(NUMBERS).chain(FLAGS).collect()
}

/// The facts of a profile the program knows by name; true where yes or no is due, else a number.
pub fn facts() -> impl Iterator<Item = (&'static str, bool)> {
    NUMBERS.into_iter().map(|name| (name, false)).chain(FLAGS.into_iter().map(|name| (name, true)))
}

/// Reads a profile; every mistake is reported and the rest is kept.
#[must_use]
pub fn read(file: &str, id: &str, text: &str) -> (Supplier, Vec<Diagnostic>) {
    let (sheet, root) = Sheet::open(file, text);
    let fields = Fields::new(&sheet, root.get_ref(), root.span());
    let mut supplier = match fields.table("supplier") {
        Some(table) => read_head(&table, id),
        None => {
            if !fields.has("supplier") {
                fields.missing_table("supplier");
            }
            Supplier { id: id.to_owned(), ..Supplier::default() }
        }
    };
    if let Some(spend) = fields.table("spend") {
        for key in spend.keys() {
            let class = spend.word(&key.value, &SPEND);
            supplier.spend.extend(class.map(|class| (key.value, class.value.to_owned())));
        }
        spend.finish();
    }
    if let Some(profile) = fields.table("profile") {
        read_profile(&profile, &mut supplier);
        doubts::people(&profile, &supplier);
    }
    for table in fields.tables("site") {
        site_is_named(&table, &supplier.sites);
        region_is_of_the_country(&table);
        supplier.sites.push(Site {
            id: plain(&table, "id"),
            name: plain(&table, "name"),
            country: country(&table),
            region: plain(&table, "region"),
            activity: plain(&table, "activity"),
        });
        table.finish();
    }
    for table in fields.tables("related") {
        let _ = table.need_text("name");
        doubts::tie(&table);
        supplier.related.push(RelatedParty {
            name: plain(&table, "name"),
            kind: plain(&table, "kind"),
            country: country(&table),
            note: plain(&table, "note"),
        });
        table.finish();
    }
    for table in fields.tables("certificate") {
        let certificate = read_certificate(&table);
        doubts::certificate(&table, &certificate, &supplier);
        supplier.certificates.push(certificate);
    }
    fields.finish();
    (supplier, sheet.into_problems())
}

fn plain(table: &Fields<'_, '_>, key: &str) -> String {
    table.text(key).map(|text| crate::clean::line(&text.value)).unwrap_or_default()
}

fn plains(table: &Fields<'_, '_>, key: &str) -> Vec<String> {
    table.texts(key).into_iter().map(|text| crate::clean::line(&text.value)).collect()
}

fn dated(table: &Fields<'_, '_>, key: &str) -> String {
    let Some(date) = table.date(key) else { return String::new() };
    if date.value.parse::<jiff::civil::Date>().is_err() {
        let what = told("remark.not-a-date", [("value", (&date.value).into())]);
        table.sheet().wrong(&date.at, "not-a-date", what, told("remark-do.not-a-date", []));
        return String::new();
    }
    date.value
}

fn country(table: &Fields<'_, '_>) -> String {
    let Some(code) = table.text("country") else { return String::new() };
    let sound = code.value.is_empty() || (code.value.len() == 2 && code.value.chars().all(|c| c.is_ascii_uppercase()));
    if !sound {
        table.sheet().wrong(
            &code.at,
            "not-a-country",
            told("remark.not-a-country", [("code", (&code.value).into())]),
            told("remark-do.country-code", []),
        );
        return String::new();
    }
    code.value
}

/// Answers and papers name a site by its id: each has one, and its own.
fn site_is_named(table: &Fields<'_, '_>, before: &[Site]) {
    let Some(id) = table.need_text("id") else { return };
    if before.iter().any(|site| site.id == id.value) {
        let what = told("remark.site-twice", [("id", (&id.value).into())]);
        table.sheet().wrong(&id.at, "duplicate-id", what, told("remark-do.site-twice", []));
    }
}

/// A word that is nearly a metal would silently be none.
fn near_metals(table: &Fields<'_, '_>) {
    for material in table.texts("materials") {
        let all = || metal::all().iter().map(|metal| metal.id.as_str());
        let near = crate::diagnostic::nearest(&material.value, all()).filter(|_| metal::find(&material.value).is_none());
        if let Some(near) = near.filter(|near| !PLAIN.contains(&material.value.as_str()) && *near != material.value) {
            let what = told("remark.near-metal", [("metal", (&material.value).into())]);
            table.sheet().doubt(&material.at, "unknown-material", what, told("remark-do.meant-quoted", [("near", near.into())]));
        }
    }
}

/// A region begins with its country and is one of it that is known.
fn region_is_of_the_country(table: &Fields<'_, '_>) {
    let (Some(country), Some(region)) = (table.text("country"), table.text("region")) else { return };
    if crate::reference::country::code_of(&country.value) != Some(country.value.as_str()) {
        return;
    }
    let is_of_another = || region.value.split_once('-').is_some_and(|(of, _)| of != country.value) && !country.value.is_empty();
    if crate::reference::region::find(&country.value, &region.value).is_empty() && is_of_another() {
        let what = told("remark.region-elsewhere", [("region", (&region.value).into()), ("country", (&country.value).into())]);
        table.sheet().doubt(&region.at, "region-elsewhere", what, told("remark-do.region-elsewhere", []));
    } else if let Some((what, next)) = crate::reference::region::not_recognised(&country.value, &region.value) {
        table.sheet().doubt(&region.at, "unknown-region", what, next);
    }
}

fn read_head(table: &Fields<'_, '_>, id: &str) -> Supplier {
    if let Some(stated) = table.text("id")
        && stated.value != id
    {
        let what = told("remark.wrong-id", [("stated", (&stated.value).into()), ("folder", id.into())]);
        table.sheet().wrong(&stated.at, "wrong-id", what, told("remark-do.wrong-id", []));
    }
    let _ = table.need_text("name");
    near_metals(table);
    doubts::languages(table);
    region_is_of_the_country(table);
    let words: Vec<(&str, &str)> = PARTNER_TYPES.iter().map(|word| (*word, *word)).collect();
    let partner_type = table.word("partner-type", &words).map(|word| word.value.to_owned()).unwrap_or_default();
    if !table.has("partner-type") {
        let all: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let next = told("remark-do.unknown-type", [("all", all.join(", ").into())]);
        table.sheet().doubt(&table.at, "unknown-type", told("remark.unknown-type", []), next);
    }
    let spend = table.word("spend-class", &SPEND);
    let supplier = Supplier {
        id: id.to_owned(),
        name: plain(table, "name"),
        native_name: plain(table, "native-name"),
        former_names: plains(table, "former-names"),
        partner_type,
        country: country(table),
        region: plain(table, "region"),
        languages: plains(table, "languages"),
        spend_class: spend.map(|word| word.value.to_owned()).unwrap_or_default(),
        single_source: table.flag("single-source", false),
        onboarded: dated(table, "onboarded"),
        materials: plains(table, "materials"),
        goods: plain(table, "goods"),
        buyer: plain(table, "buyer"),
        relation: plain(table, "relation"),
        ..Supplier::default()
    };
    table.finish();
    supplier
}

fn read_profile(table: &Fields<'_, '_>, supplier: &mut Supplier) {
    for key in table.keys() {
        let name = key.value.as_str();
        let fact = if NUMBERS.contains(&name) {
            table.number(name).and_then(|number| {
                let counts = number.value >= Ratio::ZERO;
                if !counts {
                    let what = told("remark.below-nothing", [("key", name.into())]);
                    table.sheet().wrong(&number.at, "out-of-range", what, told("remark-do.below-nothing", []));
                }
                counts.then_some(Fact::Number(number.value))
            })
        } else if FLAGS.contains(&name) {
            Some(Fact::Flag(table.flag(name, false)))
        } else if doubts::mistyped_fact(table, &key, &[&NUMBERS[..], &FLAGS[..]].concat()) {
            None
        } else if table.is_flag(name) {
            Some(Fact::Flag(table.flag(name, false)))
        } else if table.is_number(name) {
            table.number(name).map(|number| Fact::Number(number.value))
        } else {
            match table.texts(name) {
                many if many.len() > 1 => Some(Fact::Words(many.into_iter().map(|text| crate::clean::line(&text.value)).collect())),
                one => one.first().map(|text| Fact::Word(crate::clean::line(&text.value))),
            }
        };
        if let Some(fact) = fact {
            supplier.profile.insert(key.value, fact);
        }
    }
}

fn read_certificate(table: &Fields<'_, '_>) -> Certificate {
    let states = ["applied", "under-assessment", "certified", "lapsed", "disputed"].map(|word| (word, word));
    let certificate = Certificate {
        scheme: plain(table, "scheme"),
        entity: plain(table, "entity"),
        site: plain(table, "site"),
        metal: plain(table, "metal"),
        state: table.need_word("state", &states).map(|word| word.value.to_owned()).unwrap_or_default(),
        issued: dated(table, "issued"),
        expires: dated(table, "expires"),
        source: plain(table, "source"),
    };
    table.finish();
    certificate
}

/// Writes a profile as TOML 1.0, keys in a fixed order, empty ones left out.
#[must_use]
pub fn write(supplier: &Supplier) -> String {
    let mut out = String::from("[supplier]\n");
    let line = |out: &mut String, key: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(out, "{key} = {}", quoted(value));
        }
    };
    let many = |out: &mut String, key: &str, values: &[String]| {
        if !values.is_empty() {
            let _ = writeln!(out, "{key} = [{}]", values.iter().map(|value| quoted(value)).collect::<Vec<_>>().join(", "));
        }
    };
    line(&mut out, "id", &supplier.id);
    line(&mut out, "name", &supplier.name);
    line(&mut out, "native-name", &supplier.native_name);
    many(&mut out, "former-names", &supplier.former_names);
    line(&mut out, "partner-type", &supplier.partner_type);
    line(&mut out, "country", &supplier.country);
    line(&mut out, "region", &supplier.region);
    many(&mut out, "languages", &supplier.languages);
    line(&mut out, "spend-class", &supplier.spend_class);
    if supplier.single_source {
        out.push_str("single-source = true\n");
    }
    line(&mut out, "onboarded", &supplier.onboarded);
    many(&mut out, "materials", &supplier.materials);
    line(&mut out, "goods", &supplier.goods);
    line(&mut out, "buyer", &supplier.buyer);
    line(&mut out, "relation", &supplier.relation);
    if !supplier.spend.is_empty() {
        out.push_str("\n[spend]\n");
    }
    for (company, class) in &supplier.spend {
        line(&mut out, company, class);
    }
    if !supplier.profile.is_empty() {
        out.push_str("\n[profile]\n");
    }
    for (key, fact) in &supplier.profile {
        let _ = match fact {
            Fact::Number(number) => writeln!(out, "{key} = {number}"),
            Fact::Flag(flag) => writeln!(out, "{key} = {flag}"),
            Fact::Word(word) => writeln!(out, "{key} = {}", quoted(word)),
            Fact::Words(words) => writeln!(out, "{key} = [{}]", words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", ")),
        };
    }
    for list in ["site", "related", "certificate"] {
        out.push_str(&lists_of(supplier, list));
    }
    out
}

/// One of the lists of tables, as TOML; empty when there is none.
pub(super) fn lists_of(supplier: &Supplier, list: &str) -> String {
    let mut out = String::new();
    let mut table = |keys: &[(&str, &String)]| {
        let _ = write!(out, "\n[[{list}]]\n");
        for (key, value) in keys.iter().filter(|(_, value)| !value.is_empty()) {
            let _ = writeln!(out, "{key} = {}", quoted(value));
        }
    };
    match list {
        "site" => {
            for site in &supplier.sites {
                let place = [("id", &site.id), ("name", &site.name), ("country", &site.country)];
                table(&[place[0], place[1], place[2], ("region", &site.region), ("activity", &site.activity)]);
            }
        }
        "related" => {
            for party in &supplier.related {
                table(&[("name", &party.name), ("kind", &party.kind), ("country", &party.country), ("note", &party.note)]);
            }
        }
        _ => {
            for paper in &supplier.certificates {
                let whose = [("scheme", &paper.scheme), ("entity", &paper.entity), ("site", &paper.site), ("metal", &paper.metal)];
                let when = [("state", &paper.state), ("issued", &paper.issued), ("expires", &paper.expires), ("source", &paper.source)];
                table(&[whose, when].concat());
            }
        }
    }
    out
}

/// Whether a profile fact is a number.
pub(super) fn is_number(key: &str) -> bool {
    NUMBERS.contains(&key)
}

/// Whether a profile fact is yes or no.
pub(super) fn is_flag(key: &str) -> bool {
    FLAGS.contains(&key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_survives_writing_and_reading() {
        let text = "[supplier]\nid = \"minato\"\nname = \"Minato Haulage\"\nnative-name = \"港運輸\"\npartner-type = \"carrier\"\ncountry = \"JP\"\nmaterials = [\"copper\"]\nonboarded = 2021-04-01\n[profile]\nheadcount = 42\nlabour-agency = false\n[[site]]\nid = \"main\"\nname = \"本社\"\ncountry = \"JP\"\n";
        let (first, problems) = read("s.toml", "minato", text);
        assert_eq!(problems, []);
        let (second, problems) = read("s.toml", "minato", &write(&first));
        assert_eq!(problems, []);
        assert_eq!(first, second);
    }

    #[test]
    fn mistakes_in_a_profile_are_named_and_the_rest_is_kept() {
        let text = "[supplier]\nname = \"X\"\npartner-type = \"truck\"\ncountry = \"Japan\"\nonboarded = \"soon\"\nnmae = \"Y\"\n";
        let (supplier, problems) = read("s.toml", "x", text);
        let codes: Vec<&str> = problems.iter().map(|p| p.code).collect();
        assert_eq!(codes, ["unknown-word", "not-a-country", "not-a-date", "unknown-key"]);
        assert_eq!(supplier.name, "X");
    }
}
