//! The remains of a tab that crashes: its journal, and a save on its way.

use std::collections::BTreeMap;

use super::{
    super::{Entry, Save, SaveState},
    mutants::Mutant,
    tab::{InFlight, Mind, Tab},
    world::World,
};
use crate::Details;

/// A save whose tab has crashed.
#[derive(Debug)]
pub(super) struct OrphanedSave {
    pub(super) due: u64,
    save: Save,
    until: u64,
    mind: Mind,
}

/// The time that a save may be on its way, milliseconds.
const LONGEST_FLIGHT: u64 = 29_999;

impl World {
    /// Hands to the disk what the journal has to hold.
    pub(super) fn keep(&mut self, at: usize, lag: u64) {
        let tab = &mut self.tabs[at];
        if self.mutant == Some(Mutant::JournalAfterTheAwait) && tab.machine.has_edits() {
            return;
        }
        let changes = tab.index.changes(&tab.machine, tab.wall(self.now));
        // What is written later is on the disk later.
        let earliest = tab.unwritten.last().map_or(0, |(at, ..)| *at);
        let at = (self.now + lag).max(earliest);
        tab.unwritten.extend(changes.into_iter().map(|change| (at, change.name, change.text)));
        self.write_disk();
    }

    pub(super) fn write_disk(&mut self) {
        for tab in &mut self.tabs {
            while tab.unwritten.first().is_some_and(|(at, ..)| *at <= self.now) {
                let (_, name, text) = tab.unwritten.remove(0);
                match text {
                    Some(text) => self.disk.insert((tab.writer, name), text),
                    None => self.disk.remove(&(tab.writer, name)),
                };
            }
        }
    }

    pub(super) fn crash(&mut self, at: usize, arrives: Option<u64>) -> Result<(), String> {
        if let (Some(InFlight::Save(save, until, left)), Some(after)) =
            (self.tabs[at].in_flight.take(), arrives)
        {
            let due = (self.now + after).min(left + LONGEST_FLIGHT);
            let mind = self.tabs[at].mind.clone();
            if due <= self.now {
                self.commit(at, &save, until)?;
            } else {
                self.orphans.push(OrphanedSave { due, save, until, mind });
            }
        }
        self.check_disk(at)?;
        // What was not chosen can be had back as long as the page lives.
        self.tabs[at].give_up_resolved();
        let tab = self.tabs.remove(at);
        self.queue.retain(|writer| *writer != tab.writer);
        if self.write_lock == Some(tab.writer) {
            self.write_lock = None;
        }
        self.gone.inherit(tab.mind);
        self.give_turns()
    }

    /// Lets the saves arrive that were on their way when their tabs crashed.
    pub(super) fn orphans_arrive(&mut self) -> Result<(), String> {
        while let Some(place) = self.orphans.iter().position(|orphan| orphan.due <= self.now) {
            let OrphanedSave { save, until, mut mind, .. } = self.orphans.remove(place);
            let details = Details::parse(&save.details).expect("the wizard sends an object");
            let before = self.platform.record();
            self.platform.check(&mut mind, &details, until)?;
            self.platform.save(self.numbers, &save, None)?;
            // Whoever has inherited it knows that it may come.
            let knows = |tab: &&Tab| mind.done.iter().all(|done| tab.mind.did(done.number));
            let heirs = self.tabs.iter().filter(knows).filter(|tab| tab.found.is_none());
            let is_surprised = |tab: &Tab| tab.machine.state() == SaveState::Saved;
            if before != self.platform.record() && heirs.into_iter().any(is_surprised) {
                return Err(format!("{details:?} came when all was called saved"));
            }
        }
        Ok(())
    }

    /// Takes over what is in the journal and nobody's.
    pub(super) fn adopt(
        &mut self,
        at: usize,
        under_lock: bool,
    ) -> Result<(Vec<String>, Vec<Entry>), String> {
        let gone = std::mem::take(&mut self.gone);
        // What waits for the disk goes first.
        for (due, ..) in &mut self.tabs[at].unwritten {
            *due = 0;
        }
        self.write_disk();
        self.tabs[at].mind.inherit(gone);
        let own_writer = self.tabs[at].writer;
        let live: Vec<u64> = self.tabs.iter().map(|tab| tab.writer).collect();
        let dead: Vec<(u64, String)> = (self.disk.keys().filter(|(writer, name)| {
            let is_live = live.contains(writer);
            !is_live || (under_lock && *writer != own_writer && Entry::is_in_flight(name))
        }))
        .cloned()
        .collect();
        let own = self.disk.keys().filter(|(other, _)| *other == own_writer);
        let own: Vec<String> = own.map(|(_, name)| name.clone()).collect();
        let (mut found, mut names) = (Vec::new(), Vec::new());
        let mut newest = BTreeMap::new();
        for old in dead {
            let text = self.disk.remove(&old).unwrap_or_default();
            let entry = Entry::read(&old.1, &text).map_err(|error| format!("{error:?}: {text}"))?;
            names.push(old.1.clone());
            let is_newest = newest.get(&old.1).is_none_or(|at| *at <= entry.at);
            // Its own stays.
            if !own.contains(&old.1) && is_newest {
                newest.insert(old.1.clone(), entry.at);
                self.disk.insert((own_writer, old.1), text);
            }
            found.push(entry);
        }
        Ok((names, found))
    }
}
