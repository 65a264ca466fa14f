//! What was changed here and is not acknowledged, slot by slot, and how it meets what others
//! changed meanwhile.

use super::{fingerprint::Fingerprint, merge_path::MergePath};
use crate::{Content, Details, ParamValue};

/// The newest edit of each slot.
#[derive(Debug, Default)]
pub(super) struct Edits {
    list: Vec<Edit>,
    /// The number of the newest edit.
    newest: u64,
}

#[derive(Debug)]
pub(super) struct Edit {
    pub(super) path: MergePath,
    /// The new value; none removes a parameter.
    pub(super) value: Option<ParamValue>,
    /// Greater for what was changed later, in whatever way.
    pub(super) number: u64,
    /// When it was made, milliseconds.
    pub(super) at: u64,
    pub(super) known: Known,
    /// What somebody else has put there meanwhile, until the person has chosen.
    pub(super) theirs: Option<Theirs>,
}

/// What the platform may hold in a slot without anybody else having changed it: what was there when
/// the edit began, and what left from here since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// The record was not known when the edit was made: typed text wins over a late load.
    Anything,
    These(Vec<Fingerprint>),
}

/// Somebody else's value of a slot; none where they removed the parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Theirs(pub(super) Option<ParamValue>);

impl Known {
    fn just(value: Option<&ParamValue>) -> Self {
        Self::These(vec![Fingerprint::of(value)])
    }

    /// What was known of a slot to somebody who is not there any more: where the record was not
    /// known, its control was empty.
    pub(super) fn seen(self, path: &MergePath) -> Self {
        match self {
            Self::Anything => Self::just(path.value_in(&Details::new()).as_ref()),
            these @ Self::These(_) => these,
        }
    }

    pub(super) fn add(&mut self, value: Option<&ParamValue>) {
        if let Self::These(known) = self {
            let value = Fingerprint::of(value);
            if !known.contains(&value) {
                known.push(value);
            }
        }
    }

    fn covers(&self, value: Option<&ParamValue>) -> bool {
        match self {
            Self::Anything => true,
            Self::These(known) => known.contains(&Fingerprint::of(value)),
        }
    }
}

impl Edits {
    pub(super) fn all(&self) -> &[Edit] {
        &self.list
    }

    pub(super) const fn newest(&self) -> u64 {
        self.newest
    }

    pub(super) fn of(&self, path: &MergePath) -> Option<&Edit> {
        self.list.iter().find(|edit| edit.path == *path)
    }

    /// The edits that can be sent: those that no choice is open for.
    pub(super) fn sendable(&self) -> impl Iterator<Item = &Edit> {
        self.list.iter().filter(|edit| edit.theirs.is_none())
    }

    /// The edits that the person has to choose for.
    pub(super) fn conflicts(&self) -> impl Iterator<Item = (&Edit, &Theirs)> {
        self.list.iter().filter_map(|edit| Some((edit, edit.theirs.as_ref()?)))
    }

    /// A slot gets another value. An edit that is there already goes on with what it knew; a new one
    /// begins with `base`, what the platform held as far as the person could see.
    pub(super) fn set(&mut self, at: u64, path: MergePath, value: Option<ParamValue>, base: Known) {
        self.newest += 1;
        let number = self.newest;
        match self.list.iter_mut().find(|edit| edit.path == path) {
            Some(edit) => (edit.value, edit.number, edit.at) = (value, number, at),
            None => self.list.push(Edit { path, value, number, at, known: base, theirs: None }),
        }
    }

    /// What was sent may be found on the platform, whatever its answer will be.
    pub(super) fn sent(&mut self) {
        for edit in self.list.iter_mut().filter(|edit| edit.theirs.is_none()) {
            edit.known.add(edit.value.as_ref());
        }
    }

    /// The platform has acknowledged what the edits up to a number said; the later ones go on from
    /// there.
    pub(super) fn acknowledged(&mut self, newest: u64, details: &Details) {
        self.forget_sent(newest);
        for edit in self.list.iter_mut().filter(|edit| edit.theirs.is_none()) {
            self.newest += 1;
            edit.number = self.newest;
            edit.known = Known::just(edit.path.value_in(details).as_ref());
        }
    }

    /// Forgets the edits up to a number that were sent.
    pub(super) fn forget_sent(&mut self, newest: u64) {
        self.list.retain(|edit| edit.number > newest || edit.theirs.is_some());
    }

    /// Forgets everything but what is on its way: the edits up to a number.
    pub(super) fn discard(&mut self, carried: Option<u64>) {
        let is_carried = |edit: &Edit| {
            edit.theirs.is_none() && carried.is_some_and(|newest| edit.number <= newest)
        };
        self.list.retain(is_carried);
    }

    /// The person has seen what the platform holds and wants that.
    pub(super) fn take_theirs(&mut self, path: &MergePath) -> Option<Edit> {
        let conflicts = |edit: &Edit| edit.path == *path && edit.theirs.is_some();
        let place = self.list.iter().position(conflicts)?;
        Some(self.list.remove(place))
    }

    pub(super) fn retain(&mut self, keep: impl FnMut(&Edit) -> bool) {
        self.list.retain(keep);
    }

    /// Meets what the platform holds: who changed what? What only the person changed stays; what
    /// both changed waits for the person's choice.
    pub(super) fn rebase(&mut self, details: &Details) {
        for edit in &mut self.list {
            let theirs = edit.path.value_in(details);
            if edit.known == Known::Anything {
                // The journal is to hold this too.
                self.newest += 1;
                edit.number = self.newest;
                edit.known = Known::just(theirs.as_ref());
            }
            let is_ours = edit.known.covers(theirs.as_ref()) || theirs == edit.value;
            edit.theirs = (!is_ours).then_some(Theirs(theirs));
        }
    }

    /// The person has seen what the platform holds and wants their own value.
    pub(super) fn keep_mine(&mut self, path: &MergePath) -> Option<Theirs> {
        self.newest += 1;
        let number = self.newest;
        let edit = self.list.iter_mut().find(|edit| edit.path == *path)?;
        let theirs = edit.theirs.take()?;
        edit.known.add(theirs.0.as_ref());
        edit.number = number;
        Some(theirs)
    }

    /// Forgets edits that say what the platform holds anyway.
    pub(super) fn drop_settled(&mut self, content: &Content) {
        let empty = Details::new();
        let details = match content {
            Content::Nothing => &empty,
            Content::Details(details) => details,
            Content::Malformed(_) => return,
        };
        self.list.retain(|edit| edit.value != edit.path.value_in(details));
    }

    /// Details with the edits laid over them: all of them, or those that can be sent.
    pub(super) fn over(&self, base: &Details, with_clashes: bool) -> Details {
        let mut details = base.clone();
        for edit in self.list.iter().filter(|edit| with_clashes || edit.theirs.is_none()) {
            edit.path.set_in(&mut details, edit.value.as_ref());
        }
        details
    }
}
