//! Checks of the form. Nothing that is missing or wrong keeps a draft from being saved.

mod checks;
mod fields;
mod form_options;

pub use checks::Checks;
pub(crate) use checks::Form;
pub use form_options::{FormOptions, Part};
