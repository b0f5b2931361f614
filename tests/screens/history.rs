//! The history tells every kind of entry, and its commands mean what they say to a real shell.

use std::collections::BTreeMap;
use std::process::Command;

use oretrail::journal::{
    AcknowledgeAct, AuditAct, CertificateAct, CertificateSource, CertificateState, DialogueAct, EraseAct, ExclusionAct, FindingAct,
    FindingStep, FindingStepAct, GrievanceAct, GrievanceCountAct, GrievanceStepAct, IncidentAct, JudgeAct, RegisterAct, ScreenAct,
    SettleAct, StatementAct,
};
use oretrail::journal::{
    Act, Answer, BodyRef, CampaignAct, ComparedAct, Document, EditionAct, Import, ListAct, MatchAct, Open, Promise, Received, Reply,
    ReviewAct, SourceLevel, Value, WriterId,
};
use oretrail::journal::{
    ActionAct, ActionKind, Basis, CaseAct, Confirm, Decide, EntryRef, Escalate, Follow, Grant, Hash, KeyAct, Outcome, Redact, Return,
    Revoke, RiskAct, RiskResponse, Role, Seal, Sign, Snooze, Step, Trigger, Waive, Whose, Withdraw,
};
use oretrail::journal::{Asked, Asker, Choose, Counts, HandOverAct, How, LivingAct, Party, SuccessionAct};
use oretrail::journal::{DropPromiseAct, EvidenceAct, WithdrawPaperAct};
use oretrail::locale::Locale;
use oretrail::tui::screen::supplier::history;
use oretrail::tui::shell;
use oretrail::workspace::Workspace;
use oretrail::workspace::history::Happened;
use proptest::prelude::*;

use super::{LANGS, common};

fn body() -> BodyRef {
    BodyRef::of(b"a text")
}

/// One of every kind. The match below keeps this list whole: a new kind does not compile until it is told.
#[expect(clippy::too_many_lines, reason = "one of each kind of entry")]
fn every_kind() -> Vec<Act> {
    let answer = |reply| Answer { source: Some(SourceLevel::Seen), ..Answer::of("csr-saq.C1", reply) };
    let text = |text: &str| text.to_owned();
    vec![
        Act::Open(Open::here("atacama-cobre", "FY2026", &WriterId::new("anna", "7f3k"))),
        Act::Answer(answer(Reply::Value(vec![text("no")]))),
        Act::Answer(answer(Reply::DontKnow)),
        Act::Answer(Answer { note: Some(body()), respondent: Some(text("site manager")), ..answer(Reply::Declined) }),
        Act::Answer(answer(Reply::NotApplicable { reason: Some(body()) })),
        Act::Answer(answer(Reply::Withdrawn)),
        Act::Answer(Answer { correction: Some(body()), ..answer(Reply::Value(vec![text("no")])) }),
        Act::Answer(Answer {
            correction: Some(body()),
            asked: Some(Asked { by: Asker::Supplier, name: body() }),
            ..answer(Reply::Value(vec![text("yes")]))
        }),
        Act::Answer(Answer { reconfirms: Some(text("FY2025/anna-7f3k#3")), ..answer(Reply::Value(vec![text("no")])) }),
        Act::Note { question: Some(text("csr-saq.J2")), text: body() },
        Act::Attach(Document {
            sha256: text("00"),
            name: text("-permit.pdf"),
            question: Some(text("csr-saq.D1")),
            issuer: Some(text("Kanto Bureau")),
            scope: None,
            dated: None,
            expires: Some(text("2027-03-31")),
            keeps: None,
        }),
        Act::Promise(Promise { question: text("csr-saq.D4"), about: None, due: text("2026-12-01"), what: Some(body()), by: None }),
        Act::Park { question: text("csr-saq.D4"), parked: true },
        Act::Park { question: text("csr-saq.D4"), parked: false },
        Act::Undo { entry: 12 },
        Act::Submit { attested: text("read-back"), name: Some(body()), role: Some(text("head of sales")) },
        Act::Met { who: Some(body()), role: Some(text("site manager")), channel: Some(text("phone")), lang: Some(text("ja")) },
        Act::Check { question: text("csr-saq.C9b"), outcome: text("concern"), note: Some(body()), about: None },
        Act::Check { question: text("dd.origin"), outcome: text("clear"), note: None, about: Some(text("copper@Mina X")) },
        Act::Check { question: text("dd.cleared"), outcome: text("clear"), note: None, about: Some(text("copper@Mina X")) },
        Act::Check { question: text("csr-saq.M2"), outcome: text("not-applicable-accepted"), note: None, about: None },
        Act::Check { question: text("csr-saq.A3"), outcome: text("found-untrue"), note: Some(body()), about: None },
        Act::Import(Import {
            file: text("CMRT.xlsx"),
            sha256: text("00"),
            template: text("CMRT"),
            version: text("6.4"),
            layout: text("cmrt-6"),
            verdict: text("accepted"),
            dated: None,
            company: None,
            scope: None,
        }),
        Act::Received(Received {
            file: text("CMRT.xlsx"),
            sha256: text("00"),
            verdict: text("needs-clarification"),
            template: Some(text("CMRT")),
            version: Some(text("6.4")),
            dated: None,
            company: None,
            scope: None,
            supplier: None,
        }),
        Act::List(ListAct {
            list: text("smelter-list"),
            file: text("list.xlsx"),
            sha256: text("00"),
            name: text("RMI"),
            dated: text("2026-10-01"),
            source: text("RMI"),
            rows: 3,
            columns: Vec::new(),
        }),
        Act::Match(MatchAct { metal: text("Tin"), reported: text("Kawa Metal"), country: None, id: None, note: None }),
        Act::Campaign(CampaignAct {
            label: text("FY2027"),
            questionnaires: vec![text("csr-saq@2026-04:00")],
            due: text("2028-01-31"),
            started: text("2027-04-01"),
            suppliers: vec![text("atacama-cobre")],
            policy: Some(text("jx-selection@2026-04:00")),
            carries: Some(text("FY2026")),
        }),
        Act::Profile { key: text("headcount"), value: vec![text("42")] },
        Act::Profile { key: text("merged-from"), value: vec![text("atacama-old")] },
        Act::Edition(EditionAct {
            edition: text("jx-selection@2026-04:00"),
            state: text("active"),
            from: text("2026-04-01"),
            rescores: vec![text("FY2026")],
        }),
        Act::Compared(ComparedAct {
            part: text("row:precious-metals.PR28D"),
            edition: text("precious-metals@2026-04:00"),
            against: text("own copy, p. 21"),
            taken_back: false,
        }),
        Act::Recovered { torn: text("anna-7f3k.torn"), bytes: 17 },
        Act::Unknown { kind: text("weighed"), fields: vec![(text("grams"), Value::Number(3))] },
    ]
}

/// One of everything a reviewer does.
fn what_a_reviewer_does() -> Vec<Act> {
    let text = |text: &str| text.to_owned();
    let entry = || "mori-x5tb#7".parse::<EntryRef>().expect("an entry");
    let assessment = || text("FY2026");
    vec![
        Act::Review(ReviewAct::Decide(Decide {
            assessment: assessment(),
            outcome: Outcome::ImprovementRequired,
            reason: body(),
            conditions: vec![body()],
            review_by: Some(text("2027-05-31")),
            ticket: Some(text("R-2026-118")),
            approvers: Vec::new(),
            on_behalf_of: None,
            company: None,
            no_remedy: None,
            basis: Basis::default(),
        })),
        Act::Review(ReviewAct::Confirm(Confirm { entry: entry(), of: text("ab"), note: Some(body()), read: Vec::new() })),
        Act::Review(ReviewAct::Revoke(Revoke { entry: entry(), reason: body() })),
        Act::Review(ReviewAct::Action(ActionAct {
            assessment: assessment(),
            kind: ActionKind::Plan,
            what: body(),
            owner: text("anna"),
            due: text("2027-05-31"),
            adopted: Some(text("2026-11-30")),
            flag: Some(text("R-FL")),
            goal: Some(body()),
            cost: None,
            causes: Vec::new(),
            company: Whose::All,
        })),
        Act::Review(ReviewAct::Follow(Follow { action: entry(), step: Step::Done, note: Some(body()), evidence: Vec::new() })),
        Act::Review(ReviewAct::Follow(Follow { action: entry(), step: Step::NoProgress, note: None, evidence: Vec::new() })),
        Act::Review(ReviewAct::Waive(Waive {
            assessment: assessment(),
            flag: text("BAD:csr-saq.C10:CAP-90"),
            gate: false,
            until: text("2027-03-31"),
            reason: body(),
            causes: Vec::new(),
            read: Vec::new(),
            company: Whose::All,
        })),
        Act::Review(ReviewAct::Return(Return { question: text("csr-saq.C10"), reason: body() })),
        Act::Review(ReviewAct::Choose(Choose {
            question: text("csr-saq.C10"),
            about: None,
            party: Party::Supplier,
            counts: Counts::Answer(entry()),
            of: vec![entry()],
            reason: body(),
        })),
        Act::Review(ReviewAct::Choose(Choose {
            question: text("csr-saq.C10"),
            about: Some(text("site:main")),
            party: Party::Supplier,
            counts: Counts::Found { value: vec![text("3")], source: Some(SourceLevel::Seen) },
            of: vec![entry()],
            reason: body(),
        })),
        Act::Review(ReviewAct::Snooze(Snooze { assessment: assessment(), until: text("2026-12-07"), reason: None, company: Whose::All })),
        Act::Review(ReviewAct::Escalate(Escalate { assessment: assessment(), to: text("ono"), reason: body(), company: Whose::All })),
        Act::Review(ReviewAct::Risk(RiskAct {
            assessment: assessment(),
            flag: None,
            response: RiskResponse::Reduce,
            cause: body(),
            consequence: body(),
            review_by: text("2027-05-31"),
            company: Whose::All,
        })),
        Act::Review(ReviewAct::Case(CaseAct {
            assessment: assessment(),
            trigger: Trigger::AuthorityPenalty,
            reason: body(),
            company: Whose::All,
            holds: Vec::new(),
        })),
    ]
}

/// One of every kind that signs, seals or says who may.
fn what_is_signed_and_granted() -> Vec<Act> {
    let text = |text: &str| text.to_owned();
    vec![
        Act::Sign(Sign { entry: 7, of: Hash::GENESIS, key: text("SHA256:abc"), signature: text("U1NI") }),
        Act::Seal(Seal { entry: 7, of: Hash::GENESIS, bound: Vec::new(), heads: Vec::new(), verdict: text("00") }),
        Act::Grant(Grant { person: text("ken"), roles: vec![Role::Buyer, Role::Reviewer], name: None, until: None }),
        Act::Withdraw(Withdraw { person: text("ken"), roles: vec![Role::Reviewer], reason: None }),
        Act::Key(KeyAct::of_person("ken", "ssh-ed25519 AAAA")),
        Act::Redact(Redact {
            entry: "anna-7f3k#7".parse().expect("an entry"),
            bodies: vec![body().as_str().to_owned()],
            files: Vec::new(),
            reason: body(),
        }),
    ]
}

/// One of everything that becomes of a supplier.
fn what_becomes_of_suppliers() -> Vec<Act> {
    let text = |text: &str| text.to_owned();
    let succession = |how, others: &[&str], sites: &[&str]| SuccessionAct {
        how,
        others: others.iter().map(|one| text(one)).collect(),
        on: text("2026-10-01"),
        reason: Some(body()),
        sites: sites.iter().map(|one| text(one)).collect(),
        carries: None,
        read: Vec::new(),
    };
    vec![
        Act::Living(LivingAct::HandOver(HandOverAct {
            from: text("anna"),
            to: text("ken"),
            reason: body(),
            promises: vec![text("FY2026/anna-7f3k#12")],
            actions: Vec::new(),
            parked: vec![text("csr-saq.D4")],
        })),
        Act::Living(LivingAct::Succeeded(succession(How::Merged, &["straits-meridian"], &[]))),
        Act::Living(LivingAct::Succeeded(succession(How::Split, &["one", "two"], &[]))),
        Act::Living(LivingAct::Succeeded(succession(How::SiteSold, &["one"], &["main"]))),
        Act::Living(LivingAct::Succeeded(succession(How::Same, &["one"], &[]))),
        Act::Living(LivingAct::Succeeds(succession(How::Merged, &["atacama-old"], &[]))),
    ]
}

/// One of everything that is entered into a register.
#[expect(clippy::too_many_lines, reason = "one of each kind of entry")]
fn what_stands_in_registers() -> Vec<Act> {
    let text = |text: &str| text.to_owned();
    let entry = || "anna-7f3k#3".parse::<EntryRef>().expect("an entry");
    let paper = EvidenceAct {
        sha256: text("00"),
        name: text("iso 45001.pdf"),
        what: Some(body()),
        issuer: Some(text("TÜV Süd")),
        sites: vec![text("quebrada-clara"), text("puerto")],
        metals: vec![text("copper")],
        questions: vec![text("csr-saq.D4")],
        expires: Some(text("2028-02-28")),
        ..EvidenceAct::default()
    };
    let kept = EvidenceAct { keeps: vec![text("FY2026/anna-7f3k#12")], ..paper.clone() };
    let withdrawn = WithdrawPaperAct { sha256: text("00"), of: vec![text("standing/anna-7f3k#2")], reason: body() };
    let dropped = DropPromiseAct { promise: text("FY2026/anna-7f3k#12"), reason: body() };
    let all = vec![
        RegisterAct::Evidence(paper),
        RegisterAct::Evidence(kept),
        RegisterAct::WithdrawPaper(withdrawn),
        RegisterAct::DropPromise(dropped),
        RegisterAct::Certificate(CertificateAct {
            scheme: text("ISO 14001"),
            entity: text("Atacama Cobre SpA"),
            site: Some(text("quebrada-clara")),
            metal: Some(text("copper")),
            edition: Some(text("2015")),
            state: CertificateState::Certified,
            issued: Some(text("2026-05-20")),
            expires: Some(text("2029-05-19")),
            source: CertificateSource::Scheme,
            dated: text("2026-11-01"),
            evidence: vec![text("00")],
            questions: vec![text("csr-saq.F2")],
            note: Some(body()),
        }),
        RegisterAct::Settle(SettleAct {
            certificate: text("copper-mark:atacama-cobre:quebrada-clara:copper"),
            state: CertificateState::Applied,
            expires: None,
            of: Vec::new(),
            reason: body(),
        }),
        RegisterAct::Screen(ScreenAct {
            who: Vec::new(),
            supplier: text("atacama-cobre"),
            lists: Vec::new(),
            names: 4,
            hits: vec![text("T.1~a-b")],
            next: text("2027-11-23"),
            least: Some(860),
        }),
        RegisterAct::Judge(JudgeAct {
            supplier: text("atacama-cobre"),
            hit: text("T.1~a-b"),
            listed: text("B A"),
            same: false,
            reason: body(),
        }),
        RegisterAct::Exclusion(ExclusionAct { supplier: text("atacama-cobre"), clause: true, place: Some(text("article 14")) }),
        RegisterAct::Grievance(GrievanceAct {
            number: text("G-2026-001"),
            channel: text("hotline"),
            group: text("partner-workers"),
            about: text("safety"),
            received: text("2026-11-20"),
            text: body(),
            supplier: None,
            reporter: None,
        }),
        RegisterAct::GrievanceStep(GrievanceStepAct {
            number: text("G-2026-001"),
            step: text("remedy"),
            note: body(),
            owner: Some(text("ken")),
            due: Some(text("2026-12-20")),
            external: true,
        }),
        RegisterAct::GrievanceStep(GrievanceStepAct {
            number: text("G-2026-001"),
            step: text("closed"),
            note: body(),
            owner: None,
            due: None,
            external: false,
        }),
        RegisterAct::GrievanceCount(GrievanceCountAct { channel: text("internal-hotline"), period: text("FY2025"), count: 14 }),
        RegisterAct::Erase(EraseAct { entries: vec![entry()], bodies: vec![body()], reason: text("retention date") }),
        RegisterAct::Audit(AuditAct {
            kind: text("third-party"),
            on: text("2026-11-12"),
            auditor: text("TÜV"),
            site: None,
            scope: Some(text("SMETA")),
            next: Some(text("2027-11-30")),
            evidence: Vec::new(),
        }),
        RegisterAct::Finding(FindingAct {
            audit: Some(entry()),
            on: text("2026-11-12"),
            severity: text("high"),
            clause: Some(text("P1.4")),
            site: None,
            what: body(),
        }),
        RegisterAct::FindingStep(FindingStepAct {
            finding: entry(),
            step: FindingStep::Result,
            note: body(),
            owner: None,
            due: None,
            checked: Some(text("2027-02-10")),
            evidence: Vec::new(),
        }),
        RegisterAct::Incident(IncidentAct { category: text("safety"), on: text("2026-10-02"), site: None, what: body() }),
        RegisterAct::Statement(StatementAct { year: text("FY2025"), category: text("child-labour"), basis: Some(body()) }),
        RegisterAct::Dialogue(DialogueAct { on: text("2026-10-02"), channel: text("visit"), with: text("site manager"), text: body() }),
        RegisterAct::Acknowledge(AcknowledgeAct {
            policy: text("human-rights"),
            version: text("2025-04"),
            on: text("2026-05-11"),
            signer: body(),
            evidence: Vec::new(),
        }),
    ];
    all.into_iter().map(Act::Register).collect()
}

/// A number for every kind there is.
fn number(act: &Act) -> usize {
    match act {
        Act::Open(_) => 0,
        Act::Answer(_) => 1,
        Act::Note { .. } => 2,
        Act::Attach(_) => 3,
        Act::Promise(_) => 4,
        Act::Park { .. } => 5,
        Act::Undo { .. } => 6,
        Act::Submit { .. } => 7,
        Act::Met { .. } => 8,
        Act::Check { .. } => 9,
        Act::Import(_) => 10,
        Act::Received(_) => 11,
        Act::List(_) => 12,
        Act::Match(_) => 13,
        Act::Campaign(_) => 14,
        Act::Profile { .. } => 15,
        Act::Recovered { .. } => 16,
        Act::Unknown { .. } => 17,
        Act::Edition(_) => 18,
        Act::Review(ReviewAct::Decide(_)) => 19,
        Act::Review(ReviewAct::Confirm(_)) => 20,
        Act::Review(ReviewAct::Revoke(_)) => 21,
        Act::Review(ReviewAct::Action(_)) => 22,
        Act::Review(ReviewAct::Follow(_)) => 23,
        Act::Review(ReviewAct::Waive(_)) => 24,
        Act::Review(ReviewAct::Return(_)) => 25,
        Act::Review(ReviewAct::Snooze(_)) => 26,
        Act::Review(ReviewAct::Escalate(_)) => 27,
        Act::Review(ReviewAct::Risk(_)) => 28,
        Act::Review(ReviewAct::Case(_)) => 29,
        Act::Sign(_) => 30,
        Act::Seal(_) => 31,
        Act::Grant(_) => 32,
        Act::Withdraw(_) => 33,
        Act::Key(_) => 34,
        Act::Redact(_) => 35,
        Act::Register(RegisterAct::Certificate(_)) => 36,
        Act::Register(RegisterAct::Settle(_)) => 37,
        Act::Register(RegisterAct::Screen(_)) => 38,
        Act::Register(RegisterAct::Judge(_)) => 39,
        Act::Register(RegisterAct::Exclusion(_)) => 40,
        Act::Register(RegisterAct::Grievance(_)) => 41,
        Act::Register(RegisterAct::GrievanceStep(_)) => 42,
        Act::Register(RegisterAct::GrievanceCount(_)) => 43,
        Act::Register(RegisterAct::Erase(_)) => 44,
        Act::Register(RegisterAct::Audit(_)) => 45,
        Act::Register(RegisterAct::Finding(_)) => 46,
        Act::Register(RegisterAct::FindingStep(_)) => 47,
        Act::Register(RegisterAct::Incident(_)) => 48,
        Act::Register(RegisterAct::Statement(_)) => 49,
        Act::Register(RegisterAct::Dialogue(_)) => 50,
        Act::Register(RegisterAct::Acknowledge(_)) => 51,
        Act::Register(RegisterAct::Evidence(_)) => 52,
        Act::Register(RegisterAct::WithdrawPaper(_)) => 53,
        Act::Register(RegisterAct::DropPromise(_)) => 54,
        Act::Living(LivingAct::HandOver(_)) => 55,
        Act::Living(LivingAct::Succeeded(_)) => 56,
        Act::Living(LivingAct::Succeeds(_)) => 57,
        Act::Compared(_) => 58,
        Act::Review(ReviewAct::Choose(_)) => 59,
    }
}

#[test]
fn every_kind_of_entry_is_told_in_three_languages_with_its_command() {
    let all: Vec<Act> = every_kind()
        .into_iter()
        .chain(what_a_reviewer_does())
        .chain(what_is_signed_and_granted())
        .chain(what_becomes_of_suppliers())
        .chain(what_stands_in_registers())
        .collect();
    for kind in 0..60 {
        assert!(all.iter().any(|act| number(act) == kind), "kind {kind} is missing in the list");
    }
    let sample = common::sample();
    let workspace = Workspace::open(&sample.root, &sample.state, "anna", common::clock()).expect("it opens");
    let dossier = workspace.dossier("atacama-cobre").expect("it is there");
    let one = workspace.history("atacama-cobre", None).expect("readable").pop().expect("an entry");
    let texts = BTreeMap::from([(body().as_str().to_owned(), "it's late".to_owned())]);
    for (lang, name) in LANGS {
        let locale = Locale::new(lang);
        let mut told = Vec::new();
        for act in &all {
            let happened = Happened { act: act.clone(), texts: texts.clone(), ..one.clone() };
            told.push(format!("{:<12}{}", history::kind(locale, &happened), history::what(locale, &dossier, &happened)));
            let command = shell::command(&happened, "atacama-cobre", "FY2026").map_or_else(|| "–".to_owned(), |words| words.join(" "));
            told.push(format!("    $ {command}"));
            let gone = Happened { texts: BTreeMap::new(), ..happened };
            assert!(!history::what(locale, &dossier, &gone).contains("it's"), "a text that is gone is not told");
        }
        insta::assert_snapshot!(format!("history_kinds_{name}"), told.join("\n"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_quoted_comes_back_from_a_shell_as_it_was(words in prop::collection::vec("([^\u{0}]|[-'\"\\\\$`%!\n\t ]){0,10}", 1..8)) {
        let quoted: Vec<String> = words.iter().map(|word| oretrail::clean::shell_word(word)).collect();
        let script = format!("for word in {}; do printf '%s\\000' \"$word\"; done", quoted.join(" "));
        let out = Command::new("sh").arg("-c").arg(&script).output().expect("a shell");
        let wanted: Vec<u8> = words.iter().flat_map(|word| [word.as_bytes(), &[0]].concat()).collect();
        prop_assert_eq!(String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&wanted), "{}", script);
    }

    #[test]
    fn a_command_broken_into_lines_is_still_one_command(words in prop::collection::vec("[a-z ]{1,12}", 1..9), cells in 30_usize..60) {
        let quoted: Vec<String> = words.iter().map(|word| oretrail::clean::shell_word(word)).collect();
        let script = format!("set -- {}\nprintf '%s\\000' \"$@\"", shell::folded(&quoted, cells).join("\n"));
        let out = Command::new("sh").arg("-c").arg(&script).output().expect("a shell");
        let wanted: Vec<u8> = words.iter().flat_map(|word| [word.as_bytes(), &[0]].concat()).collect();
        prop_assert_eq!(String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&wanted), "{}", script);
    }
}

#[test]
fn an_answer_that_saw_both_sides_of_a_contradiction_settles_it_and_undone_entries_say_so() {
    let sample = common::sample();
    let mut workspace = Workspace::open(&sample.root, &sample.state, "anna", common::clock()).expect("it opens");
    let conflict = workspace.dossier("atacama-cobre").expect("there").situation.conflicts[0].clone();
    let said = oretrail::workspace::act::Said {
        question: conflict.to_string(),
        reply: oretrail::workspace::act::SaidReply::DontKnow,
        ..Default::default()
    };
    let saved = workspace.resolve("atacama-cobre", said).expect("settled");
    let find = |workspace: &Workspace, entry: &str| {
        workspace.history("atacama-cobre", None).expect("readable").into_iter().find(|one| one.entry.to_string() == entry).expect("there")
    };
    let settling = find(&workspace, &saved.entry.to_string());
    assert!(settling.settles);
    let words = shell::command(&settling, "atacama-cobre", "FY2026").expect("a command");
    assert_eq!(words[..4], ["oretrail", "resolve", "atacama-cobre", conflict.as_str()]);
    let (undone, undo) = workspace.undo("atacama-cobre").expect("undone");
    assert_eq!(find(&workspace, &undone.to_string()).taken_back, Some(undo.entry.n));
}

#[test]
fn the_read_back_is_text_for_the_supplier_and_for_nobody_else() {
    let sample = common::sample();
    let mut workspace = Workspace::open(&sample.root, &sample.state, "anna", common::clock()).expect("it opens");
    workspace.note("kisaki-seisakusho", Some("csr-saq.A1"), "INTERNAL REMARK").expect("saved");
    workspace.promise("kisaki-seisakusho", "csr-saq.A1", "2026-12-15", None).expect("saved");
    for (lang, name) in LANGS {
        let told = workspace.read_back("kisaki-seisakusho", Some(lang)).expect("read");
        let text = oretrail::report::read_back_text(&told);
        assert_eq!(text, oretrail::report::read_back_text(&workspace.read_back("kisaki-seisakusho", Some(lang)).expect("read")));
        for secret in ["INTERNAL REMARK", "conduct", "行動リスク", "行为风险", "C9b"] {
            assert!(!text.contains(secret), "{secret} is in the text");
        }
        insta::assert_snapshot!(format!("read_back_text_{name}"), text);
    }
    assert_eq!(workspace.read_back("kisaki-seisakusho", None).expect("read").lang, oretrail::language::Lang::Ja);
}
