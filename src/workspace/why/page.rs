//! The page that explains a decision, as text: the same in the shell, on a screen and in a bundle. Whatever somebody once
//! wrote stands behind a margin line, so that no text can pass for a line of the page.

use super::{Adoption, Why};
use crate::answers::Given;
use crate::journal::{BodyRef, Head};
use crate::language::Lang;
use crate::locale::Locale;
use crate::report::in_force::level;
use crate::report::weighed::{became, decided_before, outside, seconds_told, taken_out, weighed};
use crate::rules::{Flag, FlagState};
use crate::seal::Kind;
use crate::seal::replay::{Difference, RuleSaid};
use crate::workspace::seal::{Hypothetical, Replayed};
use crate::workspace::unsigned::waiver_told;
use crate::workspace::{Dossier, Workspace};

/// The page about a decision, line by line.
#[must_use]
pub fn page(workspace: &Workspace, why: &Why, lang: Lang) -> Vec<String> {
    let page = Page { why, lang, locale: Locale::new(lang) };
    let day = why.on.unwrap_or_else(|| workspace.today()).to_string();
    let supplier = &why.then.supplier;
    let title = [("supplier", supplier.id.as_str()), ("name", &supplier.name), ("day", &day)];
    let mut lines = vec![page.locale.with("proof.title", &title)];
    if let (Some(replayed), Some(supposed)) = (&why.replayed, &why.supposed) {
        page.supposed(replayed, supposed, &mut lines);
    }
    page.taken_out(&mut lines);
    lines.push(format!("{}  {}", workspace.company_name(why.decision.act.company.as_deref()), why.decision.act.assessment));
    lines.extend(became(page.locale, &why.then.living, &supplier.id));
    lines.extend(decided_before(page.locale, &why.then.inherited));
    page.decided(&mut lines);
    if let Some(replayed) = &why.replayed {
        page.judged(replayed, &mut lines);
        page.flags(replayed, &mut lines);
        page.silent(replayed, &mut lines);
    } else {
        lines.extend([String::new(), page.locale.with("proof.not-sealed", &[("id", &supplier.id)])]);
    }
    page.settled(&mut lines);
    page.corrections(&mut lines);
    page.evidence(&mut lines);
    page.waivers(&mut lines);
    page.who(&mut lines);
    if let Some(replayed) = &why.replayed {
        page.proof(replayed, &mut lines);
    }
    lines
}

/// Whether a replay is identical, in one line.
#[must_use]
pub fn compared(locale: Locale, replayed: &Replayed) -> String {
    let (entry, sha256) = (replayed.entry.to_string(), &replayed.verdict);
    let count = replayed.differences.len().to_string();
    let values = [("entry", entry.as_str()), ("sha256", sha256), ("count", &count)];
    locale.with(if replayed.is_identical() { "proof.identical" } else { "proof.different" }, &values)
}

/// One line in which two verdicts differ.
#[must_use]
pub fn difference(difference: &Difference) -> String {
    match difference {
        Difference::Gone { under, line } => format!("- {under}  {line}"),
        Difference::New { under, line } => format!("+ {under}  {line}"),
    }
}

/// Whether an entry lies behind what the decision had read.
#[must_use]
pub fn came_later(why: &Why, given: &Given) -> bool {
    let heads = why.decision.act.basis.read.iter().filter_map(|head| head.parse::<Head>().ok());
    !heads.into_iter().any(|head| head.entry.writer == given.entry.writer && head.entry.n >= given.entry.n)
}

/// Lines of somebody's own words, each behind a margin.
fn quoted(indent: &str, text: &str) -> Vec<String> {
    text.lines().map(|line| format!("{indent}│ {line}")).collect()
}

struct Page<'a> {
    why: &'a Why,
    lang: Lang,
    locale: Locale,
}

impl Page<'_> {
    fn heading(&self, key: &str, lines: &mut Vec<String>) {
        lines.extend([String::new(), self.locale.text(key).to_owned()]);
    }

    /// Somebody's own words, or what became of them.
    fn body(&self, indent: &str, body: &BodyRef) -> Vec<String> {
        if let Some(text) = self.why.then.body(body) {
            return quoted(indent, text);
        }
        vec![match self.why.erased.get(body.as_str()) {
            Some(erased) => format!("{indent}{}", erased.line(self.locale)),
            None => format!("{indent}{}", self.locale.with("proof.text-elsewhere", &[("body", body.as_str())])),
        }]
    }

    /// A person by name and by the name of the writer.
    fn person(&self, id: &str) -> String {
        self.why.names.get(id).map_or_else(|| id.to_owned(), |name| format!("{name} ({id})"))
    }

    /// First of all, that nothing is in force, since when, by whom and why.
    fn taken_out(&self, lines: &mut Vec<String>) {
        let review = &self.why.then.review;
        if let (Some(told), Some((_, revoked))) = (taken_out(self.locale, review), review.taken_out()) {
            lines.push(format!("▲ {told}"));
            lines.extend(self.body("  ", &revoked.reason));
        }
    }

    fn decided(&self, lines: &mut Vec<String>) {
        let (locale, decision) = (self.locale, &self.why.decision);
        self.heading("proof.decision", lines);
        let outcome = locale.text(&format!("decision-outcome.{}", decision.act.outcome.word())).to_owned();
        let roles: Vec<&str> = self.why.roles.iter().map(|role| locale.text(crate::workspace::duties::role_key(*role))).collect();
        let roles = if roles.is_empty() { locale.text("people.no-role").to_owned() } else { roles.join(", ") };
        let (person, at, entry) = (self.person(&decision.person), decision.at.to_string(), decision.entry.to_string());
        let values = [("outcome", outcome.as_str()), ("person", &person), ("roles", &roles), ("at", &at), ("entry", &entry)];
        lines.push(format!("  {}", locale.with("proof.by", &values)));
        lines.extend(weighed(locale, decision).lines().map(|line| format!("  {line}")));
        lines.push(format!("  {}", locale.text(&format!("proof.signature-{}", decision.signed.word()))));
        lines.extend(self.why.breaks.iter().map(|broke| format!("  {}", broke.in_lang(self.lang))));
        let seconds = seconds_told(locale, &self.why.then.supplier.id, decision, |person| self.person(person));
        lines.extend(seconds.into_iter().map(|line| format!("  {line}")));
        lines.extend(self.body("  ", &decision.act.reason));
        for condition in &decision.act.conditions {
            lines.push(format!("  · {}", locale.text("proof.condition")));
            lines.extend(self.body("    ", condition));
        }
        if let Some(why) = &decision.act.no_remedy {
            lines.push(format!("  {}", locale.with("proof.no-remedy", &[("why", "")]).trim_end()));
            lines.extend(self.body("    ", why));
        }
        if let Some(day) = &decision.act.review_by {
            lines.push(format!("  {}", locale.with("review.review-by", &[("day", day)])));
        }
        let others = self.why.then.review.decisions.iter().filter(|one| decision.apart.contains(&one.entry));
        for other in others {
            let outcome = locale.text(&format!("decision-outcome.{}", other.act.outcome.word())).to_owned();
            let (person, at, entry) = (self.person(&other.person), other.at.to_string(), other.entry.to_string());
            let values = [("outcome", outcome.as_str()), ("person", person.as_str()), ("at", &at), ("entry", &entry)];
            lines.push(format!("  ≠ {}", locale.with("proof.apart", &values)));
            lines.extend(self.body("    ", &other.act.reason));
        }
        lines.extend(decision.act.ticket.iter().map(|ticket| format!("  {}", locale.with("proof.ticket", &[("what", ticket)]))));
        lines.extend(outside(locale, decision).into_iter().map(|line| format!("  {line}")));
    }

    fn judged(&self, replayed: &Replayed, lines: &mut Vec<String>) {
        let locale = self.locale;
        self.heading("proof.judged", lines);
        lines.push(format!("  {}", self.scores(&replayed.dossier)));
        for (bound, kept) in &self.why.bound {
            let kind = locale.text(&format!("proof.kind-{}", bound.kind.word())).to_owned();
            let kept = locale.text(&format!("proof.kept-{}", kept.word())).to_owned();
            lines.push(format!("  {kind} {}  {}  {kept}", bound.name, &bound.sha256[..16]));
            if bound.kind == Kind::Policy {
                lines.extend(self.policy());
            }
        }
        let situation = &replayed.dossier.situation;
        lines.extend(crate::report::place::placed(locale, situation).map(|line| format!("  {line}")));
        lines.extend(situation.placed.iter().map(|by| format!("      {by}")));
        let read = replayed.sealed.read.len().to_string();
        lines.push(format!("  {}", locale.with("proof.logs-read", &[("count", &read), ("at", &replayed.sealed.at.to_string())])));
    }

    /// What the policy is called, and whether somebody had adopted it when the decision was taken.
    fn policy(&self) -> Vec<String> {
        let Some(policy) = &self.why.policy else { return Vec::new() };
        let adopted = match &self.why.adopted {
            Some(Adoption { from, by, entry }) => {
                let (by, entry) = (self.person(by), entry.to_string());
                self.locale.with("proof.policy-adopted", &[("from", from), ("person", &by), ("entry", &entry)])
            }
            None => self.locale.text("proof.policy-not-adopted").to_owned(),
        };
        vec![format!("      {} · {adopted}", policy.title.get(self.lang))]
    }

    /// The numbers of a judgement in one line.
    fn scores(&self, dossier: &Dossier) -> String {
        let (locale, a) = (self.locale, &dossier.assessment);
        let number = |tenths: Option<crate::ratio::Tenths>| tenths.map_or_else(|| "–".to_owned(), |tenths| tenths.to_string());
        let (conduct, inherent) = (number(a.conduct), a.inherent.score.to_string());
        let exact = a.conduct_exact.map_or_else(|| "–".to_owned(), |ratio| ratio.to_string());
        let values = [
            ("status", locale.text(&format!("proof.status-{}", a.status.word())).to_owned()),
            ("conduct", conduct),
            ("exact", exact),
            ("band", a.band.as_deref().map_or_else(|| "–".to_owned(), |band| level(locale, band))),
            ("inherent", inherent),
            ("inherent-band", level(locale, &a.inherent.band)),
            ("attention", a.attention.as_deref().map_or_else(|| "–".to_owned(), |attention| level(locale, attention))),
            ("coverage", format!("{} %", a.coverage.percent_floor())),
        ];
        locale.with("proof.scores", &values.each_ref().map(|(key, value)| (*key, value.as_str())))
    }

    fn flags(&self, replayed: &Replayed, lines: &mut Vec<String>) {
        let locale = self.locale;
        self.heading("proof.fired", lines);
        let mut told: Vec<(String, usize)> = Vec::new();
        for flag in &replayed.dossier.flags {
            let text = self.flag(flag);
            match told.iter_mut().find(|(known, _)| *known == text) {
                Some((_, times)) => *times += 1,
                None => told.push((text, 1)),
            }
        }
        for (text, times) in told {
            lines.extend(text.lines().map(str::to_owned));
            if times > 1 {
                lines.push(format!("      {}", locale.with("proof.times", &[("count", &times.to_string())])));
            }
        }
        if replayed.dossier.flags.is_empty() {
            lines.push(format!("  {}", locale.text("proof.none")));
        }
    }

    fn flag(&self, flag: &Flag) -> String {
        let locale = self.locale;
        let gate = if flag.gate { "▲ " } else { "" };
        let waived = if flag.state == FlagState::Waived { format!(" ({})", locale.text("proof.waived")) } else { String::new() };
        let (key, response, severity) = (flag.key(), flag.response.code(), level(locale, flag.severity.word()));
        let mut text = format!("  {gate}{key}  {response}  {severity}  [{}]{waived}\n", flag.clause.join(" "));
        text.push_str(&format!("      {}\n", flag.reason.get(self.lang)));
        let causes: Vec<String> = flag.causes.iter().map(|cause| format!("{} {}", cause.question, cause.entry)).collect();
        if !causes.is_empty() {
            text.push_str(&format!("      {}\n", locale.with("proof.caused-by", &[("list", &causes.join(", "))])));
        }
        text
    }

    fn silent(&self, replayed: &Replayed, lines: &mut Vec<String>) {
        self.heading("proof.silent", lines);
        for rule in replayed.sealed.rules.iter().filter(|rule| rule.outcome != "fired") {
            let id = rule.rule.split('@').next().unwrap_or_default();
            let title = self.why.policy.as_ref().and_then(|policy| policy.rules.get(id)).map(|text| text.title.get(self.lang).to_owned());
            let inputs = inputs(self.locale, rule);
            let values = [("rule", rule.rule.as_str()), ("title", &title.unwrap_or_default()), ("inputs", &inputs)];
            lines.push(format!("  {}", self.locale.with("proof.silent-rule", &values)));
        }
    }

    /// Submitted answers that were corrected: why, who asked, and whether the decision knew it.
    /// Answers that contradicted each other, and which a reviewer said counts.
    fn settled(&self, lines: &mut Vec<String>) {
        let then = &self.why.then;
        let (settled, open) = (then.settled_told(self.locale), then.contested_told(self.locale));
        if settled.is_empty() && open.is_empty() {
            return;
        }
        self.heading("proof.settled", lines);
        for one in settled {
            lines.push(format!("  {}", one.head));
            lines.extend(self.body("      ", &one.reason));
            lines.extend(one.beside.into_iter().map(|line| format!("      {line}")));
        }
        for one in open {
            lines.extend(one.into_iter().enumerate().map(|(place, line)| format!("{}{line}", if place == 0 { "  ≠ " } else { "      " })));
        }
    }

    fn corrections(&self, lines: &mut Vec<String>) {
        let locale = self.locale;
        let all = self.why.then.corrections();
        if all.is_empty() {
            return;
        }
        self.heading("proof.corrections", lines);
        for given in all {
            let (at, entry, person) = (given.at.to_string(), given.entry.to_string(), self.person(&given.person));
            let values = [("id", given.answer.question.as_str()), ("at", &at), ("person", &person), ("entry", &entry)];
            let later = if came_later(self.why, given) { format!("  {}", locale.text("proof.corrected-later")) } else { String::new() };
            lines.push(format!("  {}{later}", locale.with("proof.corrected", &values)));
            lines.extend(given.answer.correction.iter().flat_map(|reason| self.body("      ", reason)));
            if let Some(asked) = &given.answer.asked {
                let name = self.why.then.body(&asked.name).map(crate::clean::line).unwrap_or_default();
                lines.push(format!("      {}", locale.with(&format!("asked-by.{}", asked.by.word()), &[("name", &name)])));
            }
        }
    }

    fn evidence(&self, lines: &mut Vec<String>) {
        let locale = self.locale;
        self.heading("proof.evidence", lines);
        for paper in &self.why.evidence {
            let kept = locale.text(&format!("proof.kept-{}", paper.kept.word())).to_owned();
            let names = paper.about.iter().map(|about| crate::situation::each::told(about, locale.lang()));
            let about =
                std::iter::once(paper.question.clone().unwrap_or_else(|| "–".to_owned())).chain(names).collect::<Vec<_>>().join(" · ");
            let until = paper.expires.as_deref().map_or_else(String::new, |day| format!("  → {day}"));
            lines.push(format!("  {}  {about}  {}{until}  {kept}", paper.name, paper.entry));
            lines.push(format!("      sha256 {}", paper.sha256));
            lines.extend(paper.erased.as_ref().map(|erased| format!("      {}", erased.line(locale))));
        }
        if self.why.evidence.is_empty() {
            lines.push(format!("  {}", locale.text("proof.none")));
        }
    }

    fn waivers(&self, lines: &mut Vec<String>) {
        let locale = self.locale;
        self.heading("proof.waivers", lines);
        let before = lines.len();
        for waiver in self.why.then.review.waivers.iter().filter(|waiver| waiver.in_force) {
            let (person, state) = (self.person(&waiver.person), locale.text("review.in-force"));
            let values = [("flag", waiver.act.flag.as_str()), ("until", &waiver.act.until), ("person", &person), ("state", state)];
            lines.push(format!("  {}  {}", waiver.entry, locale.with("review.waiver", &values)));
            lines.extend(self.body("      ", &waiver.act.reason));
        }
        for waiver in &self.why.then.review.waivers {
            let told = waiver_told(locale, &self.why.then.supplier.id, waiver);
            lines.extend(told.map(|told| format!("  {}  {}: {told}", waiver.entry, waiver.act.flag)));
        }
        if lines.len() == before {
            lines.push(format!("  {}", locale.text("proof.none")));
        }
    }

    /// Who wrote down the answers, and whom they met for it.
    fn who(&self, lines: &mut Vec<String>) {
        let locale = self.locale;
        self.heading("proof.interviewed", lines);
        for (person, count) in &self.why.interviewers {
            let values = [("person", self.person(person)), ("count", count.to_string())];
            lines.push(format!("  {}", locale.with("proof.answers-by", &values.each_ref().map(|(key, value)| (*key, value.as_str())))));
            for met in self.why.met.iter().filter(|met| met.by == *person) {
                let parts = [met.who.as_deref(), met.role.as_deref(), met.channel.as_deref(), met.lang.as_deref()];
                let whom = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
                lines.push(format!("      {}", locale.with("proof.met", &[("whom", &whom), ("day", &met.at.date().to_string())])));
            }
        }
        if self.why.interviewers.is_empty() {
            lines.push(format!("  {}", locale.text("proof.none")));
        }
    }

    fn proof(&self, replayed: &Replayed, lines: &mut Vec<String>) {
        let locale = self.locale;
        self.heading("proof.proof", lines);
        lines.push(format!("  {}", compared(locale, replayed)));
        lines.extend(replayed.differences.iter().take(5).map(|one| format!("    {}", difference(one))));
        if replayed.differences.len() > 5 {
            lines.push(format!("    {}", locale.with("proof.more", &[("id", &self.why.then.supplier.id)])));
        }
        let sealed = [("entry", &*replayed.seal.to_string()), ("sha256", &*replayed.verdict)];
        lines.push(format!("  {}", locale.with("proof.sealed-in", &sealed)));
        lines.extend(replayed.sealed.read.iter().map(|head| format!("  {head}")));
    }

    /// The same facts under other rules: said first, so that nobody takes what follows for what would be.
    fn supposed(&self, replayed: &Replayed, supposed: &Hypothetical, lines: &mut Vec<String>) {
        let locale = self.locale;
        let key = if supposed.current { "proof.hypothetical-current" } else { "proof.hypothetical" };
        lines.push(locale.with(key, &[("policy", &supposed.policy)]));
        lines.push(format!("  {}", locale.with("proof.then", &[("what", &self.scores(&replayed.dossier))])));
        lines.push(format!("  {}", locale.with("proof.supposed", &[("what", &self.scores(&supposed.dossier))])));
        let keys = |dossier: &Dossier| dossier.flags.iter().map(Flag::key).collect::<Vec<_>>();
        let (then, now) = (keys(&replayed.dossier), keys(&supposed.dossier));
        let before = lines.len();
        for (mark, of, other) in [("-", &replayed.dossier, &now), ("+", &supposed.dossier, &then)] {
            let apart = of.flags.iter().filter(|flag| !other.contains(&flag.key()));
            lines.extend(apart.map(|flag| format!("  {mark} {}  {}", flag.key(), flag.reason.get(self.lang))));
        }
        if lines.len() == before && self.scores(&replayed.dossier) == self.scores(&supposed.dossier) {
            lines.push(format!("  {}", locale.text("proof.supposed-same")));
        }
        lines.extend([locale.text("proof.as-it-was").to_owned(), String::new()]);
    }
}

/// What a rule looked at, the first six one by one.
fn inputs(locale: Locale, rule: &RuleSaid) -> String {
    const SHOWN: usize = 6;
    let word = |line: &String| {
        let words = line.split(' ').enumerate().map(|(at, word)| {
            let key = if at == 0 && !word.contains('.') { format!("proof.input-{word}") } else { format!("proof.fact-{word}") };
            let short = word.split_once(':').filter(|(_, hash)| hash.len() == 64).map_or(word, |(name, _)| name);
            if locale.has(&key) { locale.text(&key).to_owned() } else { short.to_owned() }
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
