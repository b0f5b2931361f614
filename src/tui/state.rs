//! The state of the terminal: a stack of screens, what they show, and the text being typed.

use super::command::Command;
use super::draft::form::Draft;
use super::keymap::Context;
use super::model::Model;
use super::screen::form::Form;
use super::screen::interview::Interview;
use super::screen::supplier;
use super::theme::Theme;
use super::widget::field::Field;
use super::widget::grid::Cursor;
use crate::language::Lang;
use crate::locale::Locale;
use crate::questionnaire::QuestionId;
use crate::workspace::declarations::AsOf;
use crate::workspace::queue::Grouping;

/// Smallest terminal that can show a screen.
pub const LEAST: (u16, u16) = (60, 16);

/// Rows of the preview below a table.
pub const PANE_ROWS: u16 = 13;

/// A screen with what is its own.
#[derive(Clone, Debug)]
pub enum Screen {
    /// No workspace yet; the last one, if there was one.
    Welcome(Option<String>),
    /// What needs me now.
    Home(Cursor),
    /// The table of suppliers.
    Suppliers(Suppliers),
    /// One supplier: tab and scroll.
    Supplier(Page),
    /// Flagged suppliers.
    Queue(Suppliers),
    /// Why a supplier is flagged.
    Flagged(Page),
    /// An interview.
    Interview(Box<Interview>),
    /// The answers read back.
    ReadBack(Page),
    /// What was received.
    Inbox(Box<super::screen::inbox::Inbox>),
    /// One received file.
    Received(Box<super::screen::inbox::file::ReceivedFile>),
    /// Smelter names to be decided.
    Smelters(Box<super::screen::bench::Bench>),
    /// The metals the company answers for.
    Metals(Cursor),
    /// The registers.
    Registers(Box<super::screen::registers::Registers>),
    /// The questionnaires that are here.
    Sets(Box<super::screen::sets::Sets>),
    /// One of them, question by question.
    Set(Box<super::screen::sets::SetPage>),
    /// The rules.
    Rulebook(Box<super::screen::rulebook::Rulebook>),
    /// Who is here and may do what.
    People(Box<super::screen::people::People>),
    /// Lines to fill in before something is written.
    Form(Box<Form>),
    /// A table to fill in.
    Rows(Box<super::screen::rows::Entry>),
    /// Keys of the screen below.
    Help(Context, usize),
    /// Why something was decided.
    WhyDecided(Box<super::screen::why::WhyPage>),
    /// What would come of something, before it is written.
    Preview(Box<super::screen::preview::Preview>),
    /// A text to read: title and lines.
    Reading(String, Vec<String>, usize),
}

/// The table of suppliers: filter, order, cursor.
#[derive(Clone, Debug, Default)]
pub struct Suppliers {
    /// What was typed after `/`.
    pub filter: String,
    /// Column it is ordered by.
    pub order: usize,
    /// Turned round.
    pub reverse: bool,
    /// Where the cursor stands.
    pub cursor: Cursor,
    /// Suppliers marked to be acted on together.
    pub marked: std::collections::BTreeSet<String>,
    /// How the queue is grouped.
    pub grouping: Grouping,
    /// The cause whose suppliers are shown.
    pub unfolded: Option<String>,
}

/// A page about one supplier.
#[derive(Clone, Debug)]
pub struct Page {
    /// Which.
    pub supplier: String,
    /// Tab.
    pub tab: usize,
    /// Lines scrolled.
    pub scroll: usize,
    /// As it stands; absent until it is read.
    pub dossier: Option<Box<crate::workspace::Dossier>>,
    /// Its minerals declarations, newest first.
    pub declarations: Vec<crate::workspace::declarations::Received>,
    /// The day they are judged as of.
    pub as_of: AsOf,
    /// Of the lines that can be opened, the chosen one.
    pub opened: usize,
    /// Everything that happened, oldest first.
    pub history: Vec<crate::workspace::history::Happened>,
    /// Where the cursor stands in the history.
    pub cursor: Cursor,
}

impl Page {
    /// A page that still has to be read.
    #[must_use]
    pub fn of(supplier: &str) -> Self {
        Self {
            supplier: supplier.to_owned(),
            tab: 0,
            scroll: 0,
            dossier: None,
            declarations: Vec::new(),
            as_of: AsOf::Today,
            opened: 0,
            history: Vec::new(),
            cursor: Cursor::default(),
        }
    }
}

/// What a typed text is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Filter of the table.
    Filter,
    /// Path of the file the read-back is written to.
    SaveText,
    /// Path of files to take in.
    TakeIn,
    /// The day as of which a decision about a supplier is explained.
    WhyOn(String),
    /// The day a supplier's declarations are judged as of.
    AsOf(String),
    /// Why a received file is put aside: its hash.
    PutAside(String),
    /// A remark on a question, or on the supplier.
    Note(String, Option<QuestionId>),
    /// A value, or one part of several: parts typed so far.
    Value(QuestionId, Vec<String>),
    /// Why a question does not apply.
    Reason(QuestionId),
    /// The sources of an own check: the row, the flow or facility it is about, what was found.
    Check(QuestionId, Option<String>, String),
    /// Path of a document.
    Evidence(QuestionId),
    /// Due date of a promise.
    PromiseDue(QuestionId),
    /// Which document was promised; the due date is known.
    PromiseWhat(QuestionId, String),
    /// The interview card: what was typed so far.
    Card(Vec<String>),
    /// Who attests: what was typed so far.
    Attest(Vec<String>),
}

/// A line being typed.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What it is for.
    pub purpose: Purpose,
    /// What is asked.
    pub title: String,
    /// What a sound entry looks like.
    pub hint: String,
    /// The text.
    pub field: Field,
    /// Why the last entry was not taken.
    pub refusal: Option<String>,
}

/// What a form was opened by, so that it can be opened once more in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// A command on the screen below.
    Command(super::command::Command),
    /// A line of a fuzzy list.
    Pick(Pick),
}

/// What a picker picks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// The edits of a supplier's text become entries.
    Adopt(String),
    /// The recorded profile goes back into the text.
    Restore(String),
    /// A command.
    Command(super::command::Command),
    /// A question.
    Question(QuestionId),
    /// A row the buyer looks up, and the flow or facility it is about.
    Check(QuestionId, Option<String>),
    /// What was found about it.
    Found(QuestionId, Option<String>, String),
    /// A supplier's page.
    Supplier(String),
    /// A received file into the record of a supplier.
    TakeInto(String, String),
    /// A form of the registers about a supplier, or about none.
    Enter(super::screen::form::Kind, Option<String>),
    /// Answers that contradict each other: the question, and what they are about.
    Settle(String, Option<String>),
    /// A person whose keys that wait are stood for.
    StandFor(String),
    /// A form about a supplier and another.
    Beside(super::screen::form::Kind, String, String),
}

/// A fuzzy list over the screen.
#[derive(Clone, Debug)]
pub struct Picker {
    /// Title.
    pub title: String,
    /// What was typed.
    pub field: Field,
    /// All items.
    pub items: Vec<(String, Pick)>,
    /// Places of those that fit.
    pub found: Vec<usize>,
    /// Where the cursor stands.
    pub cursor: Cursor,
}

impl Picker {
    /// A picker over items.
    #[must_use]
    pub fn of(title: &str, items: Vec<(String, Pick)>) -> Self {
        let found = (0..items.len()).collect();
        Self { title: title.to_owned(), field: Field::default(), items, found, cursor: Cursor::default() }
    }

    /// Looks again after something was typed.
    pub fn search(&mut self) {
        let labels: Vec<&str> = self.items.iter().map(|(label, _)| label.as_str()).collect();
        self.found = super::fuzzy::find(&self.field.text(), &labels);
        self.cursor = Cursor::default();
    }

    /// What the cursor stands on.
    #[must_use]
    pub fn chosen(&self) -> Option<&Pick> {
        self.found.get(self.cursor.row).and_then(|place| self.items.get(*place)).map(|(_, pick)| pick)
    }
}

/// A form that waits half filled in.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// What it is about, and what was typed.
    pub draft: Draft,
    /// As it was left; absent where it was left at a time before.
    pub form: Option<Box<Form>>,
}

/// News at the foot of the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum News {
    /// Nothing.
    #[default]
    None,
    /// Something was saved.
    Saved(String),
    /// Something was not saved.
    NotSaved(String),
    /// Something else.
    Notice(String),
}

/// Everything the terminal knows.
#[derive(Clone, Debug)]
pub struct State {
    /// Language of the screens.
    pub lang: Lang,
    /// Colours.
    pub theme: Theme,
    /// Columns and rows.
    pub size: (u16, u16),
    /// Screens, the top one last.
    pub screens: Vec<Screen>,
    /// The workspace as last read.
    pub model: Option<Box<Model>>,
    /// A line being typed.
    pub prompt: Option<Prompt>,
    /// The line that was entered and is being saved; it comes back when it cannot be.
    pub entered: Option<Prompt>,
    /// A fuzzy list.
    pub picker: Option<Picker>,
    /// What was asked for last on a screen or in a fuzzy list.
    pub opening: Option<Opening>,
    /// A batch that runs.
    pub batch: Option<super::screen::inbox::Batch>,
    /// What was found in received files in this session, by hash.
    pub found: super::screen::inbox::Found,
    /// What was written last in the review, to be taken back or signed together: supplier and entry.
    pub acted: Vec<(String, crate::journal::EntryRef)>,
    /// What was entered last into a register about a supplier, to be signed once there is a key.
    pub signable: Vec<(String, crate::journal::EntryRef)>,
    /// Forms that were left half filled in, the oldest first.
    pub kept: Vec<Waiting>,
    /// What of half-filled forms lies on disk: what each is about, and what stands in it.
    pub on_disk: std::collections::BTreeMap<String, String>,
    /// Somebody asked to leave the program and was told what would be lost.
    pub leave_asked: bool,
    /// News.
    pub news: News,
    /// The mouse belongs to the program; else to the terminal, which can then select and copy text.
    pub mouse: bool,
    /// Leave once what was asked for is done.
    pub leaving: bool,
}

impl State {
    /// A terminal that has read nothing yet.
    #[must_use]
    pub fn new(lang: Lang, size: (u16, u16), no_colour: bool) -> Self {
        let theme = if no_colour { Theme::Mono } else { Theme::Dark };
        Self {
            lang,
            theme,
            size,
            screens: vec![Screen::Home(Cursor::default())],
            model: None,
            prompt: None,
            entered: None,
            picker: None,
            opening: None,
            batch: None,
            found: super::screen::inbox::Found::new(),
            acted: Vec::new(),
            signable: Vec::new(),
            kept: Vec::new(),
            on_disk: std::collections::BTreeMap::new(),
            leave_asked: false,
            news: News::None,
            mouse: true,
            leaving: false,
        }
    }

    /// Texts in the language of the screens.
    #[must_use]
    pub fn locale(&self) -> Locale {
        Locale::new(self.lang)
    }

    /// The screen on top.
    #[must_use]
    pub fn top(&self) -> &Screen {
        self.screens.last().unwrap_or(&Screen::Welcome(None))
    }

    /// Whether a key of this screen does anything on the part of it that is shown; the footer leaves the others out.
    #[must_use]
    pub fn belongs(&self, command: Command) -> bool {
        match (self.top(), command) {
            (Screen::Supplier(page), Command::AsOf) => page.tab == supplier::DECLARATION,
            (Screen::Supplier(page), Command::Open) => [supplier::DECLARATION, supplier::HISTORY].contains(&page.tab),
            (Screen::Interview(interview), Command::NextOfEach) => interview.is_one_by_one(),
            _ => true,
        }
    }

    /// The table of keys that applies.
    #[must_use]
    pub fn context(&self) -> Context {
        match self.top() {
            Screen::Welcome(_) => Context::Welcome,
            Screen::Home(_) => Context::Home,
            Screen::Suppliers(_) => Context::Suppliers,
            Screen::Supplier(_) => Context::Supplier,
            Screen::Queue(_) => Context::Queue,
            Screen::Flagged(_) => Context::Flagged,
            Screen::Interview(_) => Context::Interview,
            Screen::ReadBack(_) => Context::ReadBack,
            Screen::Inbox(_) => Context::Inbox,
            Screen::Received(_) => Context::Received,
            Screen::Smelters(_) => Context::Smelters,
            Screen::Metals(_) => Context::Metals,
            Screen::Registers(_) => Context::Registers,
            Screen::Sets(_) => Context::Sets,
            Screen::Set(_) => Context::Set,
            Screen::Rulebook(_) => Context::Rules,
            Screen::People(_) => Context::People,
            Screen::Form(_) => Context::Form,
            Screen::Rows(_) => Context::Rows,
            Screen::WhyDecided(_) => Context::WhyDecided,
            Screen::Preview(_) => Context::Preview,
            Screen::Help(..) | Screen::Reading(..) => Context::Reading,
        }
    }

    /// Whether a table leaves room for a preview below it.
    #[must_use]
    pub fn has_pane_below(&self) -> bool {
        self.size.1 >= 34 && !self.has_pane_beside()
    }

    /// Whether a table leaves room for a preview beside it.
    #[must_use]
    pub fn has_pane_beside(&self) -> bool {
        self.size.0 >= 160 || self.size.0 >= 120 && matches!(self.top(), Screen::Queue(_))
    }

    /// Rows of a list that fit between header and footer.
    #[must_use]
    pub fn list_height(&self) -> usize {
        let table = matches!(self.top(), Screen::Suppliers(_) | Screen::Queue(_));
        let pane = if table && self.has_pane_below() { PANE_ROWS } else { 0 };
        usize::from(self.size.1.saturating_sub(6 + pane))
    }
}
