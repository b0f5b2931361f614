//! Contents declared for substances, against a list with limits that the company keeps itself. A blank is *not
//! declared*; so is a substance of the list that nothing was said about.

mod named;

use named::{Meant, is_called, meant};

use super::quantity::{Comparator, Quantity, Stated};
use super::{Remark, Table};
use crate::diagnostic::Diagnostic;
use crate::language::Text;
use crate::ratio::Ratio;
use crate::reading::{At, Fields, Sheet};
use crate::sentence::{Sentence, told};

/// A substance with its limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Substance {
    /// CAS number, or a code where there is none.
    pub id: String,
    /// Name.
    pub name: Text,
    /// What else people call it: a symbol, a short name.
    pub also: Vec<String>,
    /// More than this raises a flag.
    pub limit: Quantity,
    /// It must not be there at all.
    pub banned: bool,
    /// It stands in the company's own list rather than in a law.
    pub own: bool,
    /// Every item has to say something about it; else only what is named is judged.
    pub declared: bool,
}

/// Reads a list: `[[substance]]` with `id`, `name` and `limit = "0.1 %"`, or `banned = true` in the limit's stead. A
/// company's own entry says `list = "company"`; `declare = false` judges it only where an item names it.
#[must_use]
pub fn read(file: &str, text: &str) -> (Vec<Substance>, Vec<Diagnostic>) {
    let (sheet, root) = Sheet::open(file, text);
    let fields = Fields::new(&sheet, root.get_ref(), root.span());
    let all = read_tables(&fields);
    fields.finish();
    (all, sheet.into_problems())
}

/// The substances of a file that may hold other things too.
pub(crate) fn read_tables(fields: &Fields<'_, '_>) -> Vec<Substance> {
    let mut all: Vec<Substance> = Vec::new();
    for table in fields.tables("substance") {
        let banned = table.flag("banned", false);
        let id = table.need_text("id");
        let limit = if banned && !table.has("limit") {
            id.as_ref().map(|id| At { value: "0 %".to_owned(), at: id.at.clone() })
        } else {
            table.need_text("limit")
        };
        let own = table.word("list", &[("law", false), ("company", true)]).is_some_and(|list| list.value);
        let declared = table.flag("declare", true);
        let name = table.need_languages("name");
        let also = table.texts("also");
        let _ = table.text("source");
        table.finish();
        let (Some(id), Some(limit)) = (id, limit) else { continue };
        let sheet = table.sheet();
        if let Some(digit) = check_digit(&id.value).filter(|digit| !id.value.ends_with(*digit)) {
            let what = told("remark.cas-digit", [("id", (&id.value).into()), ("digit", digit.to_string().into())]);
            sheet.wrong(&id.at, "bad-cas", what, told("remark-do.cas-digit", []));
        }
        for word in &also {
            if let Some(other) = all.iter().find(|other| other.id != id.value && is_called(other, &word.value)) {
                let what = told("remark.alias-twice", [("word", (&word.value).into()), ("id", (&other.id).into())]);
                sheet.wrong(&word.at, "duplicate-alias", what, told("remark-do.alias-twice", []));
            }
        }
        let also = also.into_iter().map(|word| word.value).collect();
        match Quantity::read(&limit.value) {
            Ok(_) if all.iter().any(|known| known.id == id.value) => {
                let what = told("remark.substance-twice", [("id", (&id.value).into())]);
                sheet.wrong(&id.at, "duplicate-id", what, told("remark-do.keep-one", []));
            }
            Ok(quantity) if !quantity.is_share() => {
                let what = told("remark.no-share-of-mass", [("value", (&limit.value).into())]);
                sheet.wrong(&limit.at, "bad-limit", what, told("remark-do.no-share-of-mass", []));
            }
            Ok(quantity) if quantity.number_in("%").is_some_and(|share| share < Ratio::ZERO || share > Ratio::whole(100)) => {
                let what = told("remark.beyond-the-whole", [("value", (&limit.value).into())]);
                sheet.wrong(&limit.at, "bad-limit", what, told("remark-do.no-share-of-mass", []));
            }
            Ok(quantity) if banned && !quantity.number.is_zero() => {
                let what = told("remark.banned-limit", [("id", (&id.value).into()), ("limit", (&limit.value).into())]);
                sheet.wrong(&limit.at, "banned-limit", what, told("remark-do.banned-limit", []));
            }
            Ok(quantity) => all.push(Substance { id: id.value, name, also, limit: quantity, banned, own, declared }),
            Err(_) => sheet.wrong(
                &limit.at,
                "bad-limit",
                told("remark.limit-unread", [("value", (&limit.value).into())]),
                told("remark-do.limit-unread", []),
            ),
        }
    }
    all
}

/// The check digit that a CAS number ought to end in; none: the word is no CAS number.
fn check_digit(id: &str) -> Option<char> {
    let parts: Vec<&str> = id.split('-').collect();
    let [first, second, last] = parts.as_slice() else { return None };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !(2..=7).contains(&first.len()) || second.len() != 2 || last.len() != 1 || !parts.iter().all(|part| digits(part)) {
        return None;
    }
    let weighed = second.bytes().rev().chain(first.bytes().rev()).zip(1_u32..).map(|(byte, place)| u32::from(byte - b'0') * place);
    char::from_digit(weighed.sum::<u32>() % 10, 10)
}

/// A line that speaks for every substance of the list that its item does not name, in letters alone.
const OTHERS: [&str; 18] = [
    "others",
    "other",
    "allothers",
    "allother",
    "alltheothers",
    "theothers",
    "rest",
    "therest",
    "その他",
    "その他すべて",
    "その他の物質",
    "その他の対象物質",
    "上記以外",
    "其他",
    "其它",
    "其余",
    "其他全部",
    "其他物质",
];

/// Remarks on declared contents. Columns: item, substance, content (`0.12 %`, `<0.01 %`). A substance is known by name,
/// symbol or CAS number in any width, case and kind of hyphen; a name that holds a listed one is taken for it, and the
/// remark says so. A line for *others* speaks for all substances of the list that are not named for its item, and clears
/// nothing as long as it is not known what another line of the item names.
///
/// # Errors
/// When a column is missing.
pub fn content(list: &[Substance], cells: &[Vec<String>]) -> Result<Vec<Remark>, Sentence> {
    let table = Table::of(cells, &["item", "substance", "content"])?;
    let mut remarks = Vec::new();
    let mut said: Vec<(&str, &str)> = Vec::new();
    let mut unknown: Vec<(&str, &str)> = Vec::new();
    let is_others = |id: &str| OTHERS.contains(&named::squeezed(&named::folded(id)).as_str());
    for (line, row) in table.rows() {
        let (item, id, content) = (table.cell(row, "item"), table.cell(row, "substance"), table.cell(row, "content"));
        if is_others(id) {
            continue;
        }
        let which = meant(list, id);
        match &which {
            Meant::Listed(substance) => {
                said.push((item, &substance.id));
                remarks.push(judged(substance, item, content, line));
            }
            Meant::TakenFor(substance) => {
                said.push((item, &substance.id));
                let remark = judged(substance, item, content, line);
                let values = [("what", remark.sentence), ("named", id.into()), ("substance", called(substance))];
                remarks.push(Remark { sentence: told("figure.taken-for", values), ..remark });
            }
            Meant::Other => {
                let what = told("figure.not-in-list", [("substance", id.into()), ("item", item.into())]);
                remarks.push(Remark::fine(Some(line), "not-in-list", what));
            }
            Meant::Several(_) | Meant::WrongDigit(..) | Meant::Unknown(_) => {
                unknown.push((item, id));
                remarks.push(Remark::adverse(Some(line), "which-substance", which_substance(&which, item, id)));
            }
        }
    }
    let mut items: Vec<&str> = table.rows().map(|(_, row)| table.cell(row, "item")).collect();
    items.sort_unstable();
    items.dedup();
    for item in items {
        let others = table.rows().find(|(_, row)| table.cell(row, "item") == item && is_others(table.cell(row, "substance")));
        let missing: Vec<&Substance> =
            list.iter().filter(|one| one.declared).filter(|substance| !said.contains(&(item, substance.id.as_str()))).collect();
        match others {
            _ if missing.is_empty() => {}
            Some((line, row)) => {
                let open: Vec<&str> = unknown.iter().filter(|(of, _)| *of == item).map(|(_, id)| *id).collect();
                let together = judged_together(&missing, item, table.cell(row, "content"), line);
                remarks.extend(together.into_iter().map(|remark| not_cleared(remark, item, &open)));
            }
            None => remarks.push(not_declared(None, item, &missing)),
        }
    }
    Ok(remarks)
}

/// What has to be asked where a row does not tell which substance it means.
fn which_substance(which: &Meant<'_>, item: &str, id: &str) -> Sentence {
    let (item, named) = (("item", item.into()), ("substance", id.into()));
    match which {
        Meant::Several(all) => {
            let all = Sentence::Listed(all.iter().map(|one| called(one)).collect());
            told("figure.which-of-several", [item, named, ("all", all)])
        }
        Meant::WrongDigit(digit, None) => told("figure.which-digit", [item, named, ("digit", digit.to_string().into())]),
        Meant::WrongDigit(digit, Some(near)) => {
            told("figure.which-digit-near", [item, named, ("digit", digit.to_string().into()), ("near", called(near))])
        }
        Meant::Unknown(Some(near)) => told("figure.which-substance-near", [item, named, ("near", called(near))]),
        Meant::Unknown(None) | Meant::Listed(_) | Meant::TakenFor(_) | Meant::Other => told("figure.which-substance", [item, named]),
    }
}

/// What a line for the others says, unless it is not known what another line of the item is: then it clears nothing.
fn not_cleared(remark: Remark, item: &str, open: &[&str]) -> Remark {
    if open.is_empty() || remark.adverse {
        return remark;
    }
    let named = Sentence::Listed(open.iter().map(|id| told("figure.quoted", [("word", (*id).into())])).collect());
    Remark::adverse(remark.line, "which-substance", told("figure.others-not-yet", [("item", item.into()), ("named", named)]))
}

/// One remark for an item, whatever the number of substances nothing was said about.
fn not_declared(line: Option<usize>, item: &str, missing: &[&Substance]) -> Remark {
    let all = Sentence::Listed(missing.iter().map(|substance| called(substance)).collect());
    Remark::adverse(line, "not-declared", told("figure.not-declared", [("substance", all), ("item", item.into())]))
}

fn called(substance: &Substance) -> Sentence {
    told("figure.substance", [("name", Sentence::from(&substance.name)), ("id", substance.id.as_str().into())])
}

/// One line that speaks for several substances: those above their limit one by one, the others in one remark.
fn judged_together(all: &[&Substance], item: &str, content: &str, line: usize) -> Vec<Remark> {
    if content.is_empty() {
        return vec![not_declared(Some(line), item, all)];
    }
    let mut remarks = Vec::new();
    let (mut within, mut open) = (Vec::new(), Vec::new());
    for substance in all {
        let remark = judged(substance, item, content, line);
        match remark.verdict {
            "within-limit" => within.push(called(substance)),
            "cannot-tell" if !readable(content) => return vec![remark],
            "cannot-tell" => open.push(called(substance)),
            _ => remarks.push(remark),
        }
    }
    let values = |all: Vec<Sentence>| [("item", item.into()), ("content", content.into()), ("substances", Sentence::Listed(all))];
    if !open.is_empty() {
        remarks.push(Remark::adverse(Some(line), "cannot-tell", told("figure.others-unclear", values(open))));
    }
    if !within.is_empty() {
        remarks.push(Remark::fine(Some(line), "within-limit", told("figure.others-within", values(within))));
    }
    remarks
}

/// Whether what is declared says anything at all, of whichever substance.
fn readable(content: &str) -> bool {
    Stated::is_not_found(content) || Stated::read(content).is_ok_and(|stated| !stated.quantity.is_below_nothing())
}

fn judged(substance: &Substance, item: &str, content: &str, line: usize) -> Remark {
    if content.is_empty() {
        return not_declared(Some(line), item, &[substance]);
    }
    let line = Some(line);
    let values = || {
        let limit = format!("{} {}", substance.limit.number.plain(), substance.limit.unit);
        let limit = if substance.own { told("figure.own-limit", [("limit", limit.trim_end().into())]) } else { limit.trim_end().into() };
        [("substance", called(substance)), ("item", item.into()), ("content", content.into()), ("limit", limit)]
    };
    let key = |banned: &'static str, limited: &'static str| if substance.banned { banned } else { limited };
    if Stated::is_not_found(content) {
        return Remark::adverse(line, "cannot-tell", told(key("figure.banned-not-found", "figure.not-found-below-what"), values()));
    }
    let stated = Stated::read(content).and_then(|stated| match stated.quantity.is_below_nothing() {
        true => Err(told("figure.below-nothing", [("value", content.into())])),
        false => stated.stands(Comparator::Above, &substance.limit),
    });
    match stated {
        Err(what) => {
            let what = told("figure.of-item", [("item", item.into()), ("what", what)]);
            Remark::adverse(line, "cannot-tell", what)
        }
        Ok(Some(true)) => Remark::adverse(line, "above-limit", told(key("figure.banned-present", "figure.above-limit"), values())),
        Ok(Some(false)) => Remark::fine(line, "within-limit", told("figure.within-limit", values())),
        Ok(None) => Remark::adverse(line, "cannot-tell", told(key("figure.banned-unclear", "figure.limit-unclear"), values())),
    }
}
