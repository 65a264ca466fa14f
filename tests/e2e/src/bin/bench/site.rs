//! The server of both pages: compressed files, and for all else the sandbox.

use std::{collections::HashMap, fs, net::Ipv4Addr, path::Path, sync::Arc};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::{Request, State},
    http::{StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use tokio::net::TcpListener;

struct Site {
    /// By the path that a browser asks for.
    files: HashMap<String, (&'static str, Bytes)>,
    sandbox: String,
    client: Client<HttpConnector, Body>,
}

/// Serves every `NAME.br` below a folder as NAME, and gives the server's origin.
pub(crate) async fn start(folder: &Path, sandbox: &str) -> String {
    let mut files = HashMap::new();
    read(folder, "", &mut files);
    let client = Client::builder(TokioExecutor::new()).build_http();
    let site = Arc::new(Site { files, sandbox: sandbox.to_owned(), client });
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("there is a free port");
    let address = listener.local_addr().expect("it has just been bound");
    let router = Router::new().fallback(answer).with_state(site);
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

fn read(folder: &Path, path: &str, files: &mut HashMap<String, (&'static str, Bytes)>) {
    for entry in fs::read_dir(folder).expect("BENCH_SITE is a folder") {
        let entry = entry.expect("BENCH_SITE can be read");
        let name = format!("{path}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            read(&entry.path(), &name, files);
        } else if let Some(name) = name.strip_suffix(".br") {
            let body = fs::read(entry.path()).expect("BENCH_SITE can be read");
            files.insert(name.to_owned(), (content_type(name), body.into()));
        }
    }
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        // With any other type the browser would compile it only once it is there as a whole.
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}

async fn answer(State(site): State<Arc<Site>>, request: Request) -> Response {
    match site.files.get(request.uri().path()) {
        Some((content_type, body)) => {
            let headers = [
                (header::CONTENT_TYPE, *content_type),
                (header::CONTENT_ENCODING, "br"),
                (header::CACHE_CONTROL, "no-store"),
            ];
            (headers, body.clone()).into_response()
        }
        None => pass_on(&site, request).await,
    }
}

async fn pass_on(site: &Site, mut request: Request) -> Response {
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let address: Option<Uri> = format!("{}{path}", site.sandbox).parse().ok();
    let Some(address) = address else { return StatusCode::BAD_REQUEST.into_response() };
    *request.uri_mut() = address;
    match site.client.request(request).await {
        Ok(response) => response.map(Body::new),
        Err(error) => (StatusCode::BAD_GATEWAY, error.to_string()).into_response(),
    }
}
