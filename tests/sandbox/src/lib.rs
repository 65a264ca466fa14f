//! A local stand-in for the servers that the wizard talks to.
//!
//! It listens on loopback only, for development (`cargo run -p sandbox`) and for tests, which
//! start one in their own process:
//!
//! ```
//! # async fn example() -> std::io::Result<()> {
//! use sandbox::{Fault, Kind, Operation, Options, Sandbox};
//!
//! let sandbox = Sandbox::start(Options::default()).await?;
//! sandbox.page("/host.html", "<!doctype html><title>A host page</title>");
//! sandbox.set_faults(vec![Fault::new(Kind::Hold).on(Operation::Save).times(1)]);
//! println!("{}/host.html", sandbox.origin());
//! # Ok(()) }
//! ```
//!
//! | path | what answers |
//! | --- | --- |
//! | `POST /graphql` | the two documented OAuth operations of Spaces ([`schema()`]) |
//! | `GET /auth/jwt/generate/{accountId}` | a JWT for Basic credentials, as documented |
//! | `GET /session/token` | the bearer of the host's own session, as text |
//! | `GET /session/connections` | the connections that the demo pages offer ([`sample`]) |
//! | `GET /session/host` | what a page tells the wizard for the redirect URI and the relay |
//! | `GET /session/openint-token` | a customer token for `OpenInt`, as text |
//! | `/relay/authorizations` | the relay, which generates tokens (`src/relay/mod.rs` has its contract) |
//! | `GET /account/{accountId}/oauth2/callback` | where OAuth servers send the browser back to |
//! | `/hdp/api/mgmt/oauthapps` | Hybrid Data Pipeline's OAuth applications ([`hdp`]) |
//! | `/openint/v1/connection/{id}` | the state of a connection in `OpenInt` ([`openint`]) |
//! | `GET`, `PUT /switches` | whom HDP trusts, and which of its logins are locked |
//! | `GET`, `PUT`, `PATCH`, `DELETE /faults` | what goes wrong on purpose ([`Fault`]); `PATCH` adds |
//! | `GET /log` | what arrived so far ([`Entry`]), but at these three; `?newest=50` leaves out files |
//! | `/hosts/` | a folder of host pages, if there is one ([`Options::hosts`]) |
//! | any other path | pages that a test registered, then the built front end |
//!
//! On a port of its own, so on another origin, there is an OAuth provider ([`Provider`]) with
//! `/oauth2/authorize` and `/oauth2/token`. The relay can work with any other OAuth server as well
//! ([`OAuthServer`]).
//!
//! A request takes this way: `server` reads it whole, refuses foreign hosts and logs it, `injection`
//! lets it meet the faults that are set, `routes` answers it, `policy` adds the headers that a strict
//! host would send, `cors` those that let pages of other origins read. `redaction` keeps secrets out of
//! the log.

mod alteration;
mod clock;
mod cors;
mod extensions;
mod fault;
mod faults;
mod files;
mod gaps;
mod graphql;
pub mod hdp;
mod hosts;
mod html;
mod injection;
mod listener;
mod log;
mod oauth_server;
pub mod openint;
mod options;
mod pack;
mod parameters;
mod pkce;
mod policy;
mod provider;
mod random;
mod records;
mod redaction;
mod refusal;
mod relay;
mod routes;
pub mod sample;
mod sandbox;
mod schema;
mod server;
mod session;
mod switches;
mod token;
mod upstream;

pub use crate::clock::Clock;
pub use crate::fault::{Fault, Kind, Operation};
pub use crate::log::{Entry, TimedOut};
pub use crate::oauth_server::{ClientAuthentication, OAuthServer};
pub use crate::options::{Database, IdType, Options, Upstream};
pub use crate::policy::CONTENT_SECURITY_POLICY;
pub use crate::provider::Provider;
pub use crate::records::{Key, Record, Records};
pub use crate::sandbox::Sandbox;
pub use crate::schema::schema;
pub use crate::token::Tokens;
