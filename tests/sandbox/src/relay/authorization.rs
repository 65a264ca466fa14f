//! The address that a person is sent to (RFC 6749, section 4.1.1; RFC 7636, section 4.3).

use url::Url;

use crate::oauth_server::Server;
use crate::pkce;

use super::reserved::{self, Request};
use super::settings::Settings;

/// The authorization URL. No name stands in it twice: the flow's own parameters come before those of
/// the server's address, those before the record's, and those before what the relay's settings add.
///
/// Fails with the name of a parameter that the record may not set.
pub(super) fn url(
    server: &Server,
    settings: &Settings,
    redirect_uri: &str,
    state: &str,
    verifier: &str,
) -> Result<Url, String> {
    let challenge = pkce::challenge(verifier);
    let own = [
        ("response_type", "code"),
        ("client_id", &settings.client_id),
        ("redirect_uri", redirect_uri),
        ("state", state),
        ("code_challenge", &challenge),
        ("code_challenge_method", pkce::METHOD),
    ];
    // Saying where the answer stands is allowed when it is where the callback looks.
    let said = [&own[..], &[("response_mode", "query")]].concat();
    let of_record = reserved::allowed(Request::Authorization, &settings.authorization, &said)?;
    let of_relay =
        server.authorization_parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()));

    let mut url = server.authorization_endpoint.clone();
    for (name, value) in own.into_iter().chain(of_record).chain(of_relay) {
        if !url.query_pairs().any(|(present, _)| present == name) {
            url.query_pairs_mut().append_pair(name, value);
        }
    }
    Ok(url)
}
