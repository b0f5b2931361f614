//! Words several screens share: names, news, bands, marks.

use crate::interview::{Asked, RowState};
use crate::journal::{Role, SuccessionAct};
use crate::language::Lang;
use crate::locale::Locale;
use crate::supplier::Supplier;
use crate::tui::model::Model;
use crate::tui::state::{News, State};
use crate::tui::theme::Meaning;
use crate::tui::widget::text;
use crate::workspace::{Dossier, SupplierRow};

/// Whether whoever reads a language reads the supplier's own name more easily than the Latin one: Han and kana do in
/// Japanese and Chinese.
fn reads_own_name(lang: Lang, supplier: &Supplier) -> bool {
    let han_or_kana = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}');
    lang != Lang::En && supplier.native_name.contains(han_or_kana)
}

/// The one name by which whoever reads a language knows the supplier.
#[must_use]
pub fn called(lang: Lang, supplier: &Supplier) -> &str {
    if reads_own_name(lang, supplier) { &supplier.native_name } else { supplier.display_name() }
}

/// Both names, the one whoever reads the language knows first.
#[must_use]
pub fn supplier_name(lang: Lang, supplier: &Supplier) -> String {
    let first = called(lang, supplier);
    let second = if first == supplier.native_name { supplier.display_name() } else { &supplier.native_name };
    if second.is_empty() || second == first { first.to_owned() } else { format!("{first} {second}") }
}

/// The news line with its meaning.
#[must_use]
pub fn news(state: &State) -> (String, Meaning) {
    match &state.news {
        News::None => (String::new(), Meaning::Quiet),
        News::Saved(text) => (text.clone(), Meaning::Good),
        News::NotSaved(text) => (text.clone(), Meaning::Urgent),
        News::Notice(text) => (text.clone(), Meaning::Warn),
    }
}

/// Why a row is not asked, as a catalogue key.
#[must_use]
pub fn asked(asked: &Asked) -> &'static str {
    match asked {
        Asked::Yes => "asked.yes",
        Asked::No => "asked.no",
        Asked::MayOpen => "asked.may-open",
        Asked::BuyerOnly => "asked.buyer-only",
        Asked::NotInShortSet => "asked.not-in-short-set",
    }
}

/// A mark for how urgent a supplier is: never colour alone.
#[must_use]
pub fn mark(row: &SupplierRow, model: &Model) -> &'static str {
    if !row.assessment.gates_open.is_empty() {
        return "▲";
    }
    let level = row.assessment.attention.as_deref().map_or(0, |level| model.policy.attention_rank(level));
    if level >= 2 {
        "◆"
    } else if row.assessment.attention.is_some() {
        "◇"
    } else {
        " "
    }
}

/// The meaning of a supplier's line.
#[must_use]
pub fn meaning(row: &SupplierRow) -> Meaning {
    if row.assessment.gates_open.is_empty() { Meaning::Plain } else { Meaning::Urgent }
}

/// `low 12.3` as number, word; `Critical (37.8)` with an open STOP.
#[must_use]
pub fn conduct(row: &SupplierRow, model: &Model, state: &State) -> (String, String) {
    let a = &row.assessment;
    let number = a.conduct.map(|score| score.to_string()).unwrap_or_default();
    let word = match &a.band {
        Some(band) => model.policy.band_title(band).get(state.lang).to_owned(),
        None => state.locale().text(a.status.key()).to_owned(),
    };
    (number, word)
}

/// What the policy answers a flag with, in its own words beside the code.
#[must_use]
pub fn response(policy: &crate::policy::Policy, response: crate::questionnaire::Response, state: &State) -> String {
    let title = policy.responses.get(&response).map(|known| known.title.get(state.lang).to_owned()).unwrap_or_default();
    if title.is_empty() || title.eq_ignore_ascii_case(response.code()) { response.to_string() } else { format!("{response} {title}") }
}

/// The first rows behind a cause, and how many more there are; an entry of a register is no row and says nothing here.
#[must_use]
pub fn rows(rows: &std::collections::BTreeSet<String>) -> String {
    let all: Vec<&str> = rows.iter().map(String::as_str).filter(|row| !row.contains('#')).collect();
    let shown = &all[..all.len().min(3)];
    let more = all.len() - shown.len();
    if more == 0 { shown.join(" ") } else { format!("{} +{more}", shown.join(" ")) }
}

/// "answered by RBA VAP Gold · valid until 2027-06-30 · verified", in a language.
#[must_use]
pub fn by_paper(locale: crate::locale::Locale, paper: &crate::situation::ByPaper) -> String {
    let key = if paper.said { "equivalent.said-by" } else { "equivalent.answered-by" };
    locale.with(key, &[("scheme", &paper.scheme), ("date", &paper.expires)])
}

/// "answered by csr-saq.F2: one answer for both", in a language; nothing where the row is answered itself.
#[must_use]
pub fn shared(locale: crate::locale::Locale, dossier: &Dossier, id: &crate::questionnaire::QuestionId) -> Option<String> {
    Some(locale.with("same-as.answered-by", &[("row", dossier.situation.shared_from(id)?.as_str())]))
}

/// "A3: no", in a language: what a question was answered with.
#[must_use]
pub fn said(lang: crate::language::Lang, dossier: &Dossier, id: &crate::questionnaire::QuestionId) -> String {
    let locale = crate::locale::Locale::new(lang);
    let question = dossier.sets.iter().find_map(|set| set.question(id.as_str()));
    let told = |answer: &crate::situation::Answered| match question {
        Some(question) if !answer.value.is_empty() => crate::questionnaire::wording::of(question, &answer.value).get(lang).to_owned(),
        _ => locale.text(&format!("state.{}", answer.state.word())).to_owned(),
    };
    let all: Vec<String> = dossier.situation.given(id).iter().map(told).collect();
    let all = if all.is_empty() { locale.text("state.unanswered").to_owned() } else { all.join(" ≠ ") };
    format!("{}: {all}", id.row())
}

/// What does not fit among the answers, in a language: what, both answers, how to ask.
#[must_use]
pub fn contradictions(lang: crate::language::Lang, dossier: &Dossier, width: usize) -> Vec<(String, Meaning)> {
    let mut lines = Vec::new();
    for one in dossier.contradictions() {
        let mut add = |lead: &str, told: &str, meaning: Meaning| {
            let indent = " ".repeat(text::width(lead));
            for (place, part) in text::wrap(told, width.saturating_sub(text::width(lead))).into_iter().enumerate() {
                lines.push((format!("{}{part}", if place == 0 { lead } else { &indent }), meaning));
            }
        };
        add("⇄ ", one.text.get(lang), Meaning::Warn);
        let said: Vec<String> = one.questions.iter().map(|id| said(lang, dossier, id)).collect();
        add("  ", &said.join(" · "), Meaning::Plain);
        add("  → ", one.ask.get(lang), Meaning::Quiet);
    }
    lines
}

/// A code of a profile in words: a material, a kind of partner, a fact; one that is not known stands as written.
#[must_use]
pub fn code(state: &State, code: &str) -> String {
    state.locale().code(code)
}

/// The materials of a supplier in words.
#[must_use]
pub fn materials(state: &State, supplier: &Supplier) -> String {
    let between = match state.lang {
        crate::language::Lang::En => ", ",
        crate::language::Lang::Ja => "・",
        crate::language::Lang::Zh => "、",
    };
    supplier.materials.iter().map(|material| code(state, material)).collect::<Vec<_>>().join(between)
}

/// A country's name in the language of the screens.
#[must_use]
pub fn country(model: &Model, code: &str, state: &State) -> String {
    model.countries.get(code).map_or_else(|| code.to_owned(), |country| country.name.get(state.lang).to_owned())
}

/// `evidence asked: roster`, with the colon of the language.
#[must_use]
pub fn labelled(state: &State, label: &str, value: &str) -> String {
    format!("{label}{}{value}", state.locale().text("readback-text.colon"))
}

/// Several words side by side, as the language lists them.
#[must_use]
pub fn listed(state: &State, words: &[String]) -> String {
    words.join(if state.lang == crate::language::Lang::En { ", " } else { "、" })
}

/// A word of a profile's closed list in the language of the screens; another stands as written.
#[must_use]
pub fn term(state: &State, table: &str, word: &str) -> String {
    let key = format!("{table}.{word}");
    if state.locale().has(&key) { state.locale().text(&key).to_owned() } else { word.to_owned() }
}

/// "anna · buyer" at the right of the header.
#[must_use]
pub fn who(state: &State) -> String {
    let role = |model: &Model| match &model.roles {
        _ if model.sees_restricted => "role.compliance",
        roles if roles.contains(&Role::Auditor) => "role.auditor",
        roles if roles.is_empty() && model.persons.is_empty() => "role.nobody",
        roles if roles.is_empty() => "role.not-entered",
        roles if roles.contains(&Role::Buyer) => "role.buyer",
        roles if roles.contains(&Role::Reviewer) => "role.reviewer",
        roles if roles.contains(&Role::GrievanceOfficer) => "role.grievance-officer",
        _ => "role.administrator",
    };
    let who = |model: &Model| {
        let company = if model.companies > 1 { format!("{} · ", model.company) } else { String::new() };
        let earlier = looking_back(state).map(|told| format!("{told} · ")).unwrap_or_default();
        format!("{earlier}{company}{} · {}", model.person, state.locale().text(role(model)))
    };
    state.model.as_deref().map(who).unwrap_or_default()
}

/// Which campaign is looked at, if it is an earlier one.
#[must_use]
pub fn looking_back(state: &State) -> Option<String> {
    let model = state.model.as_ref().filter(|model| model.earlier)?;
    Some(state.locale().with("carried.looking", &[("campaign", &model.campaign)]))
}

/// Days from today to a day, in words.
#[must_use]
pub fn days_left(state: &State, today: jiff::civil::Date, due: &str) -> String {
    let Ok(due) = due.parse::<jiff::civil::Date>() else { return due.to_owned() };
    let days = today.until(due).map(|span| span.get_days()).unwrap_or(0);
    let locale = state.locale();
    match days {
        0 => locale.text("days.today").to_owned(),
        1 => locale.text("days.tomorrow").to_owned(),
        days if days < 0 => locale.with("days.overdue", &[("days", &(-days).to_string())]),
        days => locale.with("days.left", &[("days", &days.to_string())]),
    }
}

/// "14 of 54 answered · 40 open · 2 parked".
#[must_use]
pub fn progress(state: &State, dossier: &Dossier) -> String {
    let (done, asked) = dossier.plan.progress();
    let open = dossier.plan.asked().filter(|row| row.state == RowState::Open).count();
    let parked = dossier.plan.asked().filter(|row| row.parked).count();
    let counts = [("done", done), ("asked", asked), ("open", open), ("parked", parked)].map(|(key, count)| (key, count.to_string()));
    let counts: Vec<(&str, &str)> = counts.iter().map(|(key, count)| (*key, count.as_str())).collect();
    state.locale().with("interview.progress", &counts)
}

/// A succession in words: what became of one side.
#[must_use]
pub fn succession(locale: Locale, act: &SuccessionAct, side: &str) -> String {
    let key = format!("living.{side}-{}", act.how.word());
    let told = locale.with(&key, &[("others", &act.others.join(", ")), ("day", &act.on)]);
    if act.sites.is_empty() { told } else { format!("{told} ({})", act.sites.join(", ")) }
}
