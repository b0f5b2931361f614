//! Metals and minerals: names, symbol, the template that asks for them, the schemes named for them, and countries
//! where nobody mines them.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization as _;

use super::name::folded;
use crate::diagnostic::Diagnostic;
use crate::language::Text;
use crate::reading::{Fields, Sheet};
use crate::sentence::told;

/// One metal or mineral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metal {
    /// Id in files: `gold`.
    pub id: String,
    /// Chemical symbol; empty for a mineral.
    pub symbol: String,
    /// Names.
    pub name: Text,
    /// Spelling in RMI templates.
    pub rmi: String,
    /// The template that asks for it; absent: none.
    pub template: Option<String>,
    /// Schemes the company's own source names for it; empty: no scheme named in source.
    pub schemes: Vec<String>,
    /// ISO codes of countries without mines of it.
    pub no_mines: Vec<String>,
}

impl Metal {
    /// Whether a mine of it in a country cannot be believed without more.
    #[must_use]
    pub fn is_implausible(&self, code: &str) -> bool {
        self.no_mines.iter().any(|known| known.eq_ignore_ascii_case(code))
    }
}

/// What is said where the source names no scheme.
#[must_use]
pub fn no_scheme() -> Text {
    Text {
        en: "no scheme named in source".to_owned(), ja: "典拠に制度の記載なし".to_owned(), zh: "来源中未指明认证计划".to_owned()
    }
}

/// Reads the metals.
#[must_use]
pub fn read(file: &str, text: &str) -> (Vec<Metal>, Vec<Diagnostic>) {
    let (sheet, root) = Sheet::open(file, text);
    let fields = Fields::new(&sheet, root.get_ref(), root.span());
    super::source(&fields);
    let mut all: Vec<Metal> = Vec::new();
    for table in fields.tables("metal") {
        let (id, rmi) = (table.need_text("id"), table.need_text("rmi"));
        let name = table.need_languages("name");
        let symbol = table.text("symbol").map(|symbol| symbol.value).unwrap_or_default();
        let template = table.text("template").map(|template| template.value);
        let words = |key: &str| table.texts(key).into_iter().map(|word| word.value).collect();
        let (schemes, no_mines) = (words("schemes"), words("no-mines"));
        table.finish();
        if let (Some(id), Some(rmi)) = (id, rmi) {
            if all.iter().any(|known| known.id == id.value) {
                let what = told("remark.metal-twice", [("id", (&id.value).into())]);
                sheet.wrong(&id.at, "duplicate-id", what, told("remark-do.keep-one-row", []));
                continue;
            }
            all.push(Metal { id: id.value, symbol, name, rmi: rmi.value, template, schemes, no_mines });
        }
    }
    fields.finish();
    (all, sheet.into_problems())
}

/// The built-in metals.
#[must_use]
pub fn all() -> &'static [Metal] {
    static ALL: OnceLock<Vec<Metal>> = OnceLock::new();
    ALL.get_or_init(|| read("metals.toml", crate::builtin::reference("metals.toml").unwrap_or_default()).0)
}

fn plain(text: &str) -> String {
    let wide: String = text.nfkc().collect::<String>().trim().to_lowercase();
    if wide.is_ascii() { folded(&wide) } else { wide }
}

/// A metal by id, symbol, RMI spelling or name in any language; `Gold (Au)` too.
#[must_use]
pub fn find(text: &str) -> Option<&'static Metal> {
    static BY_NAME: OnceLock<BTreeMap<String, usize>> = OnceLock::new();
    let by_name = BY_NAME.get_or_init(|| {
        let names =
            |metal: &Metal| [&metal.id, &metal.symbol, &metal.rmi, &metal.name.en, &metal.name.ja, &metal.name.zh].map(|name| plain(name));
        let mut map = BTreeMap::new();
        for (at, metal) in all().iter().enumerate() {
            for name in names(metal).into_iter().filter(|name| !name.is_empty()) {
                map.entry(name).or_insert(at);
            }
        }
        map
    });
    let short = text.split(['(', '（']).next().unwrap_or(text);
    by_name.get(&plain(text)).or_else(|| by_name.get(&plain(short))).map(|at| &all()[*at])
}

/// A metal's name in prose; the text itself when no such metal is known.
#[must_use]
pub fn named(text: &str) -> Text {
    find(text).map_or_else(|| Text::same(text), |metal| metal.name.clone())
}

/// A metal by whatever name, so that two can be compared: its id, else the name folded.
#[must_use]
pub fn key(text: &str) -> String {
    find(text).map_or_else(|| folded(text), |metal| metal.id.clone())
}
