//! A local stand-in for the servers that the wizard talks to.
//!
//! It listens on one loopback port, for development (`cargo run -p sandbox`) and for tests, which
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
//! | `GET`, `PUT`, `PATCH`, `DELETE /faults` | what goes wrong on purpose ([`Fault`]); `PATCH` adds |
//! | `GET /log` | what arrived so far ([`Entry`]), but at these two; `?newest=50` leaves out files |
//! | any other path | pages that a test registered, then the built front end |
//!
//! A request takes this way: `server` reads it whole, refuses foreign hosts and logs it, `injection`
//! lets it meet the faults that are set, `routes` answers it, `policy` adds the headers that a strict
//! host would send.

mod alteration;
mod fault;
mod faults;
mod files;
mod gaps;
mod graphql;
mod injection;
mod log;
mod options;
mod policy;
mod records;
mod refusal;
mod routes;
pub mod sample;
mod sandbox;
mod schema;
mod server;
mod session;
mod token;
mod upstream;

pub use crate::fault::{Fault, Kind, Operation};
pub use crate::log::{Entry, TimedOut};
pub use crate::options::{Database, IdType, Options, Upstream};
pub use crate::policy::CONTENT_SECURITY_POLICY;
pub use crate::records::{Key, Record, Records};
pub use crate::sandbox::Sandbox;
pub use crate::schema::schema;
pub use crate::token::Tokens;
