//! The connections that `OpenInt` starts with.

use serde_json::{Value, json};

use super::connection::{Check, Connection, SECRET, Times};

/// Nothing is wrong with it, and it has an integration.
pub const HEALTHY: &str = "conn_quickbooks_healthy";
/// Somebody has to connect anew. Its times are Postgres'.
pub const DISCONNECTED: &str = "conn_hubspot_disconnected";
/// An error that a check clears.
pub const ERROR: &str = "conn_salesforce_error";
/// Imported; has an API key, and cannot be checked.
pub const MANUAL: &str = "conn_postgres_manual";
/// Imported and never checked. Its times are Postgres', its scopes stand between commas.
pub const UNKNOWN: &str = "conn_slack_unknown";
/// The status and all else that may be null is.
pub const NULL: &str = "conn_google_null";
/// Has no status and nothing optional.
pub const ABSENT: &str = "conn_github_absent";
/// Has a status that nobody has heard of.
pub const UNHEARD_OF: &str = "conn_zendesk_unheard";
/// Healthy until it is checked: the check breaks.
pub const BREAKS: &str = "conn_xero_breaks";
/// Has an error; a check says that it is healthy and has checked nothing.
pub const UNCHECKED: &str = "conn_greenhouse_unchecked";
/// Healthy, though its token has expired.
pub const EXPIRED: &str = "conn_dropbox_expired";
/// Has hostile and long texts.
pub const HOSTILE: &str = "conn_asana_hostile";
/// Always answers 500, with a stack and tokens.
pub const FAILING: &str = "conn_box_failing";

/// All tokens and keys in settings begin so: a test looks for it where none may be.
pub const TOKEN_CANARY: &str = SECRET;

const CREATED: u64 = 1_767_265_200;
const UPDATED: u64 = 1_772_443_800;

/// All of them, as of a time in seconds since 1970.
pub(super) fn all(now: u64) -> Vec<Connection> {
    let hour = now + 3_600;
    vec![
        healthy(hour),
        disconnected(hour),
        Connection {
            check: Check::Refreshes,
            ..plain(ERROR, "salesforce", Some("error"), Some("The provider did not answer"), hour)
        },
        Connection {
            check: Check::Missing,
            connector: connector("postgres", "Postgres", "ga", "CUSTOM", &[]),
            ..plain(MANUAL, "postgres", Some("manual"), None, hour)
        },
        Connection {
            scope: "channels:read,users:read",
            ..timed(
                plain(UNKNOWN, "slack", Some("unknown"), Some("Imported, not checked yet"), hour),
                Times::Postgres,
            )
        },
        null(hour),
        absent(hour),
        plain(UNHEARD_OF, "zendesk", Some("paused_by_provider"), Some("Paused"), hour),
        Connection { check: Check::Breaks, ..plain(BREAKS, "xero", Some("healthy"), None, hour) },
        Connection {
            check: Check::Missing,
            connector: connector("greenhouse", "Greenhouse", "ga", "API_KEY", &[]),
            ..plain(UNCHECKED, "greenhouse", Some("error"), Some("The key was refused"), hour)
        },
        plain(EXPIRED, "dropbox", Some("healthy"), None, now.saturating_sub(86_400)),
        hostile(hour),
        Connection { check: Check::Fails, ..plain(FAILING, "box", Some("healthy"), None, hour) },
    ]
}

/// A connection without anything special.
fn plain(
    id: &'static str,
    name: &str,
    status: Option<&str>,
    message: Option<&str>,
    expires: u64,
) -> Connection {
    let mut letters = name.chars();
    let title: String = letters.next().iter().flat_map(|first| first.to_uppercase()).collect();
    let scopes =
        [("read", "Read", "See what is there"), ("write", "Write", "Change what is there")];
    let connection = Connection {
        id,
        record: json!({
            "id": id,
            "customer_id": "cus_sandbox",
            "connector_config_id": format!("ccfg_{name}_sandbox"),
            "integration_id": null,
            "status": status,
            "status_message": message,
            "display_name": format!("{title}{} of the sandbox", letters.as_str()),
            "disabled": false,
            "metadata": {},
            "connector_name": name,
        }),
        connector: connector(
            name,
            &format!("{title}{}", letters.as_str()),
            "ga",
            "OAUTH2",
            &scopes,
        ),
        times: Times::Iso,
        check: Check::Refreshes,
        scope: "read write",
        expires,
        refreshed: 0,
    };
    timed(connection, Times::Iso)
}

fn timed(mut connection: Connection, times: Times) -> Connection {
    connection.record["created_at"] = times.write(CREATED).into();
    connection.record["updated_at"] = times.write(UPDATED).into();
    Connection { times, ..connection }
}

fn connector(
    name: &str,
    title: &str,
    stage: &str,
    auth_type: &str,
    scopes: &[(&str, &str, &str)],
) -> Value {
    let names: Vec<_> = scopes.iter().map(|(scope, ..)| *scope).collect();
    let scopes: Vec<_> = scopes
        .iter()
        .map(|(scope, title, description)| {
            json!({ "scope": scope, "display_name": title, "description": description })
        })
        .collect();
    json!({
        "name": name,
        "display_name": title,
        "logo_url": "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E",
        "stage": stage,
        "platforms": ["web"],
        "schemas": { "connection_settings": { "type": "object" } },
        "auth_type": auth_type,
        "required_scopes": names.first().into_iter().collect::<Vec<_>>(),
        "openint_default_scopes": names,
        "openint_allowed_scopes": names,
        "scopes": scopes,
        "has_openint_credentials": true,
    })
}

fn healthy(expires: u64) -> Connection {
    let scopes = [
        ("com.intuit.quickbooks.accounting", "Accounting", "Read and change the company's books"),
        ("openid", "Sign in", "Know which account signed in"),
    ];
    let mut connection = Connection {
        connector: connector("quickbooks", "QuickBooks", "ga", "OAUTH2", &scopes),
        // One that is not required, and one that the connector does not describe.
        scope: "com.intuit.quickbooks.accounting openid com.intuit.quickbooks.payment",
        ..plain(HEALTHY, "quickbooks", Some("healthy"), None, expires)
    };
    connection.record["integration_id"] = "int_quickbooks_online".into();
    connection.record["integration"] = json!({
        "id": "int_quickbooks_online",
        "standard": null,
        "external": { "any": ["thing"] },
        "created_at": Times::Iso.write(CREATED),
        "updated_at": Times::Iso.write(UPDATED),
        "connector_name": "quickbooks",
        "name": "QuickBooks Online",
        "logo_url": null,
        "stage": null,
        "platforms": ["web", "mobile"],
        "category": "accounting",
        "auth_type": "oauth2",
        "version": null,
    });
    connection
}

fn disconnected(expires: u64) -> Connection {
    let message = Some("The refresh token was revoked");
    let mut connection = Connection {
        // A required one is missing.
        scope: "write",
        ..timed(
            plain(DISCONNECTED, "hubspot", Some("disconnected"), message, expires),
            Times::Postgres,
        )
    };
    connection.connector["stage"] = "beta".into();
    connection
}

fn null(expires: u64) -> Connection {
    let mut connection = plain(NULL, "google", None, None, expires);
    for name in [
        "customer_id",
        "connector_config_id",
        "integration_id",
        "display_name",
        "disabled",
        "metadata",
    ] {
        connection.record[name] = Value::Null;
    }
    connection
}

fn absent(expires: u64) -> Connection {
    let mut connection = plain(ABSENT, "github", None, None, expires);
    if let Value::Object(record) = &mut connection.record {
        for name in ["status", "status_message", "metadata"] {
            record.shift_remove(name);
        }
    }
    connection.connector = json!({ "name": "github", "platforms": [], "stage": "hidden" });
    connection
}

fn hostile(expires: u64) -> Connection {
    let script = "<img src=x onerror=alert(1)></script><script>alert(1)</script>";
    let scopes = [
        ("<b>all</b>", "\u{202e}gnihtyreve", script),
        ("javascript:alert(1)", "", "A description without an end. "),
    ];
    let mut connection = Connection {
        connector: connector("asana", script, "soon", "MAGIC", &scopes),
        scope: "<b>all</b> javascript:alert(1)",
        ..plain(HOSTILE, "asana", Some(script), None, expires)
    };
    connection.connector["logo_url"] = "javascript:alert(document.domain)".into();
    connection.connector["scopes"][1]["description"] =
        "A description without an end. ".repeat(400).into();
    connection.record["display_name"] = format!("{script}{}", "long".repeat(1_000)).into();
    connection.record["status_message"] =
        format!("\u{202e}{script}\n\u{0}[press here](javascript:alert(1)) {}", "x".repeat(10_000))
            .into();
    let turned = format!("\u{202e}{script}");
    connection.record["integration"] = json!({ "id": "int_asana", "name": turned });
    connection.record["updated_at"] = turned.as_str().into();
    // Not a member of OpenInt's, but one that a host page may give in the place of the credentials'.
    connection.record["expires_at"] = format!("{turned}{}", "long".repeat(1_000)).into();
    connection.record["metadata"] = json!({ "__proto__": { "admin": true }, "deep": [[[[[[]]]]]] });
    connection
}
