//! Findings about template and date: superseded, retired or newer than known; in the future, before the template
//! existed, or older than the policy allows. Also what the reader itself noticed.

use jiff::Span;
use jiff::civil::Date;

use crate::declaration::{Declaration, Depth, Field, Notice, Template};
use crate::import::newest_known;
use crate::language::Text;

use super::{Finding, Severity, Source};

const SHEET: &str = "Declaration";

/// The template's version against the newest one known.
pub(super) fn template(read: &Declaration) -> Vec<Finding> {
    let form = format!("{} {}", read.template, read.version);
    let newest = newest_known(read.template);
    let finding = |code, severity, message: Text| {
        Finding::new(code, severity, Source::Template, message).at(SHEET, "J3").holding(Some(&read.version.to_string()))
    };
    if read.is_retired() {
        let current = if read.template == Template::Crt { "EMRT".to_owned() } else { format!("CMRT {newest}") };
        let message = told!(
            "{form} belongs to a generation that asked other questions; its answers do not carry over.",
            "{form} は質問内容の異なる旧世代の様式で、回答を現行版に読み替えることはできません。",
            "{form} 属于问题不同的旧版模板，其答复不能沿用。",
        );
        return vec![finding("template-retired", Severity::Error, message).asking(
            format!("You sent {form}. Please re-issue the declaration in the current template ({current} or later)."),
            format!("{form} でご提出いただきましたが、最新のテンプレート（{current} 以降）での再提出をお願いいたします。"),
            format!("贵司提交的是 {form}，请使用最新模板（{current} 或更新版本）重新填写并提交。"),
        )];
    }
    if read.depth != Depth::Full {
        let message = told!(
            "The answers of {form} are not read by this version of the reader.",
            "{form} の回答は現在の読み取り機能の対象外です。",
            "当前版本无法读取 {form} 的答复。",
        );
        let mut unread = finding("template-not-read-yet", Severity::Error, message);
        unread.source = Source::Reader;
        return vec![unread.asking(
            format!("We cannot read {form} yet. Please send the declaration in {} {newest}.", read.template),
            format!("{form} は弊社でまだ読み取ることができません。{} {newest} での提出をお願いいたします。", read.template),
            format!("我方尚无法读取 {form}。请使用 {} {newest} 提交申报。", read.template),
        )];
    }
    if read.version < newest {
        return vec![
            finding(
                "template-superseded",
                Severity::Warning,
                told!(
                    "{form} is superseded; the newest version known is {newest}.",
                    "{form} は旧版です。把握している最新版は {newest} です。",
                    "{form} 已被取代，已知的最新版本为 {newest}。",
                ),
            )
            .asking(
                format!("Your declaration uses {form}. Please use the current version ({newest} or later) for your next declaration."),
                format!("ご提出いただいた申告書は {form} です。次回は最新版（{newest} 以降）をご使用ください。"),
                format!("贵司的申报使用的是 {form}，下次申报请使用最新版本（{newest} 或更新版本）。"),
            ),
        ];
    }
    if read.version > newest {
        return vec![
            finding(
                "template-newer-than-known",
                Severity::Info,
                told!(
                    "{form} is newer than {newest}, the newest version this reader was checked against; it was read by the same layout.",
                    "{form} は確認済みの最新版 {newest} より新しい版です。同じ配置として読み取りました。",
                    "{form} 比已核对的最新版本 {newest} 更新，按相同版式读取。",
                ),
            )
            .asking(
                format!("{form} is newer than any version we know. Please confirm that you use the form as its publisher hands it out."),
                format!("{form} は弊社が把握している版より新しいものです。公開元が配布したままの様式をご使用かご確認ください。"),
                format!("{form} 比我方已知的版本更新。请确认使用的是发布方原样分发的表格。"),
            ),
        ];
    }
    Vec::new()
}

/// The effective date against today and against the template.
pub(super) fn date(read: &Declaration, today: Date) -> Vec<Finding> {
    let (Some(day), Some(cell)) = (read.dated, read.field(Field::Date)) else { return Vec::new() };
    let finding = |code, severity, source, message: Text| {
        Finding::new(code, severity, source, message).at(SHEET, cell.at.clone()).holding(Some(&day.to_string()))
    };
    let mut all = Vec::new();
    if day > today {
        all.push(
            finding(
                "date-in-future",
                Severity::Error,
                Source::Consistency,
                told!(
                    "The declaration is dated {day}, which has not come yet.",
                    "申告書の日付 {day} は未来の日付です。",
                    "申报日期 {day} 尚未到来。",
                ),
            )
            .asking(
                format!("The effective date (cell {}) is {day}, in the future. Please correct it.", cell.at),
                format!("発効日（セル {}）が未来の日付 {day} になっています。ご訂正ください。", cell.at),
                format!("生效日期（单元格 {}）为未来日期 {day}，请更正。", cell.at),
            ),
        );
    }
    if let Some(issued) = read.template_date.filter(|issued| day < *issued) {
        let message = told!(
            "The declaration is dated {day}, but its template was issued on {issued}.",
            "申告書の日付は {day} ですが、テンプレートの発行日は {issued} です。",
            "申报日期为 {day}，而其模板于 {issued} 才发布。",
        );
        all.push(finding("date-before-template", Severity::Error, Source::Consistency, message).asking(
            format!("The effective date (cell {}) is {day}, before this template was issued ({issued}). Please confirm the date and that the answers are current.", cell.at),
            format!("発効日（セル {}）{day} は、このテンプレートの発行日（{issued}）より前です。日付および回答が最新であることをご確認ください。", cell.at),
            format!("生效日期（单元格 {}）{day} 早于该模板的发布日期（{issued}），请确认日期以及答复是否为最新内容。", cell.at),
        ));
    }
    all.extend(too_old(read, today, MONTHS));
    all
}

/// How many months old a declaration may be where no policy says so.
pub(super) const MONTHS: u32 = 12;

/// The code of a declaration that is too old.
pub(super) const TOO_OLD: &str = "declaration-too-old";

/// A declaration older than so many months on the day that counts.
pub(super) fn too_old(read: &Declaration, measured: Date, months: u32) -> Option<Finding> {
    let day = read.dated?;
    let oldest = measured.checked_sub(Span::new().months(months)).unwrap_or(Date::MIN);
    (day < oldest).then(|| told_too_old(read, day, measured, months))
}

fn told_too_old(read: &Declaration, day: Date, measured: Date, months: u32) -> Finding {
    let at = read.field(Field::Date).map_or("", |cell| cell.at.as_str());
    let message = told!(
        "The declaration is dated {day}, more than {months} months before {measured}.",
        "申告書の日付 {day} は {measured} の{months}か月前より前です。",
        "申报日期 {day} 早于 {measured} {months} 个月以上。",
    );
    Finding::new(TOO_OLD, Severity::Warning, Source::Policy, message).at(SHEET, at).holding(Some(&day.to_string())).asking(
        format!("Your declaration is dated {day}. Please send one that is not older than {months} months."),
        format!("申告書の日付は {day} です。内容を最新のものにご更新のうえ、発効日が {months} か月以内の申告書をお送りください。"),
        format!("贵司申报的日期为 {day}，请提供 {months} 个月以内的申报。"),
    )
}

/// What the reader noticed, as findings.
pub(super) fn notices(read: &Declaration) -> Vec<Finding> {
    read.notices
        .iter()
        .map(|notice| {
            let severity = match notice.code {
                "columns-moved" | "date-unclear" | "sheet-missing" => Severity::Error,
                // The official additional template carries links itself.
                "external-links" | "embedded-objects" => Severity::Info,
                // What a program did not work out is no fault of the sender.
                "looked-up-here" => Severity::Info,
                _ => Severity::Warning,
            };
            let finding = Finding::new(notice.code, severity, Source::Reader, noticed(notice))
                .at(&notice.sheet, notice.at.clone())
                .holding((!notice.value.is_empty()).then_some(notice.value.as_str()));
            match notice.code {
                "date-unclear" => finding.asking(
                    format!(
                        "Please give the effective date (cell {}) with day, month as a word, and year, such as 31-Dec-2025.",
                        notice.at
                    ),
                    format!("発効日（セル {}）は 31-Dec-2025 のように、日・月（英語表記）・年でご記入ください。", notice.at),
                    format!("请以日、月（英文）、年的形式填写生效日期（单元格 {}），例如 31-Dec-2025。", notice.at),
                ),
                "columns-moved" => finding.asking(
                    format!("The columns of the sheet \"{}\" are not where the template has them (see cell {}). Please fill in an unchanged copy of the official template, without deleting or inserting columns.", notice.sheet, notice.at),
                    format!("シート「{}」の列の位置がテンプレートと異なります（セル {} をご参照ください）。列の削除や挿入をせず、公式テンプレートにそのままご記入のうえ再度お送りください。", notice.sheet, notice.at),
                    format!("工作表“{}”的列与模板位置不符（见单元格 {}）。请使用未改动的官方模板填写，不要删除或插入列，然后重新发送。", notice.sheet, notice.at),
                ),
                "sheet-missing" => finding.asking(
                    format!("The sheet \"{}\" is missing from the file. Please send the complete workbook.", notice.sheet),
                    format!("シート「{}」がありません。ワークブック全体をお送りください。", notice.sheet),
                    format!("文件中缺少工作表“{}”，请发送完整的工作簿。", notice.sheet),
                ),
                "hidden-answer" => finding.asking(
                    "These cells are hidden in your file. Please show them, check what stands there, and send the file again, or confirm that the answers are meant.",
                    "これらのセルはファイル内で非表示になっています。再表示のうえ内容をご確認いただき、再度お送りいただくか、ご回答として有効である旨をお知らせください。",
                    "这些单元格在贵司文件中被隐藏。请取消隐藏并核对内容后重新发送，或确认其为有效答复。",
                ),
                "formula-in-answer" => finding.asking(
                    "These cells hold a formula, so what we read may not be what you see. Please type or choose the answers themselves.",
                    "これらのセルには数式が入力されているため、弊社で読み取った内容が表示と異なる可能性があります。回答そのものをご入力または選択ください。",
                    "这些单元格中为公式，我方读取的内容可能与显示不一致。请直接填写或选择答复。",
                ),
                code => match more_asked(code, notice) {
                    Some(ask) => finding.asking(ask.en, ask.ja, ask.zh),
                    None => finding,
                },
            }
        })
        .collect()
}

/// What to ask about the rest of what the reader notices.
fn more_asked(code: &str, notice: &Notice) -> Option<Text> {
    let (at, value, sheet) = (&notice.at, &notice.value, &notice.sheet);
    Some(match code {
        "answer-in-other-language" => told!(
            "We took \"{value}\" (cell {at}) for the matching option of the form. Please tell us if it means something else, and choose from the English list next time.",
            "「{value}」（セル {at}）は該当する選択肢に読み替えました。意味が異なる場合はお知らせください。次回は英語の選択肢からお選びください。",
            "“{value}”（单元格 {at}）已按对应选项读取。如含义不同请告知，下次请从英文选项中选择。",
        ),
        "answer-without-mineral" => told!(
            "The answer \"{value}\" (cell {at}) stands in a row without the name of a mineral. Which mineral is it about?",
            "回答「{value}」（セル {at}）は鉱物名のない行に記入されています。どの鉱物についての回答かご教示ください。",
            "答复“{value}”（单元格 {at}）所在行没有矿产名称。请告知该答复针对哪种矿产。",
        ),
        "embedded-objects" => told!(
            "The file holds embedded objects, which we do not open. If they belong to the declaration, please send them as files of their own.",
            "ファイルに埋め込みオブジェクトがありますが、弊社では開いておりません。申告に必要なものであれば、別ファイルでお送りください。",
            "文件含有嵌入对象，我方不予打开。如属申报内容，请另以文件形式发送。",
        ),
        "external-links" => told!(
            "The file takes values from other files, which we do not have. Please replace the links by the values themselves.",
            "ファイルに他のファイルへのリンクがありますが、弊社では参照できません。リンクを値に置き換えてお送りください。",
            "文件引用了我方没有的其他文件。请将链接替换为数值后发送。",
        ),
        "hidden-sheet" => told!(
            "The sheet \"{sheet}\" with answers is hidden. Please show it and send the file again, or confirm that its answers are meant.",
            "回答のあるシート「{sheet}」が非表示です。再表示のうえ再度お送りいただくか、ご回答として有効である旨をお知らせください。",
            "含答复的工作表“{sheet}”被隐藏。请取消隐藏后重新发送，或确认其为有效答复。",
        ),
        "looked-up-here" => told!(
            "The formulas of these rows were not worked out when the file was saved, and we completed them from the form's own list. Please open and save the form in Excel before you send it.",
            "これらの行の数式が未計算のまま保存されていたため、様式内の一覧から補いました。次回は Excel で開いて保存し直したうえでお送りください。",
            "这些行的公式在保存时未计算，我方已按模板自带的清单补全。下次请先用 Excel 打开并保存后再发送。",
        ),
        "looks-like-a-formula" => told!(
            "The text in cell {at} begins like a formula or an error. Please write what is meant as plain text.",
            "セル {at} の文字列が数式またはエラーの形で始まっています。正しい内容を通常の文字列でご記入ください。",
            "单元格 {at} 的文本以公式或错误值的形式开头。请以普通文本填写正确内容。",
        ),
        "macros" => told!(
            "The file holds macros, which the official form does not. Please send it as .xlsx without macros.",
            "ファイルにマクロが含まれています（公式の様式にはありません）。マクロを除いた .xlsx 形式でお送りください。",
            "文件含有宏，而官方模板没有。请以不含宏的 .xlsx 格式发送。",
        ),
        "minerals-by-order" => told!(
            "The answers have no names of minerals beside them; we took them in alphabetical order. Please confirm, or use the current form.",
            "回答欄に鉱物名がないため、アルファベット順の回答として読み取りました。この理解でよろしいかご確認いただくか、最新の様式をご使用ください。",
            "答复旁没有矿产名称，我方按字母顺序读取。请确认是否正确，或使用最新模板。",
        ),
        "template-signs-differ" => told!(
            "The title of the form and its sheet \"Revision\" name different templates. Which template did you fill in?",
            "表題とシート「Revision」でテンプレートの種類が異なります。ご記入いただいたテンプレートをご教示ください。",
            "标题与“Revision”工作表所示的模板种类不同。请告知所填写的是哪一种模板。",
        ),
        _ => return None,
    })
}

/// What the reader says in English, in the other languages.
fn noticed(notice: &Notice) -> Text {
    let (value, sheet) = (&notice.value, &notice.sheet);
    let (ja, zh) = match notice.code {
        "answer-in-other-language" => (
            format!("回答「{value}」はテンプレートの指定（英語）と異なる言語のため、該当する選択肢に読み替えました。"),
            format!("答复“{value}”未使用模板要求的英文，已按对应选项读取。"),
        ),
        "answer-without-mineral" => (
            format!("回答「{value}」は鉱物名のない行にあるため、どの鉱物の回答ともしていません。"),
            format!("答复“{value}”所在行没有矿产名称，未归入任何矿产。"),
        ),
        "columns-moved" => (
            format!(
                "シート「{sheet}」の列がずれており、セル {} に鉱物名があります。誤読を避けるため、どの行も取り込んでいません。",
                notice.at
            ),
            format!("工作表“{sheet}”的列发生错位，单元格 {} 中为矿产名称。为避免误读，未取用任何一行。", notice.at),
        ),
        "date-unclear" => (format!("発効日「{value}」は日付として特定できません。"), format!("生效日期“{value}”无法确定为具体日期。")),
        "embedded-objects" => {
            ("ファイルに埋め込みオブジェクトがあります（開いていません）。".into(), "文件含有嵌入对象，未予打开。".into())
        }
        "external-links" => ("ファイルに外部リンクがあります（参照していません）。".into(), "文件含有外部链接，未予访问。".into()),
        "formula-in-answer" => (
            format!("回答セルに数式があり、保存済みの結果「{value}」を読み取りました。"),
            format!("答复单元格为公式，已读取其保存的结果“{value}”。"),
        ),
        "hidden-answer" => (format!("非表示のセルに回答「{value}」がありました。"), format!("隐藏单元格中有答复“{value}”。")),
        "hidden-sheet" => {
            (format!("回答のあるシート「{sheet}」が非表示です（読み取りました）。"), format!("含答复的工作表“{sheet}”被隐藏，已照常读取。"))
        }
        "looked-up-here" => (
            format!(
                "シート「{sheet}」の {value} 行目は数式が計算されないまま保存されていたため、Excel と同様に様式内の検索表から補いました。"
            ),
            format!("工作表“{sheet}”第 {value} 行的公式在保存时未计算，已按 Excel 的方式从模板自带的查找表补全。"),
        ),
        "looks-like-a-formula" => (
            "セルの文字列が数式またはエラーの形で始まっています。文字列として扱いました。".into(),
            "单元格文本以公式或错误值的形式开头，已按文本处理。".into(),
        ),
        "macros" => ("ファイルにマクロがあります（実行していません）。".into(), "文件含有宏，未予运行。".into()),
        "minerals-by-order" => (
            "回答欄に鉱物名がないため、様式の順序（アルファベット順）で読み取りました。".into(),
            "答复旁没有矿产名称，已按模板的字母顺序读取。".into(),
        ),
        "sheet-missing" => (format!("テンプレートのシート「{sheet}」がありません。"), format!("缺少模板工作表“{sheet}”。")),
        "template-signs-differ" => (
            "表題と Revision シートでテンプレートの種類が異なります。表題に従いました。".into(),
            "标题与 Revision 工作表所示模板种类不同，以标题为准。".into(),
        ),
        _ => (notice.message.clone(), notice.message.clone()),
    };
    Text { en: notice.message.clone(), ja, zh }
}
