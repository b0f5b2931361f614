//! A reported smelter name becomes explained candidates, or one facility that a row means.
//!
//! The key is metal and alias: the same name can be another facility for another metal. What is ambiguous is asked,
//! never guessed; what a person decided once holds for every file until it is taken back. Nothing here says that a
//! facility behaves well.

mod candidates;
mod decision;
mod settle;

use jiff::civil::Date;

use crate::language::Text;

pub use candidates::candidates;
pub use decision::{Decision, Decisions};
pub use settle::{says_nothing, settle};

/// A smelter as a row of a declaration names it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reported<'a> {
    /// Metal, as the file says.
    pub metal: &'a str,
    /// Name.
    pub name: Option<&'a str>,
    /// Identification.
    pub id: Option<&'a str>,
    /// Country.
    pub country: Option<&'a str>,
    /// City.
    pub city: Option<&'a str>,
}

/// A facility that may be meant, with every reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Identification.
    pub id: String,
    /// The facility's name in the list.
    pub name: String,
    /// Country as the list spells it.
    pub country: String,
    /// Metal.
    pub metal: String,
    /// How well it fits, in permille.
    pub score: u16,
    /// Why, weightiest first.
    pub reasons: Vec<Reason>,
}

/// Why a facility may be meant, or why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The identification is the reported one.
    Id,
    /// The identification differs from the reported one by one mistyped character.
    NearId(String),
    /// The reported name stands in the list.
    Alias(String),
    /// The reported name is this one but for case, accents or legal form.
    Normalised(String),
    /// The reported name is similar to this one.
    Similar {
        /// The listed name.
        alias: String,
        /// How similar.
        permille: u16,
    },
    /// The country is the reported one.
    Country,
    /// The list has it in another country.
    OtherCountry(String),
    /// The city is the reported one.
    City,
    /// The list has it for another metal.
    OtherMetal(String),
    /// Only an older list has it.
    Removed {
        /// The last list that had it.
        list: String,
    },
    /// A person decided so.
    Decided {
        /// Who.
        by: String,
        /// The entry.
        entry: String,
    },
}

impl Reason {
    /// The reason in words.
    #[must_use]
    pub fn text(&self) -> Text {
        let text = |en: &str, ja: &str, zh: &str| Text { en: en.to_owned(), ja: ja.to_owned(), zh: zh.to_owned() };
        match self {
            Self::Id => text("the same ID", "IDが一致", "编号一致"),
            Self::NearId(id) => text("ID one character off {id}", "IDが{id}と1文字違い", "编号与{id}仅差一个字符").with("id", id),
            Self::Alias(alias) => text("alias \"{a}\"", "リスト記載の名称「{a}」", "清单所列名称“{a}”").with("a", alias),
            Self::Normalised(alias) => {
                text("same name but for spelling \"{a}\"", "表記の違いのみ「{a}」", "仅写法不同“{a}”").with("a", alias)
            }
            Self::Similar { alias, permille } => text("similar to \"{a}\", {p} %", "「{a}」に類似、{p} %", "与“{a}”相似，{p} %")
                .with("a", alias)
                .with("p", &(permille / 10).to_string()),
            Self::Country => text("country", "国が一致", "国家一致"),
            Self::OtherCountry(country) => {
                text("listed in another country: {c}", "リストでは別の国: {c}", "清单中为其他国家：{c}").with("c", country)
            }
            Self::City => text("city", "都市が一致", "城市一致"),
            Self::OtherMetal(metal) => {
                text("listed for another metal: {m}", "リストでは別の金属: {m}", "清单中为其他金属：{m}").with("m", metal)
            }
            Self::Removed { list } => {
                text("no longer listed; last in {l}", "現行リストにない（最終掲載: {l}）", "现行清单已移除，最后见于{l}").with("l", list)
            }
            Self::Decided { by, entry } => {
                text("decided by {b} ({e})", "{b}が判断済み（{e}）", "由{b}判定（{e}）").with("b", by).with("e", entry)
            }
        }
    }
}

/// How a row was settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// By its identification.
    Id,
    /// By its name, which stands in the list.
    Alias,
    /// By a person's decision.
    Decided,
    /// Not.
    None,
}

impl How {
    /// The word in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Alias => "alias",
            Self::Decided => "decided",
            Self::None => "none",
        }
    }
}

/// What is doubtful about a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// No list of this metal was imported that speaks of the day; nothing could be compared.
    NoList,
    /// No list has the identification.
    UnknownId,
    /// Only an older list has the identification.
    RemovedId {
        /// The last list that had it.
        last_list: String,
        /// The day of that list.
        dated: Date,
    },
    /// The identification belongs to another metal.
    OtherMetal {
        /// The metal in the list.
        listed: String,
    },
    /// The identification belongs to another name.
    OtherName {
        /// The name in the list.
        listed: String,
    },
    /// The list has the facility in another country.
    OtherCountry {
        /// The country in the list.
        listed: String,
    },
    /// The name stands for several facilities.
    Ambiguous {
        /// Their identifications.
        ids: Vec<String>,
    },
    /// People who had not seen each other's decision decided differently.
    DecidedDifferently {
        /// Who and what, oldest first.
        told: Vec<String>,
    },
    /// Nothing listed has this name.
    Unmatched,
}

impl Doubt {
    /// The doubt in words.
    #[must_use]
    pub fn text(&self) -> Text {
        let text = |en: &str, ja: &str, zh: &str| Text { en: en.to_owned(), ja: ja.to_owned(), zh: zh.to_owned() };
        match self {
            Self::NoList => text("no list of this metal imported", "この金属のリストは未取込", "尚未导入该金属的清单"),
            Self::UnknownId => text("ID in no imported list", "IDが取込済みのどのリストにもない", "编号不在任何已导入清单中"),
            Self::RemovedId { last_list, dated } => text(
                "ID no longer listed; last in {l} of {d}",
                "IDは現行リストにない（最終掲載: {l}、{d}）",
                "编号已从现行清单移除，最后见于{l}（{d}）",
            )
            .with("l", last_list)
            .with("d", &dated.to_string()),
            Self::OtherMetal { listed } => text("ID is listed for {m}", "IDはリストでは{m}のもの", "清单中该编号属于{m}").with("m", listed),
            Self::OtherName { listed } => {
                text("ID is listed as \"{n}\"", "IDはリストでは「{n}」", "清单中该编号名称为“{n}”").with("n", listed)
            }
            Self::OtherCountry { listed } => text("listed in {c}", "リストでの国: {c}", "清单中的国家：{c}").with("c", listed),
            Self::Ambiguous { ids } => {
                text("name stands for several: {i}", "同名が複数: {i}", "同名对应多个：{i}").with("i", &ids.join(", "))
            }
            Self::DecidedDifferently { told } => text(
                "decided differently, decide again: {d}",
                "判断が食い違っています。改めて判断してください: {d}",
                "判定不一致，请重新判定：{d}",
            )
            .with("d", &told.join("; ")),
            Self::Unmatched => text("in no list under this name", "この名称はリストにない", "清单中没有此名称"),
        }
    }
}

/// What a row means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// The facility.
    pub id: Option<String>,
    /// How it was found.
    pub how: How,
    /// What is doubtful all the same.
    pub doubts: Vec<Doubt>,
}

#[cfg(test)]
mod tests;
