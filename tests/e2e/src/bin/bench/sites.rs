//! The pages that are measured, and where they are served from.

use std::path::Path;

use crate::site;

/// Origins with the pages of `tests/e2e/bench`.
pub(crate) struct Sites {
    /// The one with the wizard as it is now, and with the forms.
    pub(crate) now: String,
    /// One with the wizard of another build. It is an origin of its own, so that neither build finds
    /// what the other has stored.
    pub(crate) before: Option<String>,
}

impl Sites {
    /// Starts a server for each folder.
    pub(crate) async fn start(now: &Path, before: Option<&Path>, sandbox: &str) -> Self {
        let now = site::start(now, sandbox).await;
        let before = match before {
            Some(folder) => Some(site::start(folder, sandbox).await),
            None => None,
        };
        Self { now, before }
    }

    /// The address of the bare React form.
    pub(crate) fn bare(&self) -> String {
        format!("{}/react.html", self.now)
    }

    /// The address of a field without a script.
    pub(crate) fn input(&self) -> String {
        format!("{}/input.html", self.now)
    }

    /// The address of the controlled React form, with so many rows in its table.
    pub(crate) fn controlled(&self, rows: u32) -> String {
        format!("{}/controlled.html?rows={rows}", self.now)
    }
}
