//! The one key table. Lookup, footer, help screen, palette and the README's table come from it.

use super::command::Command as C;
use super::key::Key::{self, BackTab, Backspace, Char, Ctrl, Down, End, Enter, Esc, F, Home, Left, PageDown, PageUp, Right, Tab, Up};

/// Which table applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// No workspace yet.
    Welcome,
    /// What needs me now.
    Home,
    /// The table of suppliers.
    Suppliers,
    /// One supplier.
    Supplier,
    /// Flagged suppliers.
    Queue,
    /// Why a supplier is flagged.
    Flagged,
    /// One question.
    Interview,
    /// The answers read back before submitting.
    ReadBack,
    /// Why something was decided.
    WhyDecided,
    /// What would come of something.
    Preview,
    /// Text to read.
    Reading,
    /// What was received.
    Inbox,
    /// One received file.
    Received,
    /// Smelter names to be decided.
    Smelters,
    /// The metals the company answers for.
    Metals,
    /// The registers.
    Registers,
    /// The questionnaires that are here.
    Sets,
    /// One of them, question by question.
    Set,
    /// The rules.
    Rules,
    /// Who is here.
    People,
    /// Lines to fill in before something is written.
    Form,
    /// A table to fill in.
    Rows,
}

impl Context {
    /// Every context.
    pub const ALL: [Self; 22] = [
        Self::Welcome,
        Self::Home,
        Self::Suppliers,
        Self::Supplier,
        Self::Queue,
        Self::Flagged,
        Self::Interview,
        Self::ReadBack,
        Self::WhyDecided,
        Self::Preview,
        Self::Reading,
        Self::Inbox,
        Self::Received,
        Self::Smelters,
        Self::Metals,
        Self::Registers,
        Self::Sets,
        Self::Set,
        Self::Rules,
        Self::People,
        Self::Form,
        Self::Rows,
    ];

    /// The catalogue key of its title.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Welcome => "context.welcome",
            Self::Home => "context.home",
            Self::Suppliers => "context.suppliers",
            Self::Supplier => "context.supplier",
            Self::Queue => "context.queue",
            Self::Flagged => "context.flagged",
            Self::Interview => "context.interview",
            Self::ReadBack => "context.read-back",
            Self::WhyDecided => "context.why-decided",
            Self::Preview => "context.preview",
            Self::Reading => "context.reading",
            Self::Inbox => "context.inbox",
            Self::Received => "context.received",
            Self::Smelters => "context.smelters",
            Self::Metals => "context.metals",
            Self::Registers => "context.registers",
            Self::Sets => "context.sets",
            Self::Set => "context.set",
            Self::Rules => "context.rules",
            Self::People => "context.people",
            Self::Form => "context.form",
            Self::Rows => "context.rows",
        }
    }
}

/// One row: keys, command, and whether the footer shows it.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Keys, the first is shown.
    pub keys: &'static [Key],
    /// What they ask for.
    pub command: C,
    /// Shown in the footer.
    pub footer: bool,
}

const fn row(keys: &'static [Key], command: C) -> Binding {
    Binding { keys, command, footer: false }
}

const fn foot(keys: &'static [Key], command: C) -> Binding {
    Binding { keys, command, footer: true }
}

const EVERYWHERE: &[Binding] = &[
    foot(&[Char('?')], C::Help),
    foot(&[Char(':'), Ctrl('p')], C::Palette),
    row(&[Ctrl('l')], C::Language),
    row(&[Ctrl('t')], C::Theme),
    row(&[Ctrl('r')], C::Refresh),
    row(&[Ctrl('y')], C::Mouse),
    row(&[Ctrl('c')], C::Quit),
];

const MOVING: &[Binding] = &[
    row(&[Up, Char('k')], C::Up),
    row(&[Down, Char('j')], C::Down),
    row(&[PageUp], C::PageUp),
    row(&[PageDown], C::PageDown),
    row(&[Home], C::Top),
    row(&[End], C::Bottom),
];

const PLACES: &[Binding] = &[row(&[Char('h')], C::GoHome), row(&[Char('q')], C::Quit)];

const WELCOME: &[Binding] = &[foot(&[Char('d')], C::NewDemo), foot(&[Char('o'), Enter], C::Reopen), foot(&[Char('q'), Esc], C::Quit)];

const HOME: &[Binding] = &[
    foot(&[Enter], C::Open),
    foot(&[Char('s')], C::GoSuppliers),
    foot(&[Char('w')], C::GoQueue),
    foot(&[Char('b')], C::GoInbox),
    foot(&[Char('r')], C::GoRegisters),
    foot(&[Char('i')], C::StartInterview),
    row(&[Char('n')], C::GoSmelters),
    row(&[Char('m')], C::GoMetals),
    row(&[Char('C')], C::Company),
    row(&[Char('c')], C::NewCampaign),
    row(&[Char('f')], C::GoSets),
    row(&[Char('p')], C::GoPeople),
    row(&[Char('V')], C::VerifyRecord),
    row(&[Char('P')], C::GoRules),
    foot(&[Char('q')], C::Quit),
    row(&[Char('/')], C::Find),
];

/// What becomes of a supplier: in the table and on its page alike.
const LIVING: &[Binding] =
    &[row(&[Char('H')], C::HandOver), row(&[Char('E')], C::Succeed), row(&[Char('D')], C::Same), row(&[Char('Z')], C::UndoSuccession)];

const SUPPLIERS: &[Binding] = &[
    foot(&[Enter], C::Open),
    foot(&[Char('/')], C::Find),
    foot(&[Char('o')], C::Sort),
    row(&[Char('O')], C::SortReverse),
    row(&[Char('C')], C::Company),
    foot(&[Char('i')], C::StartInterview),
    row(&[Char('w')], C::GoQueue),
    row(&[Char('P')], C::GoRules),
    foot(&[Esc, Char('b'), Left], C::Back),
];

const SUPPLIER: &[Binding] = &[
    foot(&[Tab, Right], C::NextTab),
    row(&[BackTab, Left], C::PreviousTab),
    foot(&[Enter], C::Open),
    foot(&[Char('i')], C::StartInterview),
    foot(&[Char('n')], C::Note),
    row(&[Char('a')], C::Adopt),
    row(&[Char('t')], C::Settle),
    row(&[Char('z')], C::UndoReview),
    row(&[Char('r')], C::GoReview),
    row(&[Char('C')], C::OwnChecks),
    row(&[Char('y')], C::WhyDecided),
    foot(&[Char('d')], C::AsOf),
    foot(&[Esc, Char('b')], C::Back),
    row(&[Char('P')], C::GoRules),
    row(&[Char('w')], C::GoQueue),
];

const QUEUE: &[Binding] = &[
    foot(&[Enter], C::Open),
    foot(&[Char('g')], C::Causes),
    foot(&[Char(' ')], C::Mark),
    foot(&[Char('d')], C::Decide),
    foot(&[Char('c')], C::AddAction),
    foot(&[Char('n')], C::Snooze),
    row(&[Char('s')], C::GoSuppliers),
    row(&[Char('/')], C::Find),
    row(&[Char('i')], C::StartInterview),
    row(&[Char('C')], C::Company),
    foot(&[Esc, Char('b'), Left], C::Back),
];

const FLAGGED: &[Binding] = &[
    foot(&[Char('d')], C::Decide),
    foot(&[Char('c')], C::AddAction),
    foot(&[Char('f')], C::Confirm),
    row(&[Tab], C::NextFlag),
    row(&[BackTab], C::PreviousFlag),
    row(&[Char('p')], C::FollowAction),
    row(&[Char('v')], C::Revoke),
    row(&[Char('n')], C::Snooze),
    row(&[Char('t')], C::Settle),
    foot(&[Enter], C::Open),
    row(&[Char('i')], C::StartInterview),
    foot(&[Esc, Char('b'), Left], C::Back),
];

/// What a reviewer does on the queue and on the page of a supplier alike.
const REVIEW: &[Binding] = &[
    foot(&[Char('w')], C::Waive),
    foot(&[Char('r')], C::SendBack),
    row(&[Char('x')], C::Escalate),
    row(&[Char('R')], C::Risk),
    row(&[Char('o')], C::Case),
    row(&[Char('z')], C::UndoReview),
    row(&[Char('K')], C::MakeKey),
    row(&[Char('S')], C::Seal),
    row(&[Char('y')], C::WhyDecided),
    row(&[Char('P')], C::GoRules),
];

/// Letters belong to the line being filled in.
const FORM: &[Binding] = &[
    foot(&[Ctrl('s')], C::FieldSave),
    foot(&[Enter, Tab, Down], C::FieldNext),
    row(&[BackTab, Up], C::FieldBefore),
    foot(&[Esc], C::Back),
    row(&[Ctrl('d')], C::Discard),
    foot(&[F(1)], C::Help),
    row(&[Ctrl('l')], C::Language),
    row(&[Ctrl('t')], C::Theme),
    row(&[Ctrl('c')], C::Quit),
];

/// Letters belong to the cell being filled in.
const ROWS: &[Binding] = &[
    foot(&[Ctrl('s')], C::FieldSave),
    foot(&[Tab], C::CellNext),
    row(&[Enter], C::FieldNext),
    row(&[BackTab], C::FieldBefore),
    row(&[Up], C::Up),
    row(&[Down], C::Down),
    foot(&[Ctrl('n')], C::NewRow),
    foot(&[Ctrl('d')], C::DeleteRow),
    foot(&[Ctrl('z')], C::Undo),
    foot(&[Esc], C::Back),
    foot(&[F(1)], C::Help),
    row(&[Ctrl('l')], C::Language),
    row(&[Ctrl('t')], C::Theme),
    row(&[Ctrl('c')], C::Quit),
];

const INTERVIEW: &[Binding] = &[
    foot(&[Enter, Right, PageDown], C::Next),
    foot(&[Char('b'), Left, PageUp], C::Previous),
    foot(&[Char('f')], C::NextOfEach),
    foot(&[Char('g'), Char('/')], C::Jump),
    foot(&[Char('p')], C::Park),
    foot(&[Char('e')], C::Evidence),
    row(&[Char('m')], C::Promise),
    foot(&[Char('t')], C::Note),
    row(&[Char('s')], C::Source),
    row(&[Char('y')], C::Yes),
    row(&[Char('n')], C::No),
    row(&[Char('u')], C::DontKnow),
    row(&[Char('r')], C::Declined),
    row(&[Char('-')], C::NotApplicable),
    row(&[Char('=')], C::Reconfirm),
    row(&[Backspace], C::Unanswer),
    row(&[Up, Char('k')], C::Up),
    row(&[Down, Char('j')], C::Down),
    row(&[Char(' ')], C::Toggle),
    row(&[Char('0')], C::Pick0),
    row(&[Char('1')], C::Pick1),
    row(&[Char('2')], C::Pick2),
    row(&[Char('3')], C::Pick3),
    row(&[Char('4')], C::Pick4),
    row(&[Char('5')], C::Pick5),
    row(&[Char('6')], C::Pick6),
    row(&[Char('7')], C::Pick7),
    row(&[Char('8')], C::Pick8),
    row(&[Char('9')], C::Pick9),
    row(&[Char('d')], C::Decisive),
    row(&[Char('o')], C::Other),
    row(&[Char('C')], C::OwnChecks),
    row(&[Char('G'), F(9)], C::Guest),
    row(&[Char('l')], C::Both),
    row(&[Char('w')], C::Why),
    row(&[Char('z')], C::Undo),
    row(&[Char('c')], C::Card),
    row(&[Char('S')], C::ReadBack),
    row(&[Char('R')], C::SendBack),
    row(&[Esc, Char('q')], C::Back),
];

const READ_BACK: &[Binding] = &[foot(&[Char('S')], C::Submit), foot(&[Char('t')], C::SaveText), foot(&[Esc, Char('b'), Left], C::Back)];

const INBOX: &[Binding] = &[
    foot(&[Enter], C::Open),
    foot(&[Char('i')], C::TakeIn),
    foot(&[Char('a')], C::Accept),
    foot(&[Char('g')], C::Group),
    foot(&[Char('/')], C::Find),
    row(&[Char('x')], C::PutAside),
    row(&[Char('c')], C::Cancel),
    row(&[Char('n')], C::GoSmelters),
    foot(&[Esc, Char('b'), Left], C::Back),
];

const RECEIVED: &[Binding] = &[foot(&[Char('a')], C::Accept), foot(&[Char('x')], C::PutAside), foot(&[Esc, Char('b'), Left], C::Back)];

const SMELTERS: &[Binding] = &[
    row(&[Char('1')], C::Pick1),
    row(&[Char('2')], C::Pick2),
    row(&[Char('3')], C::Pick3),
    row(&[Char('4')], C::Pick4),
    row(&[Char('5')], C::Pick5),
    row(&[Char('6')], C::Pick6),
    row(&[Char('7')], C::Pick7),
    row(&[Char('8')], C::Pick8),
    row(&[Char('9')], C::Pick9),
    foot(&[Char('0'), Char('n')], C::NoneOfThese),
    foot(&[Char('z')], C::Undo),
    foot(&[Char('/')], C::Find),
    foot(&[Esc, Char('b'), Left], C::Back),
];

const METALS: &[Binding] = &[foot(&[Char('s')], C::GoSuppliers), foot(&[Char('b')], C::GoInbox), foot(&[Esc, Left], C::Back)];

const REGISTERS: &[Binding] = &[
    foot(&[Tab, Right], C::NextTab),
    row(&[BackTab, Left], C::PreviousTab),
    foot(&[Enter], C::Open),
    foot(&[Char('a')], C::AddEntry),
    foot(&[Char('s')], C::RecordStatus),
    foot(&[Char('z'), Char('u')], C::TakeBack),
    foot(&[Esc, Char('b')], C::Back),
    foot(&[Char('/')], C::Find),
    row(&[Char('K')], C::MakeKey),
];

const SETS: &[Binding] = &[
    foot(&[Enter], C::Open),
    foot(&[Char('w')], C::Who),
    foot(&[Char('a')], C::Activate),
    row(&[Char('x')], C::Retire),
    foot(&[Char('m')], C::MoveCampaign),
    row(&[Char('-')], C::LeaveOut),
    row(&[Char('K')], C::MakeKey),
    row(&[Char('P')], C::GoRules),
    foot(&[Esc, Char('b'), Left], C::Back),
];

const RULES: &[Binding] = &[
    foot(&[Tab, Right], C::NextTab),
    row(&[BackTab, Left], C::PreviousTab),
    foot(&[Enter], C::Open),
    foot(&[Char('a')], C::Activate),
    foot(&[Char('x')], C::Retire),
    row(&[Char('K')], C::MakeKey),
    row(&[Char('f')], C::GoSets),
    foot(&[Esc, Char('b')], C::Back),
];

const PEOPLE: &[Binding] = &[
    foot(&[Enter], C::Open),
    foot(&[Char('g')], C::GrantRole),
    foot(&[Char('x')], C::WithdrawRole),
    foot(&[Char('a')], C::EnterPerson),
    foot(&[Char('f')], C::ConfirmKey),
    foot(&[Char('K')], C::MakeKey),
    foot(&[Esc, Char('b'), Left], C::Back),
];

const WHY_DECIDED: &[Binding] = &[
    foot(&[Char('r')], C::Replay),
    foot(&[Char('u')], C::UnderCurrent),
    foot(&[Char('B')], C::Bundle),
    foot(&[Char('y')], C::WhyDecided),
    foot(&[Esc, Char('b'), Left], C::Back),
];

const PREVIEW: &[Binding] = &[foot(&[Ctrl('s')], C::FieldSave), foot(&[Esc, Char('b'), Left], C::Back)];

const READING: &[Binding] = &[foot(&[Esc, Enter, Char('b'), Left], C::Back)];

/// The rows of a context, its own first.
#[must_use]
pub fn bindings(context: Context) -> Vec<Binding> {
    let (own, shared): (&[Binding], &[&[Binding]]) = match context {
        Context::Welcome => (WELCOME, &[]),
        Context::Home => (HOME, &[MOVING]),
        Context::Suppliers => (SUPPLIERS, &[LIVING, MOVING, PLACES]),
        Context::Supplier => (SUPPLIER, &[LIVING, MOVING, PLACES]),
        Context::Queue => (QUEUE, &[REVIEW, MOVING, PLACES]),
        Context::Flagged => (FLAGGED, &[REVIEW, MOVING, PLACES]),
        Context::Interview => (INTERVIEW, &[]),
        Context::ReadBack => (READ_BACK, &[MOVING, PLACES]),
        Context::WhyDecided => (WHY_DECIDED, &[MOVING, PLACES]),
        Context::Preview => (PREVIEW, &[MOVING]),
        Context::Reading => (READING, &[MOVING, PLACES]),
        Context::Inbox => (INBOX, &[MOVING, PLACES]),
        Context::Received => (RECEIVED, &[MOVING, PLACES]),
        Context::Smelters => (SMELTERS, &[MOVING, PLACES]),
        Context::Metals => (METALS, &[MOVING, PLACES]),
        Context::Registers => (REGISTERS, &[MOVING, PLACES]),
        Context::Sets | Context::Set => (SETS, &[MOVING, PLACES]),
        Context::Rules => (RULES, &[MOVING, PLACES]),
        Context::People => (PEOPLE, &[MOVING, PLACES]),
        Context::Form => return FORM.to_vec(),
        Context::Rows => return ROWS.to_vec(),
    };
    own.iter().chain(shared.iter().flat_map(|rows| rows.iter())).chain(EVERYWHERE).copied().collect()
}

/// The command of a key in a context.
#[must_use]
pub fn lookup(context: Context, key: Key) -> Option<C> {
    bindings(context).into_iter().find(|binding| binding.keys.contains(&key)).map(|binding| binding.command)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;
    use crate::locale::Locale;
    use std::collections::BTreeMap;

    #[test]
    fn no_key_means_two_things_in_one_context() {
        for context in Context::ALL {
            let mut seen = BTreeMap::new();
            for binding in bindings(context) {
                for key in binding.keys {
                    if let Some(other) = seen.insert(*key, binding.command) {
                        panic!("{key} is both {} and {} in {context:?}", other.name(), binding.command.name());
                    }
                }
            }
        }
    }

    #[test]
    fn every_screen_shows_help_and_has_a_way_out() {
        for context in Context::ALL {
            let all = bindings(context);
            assert!(all.iter().any(|binding| binding.footer && binding.command == C::Help), "{context:?}");
            assert!(all.iter().any(|binding| matches!(binding.command, C::Quit | C::Back)), "{context:?}");
        }
    }

    #[test]
    fn nothing_needs_the_alt_graph_key() {
        for binding in Context::ALL.into_iter().flat_map(bindings) {
            for key in binding.keys {
                assert!(!matches!(key, Char('[' | ']' | '{' | '}' | '@' | '\\' | '|' | '~' | '#' | '€')), "{key}");
            }
        }
    }

    #[test]
    fn every_command_has_help_in_three_languages_and_a_key() {
        let bound: Vec<C> = Context::ALL.into_iter().flat_map(bindings).map(|binding| binding.command).collect();
        for lang in Lang::ALL {
            let locale = Locale::new(lang);
            for command in C::ALL {
                assert!(locale.has(&format!("command.{}", command.name())), "{} in {lang}", command.name());
                assert!(bound.contains(command), "{} has no key", command.name());
            }
            for context in Context::ALL {
                assert!(locale.has(context.name()), "{context:?} in {lang}");
            }
        }
    }
}
