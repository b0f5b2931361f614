//! The form as one HTML page for A4 paper: its style is in it, it loads nothing and runs nothing.

use std::fmt::Write as _;

use super::{Asking, Blank, Form};
use crate::language::Lang;
use crate::locale::Locale;

const STYLE: &str = "
@page { size: A4; margin: 18mm 16mm 20mm 18mm; }
* { box-sizing: border-box; }
body { font-size: 10.5pt; line-height: 1.5; color: #000; background: #fff; max-width: 176mm; margin: 0 auto; }
h1 { font-size: 17pt; margin: 0 0 4mm; border-bottom: 0.6mm solid #000; padding-bottom: 2mm; }
h1 small { font-size: 9pt; font-weight: normal; }
h2 { font-size: 12.5pt; margin: 8mm 0 2mm; padding: 1mm 2mm; background: #e8e8e8; break-after: avoid; print-color-adjust: exact; }
table { border-collapse: collapse; width: 100%; }
table.head th { text-align: left; font-weight: normal; width: 38mm; padding: 1mm 2mm 1mm 0; vertical-align: bottom; }
table.head td { border-bottom: 0.2mm solid #000; padding: 1mm; }
p.how { margin: 4mm 0; }
h2 + p.how { margin: 2mm 0 4mm; break-after: avoid; }
section.q { break-inside: avoid; margin: 0 0 5mm; padding-left: 16mm; position: relative; }
section.q > b { position: absolute; left: 0; }
section.q p { margin: 0 0 1mm; }
.if, .papers, .note { font-size: 9pt; color: #333; }
ul { list-style: none; margin: 1mm 0; padding: 0; }
li { padding-left: 6mm; text-indent: -6mm; }
li::before { content: \"\\25A1\"; display: inline-block; width: 6mm; text-indent: 0; }
.line { display: inline-block; border-bottom: 0.2mm solid #000; min-width: 32mm; height: 6mm; margin: 0 2mm; vertical-align: bottom; }
.wide { min-width: 96mm; }
li b { display: inline-block; min-width: 6mm; text-indent: 0; font-weight: normal; }
.free { border: 0.2mm solid #000; height: 22mm; }
table.rows th, table.rows td { border: 0.2mm solid #000; padding: 1mm 1.5mm; text-align: left; font-weight: normal; font-size: 9pt; }
table.rows th { background: #f2f2f2; print-color-adjust: exact; }
table.rows td { height: 8mm; }
table.rows { table-layout: fixed; overflow-wrap: anywhere; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
.sign { break-inside: avoid; margin-top: 6mm; }
footer { margin-top: 8mm; font-size: 8pt; color: #444; border-top: 0.2mm solid #999; }
";

fn fonts(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "\"Noto Sans\", \"Helvetica Neue\", Arial, \"Noto Sans CJK JP\", sans-serif",
        Lang::Ja => {
            "\"Noto Sans JP\", \"Noto Sans CJK JP\", \"Hiragino Sans\", \"Yu Gothic\", \"Meiryo\", \"IPAexGothic\", \"MS PGothic\", sans-serif"
        }
        Lang::Zh => {
            "\"Noto Sans SC\", \"Noto Sans CJK SC\", \"PingFang SC\", \"Microsoft YaHei\", \"Source Han Sans SC\", \"SimHei\", sans-serif"
        }
    }
}

fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en",
        Lang::Ja => "ja",
        Lang::Zh => "zh-Hans",
    }
}

fn safe(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A text within a style sheet: whatever is neither letter nor digit is written as its number, so that it ends nothing.
fn within_style(text: &str) -> String {
    let one = |c: char| if c.is_alphanumeric() || matches!(c, ' ' | '_') { c.to_string() } else { format!("\\{:06X}", u32::from(c)) };
    text.chars().map(one).collect()
}

/// What stands on every sheet of paper, so that loose sheets find together again: which form, whose, which page of how many.
fn every_page(form: &Form) -> String {
    let room = || format!("{}: ____________________", Locale::new(form.lang).text("paper-form.to"));
    let whose = format!(" · {}", if form.supplier.is_empty() { room() } else { form.supplier.clone() });
    let foot = within_style(&format!("{}{whose}", form.edition));
    let style = format!("font-family: {}; font-size: 8pt; color: #444;", fonts(form.lang));
    format!(
        "@page {{ @bottom-left {{ content: \"{foot}\"; {style} }} @bottom-right {{ content: counter(page) \" / \" counter(pages); {style} }} }}\n"
    )
}

/// The whole page.
#[must_use]
pub fn write(form: &Form) -> String {
    let locale = Locale::new(form.lang);
    let unchecked =
        if form.unchecked { format!(" <small>{}</small>", safe(locale.text("translation.unchecked").trim())) } else { String::new() };
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n<style>{STYLE}{}body {{ font-family: {}; }}\n</style>\n</head>\n<body>\n<h1>{}{unchecked}</h1>\n",
        tag(form.lang),
        safe(&form.title),
        every_page(form),
        fonts(form.lang),
        safe(&form.title)
    );
    let empty = String::new();
    let due = form.due.as_ref().unwrap_or(&empty);
    page.push_str("<table class=\"head\">\n");
    for (key, value) in [("from", &form.company), ("to", &form.supplier), ("by", &empty), ("day", &empty), ("due", due)] {
        if key != "due" || form.due.is_some() {
            let _ = writeln!(page, "<tr><th>{}</th><td>{}</td></tr>", safe(locale.text(&format!("paper-form.{key}"))), safe(value));
        }
    }
    let _ = writeln!(page, "</table>\n<p class=\"how\">{}</p>", safe(locale.text("paper-form.how")));
    if let Some(whom) = &form.for_whom {
        let _ = writeln!(page, "<p class=\"how\">{}</p>", safe(&locale.with("paper-form.for-whom", &[("what", whom)])));
    }
    for chapter in &form.chapters {
        let _ = writeln!(page, "<h2>{}</h2>", safe(&chapter.title));
        if let Some(note) = &chapter.note {
            let _ = writeln!(page, "<p class=\"how\">{}</p>", safe(note));
        }
        for asking in &chapter.questions {
            question(&mut page, asking, locale);
        }
    }
    let _ = writeln!(page, "<div class=\"sign\"><p>{}</p>\n<div class=\"free\"></div></div>", safe(locale.text("paper-form.remarks")));
    let _ = writeln!(
        page,
        "<div class=\"sign\"><h2>{}</h2>\n<p>{}</p>\n<p>{}</p></div>\n<footer>{} {}</footer>\n</body>\n</html>",
        safe(locale.text("paper-form.closing")),
        safe(locale.text("paper-form.attest")),
        safe(locale.text("paper-form.sign")).replace("________________", "<span class=\"line\"></span>"),
        safe(locale.text("paper-form.edition")),
        safe(&form.edition)
    );
    page
}

fn question(page: &mut String, asking: &Asking, locale: Locale) {
    let _ = writeln!(page, "<section class=\"q\"><b>{}</b>\n<p>{}</p>", safe(&asking.row), safe(&asking.question));
    if let Some(what) = &asking.only_if {
        let _ = writeln!(page, "<p class=\"if\">{}</p>", safe(what));
    }
    if let Some(what) = &asking.see {
        let _ = writeln!(page, "<p class=\"if\">→ {}</p>", safe(what));
    }
    match &asking.blank {
        Blank::Boxes { several, options } => {
            if *several {
                let _ = writeln!(page, "<p class=\"note\">{}</p>", safe(locale.text("paper-form.several")));
            }
            page.push_str("<ul>\n");
            for option in options {
                let key = if option.key.is_empty() { String::new() } else { format!("<b>{}</b> ", safe(&option.key)) };
                let _ = writeln!(page, "<li>{key}{}</li>", safe(&option.text));
            }
            page.push_str("</ul>\n");
        }
        Blank::Lines(lines) => {
            for (label, unit) in lines {
                let room = if unit.is_empty() { "line wide" } else { "line" };
                let _ = writeln!(page, "<p>{} <span class=\"{room}\"></span>{}</p>", safe(label), safe(unit));
            }
        }
        Blank::Free => page.push_str("<div class=\"free\"></div>\n"),
        Blank::Table { columns, foot, lines } => {
            let heads: String = columns.iter().map(|column| format!("<th>{}</th>", safe(column))).collect();
            let row = format!("<tr>{}</tr>\n", "<td></td>".repeat(columns.len()));
            let total =
                |foot: &String| format!("<tr><td>{}</td>{}</tr>\n", safe(foot), "<td></td>".repeat(columns.len().saturating_sub(1)));
            let _ = writeln!(
                page,
                "<table class=\"rows\"><thead><tr>{heads}</tr></thead>\n<tbody>\n{}{}</tbody></table>",
                row.repeat(*lines),
                foot.as_ref().map(total).unwrap_or_default()
            );
            let _ = writeln!(page, "<p class=\"note\">{}</p>", safe(locale.text("paper-form.more-rows")));
        }
    }
    if asking.details {
        let _ = writeln!(page, "<p class=\"note\">{} <span class=\"line wide\"></span></p>", safe(locale.text("paper-form.details")));
    }
    if !asking.papers.is_empty() {
        let papers = asking.papers.join(locale.text("paper-form.between"));
        let _ = writeln!(page, "<p class=\"papers\">{}</p>", safe(&locale.with("paper-form.papers", &[("papers", &papers)])));
    }
    page.push_str("</section>\n");
}
