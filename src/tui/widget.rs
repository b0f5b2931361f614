//! Small parts that draw from borrowed data: text cut to cells, a text field, a table, bars, header and footer.

pub mod chrome;
pub mod field;
pub mod grid;
pub mod text;
