//! A code against a token (RFC 6749, sections 4.1.3 and 4.1.4).

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};
use url::form_urlencoded;
use zeroize::Zeroizing;

use crate::oauth_server::{ClientAuthentication, Server, is_loopback};

use super::attempts::Waiting;
use super::outcome::Failure;
use super::reserved::{self, Request};
use super::secret::Secret;

/// How long the OAuth server has.
const PATIENCE: Duration = Duration::from_secs(20);
/// No token reply comes near this size, in bytes.
const LONGEST_REPLY: u64 = 256 * 1024;

/// Asks for a token, and forgets it: here nobody has a use for it. What is left of the secret goes
/// with the return.
pub(super) fn run(
    server: &Server,
    waiting: &Waiting,
    redirect_uri: &str,
    code: &str,
) -> Result<(), Failure> {
    let (form, credentials) = request(server, waiting, redirect_uri, code)?;
    let reply = send(server, &form, credentials.as_ref()).map_err(|_| Failure::unreachable())?;
    let judged = judge(&reply);
    match &waiting.secret {
        // A server may repeat what it was sent.
        Some(secret) => judged.map_err(|failure| failure.without(secret.reveal())),
        None => judged,
    }
}

type Text = Zeroizing<String>;

/// The form, and `Authorization` if the client authenticates by it.
fn request(
    server: &Server,
    waiting: &Waiting,
    redirect_uri: &str,
    code: &str,
) -> Result<(Text, Option<Text>), Failure> {
    let client_id = waiting.settings.client_id.as_str();
    let mut own = vec![
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", redirect_uri),
        ("code_verifier", &waiting.verifier),
    ];
    let mut credentials = None;
    match (&waiting.secret, server.client_authentication) {
        (Some(secret), ClientAuthentication::Basic) => credentials = Some(basic(client_id, secret)),
        (Some(secret), ClientAuthentication::Body) => {
            own.extend([("client_id", client_id), ("client_secret", secret.reveal())]);
        }
        // A public client says who it is (RFC 6749, section 3.2.1).
        (None, _) => own.push(("client_id", client_id)),
    }
    // Looked at when the authorization began.
    let of_record = allowed(waiting, redirect_uri).map_err(|name| {
        Failure::invalid_response(&format!("The parameter \"{name}\" is reserved."))
    })?;
    let of_relay =
        server.token_parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let mut sent: Vec<(&str, &str)> = own;
    for (name, value) in of_record.into_iter().chain(of_relay) {
        if !sent.iter().any(|(present, _)| *present == name) {
            sent.push((name, value));
        }
    }
    let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(sent).finish();
    Ok((Zeroizing::new(form), credentials))
}

/// What the record adds to the token request, or the name of a parameter that it may not set.
pub(super) fn allowed<'a>(
    waiting: &'a Waiting,
    redirect_uri: &str,
) -> Result<Vec<(&'a str, &'a str)>, String> {
    let said = [
        ("grant_type", "authorization_code"),
        ("redirect_uri", redirect_uri),
        ("client_id", &waiting.settings.client_id),
    ];
    reserved::allowed(Request::Token, &waiting.settings.access_token, &said)
}

/// HTTP Basic, with each half in the form encoding first (RFC 6749, section 2.3.1).
fn basic(client_id: &str, secret: &Secret) -> Text {
    let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let pair = Zeroizing::new(format!("{}:{}", encoded(client_id), encoded(secret.reveal())));
    Zeroizing::new(format!("Basic {}", STANDARD.encode(pair.as_bytes())))
}

struct Reply {
    status: u16,
    body: Vec<u8>,
}

fn send(server: &Server, form: &str, credentials: Option<&Text>) -> Result<Reply, ureq::Error> {
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        // What is sent is for this address only.
        .max_redirects(0)
        .timeout_global(Some(PATIENCE));
    let config = if is_loopback(&server.token_endpoint) { config.proxy(None) } else { config };
    let agent: ureq::Agent = config.build().into();
    let mut request = agent
        .post(server.token_endpoint.as_str())
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Accept", "application/json");
    if let Some(credentials) = credentials {
        request = request.header("Authorization", credentials.as_str());
    }
    let mut answer = request.send(form)?;
    let body = answer.body_mut().with_config().limit(LONGEST_REPLY).read_to_vec()?;
    Ok(Reply { status: answer.status().as_u16(), body })
}

/// Whether the reply holds a token. Some servers answer their errors with 200 too, so an error counts
/// whatever the status.
fn judge(reply: &Reply) -> Result<(), Failure> {
    let Ok(members) = serde_json::from_slice::<Map<String, Value>>(&reply.body) else {
        let sentence = format!("The provider's answer ({}) is no JSON.", reply.status);
        return Err(Failure::invalid_response(&sentence));
    };
    let text = |name| members.get(name).and_then(Value::as_str);
    if let Some(error) = text("error") {
        return Err(Failure::said(error, text("error_description"), text("error_uri")));
    }
    match text("access_token") {
        Some(token) if !token.is_empty() && reply.status == 200 => Ok(()),
        _ => {
            let sentence = format!("The provider's answer ({}) holds no token.", reply.status);
            Err(Failure::invalid_response(&sentence))
        }
    }
}
