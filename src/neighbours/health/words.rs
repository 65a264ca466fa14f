//! Which sentence goes with what.

use js_sys::{Array, Date, Intl, Object, Reflect};
use wizard_core::openint::{Connection, Status};

use crate::{
    api::ApiError,
    host::HostCallError,
    text::{EN, fill},
};

/// The sentence for a status, in `OpenInt`'s sense of its words.
pub(super) fn status(connection: &Connection) -> String {
    let sentence = match &connection.status {
        // A connector that cannot be checked is reported healthy without one.
        Status::Healthy if connection.auth_type.as_deref() == Some("OAUTH2") => EN.health_healthy,
        Status::Healthy => EN.health_unchecked,
        Status::Disconnected => EN.health_disconnected,
        Status::Error => EN.health_error,
        Status::Manual => EN.health_manual,
        Status::Unknown => EN.health_unknown,
        Status::Unsaid => EN.health_unsaid,
        Status::Other(status) => return fill(EN.health_other, &[("status", status)]),
    };
    sentence.to_owned()
}

/// The sentence for an error.
pub(super) fn error(error: &ApiError) -> String {
    let sentence = match error {
        ApiError::Refused(status, _) => {
            let sentence = match status {
                401 => EN.health_signed_out,
                403 => EN.health_forbidden,
                404 => EN.health_no_connection,
                429 => EN.health_rate_limited,
                500.. => EN.health_down,
                _ => EN.health_refused,
            };
            return fill(sentence, &[("status", &status.to_string())]);
        }
        ApiError::Host(HostCallError::Failed(Some(said))) => {
            return fill(EN.host_said, &[("said", said)]);
        }
        ApiError::Host(HostCallError::Failed(None)) => EN.host_failed,
        ApiError::Host(HostCallError::TooLong) => EN.host_too_long,
        ApiError::ServerKey => EN.health_server_key,
        ApiError::NoToken => EN.health_no_token,
        ApiError::Unsafe => EN.health_unsafe,
        ApiError::Unreachable => EN.health_unreachable,
        ApiError::Offline => EN.health_offline,
        ApiError::TimedOut => EN.health_timed_out,
        ApiError::NotReadable => EN.health_not_readable,
    };
    sentence.to_owned()
}

/// Returns `true` if an error may be over without anybody doing something.
pub(super) const fn may_pass(error: &ApiError) -> bool {
    matches!(
        error,
        ApiError::Unreachable
            | ApiError::Offline
            | ApiError::TimedOut
            | ApiError::Refused(429 | 500.., _)
    )
}

/// The distance of a time from now, in the largest unit of which it is one at least.
fn relative(ms: f64) -> String {
    const UNITS: [(&str, f64); 4] = [
        ("year", 31_557_600_000.0),
        ("day", 86_400_000.0),
        ("hour", 3_600_000.0),
        ("minute", 60_000.0),
    ];
    let (unit, length) =
        UNITS.into_iter().find(|(_, length)| ms.abs() >= *length).unwrap_or(("second", 1_000.0));
    let options = Object::new();
    let format = Intl::RelativeTimeFormat::new(&Array::of1(&"en".into()), &options);
    format.format((ms / length).trunc(), unit).into()
}

/// A time as a person reads it, and whether it has passed.
#[expect(clippy::cast_precision_loss, reason = "a time is far below 2⁵³ milliseconds")]
pub(super) fn time(text: &str, now: u64) -> Option<(String, bool)> {
    let date = Date::new(&text.into());
    if date.get_time().is_nan() {
        return None;
    }
    let options = Object::new();
    for (name, style) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        // A new object takes every member.
        let _ = Reflect::set(&options, &name.into(), &style.into());
    }
    let told = String::from(date.to_locale_string("en-GB", &options));
    let since_now = date.get_time() - now as f64;
    Some((format!("{told} ({})", relative(since_now)), since_now < 0.0))
}
