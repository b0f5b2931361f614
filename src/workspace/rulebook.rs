//! The rules as they are looked at: policy editions, what the one in force says, regimes, when questionnaires are due, and
//! the cases that test it. Each is a table with something to read behind every line.

use super::adoption::Waits;
use super::policies::{Adopted, Standing, Tested, is_withdrawn};
use super::{Workspace, WorkspaceError};
use crate::language::Lang;
use crate::locale::Locale;
use crate::policy::{Case, Policy};
use crate::reference::country::Countries;
use crate::report::in_force;
use crate::report::portfolio::{Compared, changed_cases, changed_keys, worded_in};
use crate::report::risks;
use crate::sentence::Sentence;

/// One table of the rulebook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leaf {
    /// Policy editions.
    #[default]
    Editions,
    /// What the edition in force says.
    InForce,
    /// Risks against regimes.
    Regimes,
    /// When questionnaires are due.
    Cadence,
    /// The cases of the edition in force.
    Cases,
}

impl Leaf {
    /// Every table, as they stand side by side.
    pub const ALL: [Self; 5] = [Self::Editions, Self::InForce, Self::Regimes, Self::Cadence, Self::Cases];

    /// The word of the catalogues.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Editions => "editions",
            Self::InForce => "in-force",
            Self::Regimes => "regimes",
            Self::Cadence => "cadence",
            Self::Cases => "cases",
        }
    }
}

/// How a line is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// As any other.
    #[default]
    Plain,
    /// What does not count, or not yet.
    Quiet,
    /// The title of the lines below it.
    Heading,
    /// Somebody has to look.
    Bad,
}

/// A line with what there is to read about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Cells, one for each column.
    pub cells: Vec<String>,
    /// The whole of it.
    pub whole: Vec<String>,
    /// How it is meant.
    pub tone: Tone,
    /// The edition it is about, to be compared with the one in force.
    pub edition: Option<String>,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Titles of the columns; the last one takes what is left of the width.
    pub heads: Vec<String>,
    /// Lines.
    pub lines: Vec<Line>,
    /// What holds for all of them.
    pub foot: Vec<String>,
}

/// `active`, and why it does not count or not any more.
fn said_in_words(one: &Adopted, all: &[Adopted], locale: Locale) -> String {
    let state = locale.text(&format!("edition.{}", one.act.state)).to_owned();
    let why = match &one.waits {
        Some(Waits::Second(_)) => locale.text("edition.waiting").to_owned(),
        Some(Waits::Signatures(who)) => locale.with("edition.not-signed", &[("who", &who.join(", "))]),
        Some(Waits::NotTheirs) => locale.text("edition.not-theirs").to_owned(),
        None if is_withdrawn(one, all) => locale.text("edition.start-withdrawn").to_owned(),
        None => return state,
    };
    locale.with("edition.said-but", &[("state", &state), ("why", &why)])
}

fn short(policy: &Policy) -> String {
    format!("{}@{}", policy.id, policy.edition)
}

impl Workspace {
    /// One table of the rulebook, for everybody or for one supplier.
    ///
    /// # Errors
    /// When a journal cannot be read or there is no such supplier.
    pub fn rulebook(&self, leaf: Leaf, supplier: Option<&str>, lang: Lang) -> Result<Sheet, WorkspaceError> {
        let locale = Locale::new(lang);
        match leaf {
            Leaf::Editions => self.leaf_editions(locale),
            Leaf::InForce => Ok(self.leaf_in_force(locale)),
            Leaf::Regimes => self.leaf_regimes(supplier, locale),
            Leaf::Cadence => self.leaf_cadence(supplier, locale),
            Leaf::Cases => self.leaf_cases(locale),
        }
    }

    fn leaf_editions(&self, locale: Locale) -> Result<Sheet, WorkspaceError> {
        let adopted = self.adopted()?;
        let head = |key: &str| locale.text(&format!("rulebook.{key}")).to_owned();
        let mut lines = Vec::new();
        for policy in &self.policies {
            let (standing, last) = self.standing_of(policy, &adopted);
            let (from, by) = last.map(|last| (last.act.from, last.by)).unwrap_or_default();
            let judges = policy.edition_name() == self.policy().edition_name();
            let mark = if judges { "▸" } else { " " };
            let word = locale.text(&format!("edition.{}", standing.word())).to_owned();
            let notice = if policy.is_tool_default() { locale.text("policy.default").to_owned() } else { String::new() };
            let cells = [mark.to_owned(), short(policy), word, from, by, policy.cases.len().to_string(), notice].to_vec();
            let said = adopted.iter().filter(|one| one.act.edition == policy.edition_name());
            let history = said.map(|one| {
                let state = said_in_words(one, &adopted, locale);
                let scores = if one.act.rescores.is_empty() { String::new() } else { format!(" ({})", one.act.rescores.join(", ")) };
                format!("{}  {state}  {}{scores}", one.act.from, one.by)
            });
            let file = self.policy_notice(policy, locale).unwrap_or_else(|| self.policy_file(policy));
            let mut whole = vec![policy.title.get(locale.lang()).to_owned(), file];
            whole.extend(history);
            let tone = if standing == Standing::Retired { Tone::Quiet } else { Tone::Plain };
            lines.push(Line { cells, whole, tone, edition: Some(short(policy)) });
        }
        let judges = locale.with("edition.judges", &[("campaign", &self.campaign_label()), ("edition", &short(self.policy()))]);
        let heads = ["", "edition", "standing", "from", "by", "cases", "whose"];
        let heads = heads.iter().map(|key| if key.is_empty() { String::new() } else { head(key) }).collect();
        Ok(Sheet { heads, lines, foot: vec![judges, head("compare")] })
    }

    fn leaf_in_force(&self, locale: Locale) -> Sheet {
        let notice = locale.text("policy.default");
        let mut lines = Vec::new();
        for section in in_force::sections(self.policy(), &self.sets(), &self.every_set(), locale) {
            let whose = if section.by_default { notice.to_owned() } else { String::new() };
            lines.push(Line { cells: vec![section.title.clone(), String::new(), whose.clone()], tone: Tone::Heading, ..Line::default() });
            for said in section.lines {
                let mut cells = said.cells.clone();
                let first = cells.remove(0);
                // Three cells and more: the last one is what is to be read, the others stand together.
                let (middle, rest) =
                    if cells.len() == 2 { (cells.remove(0), cells.remove(0)) } else { (cells.join(" · "), String::new()) };
                let mut whole = vec![section.title.clone()];
                whole.extend(if said.whole.is_empty() { vec![said.cells.join("  ")] } else { said.whole });
                whole.extend((section.by_default).then(|| notice.to_owned()));
                let tone = if said.not_in_source { Tone::Quiet } else { Tone::Plain };
                lines.push(Line { cells: vec![format!("  {first}"), middle, rest], whole, tone, edition: None });
            }
        }
        let head = |key: &str| locale.text(&format!("rulebook.{key}")).to_owned();
        let policy = self.policy();
        let file = format!("{} · {}", short(policy), self.policy_file(policy));
        let foot = [Some(file), policy.is_tool_default().then(|| notice.to_owned())].into_iter().flatten().collect();
        Sheet { heads: vec![head("what"), head("value"), head("says")], lines, foot }
    }

    fn leaf_regimes(&self, supplier: Option<&str>, locale: Locale) -> Result<Sheet, WorkspaceError> {
        let mut regimes = self.regimes().with_own(&self.policy().own_responses);
        let head = |key: &str| locale.text(&format!("rulebook.{key}")).to_owned();
        let mut foot = Vec::new();
        if let Some(id) = supplier {
            let dossier = self.dossier(id)?;
            let metals = crate::rules::metals_of(&dossier.situation);
            regimes.regimes.retain(|regime| regime.applies(&dossier.supplier.partner_type, metals.iter().map(String::as_str)));
            foot.push(locale.with("rulebook.regimes-of", &[("supplier", dossier.supplier.display_name())]));
        } else {
            foot.push(head("regimes-all"));
        }
        foot.push(locale.with("regimes.star", &[("edition", &regimes.edition)]));
        foot.extend(crate::report::risks::from_memory(&regimes, &regimes.risks.iter().collect::<Vec<_>>(), locale));
        let lang = locale.lang();
        let mut heads = vec!["¶".to_owned(), head("strictest")];
        heads.extend(regimes.regimes.iter().map(|regime| regime.name.get(lang).to_owned()));
        heads.push(locale.text("regimes.risk").to_owned());
        let line = |risk: &crate::reference::regime::Risk| {
            let strictest = regimes.asked(risk, false, |_| true).first().map(|(regime, _)| regime.name.get(lang).to_owned());
            let mut cells = vec![risk.paragraph.clone(), strictest.unwrap_or_else(|| "–".to_owned())];
            cells.extend(regimes.regimes.iter().map(|regime| risks::word(risk, regime)));
            cells.push(risk.title.get(lang).to_owned());
            Line { cells, whole: risks::whole(&regimes, risk, locale), ..Line::default() }
        };
        let lines = regimes.risks.iter().map(line).collect();
        let notice = self.policy_notice(self.policy(), locale);
        foot.extend(notice.map(|notice| format!("{}: {notice}", locale.text("regimes.company"))));
        Ok(Sheet { heads, lines, foot })
    }

    fn leaf_cadence(&self, supplier: Option<&str>, locale: Locale) -> Result<Sheet, WorkspaceError> {
        let ids = supplier.map_or_else(|| self.supplier_ids(), |id| Ok(vec![id.to_owned()]))?;
        let mut found = Vec::new();
        for id in &ids {
            let dossier = self.dossier(id)?;
            let name = dossier.supplier.display_name().to_owned();
            found.extend(self.cadence(&dossier)?.into_iter().map(|one| (name.clone(), one)));
        }
        // What is overdue first, then what is due next; what nobody ever asked last.
        found.sort_by_key(|(name, one)| (!one.overdue, one.next.is_none(), one.next, name.clone()));
        let day = |day: Option<jiff::civil::Date>| day.map_or_else(|| "–".to_owned(), |day| day.to_string());
        let overdue = found.iter().filter(|(_, one)| one.overdue).count();
        let line = |(name, one): &(String, super::cadence::Cadence)| {
            let state = locale.text(&format!("cadence.{}", one.state())).to_owned();
            let cells = vec![state.clone(), day(one.next), name.clone(), one.set.clone(), one.months.to_string(), day(one.last)];
            let label = |key: &str, value: &str| format!("{}: {value}", locale.text(&format!("cadence.{key}")));
            let mut whole = vec![name.clone(), one.title.get(locale.lang()).to_owned(), label("state", &state)];
            whole.extend([label("last", &day(one.last)), label("next", &day(one.next)), label("months", &one.months.to_string())]);
            let tone = if one.overdue {
                Tone::Bad
            } else if one.next.is_none() {
                Tone::Quiet
            } else {
                Tone::Plain
            };
            Line { cells, whole, tone, edition: None }
        };
        let lines = found.iter().map(line).collect();
        let heads = ["state", "next", "supplier", "set", "months", "last"].map(|key| locale.text(&format!("cadence.{key}")).to_owned());
        let count = locale.with("rulebook.overdue", &[("count", &overdue.to_string()), ("all", &found.len().to_string())]);
        let whose = self.policy_notice(self.policy(), locale).map(|notice| format!("{}: {notice}", locale.text("cadence.months")));
        Ok(Sheet { heads: heads.to_vec(), lines, foot: std::iter::once(count).chain(whose).collect() })
    }

    fn leaf_cases(&self, locale: Locale) -> Result<Sheet, WorkspaceError> {
        let policy = self.policy();
        let Tested { failures, questionnaires } = self.test_policy(policy, None)?;
        let head = |key: &str| locale.text(&format!("rulebook.{key}")).to_owned();
        let file = self.policy_file(policy);
        let mut failed = 0;
        let mut lines = Vec::new();
        for case in &policy.cases {
            let of_case = failures.iter().filter(|failure| failure.case == case.name);
            let wrong: Vec<String> = of_case.map(|failure| failure.what.clone().and(failure.next.clone()).in_lang(locale.lang())).collect();
            failed += usize::from(!wrong.is_empty());
            let result = head(if wrong.is_empty() { "holds" } else { "fails" });
            let mut whole = vec![case.name.clone(), format!("{file}:{}", case.line), result.clone()];
            whole.extend(wrong.iter().cloned());
            whole.extend(told(case, self.countries(), locale));
            let tone = if wrong.is_empty() { Tone::Plain } else { Tone::Bad };
            lines.push(Line { cells: vec![result, case.line.to_string(), case.name.clone()], whole, tone, edition: None });
        }
        let counts = [("edition", short(policy)), ("all", policy.cases.len().to_string()), ("failed", failed.to_string())];
        let foot = vec![
            locale.with("edition.tested", &counts.each_ref().map(|(name, value)| (*name, value.as_str()))),
            locale.with("edition.tested-with", &[("all", &questionnaires.join(", "))]),
        ];
        Ok(Sheet { heads: vec![head("result"), head("line"), head("case")], lines, foot })
    }

    /// What would change for every supplier were `new` to judge instead of `old`, in lines.
    ///
    /// # Errors
    /// When there is no such edition or a journal cannot be read.
    pub fn policy_diff(&self, old: &str, new: &str, lang: Lang) -> Result<Vec<String>, WorkspaceError> {
        self.policy_diff_in(None, old, new, lang)
    }

    /// The same in a campaign; absent: in the one meant.
    pub(super) fn policy_diff_in(&self, campaign: Option<&str>, old: &str, new: &str, lang: Lang) -> Result<Vec<String>, WorkspaceError> {
        let (before, after) = (self.policy_named(old, |_| None)?, self.policy_named(new, |_| None)?);
        let changes = self.compare_policies(campaign, &before, &after)?;
        let text = |policy: &Policy| self.policy_text(policy).unwrap_or_default().to_owned();
        let asked = self.supplier_ids()?.len();
        Ok(diff_lines((&before, &text(&before)), (&after, &text(&after)), &changes, asked, Locale::new(lang)))
    }
}

/// Two editions side by side, in lines: the keys that differ, then every supplier that would be told something else.
#[must_use]
pub fn diff_lines(
    (before, was): (&Policy, &str),
    (after, is): (&Policy, &str),
    changes: &[Compared],
    asked: usize,
    locale: Locale,
) -> Vec<String> {
    let (keys, worded) = changed_keys(was, is);
    let mut lines = vec![format!("{} → {}", short(before), short(after))];
    lines.extend(keys.iter().map(|key| format!("  {key}")));
    let (told, others) = worded_in(&worded, locale.lang());
    lines.extend(told.iter().map(|line| format!("  {line}")));
    if others > 0 {
        lines.push(format!("  {}", locale.with("edition.worded", &[("count", &others.to_string())])));
    }
    let [new, gone, other] = changed_cases(was, is).map(|count| count.to_string());
    if [&new, &gone, &other].iter().any(|count| **count != "0") {
        lines.push(format!("  {}", locale.with("edition.cases-differ", &[("new", &new), ("gone", &gone), ("other", &other)])));
    }
    let band = changes.iter().filter(|change| change.changes_band()).count().to_string();
    let flags = changes.iter().filter(|change| change.changes_flags()).count().to_string();
    lines.push(String::new());
    lines.push(locale.with("edition.diff", &[("asked", &asked.to_string()), ("band", &band), ("flags", &flags)]));
    let rows = changes.iter().filter(|change| !change.asked.is_empty() || !change.not_asked.is_empty()).count();
    let due = changes.iter().filter(|change| !change.due.is_empty()).count();
    if rows + due > 0 {
        lines.push(locale.with("edition.diff-asked", &[("rows", &rows.to_string()), ("due", &due.to_string())]));
    }
    for change in changes {
        lines.push(String::new());
        lines.extend(change.told(locale));
    }
    lines
}

/// What goes into a case and what must come out, in lines.
fn told(case: &Case, countries: &Countries, locale: Locale) -> Vec<String> {
    let head = |key: &str, values: &[String]| {
        let all = || Sentence::Listed(values.iter().map(Sentence::from).collect()).in_lang(locale.lang());
        (!values.is_empty()).then(|| locale.with("rulebook.told", &[("what", locale.text(&format!("rulebook.{key}"))), ("all", &all())]))
    };
    let answers: Vec<String> = case.answers.iter().map(|(question, value)| format!("{question} = {}", value.join("/"))).collect();
    let country = countries.get(&case.country).map_or_else(|| case.country.clone(), |known| known.name.get(locale.lang()).to_owned());
    let codes = std::iter::once(&case.role).chain(&case.materials).map(|code| locale.code(code));
    let mut about: Vec<String> = codes.collect();
    about.insert(1, country);
    about.retain(|word| !word.is_empty());
    let expect = &case.expect;
    let one = |value: &Option<String>| value.clone().into_iter().collect::<Vec<_>>();
    let flags = [expect.flags.clone(), expect.responses.clone(), expect.regimes.clone()].concat();
    let not = [expect.not_flags.clone(), expect.not_responses.clone()].concat();
    let bands: Vec<String> = [&expect.band, &expect.inherent_band, &expect.attention]
        .into_iter()
        .flat_map(one)
        .map(|word| in_force::level(locale, &word))
        .collect();
    let short: Vec<String> = case.short_set.then(|| locale.text("rulebook.short-set").to_owned()).into_iter().collect();
    [
        head("about", &[about, short].concat()),
        head("answers", &answers),
        head("asked", &expect.asked),
        head("not-asked", &expect.not_asked),
        head("must", &flags),
        head("must-not", &not),
        head("bands", &bands),
    ]
    .into_iter()
    .flatten()
    .collect()
}
