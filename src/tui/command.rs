//! What a user can ask for: a name, and one line of help in the catalogues. Commands carry no data, so that they can be
//! bound, listed and searched.

macro_rules! commands {
    ($($variant:ident => $name:literal,)*) => {
        /// A command.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "each is described in the catalogues under command.<name>")]
        pub enum Command { $($variant,)* }

        impl Command {
            /// Every command.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its stable name; the catalogues have its help under `command.<name>`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

commands! {
    Quit => "quit",
    Back => "back",
    Help => "help",
    Palette => "palette",
    Language => "language",
    Theme => "theme",
    Refresh => "refresh",
    Mouse => "mouse",
    GoHome => "home",
    GoSuppliers => "suppliers",
    GoQueue => "queue",
    StartInterview => "interview",
    Open => "open",
    Up => "up",
    Down => "down",
    PageUp => "page-up",
    PageDown => "page-down",
    Top => "top",
    Bottom => "bottom",
    NextTab => "next-tab",
    PreviousTab => "previous-tab",
    Find => "find",
    Sort => "sort",
    SortReverse => "sort-reverse",
    Next => "next",
    Previous => "previous",
    Jump => "jump",
    Decisive => "decisive",
    Park => "park",
    Evidence => "evidence",
    Promise => "promise",
    Note => "note",
    Source => "source",
    Yes => "yes",
    No => "no",
    DontKnow => "dont-know",
    Declined => "declined",
    NotApplicable => "not-applicable",
    NextOfEach => "next-of-each",
    Reconfirm => "reconfirm",
    Unanswer => "unanswer",
    Toggle => "toggle",
    Pick0 => "pick-0",
    Pick1 => "pick-1",
    Pick2 => "pick-2",
    Pick3 => "pick-3",
    Pick4 => "pick-4",
    Pick5 => "pick-5",
    Pick6 => "pick-6",
    Pick7 => "pick-7",
    Pick8 => "pick-8",
    Pick9 => "pick-9",
    OwnChecks => "own-checks",
    Guest => "guest",
    Both => "both-languages",
    Why => "why",
    Undo => "undo",
    Card => "card",
    ReadBack => "read-back",
    Submit => "submit",
    SaveText => "save-text",
    GoInbox => "inbox",
    GoSmelters => "smelters",
    GoMetals => "metals",
    GoRegisters => "registers",
    AddEntry => "add-entry",
    RecordStatus => "record-status",
    TakeBack => "take-back",
    Company => "company",
    GoSets => "questionnaires",
    GoPeople => "people",
    EnterPerson => "enter-person",
    GrantRole => "grant-role",
    WithdrawRole => "withdraw-role",
    ConfirmKey => "confirm-key",
    WhyDecided => "why-decided",
    NewCampaign => "new-campaign",
    Activate => "activate",
    Retire => "retire",
    MoveCampaign => "move-campaign",
    LeaveOut => "leave-out",
    Replay => "replay",
    UnderCurrent => "under-current",
    Bundle => "bundle",
    VerifyRecord => "verify-record",
    Who => "who",
    GoRules => "rules",
    TakeIn => "take-in",
    Group => "group",
    Accept => "accept",
    PutAside => "put-aside",
    Cancel => "cancel",
    NoneOfThese => "none-of-these",
    AsOf => "as-of",
    NewDemo => "new-demo",
    Reopen => "reopen",
    Adopt => "adopt",
    HandOver => "hand-over",
    Succeed => "succeed",
    Same => "same",
    UndoSuccession => "undo-succession",
    Other => "other",
    Decide => "decide",
    AddAction => "add-action",
    FollowAction => "follow-action",
    Waive => "waive",
    SendBack => "send-back",
    Settle => "settle",
    Snooze => "snooze",
    Escalate => "escalate",
    Confirm => "confirm",
    Revoke => "revoke",
    Risk => "risk",
    Case => "case",
    NextFlag => "next-flag",
    PreviousFlag => "previous-flag",
    UndoReview => "undo-review",
    MakeKey => "make-key",
    Seal => "seal",
    Causes => "causes",
    Mark => "mark",
    GoReview => "go-review",
    FieldNext => "field-next",
    FieldBefore => "field-before",
    FieldSave => "field-save",
    Discard => "discard",
    CellNext => "cell-next",
    NewRow => "new-row",
    DeleteRow => "delete-row",
}

impl Command {
    /// The places that can be reached from anywhere.
    pub const PLACES: [Self; 10] = [
        Self::GoHome,
        Self::GoSuppliers,
        Self::GoQueue,
        Self::GoInbox,
        Self::GoSmelters,
        Self::GoMetals,
        Self::GoRegisters,
        Self::GoSets,
        Self::GoPeople,
        Self::GoRules,
    ];

    /// What proves the decision about a supplier: to be had wherever a supplier is meant.
    pub const PROOF: [Self; 4] = [Self::WhyDecided, Self::Replay, Self::UnderCurrent, Self::Bundle];

    /// The digit a pick command stands for.
    #[must_use]
    pub fn digit(self) -> Option<usize> {
        let picks = [
            Self::Pick0,
            Self::Pick1,
            Self::Pick2,
            Self::Pick3,
            Self::Pick4,
            Self::Pick5,
            Self::Pick6,
            Self::Pick7,
            Self::Pick8,
            Self::Pick9,
        ];
        picks.iter().position(|pick| *pick == self)
    }
}
