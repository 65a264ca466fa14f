//! What can be seen of a save machine, in the slices that are shown together.

use wizard_core::{
    Conflict, Failure, ResolvedConflict, Restored, SaveMachine, SaveState, Unreadable,
};

use crate::{EditStorage, RemoteState, SaveDriver};

/// What can be seen of saving.
#[derive(Clone, Debug, PartialEq)]
pub struct SaveStatus {
    /// The save state.
    pub state: SaveState,
    /// What the platform holds.
    pub remote: RemoteState,
    /// `true` if there are edits that the platform has not acknowledged.
    pub has_edits: bool,
    /// How many rows and texts cannot be saved as they are.
    pub unsavable: usize,
    /// When the platform last acknowledged a save of this wizard, milliseconds since 1970.
    pub saved_at: Option<u64>,
    /// Where edits are kept that the platform does not have.
    pub storage: EditStorage,
    /// Why the last request did not work.
    pub failure: Option<Failure>,
    /// Why the journal holds what this wizard cannot read, if it does.
    pub unreadable: Option<Unreadable>,
    /// Malformed details that the person started over from.
    pub set_aside: Option<String>,
}

impl SaveStatus {
    pub(crate) fn of(driver: &SaveDriver) -> Self {
        driver.read(|machine| Self {
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

/// What was merged, and what is to be chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct MergeView {
    /// What was changed here and elsewhere: the person chooses.
    pub conflicts: Vec<Conflict>,
    /// What was not chosen, and can be had.
    pub resolved: Vec<ResolvedConflict>,
    /// What the journal brought back.
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
