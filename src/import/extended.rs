//! The company blocks of the extended, additional and cobalt templates (EMRT, AMRT, CRT).
//!
//! Enough to name sender and date and to tell a blank form from a filled one. Their answers are not read yet; a table
//! with a body beside these heads is all that is missing.

use crate::declaration::{Field, Template};

use super::cmrt::HEAD;
use super::template::Layout;

const fn heading(template: Template, generation: u32, from: &'static str, head: &'static [(Field, &'static str)]) -> Layout {
    Layout { template, generations: generation..=generation, from, head, body: None }
}

const HEAD_EMRT_2: &[(Field, &str)] = &[
    (Field::Language, "D3"),
    (Field::Revision, "J3"),
    (Field::Company, "D8"),
    (Field::Scope, "D9"),
    (Field::Description, "D10"),
    (Field::Id, "D16"),
    (Field::Authority, "D17"),
    (Field::Address, "D18"),
    (Field::Contact, "D19"),
    (Field::ContactEmail, "D20"),
    (Field::ContactPhone, "D21"),
    (Field::Authorizer, "D22"),
    (Field::AuthorizerTitle, "D23"),
    (Field::AuthorizerEmail, "D24"),
    (Field::AuthorizerPhone, "D25"),
    (Field::Date, "D26"),
];

const HEAD_AMRT_1_3: &[(Field, &str)] = &[
    (Field::Language, "D3"),
    (Field::Revision, "J3"),
    (Field::Company, "D8"),
    (Field::Scope, "D9"),
    (Field::Description, "D10"),
    (Field::Id, "D17"),
    (Field::Authority, "D18"),
    (Field::Address, "D19"),
    (Field::Contact, "D20"),
    (Field::ContactEmail, "D21"),
    (Field::ContactPhone, "D22"),
    (Field::Authorizer, "D23"),
    (Field::AuthorizerTitle, "D24"),
    (Field::AuthorizerEmail, "D25"),
    (Field::AuthorizerPhone, "D26"),
    (Field::Date, "D27"),
];

const HEAD_AMRT_1: &[(Field, &str)] = &[
    (Field::Language, "D3"),
    (Field::Revision, "J3"),
    (Field::Company, "D8"),
    (Field::Scope, "D9"),
    (Field::Description, "D10"),
    (Field::Id, "D14"),
    (Field::Authority, "D15"),
    (Field::Address, "D16"),
    (Field::Contact, "D17"),
    (Field::ContactEmail, "D18"),
    (Field::ContactPhone, "D19"),
    (Field::Authorizer, "D20"),
    (Field::AuthorizerTitle, "D21"),
    (Field::AuthorizerEmail, "D22"),
    (Field::AuthorizerPhone, "D23"),
    (Field::Date, "D24"),
];

/// Minerals chosen by the sender.
pub(crate) const EMRT_2: Layout = heading(Template::Emrt, 2, "", HEAD_EMRT_2);
/// Cobalt and mica.
pub(crate) const EMRT_1: Layout = heading(Template::Emrt, 1, "", HEAD);
/// Cobalt.
pub(crate) const CRT_2: Layout = heading(Template::Crt, 2, "", HEAD);
/// Minerals from a list.
pub(crate) const AMRT_1_3: Layout = heading(Template::Amrt, 1, "3", HEAD_AMRT_1_3);
/// Minerals as free text; seen in 1.2 only.
pub(crate) const AMRT_1: Layout = heading(Template::Amrt, 1, "2", HEAD_AMRT_1);
