//! One supplier: profile, answers by clause, flags, documents and promises, declarations, history.

pub mod declaration;
pub mod history;

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{flagged, words};
use crate::journal::CertificateState;
use crate::locale::Locale;
use crate::questionnaire::wording;
use crate::register::certificate::coverage;
use crate::report::place;
use crate::supplier::{Fact, Supplier};
use crate::tui::model::Model;
use crate::tui::state::{Page, State};
use crate::tui::theme::Meaning;
use crate::tui::widget::{chrome, text};
use crate::workspace::Dossier;
use crate::workspace::certificates::{enter_paper, not_of_sites};
use crate::workspace::recorded::{Text, apart_told};

/// Tabs, as catalogue keys.
pub const TABS: [&str; 6] = ["tab.profile", "tab.answers", "tab.flags", "tab.documents", "tab.declaration", "tab.history"];

/// The tab of the minerals declarations.
pub const DECLARATION: usize = 4;

/// The place of the history among the tabs.
pub const HISTORY: usize = 5;

/// The row of the tabs.
pub const TAB_ROW: u16 = 2;

/// Rows of the terminal that no line of a tab can take: header, tabs, news, keys.
#[must_use]
pub const fn lines_above() -> usize {
    7
}

/// The tabs with the columns they take.
#[must_use]
pub fn tabs(locale: Locale) -> Vec<(u16, u16, String)> {
    let mut x = 1_u16;
    let mut all = Vec::new();
    for tab in TABS {
        let label = format!(" {} ", locale.text(tab));
        let end = x.saturating_add(u16::try_from(text::width(&label)).unwrap_or(0));
        all.push((x, end, label));
        x = end.saturating_add(1);
    }
    all
}

/// Draws the page above the footer.
pub fn draw(buffer: &mut Buffer, area: Rect, state: &State, page: &Page) {
    let locale = state.locale();
    let (Some(model), Some(dossier)) = (&state.model, &page.dossier) else { return };
    let s = &dossier.supplier;
    chrome::header(
        buffer,
        area,
        state.theme,
        &format!("{} · {}", words::supplier_name(state.lang, s), words::country(model, &s.country, state)),
        &words::who(state),
    );
    for (place, (from, _, label)) in tabs(locale).into_iter().enumerate() {
        let meaning = if place == page.tab { Meaning::Chosen } else { Meaning::Quiet };
        let x = (area.x + from).min(area.right());
        buffer.set_stringn(x, area.y + TAB_ROW, &label, usize::from(area.right().saturating_sub(x)), state.theme.style(meaning));
    }
    let inner = Rect { x: area.x + 1, y: area.y + 4, width: area.width.saturating_sub(2), height: area.height.saturating_sub(6) };
    if page.tab == HISTORY {
        history::draw(buffer, inner, state, page, dossier);
    } else {
        let lines = lines(state, model, page, dossier, usize::from(inner.width));
        let shown: Vec<(String, Meaning)> = lines.into_iter().skip(page.scroll).collect();
        chrome::lines(buffer, inner, state.theme, inner.y, &shown);
    }
    let news = words::news(state);
    buffer.set_stringn(inner.x, area.bottom().saturating_sub(2), &news.0, usize::from(inner.width), state.theme.style(news.1));
}

/// All lines of a tab; the history is a list by itself.
#[must_use]
pub fn lines(state: &State, model: &Model, page: &Page, dossier: &Dossier, width: usize) -> Vec<(String, Meaning)> {
    match page.tab {
        0 => profile(state, model, dossier, width),
        1 => answers(state, model, dossier, width),
        2 => flagged::lines(state, model, dossier, width),
        3 => documents(state, model, dossier, width),
        DECLARATION => declaration::lines(state, page, dossier, width),
        _ => Vec::new(),
    }
}

/// What the profile's text says otherwise than the record, above the record.
fn edits(state: &State, dossier: &Dossier, width: usize) -> Vec<(String, Meaning)> {
    let locale = state.locale();
    let words = |values: &[String]| {
        let all: Vec<&str> = values.iter().map(|value| value.trim()).filter(|value| !value.is_empty()).collect();
        if all.is_empty() { locale.text("profile-text.nothing").to_owned() } else { all.join(", ") }
    };
    let warn = |line: &str| text::wrap(line, width).into_iter().map(|line| (line, Meaning::Warn)).collect::<Vec<_>>();
    let Some(sentence) = dossier.text.sentence(&dossier.supplier.id) else { return Vec::new() };
    let apart = || apart_told(locale, &dossier.disputed).into_iter().flat_map(|line| warn(&format!("  {line}")));
    let Text::Edited(changes) = &dossier.text else {
        let first = if matches!(dossier.text, Text::Apart(_)) {
            locale.text("profile-text.apart-heading").to_owned()
        } else {
            sentence.in_lang(state.lang)
        };
        return warn(&first).into_iter().chain(apart()).collect();
    };
    let mut lines = warn(locale.text("profile-text.heading"));
    lines.extend(apart());
    for change in changes {
        let (old, new) = (words(&change.old), words(&change.new));
        let line = locale.with("profile-text.change", &[("key", &change.key), ("old", &old), ("new", &new)]);
        lines.push((text::cut(&line, width), Meaning::Warn));
    }
    lines
}

fn profile(state: &State, model: &Model, dossier: &Dossier, width: usize) -> Vec<(String, Meaning)> {
    let mut lines = flagged::verdict(state, model, dossier, width);
    lines.truncate(1);
    lines.extend(super::decided::standing(state, dossier, width));
    lines.extend(became(state, dossier, width));
    lines.extend(edits(state, dossier, width));
    for part in &dossier.assessment.inherent.parts {
        let reasons: Vec<String> = part.reasons.iter().map(|reason| words::code(state, reason)).collect();
        let name = words::term(state, "inherent", part.kind);
        let line = format!("  {} {name}  {}", text::right(&part.points.to_string(), 5), words::listed(state, &reasons));
        lines.push((text::cut(&line, width), Meaning::Quiet));
        if part.kind == "place" {
            let by: Vec<String> = dossier.situation.placed.iter().map(|by| place::named(state.locale(), by)).collect();
            lines.extend(by.into_iter().map(|by| (text::cut(&format!("        {by}"), width), Meaning::Quiet)));
        }
    }
    let locale = state.locale();
    if let Some(told) = place::not_recognised(locale, &dossier.situation) {
        lines.extend(text::wrap(&told, width).into_iter().map(|line| (line, Meaning::Warn)));
    }
    let burden = dossier.burden().words(locale);
    for (place, part) in text::wrap(&burden, width.saturating_sub(19)).into_iter().enumerate() {
        let name = if place == 0 { locale.text("burden.title") } else { "" };
        lines.push((format!("{} {part}", text::left(name, 18)), Meaning::Plain));
    }
    lines.push((String::new(), Meaning::Plain));
    for (name, value) in facts(state, &dossier.supplier).into_iter().filter(|(_, value)| !value.is_empty()) {
        lines.push((text::cut(&format!("{} {value}", text::left(&name, 18)), width), Meaning::Plain));
    }
    around(state, model, dossier, width, &mut lines);
    lines
}

/// What we spend there, and what each company of the group does.
fn spend(state: &State, s: &Supplier) -> String {
    let own = Some(words::term(state, "level", &s.spend_class)).filter(|_| !s.spend_class.is_empty());
    let each = s.spend.iter().map(|(company, class)| format!("{company}: {}", words::term(state, "level", class)));
    own.into_iter().chain(each).collect::<Vec<_>>().join(" · ")
}

/// In whose place it stands, or who stands in its place.
fn became(state: &State, dossier: &Dossier, width: usize) -> Vec<(String, Meaning)> {
    let (locale, living) = (state.locale(), &dossier.living);
    let mut lines: Vec<String> =
        living.succeeded.iter().map(|one| format!("→ {}", words::succession(locale, &one.act, "succeeded"))).collect();
    lines.extend(living.succeeds.iter().map(|one| {
        let told = words::succession(locale, &one.act, "succeeds");
        if one.ends() { format!("← {told} · {}", locale.text("living.history-of")) } else { format!("← {told}") }
    }));
    if living.disputed {
        lines.push(locale.with("living.disputed", &[("id", &dossier.supplier.id)]));
    }
    lines.iter().flat_map(|line| text::wrap(line, width)).map(|line| (line, Meaning::Warn)).collect()
}

/// What the profile says, by name.
fn facts(state: &State, s: &Supplier) -> Vec<(String, String)> {
    let locale = state.locale();
    let yes = |flag: bool| locale.text(if flag { "profile.yes" } else { "profile.no" }).to_owned();
    let own = [
        ("goods", s.goods.clone()),
        ("materials", words::materials(state, s)),
        ("type", words::term(state, "type", &s.partner_type)),
        ("languages", s.languages.join(", ")),
        ("spend", spend(state, s)),
        ("single", if s.single_source { yes(true) } else { String::new() }),
        ("onboarded", s.onboarded.clone()),
        ("buyer", s.buyer.clone()),
        ("relation", s.relation.clone()),
        ("former", s.former_names.join(", ")),
    ];
    let mut all: Vec<(String, String)> =
        own.into_iter().map(|(key, value)| (locale.text(&format!("profile.{key}")).to_owned(), value)).collect();
    for (key, value) in &s.profile {
        let value = match value {
            Fact::Number(number) => number.to_string(),
            Fact::Flag(flag) => yes(*flag),
            Fact::Word(word) => word.clone(),
            Fact::Words(words) => words.join(", "),
        };
        all.push((words::term(state, "fact", key), value));
    }
    all
}

/// Sites, related parties, certificates.
fn around(state: &State, model: &Model, dossier: &Dossier, width: usize, lines: &mut Vec<(String, Meaning)>) {
    let (locale, s) = (state.locale(), &dossier.supplier);
    heading(lines, locale.text("profile.sites"), !s.sites.is_empty());
    for site in &s.sites {
        let place = if site.region.is_empty() { &site.country } else { &site.region };
        lines.push((text::cut(&format!("  {} · {place} · {}", site.name, site.activity), width), Meaning::Plain));
    }
    heading(lines, locale.text("profile.related"), !s.related.is_empty());
    for party in &s.related {
        let kind = words::term(state, "party", &party.kind);
        lines.push((text::cut(&format!("  {} · {kind} · {} · {}", party.name, party.country, party.note), width), Meaning::Plain));
    }
    heading(lines, locale.text("profile.certificates"), !s.certificates.is_empty());
    let covered = coverage::of(s, &dossier.certificates, model.today, not_of_sites(&model.policy));
    for (held, paper) in dossier.certificates.iter().zip(&s.certificates) {
        let until = if paper.expires.is_empty() { String::new() } else { words::days_left(state, model.today, &paper.expires) };
        let how_far = coverage::state(held, &covered, locale);
        let line = format!("  {} · {how_far} · {} · {} {} {until} {}", paper.scheme, paper.site, paper.metal, paper.expires, paper.source);
        let whole = held.state == CertificateState::Certified && !covered.iter().any(|one| one.is_of(held));
        lines.push((text::cut(&line, width), if whole { Meaning::Plain } else { Meaning::Warn }));
    }
    for partly in &covered {
        lines.extend(
            text::wrap(&partly.sentence(locale), width.saturating_sub(2)).into_iter().map(|line| (format!("  {line}"), Meaning::Warn)),
        );
    }
    let alone = dossier.certificates.iter().filter(|held| held.is_in_profile_only() && held.state == CertificateState::Certified);
    for held in alone.filter(|_| !model.policy.certificates.profile_shows) {
        let told = format!("{}: {}", held.scheme, enter_paper(locale, &s.id, held));
        lines.extend(text::wrap(&told, width.saturating_sub(4)).into_iter().map(|line| (format!("    {line}"), Meaning::Warn)));
    }
}

fn heading(lines: &mut Vec<(String, Meaning)>, title: &str, wanted: bool) {
    if wanted {
        lines.push((String::new(), Meaning::Plain));
        lines.push((title.to_owned(), Meaning::Quiet));
    }
}

/// Answers under the clause they serve, with the state of each clause.
fn answers(state: &State, model: &Model, dossier: &Dossier, width: usize) -> Vec<(String, Meaning)> {
    let locale = state.locale();
    let mut by_clause: BTreeMap<usize, Vec<&crate::questionnaire::Question>> = BTreeMap::new();
    for question in dossier.sets.iter().flat_map(|set| &set.questions).filter(|question| question.is_asked()) {
        let first = question.policy.first().and_then(|id| model.policy.clauses.iter().position(|clause| clause.id == *id));
        by_clause.entry(first.unwrap_or(usize::MAX)).or_default().push(question);
    }
    let mut lines = words::contradictions(state.lang, dossier, width);
    if !lines.is_empty() {
        lines.push((String::new(), Meaning::Plain));
    }
    lines.extend(super::contested::lines(state, dossier, width));
    for (place, questions) in by_clause {
        let Some(clause) = model.policy.clauses.get(place) else { continue };
        let met = clause_word(dossier, &questions);
        let title = format!("{}  {}", clause.id, clause.text.get(state.lang));
        let word = locale.text(met);
        lines.push((format!("{} {word}", text::left(&title, width.saturating_sub(text::width(word) + 1))), Meaning::Heading));
        for question in questions {
            let value = dossier.situation.given(&question.id).iter().map(|given| {
                if let Some(from) = dossier.situation.shared_from(&question.id) {
                    format!("≡ {} ({from})", said_words(state, question, given))
                } else if let Some(paper) = &given.by_paper {
                    format!("≈ {} ({}, {})", wording::of(question, &given.value).get(state.lang), paper.scheme, paper.expires)
                } else {
                    said_words(state, question, given)
                }
            });
            let value = value.collect::<Vec<_>>().join(" ≠ ");
            let asked = dossier.plan.row(&question.id).map_or("asked.no", |row| words::asked(&row.asked));
            let value = if value.is_empty() {
                locale.text(if asked == "asked.yes" { "state.unanswered" } else { asked }).to_owned()
            } else {
                value
            };
            let value = text::cut(&value, width / 2);
            let room = width.saturating_sub(text::width(&value) + 10);
            lines.push((format!("  {:<5} {} {value}", question.id.row(), text::left(question.text.get(state.lang), room)), Meaning::Plain));
        }
    }
    lines
}

/// A value, or the word for none, in the language of the screens.
fn said_words(state: &State, question: &crate::questionnaire::Question, given: &crate::situation::Answered) -> String {
    if given.value.is_empty() {
        return state.locale().text(&format!("state.{}", given.state.word())).to_owned();
    }
    wording::of(question, &given.value).get(state.lang).to_owned()
}

/// met, gap, open or not asked.
fn clause_word(dossier: &Dossier, questions: &[&crate::questionnaire::Question]) -> &'static str {
    let flagged = questions.iter().any(|question| {
        dossier.flags.iter().any(|flag| {
            flag.is_adverse() && (flag.causes.iter().any(|cause| cause.question == question.id) || flag.also.contains(&question.id))
        })
    });
    let asked: Vec<_> = questions
        .iter()
        .filter_map(|question| dossier.plan.row(&question.id))
        .filter(|row| row.asked == crate::interview::Asked::Yes)
        .collect();
    if flagged {
        "clause.gap"
    } else if asked.is_empty() {
        "clause.not-asked"
    } else if asked.iter().all(|row| row.state != crate::interview::RowState::Open) {
        "clause.met"
    } else {
        "clause.open"
    }
}

/// Papers on file for what is asked, each once for a row, and whether it counts.
fn stored(dossier: &Dossier) -> Vec<(&crate::journal::Document, bool)> {
    let mut all: Vec<(&crate::journal::Document, bool)> = Vec::new();
    let (counting, withdrawn) = (&dossier.answers.documents, &dossier.answers.withdrawn);
    for (paper, counts) in counting.iter().map(|paper| (paper, true)).chain(withdrawn.iter().map(|paper| (paper, false))) {
        if !all.iter().any(|(known, _)| known.sha256 == paper.sha256 && known.question == paper.question) {
            all.push((paper, counts));
        }
    }
    all
}

/// A document with the flow or facility it covers: `Tin: tag list`.
fn of_one(state: &State, about: Option<&str>, what: &str) -> String {
    let Some(about) = about.filter(|about| crate::questionnaire::Per::of(about).is_some()) else { return what.to_owned() };
    let name = crate::situation::each::told(about, state.lang);
    format!("{name}{}{what}", state.locale().text("readback-text.colon"))
}

fn documents(state: &State, model: &Model, dossier: &Dossier, width: usize) -> Vec<(String, Meaning)> {
    let locale = state.locale();
    let mut lines = vec![(locale.text("documents.promised").to_owned(), Meaning::Quiet)];
    let open: Vec<_> = dossier.answers.promises.iter().filter(|promise| promise.kept.is_none()).collect();
    for promise in &open {
        let what = promise.what.as_ref().and_then(|what| dossier.body(what)).unwrap_or_default();
        let row = promise.question.rsplit('.').next().unwrap_or(&promise.question);
        let what = of_one(state, promise.about.as_deref(), what);
        let line = format!("  {row:<5} {what} · {} · {}", promise.due, words::days_left(state, model.today, &promise.due));
        lines.push((text::cut(&line, width), Meaning::Plain));
    }
    let here = |question: &str, due: &str| open.iter().any(|promise| promise.question == question && promise.due == due);
    let owed = model.row(&dossier.supplier.id).map(|row| row.promises.as_slice()).unwrap_or_default();
    let earlier: Vec<_> = owed.iter().filter(|(question, due)| !here(question, due)).collect();
    for (question, due) in &earlier {
        let row = question.rsplit('.').next().unwrap_or(question);
        let line = format!("  {row:<5} {} · {due} · {}", locale.text("documents.earlier"), words::days_left(state, model.today, due));
        lines.push((text::cut(&line, width), Meaning::Plain));
    }
    if open.is_empty() && earlier.is_empty() {
        lines.push((format!("  {}", locale.text("documents.no-promise")), Meaning::Quiet));
    }
    lines.push((String::new(), Meaning::Plain));
    lines.push((locale.text("documents.stored").to_owned(), Meaning::Quiet));
    for (paper, counts) in stored(dossier) {
        let row = paper.question.as_deref().map(|id| id.rsplit('.').next().unwrap_or(id)).unwrap_or("–");
        let expires =
            paper.expires.as_deref().map(|day| format!("{day} · {}", words::days_left(state, model.today, day))).unwrap_or_default();
        let line = format!(
            "  {row:<5} {} · {} · {expires} · {}",
            of_one(state, paper.scope.as_deref(), &paper.name),
            paper.issuer.clone().unwrap_or_default(),
            &paper.sha256[..12.min(paper.sha256.len())]
        );
        let mark = if counts { String::new() } else { format!(" · {}", locale.text("evidence-state.withdrawn")) };
        lines.push((text::cut(&format!("{line}{mark}"), width), if counts { Meaning::Plain } else { Meaning::Quiet }));
    }
    if stored(dossier).is_empty() {
        lines.push((format!("  {}", locale.text("documents.none")), Meaning::Quiet));
    }
    lines
}
