//! The promises that must hold in every history.

use super::{
    super::{MergePath, Save, SaveState},
    op::Outcome,
    platform::{Platform, edits_restored},
    tab::{Done, Mind, Tab},
    world::World,
};
use crate::{Details, Remedy};

/// The time that the journal may be behind the keys, milliseconds.
const JOURNAL_LAG: u64 = 300;
/// The time that it may take to come to rest once nothing fails any more, milliseconds.
const REST: u64 = 30_000;
/// The time that it may take longer when a save of a crashed tab may still arrive.
const LONGEST_FLIGHT: u64 = 30_000;

impl Platform {
    /// Each setting that changes by a save was changed by the person, who had seen what was there, and
    /// an older edit never replaces a newer one. The save carries what was done until then.
    pub(super) fn check(
        &self,
        mind: &mut Mind,
        details: &Details,
        until: u64,
    ) -> Result<(), String> {
        for path in edits_restored() {
            let (old, new) = (self.value(&path), path.value_in(details));
            // A later edit of the same value is the one that arrives.
            let mut done = mind.done.iter().rev().filter(|done| done.number <= until);
            let done = done.find(|done| done.path == path && done.value == new).cloned();
            // Typed text wins over a late load, once.
            let is_open = |done: &&Done| {
                let is_own = |other: &&Done| (&other.path, other.writer) == (&path, done.writer);
                let mut own = mind.arrived.iter().filter(is_own);
                !own.any(|other| other.number >= done.number)
            };
            let early = (mind.done.iter()).filter(|done| done.path == path && done.early);
            let early = early.filter(is_open).count() > 0;
            if old == new {
                continue;
            }
            let Some(done) = done else {
                if mind.loose.contains(&(path.clone(), new.clone())) {
                    continue;
                }
                return Err(format!("{path:?} became {new:?}, which nobody did there"));
            };
            if !(mind.has_seen(&path, &old) || early) {
                return Err(format!("{path:?} {old:?} was overwritten by {new:?}, unseen"));
            }
            // Two wizards may do things at the same time; each of them does one after the other.
            let is_newer = |other: &Done| {
                (&other.path, other.writer) == (&path, done.writer) && other.number > done.number
            };
            if mind.arrived.iter().any(is_newer) {
                return Err(format!("{path:?}: the older {new:?} overtook {old:?}"));
            }
            mind.arrived.push(done);
        }
        Ok(())
    }
}

impl World {
    /// The platform carries out a save.
    pub(super) fn commit(&mut self, at: usize, save: &Save, until: u64) -> Result<(), String> {
        let details = Details::parse(&save.details).expect("the wizard sends an object");
        self.platform.check(&mut self.tabs[at].mind, &details, until)?;
        self.platform.save(self.numbers, save, self.tabs[at].generated.as_ref())
    }

    /// Checks what holds at any moment of a wizard.
    pub(super) fn check(&self, at: usize) -> Result<(), String> {
        let tab = &self.tabs[at];
        if tab.machine.state() == SaveState::Saved && tab.machine.unsavable() == 0 {
            for path in edits_restored() {
                self.check_setting(tab, &path).map_err(|error| format!("called saved: {error}"))?;
            }
        }
        Ok(())
    }

    /// The newest that was done to a setting is on the platform, or was, or the person knows why not.
    fn check_setting(&self, tab: &Tab, path: &MergePath) -> Result<(), String> {
        for done in tab.mind.done.iter().rev().filter(|done| done.path == *path) {
            if self.is_accounted_for(tab, done) {
                return Ok(());
            }
            if !tab.mind.fleeting.contains(&done.number) {
                let shown = tab.shown(path);
                return Err(format!("{path:?} {:?} is lost; shown is {shown:?}", done.value));
            }
        }
        Ok(())
    }

    fn is_accounted_for(&self, tab: &Tab, done: &Done) -> bool {
        let resolved = tab.machine.resolved();
        self.platform.had_since(&done.path, &done.value, done.number)
            || tab.mind.given_up.contains(&done.number)
            // A row that waited for the key has it now.
            || tab.mind.loose.contains(&(done.path.clone(), tab.shown(&done.path)))
            || resolved.iter().any(|resolved| resolved.path == done.path && resolved.other == done.value)
            || (tab.machine.conflicts().iter())
                .any(|conflict| conflict.path == done.path && conflict.mine == done.value)
    }

    /// The journal of a wizard that ends now holds what the platform has not got, but for the last
    /// moments.
    pub(super) fn check_disk(&mut self, at: usize) -> Result<(), String> {
        let now = self.now;
        let tab = &mut self.tabs[at];
        let is_recent = |done: &&Done| done.at + JOURNAL_LAG > now;
        let recent: Vec<&Done> = tab.mind.done.iter().filter(is_recent).collect();
        // What was done anew a moment ago may have been given up before, and left the journal then.
        let is_anew = |done: &&Done| {
            let is_same = |other: &&&Done| (&other.path, &other.value) == (&done.path, &done.value);
            !is_recent(done) && recent.iter().any(|other| is_same(&other))
        };
        let anew: Vec<u64> = tab.mind.done.iter().filter(is_anew).map(|done| done.number).collect();
        tab.mind.fleeting.extend(recent.iter().map(|done| done.number).collect::<Vec<_>>());
        tab.mind.given_up.extend(anew);
        let tab = &self.tabs[at];
        for path in edits_restored() {
            let entry = (tab.writer, path.name());
            if !self.disk.contains_key(&entry) && tab.found.is_none() {
                self.check_setting(tab, &path).map_err(|error| format!("not kept: {error}"))?;
            }
        }
        Ok(())
    }

    /// Nothing fails any more: everybody comes back, and everything finds its place.
    pub(super) fn comes_to_rest(&mut self) -> Result<(), String> {
        self.pass(1_000)?;
        if self.tabs.is_empty() || !self.disk.is_empty() {
            self.open(false)?;
        }
        for tab in 0..self.tabs.len() {
            // All others have to find their way alone.
            let failure = self.tabs[tab].machine.failure();
            if failure.is_some_and(|failure| failure.remedy() != Remedy::RetryAlone) {
                self.does(&super::op::Op::Retry { tab })?;
            }
        }
        let begin = self.now;
        for _ in 0..200 {
            for at in 0..self.tabs.len() {
                self.answer(at, Outcome::Ok)?;
            }
            let is_at_rest = |tab: &Tab| {
                !tab.machine.has_pending_work() && tab.in_flight.is_none() && tab.found.is_none()
            };
            if self.tabs.iter().all(is_at_rest) && self.orphans.is_empty() {
                break;
            }
            self.pass(500)?;
        }
        if self.now - begin > REST + LONGEST_FLIGHT {
            return Err(format!("no rest after {} ms", self.now - begin));
        }
        for tab in &self.tabs {
            for path in edits_restored() {
                self.check_setting(tab, &path).map_err(|error| format!("in the end: {error}"))?;
            }
            if tab.machine.unsavable() == 0 && tab.machine.conflicts().is_empty() {
                if tab.machine.state() != SaveState::Saved {
                    return Err(format!("the end is {:?}", tab.machine.state()));
                }
                let left = self.disk.keys().any(|(writer, name)| {
                    *writer == tab.writer && !super::super::Entry::is_in_flight(name)
                });
                if left && tab.unwritten.is_empty() {
                    return Err("the journal keeps what is saved".into());
                }
            }
        }
        Ok(())
    }
}
