//! Systems beside the platform, whose panels are loaded when somebody needs them.

mod form;
mod lazy_panel;

use leptos::prelude::*;

pub use form::Form;
pub use lazy_panel::{LazyPanel, PanelLoader};

/// The integrations that the host page wants; components find them in their context.
#[derive(Clone, Copy, Debug)]
pub struct Integrations {
    /// `true` if an OAuth application of Hybrid Data Pipeline can fill the form.
    pub import: RwSignal<bool>,
    /// The settings that the health of an `OpenInt` connection is drawn with, as one text; it is
    /// drawn anew when that changes. `None` if the host page does not want it.
    pub health: RwSignal<Option<String>>,
}
