//! How a client shows who it is at the token endpoint (RFC 6749, section 2.3.1).

use axum::http::HeaderMap;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use url::form_urlencoded;

use crate::parameters::Parameters;

/// Who asks for a token.
pub(super) struct Client {
    pub(super) id: String,
    pub(super) secret: String,
}

/// What is wrong with a client.
pub(super) enum Unclear {
    /// It shows nothing, or nothing that can be read.
    Missing,
    /// It shows itself in two ways, which the standard forbids.
    Twice,
}

impl Client {
    /// By HTTP Basic, or by the body.
    pub(super) fn read(headers: &HeaderMap, form: &Parameters) -> Result<Self, Unclear> {
        match (headers.get("authorization"), form.get("client_secret")) {
            (Some(_), Some(_)) => Err(Unclear::Twice),
            (Some(value), None) => value.to_str().ok().and_then(basic).ok_or(Unclear::Missing),
            (None, secret) => match form.get("client_id").zip(secret) {
                Some((id, secret)) => Ok(Self { id: id.to_owned(), secret: secret.to_owned() }),
                None => Err(Unclear::Missing),
            },
        }
    }
}

fn basic(value: &str) -> Option<Client> {
    let pair = STANDARD.decode(value.strip_prefix("Basic ")?).ok()?;
    let pair = String::from_utf8(pair).ok()?;
    let (id, secret) = pair.split_once(':')?;
    Some(Client { id: decoded(id), secret: decoded(secret) })
}

/// Undoes the form encoding of one value.
fn decoded(text: &str) -> String {
    let whole = text.replace('&', "%26").replace('=', "%3D");
    form_urlencoded::parse(whole.as_bytes())
        .next()
        .map_or_else(String::new, |(name, _)| name.into())
}
