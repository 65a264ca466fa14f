//! The rows of a connection: what is known of it, and the reason where nothing is known.

use wizard_core::openint::{Connection, Scope};
use wizard_web::dom::{El, el};

use super::words;
use crate::{
    parts::{row, said},
    text::{EN, fill},
};

/// A time as a person reads it, and whether it has passed; none for a text that is no time.
pub(super) type Told = fn(&str, u64) -> Option<(String, bool)>;

/// The list. `knows_all` is whether the host page's server has told it, which may know everything.
pub(super) fn rows(connection: &Connection, now: u64, knows_all: bool, told: Told) -> El {
    let mut list = el("dl").class("review");
    for (name, text) in texts(connection, now, knows_all, told) {
        list = list.child(row(name, said(&text)));
    }
    list.child(row(EN.health_scopes, scopes(connection, knows_all)))
}

/// The reason why nothing is known of a token.
fn silence(connection: &Connection, knows_all: bool) -> &'static str {
    match connection.auth_type.as_deref() {
        Some("OAUTH1" | "OAUTH2" | "OAUTH2CC") | None if knows_all => EN.health_page_silent,
        Some("OAUTH1" | "OAUTH2" | "OAUTH2CC") | None => EN.health_for_servers,
        Some(_) => EN.health_no_token_needed,
    }
}

/// Each line's name and text.
fn texts(
    connection: &Connection,
    now: u64,
    knows_all: bool,
    told: Told,
) -> Vec<(&'static str, String)> {
    let time = |text: &str| told(text, now).unwrap_or_else(|| (text.to_owned(), false));
    let or =
        |text: &Option<String>, unsaid: &str| text.clone().unwrap_or_else(|| unsaid.to_owned());
    let mut health = words::status(connection);
    if connection.is_disabled {
        health = format!("{health}. {}", EN.health_disabled);
    }
    let changed = connection.updated_at.as_deref().map(|at| time(at).0);
    if let Some(at) = &changed {
        health = format!("{health}. {}", fill(EN.health_since, &[("time", at)]));
    }
    let expires = connection.expires_at.as_deref().map(|at| match time(at) {
        (text, true) => fill(EN.health_expired, &[("time", &text)]),
        (text, false) => text,
    });
    let details = [&connection.stage, &connection.auth_type];
    let mut connector = or(&connection.connector, EN.health_not_said);
    for detail in details.into_iter().flatten() {
        connector = format!("{connector} · {detail}");
    }
    let mut texts = vec![
        (EN.health_status, health),
        (EN.health_name, or(&connection.display_name, EN.health_not_said)),
        (EN.health_connector, connector),
        (EN.health_integration, or(&connection.integration, EN.health_not_said)),
        (EN.health_expires, or(&expires, silence(connection, knows_all))),
        (EN.health_changed, or(&changed, EN.health_not_said)),
    ];
    if let Some(message) = &connection.status_message {
        texts.insert(1, (EN.health_message, message.clone()));
    }
    texts
}

fn scopes(connection: &Connection, knows_all: bool) -> El {
    let scopes: &[Scope] = &connection.scopes;
    if scopes.is_empty() {
        return said(silence(connection, knows_all));
    }
    let is_unknown = scopes.iter().all(|scope| scope.is_granted.is_none());
    let items = scopes.iter().map(|scope| {
        let item = el("li").child(el("code").text(&scope.name));
        let described = scope.description.as_ref().map(|text| format!(" – {text}"));
        let missing = scope.is_granted == Some(false) && scope.is_required;
        let missing =
            missing.then(|| el("strong").text(&format!(" ({})", EN.health_scope_missing)));
        let extra =
            if scope.is_extra { format!(" ({})", EN.health_scope_extra) } else { String::new() };
        item.text(&described.unwrap_or_default()).text(&extra).children(missing)
    });
    let list = el("ul").children(items);
    let note = is_unknown.then(|| el("p").text(EN.health_scopes_unknown));
    el("dd").children(note).child(list)
}

#[cfg(test)]
mod tests {
    use wizard_core::openint::Connection;

    use super::texts;
    use crate::text::EN;

    /// Times are told as they are, and those of the year 2001 have passed.
    fn told(text: &str, _: u64) -> Option<(String, bool)> {
        text.starts_with("20").then(|| (text.to_owned(), text.starts_with("2001")))
    }

    fn line(reply: &str, name: &str) -> String {
        let connection = Connection::read(reply).expect("it is a connection");
        let texts = texts(&connection, 0, false, told);
        let found = texts.into_iter().find(|(other, _)| *other == name);
        found.map(|(_, text)| text).unwrap_or_default()
    }

    #[test]
    fn a_status_says_what_it_means_and_since_when() {
        for (status, begin) in [
            (r#""healthy""#, "Reported healthy by OpenInt, which says so also"),
            (r#""disconnected""#, "Disconnected: somebody has to connect it again"),
            (r#""error""#, "OpenInt hit a problem"),
            (r#""manual""#, "Imported by hand"),
            (r#""unknown""#, "Not known: OpenInt has not checked it yet"),
            ("null", "Not known: OpenInt does not say"),
            (r#""new {time}""#, "Not known: OpenInt calls it new {time}"),
        ] {
            let reply = format!(r#"{{"id":"conn_1","status":{status},"updated_at":"2026-01-02"}}"#);
            let health = line(&reply, "Status");
            assert!(health.starts_with(begin), "{status}: {health}");
            assert!(health.ends_with("No change since 2026-01-02."), "{health}");
        }
        let checked = r#"{"id":"conn_1","status":"healthy","connector":{"auth_type":"OAUTH2"}}"#;
        assert_eq!(line(checked, "Status"), "Healthy, as OpenInt reports");
        let disabled = r#"{"id":"conn_1","status":"manual","disabled":true}"#;
        assert!(line(disabled, "Status").ends_with("It is disabled."));
    }

    #[test]
    fn an_expiry_has_passed_or_not_or_is_not_told() {
        let expires =
            |at: &str| line(&format!(r#"{{"id":"conn_1","expires_at":{at}}}"#), "Token expires");
        assert_eq!(expires(r#""2001-02-03T04:05:06Z""#), "2001-02-03T04:05:06Z: it has expired");
        assert_eq!(expires(r#""2099-02-03 04:05:06+00""#), "2099-02-03T04:05:06+00:00");
        assert_eq!(expires(r#""one day""#), "one day");
        assert_eq!(expires("null"), "Told to servers only");
        let told_by_the_page = Connection::read(r#"{"id":"conn_1"}"#).expect("it is a connection");
        let texts = texts(&told_by_the_page, 0, true, told);
        assert!(texts.contains(&(EN.health_expires, "This page does not say".to_owned())));
        let with_a_key = r#"{"id":"conn_1","connector":{"auth_type":"API_KEY"}}"#;
        let said = line(with_a_key, "Token expires");
        assert_eq!(said, "It has none: the connector does not use OAuth");
    }

    #[test]
    fn what_is_missing_says_so() {
        let bare = r#"{"id":"conn_1"}"#;
        for name in ["Connection", "Connector", "Integration", "Last change"] {
            assert_eq!(line(bare, name), "OpenInt does not say", "{name}");
        }
        assert_eq!(line(bare, "Message"), "", "there is no line without one");
        let named = r#"{"id":"conn_1","connector_name":"asana","integration":{"name":"Asana"}}"#;
        assert_eq!(line(named, "Connector"), "asana");
        assert_eq!(line(named, "Integration"), "Asana");
    }
}
