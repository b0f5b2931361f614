//! Supplier due diligence in plain text, in the terminal.
//!
//! Modules stand in the order the data flows; a test fails on an import that goes upward.

pub mod language;
