//! A counter for tests of what could grow with a form: rows, parameters and edits that are looked at.
//! Time would say the same only on a machine that does nothing else.

#[cfg(test)]
thread_local! {
    static COUNT: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Something is looked at.
#[cfg(test)]
pub(crate) fn count() {
    COUNT.set(COUNT.get() + 1);
}

/// Something is looked at. Nobody counts.
#[cfg(not(test))]
pub(crate) const fn count() {}

/// The number of things that something looks at.
#[cfg(test)]
pub(crate) fn of(act: impl FnOnce()) -> usize {
    COUNT.set(0);
    act();
    COUNT.get()
}
