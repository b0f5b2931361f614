//! A file's verdict as the JSON of the command line, keys in a fixed order, sentences in one language.
//!
//! Contact persons of the declaration are left out: the document is what scripts and reports see.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use crate::declaration::{Declaration, Field, Product, Reply, Scope, SmelterRow, Subject, Template};
use crate::language::Lang;

use super::{FileVerdict, Finding, Severity, Source, Verdict};

/// The verdict of one file, ready to be printed.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    pub(super) of: &'a FileVerdict,
    pub(super) lang: Lang,
}

#[derive(Serialize)]
struct Whole<'a> {
    file: &'a str,
    sha256: &'a str,
    verdict: Verdict,
    reason: &'a str,
    template: Option<Template>,
    version: Option<String>,
    company: Option<&'a str>,
    scope: Option<Scope>,
    description: Option<&'a str>,
    date: Option<String>,
    supplier: Option<&'a str>,
    metals: BTreeMap<&'a str, BTreeMap<&'a str, Option<&'a str>>>,
    company_answers: BTreeMap<&'a str, Option<&'a str>>,
    answers: Vec<Answer<'a>>,
    products: &'a [Product],
    smelters: Vec<Row<'a>>,
    findings: Vec<Found<'a>>,
}

#[derive(Serialize)]
struct Answer<'a> {
    metal: Option<&'a str>,
    question: &'a str,
    subject: Subject,
    cell: &'a str,
    value: Option<&'a str>,
    comment: Option<&'a str>,
}

#[derive(Serialize)]
struct Row<'a> {
    row: u32,
    metal: Option<&'a str>,
    id: Option<&'a str>,
    name: Option<&'a str>,
    look_up: Option<&'a str>,
    country: Option<&'a str>,
    matched: Option<&'a str>,
    how: &'a str,
    source: Option<&'a str>,
    street: Option<&'a str>,
    city: Option<&'a str>,
    state: Option<&'a str>,
    next: Option<&'a str>,
    mine: Option<&'a str>,
    mine_country: Option<&'a str>,
    recycled: Option<&'a str>,
    comment: Option<&'a str>,
}

#[derive(Serialize)]
struct Found<'a> {
    code: &'a str,
    severity: Severity,
    source: Source,
    sheet: Option<&'a str>,
    cell: Option<&'a str>,
    value: Option<&'a str>,
    message: &'a str,
    ask: Option<&'a str>,
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        whole(self.of, self.lang).serialize(serializer)
    }
}

fn whole(of: &FileVerdict, lang: Lang) -> Whole<'_> {
    let read = of.declaration.as_ref();
    Whole {
        file: &of.file,
        sha256: &of.sha256,
        verdict: of.verdict,
        reason: of.reason.get(lang),
        template: read.map(|read| read.template),
        version: read.map(|read| read.version.to_string()),
        company: read.and_then(|read| read.says(Field::Company)),
        scope: read.and_then(|read| read.scope),
        description: read.and_then(|read| read.says(Field::Description)),
        date: read.and_then(|read| read.dated).map(|day| day.to_string()),
        supplier: of.supplier.as_deref(),
        metals: read.map(metals).unwrap_or_default(),
        company_answers: read.map(|read| words(&read.company_answers)).unwrap_or_default(),
        answers: read.map(answers).unwrap_or_default(),
        products: read.map(|read| read.products.as_slice()).unwrap_or_default(),
        smelters: read.map(|read| read.smelters.iter().map(|row| line(of, row)).collect()).unwrap_or_default(),
        findings: of.findings.iter().map(|finding| found(finding, lang)).collect(),
    }
}

fn metals(read: &Declaration) -> BTreeMap<&str, BTreeMap<&str, Option<&str>>> {
    read.metals.iter().map(|metal| (metal.metal.as_str(), words(&metal.replies))).collect()
}

fn words(replies: &[Reply]) -> BTreeMap<&str, Option<&str>> {
    replies.iter().map(|reply| (reply.question.as_str(), reply.value.as_deref())).collect()
}

fn answers(read: &Declaration) -> Vec<Answer<'_>> {
    let by_metal = read.metals.iter().flat_map(|metal| metal.replies.iter().map(|reply| (Some(metal.metal.as_str()), reply)));
    by_metal
        .chain(read.company_answers.iter().map(|reply| (None, reply)))
        .filter(|(_, reply)| reply.value.is_some() || reply.comment.is_some())
        .map(|(metal, reply)| Answer {
            metal,
            question: &reply.question,
            subject: reply.subject,
            cell: &reply.at,
            value: reply.value.as_deref(),
            comment: reply.comment.as_deref(),
        })
        .collect()
}

fn line<'a>(of: &'a FileVerdict, row: &'a SmelterRow) -> Row<'a> {
    let matched = of.matched.get(&row.row);
    Row {
        row: row.row,
        metal: row.metal.as_deref(),
        id: row.cid(),
        name: row.called(),
        look_up: row.look_up.as_deref(),
        country: row.country.as_deref(),
        matched: matched.map(|matched| matched.id.as_str()),
        how: matched.map_or("none", |matched| matched.how),
        source: row.source.as_deref(),
        street: row.street.as_deref(),
        city: row.city.as_deref(),
        state: row.state.as_deref(),
        next: row.next.as_deref(),
        mine: row.mine.as_deref(),
        mine_country: row.mine_country.as_deref(),
        recycled: row.recycled.as_deref(),
        comment: row.comment.as_deref(),
    }
}

fn found(finding: &Finding, lang: Lang) -> Found<'_> {
    Found {
        code: finding.code,
        severity: finding.severity,
        source: finding.source,
        sheet: finding.sheet.as_deref(),
        cell: finding.cell.as_deref(),
        value: finding.value.as_deref(),
        message: finding.message.get(lang),
        ask: finding.ask.as_ref().map(|ask| ask.get(lang)),
    }
}
