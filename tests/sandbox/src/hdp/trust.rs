//! Which pages of other origins may read what HDP answers: its whitelist.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// The origins that are trusted; at first none, which is CORS switched off.
#[derive(Debug, Default)]
pub(super) struct Trust(Mutex<Vec<String>>);

impl Trust {
    pub(super) fn set(&self, origins: Vec<String>) {
        *self.lock() = origins;
    }

    pub(super) fn list(&self) -> Vec<String> {
        self.lock().clone()
    }

    /// Whether an origin is on the list, by itself or below a `*.`.
    pub(super) fn holds(&self, origin: &str) -> bool {
        self.lock().iter().any(|trusted| match trusted.strip_prefix('*') {
            Some(domain) if domain.starts_with('.') => {
                let host = origin.split_once("://").map_or("", |(_, host)| host);
                host.len() > domain.len() && host.ends_with(domain)
            }
            _ => trusted == origin,
        })
    }

    fn lock(&self) -> MutexGuard<'_, Vec<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
