use std::collections::VecDeque;

/// The newest changes of a collection, for those who follow it. Each remembers how far it has read; one
/// that comes late has to look at all there is.
#[derive(Debug)]
pub(crate) struct ChangeLog<T> {
    newest: VecDeque<T>,
    /// The number of the first of them. Nobody has read up to there who has not read anything.
    first: u64,
}

/// More than an event changes, unless it changes many things at once.
const LONGEST: usize = 64;

impl<T> Default for ChangeLog<T> {
    fn default() -> Self {
        Self { newest: VecDeque::new(), first: 1 }
    }
}

impl<T> ChangeLog<T> {
    /// Something has changed.
    pub(crate) fn note(&mut self, change: T) {
        if self.newest.len() == LONGEST {
            self.newest.pop_front();
            self.first += 1;
        }
        self.newest.push_back(change);
    }

    /// The position of somebody who has read everything.
    pub(crate) fn end(&self) -> u64 {
        self.first + self.newest.len() as u64
    }

    /// The changes for somebody who has read up to there; `None` if they are not known any more.
    pub(crate) fn since(&self, read: u64) -> Option<impl Iterator<Item = &T>> {
        let unread = self.end().checked_sub(read)?;
        let known = self.newest.len().checked_sub(usize::try_from(unread).ok()?)?;
        Some(self.newest.iter().skip(known))
    }
}

#[cfg(test)]
mod tests {
    use super::{ChangeLog, LONGEST};

    fn since(log: &ChangeLog<usize>, read: u64) -> Option<Vec<usize>> {
        log.since(read).map(|changes| changes.copied().collect())
    }

    #[test]
    fn who_follows_sees_what_is_new() {
        let mut log = ChangeLog::default();
        assert_eq!(since(&log, 0), None, "there may have been something before");
        let read = log.end();
        assert_eq!(since(&log, read), Some(vec![]));
        log.note(7);
        log.note(8);
        assert_eq!(since(&log, read), Some(vec![7, 8]));
        assert_eq!(since(&log, read + 1), Some(vec![8]));
        assert_eq!(since(&log, read + 2), Some(vec![]));
    }

    #[test]
    fn who_comes_late_has_to_look_at_everything() {
        let mut log = ChangeLog::default();
        let read = log.end();
        for change in 0..LONGEST {
            log.note(change);
        }
        assert_eq!(since(&log, read).map(|changes| changes.len()), Some(LONGEST));
        log.note(LONGEST);
        assert_eq!(since(&log, read), None);
        assert_eq!(since(&log, read + 1).map(|changes| changes.len()), Some(LONGEST));
    }
}
