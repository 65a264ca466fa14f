//! Time, chance and waking up.

use js_sys::Date;
use wizard_core::Now;

use super::task::once;

/// The longest that a browser's timer can be trusted with, milliseconds: theirs overflow after 24
/// days, and what wakes up early looks at the clock and sleeps again.
const LONGEST: u64 = 3_600_000;

/// This moment, on a clock that no change of the wall clock disturbs while the page lives.
pub fn now() -> Now {
    let clock = web_sys::window().and_then(|window| window.performance());
    let ms = clock.map_or_else(Date::now, |clock| clock.time_origin() + clock.now());
    Now { ms: whole(ms), jitter: whole(js_sys::Math::random() * 1_000.0) }
}

/// The wall clock, milliseconds since 1970. It goes on while the machine sleeps, and jumps when
/// somebody sets it.
pub fn wall() -> u64 {
    whole(Date::now())
}

/// A time of [`now`]'s clock as a person reads it: hours and minutes, and before them the day and the
/// month if that was another day. Written by hand: what the browser has for it takes longer than
/// everything else that a key brings about.
#[expect(clippy::cast_precision_loss, reason = "a time is far below 2⁵³ milliseconds")]
pub fn format_time(ms: u64) -> String {
    let (then, today) = (Date::new(&(ms as f64).into()), Date::new_0());
    let day = |date: &Date| (date.get_full_year(), date.get_month(), date.get_date());
    let time = format!("{:02}:{:02}", then.get_hours(), then.get_minutes());
    if day(&then) == day(&today) {
        return time;
    }
    format!("{:02}/{:02}, {time}", then.get_date(), then.get_month() + 1)
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
pub struct Alarm(i32);

impl Alarm {
    /// Wakes at a time of [`now`]'s clock, or within the hour if that is later.
    ///
    /// There is none in a page that has no timers any more; it is on its way out then.
    pub fn at(ms: u64, wake: impl FnOnce() + 'static) -> Option<Self> {
        let wait = ms.saturating_sub(now().ms).min(LONGEST);
        let wait = i32::try_from(wait).ok()?;
        let window = web_sys::window()?;
        let set = window.set_timeout_with_callback_and_timeout_and_arguments_0(&once(wake), wait);
        set.ok().map(Self)
    }
}

impl Drop for Alarm {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            window.clear_timeout_with_handle(self.0);
        }
    }
}
