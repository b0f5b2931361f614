//! The canonical verdict: the same facts always give the same bytes, and nothing in them hangs on a language.
//!
//! Answers are named by question, state, backing and entry, never by their words: those stand in the log that the heads
//! cover, or apart in a body that the law may have erased. Restricted checks show as a hold and nothing else.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::Bound;
use crate::assess::Assessment;
use crate::clean::quoted;
use crate::journal::Moment;
use crate::policy::{Policy, RuleText};
use crate::ratio::Ratio;
use crate::reference::list::Manner;
use crate::rules::{self, Flag, FlagState, Input, Since};
use crate::situation::carried::Carried;
use crate::situation::minerals::{Declared, Facility, Route, Said};
use crate::situation::{Answered, Situation};

/// The number of the verdict's form. The first form named rules that only compliance may know of; see [`super::open`]. Since
/// the third, places are judged by region and the lists that decide a place are named.
pub const FORMAT: u64 = 3;
/// The form that leaves nothing out.
pub const WHOLE: u64 = 1;

/// How places were judged for a verdict of this form.
#[must_use]
pub const fn manner(format: u64) -> Manner {
    if format < 3 { Manner::ByText } else { Manner::ByRegion }
}

/// What stands for a restricted check.
pub const HOLD: &str = "compliance-hold";

/// What a verdict is written from.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The number of the form: that of the seal it is compared with.
    pub format: u64,
    /// Supplier id.
    pub supplier: &'a str,
    /// Label of the assessment.
    pub assessment: &'a str,
    /// The judging instant.
    pub at: &'a Moment,
    /// Files it was judged by.
    pub bound: &'a [Bound],
    /// Logs that were read, each with its place and head.
    pub read: &'a [String],
    /// The judgement.
    pub judged: &'a Assessment,
    /// Flags.
    pub flags: &'a [Flag],
    /// What was known.
    pub situation: &'a Situation,
    /// The policy.
    pub policy: &'a Policy,
    /// Questions that only the compliance officer sees.
    pub restricted: &'a BTreeSet<String>,
}

struct Page(String);

impl Page {
    fn line(&mut self, key: &str, value: &str) {
        let _ = writeln!(self.0, "{key} = {}", quoted(value));
    }

    fn lines(&mut self, key: &str, values: &[String]) {
        match values {
            [] => {
                let _ = writeln!(self.0, "{key} = []");
            }
            many => {
                let _ = writeln!(self.0, "{key} = [");
                for value in many {
                    let _ = writeln!(self.0, "  {},", quoted(value));
                }
                self.0.push_str("]\n");
            }
        }
    }
}

/// The verdict's bytes.
#[must_use]
pub fn verdict(ground: &Ground<'_>) -> String {
    let mut page = Page(String::new());
    page.0.push_str("# What a decision was taken on, as it was judged then. `oretrail replay` computes it again and compares bytes.\n");
    let _ = writeln!(page.0, "format = {}", ground.format);
    page.line("supplier", ground.supplier);
    page.line("assessment", ground.assessment);
    page.line("at", &ground.at.to_string());
    let mut bound: Vec<String> = ground.bound.iter().map(ToString::to_string).collect();
    bound.sort();
    page.lines("bound", &bound);
    page.lines("read", ground.read);
    scores(&mut page, ground);
    facts(&mut page, ground);
    for rule in rules::ALL {
        self::rule(&mut page, ground, rule.id, rule.version, rule.reads);
    }
    self::rule(&mut page, ground, rules::HOLD, rules::HOLD_VERSION, &[Input::Flags]);
    if ground.format == WHOLE { page.0 } else { super::open::open_part(&page.0) }
}

fn exact(ratio: Option<Ratio>) -> String {
    ratio.map_or_else(|| "none".to_owned(), |ratio| ratio.to_string())
}

fn printed<T: ToString>(value: Option<&T>) -> String {
    value.map_or_else(|| "none".to_owned(), ToString::to_string)
}

fn scores(page: &mut Page, ground: &Ground<'_>) {
    let a = ground.judged;
    page.0.push_str("\n[scores]\n");
    page.line("status", a.status.word());
    page.line("conduct", &exact(a.conduct_exact));
    page.line("conduct-printed", &printed(a.conduct.as_ref()));
    page.line("best", &printed(a.best.as_ref()));
    page.line("worst", &printed(a.worst.as_ref()));
    page.line("band", &printed(a.band.as_ref()));
    page.line("band-by-number", &printed(a.band_by_number.as_ref()));
    page.lines("lifts", &a.lifts.iter().map(|lift| lift.word().to_owned()).collect::<Vec<_>>());
    page.line("inherent", &a.inherent.score.to_string());
    page.line("inherent-band", &a.inherent.band);
    let parts = a.inherent.parts.iter().map(|part| format!("{} {} {}", part.kind, part.points, part.reasons.join(" "))).collect::<Vec<_>>();
    page.lines("inherent-parts", &parts);
    page.line("attention", &printed(a.attention.as_ref()));
    page.line("coverage", &a.coverage.to_string());
    page.line("evidence-coverage", &a.evidence_coverage.to_string());
    page.line("settled", if a.settled { "yes" } else { "no" });
    page.line("verified", if a.verified { "yes" } else { "no" });
    let veil = |gate: &String| if ground.restricted.contains(gate) { HOLD.to_owned() } else { gate.clone() };
    let mut gates: Vec<String> = a.gates_open.iter().map(veil).collect();
    gates.sort();
    gates.dedup();
    page.lines("gates-open", &gates);
    let unanswered = a.gates_unanswered.iter().filter(|gate| !ground.restricted.contains(gate.as_str()));
    page.lines("gates-unanswered", &unanswered.map(ToString::to_string).collect::<Vec<_>>());
    let parts = a.contributions.iter().map(|one| format!("{} {}", one.question, one.exact)).collect::<Vec<_>>();
    page.lines("contributions", &parts);
    let domains = a.domains.iter().map(|domain| {
        let worst = if domain.worst { " worst" } else { "" };
        format!("{} {} {}/{}{worst}", domain.id, printed(domain.score.as_ref()), domain.answered, domain.rows)
    });
    page.lines("domains", &domains.collect::<Vec<_>>());
}

fn answer(question: &str, answer: &Answered) -> String {
    let mut line = format!("{question} {} {} {}", answer.state.word(), answer.backing.word(), answer.entry);
    if answer.reason_given {
        line.push_str(" reason-given");
    }
    if answer.reason_accepted {
        line.push_str(" reason-accepted");
    }
    if !answer.about.is_empty() {
        line.push_str(&format!(" about {}", answer.about));
    }
    line
}

fn said(what: &str, said: &Said) -> String {
    let word = format!("{:?}", said.word).to_lowercase();
    if said.row.is_empty() { format!("{what}={word}") } else { format!("{what}={}:{word}", said.row) }
}

fn declared(metal: &Declared) -> Vec<String> {
    let words = [
        said("in-use", &metal.in_use),
        said("covered", &metal.covered),
        said("cahra", &metal.cahra),
        said("recycled", &metal.recycled),
        said("all-identified", &metal.all_identified),
    ];
    let head = format!("{} {} {} {} not-identified={}", metal.set, metal.metal, metal.entry, words.join(" "), metal.not_identified);
    std::iter::once(head).chain(metal.facilities.iter().map(|one| facility(metal, one))).collect()
}

fn facility(metal: &Declared, facility: &Facility) -> String {
    let stood = match &facility.stood {
        None => "no-list".to_owned(),
        Some(stood) => {
            let word = |status: Option<crate::reference::list::Status>| status.map_or("not-listed", crate::reference::list::Status::word);
            let before = stood.before.map_or_else(String::new, |before| format!(" before {}", before.word()));
            format!("{}{before} by {}", word(stood.status), stood.list)
        }
    };
    let place = if facility.red_flag_place { " red-flag-place" } else { "" };
    let id = facility.id.as_deref().unwrap_or("unsettled");
    format!("{} {} smelter {id} \"{}\" {}{place} {stood}", metal.set, metal.metal, facility.name, facility.country)
}

fn route(route: &Route) -> String {
    let steps = crate::situation::minerals::STEPS.iter().zip(&route.steps).map(|(name, step)| match step {
        Some(step) => format!("{name}={} {} {}", step.outcome, step.entry, step.evidence.join("+")),
        None => format!("{name}=none"),
    });
    let cleared = route.cleared.as_deref().map_or_else(String::new, |by| format!(" cleared-by {by}"));
    format!("{} {}{cleared}", route.about(), steps.collect::<Vec<_>>().join(" "))
}

/// What was known, each kind by its word.
fn known(ground: &Ground<'_>, input: Input) -> Vec<String> {
    let situation = ground.situation;
    let open = |id: &str| !ground.restricted.contains(id);
    match input {
        Input::Answers => {
            let all = situation.answers.iter().filter(|(id, _)| open(id.as_str()));
            // A row that another answers too says so; verdicts of before there were any keep their bytes.
            let by = |id| situation.shared_from(id).map_or_else(String::new, |from| format!(" by {from}"));
            all.flat_map(|(id, given)| given.iter().map(move |one| format!("{}{}", answer(id.as_str(), one), by(id)))).collect()
        }
        Input::Checks => {
            let all = situation.checks.iter().filter(|(id, _)| open(id.as_str()));
            all.map(|(id, check)| format!("{id} {} {}", check.outcome, check.entry)).collect()
        }
        Input::Profile => vec![
            ground
                .bound
                .iter()
                .find(|bound| bound.kind == super::Kind::Profile && bound.name == ground.supplier)
                .map_or_else(|| "none".to_owned(), |bound| format!("{}:{}", bound.name, bound.sha256)),
        ],
        Input::Place => {
            let tier = situation.tier.clone().unwrap_or_else(|| "unknown".to_owned());
            let by = situation.placed.iter().filter(|_| manner(ground.format) == Manner::ByRegion).map(ToString::to_string);
            std::iter::once(tier).chain(by).collect()
        }
        Input::Papers => {
            let days = |left: Option<i64>| left.map_or_else(|| "unknown".to_owned(), |days| days.to_string());
            situation.minerals.papers.iter().map(|paper| format!("{} days-left {}", paper.number, days(paper.days_left))).collect()
        }
        Input::Declared => situation.minerals.declared.iter().flat_map(declared).collect(),
        Input::Routes => situation.minerals.routes.iter().map(route).collect(),
        Input::Lists => situation.minerals.statuses.iter().map(|list| format!("{} {} age {}", list.name, list.dated, list.days)).collect(),
        // Restricted: a verdict says that there is a hold, never on whom or why.
        Input::Screening => Vec::new(),
        Input::Registers => situation.registers.lines(),
        Input::Flags => ground.flags.iter().filter(|flag| flag.is_open_stop() && flag.rule != rules::HOLD).map(named).collect(),
    }
}

fn facts(page: &mut Page, ground: &Ground<'_>) {
    page.0.push_str("\n[facts]\n");
    for input in [Input::Place, Input::Answers, Input::Checks, Input::Papers, Input::Declared, Input::Routes, Input::Lists] {
        page.lines(input.word(), &known(ground, input));
    }
    page.lines("conflicts", &ground.situation.conflicts.iter().map(ToString::to_string).collect::<Vec<_>>());
    let waivers = ground.situation.waivers.iter().filter(|waiver| !ground.restricted.iter().any(|row| waiver.flag.contains(row.as_str())));
    let registers = known(ground, Input::Registers);
    if !registers.is_empty() {
        page.lines("registers", &registers);
    }
    let corrected = ground.situation.corrections.iter().filter(|one| !ground.restricted.iter().any(|row| one.flag.contains(row.as_str())));
    let corrected: Vec<String> = corrected.map(|one| format!("{} {}", one.flag, one.entry)).collect();
    // Verdicts of before there were any keep their bytes.
    if !corrected.is_empty() {
        page.lines("corrections", &corrected);
    }
    page.lines("waivers", &waivers.map(|waiver| format!("{} {}", waiver.flag, waiver.entry)).collect::<Vec<_>>());
    // Campaigns of before carried nothing, and their verdicts stay as they were.
    if !ground.situation.carried.is_empty() {
        page.lines("carried", &ground.situation.carried.iter().map(carried).collect::<Vec<_>>());
    }
}

/// What a rule had before it: rows its parameters name one by one, everything else by its count.
fn inputs(ground: &Ground<'_>, text: Option<&RuleText>, reads: &[Input]) -> Vec<String> {
    let mut all = Vec::new();
    for input in reads {
        let rows: Vec<&String> = text.into_iter().flat_map(|text| text.parameters.lists.values().flatten()).collect();
        let named: Vec<&&String> = rows.iter().filter(|row| row.contains('.') && !ground.restricted.contains(**row)).collect();
        let lines = known(ground, *input);
        if *input == Input::Answers && !named.is_empty() {
            for row in named {
                let prefix = format!("{row} ");
                let before = all.len();
                all.extend(lines.iter().filter(|line| line.starts_with(&prefix)).cloned());
                if all.len() == before {
                    all.push(format!("{row} unanswered"));
                }
            }
        } else if matches!(input, Input::Place | Input::Profile | Input::Flags | Input::Lists) {
            all.extend(lines.into_iter().map(|line| format!("{} {line}", input.word())));
        } else {
            all.push(format!("{} {}", input.word(), lines.len()));
        }
    }
    all
}

fn named(flag: &Flag) -> String {
    if flag.restricted { HOLD.to_owned() } else { flag.key() }
}

/// The campaign, and the supplier before it where another took its place.
fn origin(since: &Since) -> String {
    since.supplier.as_ref().map_or_else(|| since.campaign.clone(), |supplier| format!("{supplier} {}", since.campaign))
}

/// A flag of the campaign before, with the entries of then.
fn carried(one: &Carried) -> String {
    let flag = &one.flag;
    if flag.restricted {
        return HOLD.to_owned();
    }
    let causes: Vec<String> = flag.causes.iter().map(|cause| format!("{} {}", cause.question, cause.entry)).collect();
    let (from, day) = flag.since.as_ref().map_or((String::new(), None), |since| (origin(since), since.day.as_deref()));
    let waived = if flag.state == FlagState::Waived { " waived" } else { "" };
    format!("{} {} from {from} since {}{waived} by {}", flag.key(), flag.response.code(), day.unwrap_or("unknown"), causes.join(", "))
}

fn flag(flag: &Flag) -> String {
    if flag.restricted {
        return format!("{HOLD} {}", flag.state.word());
    }
    let causes: Vec<String> = flag.causes.iter().map(|cause| format!("{} {}", cause.question, cause.entry)).collect();
    let gate = if flag.gate { " gate" } else { "" };
    let regime = flag.regime.as_ref().map_or_else(String::new, |regime| format!(" regime {regime}"));
    let also: String = flag.also.iter().map(|row| format!(" also {row}")).collect();
    let since = flag.since.as_ref().map_or_else(String::new, |since| {
        let word = if since.carried { "from" } else { "again" };
        format!(" {word} {} since {}", origin(since), since.day.as_deref().unwrap_or("unknown"))
    });
    format!(
        "{} {} {}{gate}{regime} {} [{}]{since} by {}{also}",
        flag.key(),
        flag.severity.word(),
        flag.response.code(),
        flag.state.word(),
        flag.clause.join(" "),
        causes.join(", ")
    )
}

fn rule(page: &mut Page, ground: &Ground<'_>, id: &str, version: u32, reads: &[Input]) {
    let text = ground.policy.rules.get(id);
    let mut fired: Vec<String> = ground.flags.iter().filter(|flag| flag.rule == id).map(flag).collect();
    fired.dedup();
    // A rule that came later than the policy says nothing, so that old verdicts stay as they were.
    if text.is_none() && fired.is_empty() {
        return;
    }
    // A rule runs as the policy of its day knew it.
    let version = text.map_or(version, |text| text.version.min(version));
    page.0.push_str("\n[[rule]]\n");
    page.line("rule", &format!("{id}@{version}"));
    page.line("outcome", if fired.is_empty() { "silent" } else { "fired" });
    let numbers = text.into_iter().flat_map(|text| text.parameters.numbers.iter().map(|(key, number)| format!("{key} {number}")));
    page.lines("parameters", &numbers.collect::<Vec<_>>());
    page.lines("inputs", &inputs(ground, text, reads));
    page.lines("flags", &fired);
}
