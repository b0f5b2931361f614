//! The table of suppliers, and the queue of flagged ones: the same table, another choice and order.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::words;
use crate::language::Lang;
use crate::tui::fuzzy;
use crate::tui::model::Model;
use crate::tui::state::{PANE_ROWS, State, Suppliers};
use crate::tui::theme::Meaning;
use crate::tui::widget::grid::{self, Column};
use crate::tui::widget::{chrome, text};
use crate::workspace::SupplierRow;

/// Cells a name has at least in the queue.
const LEAST_NAME: usize = 22;

/// Columns a table can be ordered by, as catalogue keys.
pub const ORDERS: [&str; 8] = [
    "column.name",
    "column.country",
    "column.type",
    "column.inherent",
    "column.conduct",
    "column.attention",
    "column.coverage",
    "column.last",
];

/// The rows on the screen, filtered and ordered.
#[must_use]
pub fn visible<'a>(table: &Suppliers, model: &'a Model, queue: bool, lang: Lang) -> Vec<&'a SupplierRow> {
    let all: Vec<&SupplierRow> = if queue { model.queue() } else { model.rows.iter().chain(&model.former).collect() };
    let labels: Vec<String> = all.iter().map(|row| label(row, model, lang)).collect();
    let mut rows: Vec<&SupplierRow> = fuzzy::find(&table.filter, &labels).into_iter().map(|place| all[place]).collect();
    if table.filter.is_empty() && !(queue && table.order == 0) {
        rows.sort_by(|a, b| order(table.order, a, b, model));
    }
    if table.reverse {
        rows.reverse();
    }
    rows
}

fn label(row: &SupplierRow, model: &Model, lang: Lang) -> String {
    let locale = crate::locale::Locale::new(lang);
    let s = &row.supplier;
    let country = model.countries.get(&s.country).map(|country| country.name.get(lang)).unwrap_or_default();
    // A word of the screen's language and the code of the file both find.
    let words = s.materials.iter().map(|material| format!("material.{material}")).chain([format!("type.{}", s.partner_type)]);
    let words: Vec<String> = words.filter(|key| locale.has(key)).map(|key| locale.text(&key).to_owned()).collect();
    let codes = format!("{} {}", s.partner_type, s.materials.join(" "));
    format!("{} {} {} {} {country} {codes} {}", s.display_name(), s.native_name, s.id, s.country, words.join(" "))
}

fn order(by: usize, a: &SupplierRow, b: &SupplierRow, model: &Model) -> std::cmp::Ordering {
    let rank = |row: &SupplierRow| row.assessment.attention.as_deref().map(|level| model.policy.attention_rank(level));
    let first = match by {
        1 => a.supplier.country.cmp(&b.supplier.country),
        2 => a.supplier.partner_type.cmp(&b.supplier.partner_type),
        3 => b.assessment.inherent.score.cmp(&a.assessment.inherent.score),
        4 => b.assessment.conduct.cmp(&a.assessment.conduct),
        5 => rank(b).cmp(&rank(a)),
        6 => b.assessment.coverage.cmp(&a.assessment.coverage),
        7 => b.last_activity.cmp(&a.last_activity),
        _ => std::cmp::Ordering::Equal,
    };
    first.then_with(|| a.supplier.display_name().to_lowercase().cmp(&b.supplier.display_name().to_lowercase()))
}

/// Draws the table above the footer.
pub fn draw(buffer: &mut Buffer, area: Rect, state: &State, table: &Suppliers, queue: bool) {
    let locale = state.locale();
    let Some(model) = &state.model else { return };
    let rows = visible(table, model, queue, state.lang);
    let title = locale.text(if queue { "context.queue" } else { "context.suppliers" });
    let count = if table.filter.is_empty() { rows.len().to_string() } else { format!("{} · /{}", rows.len(), table.filter) };
    chrome::header(buffer, area, state.theme, &format!("{title} {count}"), &words::who(state));
    let (beside, below) = (state.has_pane_beside(), state.has_pane_below());
    let list_width = if beside { beside_of(area) } else { area.width };
    let list_height = area.height.saturating_sub(4 + if below { PANE_ROWS } else { 0 });
    let list = Rect { x: area.x, y: area.y + 2, width: list_width, height: list_height };
    let columns = columns(state, usize::from(list_width), table, queue);
    let lines: Vec<(Vec<String>, Meaning)> = rows.iter().map(|row| (cells(row, model, state, table, &columns), meaning(row))).collect();
    let grid_columns: Vec<Column> = columns.iter().map(|(_, column)| column.clone()).collect();
    grid::draw(buffer, list, state.theme, &grid_columns, &lines, table.cursor);
    if rows.is_empty() {
        let key = if queue { "queue.empty" } else { "suppliers.empty" };
        buffer.set_stringn(area.x + 1, area.y + 4, locale.text(key), usize::from(area.width), state.theme.style(Meaning::Quiet));
    }
    if (beside || below)
        && let Some(row) = rows.get(table.cursor.row)
    {
        let panel = if beside {
            pane_beside(area)
        } else {
            chrome::rule(buffer, area, list.bottom() - area.y, state.theme);
            Rect { x: area.x + 1, y: list.bottom() + 1, width: area.width.saturating_sub(2), height: PANE_ROWS - 2 }
        };
        chrome::lines(buffer, panel, state.theme, panel.y, &preview(row, model, state, usize::from(panel.width)));
    }
    let news = words::news(state);
    let y = area.bottom().saturating_sub(2);
    let order = locale.with("suppliers.order", &[("column", locale.text(ORDERS[table.order]))]);
    let left_out = rows.get(table.cursor.row).filter(|_| !beside && !below && !queue).map(|row| left_out(row, state, &columns));
    // The order stands at the head of its column too: it goes where both do not fit.
    let order = left_out.filter(|text| !text.is_empty()).map_or(order.clone(), |told| {
        let both = format!("{told}   {order}");
        if text::width(&both) <= usize::from(area.width) { both } else { told }
    });
    let foot = if news.0.is_empty() { (if queue { super::queue::foot(table, model, state) } else { order }, Meaning::Quiet) } else { news };
    buffer.set_stringn(area.x + 1, y, text::cut(&foot.0, usize::from(area.width)), usize::from(area.width), state.theme.style(foot.1));
}

/// Cells of a list with a preview beside it; the list never gets narrower than a small terminal.
#[must_use]
pub fn beside_of(area: Rect) -> u16 {
    (area.width * 70 / 100).max(80).min(area.width)
}

/// Where the preview beside a list stands.
#[must_use]
pub fn pane_beside(area: Rect) -> Rect {
    let list = beside_of(area);
    Rect { x: area.x + list + 2, y: area.y + 2, width: area.width.saturating_sub(list + 3), height: area.height.saturating_sub(4) }
}

/// Whoever has a successor is only read any more.
fn meaning(row: &SupplierRow) -> Meaning {
    if row.ended { Meaning::Quiet } else { words::meaning(row) }
}

/// A column as it is wanted: which, its cells, and whether it stands right. The name takes what is left.
type Wanted = (&'static str, usize, bool);

/// What the queue shows.
const IN_QUEUE: &[Wanted] = &[
    ("sign", 1, false),
    ("mark", 1, false),
    ("name", 0, false),
    ("country", 4, false),
    ("gates", 7, false),
    ("attention", 9, false),
    ("flags", 5, true),
    ("number", 7, true),
    ("word", 12, false),
    ("due", 10, false),
];

/// What the table of suppliers shows.
fn in_table(width: usize) -> Vec<Wanted> {
    // On a narrow screen the name has the room of the bar.
    let conduct = if width >= 100 { ("conduct", 14, false) } else { ("number", 8, true) };
    vec![
        ("mark", 1, false),
        ("name", 0, false),
        ("country", 4, false),
        ("type", 10, false),
        ("materials", 12, false),
        ("inherent", 8, true),
        conduct,
        ("word", 12, false),
        ("attention", 9, false),
        ("gates", 6, false),
        ("coverage", 5, true),
        ("last", 10, false),
    ]
}

/// Columns that fit, by name; at 80 cells the least telling are left out.
fn columns(state: &State, width: usize, table: &Suppliers, queue: bool) -> Vec<(&'static str, Column)> {
    let locale = state.locale();
    let mut kept = if queue { IN_QUEUE.to_vec() } else { in_table(width) };
    // In the queue somebody is recognised by the name first; the rest of it is said of the chosen one.
    let (drop_order, least): (&[&str], usize) =
        if queue { (&["country", "flags", "due"], LEAST_NAME + 1) } else { (&["materials", "last", "type"], 17) };
    let taken = |kept: &[Wanted]| kept.iter().map(|(_, cells, _)| cells + 1).sum::<usize>();
    for name in drop_order {
        if taken(&kept) + least > width {
            kept.retain(|(known, _, _)| known != name);
        }
    }
    let name = width.saturating_sub(taken(&kept) + 1).clamp(10, 40);
    kept.into_iter()
        .map(|(id, cells, right)| {
            let title = match id {
                "sign" | "mark" | "word" => String::new(),
                "number" => locale.text("column.conduct").to_owned(),
                other => locale.text(&format!("column.{other}")).to_owned(),
            };
            let shown = if id == "number" { "conduct" } else { id };
            let marked = ORDERS[table.order].strip_prefix("column.") == Some(shown) && !queue;
            let title = if marked { format!("{title}{}", if table.reverse { "▴" } else { "▾" }) } else { title };
            (id, Column { title, cells: if id == "name" { name } else { cells }, right })
        })
        .collect()
}

fn cells(row: &SupplierRow, model: &Model, state: &State, table: &Suppliers, columns: &[(&'static str, Column)]) -> Vec<String> {
    let a = &row.assessment;
    let (number, word) = words::conduct(row, model, state);
    let locale = state.locale();
    columns
        .iter()
        .map(|(id, column)| match *id {
            "sign" => super::queue::sign(row, table, model).to_owned(),
            "mark" => words::mark(row, model).to_owned(),
            "name" if row.ended => text::cut(&format!("→ {}", words::called(state.lang, &row.supplier)), column.cells),
            "name" => {
                let both = words::supplier_name(state.lang, &row.supplier);
                if text::width(&both) <= column.cells { both } else { words::called(state.lang, &row.supplier).to_owned() }
            }
            "country" => row.supplier.country.clone(),
            "type" => type_word(row, state),
            "materials" => words::materials(state, &row.supplier),
            "inherent" => a.inherent.score.to_string(),
            "conduct" if number.is_empty() => String::new(),
            "conduct" => {
                let bar = text::bar(a.conduct.map_or(0, |score| score.0), column.cells - 6);
                format!("{} {}", text::left(&bar, column.cells - 6), text::right(&number, 5))
            }
            "number" => number.clone(),
            "word" => word.clone(),
            "attention" => {
                a.attention.as_deref().map(|level| model.policy.attention_title(level).get(state.lang).to_owned()).unwrap_or_default()
            }
            "gates" => a.gates_open.iter().map(|gate| gate.rsplit('.').next().unwrap_or(gate)).collect::<Vec<_>>().join(" "),
            "coverage" => format!("{}%", a.coverage.percent_floor()),
            "flags" => row.flags.iter().filter(|flag| flag.is_adverse()).count().to_string(),
            "due" => crate::workspace::queue::deadline(row).unwrap_or_default().to_owned(),
            "last" => row.last_activity.map_or_else(|| locale.text("suppliers.never").to_owned(), |at| at.date().to_string()),
            _ => String::new(),
        })
        .collect()
}

/// What the queue has no room for beside it, said of the chosen supplier at its foot.
#[must_use]
pub fn left_out_of_queue(row: &SupplierRow, model: &Model, state: &State) -> Vec<String> {
    if state.has_pane_beside() || state.has_pane_below() {
        return Vec::new();
    }
    let count = row.flags.iter().filter(|flag| flag.is_adverse()).count().to_string();
    let flags = state.locale().with("queue.flags", &[("count", &count)]);
    [Some(words::country(model, &row.supplier.country, state)), Some(flags), spend(row, state)].into_iter().flatten().collect()
}

/// What is bought from a supplier, as a class.
fn spend(row: &SupplierRow, state: &State) -> Option<String> {
    let key = format!("queue.spend-{}", row.spend);
    state.locale().has(&key).then(|| state.locale().text(&key).to_owned())
}

/// What the table has no room for, said of the chosen supplier.
fn left_out(row: &SupplierRow, state: &State, columns: &[(&'static str, Column)]) -> String {
    let locale = state.locale();
    let missing = |id: &str| !columns.iter().any(|(known, _)| *known == id);
    let mut parts: Vec<String> = row.stands_on().map(|since| since.sentence().in_lang(state.lang)).into_iter().collect();
    if missing("type") {
        parts.push(type_word(row, state));
    }
    if missing("materials") {
        parts.push(words::materials(state, &row.supplier));
    }
    if missing("last") {
        let last = row.last_activity.map_or_else(|| locale.text("suppliers.never").to_owned(), |at| at.date().to_string());
        parts.push(format!("{} {last}", locale.text("column.last")));
    }
    parts.join(" · ")
}

fn type_word(row: &SupplierRow, state: &State) -> String {
    let key = format!("type.{}", row.supplier.partner_type);
    let locale = state.locale();
    if locale.has(&key) { locale.text(&key).to_owned() } else { row.supplier.partner_type.clone() }
}

/// What the preview pane says of the chosen supplier.
#[must_use]
pub fn preview(row: &SupplierRow, model: &Model, state: &State, width: usize) -> Vec<(String, Meaning)> {
    let locale = state.locale();
    let s = &row.supplier;
    let a = &row.assessment;
    let mut lines: Vec<(String, Meaning)> =
        text::wrap(&words::supplier_name(state.lang, s), width).into_iter().map(|line| (line, Meaning::Heading)).collect();
    lines.push((text::cut(&format!("{} · {}", words::country(model, &s.country, state), type_word(row, state)), width), Meaning::Quiet));
    if let Some(ended) = row.living.ended(model.today) {
        let told = words::succession(locale, &ended.act, "succeeded");
        lines.extend(text::wrap(&format!("→ {told}"), width).into_iter().map(|line| (line, Meaning::Warn)));
    }
    lines.extend(text::wrap(&s.goods, width).into_iter().take(2).map(|line| (line, Meaning::Plain)));
    lines.push((String::new(), Meaning::Plain));
    let (number, word) = words::conduct(row, model, state);
    lines.push((format!("{:<10} {number} {word}", locale.text("column.conduct")), Meaning::Plain));
    lines.push((
        format!(
            "{:<10} {} {}",
            locale.text("column.inherent"),
            a.inherent.score,
            model.policy.band_title(&a.inherent.band).get(state.lang)
        ),
        Meaning::Plain,
    ));
    lines.push((format!("{:<10} {}/{}", locale.text("column.answered"), row.progress.0, row.progress.1), Meaning::Plain));
    if matches!(state.top(), crate::tui::state::Screen::Queue(_)) {
        lines.extend(spend(row, state).map(|spend| (spend, Meaning::Plain)));
    }
    lines.push((String::new(), Meaning::Plain));
    for flag in row.flags.iter().filter(|flag| flag.is_adverse()).take(6) {
        let mark = if flag.gate { "▲" } else { "◆" };
        let rows: Vec<&str> = flag.causes.iter().map(|cause| cause.question.row()).collect();
        // In a narrow pane the rows say more than the name of the response.
        let response = if width < 50 { flag.response.to_string() } else { words::response(&model.policy, flag.response, state) };
        let line = format!("{mark} {response} {} {}", rows.join(" "), flag.clause.join(" "));
        lines.push((text::cut(&line, width), if flag.gate { Meaning::Urgent } else { Meaning::Plain }));
        if let Some(since) = flag.carried() {
            lines.push((text::cut(&format!("  {}", since.sentence().in_lang(state.lang)), width), Meaning::Quiet));
        }
    }
    for (question, due) in row.promises.iter().take(3) {
        let line = format!(
            "{} {} {}",
            locale.text("interview.promised"),
            question.rsplit('.').next().unwrap_or(question),
            words::days_left(state, model.today, due)
        );
        lines.push((text::cut(&line, width), Meaning::Quiet));
    }
    lines
}
