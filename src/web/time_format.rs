//! Times as a person reads them.

use js_sys::{
    Array, Date,
    Intl::{DateTimeFormat, DateTimeFormatOptions, DayFormat, MonthFormat, NumericFormat},
    Object,
};
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    // Made once each, when they are first needed: it takes longer than all else that a key brings about.
    static TIME: DateTimeFormat = formatter(&time());
    static DAY_AND_TIME: DateTimeFormat = formatter(&day_and_time());
}

fn time() -> DateTimeFormatOptions {
    let options: DateTimeFormatOptions = Object::new().unchecked_into();
    options.set_hour(NumericFormat::TwoDigit);
    options.set_minute(NumericFormat::TwoDigit);
    options
}

fn day_and_time() -> DateTimeFormatOptions {
    let options = time();
    options.set_month(MonthFormat::Short);
    options.set_day(DayFormat::Numeric);
    options
}

/// A formatter in the language that the browser is set to.
fn formatter(options: &DateTimeFormatOptions) -> DateTimeFormat {
    DateTimeFormat::new(&Array::new(), options)
}

/// A time, milliseconds since 1970: hours and minutes, and before them the day and the month if that was
/// another day.
#[expect(clippy::cast_precision_loss, reason = "a time is far below 2⁵³ milliseconds")]
pub fn format_time(ms: u64) -> String {
    let (then, today) = (Date::new(&(ms as f64).into()), Date::new_0());
    let day = |date: &Date| (date.get_full_year(), date.get_month(), date.get_date());
    let shape = if day(&then) == day(&today) { &TIME } else { &DAY_AND_TIME };
    let text = shape.with(|shape| shape.format().call1(&JsValue::UNDEFINED, &then));
    // Only what is no time is refused.
    text.ok().and_then(|text| text.as_string()).unwrap_or_default()
}
