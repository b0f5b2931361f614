//! The registers: each list with what presses first, its entries whole, and everything that can be entered there.

use oretrail::journal::CertificateState;
use oretrail::language::Lang;
use oretrail::register::certificate::Held;
use oretrail::register::finding::{Said, Stage as Step};
use oretrail::workspace::Workspace;

use super::{LANGS, NARROW, Stage, WIDE, common};

fn open(sample: &common::Sample, person: &str) -> Workspace {
    Workspace::open(&sample.root, &sample.state, person, common::clock()).expect("it opens")
}

fn stage(person: &str, lang: Lang, size: (u16, u16)) -> Stage {
    Stage::on(common::sample(), person, lang, size)
}

/// Stands beside hai-trieu in the sample; the made-up list has its words in another order.
fn with_list(sample: &common::Sample) {
    let file = sample.root.join("list.csv");
    let rows = "name,other names,nr\nSomebody Else Altogether,JSC Logistics Lành Sóng,T.1\nNobody Trading,,T.2\n";
    std::fs::write(&file, rows).expect("written");
    let columns = ["name=name", "alias=other names", "id=nr"].map(|column| ["--column", column]).concat();
    let file = file.to_str().expect("UTF-8").to_owned();
    let import = [&["reference", "import", "sanctions", &file, "--dated", "2026-11-01"][..], &columns].concat();
    let (code, out, error) = common::run_as(sample, "mori", &import);
    assert_eq!(code, 0, "{out}\n{error}");
}

/// The sample with a list of names, and one supplier screened.
fn filled() -> common::Sample {
    static TEMPLATE: std::sync::OnceLock<common::Sample> = std::sync::OnceLock::new();
    let template = TEMPLATE.get_or_init(|| {
        let sample = common::sample();
        with_list(&sample);
        open(&sample, "mori").screen(&["hai-trieu".to_owned()], true).expect("screened");
        sample
    });
    let sample = common::sample();
    common::copy(&template.root, &sample.root);
    common::copy(&template.state, &sample.state);
    sample
}

/// The sample with nothing entered about any supplier.
fn bare() -> common::Sample {
    let sample = common::sample();
    for entry in std::fs::read_dir(sample.root.join("suppliers")).expect("readable") {
        let _ = std::fs::remove_dir_all(entry.expect("an entry").path().join("standing"));
    }
    sample
}

const REGISTERS: [&str; 7] = ["certificates", "screening", "papers", "findings", "incidents", "grievances", "rights"];

#[test]
fn every_register_is_a_list_with_what_presses_first_and_opens_whole() {
    for (lang, name) in LANGS {
        let mut mori = Stage::on(filled(), "mori", lang, NARROW);
        let mut hara = Stage::on(filled(), "hara", lang, NARROW);
        mori.keys("r");
        hara.keys("r<tab><tab><tab><tab><tab>");
        for register in REGISTERS {
            let stage = if register == "grievances" { &mut hara } else { &mut mori };
            insta::assert_snapshot!(format!("register_{register}_80x24_{name}"), stage.shows());
            insta::assert_snapshot!(format!("register_{register}_whole_80x24_{name}"), stage.keys("<enter>").shows());
            mori.keys("<tab>");
        }
    }
    let mut stage = Stage::on(filled(), "mori", Lang::En, WIDE);
    insta::assert_snapshot!("register_findings_120x40_en", stage.keys("r<tab><tab><tab>").shows());
}

#[test]
fn columns_of_the_registers_stand_under_their_heads_whatever_the_script() {
    use unicode_width::UnicodeWidthStr as _;
    for (lang, _) in LANGS {
        let mut stage = Stage::on(filled(), "mori", lang, NARROW);
        for keys in ["r", "<tab><tab>", "<tab>"] {
            let shown = stage.keys(keys).shows();
            let lines = shown.lines().skip(4).take_while(|line| !line.starts_with('─'));
            let at: Vec<usize> = lines.filter_map(|line| line.find(" 202").map(|at| line[..at].width())).collect();
            assert!(at.len() >= 2 && at.windows(2).all(|pair| pair[0] == pair[1]), "{at:?}\n{shown}");
        }
    }
}

#[test]
fn an_empty_register_says_what_to_do_and_one_for_others_says_whose_it_is() {
    for (lang, name) in LANGS {
        insta::assert_snapshot!(
            format!("register_empty_80x24_{name}"),
            Stage::on(bare(), "mori", lang, NARROW).keys("r<tab><tab>").shows()
        );
        insta::assert_snapshot!(format!("register_no_list_80x24_{name}"), stage("mori", lang, NARROW).keys("r<tab>").shows());
        insta::assert_snapshot!(
            format!("register_withheld_80x24_{name}"),
            Stage::on(filled(), "anna", lang, NARROW).keys("r<tab>").shows()
        );
    }
    // A buyer finds nothing of a grievance or of a hit in any register, whatever is typed.
    let mut stage = Stage::on(filled(), "anna", Lang::En, WIDE);
    stage.keys("r");
    for _ in REGISTERS {
        let shown = stage.keys("<tab>").shows();
        let opened = stage.keys("<enter>").shows();
        for secret in ["G-2026", "recruiter", "T.1", "Somebody Else", "Sóng Lành"] {
            assert!(!shown.contains(secret) && !opened.contains(secret), "{secret}: {shown}\n{opened}");
        }
        stage.keys("<esc>");
        if !matches!(stage.state.top(), oretrail::tui::state::Screen::Registers(_)) {
            stage.keys("r");
        }
    }
}

#[test]
fn the_filter_finds_in_every_script_and_an_entry_is_left_before_the_list_is() {
    let mut stage = Stage::on(filled(), "mori", Lang::En, NARROW);
    let shown = stage.keys("r/港運輸<enter>").shows();
    assert!(shown.contains("Minato Haulage") && !shown.contains("Fjord"), "{shown}");
    let whole = stage.keys("<enter>").shows();
    assert!(whole.contains("Name for commands"), "{whole}");
    assert!(stage.keys("<esc>").shows().contains("/港運輸"), "{}", stage.shows());
    assert!(stage.keys("<esc>").shows().contains("Fjord"), "{}", stage.shows());
    assert!(stage.keys("/zzzzzz<enter>").shows().contains("Nothing fits"), "{}", stage.shows());
    stage.keys("<esc><esc>");
    assert!(stage.shows().contains("Needs you now"), "{}", stage.shows());
}

fn held(sample: &common::Sample, supplier: &str, scheme: &str) -> Held {
    let all = open(sample, "anna").certificates(supplier).expect("read");
    all.into_iter().find(|held| held.scheme == scheme).unwrap_or_else(|| panic!("no {scheme}"))
}

#[test]
fn a_certificate_is_entered_said_to_have_lapsed_and_settled_by_a_reviewer() {
    for (lang, name) in LANGS {
        let mut stage = stage("anna", lang, NARROW);
        insta::assert_snapshot!(format!("form_certificate_80x24_{name}"), stage.keys("rakuroshio-keiseki<enter>SA 8000<enter>").shows());
    }
    let mut stage = stage("anna", Lang::En, NARROW);
    stage.keys("rakuroshio-keiseki<enter>SA 8000<enter>32<enter><enter><enter><enter>2025-01-10<enter>never<c-s>");
    assert!(stage.shows().contains("a date such as"), "a day is asked for: {}", stage.shows());
    stage.keys("<c-u>2028-01-09<enter><enter>C10 C12<c-s>");
    assert!(stage.shows().contains("saved"), "{}", stage.shows());
    let entered = held(&stage.sample, "kuroshio-keiseki", "SA 8000");
    assert_eq!((entered.state, entered.expires.map(|day| day.to_string()).as_deref()), (CertificateState::Certified, Some("2028-01-09")));
    assert_eq!(entered.questions, ["csr-saq.C10", "csr-saq.C12"]);
    stage.keys("/SA 8000<enter>s34<enter><enter><enter>2026-11-20<enter><enter>its list says so<c-s>");
    let lapsed = held(&stage.sample, "kuroshio-keiseki", "SA 8000");
    assert_eq!((lapsed.state, lapsed.sources.len()), (CertificateState::Disputed, 2), "{}", stage.shows());
    let mut stage = Stage::on(stage.sample, "mori", Lang::En, NARROW);
    stage.keys("r/SA 8000<enter>s54<enter><enter>read both<c-s>");
    assert_eq!(held(&stage.sample, "kuroshio-keiseki", "SA 8000").state, CertificateState::Lapsed, "{}", stage.shows());
    assert!(stage.keys("<enter><end>").shows().contains("oretrail certificate settle kuroshio-keiseki"), "{}", stage.shows());
}

#[test]
fn a_document_named_in_a_form_is_stored_and_one_that_is_not_there_is_said() {
    let mut stage = stage("anna", Lang::En, NARROW);
    let file = stage.sample.root.join("sa8000.pdf");
    std::fs::write(&file, b"a scan").expect("written");
    stage.keys("rakuroshio-keiseki<enter>SA 8000<enter>32").keys(&"<enter>".repeat(8)).keys("/nowhere/x.pdf<c-s>");
    assert!(stage.shows().contains("no such file"), "{}", stage.shows());
    stage.keys("<c-u>").paste(file.to_str().expect("UTF-8"));
    stage.keys("<c-s>");
    let held = held(&stage.sample, "kuroshio-keiseki", "SA 8000");
    assert_eq!(held.sources[0].evidence.len(), 1, "{}", stage.shows());
}

#[test]
fn a_finding_goes_from_entry_to_result_with_owner_day_and_check() {
    let mut stage = stage("anna", Lang::En, NARROW);
    stage.keys("r<tab><tab><tab>akumonami-cloud<enter>12two drivers without rest record<enter>P1.4<c-s>");
    let finding = |stage: &Stage| open(&stage.sample, "anna").findings("kumonami-cloud").expect("read").findings[0].clone();
    assert_eq!(finding(&stage).on.act.severity, "high", "{}", stage.shows());
    stage.keys("s1new roster<enter>1<c-s>");
    assert!(stage.shows().contains("a date such as"), "the day is missing: {}", stage.shows());
    stage.keys("2027-01-31<c-s>");
    assert_eq!((finding(&stage).stage, finding(&stage).owner()), (Step::Action, Some("supplier")), "{}", stage.shows());
    insta::assert_snapshot!("form_finding_step_80x24_en", stage.keys("s").shows());
    // Of action, tracked and result, the third; it is not closed without the day it was checked.
    stage.keys("3rest kept, ten records seen<c-s>");
    assert_eq!(finding(&stage).stage, Step::Action);
    stage.keys("2026-11-22<c-s>");
    let closed = finding(&stage);
    assert_eq!((closed.stage, closed.steps[1].act.checked.as_deref()), (Step::Result, Some("2026-11-22")), "{}", stage.shows());
    stage.keys("s1told to the union<c-s>");
    assert_eq!(finding(&stage).stage, Step::Disclosed, "{}", stage.shows());
    assert!(stage.keys("s").shows().contains("nothing comes after that"), "{}", stage.shows());
    stage.keys("akumonami-cloud<enter>23TÜV<enter>SMETA<enter>2026-11-12<c-s>");
    let audits = open(&stage.sample, "anna").findings("kumonami-cloud").expect("read").audits;
    assert_eq!((audits[0].act.kind.as_str(), audits[0].act.auditor.as_str()), ("third-party", "TÜV"), "{}", stage.shows());
}

#[test]
fn an_incident_is_entered_and_none_reported_is_confirmed_by_name() {
    let mut stage = stage("mori", Lang::En, NARROW);
    stage.keys("r<tab><tab><tab><tab>akumonami-cloud<enter>7forklift accident<enter>2026-10-02<c-s>");
    let found = open(&stage.sample, "mori").findings("kumonami-cloud").expect("read").incidents;
    assert_eq!((found[0].act.category.as_str(), found[0].act.on.as_str()), ("safety", "2026-10-02"), "{}", stage.shows());
    assert!(stage.keys("s").shows().contains("stands as it was entered"), "{}", stage.shows());
    stage.keys("/FY2025 discrimination<enter>s<enter>all interviews read<c-s>");
    let said = open(&stage.sample, "mori").year_statement("FY2025").expect("read");
    let one = said.iter().find(|(category, _)| *category == "discrimination").expect("there");
    assert!(matches!(&one.1, Said::None { by, .. } if by == "mori"), "{:?} {}", one, stage.shows());
}

#[test]
fn a_grievance_is_taken_in_without_a_name_followed_and_closed_only_with_a_result() {
    let mut stage = stage("hara", Lang::En, NARROW);
    let to = "r<tab><tab><tab><tab><tab>";
    stage.keys(to).keys("aminato-haulage<enter>1112no guards on the press line<c-s>");
    let one = |stage: &Stage| {
        let all = open(&stage.sample, "hara").grievances().expect("read").all;
        all.into_iter().find(|one| one.act.number == "G-2026-003").unwrap_or_else(|| panic!("{}", stage.shows()))
    };
    assert!(one(&stage).act.reporter.is_none() && one(&stage).act.supplier.is_some(), "{}", stage.shows());
    stage.keys("s3guards ordered<enter>22026-12-20<enter>2<c-s>");
    let followed = one(&stage);
    assert!(followed.external() && followed.due().is_some(), "{followed:?} {}", stage.shows());
    stage.keys("s5<c-s>");
    assert!(stage.shows().contains("this has to be filled in") && one(&stage).is_open(), "{}", stage.shows());
    stage.keys("guards fitted, seen on 12 January<c-s>");
    assert!(!one(&stage).is_open(), "{}", stage.shows());
    let shown = stage.keys("<enter>").shows();
    assert!(shown.contains("Minato Haulage") && shown.contains("anonymous"), "{shown}");
    stage.keys("<esc>s2retention date 2031-03-31<c-s>");
    assert!(stage.shows().contains("erased lawfully"), "{}", stage.shows());
    stage.keys("a<enter>2internal-hotline<enter>FY2025<enter>x<c-s>");
    assert!(stage.shows().contains("a whole number"), "{}", stage.shows());
    stage.keys("<c-u>14<c-s>");
    assert_eq!(open(&stage.sample, "hara").grievances().expect("read").counted("FY2025"), 14, "{}", stage.shows());
}

#[test]
fn a_hit_is_judged_with_a_reason_and_a_contract_clause_is_entered() {
    let sample = common::sample();
    with_list(&sample);
    let mut stage = Stage::on(sample, "mori", Lang::En, NARROW);
    stage.keys("r<tab>ahai-trieu<enter>1<c-s>");
    assert!(stage.shows().contains("saved") && stage.shows().contains("to be judged"), "{}", stage.shows());
    stage.keys("s<c-s>");
    assert!(stage.shows().contains("this has to be filled in"), "{}", stage.shows());
    stage.keys("1<c-s>passport compared<c-s>");
    let found = open(&stage.sample, "mori").screen(&["hai-trieu".to_owned()], false).expect("read");
    let judged = found[0].register.judged.values().next().expect("judged");
    assert!(!judged.act.same && judged.by == "mori", "{}", stage.shows());
    stage.keys("/Hai Trieu in date<enter>s<down>1article 14<c-s>");
    let found = open(&stage.sample, "mori").screen(&["hai-trieu".to_owned()], false).expect("read");
    assert!(found[0].register.exclusion.as_ref().is_some_and(|clause| clause.clause), "{}", stage.shows());
}

#[test]
fn a_talk_and_an_acknowledgement_are_entered_from_the_same_register() {
    let mut stage = stage("anna", Lang::En, NARROW);
    stage.keys("r<s-tab>akumonami-cloud<enter>12site manager, union<enter>they ask for orders two weeks ahead<c-s>");
    let rights = |stage: &Stage| open(&stage.sample, "anna").rights("kumonami-cloud").expect("read");
    assert_eq!(rights(&stage).talks[0].act.channel, "visit", "{}", stage.shows());
    stage.keys("/kumonami human<enter>s<down><down><enter>managing director<enter>2026-05-11<c-s>");
    let standing = rights(&stage).standing("human-rights").cloned().expect("acknowledged");
    assert_eq!((standing.act.version.as_str(), standing.act.on.as_str()), ("2025-04", "2026-05-11"), "{}", stage.shows());
}

#[test]
fn keys_of_the_registers_that_cannot_be_used_say_why() {
    let says = |person: &str, keys: &str, why: &str| {
        let mut stage = stage(person, Lang::En, WIDE);
        let shown = stage.keys(keys).shows();
        assert!(shown.contains(why), "{person} {keys}: {shown}");
    };
    says("tanabe", "ra", "auditors only read");
    says("tanabe", "rs", "auditors only read");
    says("anna", "r<tab>a", "only compliance officers");
    says("anna", "r<tab><tab><tab><tab><tab>a", "only grievance officers");
    says("mori", "r<tab>s", "no sanctions list");
    says("mori", "r<tab><tab><tab>/zzzzz<enter>s", "no entry here");
    says("mori", "r<tab><tab><tab>/zzzzz<enter><enter>", "no entry here");
    // A buyer is offered no settlement of what sources say.
    let mut stage = stage("anna", Lang::En, WIDE);
    assert!(!stage.keys("rs").shows().contains("settled by me"), "{}", stage.shows());
}

#[test]
fn what_is_entered_unsigned_can_be_signed_and_is_never_taken_back_by_the_undo_of_the_review() {
    let mut stage = stage("mori", Lang::En, NARROW);
    stage.keys("s/fjord<enter><enter>rd2papers are late<c-s>h");
    stage.keys("r<s-tab>akumonami-cloud<enter>12site manager<enter>they ask for time<c-s>");
    assert!(stage.shows().contains("unsigned, K makes a key"), "{}", stage.shows());
    stage.keys("K");
    assert!(stage.shows().contains("key made; 1 signed"), "{}", stage.shows());
    assert_eq!(open(&stage.sample, "mori").rights("kumonami-cloud").expect("read").talks.len(), 1);
}

#[test]
fn the_registers_fit_every_terminal_and_take_the_mouse() {
    let mut stage = Stage::on(filled(), "mori", Lang::Ja, NARROW);
    stage.keys("r");
    for (columns, rows) in [(1, 1), (60, 16), (61, 17), (100, 33), (100, 34), (300, 100), (80, 24)] {
        stage.size(columns, rows);
        for _ in REGISTERS {
            stage.shows();
            stage.keys("<enter>").shows();
            stage.keys("<end>").shows();
            stage.keys("<tab><end>").shows();
        }
    }
    // A click on a tab shows its register, on a row chooses it, once more opens it.
    let shown = stage.keys("h").keys("r").shows();
    let tabs = shown.lines().nth(2).expect("the tabs");
    let column = unicode_width::UnicodeWidthStr::width(&tabs[..tabs.find("監査").expect("a tab")]);
    stage.click(column.try_into().expect("a column"), 2).click(5, 5);
    assert!(stage.shows().contains("港運輸株式会社 · 高"), "{}", stage.shows());
    stage.click(5, 5);
    assert!(stage.shows().contains("履歴"), "{}", stage.shows());
    assert!(stage.keys("<esc>").shows().contains("期限"), "{}", stage.shows());
}

#[test]
fn a_list_of_choices_longer_than_the_screen_shows_the_part_around_what_is_chosen() {
    let mut stage = stage("mori", Lang::En, (80, 16));
    stage.keys("s/teluk<enter><enter>rR");
    for _ in 0..10 {
        let shown = stage.keys("<right>").shows();
        assert!(shown.contains('●') && shown.contains("look again by"), "{shown}");
    }
}

#[test]
fn a_paper_is_filed_a_promise_noted_kept_and_given_up_and_a_paper_taken_out_of_count() {
    let mut stage = stage("anna", Lang::En, NARROW);
    let file = stage.sample.root.join("roster.pdf");
    std::fs::write(&file, b"a roster").expect("written");
    let path = file.to_str().expect("UTF-8").to_owned();
    stage.keys("r<tab><tab>akumonami-cloud<enter>2C10<enter>2026-12-18<enter>roster of a month<enter>site manager<c-s>");
    let promises = |stage: &Stage| open(&stage.sample, "anna").promises("kumonami-cloud").expect("read");
    assert_eq!(
        (promises(&stage)[0].what.as_str(), promises(&stage)[0].promised.is_open()),
        ("roster of a month", true),
        "{}",
        stage.shows()
    );
    stage.keys("/roster of a month<enter>s1/nowhere/x.pdf<c-s>");
    assert!(stage.shows().contains("no such file"), "{}", stage.shows());
    stage.keys("<c-u>").paste(&path);
    stage.keys("<c-s>");
    let papers = |stage: &Stage| open(&stage.sample, "anna").papers("kumonami-cloud").expect("read");
    assert!(
        !promises(&stage)[0].promised.is_open() && papers(&stage).iter().any(|one| one.paper.name() == "roster.pdf"),
        "{}",
        stage.shows()
    );
    stage.keys("<esc>akumonami-cloud<enter>2C11<enter>2026-12-18<c-s>/kumonami C11<enter>s2the question was withdrawn<c-s>");
    assert!(promises(&stage).iter().all(|one| !one.promised.is_open()), "{}", stage.shows());
    let plan = stage.sample.root.join("plan.pdf");
    std::fs::write(&plan, b"a plan").expect("written");
    stage.keys("<esc>akumonami-cloud<enter>1").paste(plan.to_str().expect("UTF-8"));
    stage.keys("<enter>seating plan<enter>landlord<c-s>/seating plan<enter>");
    assert!(stage.shows().contains("seating plan"), "{}", stage.shows());
    stage.keys("snot the building meant<c-s>");
    let withdrawn = papers(&stage).into_iter().find(|one| one.paper.name() == "plan.pdf").expect("it stays on file");
    assert!(withdrawn.paper.is_withdrawn(), "{}", stage.shows());
    assert!(stage.keys("s").shows().contains("counts no longer"), "{}", stage.shows());
}

#[test]
fn a_finding_is_tied_to_the_audit_it_came_from_in_the_form_or_from_the_audit_itself() {
    let mut stage = stage("anna", Lang::En, NARROW);
    stage.keys("r<tab><tab><tab>akumonami-cloud<enter>23TÜV<enter>SMETA<enter>2026-11-12<c-s>");
    let asked = stage.keys("akumonami-cloud<enter>1").shows();
    assert!(asked.contains("found by audit"), "{asked}");
    stage.keys("2no rest record<enter>P1.4<enter>2<c-s>");
    let found = |stage: &Stage| open(&stage.sample, "anna").findings("kumonami-cloud").expect("read");
    let audit = found(&stage).audits[0].entry.clone();
    assert_eq!(found(&stage).findings[0].on.act.audit.as_ref(), Some(&audit), "{}", stage.shows());
    let tied = stage.keys("/TÜV<enter>s").shows();
    assert!(tied.contains("found by audit"), "{tied}");
    stage.keys("13fire door blocked<c-s>");
    assert_eq!(found(&stage).findings[1].on.act.audit.as_ref(), Some(&audit), "{}", stage.shows());
    let page = stage.keys("/<c-u>TÜV<enter><enter>").shows();
    assert!(page.contains("It found") && page.contains("fire door blocked") && page.contains("no rest record"), "{page}");
}

#[test]
fn what_one_entered_oneself_is_taken_back_with_one_key_unless_others_rest_on_it() {
    let mut stage = stage("anna", Lang::En, WIDE);
    stage.keys("r<tab><tab><tab>akumonami-cloud<enter>12two drivers without rest record<enter>P1.4<c-s>");
    let found = |stage: &Stage| open(&stage.sample, "anna").findings("kumonami-cloud").expect("read").findings;
    assert_eq!(found(&stage).len(), 1, "{}", stage.shows());
    stage.keys("s1new roster<enter>12027-01-31<c-s>");
    assert_eq!(found(&stage)[0].steps.len(), 1, "{}", stage.shows());
    let back = stage.keys("u").shows();
    assert!(back.contains("taken back: 1") && found(&stage)[0].steps.is_empty(), "the step goes first: {back}");
    stage.keys("z");
    assert!(found(&stage).is_empty(), "{}", stage.shows());
    let history = stage.keys("hs/kumonami<enter><enter><s-tab>").shows();
    assert!(history.contains("finding"), "what was taken back stays in the history: {history}");
    let whole = stage.keys("<enter>").shows();
    assert!(whole.contains("oretrail undo kumonami-cloud --entry 'anna-"), "{whole}");
    let mut stage = Stage::on(stage.sample, "ken", Lang::En, NARROW);
    assert!(stage.keys("r<tab><tab><tab>z").shows().contains("no entry here is yours"), "{}", stage.shows());
}

#[test]
fn an_erased_grievance_shows_who_erased_it_why_and_by_which_command() {
    let mut stage = stage("hara", Lang::En, WIDE);
    stage.keys("r<tab><tab><tab><tab><tab>aminato-haulage<enter>1112no guards on the press line<c-s>");
    stage.keys("s5guards fitted<c-s>s2retention date 2031-03-31<c-s>");
    let page = stage.keys("<enter><end>").shows();
    assert!(page.contains("oretrail grievance erase G-2026-003 --reason 'retention date 2031-03-31'"), "{page}");
    assert!(
        stage.keys("<esc>u").shows().contains("no entry here is yours") || stage.shows().contains("does not come back"),
        "{}",
        stage.shows()
    );
}
