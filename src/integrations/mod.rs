//! Systems beside the platform, whose panels are loaded when somebody needs them.

mod form;
mod lazy_panel;

use leptos::prelude::*;

pub use form::Form;
pub use lazy_panel::{LazyPanel, PanelLoader};

/// What the host page wants to see of the integrations; components find it in their context.
#[derive(Clone, Copy, Debug)]
pub struct Integrations {
    /// `true` if an OAuth application of Hybrid Data Pipeline can fill the form.
    pub import: RwSignal<bool>,
    /// What the health of an `OpenInt` connection is drawn with, and drawn anew when that changes; none
    /// where the host page does not want it.
    pub health: RwSignal<Option<String>>,
}
