//! The built-in OAuth provider: an authorization server (RFC 6749) on an origin of its own.
//!
//! It stands for any provider at which somebody has registered an app with the sandbox's redirect
//! URI, so it takes any client ID, and any secret unless a test says which one is right. It asks for
//! PKCE with S256 (RFC 7636), says who it is with each answer (RFC 9207) and gives codes that are
//! good once.

mod authorize;
mod client;
mod consents;
mod token;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use tokio::net::TcpListener;
use tower::ServiceExt as _;

use crate::listener::Listener;
use crate::oauth_server::OAuthServer;
use crate::sandbox::Site;
use crate::server::Role;
pub(crate) use consents::Consents;

/// Where people are asked.
pub(crate) const AUTHORIZE: &str = "/oauth2/authorize";
/// Where a code is exchanged.
pub(crate) const TOKEN: &str = "/oauth2/token";

/// A running provider.
#[derive(Debug)]
pub struct Provider {
    listener: Listener,
    site: Arc<Site>,
}

impl Provider {
    pub(crate) fn start(bound: TcpListener, site: &Arc<Site>) -> io::Result<Self> {
        let listener = Listener::start(bound, Role::Provider, Arc::clone(site))?;
        Ok(Self { listener, site: Arc::clone(site) })
    }

    /// Its origin, as in `http://127.0.0.1:4781`; also its issuer identifier.
    pub fn origin(&self) -> String {
        origin(self.listener.address())
    }

    /// Its addresses, for a relay elsewhere.
    pub fn server(&self) -> OAuthServer {
        server(self.listener.address())
    }

    /// From now on only this secret is right.
    pub fn set_secret(&self, secret: &str) {
        self.site.consents.set_secret(secret);
    }

    /// Replaces the redirect URIs that are registered; at first there is the sandbox's own.
    pub fn set_redirect_uris(&self, uris: &[&str]) {
        self.site.consents.set_redirect_uris(uris);
    }

    /// Goes down: from now on connections are refused.
    pub async fn go_down(&self) {
        self.listener.go_down().await;
    }

    /// Comes up again at the same origin. Fails if another program has taken the port meanwhile.
    pub async fn come_up(&self) -> io::Result<()> {
        self.listener.come_up().await
    }
}

fn origin(address: SocketAddr) -> String {
    format!("http://{address}")
}

/// The provider at an address, as the relay has to know it.
pub(crate) fn server(address: SocketAddr) -> OAuthServer {
    let origin = origin(address);
    OAuthServer {
        issuer: Some(origin.clone()),
        ..OAuthServer::new(format!("{origin}{AUTHORIZE}"), format!("{origin}{TOKEN}"))
    }
}

/// Answers a request to the provider.
pub(crate) async fn answer(site: &Arc<Site>, request: Request<Body>) -> Response {
    let router: Router = Router::new()
        .route(AUTHORIZE, get(authorize::ask).post(authorize::decide))
        .route(TOKEN, post(token::answer))
        .with_state(Arc::clone(site));
    router.oneshot(request).await.into_response()
}
