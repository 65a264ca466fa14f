//! How a sandbox is set up.

use std::path::PathBuf;
use std::str::FromStr;

use crate::oauth_server::OAuthServer;
use crate::sample;

/// How a sandbox is set up; the default is what a test wants: any free port, nothing on disk.
#[derive(Clone, Debug)]
pub struct Options {
    /// The port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
    /// Where the records are kept.
    pub database: Database,
    /// The GraphQL type of the ids.
    pub ids: IdType,
    /// How long a new JWT is good for, in seconds; the platform's own live five minutes. A negative
    /// number makes tokens that have expired already.
    pub token_lifetime: i64,
    /// The folder of the built front end, if it is to be served.
    pub dist: Option<PathBuf>,
    /// The folder of host pages, if it is to be served under `/hosts/`. Pages of any site may have them
    /// in a frame, and they may have any in one of theirs.
    pub hosts: Option<PathBuf>,
    /// A real platform that answers `/graphql` instead of the sandbox.
    pub upstream: Option<Upstream>,
    /// The OAuth server that the relay works with; without one, the built-in provider.
    pub oauth_server: Option<OAuthServer>,
    /// The port of the built-in provider on 127.0.0.1; 0 takes any free one.
    pub provider_port: u16,
    /// Where OAuth servers send people back, before `account/…`; without one, the sandbox's own origin.
    pub platform_url: Option<String>,
    /// The account in the redirect URI.
    pub account_id: String,
    /// The origins whose pages may read what Hybrid Data Pipeline answers; without any, its CORS is off.
    pub hdp_trusted_origins: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            port: 0,
            database: Database::Memory,
            ids: IdType::String,
            token_lifetime: 300,
            dist: None,
            hosts: None,
            upstream: None,
            oauth_server: None,
            provider_port: 0,
            platform_url: None,
            account_id: sample::ACCOUNT_ID.to_owned(),
            hdp_trusted_origins: Vec::new(),
        }
    }
}

/// Where the records are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Database {
    /// In memory, gone with the sandbox.
    Memory,
    /// In an `SQLite` file, made if it is missing along with its folder.
    File(PathBuf),
}

/// The GraphQL type of the ids. The documents of the two operations say `String`, other pages of the
/// same API say `ID` for the same values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IdType {
    /// `String`, as the documents of the two operations have it.
    #[default]
    String,
    /// `ID`, as the platform may have it.
    Id,
}

impl FromStr for IdType {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "string" => Ok(Self::String),
            "id" => Ok(Self::Id),
            other => Err(format!("The ids are of type \"string\" or \"id\", not \"{other}\".")),
        }
    }
}

/// A real platform to pass `/graphql` on to.
#[derive(Clone, Debug)]
pub struct Upstream {
    /// The address of its GraphQL endpoint.
    pub url: String,
    /// A file that holds the bearer; read afresh for each request, since a bearer lives five minutes.
    pub token_file: PathBuf,
}
