//! The relay: the host's own small server that starts a token generation and knows how it ended.
//!
//! The wizard never sees a code or a token. It asks the relay to begin, opens the authorization URL
//! in a window, and asks the relay what has become of it. The OAuth server sends the browser back to
//! the platform's callback, which tells nobody but the relay.
//!
//! # What is asked and answered
//!
//! All requests carry the bearer of `/graphql`; without a good one the answer is 401.
//!
//! `POST /relay/authorizations` with `{key, baseURL, companyId, clientId, clientSecret, authParams,
//! accessTokenParams}`, where `key` holds the five ids, begins an authorization. It goes by what is
//! *saved*: the relay reads the record, and what is sent beside the key and the secret has to be the
//! same, so that nobody gets a token for settings that they have not seen. A value that is no text
//! counts as the JSON that it is written in; a parameter whose value is no text is not sent to the
//! OAuth server and not compared. An empty or missing secret is that of a public client (RFC 6749,
//! section 2.1). The answer is 201 with `{attemptId, authorizationUrl, expiresAt}`. With `returnUrl`,
//! an address of the page that asks, the browser that comes back goes on to there: where a browser
//! opens no window, a person answers in the page's own tab.
//!
//! `GET /relay/authorizations/{attemptId}` answers `{state, error?, errorDescription?, errorUri?}`,
//! with the state `pending`, `generated` or `failed`. An outcome can be asked for until an hour after
//! `expiresAt`; every second at first and every five later is often enough. `error` is what the OAuth
//! server said (RFC 6749, sections 4.1.2.1 and 5.2), or one of the relay's own:
//!
//! | `error` | |
//! | --- | --- |
//! | `expired` | nobody came back in time |
//! | `cancelled` | by `DELETE` |
//! | `provider_unreachable` | the token endpoint did not answer |
//! | `invalid_response` | the OAuth server's answer holds neither a code, a token nor an error |
//! | `issuer_mismatch` | another OAuth server answered (RFC 9207) |
//! | `relay_error` | the token could not be kept |
//!
//! `DELETE /relay/authorizations/{attemptId}` cancels and answers 204; what is over already stays as
//! it ended.
//!
//! Anything else is `application/problem+json` (RFC 9457), whose `code` says what it is:
//!
//! | status and `code` | |
//! | --- | --- |
//! | 400 `bad-request` | the body is not as above |
//! | 400 `bad-return-url` | `returnUrl` has another origin than the page that asks |
//! | 401 `unauthorized` | the bearer is missing or has expired |
//! | 404 `unknown-attempt` | there is no such authorization, or none any more |
//! | 409 `not-saved` | the platform holds nothing for the key |
//! | 409 `unreadable-details` | what it holds is no JSON object |
//! | 409 `details-differ` | what was sent is not what is saved |
//! | 422 `client-id-missing` | there is nothing to ask with |
//! | 422 `reserved-parameter` | its name is in `parameter` |
//! | 501 `no-records` | the sandbox runs with `--upstream` |
//!
//! # What the relay promises
//!
//! - The authorization request has a `state` and a PKCE challenge of its own (RFC 9700, section 2.1).
//!   The state is good for one answer, within 15 minutes.
//! - The secret lives from the POST to the exchange of the code, the end of the authorization or the
//!   end of the 15 minutes, whichever comes first, and is in no log, page or answer.
//! - The parameters that make the flow safe cannot be set by the record ([`reserved`]).
//! - An authorization that was cancelled or has expired sets nothing on the platform.
//!
//! What it does not do: tie the browser that comes back to the one that began. A link that is passed
//! on gets the token of whoever consents. A relay that shares a site with its pages can set a cookie
//! with the answer to the POST and ask for it at the callback.

mod api;
mod attempts;
mod authorization;
mod callback;
mod exchange;
mod outcome;
mod problem;
mod reserved;
mod secret;
mod settings;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use url::Url;

use crate::clock::Clock;
use crate::oauth_server::{self, OAuthServer, Server};
use crate::sandbox::Site;
use attempts::Attempts;
pub(crate) use problem::Problem;

/// Where the relay is.
pub(crate) const ROOT: &str = "/relay";
/// Where an authorization begins; its own address is one segment below.
pub(crate) const AUTHORIZATIONS: &str = "/relay/authorizations";

/// What the requests to the relay and to the callback share.
pub(crate) struct Relay {
    server: Server,
    platform_url: String,
    account_id: String,
    redirect_uri: String,
    attempts: Attempts,
}

impl Relay {
    /// A relay that works with a server, or a sentence on what is wrong with an address.
    pub(crate) fn new(
        server: OAuthServer,
        platform_url: &str,
        account_id: String,
        clock: Clock,
    ) -> Result<Self, String> {
        let wrong = || format!("\"{platform_url}\" is no address of a platform");
        let mut url = Url::parse(platform_url).map_err(|_| wrong())?;
        let is_safe =
            url.scheme() == "https" || url.scheme() == "http" && oauth_server::is_loopback(&url);
        if !is_safe || url.query().is_some() || url.fragment().is_some() {
            return Err(wrong());
        }
        url.path_segments_mut().map_err(|()| wrong())?.pop_if_empty().push("");
        let platform_url = url.to_string();
        url.path_segments_mut()
            .map_err(|()| format!("\"{platform_url}\" has no path"))?
            .pop_if_empty()
            .extend(["account", &account_id, "oauth2", "callback"]);
        Ok(Self {
            server: server.try_into()?,
            platform_url,
            account_id,
            redirect_uri: url.into(),
            attempts: Attempts::new(clock),
        })
    }

    /// Where the platform is, with a slash at the end.
    pub(crate) fn platform_url(&self) -> &str {
        &self.platform_url
    }

    /// The account in the redirect URI.
    pub(crate) fn account_id(&self) -> &str {
        &self.account_id
    }

    /// Where the OAuth server sends the browser back to (RFC 6749, section 3.1.2).
    pub(crate) fn redirect_uri(&self) -> &str {
        &self.redirect_uri
    }
}

/// Whether a path is the relay's.
pub(crate) fn is_relay(path: &str) -> bool {
    path.strip_prefix(ROOT).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether a path is that of one authorization.
pub(crate) fn is_attempt(path: &str) -> bool {
    path.strip_prefix(AUTHORIZATIONS).is_some_and(|rest| rest.len() > 1 && rest.starts_with('/'))
}

/// Whether a path is where browsers come back.
pub(crate) fn is_callback(path: &str) -> bool {
    path.starts_with("/account/") && path.ends_with("/oauth2/callback")
}

/// The relay's addresses and the platform's callback.
pub(crate) fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route(AUTHORIZATIONS, post(api::begin))
        .route("/relay/authorizations/{attempt}", get(api::outcome).delete(api::cancel))
        .route("/account/{account}/oauth2/callback", get(callback::answer))
        .route("/account/{account}/oauth2/callback/{page}", get(callback::page))
}
