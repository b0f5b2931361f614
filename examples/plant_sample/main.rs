//! Plants the sample journals from `suppliers/scenario.toml` into the repository: `cargo run --example plant_sample`.
//!
//! Run it after a questionnaire, the policy or the scenario changed; the journals name the editions they were written
//! under. Everything goes through the same store and the same checks as a real interview.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

mod registers;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use oretrail::assess::rehearse::good_value;
use oretrail::interview::Asked;
use oretrail::journal::{Moment, SourceLevel};
use oretrail::questionnaire::QuestionId;
use oretrail::reference::list::ListKind;
use oretrail::supplier::Fact;
use oretrail::workspace::act::{Paper, Said, SaidReply};
use oretrail::workspace::inbox::Terms;
use oretrail::workspace::minerals::StepSaid;
use oretrail::workspace::reader::Reader;
use oretrail::workspace::{Clock, Workspace, demo};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenario {
    scenario: Head,
    campaign: Vec<Campaign>,
    interview: Vec<Interview>,
    #[serde(default)]
    check: Vec<Check>,
    #[serde(default)]
    undo: Vec<Undo>,
    #[serde(default)]
    list: Vec<List>,
    #[serde(default)]
    arrival: Vec<Arrival>,
    #[serde(default)]
    decision: Vec<Decision>,
    #[serde(default)]
    route: Vec<Route>,
}

/// A list of others that was imported.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    file: String,
    name: String,
    kind: String,
    dated: toml::value::Datetime,
    source: String,
    by: String,
    at: toml::value::Datetime,
}

/// A file that came in, and who took it into the record, if anybody did.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Arrival {
    file: String,
    name: String,
    by: String,
    at: toml::value::Datetime,
    accepted: Option<String>,
}

/// What a reported smelter name was decided to mean.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Decision {
    metal: String,
    reported: String,
    id: Option<String>,
    note: Option<String>,
    by: String,
    at: toml::value::Datetime,
}

/// One due-diligence file: what was found for each of its checks, with the paper that shows it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Route {
    supplier: String,
    material: String,
    source: String,
    by: String,
    at: toml::value::Datetime,
    #[serde(default)]
    origin: Option<[String; 3]>,
    #[serde(default)]
    risk: Option<[String; 3]>,
    #[serde(default)]
    route: Option<[String; 3]>,
    #[serde(default)]
    cleared: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    company: String,
    #[allow(dead_code)]
    today: toml::value::Datetime,
    writers: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Campaign {
    label: String,
    started: toml::value::Datetime,
    due: toml::value::Datetime,
    by: String,
    suppliers: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Interview {
    supplier: String,
    campaign: String,
    by: String,
    at: toml::value::Datetime,
    #[serde(default)]
    blind: bool,
    #[serde(default)]
    met: Met,
    base: String,
    base_source: String,
    until: Option<String>,
    #[serde(default)]
    answers: BTreeMap<String, Words>,
    #[serde(default)]
    parked: Vec<String>,
    #[serde(default)]
    submitted: bool,
    #[serde(default)]
    say: Vec<Say>,
    #[serde(default)]
    promise: Vec<Promise>,
    #[serde(default)]
    document: Vec<Document>,
    #[serde(default)]
    note: Vec<Note>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Met {
    who: Option<String>,
    role: Option<String>,
    channel: Option<String>,
    lang: Option<String>,
}

#[derive(Clone, Deserialize)]
#[serde(untagged)]
enum Words {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Say {
    row: String,
    state: Option<String>,
    value: Option<Words>,
    reason: Option<String>,
    source: Option<String>,
    note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Promise {
    row: String,
    due: toml::value::Datetime,
    what: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    row: String,
    title: String,
    issuer: Option<String>,
    dated: Option<toml::value::Datetime>,
    expires: Option<toml::value::Datetime>,
    scope: Option<String>,
    site: Option<String>,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Note {
    row: Option<String>,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Check {
    supplier: String,
    campaign: String,
    row: String,
    outcome: String,
    at: toml::value::Datetime,
    by: Option<String>,
    note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Undo {
    by: String,
    supplier: String,
    campaign: String,
    row: String,
}

type Done<T> = Result<T, Box<dyn Error>>;

fn words(words: &Words) -> Vec<String> {
    match words {
        Words::One(text) => text.split(',').map(|part| part.trim().to_owned()).collect(),
        Words::Many(many) => many.clone(),
    }
}

fn source(word: &str) -> Option<SourceLevel> {
    SourceLevel::ALL.into_iter().find(|level| level.word() == word)
}

/// The writer's workspace at a moment.
fn at(root: &Path, local: &Path, person: &str, campaign: Option<&str>, moment: &Moment) -> Done<Workspace> {
    let mut workspace = Workspace::open(root, local, person, Clock::Set(*moment))?;
    if let Some(label) = campaign {
        workspace.use_campaign(label)?;
    }
    Ok(workspace)
}

struct Stage {
    root: PathBuf,
    local: PathBuf,
}

impl Interview {
    fn says(&self, row: &str) -> bool {
        self.say.iter().any(|say| say.row == row) || self.answers.contains_key(row)
    }
}

/// The good answer to a row; owners and emissions are those of the supplier, since no two firms have the same.
fn usual(workspace: &Workspace, supplier: &str, row: &str) -> Done<Vec<String>> {
    let profile = workspace.supplier(supplier)?;
    let people = match profile.fact("headcount") {
        Some(Fact::Number(number)) => number.to_string().parse::<u64>().unwrap_or(50),
        _ => 50,
    };
    Ok(match row {
        "E3" => {
            let owner = profile.related.iter().find(|party| party.kind.contains("owner") || party.kind.contains("parent"));
            let name = owner.map_or_else(|| format!("Family holding of {}", profile.name), |party| party.name.clone());
            vec![format!("{name}\t82\t{}\tno", profile.country), format!("Managing director\t0\t{}\tno", profile.country)]
        }
        "E3B" => vec!["none".to_owned()],
        "F5" => vec![
            format!("scope1={}", people * 7 + 40),
            format!("scope2={}", people * 11 + 65),
            format!("renewable-share={}", 10 + people % 60),
            "footprints=2".to_owned(),
        ],
        "D5" => vec![
            "deaths=0".to_owned(),
            "permanent-injuries=0".to_owned(),
            format!("lost-time-rate=1.{}", people % 10),
            "causes-open=0".to_owned(),
        ],
        _ => good_value(workspace.question(row)?),
    })
}

/// What the scenario answers to a question, and whether it answers at all.
fn saying(workspace: &Workspace, act: &Interview, question: &QuestionId, asked: bool) -> Done<(bool, Said)> {
    let row = question.row().to_owned();
    let said = act.say.iter().find(|say| say.row == row);
    let named = act.answers.get(&row);
    let respondent = act.met.role.clone();
    let mut answer = Said { question: question.to_string(), source: source(&act.base_source), respondent, ..Said::default() };
    let given = match (said, named) {
        (Some(say), _) => {
            answer.reply = match (say.state.as_deref(), &say.value) {
                (Some("dont-know"), _) => SaidReply::DontKnow,
                (Some("declined"), _) => SaidReply::Declined,
                (Some("not-applicable"), _) => SaidReply::NotApplicable(say.reason.clone()),
                (Some("reconfirmed"), _) => SaidReply::Reconfirmed,
                (_, Some(value)) => SaidReply::Value(words(value)),
                (_, None) => named.map_or_else(
                    || SaidReply::Value(usual(workspace, &act.supplier, &row).expect("known")),
                    |named| SaidReply::Value(words(named)),
                ),
            };
            answer.note.clone_from(&say.note);
            if let Some(word) = &say.source {
                answer.source = source(word);
            }
            true
        }
        (None, Some(value)) => {
            answer.reply = SaidReply::Value(words(value));
            true
        }
        (None, None) if act.base == "good" && asked && !act.parked.contains(&row) => {
            answer.reply = SaidReply::Value(usual(workspace, &act.supplier, &row)?);
            true
        }
        (None, None) => false,
    };
    Ok((given, answer))
}

impl Stage {
    /// Somebody without net has only what was synced before: what others wrote there today is not on that machine yet.
    fn away(&self, act: &Interview, undo: &[&Undo]) -> Done<()> {
        let folder = self.root.join("suppliers").join(&act.supplier).join(&act.campaign);
        let elsewhere = self.root.join("away");
        fs::create_dir_all(&elsewhere)?;
        let mut logs = Vec::new();
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let name = entry.file_name();
            if entry.path().is_file() && !name.to_string_lossy().starts_with(&format!("{}-", act.by)) {
                fs::rename(entry.path(), elsewhere.join(&name))?;
                logs.push(name);
            }
        }
        self.interview(act, undo)?;
        for name in logs {
            fs::rename(elsewhere.join(&name), folder.join(&name))?;
        }
        Ok(fs::remove_dir(elsewhere)?)
    }

    fn interview(&self, act: &Interview, undo: &[&Undo]) -> Done<()> {
        let mut now: Moment = act.at.to_string().parse()?;
        let mut workspace = at(&self.root, &self.local, &act.by, Some(&act.campaign), &now)?;
        let id = &act.supplier;
        if !act.blind {
            let heads = workspace.dossier(id)?.heads;
            workspace.shown(id, &heads);
        }
        let mut tick = |workspace: &mut Workspace| {
            now = now.later(40);
            workspace.set_clock(Clock::Set(now));
        };
        workspace.met(id, act.met.who.as_deref(), act.met.role.clone(), act.met.channel.clone(), act.met.lang.clone())?;
        let rows: Vec<QuestionId> =
            workspace.sets().iter().flat_map(|set| &set.questions).filter(|q| q.is_asked()).map(|q| q.id.clone()).collect();
        let mut passed = false;
        for question in rows {
            let row = question.row().to_owned();
            let asked = workspace.dossier(id)?.plan.row(&question).is_some_and(|row| row.asked == Asked::Yes);
            let (given, answer) = saying(&workspace, act, &question, asked)?;
            let stated = given && (asked || act.says(&row));
            if stated && !passed {
                tick(&mut workspace);
                workspace.answer(id, answer).map_err(|error| format!("{id} {} {row}: {error}", act.campaign))?;
            }
            if act.parked.contains(&row) && asked {
                tick(&mut workspace);
                workspace.park(id, &question, true)?;
            }
            for paper in act.document.iter().filter(|paper| paper.row == row) {
                tick(&mut workspace);
                let paper_act = Paper {
                    question: Some(row.clone()),
                    name: format!("{}.txt", paper.title),
                    issuer: paper.issuer.clone(),
                    scope: paper.scope.clone().or(paper.site.clone()),
                    dated: paper.dated.map(|day| day.to_string()),
                    expires: paper.expires.map(|day| day.to_string()),
                };
                workspace.attach(id, paper.text.trim_start().as_bytes(), paper_act)?;
            }
            for promise in act.promise.iter().filter(|promise| promise.row == row) {
                tick(&mut workspace);
                workspace.promise(id, &row, &promise.due.to_string(), Some(&promise.what))?;
            }
            for note in act.note.iter().filter(|note| note.row.as_deref() == Some(row.as_str())) {
                tick(&mut workspace);
                workspace.note(id, Some(&row), &note.text)?;
            }
            if undo.iter().any(|undo| undo.row == row) {
                tick(&mut workspace);
                workspace.undo(id)?;
            }
            passed |= act.until.as_deref() == Some(row.as_str());
        }
        for note in act.note.iter().filter(|note| note.row.is_none()) {
            tick(&mut workspace);
            workspace.note(id, None, &note.text)?;
        }
        if act.submitted {
            tick(&mut workspace);
            workspace.submit(id, act.met.who.as_deref(), act.met.role.clone())?;
        }
        Ok(())
    }

    fn check(&self, check: &Check) -> Done<()> {
        let now: Moment = check.at.to_string().parse()?;
        let mut workspace = at(&self.root, &self.local, check.by.as_deref().unwrap_or("mori"), Some(&check.campaign), &now)?;
        let heads = workspace.dossier(&check.supplier)?.heads;
        workspace.shown(&check.supplier, &heads);
        let reply = SaidReply::Value(vec![check.outcome.clone()]);
        workspace.answer(&check.supplier, Said { question: check.row.clone(), reply, note: check.note.clone(), ..Said::default() })?;
        Ok(())
    }
}

impl Stage {
    fn list(&self, list: &List) -> Done<()> {
        let mut workspace = at(&self.root, &self.local, &list.by, None, &list.at.to_string().parse()?)?;
        let kind = ListKind::from_word(&list.kind).ok_or("a kind of list")?;
        let bytes = demo::arrivals::file(&list.file, 0).ok_or("a list among the arrivals")?;
        workspace.import_list(kind, &list.name, &bytes, Some(&list.dated.to_string()), Some(&list.source), &[])?;
        Ok(())
    }

    fn arrival(&self, arrival: &Arrival) -> Done<()> {
        let mut now: Moment = arrival.at.to_string().parse()?;
        let mut workspace = at(&self.root, &self.local, &arrival.by, None, &now)?;
        let folder = tempfile::tempdir()?;
        let file = folder.path().join(&arrival.name);
        fs::write(&file, demo::arrivals::file(&arrival.file, 0).ok_or("a file among the arrivals")?)?;
        let reader = Reader::here();
        let terms = Terms { supplier: None, inbox_is_known: true, cancel: &AtomicBool::new(false), reader: &reader };
        let mut sha256 = String::new();
        workspace.take_in(&[file], terms, |_, verdict, _| {
            println!(
                "{}: {} {:?}",
                verdict.file,
                verdict.verdict.word(),
                verdict.findings.iter().map(|finding| finding.code).collect::<Vec<_>>()
            );
            sha256 = verdict.sha256;
            Ok(())
        })?;
        if let Some(supplier) = &arrival.accepted {
            now = now.later(600);
            workspace.set_clock(Clock::Set(now));
            workspace.accept_received(&sha256, supplier, &reader)?;
        }
        Ok(())
    }

    fn decision(&self, decision: &Decision) -> Done<()> {
        let mut workspace = at(&self.root, &self.local, &decision.by, None, &decision.at.to_string().parse()?)?;
        workspace.decide_smelter(&decision.metal, &decision.reported, None, decision.id.as_deref(), decision.note.as_deref())?;
        Ok(())
    }

    fn route(&self, route: &Route) -> Done<()> {
        let mut now: Moment = route.at.to_string().parse()?;
        let mut workspace = at(&self.root, &self.local, &route.by, None, &now)?;
        for (step, found) in [("origin", &route.origin), ("risk", &route.risk), ("route", &route.route)] {
            let Some([outcome, title, text]) = found else { continue };
            now = now.later(240);
            workspace.set_clock(Clock::Set(now));
            let evidence = (!title.is_empty()).then(|| (format!("{title}.txt"), text.trim_start().as_bytes().to_vec()));
            let said = StepSaid { material: &route.material, source: &route.source, step, outcome, evidence, ..StepSaid::default() };
            workspace.check_step(&route.supplier, said)?;
        }
        if route.cleared {
            workspace.set_clock(Clock::Set(now.later(240)));
            workspace.clear_route(&route.supplier, &route.material, &route.source, None)?;
        }
        Ok(())
    }
}

/// Something to plant, kept until its day comes.
type Planting<'a> = Box<dyn Fn() -> Done<()> + 'a>;

/// Plants what came in from outside, in the order of its days.
fn minerals(stage: &Stage, scenario: &Scenario) -> Done<()> {
    let mut acts: Vec<(Moment, Planting<'_>)> = Vec::new();
    for list in &scenario.list {
        acts.push((list.at.to_string().parse()?, Box::new(|| stage.list(list))));
    }
    for arrival in &scenario.arrival {
        acts.push((arrival.at.to_string().parse()?, Box::new(|| stage.arrival(arrival))));
    }
    for decision in &scenario.decision {
        acts.push((decision.at.to_string().parse()?, Box::new(|| stage.decision(decision))));
    }
    for route in &scenario.route {
        acts.push((route.at.to_string().parse()?, Box::new(|| stage.route(route))));
    }
    acts.sort_by_key(|(at, _)| *at);
    acts.iter().try_for_each(|(_, act)| act())
}

/// Workbooks are written anew from their cells whenever the sample is laid down; the repository does not hold them.
fn without_workbooks(folder: &Path) -> Done<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            without_workbooks(&path)?;
            if fs::read_dir(&path)?.next().is_none() {
                fs::remove_dir(&path)?;
            }
        } else if path.extension().is_some_and(|ending| ending == "xlsx") {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// The register of the inbox; what arrived lies beside it in the repository already.
fn copy_register(from: &Path, to: &Path) -> Done<()> {
    for entry in fs::read_dir(to)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            fs::remove_file(path)?;
        }
    }
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        if let (true, Some(name)) = (path.is_file(), path.file_name()) {
            fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Done<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Takes away what an earlier planting left: everything but profiles and the scenario.
fn clear(suppliers: &Path) -> Done<()> {
    for supplier in fs::read_dir(suppliers)? {
        let supplier = supplier?.path();
        if supplier.is_dir() {
            for inner in fs::read_dir(&supplier)? {
                let inner = inner?.path();
                if inner.is_dir() {
                    fs::remove_dir_all(inner)?;
                }
            }
        }
    }
    Ok(())
}

fn main() -> Done<()> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let suppliers = repository.join("suppliers");
    clear(&suppliers)?;
    let scenario: Scenario = toml::from_str(&fs::read_to_string(suppliers.join("scenario.toml"))?)?;
    let scratch = tempfile::tempdir()?;
    let stage = Stage { root: scratch.path().join("workspace"), local: scratch.path().join("state") };
    Workspace::init(&stage.root, &stage.local, &scenario.scenario.company, demo::OFFICER, true)?;
    assert_eq!(scenario.scenario.company, demo::COMPANY);
    fs::create_dir_all(stage.local.join("devices"))?;
    for (person, writer) in &scenario.scenario.writers {
        let device = writer.rsplit_once('-').map(|(_, device)| device).ok_or("a writer is person-device")?;
        fs::write(stage.local.join("devices").join(person), device)?;
    }
    copy(&suppliers, &stage.root.join("suppliers"))?;
    for campaign in &scenario.campaign {
        let now: Moment = format!("{}T09:00:00+09:00", campaign.started).parse()?;
        let mut workspace = at(&stage.root, &stage.local, &campaign.by, None, &now)?;
        workspace.new_campaign(&campaign.label, &["csr-saq".to_owned()], &campaign.due.to_string(), &campaign.suppliers)?;
    }
    let mut acts: Vec<(Moment, Result<&Interview, &Check>)> = Vec::new();
    for act in &scenario.interview {
        acts.push((act.at.to_string().parse()?, Ok(act)));
    }
    for check in &scenario.check {
        acts.push((check.at.to_string().parse()?, Err(check)));
    }
    acts.sort_by_key(|(at, _)| *at);
    for (_, act) in acts {
        match act {
            Ok(act) => {
                let undo: Vec<&Undo> = scenario
                    .undo
                    .iter()
                    .filter(|undo| undo.by == act.by && undo.supplier == act.supplier && undo.campaign == act.campaign)
                    .collect();
                if act.blind {
                    stage.away(act, &undo)?;
                } else {
                    stage.interview(act, &undo)?;
                }
            }
            Err(check) => stage.check(check)?,
        }
    }
    minerals(&stage, &scenario)?;
    stage.registers(&toml::from_str(&fs::read_to_string(suppliers.join("registers.toml"))?)?)?;
    without_workbooks(&stage.root.join("suppliers"))?;
    copy(&stage.root.join("suppliers"), &suppliers)?;
    copy_register(&stage.root.join("inbox"), &repository.join("inbox"))?;
    let registers = repository.join("registers");
    if registers.exists() {
        fs::remove_dir_all(&registers)?;
    }
    copy(&stage.root.join("registers"), &registers)?;
    println!("planted {} interviews and {} checks", scenario.interview.len(), scenario.check.len());
    Ok(())
}
