//! Supplier due diligence in plain text, in the terminal.
//!
//! Modules stand in the order the data flows; a test fails on an import that goes upward.

// ground
pub mod clean;
pub mod diagnostic;
pub mod language;
pub mod ratio;
pub mod reading;

// definitions
pub mod builtin;
pub mod condition;
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
pub mod situation;

// judging
pub mod assess;
pub mod inbox;
pub mod rules;

// telling
pub mod locale;

// edges
pub mod cli;
pub mod store;
pub mod tui;
pub mod workspace;
