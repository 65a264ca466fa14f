//! The sandbox as a whole.

use std::fs;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use async_graphql::dynamic::Schema;
use axum::body::Bytes;

use crate::clock::Clock;
use crate::fault::Fault;
use crate::faults::Faults;
use crate::files::Files;
use crate::hdp::Hdp;
use crate::listener::{self, Listener};
use crate::log::{Entry, Log, TimedOut};
use crate::openint::OpenInt;
use crate::options::{Database, Options, Upstream};
use crate::policy::EMBEDDABLE;
use crate::provider::{self, Consents, Provider};
use crate::records::Records;
use crate::relay::Relay;
use crate::sample;
use crate::schema::schema;
use crate::server::Role;
use crate::token::Tokens;

/// A running sandbox; it stops when it is dropped, and requests that are held then go on.
#[derive(Debug)]
pub struct Sandbox {
    listener: Listener,
    provider: Option<Provider>,
    site: Arc<Site>,
}

/// What all requests share.
pub(crate) struct Site {
    pub(crate) records: Records,
    pub(crate) schema: Schema,
    pub(crate) tokens: Tokens,
    pub(crate) faults: Faults,
    pub(crate) log: Log,
    pub(crate) files: Files,
    pub(crate) upstream: Option<Upstream>,
    pub(crate) clock: Clock,
    pub(crate) relay: Relay,
    pub(crate) consents: Consents,
    pub(crate) hdp: Hdp,
    pub(crate) openint: OpenInt,
}

impl std::fmt::Debug for Site {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Site").finish_non_exhaustive()
    }
}

impl Sandbox {
    /// Starts a sandbox on the current tokio runtime. It accepts connections when this returns.
    ///
    /// Fails if a port is taken, if the database cannot be opened, or if an address in the options is
    /// none.
    pub async fn start(options: Options) -> io::Result<Self> {
        let records = open(&options.database).map_err(io::Error::other)?;
        let bound = listener::bind(options.port).await?;
        let platform_url = match options.platform_url {
            Some(url) => url,
            None => format!("http://{}/", bound.local_addr()?),
        };
        let (provider, server) = if let Some(server) = options.oauth_server {
            (None, server)
        } else {
            let bound = listener::bind(options.provider_port).await?;
            let server = provider::server(bound.local_addr()?);
            (Some(bound), server)
        };
        let clock = Clock::default();
        let issuer = server.issuer.clone().unwrap_or_default();
        let relay = Relay::new(server, &platform_url, options.account_id, clock.clone())
            .map_err(|sentence| io::Error::new(io::ErrorKind::InvalidInput, sentence))?;
        let consents = Consents::new(issuer, relay.redirect_uri(), clock.clone());
        let site = Arc::new(Site {
            schema: schema(options.ids, records.clone()),
            records,
            tokens: Tokens::new(options.token_lifetime),
            faults: Faults::default(),
            log: Log::default(),
            files: Files::new(options.dist, options.hosts),
            upstream: options.upstream,
            hdp: Hdp::new(options.hdp_trusted_origins),
            openint: OpenInt::new(clock.clone()),
            clock,
            relay,
            consents,
        });
        let listener = Listener::start(bound, Role::Platform, Arc::clone(&site))?;
        let provider = match provider {
            Some(bound) => Some(Provider::start(bound, &site)?),
            None => None,
        };
        Ok(Self { listener, provider, site })
    }

    /// Goes down: from now on connections are refused. Requests that are under way go on, and are
    /// held on if they are held. The provider stays up.
    pub async fn go_down(&self) {
        self.listener.go_down().await;
    }

    /// Comes up again after [`Sandbox::go_down`], at the same origin and with all that it held.
    ///
    /// Fails if another program has taken the port meanwhile.
    pub async fn come_up(&self) -> io::Result<()> {
        self.listener.come_up().await
    }

    /// Its origin, as in `http://127.0.0.1:4780`.
    pub fn origin(&self) -> String {
        format!("http://{}", self.listener.address())
    }

    /// The built-in provider, if the relay works with it.
    pub fn provider(&self) -> Option<&Provider> {
        self.provider.as_ref()
    }

    /// The redirect URI that has to be registered at the OAuth server.
    pub fn redirect_uri(&self) -> &str {
        self.site.relay.redirect_uri()
    }

    /// The time that authorizations go by.
    pub fn clock(&self) -> &Clock {
        &self.site.clock
    }

    /// The records of the platform.
    pub fn records(&self) -> &Records {
        &self.site.records
    }

    /// The tokens that `/graphql` accepts.
    pub fn tokens(&self) -> &Tokens {
        &self.site.tokens
    }

    /// Hybrid Data Pipeline, as its administrator has it.
    pub fn hdp(&self) -> &Hdp {
        &self.site.hdp
    }

    /// `OpenInt`, as its host's server has it.
    pub fn openint(&self) -> &OpenInt {
        &self.site.openint
    }

    /// Serves an HTML page at a path; takes precedence over the front end's files and earlier pages.
    pub fn page(&self, path: &str, html: impl Into<String>) {
        self.file(path, "text/html; charset=utf-8", html.into());
    }

    /// Serves a file at a path, as [`Sandbox::page`] does.
    pub fn file(&self, path: &str, content_type: &'static str, body: impl Into<Vec<u8>>) {
        self.site.files.register(path, content_type, Bytes::from(body.into()), None);
    }

    /// Serves an HTML page, as [`Sandbox::page`] does, that pages of any site may have in a frame and
    /// that may have any in one of its own.
    pub fn embeddable_page(&self, path: &str, html: impl Into<String>) {
        let (html, content_type) = (Bytes::from(html.into()), "text/html; charset=utf-8");
        self.site.files.register(path, content_type, html, Some(EMBEDDABLE));
    }

    /// The faults that are set, with the times that they have left.
    pub fn faults(&self) -> Vec<Fault> {
        self.site.faults.list()
    }

    /// Replaces all faults, and lets go of the requests that are held.
    pub fn set_faults(&self, faults: Vec<Fault>) {
        self.site.faults.set(faults);
    }

    /// Clears all faults, and lets go of the requests that are held.
    pub fn clear_faults(&self) {
        self.site.faults.set(Vec::new());
    }

    /// Lets go of the requests that are held, and leaves the faults for the next ones.
    pub fn release(&self) {
        self.site.faults.release();
    }

    /// The newest 1,000 requests, the oldest first.
    pub fn log(&self) -> Vec<Entry> {
        self.site.log.entries()
    }

    /// Waits until the log is as wished, and answers it. The predicate is asked at once, and again
    /// when a request arrives, meets a fault, is answered or is abandoned.
    ///
    /// Fails with the log when the time is up.
    pub async fn wait_for(
        &self,
        predicate: impl FnMut(&[Entry]) -> bool,
        timeout: Duration,
    ) -> Result<Vec<Entry>, TimedOut> {
        self.site.log.wait_for(predicate, timeout).await
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.clear_faults();
    }
}

fn open(database: &Database) -> Result<Records, Box<dyn std::error::Error + Send + Sync>> {
    let records = match database {
        Database::Memory => Records::memory()?,
        Database::File(path) => {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            Records::file(path)?
        }
    };
    sample::load(&records)?;
    Ok(records)
}
