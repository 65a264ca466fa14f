use std::cell::RefCell;

/// Everything that left a wizard, in its order, a line each: the wizard's name, and what it was.
#[derive(Default)]
pub struct Log(RefCell<Vec<String>>);

impl Log {
    pub fn add(&self, line: impl Into<String>) {
        self.0.borrow_mut().push(line.into());
    }

    /// Forgets what was before.
    pub fn clear(&self) {
        self.0.borrow_mut().clear();
    }

    pub fn lines(&self) -> Vec<String> {
        self.0.borrow().clone()
    }

    /// The number of lines that begin so.
    pub fn count(&self, start: &str) -> usize {
        self.0.borrow().iter().filter(|line| line.starts_with(start)).count()
    }

    /// Fails unless there are lines that begin so, in this order.
    #[track_caller]
    pub fn assert_order(&self, starts: &[&str]) {
        let lines = self.lines();
        let mut rest = lines.iter();
        for start in starts {
            assert!(rest.any(|line| line.starts_with(start)), "no {start:?} then in {lines:#?}");
        }
    }
}
