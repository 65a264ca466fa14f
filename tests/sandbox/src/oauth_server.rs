//! The OAuth server that the relay works with.

use std::str::FromStr;

use url::{Host, Url};

/// The parameters of an authorization request that only the relay sets (RFC 6749, section 4.1.1; RFC
/// 7636, section 4.3). An address may not bring them along.
const OWN: [&str; 6] = [
    "response_type",
    "client_id",
    "redirect_uri",
    "state",
    "code_challenge",
    "code_challenge_method",
];

/// An OAuth server that the relay works with in place of the built-in provider.
#[derive(Clone, Debug)]
pub struct OAuthServer {
    /// Where people are sent (RFC 6749, section 3.1); a query in it stays.
    pub authorization_endpoint: String,
    /// Where a code is exchanged (RFC 6749, section 3.2).
    pub token_endpoint: String,
    /// What to add to each authorization request that does not have it, such as `access_type` and
    /// `offline`.
    pub authorization_parameters: Vec<(String, String)>,
    /// What to add to each token request that does not have it.
    pub token_parameters: Vec<(String, String)>,
    /// How the relay shows the token endpoint who it is.
    pub client_authentication: ClientAuthentication,
    /// Its identifier. With one, an authorization response has to carry it as `iss` (RFC 9207).
    pub issuer: Option<String>,
}

impl OAuthServer {
    /// A server with nothing else to say about it.
    pub fn new(authorization_endpoint: String, token_endpoint: String) -> Self {
        Self {
            authorization_endpoint,
            token_endpoint,
            authorization_parameters: Vec::new(),
            token_parameters: Vec::new(),
            client_authentication: ClientAuthentication::default(),
            issuer: None,
        }
    }
}

/// How a client authenticates at the token endpoint (RFC 6749, section 2.3.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClientAuthentication {
    /// HTTP Basic authentication, which every server has to take.
    #[default]
    Basic,
    /// `client_id` and `client_secret` in the body.
    Body,
}

impl FromStr for ClientAuthentication {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "basic" => Ok(Self::Basic),
            "body" => Ok(Self::Body),
            other => {
                Err(format!("A client authenticates by \"basic\" or \"body\", not \"{other}\"."))
            }
        }
    }
}

/// The same, looked at: people can be sent there, and secrets too.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    pub(crate) authorization_endpoint: Url,
    pub(crate) token_endpoint: Url,
    pub(crate) authorization_parameters: Vec<(String, String)>,
    pub(crate) token_parameters: Vec<(String, String)>,
    pub(crate) client_authentication: ClientAuthentication,
    pub(crate) issuer: Option<String>,
}

impl TryFrom<OAuthServer> for Server {
    /// A sentence.
    type Error = String;

    fn try_from(server: OAuthServer) -> Result<Self, String> {
        let authorization_endpoint = endpoint(&server.authorization_endpoint)?;
        if let Some((name, _)) =
            authorization_endpoint.query_pairs().find(|(name, _)| OWN.contains(&&**name))
        {
            return Err(format!("The authorization endpoint may not bring \"{name}\" along"));
        }
        Ok(Self {
            authorization_endpoint,
            token_endpoint: endpoint(&server.token_endpoint)?,
            authorization_parameters: server.authorization_parameters,
            token_parameters: server.token_parameters,
            client_authentication: server.client_authentication,
            issuer: server.issuer,
        })
    }
}

/// An endpoint: https, or http on this machine, with no fragment (RFC 6749, sections 3.1 and 3.2) and
/// no credentials.
fn endpoint(text: &str) -> Result<Url, String> {
    let wrong = |what: &str| Err(format!("\"{text}\" {what}"));
    let Ok(url) = Url::parse(text) else { return wrong("is not an address") };
    if url.scheme() != "https" && !(url.scheme() == "http" && is_loopback(&url)) {
        return wrong("has to begin with https://, or with http:// on this machine");
    }
    if url.fragment().is_some() || !url.username().is_empty() || url.password().is_some() {
        return wrong("may have neither a fragment nor credentials");
    }
    Ok(url)
}

/// Whether an address is on this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
