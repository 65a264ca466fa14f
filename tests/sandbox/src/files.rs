//! Pages that a test registered, and the files of the built front end.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, Method, Request, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use tower::ServiceExt as _;
use tower_http::services::ServeDir;

use crate::hosts;

/// For who opens the sandbox's own address in place of the pages'.
const WELCOME: &str = "This is the sandbox, which stands in for the platform.
`cargo xtask serve` prints the address of the pages. Here are /graphql, /faults and /log.
";

/// Marks the answers that come from here.
#[derive(Clone)]
struct File;

/// Whether an answer comes from here.
pub(crate) fn is_file(response: &Response) -> bool {
    response.extensions().get::<File>().is_some()
}

/// What a test registered.
#[derive(Clone, Debug)]
struct Registered {
    content_type: HeaderValue,
    body: Bytes,
    /// Its policy, where it is not that of a strict host.
    policy: Option<HeaderValue>,
}

#[derive(Debug)]
pub(crate) struct Files {
    registered: Mutex<HashMap<String, Registered>>,
    dist: Option<PathBuf>,
    hosts: Option<PathBuf>,
}

impl Files {
    pub(crate) fn new(dist: Option<PathBuf>, hosts: Option<PathBuf>) -> Self {
        Self { registered: Mutex::default(), dist, hosts }
    }

    pub(crate) fn register(
        &self,
        path: &str,
        content_type: &'static str,
        body: Bytes,
        policy: Option<&'static str>,
    ) {
        let content_type = HeaderValue::from_static(content_type);
        let file = Registered { content_type, body, policy: policy.map(HeaderValue::from_static) };
        let mut registered = self.registered.lock().unwrap_or_else(PoisonError::into_inner);
        registered.insert(path.to_owned(), file);
    }

    /// Answers a path that belongs to no API.
    pub(crate) async fn answer(&self, request: Request<Body>) -> Response {
        let hosts = self.hosts.as_deref().filter(|_| hosts::is_host(request.uri().path()));
        let mut response = match (self.registered(request.uri().path()), hosts, &self.dist) {
            (Some(_), ..)
                if request.method() != Method::GET && request.method() != Method::HEAD =>
            {
                StatusCode::METHOD_NOT_ALLOWED.into_response()
            }
            (Some(Registered { content_type, body, policy }), ..) => {
                let mut response = ([(header::CONTENT_TYPE, content_type)], body).into_response();
                let policy = policy.map(|policy| (header::CONTENT_SECURITY_POLICY, policy));
                response.headers_mut().extend(policy);
                response
            }
            (None, Some(hosts), _) => hosts::answer(hosts, request).await,
            (None, None, Some(dist)) => from_folder(dist, request).await,
            (None, None, None) if request.uri().path() == "/" => WELCOME.into_response(),
            (None, None, None) => {
                (StatusCode::NOT_FOUND, "The sandbox serves no front end: see --dist.\n")
                    .into_response()
            }
        };
        response.extensions_mut().insert(File);
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        response
    }

    fn registered(&self, path: &str) -> Option<Registered> {
        let registered = self.registered.lock().unwrap_or_else(PoisonError::into_inner);
        registered.get(path).cloned()
    }
}

async fn from_folder(dist: &Path, mut request: Request<Body>) -> Response {
    let path = request.uri().path();
    // The standalone page routes these by itself.
    if path == "/" || path.starts_with("/packs/") {
        *request.uri_mut() = Uri::from_static("/index.html");
    }
    let folder = ServeDir::new(dist).append_index_html_on_directories(false);
    folder.oneshot(request).await.into_response()
}
