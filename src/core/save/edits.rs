//! The edits that are not acknowledged, setting by setting, and how they meet what others changed
//! meanwhile.

use super::{known::Known, merge_path::MergePath};
use crate::{
    Content, Details, Fingerprint, ParamValue, change_log::ChangeLog, collections::Map, effort,
};

/// The newest edit of each setting, in the order in which they began.
#[derive(Debug, Default)]
pub(super) struct Edits {
    by_path: Map<MergePath, Edit>,
    /// The number of the newest edit.
    newest: u64,
    /// The number of those that wait for the person's choice.
    conflicts: usize,
    /// The difference that the edits make to the settings.
    settings: Fingerprint,
    log: ChangeLog<MergePath>,
    /// The position in the log up to which the edits have met what the platform holds.
    rebased: u64,
    /// The same for edits that say what the platform holds anyway.
    settled: u64,
    /// The same for removals of what is not known.
    pruned: u64,
    /// The same for the settings.
    counted: u64,
}

#[derive(Debug)]
pub(super) struct Edit {
    /// The new value; none removes a parameter.
    pub(super) value: Option<ParamValue>,
    /// Greater for what was changed later, in whatever way.
    pub(super) number: u64,
    /// The time when it was made, milliseconds.
    pub(super) at: u64,
    pub(super) known: Known,
    /// The value that somebody else has put there meanwhile, until the person has chosen.
    pub(super) theirs: Option<Theirs>,
    /// Its share of the settings.
    settings: Fingerprint,
}

/// Somebody else's value of a setting; none where they removed the parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Theirs(pub(super) Option<ParamValue>);

impl Edits {
    pub(super) fn iter(&self) -> impl Iterator<Item = (&MergePath, &Edit)> {
        self.by_path.iter().inspect(|_| effort::count())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.by_path.is_empty()
    }

    pub(super) const fn newest(&self) -> u64 {
        self.newest
    }

    /// The changes of edits.
    pub(super) const fn log(&self) -> &ChangeLog<MergePath> {
        &self.log
    }

    pub(super) fn of(&self, path: &MergePath) -> Option<&Edit> {
        self.by_path.get(path)
    }

    /// Returns `true` if any edit can be sent: one that no choice is open for.
    pub(super) fn has_sendable(&self) -> bool {
        self.by_path.len() > self.conflicts
    }

    /// Returns `true` if the person has to choose for any edit.
    pub(super) const fn has_conflicts(&self) -> bool {
        self.conflicts > 0
    }

    /// The edits that the person has to choose for.
    pub(super) fn conflicts(&self) -> impl Iterator<Item = (&MergePath, &Edit, &Theirs)> {
        self.by_path.iter().filter_map(|(path, edit)| Some((path, edit, edit.theirs.as_ref()?)))
    }

    /// A setting gets another value. An edit that is there already goes on with what it knew; a new one
    /// begins with `base`, what the platform held as far as the person could see.
    pub(super) fn set(&mut self, at: u64, path: MergePath, value: Option<ParamValue>, base: Known) {
        self.newest += 1;
        let number = self.newest;
        self.log.note(path.clone());
        if let Some(edit) = self.by_path.get_mut(&path) {
            (edit.value, edit.number, edit.at) = (value, number, at);
        } else {
            let settings = Fingerprint::default();
            let edit = Edit { value, number, at, known: base, theirs: None, settings };
            self.by_path.insert(path, edit);
        }
    }

    /// Notes that what was sent may be found on the platform, whatever its answer will be.
    pub(super) fn sent(&mut self) {
        for edit in self.by_path.values_mut().filter(|edit| edit.theirs.is_none()) {
            edit.known.add(edit.value.as_ref());
        }
    }

    /// The platform has acknowledged what the edits up to a number said; the later ones go on from
    /// there.
    pub(super) fn acknowledged(&mut self, newest: u64, details: &Details) {
        self.forget_sent(newest);
        for (path, edit) in &mut self.by_path {
            if edit.theirs.is_none() {
                self.newest += 1;
                edit.number = self.newest;
                edit.known = Known::just(path.value_in(details).as_ref());
                self.log.note(path.clone());
            }
        }
    }

    /// Forgets the edits up to a number that were sent.
    pub(super) fn forget_sent(&mut self, newest: u64) {
        self.retain(|_, edit| edit.number > newest || edit.theirs.is_some());
    }

    /// Forgets everything but what is on its way: the edits up to a number.
    pub(super) fn discard(&mut self, carried: Option<u64>) {
        self.retain(|_, edit| {
            edit.theirs.is_none() && carried.is_some_and(|newest| edit.number <= newest)
        });
    }

    /// The person has seen what the platform holds and wants that.
    pub(super) fn take_theirs(&mut self, path: &MergePath) -> Option<Edit> {
        self.of(path)?.theirs.as_ref()?;
        self.remove(path)
    }

    /// Forgets an edit.
    pub(super) fn remove(&mut self, path: &MergePath) -> Option<Edit> {
        let edit = self.by_path.shift_remove(path)?;
        self.conflicts -= usize::from(edit.theirs.is_some());
        self.settings = self.settings.with(edit.settings);
        self.log.note(path.clone());
        Some(edit)
    }

    pub(super) fn retain(&mut self, keep: impl Fn(&MergePath, &Edit) -> bool) {
        let (conflicts, settings) = (&mut self.conflicts, &mut self.settings);
        self.by_path.retain(|path, edit| {
            effort::count();
            let stays = keep(path, edit);
            if !stays {
                *conflicts -= usize::from(edit.theirs.is_some());
                *settings = settings.with(edit.settings);
                self.log.note(path.clone());
            }
            stays
        });
    }

    /// The platform holds something else than before: all edits meet it anew.
    pub(super) const fn base_changed(&mut self) {
        (self.rebased, self.settled, self.counted) = (0, 0, 0);
    }

    /// The settings that have changed since somebody has read the log up to there; all if that is too long
    /// ago.
    fn changed_since(&self, read: u64) -> Vec<MergePath> {
        match self.log.since(read) {
            Some(paths) => paths.inspect(|_| effort::count()).cloned().collect(),
            None => self.iter().map(|(path, _)| path.clone()).collect(),
        }
    }

    /// Meets what the platform holds: who changed what? What only the person changed stays; what
    /// both changed waits for the person's choice.
    pub(super) fn rebase(&mut self, details: &Details) {
        for path in self.changed_since(self.rebased) {
            let Some(edit) = self.by_path.get_mut(&path) else { continue };
            let theirs = path.value_in(details);
            if edit.known == Known::Anything {
                self.newest += 1;
                edit.number = self.newest;
                edit.known = Known::just(theirs.as_ref());
                // The journal is to hold this too.
                self.log.note(path);
            }
            self.conflicts -= usize::from(edit.theirs.is_some());
            let is_ours = edit.known.covers(theirs.as_ref()) || theirs == edit.value;
            edit.theirs = (!is_ours).then_some(Theirs(theirs));
            self.conflicts += usize::from(edit.theirs.is_some());
        }
        self.rebased = self.log.end();
    }

    /// The person has seen what the platform holds and wants their own value.
    pub(super) fn keep_mine(&mut self, path: &MergePath) -> Option<Theirs> {
        self.newest += 1;
        let edit = self.by_path.get_mut(path)?;
        let theirs = edit.theirs.take()?;
        self.conflicts -= 1;
        edit.known.add(theirs.0.as_ref());
        edit.number = self.newest;
        self.log.note(path.clone());
        Some(theirs)
    }

    /// Forgets removals that were made before the record was known.
    pub(super) fn forget_early_removals(&mut self) {
        let is_early =
            |_: &MergePath, edit: &Edit| edit.value.is_none() && edit.known == Known::Anything;
        self.remove_changed(self.pruned, is_early);
        self.pruned = self.log.end();
    }

    /// Forgets edits that say what the platform holds anyway.
    pub(super) fn drop_settled(&mut self, content: &Content) {
        let empty = Details::new();
        let details = match content {
            Content::Nothing => &empty,
            Content::Details(details) => details,
            Content::Malformed(_) => return,
        };
        let is_settled = |path: &MergePath, edit: &Edit| edit.value == path.value_in(details);
        self.remove_changed(self.settled, is_settled);
        self.settled = self.log.end();
    }

    /// Forgets edits that are over, of those that have changed since somebody has read the log.
    fn remove_changed(&mut self, read: u64, is_over: impl Fn(&MergePath, &Edit) -> bool) {
        if self.log.since(read).is_none() {
            return self.retain(|path, edit| !is_over(path, edit));
        }
        for path in self.changed_since(read) {
            if self.of(&path).is_some_and(|edit| is_over(&path, edit)) {
                self.remove(&path);
            }
        }
    }

    /// Details with the edits that can be sent laid over them.
    pub(super) fn over(&self, base: &Details) -> Details {
        let mut details = base.clone();
        for (path, edit) in self.by_path.iter().filter(|(_, edit)| edit.theirs.is_none()) {
            path.set_in(&mut details, edit.value.as_ref());
        }
        details
    }

    /// Counts what has changed in the settings.
    pub(super) fn count_settings(&mut self, base: &Details) {
        for path in self.changed_since(self.counted) {
            let Some(edit) = self.by_path.get_mut(&path) else { continue };
            let before = path.settings(path.value_in(base).as_ref());
            let settings = before.with(path.settings(edit.value.as_ref()));
            self.settings = self.settings.with(edit.settings).with(settings);
            edit.settings = settings;
        }
        self.counted = self.log.end();
    }

    /// The difference that all edits make to the settings, as of [`Edits::count_settings`].
    pub(super) const fn settings(&self) -> Fingerprint {
        self.settings
    }
}
