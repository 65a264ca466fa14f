//! The sandbox for development: serves until Ctrl+C.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use sandbox::{Database, IdType, Options, Sandbox, Upstream};

/// A local stand-in for the servers that the wizard talks to.
#[derive(Parser)]
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
    /// A real platform's GraphQL endpoint to pass /graphql on to
    #[arg(long, value_name = "URL", requires = "token_file")]
    upstream: Option<String>,
    /// The file with the bearer for --upstream, read afresh for each request
    #[arg(long, value_name = "FILE", requires = "upstream")]
    token_file: Option<PathBuf>,
}

impl From<Arguments> for Options {
    fn from(arguments: Arguments) -> Self {
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
            upstream: arguments
                .upstream
                .zip(arguments.token_file)
                .map(|(url, token_file)| Upstream { url, token_file }),
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
    if let Err(error) = tokio::signal::ctrl_c().await {
        eprintln!("Ctrl+C cannot be waited for: {error}.");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
