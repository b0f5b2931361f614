//! The completeness rules of the form, computed anew: its own checker sheet is stale in files that programs write.
//!
//! A metal is out of scope once its first or second answer is No; everything else about it is then not asked.

use crate::declaration::{Declaration, Field, MetalAnswers, Reply, Scope, Subject, Template};
use crate::language::Text;
use crate::reference::metal::named;

use super::{Finding, Severity, Source, defect, link};

const SHEET: &str = "Declaration";

/// All gaps.
pub(super) fn check(read: &Declaration) -> Vec<Finding> {
    let mut all = head(read);
    for metal in read.metals.iter().filter(|metal| !defect::is_left_over(read, metal)) {
        all.extend(answers(metal));
    }
    all.extend(company(read));
    all.extend(other_format(read));
    all.extend(products(read));
    all.extend(smelters(read));
    all
}

/// Whether the form still asks about a metal.
pub(super) fn in_scope(metal: &MetalAnswers) -> bool {
    !says_no(metal, Subject::Used) && !says_no(metal, Subject::Remains)
}

/// Whether an answer closes the questions that follow; the extended and additional templates have more words for that.
fn says_no(metal: &MetalAnswers, subject: Subject) -> bool {
    let closes = |word: &str| matches!(word, "No" | "Unknown" | "Not declaring" | "Not applicable for this declaration");
    metal.replies.iter().any(|reply| reply.subject == subject && reply.value.as_deref().is_some_and(closes))
}

const REQUIRED: [(Field, [&str; 3]); 8] = [
    (Field::Company, ["company name", "会社名", "公司名称"]),
    (Field::Scope, ["declaration scope", "申告範囲", "申报范围"]),
    (Field::Contact, ["contact name", "連絡先の氏名", "联系人姓名"]),
    (Field::ContactEmail, ["contact e-mail", "連絡先のメールアドレス", "联系人电子邮件"]),
    (Field::ContactPhone, ["contact telephone", "連絡先の電話番号", "联系人电话"]),
    (Field::Authorizer, ["authoriser", "承認者", "授权人"]),
    (Field::AuthorizerEmail, ["authoriser's e-mail", "承認者のメールアドレス", "授权人电子邮件"]),
    (Field::Date, ["effective date", "発効日", "生效日期"]),
];

fn head(read: &Declaration) -> Vec<Finding> {
    let mut all = Vec::new();
    for (field, names) in REQUIRED {
        let Some(cell) = read.field(field) else { continue };
        let email = matches!(field, Field::ContactEmail | Field::AuthorizerEmail);
        match cell.value.as_deref() {
            None => all.push(missing("field-missing", names, &cell.at)),
            Some(text) if email && !text.contains('@') && !is_not_available(text) => all.push(
                Finding::new(
                    "email-unusable",
                    Severity::Error,
                    Source::Checker,
                    Text {
                        en: format!("The {} \"{text}\" is no e-mail address.", names[0]),
                        ja: format!("{}「{text}」はメールアドレスではありません。", names[1]),
                        zh: format!("{}“{text}”不是电子邮件地址。", names[2]),
                    },
                )
                .at(SHEET, cell.at.clone())
                .holding(Some(text))
                .asking(
                    format!("Please give a valid e-mail address in cell {}.", cell.at),
                    format!("セル {} に有効なメールアドレスをご記入ください。", cell.at),
                    format!("请在单元格 {} 填写有效的电子邮件地址。", cell.at),
                ),
            ),
            Some(text) if field == Field::Scope && read.scope.is_none() => all.push(
                Finding::new(
                    "scope-not-in-list",
                    Severity::Error,
                    Source::Template,
                    told!(
                        "The scope \"{text}\" is none of the template's words.",
                        "申告範囲「{text}」はテンプレートの選択肢にありません。",
                        "申报范围“{text}”不是模板的选项。",
                    ),
                )
                .at(SHEET, cell.at.clone())
                .holding(Some(text))
                .asking(
                    format!("Please choose the scope in cell {} from the list.", cell.at),
                    format!("セル {} の申告範囲はリストから選択してください。", cell.at),
                    format!("请在单元格 {} 的列表中选择申报范围。", cell.at),
                ),
            ),
            Some(_) => {}
        }
    }
    if read.scope == Some(Scope::UserDefined)
        && let Some(cell) = read.field(Field::Description).filter(|cell| cell.value.is_none())
    {
        all.push(missing("field-missing", ["description of the user-defined scope", "申告範囲の説明", "范围描述"], &cell.at));
    }
    all
}

/// The forms' own instructions allow "n/a" where there is no e-mail address.
fn is_not_available(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "n/a" | "na" | "n.a." | "not applicable" | "該当なし" | "なし" | "不适用" | "无")
}

fn missing(code: &'static str, [en, ja, zh]: [&str; 3], at: &str) -> Finding {
    let message = told!("The {en} is missing.", "{ja}が未記入です。", "缺少{zh}。");
    Finding::new(code, Severity::Error, Source::Checker, message).at(SHEET, at).asking(
        format!("Please fill in the {en} (cell {at})."),
        format!("{ja}（セル {at}）をご記入ください。"),
        format!("请填写{zh}（单元格 {at}）。"),
    )
}

fn answers(metal: &MetalAnswers) -> Vec<Finding> {
    let mut all = Vec::new();
    for reply in &metal.replies {
        let asked = match reply.subject {
            Subject::Used => true,
            Subject::Remains => !says_no(metal, Subject::Used),
            _ => in_scope(metal),
        };
        let (q, metal) = (reply.question.to_uppercase(), &metal.metal);
        let Text { ja, zh, .. } = named(metal);
        all.extend(reply_finding(reply, &told!("{q} for {metal}", "{ja}の {q}", "{zh}的 {q}"), asked));
    }
    all
}

/// Suppliers are asked in another format, and nobody says in which: the extended form requires it, on the first sources differ.
fn other_format(read: &Declaration) -> Option<Finding> {
    let other = |word: &str| word.to_lowercase().starts_with("yes, using other");
    let e = read.company_reply("E").filter(|reply| reply.value.as_deref().is_some_and(other))?;
    let bare = e.comment.as_deref().is_none_or(|comment| comment.chars().count() < 2);
    let severity = if read.template == Template::Cmrt { Severity::Warning } else { Severity::Error };
    let cell = e.at.replace('D', "G");
    let message = told!(
        "E says that suppliers are asked in another format, but not in which.",
        "E では別の様式で仕入先調査を行っているとされていますが、様式の説明がありません。",
        "E 称使用其他格式调查供应商，但未说明何种格式。",
    );
    bare.then(|| {
        Finding::new("format-not-described", severity, Source::Checker, message).at(SHEET, cell.clone()).asking(
            format!("Please describe in cell {cell} in which format you ask your suppliers."),
            format!("仕入先調査に使用している様式をセル {cell} にご記入ください。"),
            format!("请在单元格 {cell} 说明贵司调查供应商所用的格式。"),
        )
    })
}

fn company(read: &Declaration) -> Vec<Finding> {
    let asked = read.metals.iter().any(in_scope);
    let mut all: Vec<Finding> = read
        .company_answers
        .iter()
        .filter_map(|reply| {
            let letter = &reply.question;
            reply_finding(reply, &told!("company question {letter}", "会社質問 {letter}", "公司问题 {letter}"), asked)
        })
        .collect();
    all.extend(link::form(read));
    if let Some(reply) = read.company_reply("B")
        && reply.value.as_deref() == Some("Yes")
        && reply.comment.as_deref().is_none_or(|comment| comment.chars().count() < 2)
    {
        let cell = reply.at.replace('D', "G");
        all.push(
            Finding::new(
                "policy-address-missing",
                Severity::Error,
                Source::Checker,
                told!(
                    "B says that the policy is public, but gives no web address for it.",
                    "B では方針を公開しているとされていますが、URL の記載がありません。",
                    "B 称政策已公开，但未给出网址。",
                ),
            )
            .at(SHEET, cell.clone())
            .asking(
                format!("Please give the web address of your published policy in cell {cell}."),
                format!("公開している方針の URL をセル {cell} にご記入ください。"),
                format!("请在单元格 {cell} 填写已公开政策的网址。"),
            ),
        );
    }
    all
}

/// A missing answer, or one that is none of the template's words.
fn reply_finding(reply: &Reply, name: &Text, asked: bool) -> Option<Finding> {
    let (at, Text { en, ja, zh }) = (&reply.at, name);
    match reply.value.as_deref() {
        None if asked => Some(
            Finding::new(
                "answer-missing",
                Severity::Error,
                Source::Checker,
                told!("The answer to {en} is missing.", "{ja} の回答が未記入です。", "{zh} 未作答。"),
            )
            .at(SHEET, at.clone())
            .asking(
                format!("Please answer {en} (cell {at})."),
                format!("セル {at}（{ja}）の回答をご記入ください。"),
                format!("请填写单元格 {at}（{zh}）的问题。"),
            ),
        ),
        Some(value) if !reply.allowed => Some(
            Finding::new(
                "answer-not-in-list",
                Severity::Error,
                Source::Template,
                told!(
                    "The answer \"{value}\" to {en} is none of the template's words.",
                    "{ja} の回答「{value}」はテンプレートの選択肢にありません。",
                    "{zh} 的答复“{value}”不是模板的选项。",
                ),
            )
            .at(SHEET, at.clone())
            .holding(Some(value))
            .asking(
                format!("Please choose the answer to {en} (cell {at}) from the list."),
                format!("セル {at}（{ja}）の回答はリストから選択してください。"),
                format!("请从列表中选择单元格 {at}（{zh}）的答复。"),
            ),
        ),
        _ => None,
    }
}

fn products(read: &Declaration) -> Option<Finding> {
    let lacking = read.scope == Some(Scope::Product) && read.products.iter().all(|product| product.number.is_none());
    lacking.then(|| {
        Finding::new(
            "product-missing",
            Severity::Error,
            Source::Checker,
            told!(
                "The scope is a list of products, but the product list names none by number.",
                "申告範囲は製品リストですが、Product List に製品番号の記載がありません。",
                "申报范围为产品清单，但产品清单中没有任何产品编号。",
            ),
        )
        .at("Product List", "B6")
        .asking(
            "Please list the products this declaration is about on the sheet \"Product List\".",
            "この申告の対象製品をシート「Product List」にご記入ください。",
            "请在工作表“Product List”中列出本申报所涉及的产品。",
        )
    })
}

fn smelters(read: &Declaration) -> Vec<Finding> {
    if read.has_moved_columns() {
        // The rows are there, and how to send them is asked already.
        return Vec::new();
    }
    let has_row = |metal: &str| read.smelters.iter().any(|row| row.metal.as_deref().is_some_and(|held| held.eq_ignore_ascii_case(metal)));
    read.metals
        .iter()
        .filter(|metal| in_scope(metal) && !has_row(&metal.metal) && !defect::is_left_over(read, metal))
        .map(|metal| {
            let (name, Text { ja, zh, .. }) = (&metal.metal, named(&metal.metal));
            // The additional template leaves its smelter list optional.
            let severity = if read.template == Template::Amrt { Severity::Warning } else { Severity::Error };
            Finding::new(
                "smelter-missing",
                severity,
                Source::Checker,
                told!(
                    "{name} is declared, but the smelter list has no row for it.",
                    "{ja}を申告していますが、Smelter List に該当する行がありません。",
                    "已申报{zh}，但冶炼厂清单中没有其对应的行。",
                ),
            )
            .at("Smelter List", format!("B{}", read.smelters.iter().map(|row| row.row + 1).max().unwrap_or(5)))
            .asking(
                format!("You declare {name}. Please list its smelters on the sheet \"Smelter List\"."),
                format!("{ja}を使用しているとご申告いただいております。シート「Smelter List」に該当する製錬所をご記入ください。"),
                format!("贵司申报使用{zh}，请在工作表“Smelter List”中列出其冶炼厂。"),
            )
        })
        .collect()
}
