use std::collections::{BTreeMap, VecDeque};

use super::{
    super::{MergePath, SaveCommand, SaveEvent, Side},
    after::OrphanedSave,
    mutants::Mutant,
    op::{Op, Outcome},
    platform::{Platform, Value},
    tab::{Done, InFlight, Mind, Tab},
};
use crate::{ControlId, Failure, FailureKind, Field, FormOptions, ParamValue, Problem, Table};

/// Everything there is in a history.
#[derive(Debug)]
pub(super) struct World {
    pub(super) now: u64,
    pub(super) platform: Platform,
    pub(super) tabs: Vec<Tab>,
    /// The wizard whose turn it is, and those that wait for theirs.
    pub(super) write_lock: Option<u64>,
    pub(super) queue: VecDeque<u64>,
    /// The journal, by writer and name.
    pub(super) disk: BTreeMap<(u64, String), String>,
    /// Whoever's tabs crashed, until somebody reads their journal.
    pub(super) gone: Mind,
    pub(super) numbers: u64,
    pub(super) orphans: Vec<OrphanedSave>,
    writers: u64,
    /// The milliseconds by which the wall clock goes wrong.
    skew: i64,
    pub(super) mutant: Option<Mutant>,
}

const TABS: usize = 3;
impl World {
    pub(super) fn new(mutant: Option<Mutant>) -> Self {
        let mut world = Self {
            now: 1_000_000,
            platform: Platform::new(),
            tabs: Vec::new(),
            write_lock: None,
            queue: VecDeque::new(),
            disk: BTreeMap::new(),
            gone: Mind::default(),
            numbers: 0,
            orphans: Vec::new(),
            writers: 0,
            skew: 0,
            mutant,
        };
        world.open(false).expect("nothing has happened yet");
        world
    }

    pub(super) fn does(&mut self, op: &Op) -> Result<(), String> {
        match op {
            Op::Pass { ms } => return self.pass(*ms),
            Op::Open { late } => return self.open(*late),
            Op::Colleague { field } => self.colleague(&MergePath::Field(*field), false),
            Op::ColleagueParam { key, remove } => {
                self.colleague(&MergePath::Param(Table::Authorization, (*key).to_owned()), *remove);
            }
            Op::Sleep { ms, colleague } => return self.sleep(*ms, *colleague),
            Op::SetClock { skew } => {
                self.skew = *skew;
                self.tabs.iter_mut().for_each(|tab| tab.skew = *skew);
            }
            Op::Generate => {
                if self.write_lock.is_none() && self.orphans.is_empty() {
                    self.platform.generate();
                }
            }
            Op::Type { tab, .. }
            | Op::PutBack { tab, .. }
            | Op::AddParam { tab, .. }
            | Op::TypeParam { tab, .. }
            | Op::RemoveParam { tab, .. }
            | Op::Fill { tab, .. }
            | Op::Look { tab, .. }
            | Op::Focus { tab, .. }
            | Op::Flush { tab }
            | Op::Answer { tab, .. }
            | Op::Hear { tab }
            | Op::Shown { tab }
            | Op::Online { tab }
            | Op::Retry { tab }
            | Op::Crash { tab, .. }
            | Op::Choose { tab, .. }
            | Op::Swap { tab, .. }
            | Op::Read { tab }
            | Op::Discard { tab }
            | Op::DiscardRestored { tab } => {
                if !self.tabs.is_empty() {
                    return self.in_tab(op, tab % self.tabs.len());
                }
            }
        }
        Ok(())
    }

    fn in_tab(&mut self, op: &Op, at: usize) -> Result<(), String> {
        // Nobody does two things in the same instant.
        self.now += 1;
        self.write_disk();
        self.orphans_arrive()?;
        if matches!(
            op,
            Op::RemoveParam { .. }
                | Op::Look { .. }
                | Op::Choose { .. }
                | Op::Swap { .. }
                | Op::Discard { .. }
                | Op::DiscardRestored { .. }
        ) {
            // The focus is on a button then.
            self.event(at, &SaveEvent::Focused(None), 0)?;
        }
        match op {
            Op::Type { field, lag, .. } => {
                let text = self.fresh_text();
                self.type_into(at, *field, text, *lag)
            }
            Op::PutBack { field, which, .. } => {
                let seen = self.tabs[at].mind.seen.iter().rev();
                let mut seen = seen.filter(|(path, _)| *path == MergePath::Field(*field));
                let text = seen.nth(*which).and_then(|(_, value)| value.clone());
                let text = text.map_or_else(String::new, |value| value.shown().to_owned());
                self.type_into(at, *field, text, 0)
            }
            Op::AddParam { key, .. } => {
                self.event(at, &SaveEvent::RowAdded(Table::Authorization), 0)?;
                let Some(row) = self.tabs[at].row(usize::MAX) else { return Ok(()) };
                let rows = self.tabs[at].machine.rows(Table::Authorization).all();
                let id = rows.last().map_or(row.id, |row| row.id);
                self.event(at, &typed(ControlId::Key(Table::Authorization, id), key), 0)?;
                let text = self.fresh_text();
                self.event(at, &typed(ControlId::Value(Table::Authorization, id), &text), 0)
            }
            Op::TypeParam { row, .. } => {
                let Some(row) = self.tabs[at].row(*row) else { return Ok(()) };
                let place = ControlId::Value(Table::Authorization, row.id);
                self.event(at, &SaveEvent::Focused(Some(place)), 0)?;
                let text = self.fresh_text();
                self.event(at, &typed(place, &text), 0)
            }
            Op::RemoveParam { row, .. } => {
                let Some(row) = self.tabs[at].row(*row) else { return Ok(()) };
                self.event(at, &SaveEvent::RowRemoved(Table::Authorization, row.id), 0)
            }
            Op::Fill { field, .. } => {
                let control = ControlId::Field(*field);
                if self.tabs[at].focus == Some(control) {
                    return Ok(());
                }
                let text = self.fresh_text();
                self.event(at, &SaveEvent::Filled { control, text }, 0)
            }
            Op::Look { field, keeps, .. } => self.look(at, *field, *keeps),
            Op::Focus { field, .. } => {
                self.event(at, &SaveEvent::Focused(field.map(ControlId::Field)), 0)
            }
            Op::Flush { .. } => self.event(at, &SaveEvent::Flush, 0),
            Op::Answer { outcome, .. } => self.answer(at, *outcome),
            Op::Hear { .. } => {
                if std::mem::take(&mut self.tabs[at].hears) {
                    return self.event(at, &SaveEvent::Elsewhere, 0);
                }
                Ok(())
            }
            Op::Shown { .. } => self.event(at, &SaveEvent::Shown, 0),
            Op::Online { .. } => self.event(at, &SaveEvent::Online, 0),
            Op::Retry { .. } => self.event(at, &SaveEvent::Retry, 0),
            Op::Crash { arrives, .. } => self.crash(at, *arrives),
            Op::Choose { choice, side, .. } => self.choose(at, *choice, *side),
            Op::Swap { choice, .. } => {
                let resolved = self.tabs[at].machine.resolved();
                if resolved.is_empty() {
                    return Ok(());
                }
                let resolved = resolved[choice % resolved.len()].clone();
                let path = resolved.path.clone();
                // The person sees both values, and takes the other one knowingly.
                let held = self.tabs[at].machine.record().map(|_| self.held(at, &path));
                let mind = &mut self.tabs[at].mind;
                if let Some(held) = held {
                    mind.see(path.clone(), held);
                }
                self.event(at, &SaveEvent::Swapped(resolved), 0)
            }
            Op::Read { .. } => {
                self.tabs[at].give_up_resolved();
                self.event(at, &SaveEvent::ResolvedRead, 0)
            }
            Op::Discard { .. } => {
                let mind = &mut self.tabs[at].mind;
                let all: Vec<u64> = mind.done.iter().map(|done| done.number).collect();
                mind.given_up.extend(all);
                self.event(at, &SaveEvent::Discard, 0)
            }
            Op::DiscardRestored { .. } => self.discard_restored(at),
            _ => Ok(()),
        }
    }

    fn fresh_text(&mut self) -> String {
        self.numbers += 1;
        format!("v{}", self.numbers)
    }

    /// The value that the wizard believes the platform to hold in a setting.
    fn held(&self, at: usize, path: &MergePath) -> Value {
        path.value_in(&super::super::reading::details_of(self.tabs[at].machine.record()))
    }

    fn type_into(&mut self, at: usize, field: Field, text: String, lag: u64) -> Result<(), String> {
        let place = ControlId::Field(field);
        self.event(at, &SaveEvent::Focused(Some(place)), lag)?;
        self.event(at, &SaveEvent::Typed { control: place, text }, lag)
    }

    /// The person looks at what was filled into a field, if anything was.
    fn look(&mut self, at: usize, field: Field, keeps: bool) -> Result<(), String> {
        let control = ControlId::Field(field);
        let machine = &self.tabs[at].machine;
        if machine.checks(&FormOptions::default()).problem_at(control) != Some(Problem::Filled) {
            return Ok(());
        }
        let event =
            if keeps { SaveEvent::FilledKept(control) } else { SaveEvent::FilledTakenOut(control) };
        self.event(at, &event, 0)
    }

    fn choose(&mut self, at: usize, choice: usize, side: Side) -> Result<(), String> {
        let conflicts = self.tabs[at].machine.conflicts();
        if conflicts.is_empty() {
            return Ok(());
        }
        let conflict = conflicts[choice % conflicts.len()].clone();
        if side == Side::Mine {
            // Their value was on screen, and the person decided against it.
            self.tabs[at].mind.see(conflict.path.clone(), conflict.theirs);
        } else {
            self.tabs[at].mind.give_up_all_but(&conflict.path, &conflict.mine);
        }
        self.event(at, &SaveEvent::Chosen(conflict.path, side), 0)
    }

    fn discard_restored(&mut self, at: usize) -> Result<(), String> {
        let (tab, before) = (&mut self.tabs[at], self.numbers);
        let restored = tab.machine.restored();
        let restored = restored.map_or_else(Vec::new, |restored| restored.edits_restored.clone());
        for one in &restored {
            tab.mind.give_up(&one.path, &one.value);
        }
        self.event(at, &SaveEvent::RestoredDiscarded, 0)?;
        // Where the platform has not been asked since, nobody knows what was there before.
        // The person wants that, whatever it is, and not what happens to be shown.
        for one in restored.iter().filter(|one| one.before.is_none()) {
            self.tabs[at].mind.give_up_since(before, &one.path);
        }
        Ok(())
    }

    fn colleague(&mut self, path: &MergePath, remove: bool) {
        // The window that nobody can close.
        if self.write_lock.is_none() && self.orphans.is_empty() {
            let text = self.fresh_text();
            let value = (!remove).then_some(ParamValue::Text(text));
            self.platform.written_elsewhere(self.numbers, path, &value);
        }
    }

    /// The machine sleeps: the wizards' clocks stand still, what is on its way arrives, and a colleague goes
    /// on working.
    fn sleep(&mut self, ms: u64, colleague: Option<Field>) -> Result<(), String> {
        for tab in &mut self.tabs {
            tab.slept += ms;
            tab.wake = tab.wake.map(|wake| wake + ms);
        }
        self.now += ms;
        self.write_disk();
        self.orphans_arrive()?;
        let is_saving =
            self.tabs.iter().any(|tab| matches!(tab.in_flight, Some(InFlight::Save(..))));
        if let Some(field) = colleague.filter(|_| !is_saving && self.orphans.is_empty()) {
            let value = Some(ParamValue::Text(self.fresh_text()));
            self.platform.written_elsewhere(self.numbers, &MergePath::Field(field), &value);
        }
        Ok(())
    }

    /// Gives an event to a wizard and does what it asks for.
    fn event(&mut self, at: usize, event: &SaveEvent, lag: u64) -> Result<(), String> {
        let by_hand = matches!(
            event,
            SaveEvent::Typed { .. }
                | SaveEvent::FilledKept(_)
                | SaveEvent::RowRemoved(..)
                | SaveEvent::Swapped(_)
                | SaveEvent::RestoredDiscarded
        );
        if let SaveEvent::Focused(place) = event {
            self.tabs[at].focus = *place;
        }
        let before = self.tabs[at].snapshot();
        let focused = self.tabs[at].focused();
        let early = self.tabs[at].machine.record().is_none();
        self.mutate_before(at, event);
        let commands = self.tabs[at].step(self.now, event.clone());
        self.mutate_after(at, event);
        let by_others =
            matches!(event, SaveEvent::Loaded(_) | SaveEvent::Saved(_) | SaveEvent::Elsewhere);
        if by_others && focused != self.tabs[at].focused() {
            return Err(format!("{focused:?} was changed under the person's hands"));
        }
        if by_hand {
            let typed = match event {
                SaveEvent::Typed { control: ControlId::Field(field), .. }
                | SaveEvent::FilledKept(ControlId::Field(field)) => Some(MergePath::Field(*field)),
                _ => None,
            };
            self.note_done(at, &before, typed.as_ref(), early);
        }
        self.tabs[at].start_load();
        self.keep(at, lag);
        for command in commands {
            self.execute(at, command)?;
        }
        self.give_turns()?;
        self.check(at)
    }

    /// Notes what the person has just done: the setting that they typed into, and every one that shows
    /// something else by it.
    fn note_done(
        &mut self,
        at: usize,
        before: &[(MergePath, Value)],
        typed: Option<&MergePath>,
        early: bool,
    ) {
        let tab = &mut self.tabs[at];
        for row in tab.machine.rows(Table::Authorization).all() {
            if !row.owns_key() {
                let path = MergePath::Param(Table::Authorization, row.key.clone());
                tab.mind.loose.push((path, Some(row.value.clone())));
            }
        }
        for (path, value) in tab.snapshot() {
            let is_same = before.iter().any(|(other, was)| *other == path && *was == value);
            if !is_same || typed == Some(&path) {
                self.numbers += 1;
                let (number, at, writer) = (self.numbers, self.now, tab.writer);
                let base = super::super::reading::details_of(tab.machine.record());
                let is_empty = value.as_ref().is_some_and(|value| value.shown().is_empty());
                if (early && is_empty) || (!tab.is_unsure && path.value_in(&base) == value) {
                    // Typed and taken back: no wish to change it.
                    tab.mind.given_up.push(number);
                }
                tab.mind.done.push(Done { number, path, value, at, writer, early });
            }
        }
    }

    fn execute(&mut self, at: usize, command: SaveCommand) -> Result<(), String> {
        let writer = self.tabs[at].writer;
        match command {
            SaveCommand::Lock => self.queue.push_back(writer),
            SaveCommand::Unlock => {
                if self.write_lock == Some(writer) {
                    self.write_lock = None;
                } else if self.mutant != Some(Mutant::NoTurns) {
                    return Err("a turn was given back that nobody had".into());
                }
            }
            SaveCommand::Load => {
                // The platform answers at once, and the answer takes its time.
                self.tabs[at].in_flight = Some(InFlight::Load(self.platform.record()));
            }
            SaveCommand::Save(mut save) => {
                let others = |tab: &Tab| matches!(tab.in_flight, Some(InFlight::Save(..)));
                if self.tabs.iter().any(others) {
                    return Err("two saves are on their way at once".into());
                }
                // What a save carries is in the journal before it leaves: else a crash could bring
                // back what is older than what the platform has got.
                for (at, ..) in &mut self.tabs[at].unwritten {
                    *at = 0;
                }
                self.write_disk();
                if self.mutant == Some(Mutant::FlagFalse) {
                    save.is_token_generated = false;
                }
                self.tabs[at].is_unsure = true;
                self.tabs[at].in_flight = Some(InFlight::Save(save, self.numbers, self.now));
            }
            SaveCommand::Wake { at: ms } => {
                let tab = &mut self.tabs[at];
                tab.wake = Some(ms + tab.slept);
            }
        }
        Ok(())
    }

    pub(super) fn give_turns(&mut self) -> Result<(), String> {
        let all_at_once = self.mutant == Some(Mutant::NoTurns);
        while self.write_lock.is_none() || all_at_once {
            let Some(writer) = self.queue.pop_front() else { break };
            let Some(at) = self.tabs.iter().position(|tab| tab.writer == writer) else { continue };
            self.write_lock = Some(writer);
            let (names, found) = self.adopt(at, true)?;
            if !found.is_empty() {
                self.tabs[at].index.found(names);
                self.event(at, &SaveEvent::Restored(found), 0)?;
            }
            self.event(at, &SaveEvent::Locked, 0)?;
        }
        Ok(())
    }

    pub(super) fn pass(&mut self, ms: u64) -> Result<(), String> {
        let end = self.now + ms;
        loop {
            for at in 0..self.tabs.len() {
                if let Some((names, found)) = self.tabs[at].found.take() {
                    self.tabs[at].index.found(names);
                    self.event(at, &SaveEvent::Restored(found), 0)?;
                }
            }
            let waking = self.tabs.iter().filter_map(|tab| tab.wake).filter(|at| *at <= end).min();
            let arriving =
                self.orphans.iter().map(|orphan| orphan.due).filter(|at| *at <= end).min();
            let next = waking.into_iter().chain(arriving).min();
            self.now = next.map_or(end, |at| at.max(self.now));
            self.write_disk();
            self.orphans_arrive()?;
            if next.is_none() {
                return Ok(());
            }
            for at in 0..self.tabs.len() {
                if self.tabs[at].wake.is_some_and(|wake| wake <= self.now) {
                    self.tabs[at].wake = None;
                    self.event(at, &SaveEvent::Wake, 0)?;
                }
            }
        }
    }

    pub(super) fn answer(&mut self, at: usize, outcome: Outcome) -> Result<(), String> {
        let Some(in_flight) = self.tabs[at].in_flight.take() else { return Ok(()) };
        match (&in_flight, outcome) {
            (_, Outcome::Ok) => self.tabs[at].is_unsure = false,
            (InFlight::Save(..), Outcome::Failed(kind)) if !failure(kind).leaves_doubt() => {
                self.tabs[at].is_unsure = false;
            }
            _ => {}
        }
        let event = match (in_flight, outcome) {
            (InFlight::Load(_), Outcome::Ok)
                if self.mutant == Some(Mutant::NoReadBeforeSave)
                    && self.tabs[at].machine.record().is_some() =>
            {
                let record = self.tabs[at].machine.record().cloned();
                SaveEvent::Loaded(record.ok_or_else(|| failure(FailureKind::NoData)))
            }
            (InFlight::Load(record), Outcome::Ok) => {
                self.tabs[at].learn(&record);
                SaveEvent::Loaded(Ok(record))
            }
            (InFlight::Load(_), Outcome::Failed(kind)) => SaveEvent::Loaded(Err(failure(kind))),
            (InFlight::Load(_), Outcome::Lost) => {
                SaveEvent::Loaded(Err(failure(FailureKind::Unreachable)))
            }
            (InFlight::Save(save, until, _), Outcome::Ok) => {
                self.commit(at, &save, until)?;
                SaveEvent::Saved(Ok(None))
            }
            (InFlight::Save(save, until, _), Outcome::Lost) => {
                self.commit(at, &save, until)?;
                SaveEvent::Saved(Err(failure(FailureKind::Unreachable)))
            }
            (InFlight::Save(..), Outcome::Failed(kind)) => SaveEvent::Saved(Err(failure(kind))),
        };
        if matches!(event, SaveEvent::Saved(Ok(_))) {
            for (other, tab) in self.tabs.iter_mut().enumerate() {
                tab.hears |= other != at;
            }
        }
        self.event(at, &event, 0)
    }

    pub(super) fn open(&mut self, late: bool) -> Result<(), String> {
        if self.tabs.len() == TABS {
            return Ok(());
        }
        self.writers += 1;
        let writer = self.writers;
        let mut tab = Tab::new(writer);
        tab.skew = self.skew;
        tab.misses_sleep = self.mutant == Some(Mutant::StandingClock);
        tab.start_load();
        self.tabs.push(tab);
        let at = self.tabs.len() - 1;
        let (names, found) = self.adopt(at, false)?;
        if late {
            self.tabs[at].found = Some((names, found));
            return self.event(at, &SaveEvent::Open, 0);
        }
        self.event(at, &SaveEvent::Open, 0)?;
        self.tabs[at].index.found(names);
        self.event(at, &SaveEvent::Restored(found), 0)
    }
}

fn typed(place: ControlId, text: &str) -> SaveEvent {
    SaveEvent::Typed { control: place, text: text.to_owned() }
}

fn failure(kind: FailureKind) -> Failure {
    Failure::of(kind)
}
