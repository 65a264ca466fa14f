//! Time, chance and waking up.

use gloo_timers::callback::Timeout;
use js_sys::{Date, Math};
use wizard_core::Now;

pub use crate::time_format::format_time;

/// The longest that an alarm sleeps: browsers' timers overflow after 24 days, and a machine that is woken
/// early sets the next alarm.
const LONGEST_SLEEP_MS: u64 = 3_600_000;

/// This moment, on a clock that no change of the wall clock disturbs while the page lives, and on that one.
pub fn now() -> Now {
    let clock = web_sys::window().and_then(|window| window.performance());
    let ms = clock.map_or_else(Date::now, |clock| clock.time_origin() + clock.now());
    Now { ms: whole(ms), wall: wall(), jitter: whole(Math::random() * 1_000.0) }
}

/// Milliseconds on the clock of [`now`], from any beginning.
pub fn steady() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or_else(Date::now, |it| it.now())
}

/// The wall clock, milliseconds since 1970. It goes on while the machine sleeps, and jumps when
/// somebody sets it.
pub fn wall() -> u64 {
    whole(Date::now())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "times and chances are positive, and their fractions do not matter"
)]
const fn whole(number: f64) -> u64 {
    number as u64
}

/// A pending wake-up; dropped, it does not come.
#[derive(Debug)]
pub struct Alarm {
    _timeout: Timeout,
}

impl Alarm {
    /// Wakes at a time of [`now`]'s clock, or within the hour if that is later.
    pub fn at(ms: u64, wake: impl FnOnce() + 'static) -> Self {
        let sleep = ms.saturating_sub(now().ms).min(LONGEST_SLEEP_MS);
        // An hour is far below what the type holds.
        let sleep = u32::try_from(sleep).unwrap_or(u32::MAX);
        Self { _timeout: Timeout::new(sleep, wake) }
    }
}
