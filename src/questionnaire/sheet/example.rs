//! Lines that show how a sheet is filled in: they make a set that reads without a mistake.

use super::lines::COLUMNS;

type Cells = &'static [(&'static str, &'static str)];

const EXAMPLES: [Cells; 21] = [
    &[("row", "set"), ("id", "id"), ("text-en", "our-set")],
    &[("row", "set"), ("id", "edition"), ("text-en", "2027-04")],
    &[("row", "set"), ("id", "title"), ("text-en", "Our own questions"), ("text-ja", "当社の質問票"), ("text-zh", "本公司问卷")],
    &[("row", "set"), ("id", "standard"), ("text-en", "ISO 45001:2018")],
    &[("row", "section"), ("id", "A"), ("text-en", "Management"), ("text-ja", "管理体制"), ("text-zh", "管理")],
    &[("row", "section"), ("id", "B"), ("text-en", "Figures"), ("text-ja", "数値"), ("text-zh", "数据")],
    &[
        ("id", "A1"),
        ("section", "A"),
        ("type", "yn"),
        ("severity", "high"),
        ("good", "yes"),
        ("text-en", "Is a person in charge named?"),
        ("text-ja", "責任者を定めていますか。"),
        ("text-zh", "是否指定了负责人？"),
        ("guidance-en", "Ask for the letter of appointment."),
        ("guidance-ja", "任命書を確認する。"),
        ("guidance-zh", "查看任命书。"),
        ("evidence", "letter of appointment|任命書|任命书"),
        ("bad", "no"),
        ("response", "CAP-90"),
        ("policy", "P2"),
        ("refs", "ISO 45001:2018 5.3"),
    ],
    &[
        ("id", "A2"),
        ("section", "A"),
        ("type", "sc"),
        ("severity", "medium"),
        ("text-en", "How often is the plan reviewed?"),
        ("text-ja", "計画はどのくらいの頻度で見直しますか。"),
        ("text-zh", "计划多久评审一次？"),
        ("only-if", "our-set.A1 == 'yes'"),
        ("policy", "P2"),
        ("refs", "ISO 45001:2018 9.3"),
    ],
    &[("row", "option"), ("id", "yearly"), ("grade", "good"), ("text-en", "every year"), ("text-ja", "毎年"), ("text-zh", "每年")],
    &[
        ("row", "option"),
        ("id", "never"),
        ("grade", "bad"),
        ("text-en", "never"),
        ("text-ja", "見直していない"),
        ("text-zh", "从不"),
        ("marks", "exclusive"),
    ],
    &[
        ("row", "risk"),
        ("bad", "never"),
        ("response", "CAP-180"),
        ("text-en", "have the plan reviewed once a year"),
        ("text-ja", "年1回の見直しを求める"),
        ("text-zh", "要求每年评审一次"),
    ],
    &[
        ("id", "B1"),
        ("section", "B"),
        ("type", "num"),
        ("severity", "medium"),
        ("text-en", "How many accidents were there last year?"),
        ("text-ja", "昨年の災害件数を教えてください。"),
        ("text-zh", "去年发生了多少起事故？"),
        ("bad", "> 0"),
        ("response", "EDD"),
        ("policy", "P1.3"),
        ("refs", "ISO 45001:2018 9.1.1"),
    ],
    &[
        ("row", "part"),
        ("id", "accidents"),
        ("unit", "cases"),
        ("min", "0"),
        ("text-en", "accidents"),
        ("text-ja", "災害件数"),
        ("text-zh", "事故数"),
    ],
    &[
        ("id", "B2"),
        ("section", "B"),
        ("type", "list"),
        ("severity", "low"),
        ("text-en", "Which goals did you set yourselves, and what was reached?"),
        ("text-ja", "設定した目標と実績を記入してください。"),
        ("text-zh", "请填写所设目标和实际完成情况。"),
        ("bad", "not-met"),
        ("response", "INFO"),
        ("policy", "P3"),
        ("refs", "ISO 45001:2018 6.2.2"),
        ("table", "figure=goals; min=1; max=40"),
    ],
    &[("row", "column"), ("id", "indicator"), ("type", "text"), ("text-en", "indicator"), ("text-ja", "指標"), ("text-zh", "指标")],
    &[("row", "column"), ("id", "goal"), ("type", "goal"), ("text-en", "goal"), ("text-ja", "目標"), ("text-zh", "目标")],
    &[("row", "column"), ("id", "actual"), ("type", "qty"), ("text-en", "reached"), ("text-ja", "実績"), ("text-zh", "实际值")],
    &[("row", "column"), ("id", "checked"), ("type", "sc"), ("text-en", "checked by"), ("text-ja", "確認者"), ("text-zh", "核实者")],
    &[("row", "column-option"), ("id", "own"), ("text-en", "ourselves"), ("text-ja", "自社"), ("text-zh", "本公司")],
    &[("row", "column-option"), ("id", "outside"), ("text-en", "a third party"), ("text-ja", "第三者"), ("text-zh", "第三方")],
    &[("row", "follow-up"), ("text-en", "Please say why."), ("text-ja", "理由を記入してください。"), ("text-zh", "请说明原因。")],
];

/// The example lines, in the columns of the template.
#[must_use]
pub fn examples() -> Vec<Vec<&'static str>> {
    let cell = |cells: Cells, column: &str| cells.iter().find(|(known, _)| *known == column).map_or("", |(_, text)| *text);
    EXAMPLES.iter().map(|cells| COLUMNS.iter().map(|column| cell(cells, column)).collect()).collect()
}
