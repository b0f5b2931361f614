//! Reference facts with source and date: countries and their tiers, metals, schemes, and the lists a user imported.
//!
//! Files under `reference/` may be replaced by a company's own. Facts only: no list whose licence forbids passing it
//! on is ever shipped.

pub mod country;
pub mod list;
pub mod name;
