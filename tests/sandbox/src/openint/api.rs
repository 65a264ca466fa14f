//! What the panel, and the host's page for it, ask.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use serde_json::Value;
use url::form_urlencoded;

use crate::sandbox::Site;

use super::connection::Check;
use super::{Problem, access};

/// Answers `GET /openint/v1/connection/{id}`.
pub(super) async fn one(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Json<Value>, Problem> {
    access::check(&site.openint, &headers)?;
    has_prefix(&id)?;
    let asked = Asked::read(&query.unwrap_or_default())?;
    let now = site.openint.clock.now();
    let mut connections = site.openint.lock();
    let connection = connections.get_mut(id.as_str()).ok_or_else(Problem::unknown_connection)?;
    if connection.check == Check::Fails {
        return Err(Problem::wrong_output(connection.shown(true, asked.connector)));
    }
    // Without secrets the settings are not even loaded, and nothing says that a token has expired.
    if asked.secrets && asked.refresh.is_due(connection.expires <= now) {
        connection.refresh(now);
    }
    Ok(Json(connection.shown(asked.secrets, asked.connector)))
}

/// Answers `POST /openint/v1/connection/{id}/check`.
pub(super) async fn check(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Json<Value>, Problem> {
    access::check(&site.openint, &headers)?;
    // It reads the body of every POST, also where nothing is in it.
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if !kind.is_some_and(|kind| kind.starts_with("application/json")) {
        return Err(Problem::unsupported());
    }
    has_prefix(&id)?;
    let now = site.openint.clock.now();
    let mut connections = site.openint.lock();
    let connection = connections.get_mut(id.as_str()).ok_or_else(Problem::unknown_connection)?;
    if connection.check == Check::Fails {
        return Err(Problem::server_error());
    }
    Ok(Json(connection.checked(now)))
}

/// Answers `GET /session/openint-token`: a customer token as text.
pub(super) async fn token(State(site): State<Arc<Site>>) -> String {
    site.openint.tokens.issue()
}

/// Answers what a browser asks first.
pub(super) async fn preflight() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// Answers any other address.
pub(super) async fn unknown() -> Problem {
    Problem::unknown_address()
}

fn has_prefix(id: &str) -> Result<(), Problem> {
    if id.starts_with("conn_") {
        Ok(())
    } else {
        Err(Problem::bad_request("id", "The id of a connection begins with conn_"))
    }
}

/// When tokens are refreshed.
#[derive(Clone, Copy, Default)]
enum Refresh {
    None,
    Force,
    #[default]
    Auto,
}

impl Refresh {
    fn is_due(self, is_expired: bool) -> bool {
        match self {
            Self::None => false,
            Self::Force => true,
            Self::Auto => is_expired,
        }
    }
}

/// The query of a `GET`.
#[derive(Default)]
struct Asked {
    secrets: bool,
    refresh: Refresh,
    connector: bool,
}

impl Asked {
    fn read(query: &str) -> Result<Self, Problem> {
        let mut asked = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match (&*name, &*value) {
                // Any text is true to the service, "false" and "0" as well.
                ("include_secrets", value) => asked.secrets |= !value.is_empty(),
                ("refresh_policy", "none") => asked.refresh = Refresh::None,
                ("refresh_policy", "force") => asked.refresh = Refresh::Force,
                ("refresh_policy", "auto") => asked.refresh = Refresh::Auto,
                ("expand", "connector") => asked.connector = true,
                ("refresh_policy" | "expand", _) => {
                    return Err(Problem::bad_request(&name, "Invalid enum value"));
                }
                _ => {}
            }
        }
        Ok(asked)
    }
}
