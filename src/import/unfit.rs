//! Why a file is not what it was given as, in the words of whoever reads it: a list that is none, a form that is not blank.

use std::fmt;

use super::container::Refusal;
use crate::declaration::Code;
use crate::language::Text;
use crate::sentence::Sentence;

/// Why a file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// Stable code.
    pub code: Code,
    /// What was found, and what to do.
    pub sentence: Sentence,
}

impl Unfit {
    pub(super) fn new(code: Code, sentence: Sentence) -> Self {
        Self { code, sentence }
    }

    /// A file that is no list of the wanted kind.
    pub(super) fn list(sentence: Sentence) -> Self {
        Self::new("not-a-list", sentence)
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.sentence.fmt(f)
    }
}

impl From<Refusal> for Unfit {
    fn from(refusal: Refusal) -> Self {
        Self { code: refusal.code, sentence: refusal.told().into() }
    }
}

impl Refusal {
    /// The sentence in the three languages: the reader's own in English, what matters of it in the others.
    #[must_use]
    pub fn told(&self) -> Text {
        let (ja, zh) = what(self.code);
        Text { en: self.sentence.clone(), ja: ja.to_owned(), zh: zh.to_owned() }
    }
}

fn what(code: &str) -> (&'static str, &'static str) {
    match code {
        "archive" => {
            ("アーカイブのままでは開けません。展開して中のファイルを取り込んでください。", "压缩包不能直接打开。请解压后导入其中的文件。")
        }
        "link" => {
            ("アーカイブ内の項目は他のファイルへのリンクであり、参照していません。", "压缩包内的该项是指向其他文件的链接，未予访问。")
        }
        "another-document" => ("Excel ワークブックではない文書です。", "该文件是其他类型的文档，不是 Excel 工作簿。"),
        "no-declaration-sheet" => (
            "シート「Declaration」がなく、鉱物報告テンプレートではありません。正しいファイルの提出を依頼してください。",
            "工作簿中没有“Declaration”工作表，不是矿产报告模板。请要求对方提供正确的文件。",
        ),
        "unknown-form" => (
            "シート「Declaration」に既知の鉱物報告テンプレートの版（セル J3）と表題（セル D2）がありません。公式テンプレートでの提出を依頼してください。",
            "“Declaration”工作表中没有已知矿产报告模板的版本（单元格 J3）和标题（单元格 D2）。请要求对方使用官方模板。",
        ),
        "empty-file" => ("ファイルが空です。", "文件为空。"),
        "file-too-large" => ("ファイルが大きすぎるため開いていません（上限 32 MB）。", "文件过大，未予打开（上限 32 MB）。"),
        "picture" => ("画像ファイルです。画像からは回答を取り込めません。", "该文件是图片，无法从中读取答复。"),
        "pdf-document" => ("PDF 文書です。印刷物からは回答を取り込めません。", "该文件是 PDF 文档，无法从打印件中读取答复。"),
        "csv-file" => ("テキスト形式の表（CSV）で、申告書の回答を含んでいません。", "该文件是纯文本表格（CSV），不含申报的答复。"),
        "encrypted" | "password-protected" => (
            "パスワードまたはブックの保護により暗号化されています。保護を解除した控えが必要です。",
            "文件因密码或工作簿保护而被加密，需要未加保护的副本。",
        ),
        "old-format" => ("旧形式の Excel ファイルです。", "该文件是旧版 Excel 格式。"),
        "not-a-workbook" => ("拡張子にかかわらず、Excel ワークブックではありません。", "无论扩展名如何，该文件都不是 Excel 工作簿。"),
        "damaged" => ("ファイルが途中で切れているか、破損しています。", "文件不完整或已损坏。"),
        "archive-in-archive" | "unpacks-too-large" | "too-many-parts" | "duplicate-parts" | "strange-names" | "document-type" => {
            ("正常なワークブックではあり得ない構造のため、安全のため開いていません。", "文件结构与正常工作簿不符，出于安全未予打开。")
        }
        "too-many-sheets" | "too-many-cells" | "too-much-text" | "cell-out-of-bounds" => {
            ("申告書の規模を大きく超えているため、読み取りを中止しました。", "内容远超申报应有的规模，已停止读取。")
        }
        "reader-too-slow" | "reader-stopped" => (
            "読み取りに時間またはメモリがかかりすぎたため中止しました。何も取り込んでいません。Excel で保存し直した控えの提出を依頼してください。",
            "读取耗时或占用内存过多，已中止，未取得任何内容。请要求对方提供用 Excel 重新保存的副本。",
        ),
        _ => (
            "読み取り処理に失敗しました。何も取り込んでいません。Excel で保存し直した控えの提出を依頼してください。",
            "读取程序处理失败，未取得任何内容。请要求对方提供用 Excel 重新保存的副本。",
        ),
    }
}
