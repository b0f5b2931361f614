//! Some hundred and ninety ways to break a questionnaire or a policy file, each met at its line with what to do.

use oretrail::builtin;
use oretrail::diagnostic::Diagnostic;
use oretrail::language::Lang;
use oretrail::policy;
use oretrail::questionnaire::file;
use oretrail::sentence::Sentence;

/// A sound set of five rows.
pub(super) const SOUND: &str = r#"[questionnaire]
id = "mini"
edition = "1"
title = { en = "Mini", ja = "ミニ", zh = "迷你" }
translation = { ja = "draft", zh = "draft" }
[[section]]
id = "A"
title = { en = "Main", ja = "主", zh = "主" }
[[profile]]
id = "headcount"
type = "num"
text = { en = "People", ja = "人数", zh = "人数" }
[[question]]
id = "A1"
section = "A"
type = "yn"
good = "yes"
severity = "high"
text = { en = "One?", ja = "一ですか。", zh = "一？" }
bad = [ { when = "value == 'no'", response = ["CAP-90"] } ]
policy = ["P2"]
[[question]]
id = "A2"
section = "A"
type = "sc"
severity = "medium"
text = { en = "Two?", ja = "二ですか。", zh = "二？" }
options = [ { id = "x", grade = "good", text = { en = "x", ja = "x", zh = "x" } }, { id = "y", grade = "bad", text = { en = "y", ja = "y", zh = "y" } } ]
show-if = "mini.A1 == 'no' && profile.headcount > 9"
policy = ["P2"]
[[question]]
id = "A3"
section = "A"
type = "num"
severity = "low"
text = { en = "Three?", ja = "三ですか。", zh = "三？" }
parts = [ { id = "n", unit = "h", text = { en = "hours", ja = "時間", zh = "小时" } } ]
policy = ["P2"]
[[question]]
id = "A4"
section = "A"
type = "text"
severity = "low"
text = { en = "Four?", ja = "四ですか。", zh = "四？" }
follow-up-when = "mini.A1 == 'yes'"
follow-up = { en = "Why?", ja = "理由は。", zh = "为何？" }
evidence = [ { id = "chart", text = { en = "chart", ja = "図", zh = "图" } }, { id = "list", text = { en = "list", ja = "表", zh = "表" } } ]
policy = ["P2"]
[[question]]
id = "A5"
section = "A"
type = "list"
severity = "low"
text = { en = "Five?", ja = "五ですか。", zh = "五？" }
columns = [ { id = "what", type = "text", text = { en = "what", ja = "何", zh = "何" } }, { id = "share", type = "pct", text = { en = "share", ja = "割合", zh = "比例" } }, { id = "where", type = "ctry", text = { en = "country", ja = "国", zh = "国家" } } ]
rows = { min = 1, max = 9 }
total = { columns = ["share"], of = "100" }
bad = [ { when = "finds(value, 'does-not-add-up')", response = ["RETURN"], rule = "R-FL" } ]
policy = ["P2"]
[[question]]
id = "A6"
section = "A"
type = "yn"
good = "no"
gate = true
severity = "critical"
text = { en = "Six?", ja = "六ですか。", zh = "六？" }
bad = [ { when = "value == 'yes'", response = ["STOP"], opens = ["mini.A5"], scope = "lot" } ]
policy = ["P2"]
[[switch]]
id = "on"
when = "mini.A1 == 'yes'"
text = { en = "on", ja = "入", zh = "开" }
[[contradiction]]
id = "X1"
when = "mini.A1 == 'yes' && mini.A6 == 'yes'"
questions = ["mini.A1", "mini.A6"]
text = { en = "does not fit", ja = "合いません", zh = "不符" }
ask = { en = "Which?", ja = "どちらですか。", zh = "哪个？" }
[[question]]
id = "B1"
section = "A"
type = "sc"
severity = "low"
text = { en = "Nine?", ja = "九ですか。", zh = "九？" }
options = [ { id = "x", grade = "good", text = { en = "x", ja = "x", zh = "x" } }, { id = "z", grade = "bad", text = { en = "z", ja = "z", zh = "z" } } ]
same-as = "mini.A2"
same-as-values = { y = "?" }
policy = ["P2"]
"#;

/// What is broken · what stood there · what stands there now · the code · a word of what to do.
const SETS: [(&str, &str, &str, &str, &str); 105] = [
    ("a set with a blank in its id", "id = \"mini\"", "id = \"mini set\"", "bad-id", "hyphens"),
    ("a country that is none", "mini.A1 == 'no' && profile", "country.code == 'CG0' && profile", "unknown-option", "ISO 3166-1"),
    (
        "a country that is none, looked for in a table",
        "finds(value, 'does-not-add-up')",
        "any(value, 'where', 'Congo')",
        "unknown-option",
        "ISO 3166-1",
    ),
    (
        "an option mistyped in a condition",
        "mini.A1 == 'no' && profile",
        "mini.A1 == 'noo' && profile",
        "unknown-option",
        "did you mean \"no\"",
    ),
    ("a table heading in one pair of brackets", "[[switch]]", "[switch]", "wrong-type", "[[switch]]"),
    ("a file saved in another encoding", "text = { en = \"One?\"", "text = { en = \"One\u{fffd}?\"", "not-utf8", "UTF-8"),
    (
        "a limit the policy does not have",
        "value == 'no'",
        "value == 'no' && profile.headcount > limit.recovery-day",
        "unknown-name",
        "limit.recovery-days",
    ),
    ("a row for each of something unknown", "severity = \"low\"", "severity = \"low\"\nper = \"flows\"", "unknown-word", "flow"),
    (
        "flows of a row that is no table",
        "type = \"num\"\nseverity",
        "type = \"num\"\nflows = [\"copper\"]\nseverity",
        "not-of-this-type",
        "country",
    ),
    ("flows of a table without places", "type = \"list\"", "type = \"list\"\nflows = [\"copper\"]", "not-of-this-type", "column"),
    ("flows of a metal that is none", "type = \"list\"", "type = \"list\"\nflows = [\"coper\"]", "unknown-word", "copper"),
    ("an unknown name in a condition", "mini.A1 == 'no'", "mini.A9 == 'no'", "unknown-name", "mini.A1"),
    ("an unknown fact", "profile.headcount > 9", "profile.headcont > 9", "unknown-name", "profile.headcount"),
    ("a row that means the same as none", "same-as = \"mini.A2\"", "same-as = \"mini.A22\"", "unknown-name", "mini.A2"),
    ("a row that means the same as itself", "same-as = \"mini.A2\"", "same-as = \"mini.B1\"", "same-as-circle", "the row of the other set"),
    ("a row of another type", "same-as = \"mini.A2\"", "same-as = \"mini.A3\"", "same-as-type", "take `same-as` out"),
    ("a further row that is none", "same-as = \"mini.A2\"", "same-as = [\"mini.A2\", \"mini.A22\"]", "unknown-name", "mini.A2"),
    ("a further row with other answers", "same-as = \"mini.A2\"", "same-as = [\"mini.A2\", \"mini.A1\"]", "same-as-type", "of its own"),
    (
        "an answer nobody says what it is here",
        "same-as = \"mini.A2\"\nsame-as-values = { y = \"?\" }",
        "same-as = \"mini.A2\" # y",
        "same-as-option",
        "ask all the same",
    ),
    ("a mapping from an answer that is none", "{ y = \"?\" }", "{ y = \"?\", w = \"x\" }", "same-as-option", "use one of x, y"),
    ("a mapping to an answer that is none", "{ y = \"?\" }", "{ y = \"y\" }", "same-as-option", "use one of x, z"),
    ("a mapping without a row", "same-as = \"mini.A2\"\nsame-as-values", "same-as-values", "missing-key", "same-as"),
    (
        "a row that the buyer checks and shares",
        "same-as = \"mini.A2\"",
        "same-as = \"mini.A2\" # one\nasked-by = \"buyer\"",
        "same-as-side",
        "the supplier answers",
    ),
    (
        "a restricted row that shares",
        "same-as = \"mini.A2\"",
        "same-as = \"mini.A2\" # one\nrestricted = true",
        "same-as-restricted",
        "take `same-as` out",
    ),
    ("a circle", "good = \"yes\"", "good = \"yes\"\nshow-if = \"mini.A2 == 'x'\"", "circular-condition", "remove one"),
    ("a number compared with a word", "profile.headcount > 9", "profile.headcount > 'nine'", "condition-type", "number"),
    ("an option that is none", "mini.A1 == 'no'", "mini.A1 == 'nope'", "unknown-option", "yes"),
    ("half a condition", "mini.A1 == 'no' &&", "mini.A1 == 'no' &", "condition-syntax", "&&"),
    ("an unknown type", "type = \"sc\"", "type = \"choice\"", "unknown-word", "sc"),
    (
        "a missing language",
        "title = { en = \"Main\", ja = \"主\", zh = \"主\" }",
        "title = { en = \"Main\", ja = \"主\" }",
        "missing-language",
        "zh",
    ),
    ("a row twice", "id = \"A3\"", "id = \"A2\"", "duplicate-id", "its own id"),
    ("a row under the id of another, and missed elsewhere", "id = \"A6\"", "id = \"A4\"", "duplicate-id", "its own id"),
    ("an option twice", "{ id = \"y\", grade", "{ id = \"x\", grade", "duplicate-option", "its own id"),
    ("an unknown section", "section = \"A\"\ntype = \"num\"", "section = \"B\"\ntype = \"num\"", "unknown-section", "use one of"),
    (
        "no clause",
        "parts = [ { id = \"n\", unit = \"h\", text = { en = \"hours\", ja = \"時間\", zh = \"小时\" } } ]\npolicy = [\"P2\"]",
        "parts = [ { id = \"n\", unit = \"h\", text = { en = \"hours\", ja = \"時間\", zh = \"小时\" } } ]\n",
        "no-clause",
        "add `policy",
    ),
    (
        "an unknown clause",
        "policy = [\"P2\"]\n[[question]]\nid = \"A3\"",
        "policy = [\"P9.9\"]\n[[question]]\nid = \"A3\"",
        "unknown-clause",
        "clause",
    ),
    ("a mistyped key", "severity = \"low\"", "sevrity = \"low\"", "unknown-key", "severity"),
    ("an unknown severity", "severity = \"low\"", "severity = \"lowish\"", "unknown-word", "low"),
    ("an unknown response", "response = [\"CAP-90\"]", "response = [\"CAP-60\"]", "unknown-word", "CAP-90"),
    (
        "a branch without a response",
        "when = \"value == 'no'\", response = [\"CAP-90\"]",
        "when = \"value == 'no'\"",
        "missing-key",
        "response",
    ),
    ("no good answer named", "good = \"yes\"\n", "", "missing-key", "good"),
    (
        "a choice without options",
        "options = [ { id = \"x\", grade = \"good\", text = { en = \"x\", ja = \"x\", zh = \"x\" } }, { id = \"y\", grade = \"bad\", text = { en = \"y\", ja = \"y\", zh = \"y\" } } ]\n",
        "",
        "missing-key",
        "options",
    ),
    ("a translation state of one's own", "ja = \"draft\", zh", "ja = \"fine\", zh", "unknown-word", "checked-by"),
    ("an id with a blank", "id = \"A3\"", "id = \"A 3\"", "bad-id", "hyphens"),
    (
        "a bracket left open",
        "policy = [\"P2\"]\n[[question]]\nid = \"A2\"",
        "policy = [\"P2\"\n[[question]]\nid = \"A2\"",
        "toml-syntax",
        "close the list before this with ]",
    ),
    ("a quotation mark left open", "edition = \"1\"", "edition = \"1", "toml-syntax", "quotation mark"),
    ("an empty translation", "zh = \"二？\"", "zh = \"\"", "missing-language", "zh"),
    ("an empty English text", "text = { en = \"Three?\"", "text = { en = \" \"", "missing-language", "en"),
    ("an edition that is a number", "edition = \"1\"", "edition = 1", "wrong-type", "quotes"),
    ("a comparison with a free text", "follow-up-when = \"mini.A1 == 'yes'\"", "follow-up-when = \"mini.A4 > 3\"", "condition-type", ""),
    ("a row nothing can open", "profile.headcount > 9", "mini.A1 == 'yes'", "never-asked", "exclude each other"),
    (
        "a gate without a response",
        "bad = [ { when = \"value == 'yes'\", response = [\"STOP\"], opens = [\"mini.A5\"], scope = \"lot\" } ]\n",
        "",
        "gate-without-response",
        "STOP",
    ),
    ("no response in the list", "response = [\"RETURN\"]", "response = []", "missing-key", "RETURN"),
    ("a graver grade than there is", "grade = \"bad\"", "grade = \"worst\"", "unknown-word", "partly"),
    ("a rule that is none", "rule = \"R-FL\"", "rule = \"R-FX\"", "unknown-word", "R-FL"),
    ("a scope that is none", "scope = \"lot\"", "scope = \"lots\"", "unknown-word", "lot"),
    ("a row opened that is none", "opens = [\"mini.A5\"]", "opens = [\"mini.A55\"]", "unknown-name", "mini.A5"),
    ("a verdict no table gives", "finds(value, 'does-not-add-up')", "finds(value, 'does-not-ad-up')", "unknown-verdict", "does-not-add-up"),
    ("a total of words", "total = { columns = [\"share\"]", "total = { columns = [\"what\"]", "unknown-column", "share"),
    ("a total of something that is no number", "of = \"100\"", "of = \"all\"", "bad-total", "of = "),
    ("fewer rows at most than at least", "rows = { min = 1, max = 9 }", "rows = { min = 10, max = 9 }", "impossible-rows", "max"),
    ("a column twice", "{ id = \"share\", type", "{ id = \"what\", type", "duplicate-column", "its own id"),
    ("a cell type that is none", "type = \"pct\"", "type = \"percent\"", "unknown-word", "pct"),
    ("a figure that is none", "rows = { min = 1", "figure = \"sums\"\nrows = { min = 1", "unknown-word", "balance"),
    ("a figure without its columns", "rows = { min = 1", "figure = \"balance\"\nrows = { min = 1", "figure-column", "among the columns"),
    ("a unit nobody knows", "finds(value, 'does-not-add-up')", "exceeds(value, 'share', '5 spoons')", "bad-limit", "number"),
    ("a paper twice", "{ id = \"list\", text", "{ id = \"chart\", text", "duplicate-id", "its own id"),
    (
        "a follow-up that says only when",
        "follow-up = { en = \"Why?\", ja = \"理由は。\", zh = \"为何？\" }\n",
        "",
        "missing-key",
        "follow-up",
    ),
    (
        "options where a number is asked",
        "parts = [ { id = \"n\"",
        "options = [ { id = \"x\", text = { en = \"x\", ja = \"x\", zh = \"x\" } } ]\nparts = [ { id = \"n\"",
        "not-of-this-type",
        "take the options out",
    ),
    (
        "a part twice",
        "parts = [ { id = \"n\"",
        "parts = [ { id = \"n\", unit = \"h\", text = { en = \"a\", ja = \"a\", zh = \"a\" } }, { id = \"n\"",
        "duplicate-id",
        "its own id",
    ),
    ("a range the wrong way round", "unit = \"h\", text", "unit = \"h\", min = 9, max = 1, text", "impossible-range", "greater"),
    ("a bound that is a word", "unit = \"h\", text", "unit = \"h\", min = \"none\", text", "wrong-type", "decimal"),
    (
        "a fact twice",
        "[[question]]\nid = \"A1\"",
        "[[profile]]\nid = \"headcount\"\ntype = \"num\"\ntext = { en = \"x\", ja = \"x\", zh = \"x\" }\n[[question]]\nid = \"A1\"",
        "duplicate-id",
        "its own id",
    ),
    (
        "a section twice",
        "[[profile]]",
        "[[section]]\nid = \"A\"\ntitle = { en = \"x\", ja = \"x\", zh = \"x\" }\n[[profile]]",
        "duplicate-id",
        "its own id",
    ),
    (
        "a section nobody uses",
        "[[profile]]",
        "[[section]]\nid = \"B\"\ntitle = { en = \"x\", ja = \"x\", zh = \"x\" }\n[[profile]]",
        "empty-section",
        "take it out",
    ),
    ("a switch with the name of a row", "id = \"on\"", "id = \"A1\"", "duplicate-id", "no other switch"),
    (
        "a contradiction about a row it does not name",
        "questions = [\"mini.A1\", \"mini.A6\"]",
        "questions = [\"mini.A1\", \"mini.A3\"]",
        "unused-question",
        "leave it out",
    ),
    ("a language nobody speaks here", "zh = \"draft\" }", "zh = \"draft\", fr = \"draft\" }", "unknown-word", "zh"),
    ("written first in a language that is none", "edition = \"1\"\n", "edition = \"1\"\nwritten-in = \"jp\"\n", "unknown-word", "ja"),
    ("a flag that is a word", "gate = true", "gate = \"yes\"", "wrong-type", "true or false"),
    ("no severity", "severity = \"critical\"\n", "", "missing-key", "critical"),
    ("an unknown tier", "mini.A1 == 'no' && profile", "country.tier == 'T9' && profile", "unknown-option", "T3"),
    ("a bracket too many in a condition", "mini.A1 == 'no' && profile", "(mini.A1 == 'no' && profile", "condition-syntax", ")"),
    ("a translation checked by nobody", "ja = \"draft\", zh", "ja = \"checked-by: \", zh", "unknown-word", "checked-by:<name>"),
    ("a translation nobody says anything of", "ja = \"draft\", zh = \"draft\"", "ja = \"draft\"", "missing-key", "translation.zh"),
    (
        "a text left in its first language",
        "edition = \"1\"\ntitle = { en = \"Mini\", ja = \"ミニ\", zh = \"迷你\" }\ntranslation = { ja",
        "edition = \"1\"\nwritten-in = \"ja\"\n\ntitle = { en = \"ミニ\", ja = \"ミニ\", zh = \"迷你\" }\ntranslation = { en",
        "not-translated",
        "translate",
    ),
    (
        "a title left in its first language in one of two",
        "edition = \"1\"\ntitle = { en = \"Mini\", ja = \"ミニ\",",
        "edition = \"1\"\nwritten-in = \"en\"\n\ntitle = { en = \"Mini\", ja = \"Mini\",",
        "not-translated",
        "translate",
    ),
    (
        "a text that is still to come",
        "edition = \"1\"\ntitle = { en = \"Mini\", ja = \"ミニ\",",
        "edition = \"1\"\nwritten-in = \"en\"\n\ntitle = { en = \"Mini\", ja = \"TODO\",",
        "to-come",
        "write the text",
    ),
    (
        "a level that every answer stays below",
        "type = \"text\"\nseverity = \"low\"\ntext",
        "type = \"mat\"\nbad = [ { when = \"value < 7\", response = [\"CAP-90\"] } ]\n\nseverity = \"low\"\ntext",
        "always-or-never",
        "level",
    ),
    (
        "a brace left open",
        "zh = \"x\" } }, { id = \"y\"",
        "zh = \"x\" }, { id = \"y\"",
        "toml-syntax",
        "close the table before this with }",
    ),
    ("a line break within a text", "{ en = \"Main\"", "{ en = \"Ma\nin\"", "toml-syntax", "on the same line"),
    ("a line without the sign =", "gate = true", "gate true", "toml-syntax", "write key = value"),
    ("a remark that begins with two strokes", "[[switch]]", "// ours\n[[switch]]", "toml-syntax", "begin the remark with #"),
    ("a full-width sign", "gate = true", "gate ＝ true", "toml-syntax", "half-width sign ="),
    ("a full-width blank", "gate = true", "\u{3000}gate = true", "toml-syntax", "space bar"),
    ("a blank that does not break", "gate = true", "gate\u{a0}= true", "toml-syntax", "U+00A0"),
    ("a sign nobody sees", "gate = true", "\0gate = true", "toml-syntax", "U+0000"),
    ("a row in one pair of brackets", "[[question]]\nid = \"A2\"", "[question]\nid = \"A2\"", "toml-syntax", "[[question]]"),
    ("the first row in one pair of brackets", "[[question]]\nid = \"A1\"", "[question]\nid = \"A1\"", "toml-syntax", "[[question]]"),
    ("a row under a heading that is none", "[[question]]\nid = \"A1\"", "[[questions]]\nid = \"A1\"", "unknown-key", "question"),
    ("a row that others name, with an id that is none", "id = \"A1\"", "id = \"A_1\"", "bad-id", "hyphens"),
    ("a language under another name", "zh = \"二？\"", "cn = \"二？\"", "unknown-key", "did you mean `zh`"),
    (
        "guidance mistyped in one language",
        "policy = [\"P2\"]\n[[question]]\nid = \"A2\"",
        "guidence.en = \"x\"\nguidance.ja = \"x\"\nguidance.zh = \"x\"\npolicy = [\"P2\"]\n[[question]]\nid = \"A2\"",
        "unknown-key",
        "guidance",
    ),
    ("no type", "type = \"sc\"\n", "", "missing-key", "sc"),
    ("no type of a fact that others name", "id = \"headcount\"\ntype = \"num\"\n", "id = \"headcount\"\n", "missing-key", "num"),
];

const POLICIES: [(&str, &str, &str, &str, &str); 88] = [
    ("a band of a kind that is none", "kind = \"conduct\"", "kind = \"condukt\"", "unknown-word", "conduct"),
    ("months nothing reads", "declaration-months = 12 ", "declarations-months = 12 ", "not-read", "did you mean `declaration-months`"),
    ("months of no set", "quality-bcp-months = 12", "rba-vap-month = 12", "not-read", "use one of"),
    ("a class of texts that does not exist", "owner-rows = 60", "owners-rows = 60", "not-read", "did you mean `owner-rows`"),
    ("a low row that weighs more than a medium one", "\nlow = 1\n", "\nlow = 4\n", "order", "critical, high, medium, low"),
    ("a floor that is higher for milder rows", "medium = 0.15", "medium = 0.5", "order", "the one before it"),
    ("a good answer that costs more than half a one", "good = 0\n", "good = 0.55\n", "order", "bad, partly, good"),
    ("not knowing that costs more in a milder row", "dont-know-low = 0.6 ", "dont-know-low = 0.9 ", "order", "declined, dont-know-high"),
    ("a share above one", "partly = 0.5", "partly = 1.5", "out-of-range", "0.5"),
    ("four maturity levels", "[1, 0.75, 0.5, 0.15, 0]", "[1, 0.75, 0.5, 0]", "maturity-levels", "0 to 4"),
    ("maturity the wrong way round", "[1, 0.75, 0.5, 0.15, 0]", "[0, 0.15, 0.5, 0.75, 1]", "order", "levels 0 to 4"),
    ("a maturity level out of range", "[1, 0.75, 0.5, 0.15, 0]", "[1.1, 0.75, 0.5, 0.15, 0]", "out-of-range", "0 to 1"),
    ("a floor in per cent", "floor = 0.9", "floor = 90", "out-of-range", "0.5"),
    ("no rows for the worst domain", "worst-domain-min-rows = 3", "worst-domain-min-rows = 0", "out-of-range", "1 or more"),
    ("a band beyond every score", "below = 60", "below = 160", "out-of-range", "0 and 100"),
    ("a last band that ends", "id = \"very-high\"\n", "id = \"very-high\"\nbelow = 90\n", "band-open-end", "without `below`"),
    ("a band in the middle without an end", "id = \"moderate\"\nbelow = 40\n", "id = \"moderate\"\n", "missing-key", "below"),
    ("a band twice", "id = \"moderate\"\nbelow", "id = \"low\"\nbelow", "duplicate-id", "keep one"),
    ("an attention level that is none", "low = { low = \"routine\"", "low = { low = \"rutine\"", "unknown-word", "routine"),
    ("an attention level twice", "id = \"watch\"", "id = \"routine\"", "duplicate-id", "keep one"),
    (
        "a cell of the matrix left out",
        "high = \"priority\", very-high = \"urgent\" }\nmedium",
        "high = \"priority\" }\nmedium",
        "missing-key",
        "very-high",
    ),
    ("a row of a domain that is none", "\"csr-saq.C10\",", "\"csr-saq.C100\",", "unknown-name", "csr-saq.C10"),
    ("a row of a set that is none", "\"csr-saq.C10\",", "\"our-set.C10\",", "unknown-name", "csr-saq.C10"),
    ("a penalty row that is none", "[\"csr-saq.A3\"]", "[\"csr-saq.A33\"]", "unknown-name", "csr-saq.A3"),
    ("a material that is none", "tantalum = 30", "tantallum = 30", "unknown-word", "tantalum"),
    ("a partner type that is none", "mine = 15", "mines = 15", "unknown-word", "mine"),
    ("a tier that is none", "T1 = 10", "T4 = 10", "unknown-word", "T1"),
    ("a circumstance that is none", "migrants = 6", "migrant = 6", "unknown-word", "migrants"),
    ("a part of inherent risk that is none", "caps = { place = 40", "caps = { places = 40", "unknown-key", "place"),
    ("a short set for a band that is none", "inherent-band = \"low\"", "inherent-band = \"lowest\"", "unknown-word", "low"),
    ("a clause below one that is none", "parent = \"P0\"", "parent = \"P00\"", "unknown-clause", "P0"),
    ("a gate that is only watched", "attention = \"urgent\"\nunresolved", "attention = \"watch\"\nunresolved", "fixed", "urgent"),
    (
        "an open critical finding that is called low",
        "open-critical-at-least = \"high\"",
        "open-critical-at-least = \"low\"",
        "fixed",
        "high",
    ),
    ("a limit that questionnaires ask for left out", "id = \"recovery-days\"", "id = \"recovery-dayz\"", "unused-limit", "recovery-days"),
    ("a limit without a number", "value = 14\n", "", "missing-key", "value"),
    ("a limit below nothing", "value = 14", "value = -14", "out-of-range", "0 upward"),
    ("a limit that is a word", "value = 14", "value = \"fortnight\"", "wrong-type", ""),
    ("a limit twice", "id = \"safety-stock-days\"", "id = \"complaints-per-million\"", "duplicate-id", "keep one"),
    ("a weight out of range", "critical = 10\nhigh = 6", "critical = 110\nhigh = 6", "out-of-range", "0 to 100"),
    ("a clause twice", "id = \"P0a\"", "id = \"P0\"", "duplicate-id", "its own code"),
    ("an unknown use", "use = \"trigger\"", "use = \"triger\"", "unknown-word", "trigger"),
    (
        "a rule with an unknown clause",
        "clause = [\"P1.4\"]\nseverity = \"critical\"\nresponse = \"STOP\"\nsource",
        "clause = [\"P1.44\"]\nseverity = \"critical\"\nresponse = \"STOP\"\nsource",
        "unknown-clause",
        "",
    ),
    (
        "bands out of order",
        "kind = \"conduct\"\nid = \"moderate\"\nbelow = 40",
        "kind = \"conduct\"\nid = \"moderate\"\nbelow = 10",
        "band-order",
        "",
    ),
    ("a question in two domains", "questions = [\"csr-saq.C10\",", "questions = [\"csr-saq.C1\", \"csr-saq.C10\",", "duplicate-id", "one"),
    ("a number written as a word", "below = 20", "below = \"twenty\"", "wrong-type", ""),
    ("a mistyped key", "default-notice = true", "defalt-notice = true", "unknown-key", "default-notice"),
    (
        "a missing language",
        "text.zh = \"社会责任不仅由本集团承担，也应由合作伙伴的整条供应链共同承担；请合作伙伴遵守下列各项。\"\n",
        "",
        "missing-language",
        "zh",
    ),
    ("a negative weight", "critical = 10\nhigh = 6", "critical = -1\nhigh = 6", "out-of-range", "0 to 100"),
    ("days that are half", "days = 90", "days = 90.5", "wrong-type", "whole number"),
    ("a rule with an unknown response", "response = \"STOP\"\nsource", "response = \"STOPP\"\nsource", "unknown-word", "STOP"),
    (
        "a rule without a severity",
        "severity = \"critical\"\nresponse = \"STOP\"\nsource",
        "response = \"STOP\"\nsource",
        "missing-key",
        "severity",
    ),
    (
        "a case about a row that is none",
        "answers = { \"csr-saq.C1\" = \"yes\" }",
        "answers = { \"csr-saq.C1x\" = \"yes\" }",
        "unknown-name",
        "csr-saq.C1",
    ),
    ("a case that expects a rule that is none", "flags = [\"R-FL\"]", "flags = [\"R-FK\"]", "unknown-word", "R-FL"),
    ("a case that expects a flag on a row that is none", "BAD:csr-saq.C13", "BAD:csr-saq.C133", "unknown-name", "csr-saq.C13"),
    ("a case with an unknown partner type", "role = \"trader\"", "role = \"tradr\"", "unknown-word", "trader"),
    ("a case with an unknown base", "base = \"good-with-evidence\"", "base = \"good-evidence\"", "unknown-word", "good-with-evidence"),
    ("a case in a country that is none", "country = \"CL\"", "country = \"QQ\"", "unknown-country", "ISO 3166-1"),
    ("a case with a mistyped expectation", "attention = \"urgent\"", "atention = \"urgent\"", "unknown-key", "attention"),
    (
        "a case with the name of another",
        "name = \"Child labour stops new orders\"",
        "name = \"All good is low and raises nothing\"",
        "duplicate-case",
        "of its own",
    ),
    ("a case that expects an unknown response", "responses = [\"STOP\"", "responses = [\"STPO\"", "unknown-word", "STOP"),
    ("a substance with a limit in no unit", "limit = \"0.1 %\"", "limit = \"0.1 pct\"", "bad-limit", "ppm"),
    ("no bands at all for conduct", "[conduct]", "[conducts]", "unknown-key", "conduct"),
    ("an edition left out", "edition = \"2026-04\"\n", "", "missing-key", "edition"),
    ("a key twice", "default-notice = true", "default-notice = true\ndefault-notice = true", "toml-syntax", "keep one"),
    ("a text without quotation marks", "edition = \"2026-04\"", "edition = april", "toml-syntax", "quotation marks"),
    ("a table closed with the wrong bracket", "[[clause]]\nid = \"P1\"", "[[clause]\nid = \"P1\"", "toml-syntax", "]]"),
    (
        "a clause no question asks about",
        "[[clause]]\nid = \"P2\"\nuse = \"score\"",
        "[[clause]]\nid = \"P1.99\"\nuse = \"score\"\nlines = \"L1\"\ntext = { en = \"x\", ja = \"x\", zh = \"x\" }\n[[clause]]\nid = \"P2\"\nuse = \"score\"",
        "clause-without-question",
        "frame",
    ),
    (
        "a rule that watches a row that is none",
        "\"csr-saq.C5\", \"csr-saq.C6\", \"csr-saq.C7\", \"csr-saq.C8\", \"csr-saq.C17\"], at-least",
        "\"csr-saq.C55\", \"csr-saq.C6\", \"csr-saq.C7\", \"csr-saq.C8\", \"csr-saq.C17\"], at-least",
        "unknown-name",
        "csr-saq.C",
    ),
    ("a parameter mistyped", "at-least = 2", "at-lest = 2", "unknown-key", "at-least"),
    ("more signs than there are rows", "at-least = 2", "at-least = 9", "out-of-range", "within"),
    ("no sign at all", "at-least = 2", "at-least = 0", "out-of-range", "within"),
    ("a rule nobody knows", "[[rule]]\nid = \"R-FL\"", "[[rule]]\nid = \"R-FLX\"", "unknown-rule", "R-FL"),
    ("points beyond a hundred", "T3 = 40", "T3 = 400", "out-of-range", "0 to 100"),
    (
        "a floor of evidence in per cent",
        "[evidence-floor]\ncritical = 0.3",
        "[evidence-floor]\ncritical = 30",
        "out-of-range",
        "a share such as 0.5",
    ),
    ("two responses that change places", "id = \"STOP\"\nrank = 1\n", "id = \"STOP\"\nrank = 10\n", "fixed", "write 1"),
    ("points below nothing", "T3 = 40", "T3 = -5", "out-of-range", "0 to 100"),
    ("a cap beyond a hundred", "place = 40", "place = 400", "out-of-range", "0 to 100"),
    (
        "a row twice in its domain",
        "\"csr-saq.C9\", \"csr-saq.C17\"]",
        "\"csr-saq.C9\", \"csr-saq.C9\", \"csr-saq.C17\"]",
        "duplicate-id",
        "keep one",
    ),
    ("two levels of attention with one rank", "id = \"watch\"\nrank = 2", "id = \"watch\"\nrank = 1", "duplicate-rank", "its own rank"),
    ("two responses with one rank", "id = \"HOLD6\"\nrank = 2", "id = \"HOLD6\"\nrank = 1", "duplicate-rank", "its own rank"),
    ("a CAS number with a wrong check digit", "id = \"7439-92-1\"", "id = \"7439-92-2\"", "bad-cas", "source"),
    ("one short name of two substances", "also = [\"Hg\"]", "also = [\"Pb\"]", "duplicate-alias", "one of the two"),
    (
        "a case that expects a band that is none",
        "[[case]]\n",
        "[[case]]\nname = \"one more\"\nexpect = { band = \"hihg\" }\n\n\n[[case]]\n",
        "unknown-word",
        "high",
    ),
    ("a case that expects nothing", "[[case]]\n", "[[case]]\nname = \"one more\"\n\n\n[[case]]\n", "missing-key", "expect"),
    ("a limit without a unit", "unit = \"ppm\"\n", "", "missing-key", "unit"),
    ("a waiver for no month", "waive-at-most-months = 12", "waive-at-most-months = 0", "out-of-range", "1 or more"),
    (
        "a placeholder nobody fills in",
        "reason.en = \"{count} signs of fo",
        "reason.en = \"{cuont} signs of fo",
        "unknown-placeholder",
        "count",
    ),
    (
        "a placeholder missing in one language",
        "reason.en = \"{count} signs of fo",
        "reason.en = \" signs of fo",
        "missing-placeholder",
        "{count}",
    ),
];

/// Mistakes that are two, whichever way one looks at them.
const SEVERAL: [&str; 8] = [
    "flows of a metal that is none",
    "an option twice",
    "a column twice",
    "a cell type that is none",
    "a figure without its columns",
    "a limit that questionnaires ask for left out",
    "a limit twice",
    "a clause twice",
];

pub(super) fn met(
    kind: &str,
    whole: &str,
    row: &(&str, &str, &str, &str, &str),
    read: &dyn Fn(&str) -> Vec<Diagnostic>,
    wrong: &mut Vec<String>,
) {
    let (name, from, to, code, next) = row;
    assert_eq!(whole.matches(from).count().min(1), 1, "{kind}: {name}: the file has no {from}");
    let broken = whole.replacen(from, to, 1);
    let problems = read(&broken);
    // The change begins on the line up to which both are the same.
    let same = whole.bytes().zip(broken.bytes()).take_while(|(a, b)| a == b).count();
    let first = broken[..same.min(broken.len())].matches('\n').count() + 1;
    if problems.len() > 1 && !SEVERAL.contains(name) {
        wrong.push(format!("{kind}: {name}: one mistake, several remarks: {problems:?}"));
    }
    let Some(problem) = problems.iter().find(|problem| problem.code == *code) else {
        wrong.push(format!("{kind}: {name}: no {code}, but {problems:?}"));
        return;
    };
    // What is missing is told at the head of its table, at most a row above.
    let near = (first.saturating_sub(9)..=first + to.matches('\n').count() + 1).contains(&problem.place.line);
    let within = to.is_empty() || to.matches('\n').count() > 2;
    let exact = within || code.starts_with("missing") || ["no-clause", "toml-syntax", "circular-condition"].contains(code);
    if !near || (!exact && problem.place.line != first) {
        wrong.push(format!("{kind}: {name}: line {} instead of {first}: {problem}", problem.place.line));
    }
    if problem.next.to_string().trim().is_empty() || !format!("{} {}", problem.what, problem.next).contains(next) {
        wrong.push(format!("{kind}: {name}: does not say what to do with \"{next}\": {problem}"));
    }
    wrong.extend(untranslated(problem).map(|why| format!("{kind}: {name}: {why}")));
}

/// Why a Japanese or a Chinese reader would not be told this remark: an English word, or nothing of their own.
pub(super) fn untranslated(problem: &Diagnostic) -> Option<String> {
    let foreign = |c: char| ('\u{3040}'..='\u{30ff}').contains(&c) || ('\u{4e00}'..='\u{9fff}').contains(&c);
    [Lang::Ja, Lang::Zh].into_iter().find_map(|lang| {
        let line = problem.in_lang(lang);
        let start = format!("{}: {}: ", problem.place, problem.code);
        let said = |sentence: &Sentence| sentence.in_lang(lang).contains(foreign) && sentence.in_lang(lang) != sentence.to_string();
        let english = ["did you mean", " is missing", "there is", "write ", "use one", "remark"].iter().find(|word| line.contains(**word));
        let whole = line.starts_with(&start) && said(&problem.what) && said(&problem.next) && english.is_none();
        (!whole).then(|| format!("in {lang}: {line}"))
    })
}

#[test]
fn every_way_to_break_a_file_is_met_at_its_line_with_what_to_do() {
    let (policy_name, policy_text) = builtin::policies().into_iter().next().expect("a policy");
    let names = policy::file::read(&policy_name, policy_text, &[]).0.expect("it reads").names();
    let around = file::Around::of(&[], Some(&names));
    let set = |text: &str| file::read("mini.toml", text, &around).1;
    assert_eq!(set(SOUND), []);
    let files: Vec<(String, String)> = builtin::questionnaires().into_iter().map(|(name, text)| (name, text.to_owned())).collect();
    let sets = file::read_all(&files, Some(&names)).0;
    assert_eq!(policy::file::read("p.toml", policy_text, &sets).1, []);
    let mut wrong = Vec::new();
    for row in &SETS {
        met("set", SOUND, row, &set, &mut wrong);
    }
    for row in &POLICIES {
        met("policy", policy_text, row, &|text| policy::file::read("p.toml", text, &sets).1, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(SETS.len() + POLICIES.len() >= 30);
    for id in oretrail::questionnaire::COMBINING_RULES {
        assert!(oretrail::rules::ALL.iter().any(|rule| rule.id == id), "{id}");
    }
}
