//! The switchboard and the log in plain words.
//!
//! The names are the sandbox's. One that is not known here shows as it is.

use super::calls::{Entry, Fault};

/// The faults that can be set: the name, and what a person reads.
pub(super) const FAULTS: [(&str, &str); 22] = [
    ("server-error", "The platform has an error (500)"),
    (DELAY, "The answer takes longer"),
    ("hold", "The request waits until all is stopped"),
    ("drop", "The connection breaks before the request arrives"),
    ("drop-reply", "The request arrives, the answer is lost"),
    ("truncated", "The request arrives, the answer is cut off"),
    ("unauthorized", "The sign-in has expired (401)"),
    ("forbidden", "The person may not do this (403)"),
    (RATE_LIMITED, "There were too many requests (429)"),
    ("errors", "Errors in place of data (200)"),
    ("errors-beside-data", "Errors beside the data (200)"),
    ("data-null", "No data and no errors (200)"),
    ("unknown-space", "The Space is not known (200)"),
    ("unknown-instance", "The integration pack is not installed (200)"),
    ("html", "A proxy answers with a web page (502)"),
    ("echo", "The relay refuses and repeats the client secret (422)"),
    ("opener-policy", "The provider isolates its window"),
    ("frame-options", "The provider’s page forbids frames"),
    ("redirect-mismatch", "The provider does not know the redirect URI"),
    ("expired-link", "The provider’s link has expired"),
    ("refuse", "The provider refuses"),
    ("no-token", "The provider’s answer holds no token"),
];

/// The fault that says its milliseconds.
pub(super) const DELAY: &str = "delay";
/// The fault that may say when to come back.
pub(super) const RATE_LIMITED: &str = "rate-limited";

/// Groups of requests. The switchboard has no name for loading and saving together.
pub(super) const OPERATIONS: [(&str, &str); 15] = [
    ("save", "Saving"),
    ("load", "Loading"),
    ("", "Loading and saving"),
    ("token", "Signing in"),
    ("extensions", "Looking for a token"),
    ("environments", "Listing the environments"),
    ("processes", "Listing the processes"),
    (START, "Starting a token"),
    ("outcome", "Asking how it ended"),
    ("cancel", "Cancelling"),
    ("callback", "Coming back from the provider"),
    (CONSENT, "The provider’s page"),
    (EXCHANGE, "The code for a token"),
    ("hdp", "Hybrid Data Pipeline"),
    ("openint", "OpenInt"),
];

const START: &str = "start";
const CONSENT: &str = "consent";
const EXCHANGE: &str = "exchange";

/// The requests that can meet a fault: some only the relay or the provider knows.
pub(super) fn operations(fault: &str) -> Vec<(&'static str, &'static str)> {
    let of = |names: &[&str]| {
        OPERATIONS.into_iter().filter(|(name, _)| names.contains(name)).collect::<Vec<_>>()
    };
    match fault {
        "echo" => of(&[START]),
        "opener-policy" | "frame-options" | "redirect-mismatch" | "expired-link" => of(&[CONSENT]),
        "refuse" => of(&[CONSENT, EXCHANGE]),
        "no-token" => of(&[EXCHANGE]),
        _ => OPERATIONS.to_vec(),
    }
}

fn plain(list: &[(&str, &'static str)], name: &str) -> String {
    let known = list.iter().find(|(known, _)| *known == name);
    known.map_or(name, |(_, words)| *words).to_owned()
}

/// A fault that is set, as in "Saving: The platform has an error (500), once".
pub(super) fn fault(fault: &Fault) -> String {
    let operation = plain(&OPERATIONS, fault.operation.as_deref().unwrap_or_default());
    let what = plain(&FAULTS, &fault.kind);
    let how_long = fault.milliseconds.map(|time| format!(", {time} ms")).unwrap_or_default();
    let pause = fault.retry_after.map(|time| format!(", Retry-After {time} s")).unwrap_or_default();
    let how_often = match fault.times {
        None => "every time".to_owned(),
        Some(1) => "once".to_owned(),
        Some(times) => format!("{times} times"),
    };
    format!("{operation}: {what}{how_long}{pause}, {how_often}")
}

/// The purpose of a request.
pub(super) fn operation(entry: &Entry) -> String {
    let (method, path) = (entry.method.as_str(), entry.path.as_str());
    let name = match (path, entry.operation.as_deref()) {
        ("/graphql", Some("IPackInstanceOAuthConnectorDetails")) => "load",
        ("/graphql", Some("saveIPackInstanceOauthConnectorDetails")) => "save",
        ("/graphql", Some("integrationPackEnvironmentAttachments")) => "extensions",
        ("/graphql", Some("environments")) => "environments",
        ("/graphql", Some("integrationPackInstanceProcesses")) => "processes",
        ("/graphql", Some(other)) => other,
        ("/session/token", _) => "token",
        ("/session/connections", _) => "List of connections",
        ("/session/host", _) => "What the page tells the wizard",
        ("/relay/authorizations", _) => START,
        ("/oauth2/authorize", _) => CONSENT,
        ("/oauth2/token", _) => EXCHANGE,
        _ if path.starts_with("/relay/authorizations/") && method == "DELETE" => "cancel",
        _ if path.starts_with("/relay/authorizations/") => "outcome",
        _ if path.starts_with("/account/") => "callback",
        _ if path.starts_with("/hdp/") => "hdp",
        _ if path.starts_with("/openint/") => "openint",
        _ => path,
    };
    plain(&OPERATIONS, name)
}

/// The HTTP status, or why there is none.
pub(super) fn status(entry: &Entry) -> String {
    match (entry.status, entry.took) {
        (Some(status), _) => status.to_string(),
        (None, Some(_)) => "no answer".to_owned(),
        (None, None) if entry.abandoned => "page left".to_owned(),
        (None, None) => "waiting".to_owned(),
    }
}

/// The duration of a request.
pub(super) fn duration(entry: &Entry) -> String {
    entry.took.map_or_else(|| "…".to_owned(), |time| format!("{time} ms"))
}

/// The faults that a request met.
pub(super) fn met(entry: &Entry) -> String {
    let Some(names) = entry.outcome.strip_prefix("fault: ") else { return "none".to_owned() };
    names.split(", ").map(|name| plain(&FAULTS, name)).collect::<Vec<_>>().join("; ")
}

/// The time of day that a request arrived, where the browser is.
pub(super) fn time(entry: &Entry) -> String {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds fit a float for 285,000 years")]
    let date = js_sys::Date::new(&(entry.arrived as f64).into());
    let (hours, minutes, seconds) = (date.get_hours(), date.get_minutes(), date.get_seconds());
    format!("{hours:02}:{minutes:02}:{seconds:02}")
}

/// The request's first line.
pub(super) fn line(entry: &Entry) -> String {
    format!("{} {}", entry.method, entry.path)
}

/// The body that was sent with it.
pub(super) fn body(entry: &Entry) -> String {
    if entry.body.is_empty() { "No body".to_owned() } else { entry.body.clone() }
}
