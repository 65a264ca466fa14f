//! What arrived, so that a test can say what left the browser.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::http::request::Parts;
use serde::Serialize;
use tokio::sync::watch;

use crate::fault::Operation;
use crate::graphql::Asked;
use crate::{openint, redaction};

const CAPACITY: usize = 1_000;

/// One request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// Its place in the order of arrival, from 1.
    pub number: u64,
    /// When it arrived, in milliseconds since 1970.
    pub arrived: u64,
    /// The HTTP method.
    pub method: String,
    /// The path.
    pub path: String,
    /// What followed the question mark, or nothing; a code in it is hidden.
    pub query: String,
    /// The headers under lower-case names; of `authorization` the scheme only, as in `Bearer …`.
    pub headers: BTreeMap<String, String>,
    /// The whole body as text; what goes to the relay and to the provider's token endpoint has its
    /// secrets hidden.
    pub body: String,
    /// The first field that a GraphQL request asked for.
    pub operation: Option<String>,
    /// The status answered; none while it waits, and where the connection was closed instead.
    pub status: Option<u16>,
    /// `waiting`, `answered`, or the faults met, as in `fault: hold, drop`.
    pub outcome: String,
    /// After how many milliseconds it was answered or its connection closed; none while it waits.
    pub took: Option<u64>,
    /// Whether a page or a file of the front end answered.
    pub file: bool,
    /// Whether the client closed the connection before the answer. The request ran all the same.
    pub abandoned: bool,
    /// Whether `OpenInt` was shown a key that only the host's server may hold.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub server_key: bool,
}

impl Entry {
    /// Whether it asked for an operation.
    pub fn is(&self, operation: Operation) -> bool {
        operation.is(&self.method, &self.path, self.operation.as_deref())
    }
}

/// The predicate did not hold in time.
#[derive(Debug)]
pub struct TimedOut {
    /// The log at the end.
    pub log: Vec<Entry>,
}

impl fmt::Display for TimedOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "The requests awaited did not come in time. The log:")?;
        for Entry { number, method, path, operation, status, outcome, .. } in &self.log {
            let operation = operation.as_deref().unwrap_or_default();
            writeln!(f, "{number} {method} {path} {operation} {status:?} {outcome}")?;
        }
        Ok(())
    }
}

impl std::error::Error for TimedOut {}

/// The newest requests, the oldest first.
#[derive(Debug, Default)]
pub(crate) struct Log {
    held: Mutex<Held>,
    /// Tells of each change.
    changes: watch::Sender<()>,
}

#[derive(Debug, Default)]
struct Held {
    entries: VecDeque<Entry>,
    /// How many requests have arrived ever.
    arrived: u64,
}

impl Log {
    /// Writes down a request that has arrived and answers its number.
    pub(crate) fn arrive(&self, parts: &Parts, body: &[u8], asked: Option<&Asked>) -> u64 {
        let mut held = self.lock();
        held.arrived += 1;
        let number = held.arrived;
        if held.entries.len() == CAPACITY {
            held.entries.pop_front();
        }
        held.entries.push_back(Entry {
            number,
            arrived: milliseconds(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()),
            method: parts.method.to_string(),
            path: parts.uri.path().to_owned(),
            query: redaction::query(parts.uri.path(), parts.uri.query().unwrap_or_default()),
            headers: headers(parts),
            body: redaction::body(parts.uri.path(), body),
            operation: asked.map(|asked| asked.field.clone()),
            status: None,
            outcome: "waiting".to_owned(),
            took: None,
            file: false,
            abandoned: false,
            server_key: openint::is_openint(parts.uri.path())
                && openint::has_server_key(&parts.headers),
        });
        drop(held);
        self.changes.send_replace(());
        number
    }

    /// Changes an entry, if it was written down and is still held, and tells those who wait.
    pub(crate) fn update(&self, number: Option<u64>, change: impl FnOnce(&mut Entry)) {
        let Some(number) = number else { return };
        if let Some(entry) = self.lock().entries.iter_mut().find(|entry| entry.number == number) {
            change(entry);
        }
        self.changes.send_replace(());
    }

    pub(crate) fn entries(&self) -> Vec<Entry> {
        self.lock().entries.iter().cloned().collect()
    }

    /// The newest so many requests that no file answered, the oldest first.
    pub(crate) fn newest(&self, count: usize) -> Vec<Entry> {
        let held = self.lock();
        let mut newest: Vec<_> =
            held.entries.iter().rev().filter(|entry| !entry.file).take(count).cloned().collect();
        newest.reverse();
        newest
    }

    pub(crate) async fn wait_for(
        &self,
        mut predicate: impl FnMut(&[Entry]) -> bool,
        timeout: Duration,
    ) -> Result<Vec<Entry>, TimedOut> {
        let mut changes = self.changes.subscribe();
        let wait = async {
            loop {
                let log = self.entries();
                if predicate(&log) {
                    return log;
                }
                if changes.changed().await.is_err() {
                    std::future::pending::<()>().await;
                }
            }
        };
        tokio::time::timeout(timeout, wait).await.map_err(|_| TimedOut { log: self.entries() })
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A time as the log has it.
pub(crate) fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

fn headers(parts: &Parts) -> BTreeMap<String, String> {
    let mut headers = BTreeMap::<String, String>::new();
    for (name, value) in &parts.headers {
        let value = String::from_utf8_lossy(value.as_bytes());
        let value = if name == "authorization" {
            // Without a scheme, all of it could be a secret.
            let scheme = value.split_once(' ').map_or("", |(scheme, _)| scheme);
            format!("{scheme} …").trim_start().to_owned().into()
        } else {
            value
        };
        headers
            .entry(name.to_string())
            .and_modify(|held| {
                held.push_str(", ");
                held.push_str(&value);
            })
            .or_insert_with(|| value.clone().into_owned());
    }
    headers
}
