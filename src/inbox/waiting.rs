//! Files of the same supplier that wait for a decision: they are named, so that nobody takes one in and forgets the other.
//! A difference is told against what was accepted only; what waits may yet be put aside.

use super::{FileVerdict, Finding, Held, Severity, Source, Verdict};
use crate::declaration::Field;

impl FileVerdict {
    /// Names the files of the same supplier, template and scope that wait beside this one.
    pub fn mind(&mut self, waiting: &[Held]) {
        let Some(read) = self.declaration.as_ref().filter(|_| !matches!(self.verdict, Verdict::Duplicate | Verdict::Unreadable)) else {
            return;
        };
        let company = read.says(Field::Company).map(str::to_lowercase);
        let is_same = |held: &&Held| {
            let sender = match (&self.supplier, &held.supplier) {
                (Some(one), Some(other)) => one == other,
                (None, None) => company.is_some() && held.company.as_deref().map(str::to_lowercase) == company,
                _ => false,
            };
            sender && held.sha256 != self.sha256 && held.template == Some(read.template) && held.scope == read.scope
        };
        let cell = read.field(Field::Date).map(|cell| cell.at.clone()).unwrap_or_default();
        let found: Vec<Finding> = waiting.iter().filter(is_same).map(|held| self.beside(held, &cell)).collect();
        self.findings.extend(found);
    }

    fn beside(&self, held: &Held, cell: &str) -> Finding {
        let (file, own) = (&held.file, &self.file);
        let other = held.dated.map_or_else(|| "–".to_owned(), |day| day.to_string());
        let dated = self.declaration.as_ref().and_then(|read| read.dated);
        let (code, message) = if held.dated > dated {
            let message = told!(
                "A newer file of the same supplier waits in the inbox: \"{file}\", dated {other}. Look at that one first.",
                "同じ取引先のより新しいファイル「{file}」（{other}付）が受信トレイで待っています。先にそちらを確認してください。",
                "同一供应商的较新文件“{file}”（{other}）在收件箱中待处理，请先查看该文件。",
            );
            ("newer-file-waits", message)
        } else {
            let message = told!(
                "An earlier file of the same supplier waits in the inbox: \"{file}\", dated {other}. Nothing is compared with it before it is accepted; take it in first, or put it aside.",
                "同じ取引先の先に届いたファイル「{file}」（{other}付）が受信トレイで待っています。受け入れるまで比較の対象になりません。先に受け入れるか保留にしてください。",
                "同一供应商先前的文件“{file}”（{other}）仍在收件箱中待处理。接收之前不作比较；请先接收或搁置。",
            );
            ("earlier-file-waits", message)
        };
        Finding::new(code, Severity::Info, Source::Policy, message).at("Declaration", cell).asking(
            format!("We have received two declarations from you, \"{file}\" and \"{own}\". Which of them counts?"),
            format!("貴社より「{file}」と「{own}」の2件を受領しています。どちらを正式なご回答とすべきかご教示ください。"),
            format!("我方收到贵司的两份申报：“{file}”和“{own}”。请告知以哪一份为准。"),
        )
    }
}
