//! Which path is answered by what.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Query, State};
use axum::http::{Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};
use tower::ServiceExt as _;

use crate::faults::Faults;
use crate::sandbox::Site;
use crate::switches::{self, SWITCHES};
use crate::{graphql, hdp, openint, relay, session, upstream};

const FAULTS: &str = "/faults";
const LOG: &str = "/log";

/// Whether a path controls the sandbox itself and belongs to none of the servers that it stands for.
pub(crate) fn is_control(path: &str) -> bool {
    [FAULTS, LOG, SWITCHES].contains(&path)
}

/// Answers a request as if nothing ever went wrong.
pub(crate) async fn answer(site: &Arc<Site>, request: Request<Body>) -> Response {
    let graphql = match site.upstream {
        None => post(graphql::answer),
        Some(_) => post(upstream::answer),
    };
    let router: Router = Router::new()
        .route("/graphql", graphql)
        .route("/auth/jwt/generate/{account_id}", get(session::generate))
        .route("/session/token", get(session::token))
        .route("/session/connections", get(session::connections))
        .route("/session/host", get(session::host))
        .merge(relay::routes())
        .merge(hdp::routes())
        .merge(openint::routes())
        // Without CORS headers no foreign page may send PUT, PATCH or DELETE, nor read what GET
        // answers.
        .route(FAULTS, get(list_faults).put(set_faults).patch(add_faults).delete(clear_faults))
        .route(SWITCHES, get(switches::show).put(switches::set))
        .route(LOG, get(log))
        .fallback(file)
        // A value has no limit, and neither does what carries it.
        .layer(DefaultBodyLimit::disable())
        .with_state(Arc::clone(site));
    router.oneshot(request).await.into_response()
}

/// A value with the end of a line, since who asks is often a person at a terminal.
pub(crate) fn json(value: &impl Serialize) -> Response {
    match serde_json::to_string(value) {
        Ok(text) => ([(header::CONTENT_TYPE, "application/json")], text + "\n").into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, format!("{error}\n")).into_response(),
    }
}

fn wrong(sentence: &str) -> Response {
    (StatusCode::BAD_REQUEST, format!("{sentence}\n")).into_response()
}

async fn list_faults(State(site): State<Arc<Site>>) -> Response {
    json(&site.faults.list())
}

async fn set_faults(State(site): State<Arc<Site>>, body: Bytes) -> Response {
    match Faults::parse(&body) {
        Ok(faults) => {
            site.faults.set(faults.clone());
            json(&faults)
        }
        Err(sentence) => wrong(&sentence),
    }
}

async fn add_faults(State(site): State<Arc<Site>>, body: Bytes) -> Response {
    match Faults::parse(&body) {
        Ok(faults) => {
            site.faults.add(faults);
            json(&site.faults.list())
        }
        Err(sentence) => wrong(&sentence),
    }
}

async fn clear_faults(State(site): State<Arc<Site>>) -> StatusCode {
    site.faults.set(Vec::new());
    StatusCode::NO_CONTENT
}

/// Which part of the log is asked for.
#[derive(Deserialize)]
struct Part {
    /// The newest so many requests that no file answered; without a number, all.
    newest: Option<usize>,
}

async fn log(State(site): State<Arc<Site>>, Query(part): Query<Part>) -> Response {
    json(&match part.newest {
        Some(count) => site.log.newest(count),
        None => site.log.entries(),
    })
}

async fn file(State(site): State<Arc<Site>>, request: Request<Body>) -> Response {
    site.files.answer(request).await
}
