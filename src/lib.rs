//! Supplier due diligence in plain text, in the terminal.
//!
//! Modules stand in the order the data flows; a test fails on an import that goes upward.

// ground
pub mod diagnostic;
pub mod language;
pub mod ratio;
pub mod reading;

// definitions
pub mod condition;
pub mod questionnaire;
