//! The screens: what each shows and what its commands do to it.

pub mod bench;
pub mod contested;
pub mod decided;
pub mod flagged;
pub mod form;
pub mod home;
pub mod inbox;
pub mod interview;
pub mod metals;
pub mod overlay;
pub mod people;
pub mod preview;
pub mod queue;
pub mod read_back;
pub mod registers;
pub mod rows;
pub mod rulebook;
pub mod sets;
pub mod supplier;
pub mod suppliers;
pub mod why;
pub mod words;
