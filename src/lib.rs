//! Supplier due diligence in plain text, in the terminal: interviews, policy flags and conflict-mineral checks that can
//! be replayed.
//!
//! # The way the data goes
//!
//! ```text
//! questionnaires, policies, reference ──► definitions
//! a person, a received workbook ────────► gathering:  journal ──► answers ──► situation
//! both ─────────────────────────────────► judging:    assess, rules, inbox, review, seal
//! what was found ───────────────────────► telling:    report
//! files, screens, commands ─────────────► edges:      store ◄──► workspace ◄── cli, tui
//! ```
//!
//! Modules stand below in that order. Each may use its own layer and those above it; a test reads the imports and fails
//! on one that goes the other way. Nothing before the edges opens a file, reads the clock, draws or prints.
//!
//! # What always holds
//!
//! * **A written entry never changes.** A correction is a new [`Answer`](journal::Answer), taking back is
//!   [`Act::Undo`](journal::Act::Undo); a [`Store`](store::Store) can append and cut an unfinished tail, nothing else, and
//!   [`verify`](store::verify()) names file, entry and line of a byte that changed.
//! * **Nothing is called saved before the disk has it.** [`Pen::write`](store::Pen::write) is the only way in.
//! * **What stands is computed.** [`fold`](answers::fold) takes the logs of all writers in any order and no clock; what
//!   contradicts stays as [`Standing::Conflict`](answers::Standing::Conflict). Nothing derived is stored as truth, so
//!   any cache may be deleted.
//! * **An assessment names the editions it used**: they are in each log's first entry, [`Open`](journal::Open).
//! * **No flag without its reason**: a [`Flag`](flag::Flag) carries rule, clause, reason and the entries that caused it.
//! * **Scores are exact.** [`Ratio`](ratio::Ratio) is rounded once, when it is printed; the same input gives the same
//!   bytes.
//! * **An import proposes, a person accepts.** [`receive`](inbox::receive) gives every file one
//!   [`Verdict`](inbox::Verdict) and writes nothing; [`Workspace::accept`](workspace::Workspace::accept) takes it in.
//! * **A decision can be replayed.** A [`seal`] binds it to the bytes it was taken on;
//!   [`replay`](workspace::Workspace::replay) judges them again and compares.
//! * **Reading a user's file never stops at the first mistake**: every reader returns its
//!   [`Diagnostic`](diagnostic::Diagnostic)s beside the best it could read, each with place and next step.
//! * **One rule of what a value may be**: [`normalise`](questionnaire::value::normalise) serves field and command alike.
//! * **Foreign text is cleaned at the border**, in [`clean`], and nowhere else.

// ground
pub mod clean;
pub mod diagnostic;
pub mod language;
pub mod locale;
pub mod ratio;
pub mod reading;
pub mod sentence;

// definitions
pub mod builtin;
pub mod compared;
pub mod condition;
pub mod figures;
pub mod flag;
pub mod policy;
pub mod questionnaire;
pub mod reference;
pub mod supplier;

// gathering
pub mod answers;
pub mod declaration;
pub mod import;
pub mod interview;
pub mod journal;
pub mod people;
pub mod register;
pub mod signature;
pub mod situation;
pub mod smelter;

// judging
pub mod assess;
pub mod inbox;
pub mod review;
pub mod rules;
pub mod seal;

// telling
pub mod report;

// edges
pub mod cli;
pub mod store;
pub mod tui;
pub mod workspace;
