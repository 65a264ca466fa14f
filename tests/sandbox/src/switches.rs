//! `/switches`: what an administrator of the systems would set, in place of a user interface of theirs.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::routes;
use crate::sandbox::Site;

/// Where they are.
pub(crate) const SWITCHES: &str = "/switches";

/// What is to change; what is left out stays as it is. As JSON: `{"hdpTrustedOrigins":
/// ["https://host.example"], "hdpLocked": []}`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Change {
    /// The origins whose pages may read what HDP answers; with none, CORS is off.
    hdp_trusted_origins: Option<Vec<String>>,
    /// The locked logins of HDP: only an empty list is taken, which unlocks them all.
    hdp_locked: Option<[String; 0]>,
}

/// Answers `GET /switches`.
pub(crate) async fn show(State(site): State<Arc<Site>>) -> Response {
    routes::json(&state(&site))
}

/// Answers `PUT /switches`.
pub(crate) async fn set(State(site): State<Arc<Site>>, body: Bytes) -> Response {
    let change: Change = match serde_json::from_slice(&body) {
        Ok(change) => change,
        Err(error) => {
            let sentence = format!("The body does not set the switches: {error}.\n");
            return (StatusCode::BAD_REQUEST, sentence).into_response();
        }
    };
    if let Some(origins) = change.hdp_trusted_origins {
        site.hdp.trust(&origins.iter().map(String::as_str).collect::<Vec<_>>());
    }
    if change.hdp_locked.is_some() {
        site.hdp.unlock();
    }
    routes::json(&state(&site))
}

fn state(site: &Site) -> Value {
    json!({ "hdpTrustedOrigins": site.hdp.trusted(), "hdpLocked": site.hdp.locked() })
}
