//! The sandbox for development: serves until Ctrl+C.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use sandbox::{
    ClientAuthentication, Database, IdType, OAuthServer, Options, Sandbox, Upstream, sample,
};

/// What stands in for two systems that no option is about.
const SYSTEMS: &str = r#"Hybrid Data Pipeline answers at /hdp/api/mgmt/oauthapps. Logins and passwords:
  hdp-admin   hdp-admin-password   sees all applications
  hdp-tenant  tenant: pässword     sees those of tenant 303
  hdp-plain   hdp-plain-password   sees none
Five wrong passwords in a row lock a login. To unlock all, and to switch CORS on:
  curl -X PUT 127.0.0.1:4780/switches -d '{"hdpLocked": []}'
  curl -X PUT 127.0.0.1:4780/switches -d '{"hdpTrustedOrigins": ["https://host.example"]}'

OpenInt answers at /openint/v1/connection/{id}, such as conn_quickbooks_healthy, with a token from
/session/openint-token.

Faults on them have the operations hdp and openint."#;

/// A local stand-in for the servers that the wizard talks to.
#[derive(Parser)]
#[command(after_help = SYSTEMS)]
struct Arguments {
    /// The port on 127.0.0.1; 0 takes any free one
    #[arg(long, default_value_t = 4780)]
    port: u16,
    /// The database file of the records
    #[arg(long, value_name = "FILE", default_value = "target/sandbox.sqlite")]
    database: PathBuf,
    /// Keep the records in memory only
    #[arg(long, conflicts_with = "database")]
    memory: bool,
    /// The GraphQL type of the ids: string or id
    #[arg(long, value_name = "TYPE", default_value = "string")]
    ids: IdType,
    /// How long a bearer is good for
    #[arg(long, value_name = "SECONDS", default_value_t = 300, allow_negative_numbers = true)]
    token_lifetime: i64,
    /// The folder of the built front end
    #[arg(long, value_name = "DIR")]
    dist: Option<PathBuf>,
    /// A folder of host pages, served under /hosts/ for pages of any site to have in a frame
    #[arg(long, value_name = "DIR")]
    hosts: Option<PathBuf>,
    /// A real platform's GraphQL endpoint to pass /graphql on to
    #[arg(long, value_name = "URL", requires = "token_file")]
    upstream: Option<String>,
    /// The file with the bearer for --upstream, read afresh for each request
    #[arg(long, value_name = "FILE", requires = "upstream")]
    token_file: Option<PathBuf>,
    /// The port on 127.0.0.1 of the built-in OAuth provider; 0 takes any free one
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    provider_port: u16,
    /// Another OAuth server for the relay: where people are asked
    #[arg(long, value_name = "URL", requires = "token_endpoint", conflicts_with = "provider_port")]
    authorization_endpoint: Option<String>,
    /// Another OAuth server for the relay: where a code is exchanged
    #[arg(long, value_name = "URL", requires = "authorization_endpoint")]
    token_endpoint: Option<String>,
    /// What to add to each authorization request to it, such as `access_type=offline`; may be repeated
    #[arg(long, value_name = "NAME=VALUE", value_parser = parameter, requires = "token_endpoint")]
    authorization_parameter: Vec<(String, String)>,
    /// What to add to each token request to it; may be repeated
    #[arg(long, value_name = "NAME=VALUE", value_parser = parameter, requires = "token_endpoint")]
    token_parameter: Vec<(String, String)>,
    /// How the relay shows it the client secret: basic or body
    #[arg(long, value_name = "HOW", default_value = "basic")]
    client_authentication: ClientAuthentication,
    /// Its issuer identifier, if its answers carry one
    #[arg(long, value_name = "URL", requires = "token_endpoint")]
    issuer: Option<String>,
    /// Where it sends people back, before account/…; the sandbox's own address if left out
    #[arg(long, value_name = "URL")]
    platform_url: Option<String>,
    /// The account in the redirect URI
    #[arg(long, value_name = "ID", default_value = sample::ACCOUNT_ID)]
    account_id: String,
    /// An origin whose pages may read /hdp, such as `https://host.example` or `*.host.example`; may be
    /// repeated; without one, its CORS is off
    #[arg(long, value_name = "ORIGIN")]
    hdp_trusted_origin: Vec<String>,
}

fn parameter(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err(format!("a parameter is NAME=VALUE, not \"{text}\"")),
    }
}

impl From<Arguments> for Options {
    fn from(arguments: Arguments) -> Self {
        let endpoints = arguments.authorization_endpoint.zip(arguments.token_endpoint);
        let oauth_server = endpoints.map(|(authorization, token)| OAuthServer {
            authorization_parameters: arguments.authorization_parameter,
            token_parameters: arguments.token_parameter,
            client_authentication: arguments.client_authentication,
            issuer: arguments.issuer,
            ..OAuthServer::new(authorization, token)
        });
        Self {
            port: arguments.port,
            database: if arguments.memory {
                Database::Memory
            } else {
                Database::File(arguments.database)
            },
            ids: arguments.ids,
            token_lifetime: arguments.token_lifetime,
            dist: arguments.dist,
            hosts: arguments.hosts,
            upstream: arguments
                .upstream
                .zip(arguments.token_file)
                .map(|(url, token_file)| Upstream { url, token_file }),
            oauth_server,
            provider_port: arguments.provider_port,
            platform_url: arguments.platform_url,
            account_id: arguments.account_id,
            hdp_trusted_origins: arguments.hdp_trusted_origin,
        }
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let port = arguments.port;
    let sandbox = match Sandbox::start(arguments.into()).await {
        Ok(sandbox) => sandbox,
        Err(error) => {
            eprintln!("The sandbox cannot start on port {port}: {error}.");
            return ExitCode::FAILURE;
        }
    };
    println!("The sandbox listens on {}", sandbox.origin());
    println!("The redirect URI to register is {}", sandbox.redirect_uri());
    if let Err(error) = tokio::signal::ctrl_c().await {
        eprintln!("Ctrl+C cannot be waited for: {error}.");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
