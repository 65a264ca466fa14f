//! What is known about a failure, to hand to whoever helps.

use wizard_core::{Failure, Key};

/// What is known about a failure, as a text that a person can hand to whoever helps.
///
/// It holds ids, never a value of the form: no secret and no bearer.
pub fn report(failure: &Failure, key: &Key, endpoint: &str, at: &str, browser: &str) -> String {
    let status = failure.status.map_or_else(|| "none".to_owned(), |status| status.to_string());
    let said = failure.message.as_deref().unwrap_or("nothing");
    // A query could carry a token of the host's.
    let address = endpoint.split(['?', '#']).next().unwrap_or_default();
    let mut lines = vec![
        format!("Problem: {}", failure.kind.name()),
        format!("Time: {at}"),
        format!("HTTP status: {status}"),
        format!("The platform said: {said}"),
        format!("Address: {address}"),
    ];
    lines.extend(key.members().into_iter().map(|(name, id)| format!("{name}: {id}")));
    lines.push(format!("Wizard: {}", env!("CARGO_PKG_VERSION")));
    lines.push(format!("Browser: {browser}"));
    lines.join("\n")
}
