//! `OpenInt`, so far as a panel that shows one connection asks it.
//!
//! # What is asked and answered
//!
//! `GET /openint/v1/connection/{id}` answers a connection, with `expand=connector` the connector too.
//! `POST /openint/v1/connection/{id}/check` checks it and answers `{id, status, status_message}`. Both
//! take a customer token, which `GET /session/openint-token` gives to the host's page and which lives
//! an hour. Pages of any origin may ask. As the real service does, it takes the server's keys as well,
//! any that begin with `key_`; the log says so ([`crate::Entry::server_key`]), since none may ever come
//! from a browser.
//!
//! # Its traps
//!
//! - Whatever stands in `include_secrets` counts as yes, `false` as well; only without it, or with
//!   nothing in it, there are no tokens in the answer.
//! - `expand=integration` is refused with 400, although the documents show what it would give.
//! - No `GET` refreshes anything unless it also asks for secrets.
//! - A check that breaks sets the record to `error`, and answers what it was before.
//! - A check of what cannot be checked answers `healthy`, and sets nothing.
//! - `disconnected` stays, whatever is checked, until somebody connects anew
//!   ([`OpenInt::set_status`]).
//! - Times come as ISO 8601 has them, and as Postgres writes them.
//! - An error can hold a stack and what was to be answered, tokens and all.
//!
//! # The connections
//!
//! | connection | what it is for |
//! | --- | --- |
//! | `conn_quickbooks_healthy` | nothing is wrong with it; has an integration |
//! | `conn_hubspot_disconnected` | somebody has to connect anew; Postgres' times |
//! | `conn_salesforce_error` | an error that a check clears |
//! | `conn_postgres_manual` | imported; an API key and no OAuth, cannot be checked |
//! | `conn_slack_unknown` | imported and never checked; Postgres' times, scopes with commas |
//! | `conn_google_null` | the status and all else that may be null is |
//! | `conn_github_absent` | no status, nothing optional, and an expanded connector without scopes |
//! | `conn_zendesk_unheard` | a status that nobody has heard of |
//! | `conn_xero_breaks` | healthy until checked: the check breaks |
//! | `conn_greenhouse_unchecked` | an error; a check answers `healthy` and has checked nothing |
//! | `conn_dropbox_expired` | healthy, its token expired; only a `GET` with secrets refreshes |
//! | `conn_asana_hostile` | hostile and long texts, its status, its times and its integration among them |
//! | `conn_box_failing` | always 500, with a stack and tokens |
//! | any other | 404 |

mod access;
mod api;
mod connection;
mod problem;
mod samples;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::routing::{get, post};

use crate::clock::Clock;
use crate::sandbox::Site;
use crate::token::Tokens;
pub(crate) use access::has_server_key;
use connection::Connection;
pub(crate) use problem::Problem;
pub use samples::{
    ABSENT, BREAKS, DISCONNECTED, ERROR, EXPIRED, FAILING, HEALTHY, HOSTILE, MANUAL, NULL,
    TOKEN_CANARY, UNCHECKED, UNHEARD_OF, UNKNOWN,
};

/// Where it is.
pub(crate) const ROOT: &str = "/openint";
/// How long a customer token lives, in seconds.
const LIFETIME: i64 = 3_600;

/// What `OpenInt` holds.
#[derive(Debug)]
pub struct OpenInt {
    tokens: Tokens,
    clock: Clock,
    connections: Mutex<BTreeMap<&'static str, Connection>>,
}

impl OpenInt {
    pub(crate) fn new(clock: Clock) -> Self {
        let samples = samples::all(clock.now());
        let connections = samples.into_iter().map(|connection| (connection.id, connection));
        let connections = Mutex::new(connections.collect());
        Self { tokens: Tokens::new(LIFETIME), clock, connections }
    }

    /// The customer tokens that it accepts.
    pub fn tokens(&self) -> &Tokens {
        &self.tokens
    }

    /// Sets the status of a connection, as connecting anew or a background job would; says whether
    /// there is such a connection.
    pub fn set_status(&self, id: &str, status: &str, message: Option<&str>) -> bool {
        let now = self.clock.now();
        let mut connections = self.lock();
        let found = connections.get_mut(id);
        found.map(|connection| connection.set_status(status, message, now)).is_some()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<&'static str, Connection>> {
        self.connections.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a path is `OpenInt`'s.
pub(crate) fn is_openint(path: &str) -> bool {
    path.strip_prefix(ROOT).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Its addresses.
pub(crate) fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/openint/v1/connection/{id}", get(api::one).options(api::preflight))
        .route("/openint/v1/connection/{id}/check", post(api::check).options(api::preflight))
        .route(ROOT, get(api::unknown))
        .route("/openint/{*rest}", get(api::unknown).post(api::unknown).options(api::preflight))
        .route("/session/openint-token", get(api::token))
}
