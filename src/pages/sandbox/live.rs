//! The contents of the sandbox, read afresh while somebody looks.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};
use web_sys::VisibilityState;

use super::calls::{self, Entry, Fault};

const PERIOD: Duration = Duration::from_secs(1);

/// The contents of the sandbox, as last read. The section can be closed while an answer is on its
/// way: then all of this is gone, and the answer goes nowhere.
#[derive(Clone, Copy)]
pub(super) struct Live {
    /// The faults that are set.
    pub(super) faults: RwSignal<Vec<Fault>>,
    /// The newest requests, the oldest first.
    pub(super) log: RwSignal<Vec<Entry>>,
    /// The reason why the last change did not work.
    refused: RwSignal<Option<String>>,
    /// The reason why the last reading did not work.
    unread: RwSignal<Option<String>>,
    /// `true` while a reading is under way: a slow sandbox is not asked twice at once.
    reading: StoredValue<bool>,
    /// The number of changes that were made: what was read before one says nothing after it.
    changes: StoredValue<u32>,
}

impl Live {
    /// Reads at once and from then on once a second while the page is visible, until the owner of
    /// this is cleaned up.
    pub(super) fn start() -> Self {
        let live = Self {
            faults: RwSignal::default(),
            log: RwSignal::default(),
            refused: RwSignal::default(),
            unread: RwSignal::default(),
            reading: StoredValue::new(false),
            changes: StoredValue::new(0),
        };
        live.read();
        let tick = move || {
            if document().visibility_state() == VisibilityState::Visible {
                live.read();
            }
        };
        if let Ok(timer) = set_interval_with_handle(tick, PERIOD) {
            on_cleanup(move || timer.clear());
        }
        live
    }

    /// The error between this page and the sandbox, if there is one.
    pub(super) fn error(self) -> Option<String> {
        self.refused.get().or_else(|| self.unread.get())
    }

    /// Lets a fault happen from now on.
    pub(super) fn add(self, fault: Fault) {
        self.change(async move { calls::add(&fault).await });
    }

    /// Stops all faults and lets go of the requests that are held.
    pub(super) fn clear(self) {
        self.change(async { calls::clear().await.map(|()| Vec::new()) });
    }

    fn change(self, call: impl Future<Output = Result<Vec<Fault>, String>> + 'static) {
        spawn_local(async move {
            let changed = call.await;
            self.changes.try_update_value(|changes| *changes += 1);
            match changed {
                Ok(faults) => {
                    show(self.faults, faults);
                    show(self.refused, None);
                }
                Err(said) => show(self.refused, Some(said)),
            }
            self.read();
        });
    }

    fn read(self) {
        if self.reading.try_get_value() != Some(false) {
            return;
        }
        self.reading.set_value(true);
        let changes = self.changes.get_value();
        spawn_local(async move {
            let (faults, log) = (calls::faults().await, calls::log().await);
            self.reading.try_set_value(false);
            match (faults, log) {
                (Ok(faults), Ok(log)) => {
                    if self.changes.try_get_value() == Some(changes) {
                        show(self.faults, faults);
                    }
                    show(self.log, log);
                    show(self.unread, None);
                }
                (Err(said), _) | (_, Err(said)) => show(self.unread, Some(said)),
            }
        });
    }
}

/// Puts a value in where it is another one, so that nothing on the page moves without a reason.
fn show<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.try_with_untracked(|old| *old != value) == Some(true) {
        signal.set(value);
    }
}
