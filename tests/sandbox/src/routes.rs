//! Which path is answered by what.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{Request, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use tower::ServiceExt as _;

use crate::fault::Fault;
use crate::faults::Faults;
use crate::log::Entry;
use crate::sandbox::Site;
use crate::{graphql, session, upstream};

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
        // Without CORS headers no foreign page may send PUT or DELETE, nor read what GET answers.
        .route("/faults", get(list_faults).put(set_faults).delete(clear_faults))
        .route("/log", get(log))
        .fallback(file)
        .with_state(Arc::clone(site));
    router.oneshot(request).await.into_response()
}

async fn list_faults(State(site): State<Arc<Site>>) -> Json<Vec<Fault>> {
    Json(site.faults.list())
}

async fn set_faults(State(site): State<Arc<Site>>, body: Bytes) -> Response {
    match Faults::parse(&body) {
        Ok(faults) => {
            site.faults.set(faults.clone());
            Json(faults).into_response()
        }
        Err(sentence) => (StatusCode::BAD_REQUEST, sentence).into_response(),
    }
}

async fn clear_faults(State(site): State<Arc<Site>>) -> StatusCode {
    site.faults.set(Vec::new());
    StatusCode::NO_CONTENT
}

async fn log(State(site): State<Arc<Site>>) -> Json<Vec<Entry>> {
    Json(site.log.entries())
}

async fn file(State(site): State<Arc<Site>>, request: Request<Body>) -> Response {
    site.files.answer(request).await
}
