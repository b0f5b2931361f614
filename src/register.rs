//! Registers behind decisions: what stands about a supplier beside its answers, folded from the logs.
//!
//! Each takes logs in any order and no clock; what a day makes of it, such as days left, is asked with the day. Nothing
//! is judged here: rules look at what these folds say.

pub mod certificate;
pub mod evidence;
pub mod finding;
pub mod grievance;
pub mod living;
pub mod promise;
pub mod retention;
pub mod rights;
pub mod screening;
