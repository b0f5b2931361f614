//! `why`, `replay`, `seal`: a decision explained on one page, computed again, sealed later.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::args::Buying;
use super::people::told;
use super::{Error, Here, Outcome, decisions, say};
use crate::answers::Given;
use crate::journal::{EntryRef, Head};
use crate::locale::Locale;
use crate::rules::FlagState;
use crate::seal::replay::{Difference, RuleSaid};
use crate::workspace::Workspace;
use crate::workspace::seal::{Hypothetical, Replayed, Under};
use crate::workspace::why::Why;

pub(super) fn seal(here: &Here, id: &str, entry: Option<EntryRef>) -> Outcome {
    let mut workspace = here.open()?;
    let entry = match entry {
        Some(entry) => entry,
        None => latest_own(here, &mut workspace, id)?,
    };
    let written = workspace.seal(id, &entry)?;
    told(here, &written)
}

/// The decision whoever asks took last, for whichever company.
fn latest_own(here: &Here, workspace: &mut Workspace, id: &str) -> Result<EntryRef, Error> {
    let mut mine: Vec<EntryRef> = Vec::new();
    for place in 0..workspace.companies().len() {
        workspace.use_company_at(place);
        let decisions = here.dossier(workspace, id)?.review.decisions.into_iter().map(|decision| decision.entry);
        mine.extend(decisions.filter(|entry| entry.writer == *workspace.writer()));
    }
    mine.into_iter().max_by_key(|entry| entry.n).ok_or_else(|| Error::wrong(format!("you decided nothing about {id} that could be sealed")))
}

pub(super) fn replay(here: &Here, id: &str, on: Option<Date>, (show, buying): (bool, &Buying)) -> Outcome {
    let mut workspace = here.open()?;
    workspace.must_know(id)?;
    here.means(&mut workspace, buying)?;
    let (decision, _) = workspace.decided(id, on)?;
    let replayed = workspace.replay(id, &decision.entry)?;
    if here.global.json {
        Here::json(&replay_json(&replayed))?;
        return Ok(!replayed.is_identical());
    }
    if show {
        say(replayed.again.trim_end())?;
    }
    say(&compared(here.locale(), &replayed))?;
    for difference in &replayed.differences {
        say(&difference_line(difference))?;
    }
    Ok(!replayed.is_identical())
}

fn replay_json(replayed: &Replayed) -> Value {
    json!({
        "supplier": replayed.sealed.supplier,
        "decision": replayed.entry.to_string(),
        "seal": replayed.seal.to_string(),
        "verdict": replayed.verdict,
        "judged_at": replayed.sealed.at.to_string(),
        "identical": replayed.is_identical(),
        "differences": differences_json(&replayed.differences),
    })
}

fn differences_json(differences: &[Difference]) -> Vec<Value> {
    let one = |difference: &Difference| match difference {
        Difference::Gone { under, line } => json!({"under": under, "sealed": line, "now": null}),
        Difference::New { under, line } => json!({"under": under, "sealed": null, "now": line}),
    };
    differences.iter().map(one).collect()
}

fn difference_line(difference: &Difference) -> String {
    match difference {
        Difference::Gone { under, line } => format!("- {under}  {line}"),
        Difference::New { under, line } => format!("+ {under}  {line}"),
    }
}

fn compared(locale: Locale, replayed: &Replayed) -> String {
    let (entry, sha256) = (replayed.entry.to_string(), &replayed.verdict);
    let count = replayed.differences.len().to_string();
    let values = [("entry", entry.as_str()), ("sha256", sha256), ("count", &count)];
    locale.with(if replayed.is_identical() { "proof.identical" } else { "proof.different" }, &values)
}

pub(super) fn run(here: &Here, id: &str, on: Option<Date>, (under, buying): (Option<&Under>, &Buying)) -> Outcome {
    let mut workspace = here.open()?;
    workspace.must_know(id)?;
    here.means(&mut workspace, buying)?;
    let why = workspace.why(id, on, under)?;
    if here.global.json {
        Here::json(&as_json(here, &why))?;
    } else {
        say(&page(here, &workspace, &why))?;
    }
    Ok(false)
}

/// The page as text.
pub(super) fn page(here: &Here, workspace: &Workspace, why: &Why) -> String {
    let locale = here.locale();
    let day = why.on.unwrap_or_else(|| workspace.today()).to_string();
    let mut lines =
        vec![locale.with("proof.title", &[("supplier", &why.then.supplier.id), ("name", &why.then.supplier.name), ("day", &day)])];
    lines.push(format!("{}  {}", workspace.company_name(why.decision.act.company.as_deref()), why.decision.act.assessment));
    lines.extend(super::supplier::what_became(here, &why.then.living, &why.then.supplier.id));
    decided(here, why, &mut lines);
    if let Some(replayed) = &why.replayed {
        judged(here, why, replayed, &mut lines);
        flags(here, replayed, &mut lines);
        silent(here, why, replayed, &mut lines);
    } else {
        lines.extend([String::new(), locale.text("proof.not-sealed").to_owned()]);
    }
    corrections(here, why, &mut lines);
    evidence(here, why, &mut lines);
    waivers(here, why, &mut lines);
    who(here, why, &mut lines);
    if let Some(replayed) = &why.replayed {
        proof(here, why, replayed, &mut lines);
        if let Some(supposed) = &why.supposed {
            self::supposed(here, replayed, supposed, &mut lines);
        }
    }
    lines.join("\n")
}

fn heading(locale: Locale, key: &str, lines: &mut Vec<String>) {
    lines.extend([String::new(), locale.text(key).to_owned()]);
}

fn body<'d>(why: &'d Why, body: &'d crate::journal::BodyRef) -> &'d str {
    why.then.body(body).unwrap_or(body.as_str())
}

fn decided(here: &Here, why: &Why, lines: &mut Vec<String>) {
    let locale = here.locale();
    let decision = &why.decision;
    heading(locale, "proof.decision", lines);
    let outcome = locale.text(&format!("decision-outcome.{}", decision.act.outcome.word())).to_owned();
    let roles: Vec<&str> = why.roles.iter().map(|role| locale.text(super::people::role_key(*role))).collect();
    let roles = if roles.is_empty() { locale.text("people.no-role").to_owned() } else { roles.join(", ") };
    let (at, entry) = (decision.at.to_string(), decision.entry.to_string());
    let values = [("outcome", outcome.as_str()), ("person", &decision.person), ("roles", &roles), ("at", &at), ("entry", &entry)];
    lines.push(format!("  {}", locale.with("proof.by", &values)));
    lines.push(format!("  {}", decisions::weighed(here, decision)));
    let signed = locale.text(&format!("proof.signature-{}", decision.signed.word())).to_owned();
    lines.push(format!("  {signed}"));
    for second in decision.seconds.iter().filter(|second| second.counts) {
        let entry = second.entry.to_string();
        lines.push(format!("  {}", locale.with("review.confirmed-by", &[("person", &second.person), ("entry", &entry)])));
    }
    lines.push(format!("  {}", body(why, &decision.act.reason)));
    lines.extend(decision.act.conditions.iter().map(|condition| format!("  · {}", body(why, condition))));
    if let Some(day) = &decision.act.review_by {
        lines.push(format!("  {}", locale.with("review.review-by", &[("day", day)])));
    }
    let given = [("proof.ticket", &decision.act.ticket), ("proof.on-behalf-of", &decision.act.on_behalf_of)];
    lines.extend(given.into_iter().filter_map(|(key, value)| Some(format!("  {}", locale.with(key, &[("what", value.as_ref()?)])))));
}

fn judged(here: &Here, why: &Why, replayed: &Replayed, lines: &mut Vec<String>) {
    let locale = here.locale();
    heading(locale, "proof.judged", lines);
    lines.push(format!("  {}", scores(here, &replayed.dossier)));
    for (bound, kept) in &why.bound {
        let kind = locale.text(&format!("proof.kind-{}", bound.kind.word())).to_owned();
        let kept = locale.text(&format!("proof.kept-{}", kept.word())).to_owned();
        lines.push(format!("  {kind} {}  {}  {kept}", bound.name, &bound.sha256[..16]));
    }
    let read = replayed.sealed.read.len().to_string();
    lines.push(format!("  {}", locale.with("proof.logs-read", &[("count", &read), ("at", &replayed.sealed.at.to_string())])));
}

/// The numbers of a judgement in one line.
fn scores(here: &Here, dossier: &crate::workspace::Dossier) -> String {
    let locale = here.locale();
    let a = &dossier.assessment;
    let number = |tenths: Option<crate::ratio::Tenths>| tenths.map_or_else(|| "–".to_owned(), |tenths| tenths.to_string());
    let (conduct, inherent) = (number(a.conduct), a.inherent.score.to_string());
    let exact = a.conduct_exact.map_or_else(|| "–".to_owned(), |ratio| ratio.to_string());
    let values = [
        ("status", locale.text(&format!("proof.status-{}", a.status.word())).to_owned()),
        ("conduct", conduct),
        ("exact", exact),
        ("band", a.band.as_deref().map_or_else(|| "–".to_owned(), |band| decisions::level(locale, band))),
        ("inherent", inherent),
        ("inherent-band", decisions::level(locale, &a.inherent.band)),
        ("attention", a.attention.as_deref().map_or_else(|| "–".to_owned(), |attention| decisions::level(locale, attention))),
        ("coverage", format!("{} %", a.coverage.percent_floor())),
    ];
    locale.with("proof.scores", &values.each_ref().map(|(key, value)| (*key, value.as_str())))
}

fn flags(here: &Here, replayed: &Replayed, lines: &mut Vec<String>) {
    let locale = here.locale();
    heading(locale, "proof.fired", lines);
    let flags = &replayed.dossier.flags;
    for flag in flags {
        let gate = if flag.gate { "▲ " } else { "" };
        let waived = if flag.state == FlagState::Waived { format!(" ({})", locale.text("proof.waived")) } else { String::new() };
        lines.push(format!(
            "  {gate}{}  {}  {}  [{}]{waived}",
            flag.key(),
            flag.response.code(),
            decisions::level(locale, flag.severity.word()),
            flag.clause.join(" ")
        ));
        lines.push(format!("      {}", flag.reason.get(here.lang)));
        let causes: Vec<String> = flag.causes.iter().map(|cause| format!("{} {}", cause.question, cause.entry)).collect();
        if !causes.is_empty() {
            lines.push(format!("      {}", locale.with("proof.caused-by", &[("list", &causes.join(", "))])));
        }
    }
    if flags.is_empty() {
        lines.push(format!("  {}", locale.text("proof.none")));
    }
}

fn silent(here: &Here, why: &Why, replayed: &Replayed, lines: &mut Vec<String>) {
    let locale = here.locale();
    heading(locale, "proof.silent", lines);
    for rule in replayed.sealed.rules.iter().filter(|rule| rule.outcome != "fired") {
        let id = rule.rule.split('@').next().unwrap_or_default();
        let title = why.policy.as_ref().and_then(|policy| policy.rules.get(id)).map(|text| text.title.get(here.lang).to_owned());
        let inputs = inputs(locale, rule);
        let values = [("rule", rule.rule.as_str()), ("title", &title.unwrap_or_default()), ("inputs", &inputs)];
        lines.push(format!("  {}", locale.with("proof.silent-rule", &values)));
    }
}

/// What a rule looked at, the first six one by one.
fn inputs(locale: Locale, rule: &RuleSaid) -> String {
    const SHOWN: usize = 6;
    let word = |line: &String| {
        let words = line.split(' ').enumerate().map(|(at, word)| {
            let key = if at == 0 && !word.contains('.') { format!("proof.input-{word}") } else { format!("proof.fact-{word}") };
            if locale.has(&key) { locale.text(&key).to_owned() } else { word.to_owned() }
        });
        words.collect::<Vec<_>>().join(" ")
    };
    let mut all: Vec<String> = rule.inputs.iter().chain(&rule.parameters).take(SHOWN).map(word).collect();
    let rest = (rule.inputs.len() + rule.parameters.len()).saturating_sub(SHOWN);
    if rest > 0 {
        all.push(format!("+{rest}"));
    }
    if all.is_empty() { locale.text("proof.none").to_owned() } else { all.join(locale.text("proof.input-divider")) }
}

/// Whether an entry lies behind what the decision had read.
fn came_later(why: &Why, given: &Given) -> bool {
    let heads = why.decision.act.basis.read.iter().filter_map(|head| head.parse::<Head>().ok());
    !heads.into_iter().any(|head| head.entry.writer == given.entry.writer && head.entry.n >= given.entry.n)
}

/// Submitted answers that were corrected: why, who asked, and whether the decision knew it.
fn corrections(here: &Here, why: &Why, lines: &mut Vec<String>) {
    let locale = here.locale();
    let all = why.then.corrections();
    if all.is_empty() {
        return;
    }
    heading(locale, "proof.corrections", lines);
    for given in all {
        let (at, entry) = (given.at.to_string(), given.entry.to_string());
        let values = [("id", given.answer.question.as_str()), ("at", &at), ("person", &given.person), ("entry", &entry)];
        let later = if came_later(why, given) { format!("  {}", locale.text("proof.corrected-later")) } else { String::new() };
        lines.push(format!("  {}{later}", locale.with("proof.corrected", &values)));
        let reason = given.answer.correction.as_ref().map(|reason| body(why, reason)).unwrap_or_default();
        let asked = given
            .answer
            .asked
            .as_ref()
            .map(|asked| locale.with(&format!("asked-by.{}", asked.by.word()), &[("name", body(why, &asked.name))]));
        lines.push(format!("      {reason}  {}", asked.unwrap_or_default()));
    }
}

fn corrections_json(why: &Why) -> Vec<Value> {
    let one = |given: &Given| {
        let asked = given.answer.asked.as_ref();
        json!({
            "question": given.answer.question,
            "entry": given.entry.to_string(),
            "by": given.person,
            "at": given.at.to_string(),
            "reason": given.answer.correction.as_ref().map(|reason| body(why, reason)),
            "asked_by": asked.map(|asked| asked.by.word()),
            "asker": asked.map(|asked| body(why, &asked.name)),
            "after_decision": came_later(why, given),
        })
    };
    why.then.corrections().into_iter().map(one).collect()
}

fn evidence(here: &Here, why: &Why, lines: &mut Vec<String>) {
    let locale = here.locale();
    heading(locale, "proof.evidence", lines);
    for paper in &why.evidence {
        let kept = locale.text(&format!("proof.kept-{}", paper.kept.word())).to_owned();
        let about = paper.question.as_deref().unwrap_or("–");
        let until = paper.expires.as_deref().map_or_else(String::new, |day| format!("  → {day}"));
        lines.push(format!("  {}  {about}  {}{until}  {kept}", paper.name, paper.entry));
        lines.push(format!("      sha256 {}", paper.sha256));
    }
    if why.evidence.is_empty() {
        lines.push(format!("  {}", locale.text("proof.none")));
    }
}

fn waivers(here: &Here, why: &Why, lines: &mut Vec<String>) {
    let locale = here.locale();
    heading(locale, "proof.waivers", lines);
    let before = lines.len();
    for waiver in why.then.review.waivers.iter().filter(|waiver| waiver.in_force) {
        let state = locale.text("review.in-force");
        let values = [("flag", waiver.act.flag.as_str()), ("until", &waiver.act.until), ("person", &waiver.person), ("state", state)];
        lines.push(format!("  {}  {}", waiver.entry, locale.with("review.waiver", &values)));
        lines.push(format!("      {}", body(why, &waiver.act.reason)));
    }
    if lines.len() == before {
        lines.push(format!("  {}", locale.text("proof.none")));
    }
}

fn who(here: &Here, why: &Why, lines: &mut Vec<String>) {
    let locale = here.locale();
    heading(locale, "proof.interviewed", lines);
    for (person, count) in &why.interviewers {
        lines.push(format!("  {}", locale.with("proof.answers-by", &[("person", person), ("count", &count.to_string())])));
    }
    if why.interviewers.is_empty() {
        lines.push(format!("  {}", locale.text("proof.none")));
    }
}

fn proof(here: &Here, why: &Why, replayed: &Replayed, lines: &mut Vec<String>) {
    let locale = here.locale();
    heading(locale, "proof.proof", lines);
    lines.push(format!("  {}", compared(locale, replayed)));
    lines.extend(replayed.differences.iter().take(5).map(|difference| format!("    {}", difference_line(difference))));
    if replayed.differences.len() > 5 {
        lines.push(format!("    {}", locale.with("proof.more", &[("id", &why.then.supplier.id)])));
    }
    lines.push(format!("  {}", locale.with("proof.sealed-in", &[("entry", &replayed.seal.to_string()), ("sha256", &replayed.verdict)])));
    lines.extend(replayed.sealed.read.iter().map(|head| format!("  {head}")));
}

fn supposed(here: &Here, replayed: &Replayed, supposed: &Hypothetical, lines: &mut Vec<String>) {
    let locale = here.locale();
    lines.push(String::new());
    let key = if supposed.current { "proof.hypothetical-current" } else { "proof.hypothetical" };
    lines.push(locale.with(key, &[("policy", &supposed.policy)]));
    lines.push(format!("  {}", locale.with("proof.then", &[("what", &scores(here, &replayed.dossier))])));
    lines.push(format!("  {}", locale.with("proof.supposed", &[("what", &scores(here, &supposed.dossier))])));
    let keys = |dossier: &crate::workspace::Dossier| dossier.flags.iter().map(crate::rules::Flag::key).collect::<Vec<_>>();
    let (then, now) = (keys(&replayed.dossier), keys(&supposed.dossier));
    for flag in replayed.dossier.flags.iter().filter(|flag| !now.contains(&flag.key())) {
        lines.push(format!("  - {}  {}", flag.key(), flag.reason.get(here.lang)));
    }
    for flag in supposed.dossier.flags.iter().filter(|flag| !then.contains(&flag.key())) {
        lines.push(format!("  + {}  {}", flag.key(), flag.reason.get(here.lang)));
    }
    let count = supposed.differences.len().to_string();
    let key = if supposed.differences.is_empty() { "proof.supposed-same" } else { "proof.supposed-lines" };
    lines.push(format!("  {}", locale.with(key, &[("count", &count)])));
}

/// The page as JSON; words of the record stay as they are, reasons are in the language meant.
pub(super) fn as_json(here: &Here, why: &Why) -> Value {
    let evidence: Vec<Value> = why
        .evidence
        .iter()
        .map(|paper| {
            json!({"sha256": paper.sha256, "name": paper.name, "question": paper.question, "issuer": paper.issuer, "expires": paper.expires, "entry": paper.entry, "state": paper.kept.word()})
        })
        .collect();
    let bound: Vec<Value> = why
        .bound
        .iter()
        .map(|(bound, kept)| json!({"kind": bound.kind.word(), "name": bound.name, "sha256": bound.sha256, "state": kept.word()}))
        .collect();
    let rules = |rules: &[RuleSaid]| -> Vec<Value> {
        rules
            .iter()
            .map(|rule| json!({"rule": rule.rule, "outcome": rule.outcome, "parameters": rule.parameters, "inputs": rule.inputs, "flags": rule.flags}))
            .collect()
    };
    let interviewers: Vec<Value> = why.interviewers.iter().map(|(person, count)| json!({"person": person, "answers": count})).collect();
    json!({
        "supplier": why.then.supplier.id,
        "on": why.on.map(|day| day.to_string()),
        "company": why.decision.act.company,
        "decision": decisions::decision_json(&why.then, &why.decision),
        "roles": why.roles.iter().map(|role| role.word()).collect::<Vec<_>>(),
        "judged": why.replayed.as_ref().map(|replayed| judged_json(here, &replayed.dossier)),
        "bound": bound,
        "rules": why.replayed.as_ref().map(|replayed| rules(&replayed.sealed.rules)),
        "corrections": corrections_json(why),
        "evidence": evidence,
        "waivers": why.then.review.waivers.iter().filter(|waiver| waiver.in_force).map(|waiver| decisions::waiver_json(&why.then, waiver)).collect::<Vec<_>>(),
        "interviewed_by": interviewers,
        "replay": why.replayed.as_ref().map(replay_json),
        "read": why.replayed.as_ref().map(|replayed| replayed.sealed.read.clone()),
        "hypothetical": why.supposed.as_ref().map(|supposed| json!({
            "hypothetical": true,
            "policy": supposed.policy,
            "current": supposed.current,
            "judged": judged_json(here, &supposed.dossier),
            "differences": differences_json(&supposed.differences),
        })),
    })
}

fn judged_json(here: &Here, dossier: &crate::workspace::Dossier) -> Value {
    let a = &dossier.assessment;
    let flags: Vec<Value> = dossier
        .flags
        .iter()
        .map(|flag| {
            let causes: Vec<Value> = flag.causes.iter().map(|cause| json!({"question": cause.question.as_str(), "entry": cause.entry})).collect();
            json!({"key": flag.key(), "rule": flag.rule, "severity": flag.severity.word(), "response": flag.response.code(), "gate": flag.gate, "clause": flag.clause, "reason": flag.reason.get(here.lang), "causes": causes, "state": flag.state.word()})
        })
        .collect();
    json!({
        "status": a.status.word(),
        "conduct": a.conduct.map(crate::ratio::Tenths::to_f64),
        "conduct_exact": a.conduct_exact.map(|ratio| ratio.to_string()),
        "conduct_band": a.band,
        "inherent": a.inherent.score.to_f64(),
        "inherent_band": a.inherent.band,
        "attention": a.attention,
        "gates_open": a.gates_open,
        "flags": flags,
    })
}
