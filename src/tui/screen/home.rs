//! Home: what needs me now, and how the campaign stands.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::words;
use crate::tui::model::Model;
use crate::tui::state::State;
use crate::tui::theme::Meaning;
use crate::tui::widget::grid::Cursor;
use crate::tui::widget::{chrome, text};
use crate::workspace::recorded::Text;

/// What a line of the home screen leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lead {
    /// The flags of a supplier.
    Flagged(String),
    /// The interview of a supplier.
    Interview(String),
    /// A supplier's page.
    Supplier(String),
    /// The inbox.
    Inbox,
}

/// A line that needs somebody.
#[derive(Clone, Debug)]
pub struct Need {
    mark: &'static str,
    what: String,
    who: String,
    detail: String,
    when: String,
    meaning: Meaning,
    /// Where Enter goes.
    pub lead: Lead,
}

/// Everything that needs somebody, most urgent first.
#[must_use]
pub fn needs(model: &Model, state: &State) -> Vec<Need> {
    let locale = state.locale();
    let mut needs = Vec::new();
    for row in model.rows.iter().filter(|row| !row.assessment.gates_open.is_empty()) {
        let gates: Vec<&str> = row.assessment.gates_open.iter().map(|gate| gate.rsplit('.').next().unwrap_or(gate)).collect();
        let stop = row.flags.iter().any(crate::rules::Flag::is_open_stop);
        needs.push(Need {
            mark: "▲",
            what: locale.text(if stop { "home.stop" } else { "home.unresolved" }).to_owned(),
            who: words::supplier_name(&row.supplier),
            detail: gates.join(" "),
            when: row.last_activity.map(|at| at.date().to_string()).unwrap_or_default(),
            meaning: Meaning::Urgent,
            lead: Lead::Flagged(row.supplier.id.clone()),
        });
    }
    for row in model.rows.iter().filter(|row| row.conflicts > 0) {
        needs.push(Need {
            mark: "≠",
            what: locale.text("home.conflict").to_owned(),
            who: words::supplier_name(&row.supplier),
            detail: String::new(),
            when: locale.with("home.differ", &[("count", &row.conflicts.to_string())]),
            meaning: Meaning::Warn,
            lead: Lead::Interview(row.supplier.id.clone()),
        });
    }
    for row in model.rows.iter().filter(|row| model.unfinished.contains(&row.supplier.id)) {
        needs.push(Need {
            mark: "✎",
            what: locale.text("home.unfinished").to_owned(),
            who: words::supplier_name(&row.supplier),
            detail: locale.text("home.not-saved").to_owned(),
            when: String::new(),
            meaning: Meaning::Warn,
            lead: Lead::Interview(row.supplier.id.clone()),
        });
    }
    needs.extend(handed(model, state));
    needs.extend(second_person(model, state));
    needs.extend(model.rows.iter().filter(|row| row.text.needs_somebody()).map(|row| edited(row, state)));
    for row in model.open_interviews() {
        let (done, asked) = row.progress;
        needs.push(Need {
            mark: "◆",
            what: locale.text("home.interview").to_owned(),
            who: words::supplier_name(&row.supplier),
            detail: if done == asked { locale.text("home.read-back").to_owned() } else { format!("{done}/{asked}") },
            when: row.last_activity.map(|at| at.date().to_string()).unwrap_or_default(),
            meaning: Meaning::Plain,
            lead: Lead::Interview(row.supplier.id.clone()),
        });
    }
    for (row, question, due) in model.promises() {
        let late = due < model.today.to_string().as_str();
        needs.push(Need {
            mark: if late { "◆" } else { "◇" },
            what: locale.text("home.promise").to_owned(),
            who: words::supplier_name(&row.supplier),
            detail: question.rsplit('.').next().unwrap_or(question).to_owned(),
            when: words::days_left(state, model.today, due),
            meaning: if late { Meaning::Warn } else { Meaning::Plain },
            lead: Lead::Supplier(row.supplier.id.clone()),
        });
    }
    needs.extend(actions(model, state));
    needs.extend(flagged(model, state));
    // Below the open gates, above everything that only wants to be gone on with.
    if !model.inbox.is_empty() {
        let gates = needs.iter().take_while(|need| need.meaning == Meaning::Urgent).count();
        needs.insert(gates, workbooks(model, state));
    }
    needs
}

/// Suppliers that were handed over to whoever looks, until the first entry about them.
fn handed(model: &Model, state: &State) -> Vec<Need> {
    let new = model.rows.iter().filter_map(|row| {
        let handed = row.living.handed.as_ref().filter(|handed| !handed.taken_up && handed.act.to == model.person)?;
        Some((row, handed)).filter(|(row, _)| row.supplier.buyer == model.person)
    });
    new.map(|(row, handed)| {
        let counts = [handed.act.promises.len(), handed.act.actions.len(), handed.act.parked.len()].map(|count| count.to_string());
        let open = [("promises", counts[0].as_str()), ("actions", &counts[1]), ("parked", &counts[2])];
        Need {
            mark: "◆",
            what: state.locale().text("home.handed").to_owned(),
            who: words::supplier_name(&row.supplier),
            detail: format!("{}: {}", handed.act.from, state.locale().with("living.open", &open)),
            when: handed.at.date().to_string(),
            meaning: Meaning::Warn,
            lead: Lead::Supplier(row.supplier.id.clone()),
        }
    })
    .collect()
}

/// Decisions that wait for a second person: for every reviewer who has not taken them.
fn second_person(model: &Model, state: &State) -> Vec<Need> {
    let reviewer = model.roles.contains(&crate::journal::Role::Reviewer);
    let mut all = Vec::new();
    for row in model.rows.iter().filter(|row| reviewer && row.barred.is_none()) {
        let Some(decision) = row.review.main() else { continue };
        if decision.approval != crate::review::Approval::PendingSecondPerson || decision.person == model.person {
            continue;
        }
        all.push(Need {
            mark: "◆",
            what: state.locale().text("home.second-person").to_owned(),
            who: words::supplier_name(&row.supplier),
            detail: state.locale().text(&format!("decision-outcome.{}", decision.act.outcome.word())).to_owned(),
            when: decision.at.date().to_string(),
            meaning: Meaning::Warn,
            lead: Lead::Flagged(row.supplier.id.clone()),
        });
    }
    all
}

/// Actions that are to be done, or to be verified by a second person, by due date.
fn actions(model: &Model, state: &State) -> Vec<Need> {
    let all = model.rows.iter().chain(&model.former).flat_map(|row| row.review.actions.iter().map(move |action| (row, action)));
    let mut open: Vec<_> = all.filter(|(_, action)| action.is_open()).collect();
    open.sort_by(|a, b| a.1.act.due.cmp(&b.1.act.due));
    let need = |(row, action): (&crate::workspace::SupplierRow, &crate::review::ActionOn)| Need {
        mark: if action.overdue { "◆" } else { "◇" },
        what: state.locale().text("home.action").to_owned(),
        who: words::supplier_name(&row.supplier),
        detail: action.owner.clone(),
        when: words::days_left(state, model.today, &action.act.due),
        meaning: if action.overdue { Meaning::Warn } else { Meaning::Plain },
        lead: Lead::Flagged(row.supplier.id.clone()),
    };
    open.into_iter().map(need).collect()
}

/// A profile whose text is not what is recorded.
fn edited(row: &crate::workspace::SupplierRow, state: &State) -> Need {
    let what = match &row.text {
        Text::Edited(_) | Text::Same => "home.profile-edited",
        Text::Wrong(_) => "home.profile-wrong",
        Text::Unrecorded => "home.profile-unrecorded",
    };
    Need {
        mark: "✎",
        what: state.locale().text(what).to_owned(),
        who: words::supplier_name(&row.supplier),
        detail: row.text.keys(),
        when: state.locale().text("home.profile-unrecorded").to_owned(),
        meaning: Meaning::Warn,
        lead: Lead::Supplier(row.supplier.id.clone()),
    }
}

/// Workbooks that wait, by verdict.
fn workbooks(model: &Model, state: &State) -> Need {
    let count = model.inbox.values().sum::<usize>().to_string();
    Need {
        mark: "◇",
        what: state.locale().text("home.workbooks").to_owned(),
        who: super::inbox::counts(state, &model.inbox),
        detail: String::new(),
        when: state.locale().with("home.waiting", &[("count", &count)]),
        meaning: Meaning::Plain,
        lead: Lead::Inbox,
    }
}

/// Flagged suppliers that need more than watching, the most urgent first; open gates stand at the top already.
fn flagged(model: &Model, state: &State) -> Vec<Need> {
    let pressing = |row: &&crate::workspace::SupplierRow| {
        let level = row.assessment.attention.as_deref().map_or(0, |level| model.policy.attention_rank(level));
        level >= 2 && row.assessment.gates_open.is_empty() && !crate::workspace::queue::is_settled(row)
    };
    let need = |row: &crate::workspace::SupplierRow| {
        let level = row.assessment.attention.as_deref().map(|level| model.policy.attention_title(level).get(state.lang).to_owned());
        let count = row.flags.iter().filter(|flag| flag.is_adverse()).count().to_string();
        Need {
            mark: "◆",
            what: state.locale().text("home.flagged").to_owned(),
            who: words::supplier_name(&row.supplier),
            detail: level.unwrap_or_default(),
            when: state.locale().with("home.flags", &[("count", &count)]),
            meaning: Meaning::Plain,
            lead: Lead::Flagged(row.supplier.id.clone()),
        }
    };
    model.queue().into_iter().filter(pressing).map(need).collect()
}

/// Lines of needs that fit: the rest of the screen belongs to the campaign.
#[must_use]
pub fn height(size: (u16, u16)) -> usize {
    usize::from(size.1.saturating_sub(15)).max(4)
}

/// Draws the home screen above the footer.
pub fn draw(buffer: &mut Buffer, area: Rect, state: &State, cursor: Cursor) {
    let locale = state.locale();
    let Some(model) = &state.model else {
        chrome::header(buffer, area, state.theme, "oretrail", "");
        return;
    };
    let after = format!(" · {}", model.campaign);
    chrome::header_of(buffer, area, state.theme, ("oretrail   ", &model.company, &after), &words::who(state));
    let inner = Rect { x: area.x + 1, y: area.y + 2, width: area.width.saturating_sub(2), height: area.height.saturating_sub(3) };
    let needs = needs(model, state);
    let width = usize::from(inner.width);
    let count = needs.len().to_string();
    let title = locale.with("home.needs", &[("count", &count)]);
    buffer.set_stringn(inner.x, inner.y, &title, width, state.theme.style(Meaning::Heading));
    let shown = height(state.size);
    let narrow = width < 70;
    let (what_cells, when_cells) = if narrow { (12, 11) } else { (18, 14) };
    let name = if narrow { 16 } else { (width * 38 / 100).clamp(18, 44) };
    for (place, need) in needs.iter().enumerate().skip(cursor.top).take(shown) {
        let y = inner.y + 2 + u16::try_from(place - cursor.top).unwrap_or(0);
        let what = text::left(&need.what, what_cells);
        let detail = width.saturating_sub(2 + what_cells + 1 + name + 1 + 1 + when_cells + usize::from(!narrow));
        let line = format!(
            "{} {what} {} {} {}",
            need.mark,
            // Where there is nothing beside it, the first text has the room of both.
            text::left(&need.who, if need.detail.is_empty() { name + detail } else { name }),
            text::left(&need.detail, if need.detail.is_empty() { 0 } else { detail }),
            text::right(&need.when, when_cells)
        );
        let meaning = if place == cursor.row { Meaning::Chosen } else { need.meaning };
        buffer.set_stringn(inner.x, y, text::left(&line, width), width, state.theme.style(meaning));
    }
    if needs.is_empty() {
        buffer.set_stringn(inner.x, inner.y + 2, locale.text("home.nothing"), width, state.theme.style(Meaning::Quiet));
    }
    let left = needs.len().saturating_sub(cursor.top + shown);
    let mut y = inner.y + 2 + u16::try_from(shown).unwrap_or(0);
    if left > 0 {
        buffer.set_stringn(inner.x, y, locale.with("home.more", &[("count", &left.to_string())]), width, state.theme.style(Meaning::Quiet));
    }
    y += 1;
    let rest = Rect { y, height: area.bottom().saturating_sub(y + 1), ..inner };
    chrome::lines(buffer, rest, state.theme, rest.y, &campaign_lines(model, state, width));
}

fn campaign_lines(model: &Model, state: &State, width: usize) -> Vec<(String, Meaning)> {
    let locale = state.locale();
    let [asked, started, complete, submitted] = funnel(model);
    let due = model
        .due
        .as_ref()
        .map(|due| format!("{} {due} · {}", locale.text("home.due"), words::days_left(state, model.today, due)))
        .unwrap_or_default();
    let campaign = format!("{} {}", locale.text("home.campaign"), model.campaign);
    let room = width.saturating_sub(text::width(&due) + 1);
    let mut lines = vec![(format!("{} {due}", text::left(&campaign, room)), Meaning::Heading)];
    let cells = width.saturating_sub(12 + 6);
    for (key, count) in [("home.asked", asked), ("home.started", started), ("home.complete", complete), ("home.submitted", submitted)] {
        let share = i64::try_from(count * 1000 / asked.max(1)).unwrap_or(0);
        let bar = text::left(&text::bar(share, cells), cells);
        lines.push((format!("{} {bar} {}", text::left(locale.text(key), 11), text::right(&count.to_string(), 4)), Meaning::Plain));
    }
    if state.size.1 > 24 {
        lines.push((String::new(), Meaning::Plain));
    }
    let levels: Vec<String> = model
        .policy
        .attention
        .iter()
        .map(|(id, title)| {
            let count = model.rows.iter().filter(|row| row.assessment.attention.as_deref() == Some(id)).count();
            format!("{} {count}", title.get(state.lang))
        })
        .collect();
    lines.push((format!("{}   {}", text::left(locale.text("home.attention"), 11), levels.join("   ")), Meaning::Plain));
    if let Some((label, done, asked)) = &model.last {
        let share = (done * 100).checked_div(*asked).unwrap_or(0);
        let last = locale.with(
            "home.last",
            &[("label", label), ("done", &done.to_string()), ("asked", &asked.to_string()), ("share", &share.to_string())],
        );
        lines.push((last, Meaning::Quiet));
    }
    if model.damage > 0 {
        lines.push((locale.with("home.damage", &[("count", &model.damage.to_string())]), Meaning::Urgent));
    }
    if model.problems > 0 {
        lines.push((locale.with("home.problems", &[("count", &model.problems.to_string())]), Meaning::Warn));
    } else if model.policy.default_notice {
        lines.push((locale.text("policy.default").to_owned(), Meaning::Quiet));
    }
    lines
}

/// Asked, started, complete, submitted.
fn funnel(model: &Model) -> [usize; 4] {
    let asked: Vec<_> = model.rows.iter().filter(|row| row.in_campaign).collect();
    let started = asked.iter().filter(|row| row.is_begun()).count();
    let complete = asked.iter().filter(|row| row.progress.1 > 0 && row.progress.0 == row.progress.1).count();
    let submitted = asked.iter().filter(|row| row.submitted).count();
    [asked.len(), started, complete, submitted]
}
