//! The form as plain text for a screen or a mail: the same order and words as on paper.

use unicode_width::UnicodeWidthStr as _;

use super::{Asking, Blank, Form};
use crate::locale::Locale;

/// The whole form.
#[must_use]
pub fn write(form: &Form) -> String {
    let locale = Locale::new(form.lang);
    let colon = locale.text("readback-text.colon");
    let unchecked = if form.unchecked { locale.text("translation.unchecked") } else { "" };
    let mut blocks = vec![format!("# {}{unchecked}", form.title)];
    let mut head = vec![format!("{}{colon}{}", locale.text("paper-form.from"), form.company)];
    for (key, value) in [("paper-form.to", &form.supplier), ("paper-form.by", &String::new()), ("paper-form.day", &String::new())] {
        let value = if value.is_empty() { "________________________" } else { value };
        head.push(format!("{}{colon}{value}", locale.text(key)));
    }
    head.extend(form.due.iter().map(|due| format!("{}{colon}{due}", locale.text("paper-form.due"))));
    head.push(format!("{}{colon}{}", locale.text("paper-form.edition"), form.edition));
    blocks.push(head.join("\n"));
    blocks.push(locale.text("paper-form.how").to_owned());
    blocks.extend(form.for_whom.iter().map(|whom| locale.with("paper-form.for-whom", &[("what", whom)])));
    for chapter in &form.chapters {
        blocks.push(format!("## {}", chapter.title));
        blocks.extend(chapter.note.clone());
        blocks.extend(chapter.questions.iter().map(|asking| question(asking, locale)));
    }
    blocks.push(format!("{}\n{}", locale.text("paper-form.remarks"), room().join("\n")));
    blocks.push(format!("## {}\n\n{}", locale.text("paper-form.closing"), locale.text("paper-form.attest")));
    blocks.push(locale.text("paper-form.sign").to_owned());
    format!("{}\n", blocks.join("\n\n"))
}

/// Two lines to write on.
fn room() -> [String; 2] {
    let line = format!("    {}", "_".repeat(60));
    [line.clone(), line]
}

fn question(asking: &Asking, locale: Locale) -> String {
    let mut lines = vec![format!("{}  {}", asking.row, asking.question)];
    lines.extend(asking.only_if.iter().map(|what| format!("    {}", what)));
    lines.extend(asking.see.iter().map(|what| format!("    → {what}")));
    match &asking.blank {
        Blank::Boxes { several, options } => {
            if *several {
                lines.push(format!("    {}", locale.text("paper-form.several")));
            }
            lines.extend(options.iter().map(|option| format!("    □ {}", option.shown())));
        }
        Blank::Lines(all) => lines.extend(all.iter().map(|(label, unit)| {
            let room = if unit.is_empty() { 40 } else { 12 };
            format!("    {label} {} {unit}", "_".repeat(room)).trim_end().to_owned()
        })),
        Blank::Free => lines.extend(room()),
        Blank::Table { columns, foot, lines: count } => {
            lines.push(format!("    | {} |", columns.join(" | ")));
            let empty: Vec<String> = columns.iter().map(|column| " ".repeat(column.width())).collect();
            let rule: Vec<String> = columns.iter().map(|column| "-".repeat(column.width())).collect();
            lines.push(format!("    | {} |", rule.join(" | ")));
            lines.extend(std::iter::repeat_n(format!("    | {} |", empty.join(" | ")), *count));
            lines.extend(foot.as_ref().map(|foot| {
                let first = empty.first().map_or(0, |cell| cell.len()).saturating_sub(foot.width());
                format!("    | {foot}{} | {} |", " ".repeat(first), empty[1..].join(" | "))
            }));
            lines.push(format!("    {}", locale.text("paper-form.more-rows")));
        }
    }
    if asking.details {
        lines.push(format!("    {} {}", locale.text("paper-form.details"), "_".repeat(40)));
    }
    if !asking.papers.is_empty() {
        lines.push(format!(
            "    {}",
            locale.with("paper-form.papers", &[("papers", &asking.papers.join(locale.text("paper-form.between")))])
        ));
    }
    lines.join("\n")
}
