//! The questionnaire against a compact table: row by row its type, severity, gates, clauses, references and papers, and
//! what each risky answer calls for. The table is written by hand; a row changed on purpose changes here too.

use oretrail::condition::Truth;
use oretrail::questionnaire::{AskedBy, Question, QuestionId, Severity};
use oretrail::ratio::Ratio;
use oretrail::situation::{Answered, Backing, Known, Situation, State};
use oretrail::supplier::{Fact, Supplier};

/// row · type · severity (`*` gate, `b` buyer check, `s` short set) · clauses · references · papers asked · condition
/// (`-` none, `small` hidden below ten people in a T1 country, `plant` hidden for offices, else the name it looks at) ·
/// answers and what they call for.
const TABLE: &str = "
A1 mat M P1.0,P2,H4 GCNJ:1,GCNJ:2,RBA:E1,METI:3,UNGP:16 1 - 0=CAP-90 2=CAP-90 3= 4=
A2 yn M P2 GCNJ:1,RBA:E2 2 small no=CAP-90 yes=
A3 yn Hs PX,P1.1 GCNJ:1,RBA:E3 1 - yes=EDD no=
A4 ynp Cs PX RBA:E10 2 csr-saq.A3 no=CAP-90 partly= yes=
B1 ynp M P1.0,H1 METI:2,UNGP:23 2 - no=CAP-90 partly= yes=
B2 mat H P1.0,H2 GCNJ:2,METI:4,UNGP:17-21 2 small 1=CAP-180 2= 4=
C1 yn C*s P1.4,P1.0 GCNJ:3,RBA:A2,ILO:C138,ILO:C182,OECD:A2-1iii 1 - yes=STOP no= ?=EDD
C2 ynp Cs P1.4,P2 ILO:C182,UNGP:22,METI:5 1 csr-saq.C1 no=STOP partly= yes=
C3 mc Hs P1.4,P2 RBA:A2 2 - none=CAP-30 photo-id=CAP-90 photo-id,second-paper=
C4 ynn Hs P1.4,P2 RBA:A2,ILO:C138 2 - no=CAP-30 yes=
C5 yn C*s P1.4 RBA:A1,ILO:C029 2 - no=EDD,STOP yes=
C6 sc Cs P1.4 RBA:A1,ILO:C029 1 - yes=CAP-30 at-request-with-free-access= no=
C7 ynu Cs P1.4 RBA:A1,ILO:C181 2 profile.labour-agency yes=CAP-90 no= ?=EDD
C8 yn Cs P1.4 RBA:A1 1 - no=CAP-30 yes=
C9 ynu C*s P1.4 ILO:C105,EU:2024/3015 1 - yes=STOP no= ?=EDD
C9B sc Cb P1.4 UFLPA,EU:2024/3015 2 - hit=EDD concern=EDD clear=
C10 num Hs P1.2,P2 RBA:A3,GCNJ:3 1 - peak=60,average=50= peak=61,average=50=CAP-90 peak=72,average=50=CAP-90 peak=73,average=50=CAP-30,EDD peak=85,average=50=CAP-30,EDD
C11 ynn Hs P1.2 RBA:A3,JP:労働基準法36 2 - no=CAP-90 yes=
C12 num Hs P1.2,P2 RBA:A3,ILO:C014 1 - 6= 7=CAP-90 23=CAP-90 24=CAP-30
C13 ynp Hs P1.2,P2 RBA:A4,ILO:C095,ILO:C131 1 - no=CAP-30 partly= yes=
C14 mat H P1.5 RBA:A5,ILO:C100,ILO:C111 2 - 0=CAP-30 1=CAP-90 2=
C15 mat Cs P1.5,H4 RBA:A5,ILO:C190 3 - 0=STOP 1=CAP-30 2=
C16 ynp H P1.2,P2 RBA:A6,ILO:C087,ILO:C098 2 - no=CAP-30 partly= yes=
C17 ynn Hs P1.4 RBA:A1,METI,JP:育成就労法 2 - no=CAP-30 yes=
D1 mat H P1.3 RBA:B1,GCNJ:3,ISO:45001 2 - 1=CAP-90 2=
D2 mat H P1.3,P2 RBA:B1,RBA:B6 1 - 1=CAP-90 2=
D3 ynn H P1.3,P2 RBA:B4 2 plant no=CAP-90 yes=
D4 yn Cs P1.3,P2 RBA:B2,RBA:B7 2 - no=CAP-30 exit-locked=CAP-30,STOP yes=
D5 num H P1.3,P2 RBA:B3 1 - deaths=1=EDD deaths=1,causes-open=0= deaths=0=
E1 mat Hs P1.7 GCNJ:5,RBA:D1,CM:3,OECD:A2-11 3 - 2=CAP-90 3=
E2 yn Cs P1.7 OECD:A2-12 1 - yes=EDD with-us=EDD,STOP no=
E3 list Hs P1.8,P1.1,P2 AM:1C,LBMA 1 - !=EDD
E3B mc Hs P1.8,P1.1 JP:暴力団排除条例,AM:1C 1 - representative=EDD ?=EDD none=
E4 sc C*b P1.1 UN:sanctions,OFAC,EU:sanctions,JP:外為法 1 - hit=STOP concern=EDD clear=
E5 yn C*s P1.8 GCNJ:5,JP:暴力団排除条例 1 - yes=STOP !=STOP no=
E6 yn Cs P1.8 JP:暴力団排除条例 1 - no=STOP yes=
E7 sc C*b P1.8 JP:暴力団排除条例 1 - hit=STOP concern=EDD clear=
E8 mat M P1.1,P2 GCNJ:5,RBA:D4,RBA:D5 1 small 1=CAP-180 2=
F1 yn Hs P1.6 GCNJ:4,RBA:C1 1 plant yes=EDD no=
F2 sc H P4,PG ISO:14001 1 - none=CAP-180 own-seven-elements= iso-14001=
F3 ynp H P4 RBA:C3 2 plant no=CAP-90 partly= yes=
F4 sc M P3 CM:26,CM:27 2 - none=CAP-180 partial= full=
F5 num M P3 RBA:C8 1 - ?=CAP-180 footprints=1=CAP-180 scope1=1,scope2=1=
F6 mat M P1.6,P2 RBA:C2-C7 1 plant 0=CAP-90,EDD 1=CAP-90 2=
G1 mc Hs P1.9,PM RBA:D7 1 - ?=EDD tantalum=INFO none=
G1B mc Hs PM,B4.2 OECD:3T-2.A,OECD:gold-2 1 csr-saq.BASE ?=EDD cahra=EDD none=
G1C sc H PM,PS JDDS:5.1 1 csr-saq.JOINT none=CAP-90 begun=CAP-90 ?=EDD in-place= assessed=
G2 mat H P1.9 OECD:1.A,GCNJ:8 1 csr-saq.G1 1=CAP-90 2=
G3 yn H PM OECD:1.D 0 csr-saq.G1 no=CAP-30 yes=
H1 mat H P5 GCNJ:6,ISO:9001 1 - 1=EDD 2=
H2 yn Cs P2,P5 GCNJ:6 2 - yes=EDD ours-undisclosed=EDD,STOP no=
H3 mat H P5,PB GCNJ:6,ISO:22301 2 - 1=EDD 2=
H4 mat M P6 GCNJ:6 1 - 1=CAP-180 2=
I1 mat M PI GCNJ:7,ISO:27001 1 small 1=CAP-180 2=
I2 mc H PI GCNJ:7 1 - none=CAP-90 mfa,patches,malware-defence=CAP-90 mfa,patches,malware-defence,offline-backups=
I3 yn H PI GCNJ:7 1 - no=EDD yes=
I4 ynp M P2 RBA:D8,GCNJ:7 1 - no=CAP-90 partly= yes=
J1 ynp H PP GCNJ:5,JP:取適法 1 - no=CAP-90 partly= yes=
J2 mc M PW,P3 JP:物流効率化法 2 profile.goods-move-to-us none=CAP-180 safe-loading,weather-stop,modal-shift=CAP-180 two-hours,safe-loading,weather-stop,modal-shift=
K1 mat Hs P1.0,PH,H3 GCNJ:2,RBA:E8,UNGP:31,OECD:1.E 2 - 1=CAP-90 2=
K2 yn Cs PH RBA:D6 1 - no=CAP-90 reprisal=CAP-90,STOP yes=
L1 mat H PS,PP GCNJ:8,RBA:E12,ISO:20400 3 - 1=CAP-180 2=
L2 ynp H PS OECD:1.C 1 small no=CAP-90 partly= yes=
M1 ynn M P1.0,P2 GCNJ:9,CM:19,CM:23,CM:24 1 plant no=CAP-90 yes=
M2 ynn H P1.0,P2 OECD:A2-5-8,CM:22 2 - no=CAP-90,HOLD6 yes=
";

/// A mine in a T3 country: every branch that depends on place or role is open.
fn mine() -> Situation {
    let supplier = Supplier {
        partner_type: "mine".to_owned(),
        profile: [("migrants".to_owned(), Fact::Number(Ratio::whole(3)))].into(),
        ..Supplier::default()
    };
    Situation { supplier, tier: Some("T3".to_owned()), ..Situation::default() }
}

/// What an answer calls for: `?` don't know, `!` declined, else a value.
fn calls_for(question: &Question, said: &str) -> String {
    let state = match said {
        "?" => State::DontKnow,
        "!" => State::Declined,
        _ => State::Answered,
    };
    let value = if state == State::Answered { said.split(',').map(str::to_owned).collect() } else { Vec::new() };
    let answer = Answered {
        state,
        value,
        backing: Backing::Sound,
        reason_given: false,
        reason_accepted: false,
        about: String::new(),
        entry: "a#1".to_owned(),
        by_paper: None,
    };
    let situation = mine();
    let known = Known::of(&situation, &[]).for_answer(question, &answer);
    let mut codes: Vec<&str> = question
        .bad
        .iter()
        .filter(|branch| branch.when.holds(&known) == Truth::True)
        .flat_map(|branch| branch.responses.iter().map(|response| response.code()))
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes.join(",")
}

fn marks(question: &Question) -> String {
    let letter = match question.severity {
        Severity::Critical => 'C',
        Severity::High => 'H',
        Severity::Medium => 'M',
        Severity::Low => 'L',
    };
    let mut marks = String::from(letter);
    for (mark, is) in [('*', question.gate), ('b', question.asked_by == AskedBy::Buyer), ('s', question.short)] {
        marks.extend(is.then_some(mark));
    }
    marks
}

fn is_condition_of_the_table(question: &Question, word: &str) -> bool {
    let source = question.show_if.as_ref().map_or("", |condition| condition.source());
    match word {
        "-" => source.is_empty(),
        "small" => source == "!(profile.headcount < 10 && country.tier == 'T1')",
        "plant" => source == "!profile.office-only",
        name => source.contains(name),
    }
}

#[test]
fn every_row_of_the_questionnaire_says_what_the_table_says() {
    let set = super::csr_saq();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for line in TABLE.lines().filter(|line| !line.is_empty()) {
        seen += 1;
        let words: Vec<&str> = line.split(' ').collect();
        let [row, kind, severity, policy, refs, papers, condition, answers @ ..] = words.as_slice() else { panic!("{line}") };
        let question = set.question(QuestionId::new("csr-saq", row).as_str()).unwrap_or_else(|| panic!("{row} is not there"));
        let mut differs = |what: &str, found: &str, table: &str| {
            if found != table {
                wrong.push(format!("{row} {what}: \"{found}\", the table says \"{table}\""));
            }
        };
        differs("type", question.kind.word(), kind);
        differs("severity", &marks(question), severity);
        differs("clauses", &question.policy.join(","), policy);
        differs("references", &question.refs.join(","), if *refs == "-" { "" } else { refs });
        differs("papers", &question.evidence.len().to_string(), papers);
        for answer in answers {
            let (said, codes) = answer.rsplit_once('=').unwrap_or_else(|| panic!("{row}: {answer}"));
            differs(said, &calls_for(question, said), codes);
        }
        if !is_condition_of_the_table(question, condition) {
            wrong.push(format!("{row} is not asked under the condition {condition}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(seen, set.questions.len());
}

#[test]
fn a_level_that_stops_or_opens_a_check_is_named_for_what_it_is_and_not_nothing() {
    let set = super::csr_saq();
    for (row, worst) in [("C14", "proven case"), ("C15", "violence"), ("F6", "dumped unlawfully")] {
        let question = set.question(&format!("csr-saq.{row}")).expect("a row");
        let levels = oretrail::questionnaire::wording::levels(question);
        assert_eq!(levels.len(), 5);
        assert!(levels[0].1.en.contains(worst), "{row}: {}", levels[0].1.en);
        assert!(!levels[1].1.en.contains(worst), "{row}: the next step is short of it");
    }
}
