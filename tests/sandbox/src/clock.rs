//! The time that authorizations go by.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The machine's time, which a test puts forward or stops instead of waiting; a clone is another
/// handle on the same clock. Authorizations, consent pages and codes go by it, bearers do not.
#[derive(Clone, Debug, Default)]
pub struct Clock(Arc<Mutex<Inner>>);

#[derive(Debug, Default)]
struct Inner {
    /// In seconds since 1970.
    stopped: Option<u64>,
    ahead: u64,
}

impl Clock {
    /// Stops the clock at a time, in seconds since 1970. It can still be put forward.
    pub fn stop_at(&self, time: u64) {
        *self.lock() = Inner { stopped: Some(time), ahead: 0 };
    }

    /// Puts the clock forward, by whole seconds.
    pub fn advance(&self, time: Duration) {
        self.lock().ahead += time.as_secs();
    }

    /// The time in seconds since 1970.
    pub(crate) fn now(&self) -> u64 {
        let inner = self.lock();
        let machine = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        inner.stopped.unwrap_or_else(machine) + inner.ahead
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A time in seconds since 1970 as RFC 3339 writes it, as in `2026-11-21T15:34:02Z`.
pub(crate) fn rfc_3339(time: u64) -> String {
    let (days, second) = (time / 86_400, time % 86_400);
    // Days since 0000-03-01, so that a leap day is the last of its year; 400 years are 146,097 days.
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}
