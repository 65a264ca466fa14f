//! The sandbox as a whole.

use std::fs;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use async_graphql::dynamic::Schema;
use axum::body::Bytes;
use tokio::net::TcpListener;
use tokio::sync::{Mutex, watch};
use tokio::task::JoinHandle;

use crate::fault::Fault;
use crate::faults::Faults;
use crate::files::Files;
use crate::log::{Entry, Log, TimedOut};
use crate::options::{Database, Options, Upstream};
use crate::records::Records;
use crate::schema::schema;
use crate::token::Tokens;
use crate::{sample, server};

/// A running sandbox; it stops when it is dropped, and requests that are held then go on.
#[derive(Debug)]
pub struct Sandbox {
    address: SocketAddr,
    site: Arc<Site>,
    stop: watch::Sender<()>,
    /// The task that accepts connections; none while the sandbox is down.
    accepting: Mutex<Option<JoinHandle<()>>>,
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
}

impl std::fmt::Debug for Site {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Site").finish_non_exhaustive()
    }
}

impl Sandbox {
    /// Starts a sandbox on the current tokio runtime. It accepts connections when this returns.
    ///
    /// Fails if the port is taken, or if the database cannot be opened.
    pub async fn start(options: Options) -> io::Result<Self> {
        let records = open(&options.database).map_err(io::Error::other)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await?;
        let address = listener.local_addr()?;
        let site = Arc::new(Site {
            schema: schema(options.ids, records.clone()),
            records,
            tokens: Tokens::new(options.token_lifetime),
            faults: Faults::default(),
            log: Log::default(),
            files: Files::new(options.dist),
            upstream: options.upstream,
        });
        let stop = watch::Sender::default();
        let sandbox = Self { address, site, stop, accepting: Mutex::default() };
        *sandbox.accepting.lock().await = Some(sandbox.accept(listener));
        Ok(sandbox)
    }

    fn accept(&self, listener: TcpListener) -> JoinHandle<()> {
        tokio::spawn(server::accept(listener, Arc::clone(&self.site), self.stop.subscribe()))
    }

    /// Goes down: from now on connections are refused. Requests that are under way go on, and are
    /// held on if they are held.
    pub async fn go_down(&self) {
        if let Some(accepting) = self.accepting.lock().await.take() {
            self.stop.send_replace(());
            // The listener goes with its task; one that panicked is gone as well.
            let _ = accepting.await;
        }
    }

    /// Comes up again after [`Sandbox::go_down`], at the same origin and with all that it held.
    ///
    /// Fails if another program has taken the port meanwhile.
    pub async fn come_up(&self) -> io::Result<()> {
        let mut accepting = self.accepting.lock().await;
        if accepting.is_none() {
            *accepting = Some(self.accept(TcpListener::bind(self.address).await?));
        }
        Ok(())
    }

    /// Its origin, as in `http://127.0.0.1:4780`.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The records of the platform.
    pub fn records(&self) -> &Records {
        &self.site.records
    }

    /// The tokens that `/graphql` accepts.
    pub fn tokens(&self) -> &Tokens {
        &self.site.tokens
    }

    /// Serves an HTML page at a path; takes precedence over the front end's files and earlier pages.
    pub fn page(&self, path: &str, html: impl Into<String>) {
        self.file(path, "text/html; charset=utf-8", html.into());
    }

    /// Serves a file at a path, as [`Sandbox::page`] does.
    pub fn file(&self, path: &str, content_type: &'static str, body: impl Into<Vec<u8>>) {
        self.site.files.register(path, content_type, Bytes::from(body.into()));
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
        self.stop.send_replace(());
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
