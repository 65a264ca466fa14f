//! The accept loop and the way of one request.
//!
//! Not `axum::serve`, because that always answers: a fault can close the connection without a byte.

use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Instant;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::cors::Asker;
use crate::graphql::Asked;
use crate::sandbox::Site;
use crate::{files, injection, log, policy, routes};

const LARGEST_BODY: usize = 8 * 1024 * 1024;

/// For whom a port stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The platform, the relay and the host: the sandbox's main port.
    Platform,
    /// The OAuth provider, on an origin of its own.
    Provider,
}

/// Serves until told to stop or until the other end is dropped.
pub(crate) async fn accept(
    listener: TcpListener,
    role: Role,
    site: Arc<Site>,
    mut stop: watch::Receiver<()>,
) {
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                if let Ok((stream, _)) = accepted {
                    tokio::spawn(connection(stream, role, Arc::clone(&site), stop.clone()));
                }
            }
            _ = stop.changed() => return,
        }
    }
}

async fn connection(stream: TcpStream, role: Role, site: Arc<Site>, mut stop: watch::Receiver<()>) {
    let service = service_fn(move |request| serve(role, Arc::clone(&site), request));
    // One request a connection: where a kept-alive one breaks, Chromium sends the request again by
    // itself, a POST as well, and a test of a lost reply would see two.
    let serving =
        http1::Builder::new().keep_alive(false).serve_connection(TokioIo::new(stream), service);
    let mut serving = pin!(serving);
    tokio::select! {
        // Its error is a client gone or a connection closed on purpose.
        _ = serving.as_mut() => return,
        _ = stop.changed() => serving.as_mut().graceful_shutdown(),
    }
    let _ = serving.await;
}

async fn serve(role: Role, site: Arc<Site>, request: Request<Incoming>) -> io::Result<Response> {
    let started = Instant::now();
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(Body::new(body), LARGEST_BODY).await else {
        return Ok(finish(role, StatusCode::PAYLOAD_TOO_LARGE.into_response()));
    };
    let asked = if parts.uri.path() == "/graphql" { Asked::read(&body) } else { None };
    // Who watches the log must not fill it.
    let is_control = role == Role::Platform && routes::is_control(parts.uri.path());
    let number = (!is_control).then(|| site.log.arrive(&parts, &body, asked.as_ref()));
    let mut leaving = Leaving { site: Arc::clone(&site), number, answered: false };

    // On a task of its own, so that a request runs to its end when the client leaves, as it would on
    // a real platform.
    let running = tokio::spawn(async move {
        if !is_loopback(&parts.headers) {
            let message = "The sandbox answers on loopback names only.\n";
            return Some((StatusCode::FORBIDDEN, message).into_response());
        }
        let field = asked.map(|asked| asked.field);
        let plan = site.faults.plan(parts.method.as_str(), parts.uri.path(), field.as_deref());
        if !plan.faults.is_empty() {
            let names: Vec<_> = plan.faults.iter().map(crate::Fault::name).collect();
            site.log.update(number, |entry| {
                entry.outcome = format!("fault: {}", names.join(", "));
            });
        }
        let page = Asker::of(&parts);
        let response = injection::answer(role, &site, parts, body, field.as_deref(), plan).await;
        let response = response.map(|response| {
            let mut response = finish(role, response);
            if role == Role::Platform {
                page.allow(&site, &mut response);
            }
            response
        });
        site.log.update(number, |entry| {
            entry.status = response.as_ref().map(|response| response.status().as_u16());
            entry.took = Some(log::milliseconds(started.elapsed()));
            entry.file = response.as_ref().is_some_and(files::is_file);
            if entry.outcome == "waiting" {
                "answered".clone_into(&mut entry.outcome);
            }
        });
        response
    });
    let response = running.await;
    leaving.answered = true;
    response.ok().flatten().ok_or_else(|| io::Error::other("closed on purpose"))
}

fn finish(role: Role, mut response: Response) -> Response {
    match role {
        Role::Platform => policy::apply(&mut response),
        Role::Provider => policy::apply_everywhere(&mut response),
    }
    response
}

/// A foreign name that resolves to this machine would make a foreign page same-origin.
fn is_loopback(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|own| name.eq_ignore_ascii_case(own))
}

/// Notes in the log when a connection is dropped before its answer.
struct Leaving {
    site: Arc<Site>,
    number: Option<u64>,
    answered: bool,
}

impl Drop for Leaving {
    fn drop(&mut self) {
        if !self.answered {
            self.site.log.update(self.number, |entry| entry.abandoned = true);
        }
    }
}
