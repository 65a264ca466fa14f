//! Views of a save machine, in the slices that are shown together.

use wizard_core::{
    Conflict, Failure, ResolvedConflict, Restored, SaveMachine, SaveState, Unreadable,
};

use crate::{EditStorage, RemoteState, SaveDriver};

/// The state of saving, as a person can see it.
#[derive(Clone, Debug, PartialEq)]
pub struct SaveView {
    /// The save state.
    pub state: SaveState,
    /// The content that the platform holds.
    pub remote: RemoteState,
    /// `true` if there are edits that the platform has not acknowledged.
    pub has_edits: bool,
    /// The number of rows and texts that cannot be saved as they are.
    pub unsavable: usize,
    /// The time at which the platform last acknowledged a save of this wizard, in milliseconds
    /// since 1970.
    pub saved_at: Option<u64>,
    /// The place where edits are kept that the platform does not have.
    pub storage: EditStorage,
    /// The reason why the last request did not work.
    pub failure: Option<Failure>,
    /// The reason why the journal holds what this wizard cannot read, if it does.
    pub unreadable: Option<Unreadable>,
    /// Malformed details that the person started over from.
    pub set_aside: Option<String>,
}

impl SaveView {
    pub(crate) fn of(driver: &SaveDriver) -> Self {
        driver.with(|machine| Self {
            state: machine.state(),
            remote: RemoteState::of(machine),
            has_edits: machine.has_edits(),
            unsavable: machine.unsavable(),
            saved_at: machine.saved_at(),
            storage: driver.storage(),
            failure: machine.failure().cloned(),
            unreadable: driver.unreadable(),
            set_aside: machine.set_aside().map(str::to_owned),
        })
    }
}

/// The outcome of merging, and the choices that are left to the person.
#[derive(Clone, Debug, PartialEq)]
pub struct MergeView {
    /// The changes that were made both here and elsewhere: the person chooses.
    pub conflicts: Vec<Conflict>,
    /// The choices that were made; what was not chosen can still be had.
    pub resolved: Vec<ResolvedConflict>,
    /// The edits that the journal brought back.
    pub restored: Option<Restored>,
}

impl MergeView {
    pub(crate) fn of(machine: &SaveMachine) -> Self {
        Self {
            conflicts: machine.conflicts(),
            resolved: machine.resolved().to_vec(),
            restored: machine.restored().cloned(),
        }
    }
}
