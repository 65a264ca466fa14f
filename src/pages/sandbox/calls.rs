//! The requests to the sandbox's own switchboard and log.

use gloo_net::http::{Request, Response};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// The number of requests that the log shows.
const NEWEST: usize = 50;

const NO_ANSWER: &str = "The sandbox does not answer.";

/// One thing that goes wrong, as the switchboard has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Fault {
    /// Its name.
    #[serde(rename = "fault")]
    pub(super) kind: String,
    /// Which requests meet it; without one, loading and saving, or the provider's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) operation: Option<String>,
    /// The number of requests that still meet it; without a number, all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) times: Option<u32>,
    /// The length of a delay, in milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) milliseconds: Option<u64>,
    /// The time that a client is asked to wait, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) retry_after: Option<u64>,
}

/// A request that arrived at the sandbox.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(super) struct Entry {
    /// Its place in the order of arrival.
    pub(super) number: u64,
    /// In milliseconds since 1970.
    pub(super) arrived: u64,
    pub(super) method: String,
    pub(super) path: String,
    /// The GraphQL field that it asked for.
    pub(super) operation: Option<String>,
    pub(super) body: String,
    pub(super) status: Option<u16>,
    /// `waiting`, `answered`, or the faults met, as in `fault: hold, drop`.
    pub(super) outcome: String,
    /// In milliseconds; none while it waits.
    pub(super) took: Option<u64>,
    /// `true` if the client left before the answer.
    pub(super) abandoned: bool,
}

/// The faults that are set.
pub(super) async fn faults() -> Result<Vec<Fault>, String> {
    read(Request::get("/faults").send().await).await
}

/// Adds a fault to those that are set and answers them all.
pub(super) async fn add(fault: &Fault) -> Result<Vec<Fault>, String> {
    let request = Request::patch("/faults").json(&[fault]).map_err(|error| error.to_string())?;
    read(request.send().await).await
}

/// Clears all faults, and lets go of the requests that are held.
pub(super) async fn clear() -> Result<(), String> {
    checked(Request::delete("/faults").send().await).await.map(drop)
}

/// The newest requests, the oldest first.
pub(super) async fn log() -> Result<Vec<Entry>, String> {
    read(Request::get(&format!("/log?newest={NEWEST}")).send().await).await
}

async fn read<T: DeserializeOwned>(sent: Sent) -> Result<T, String> {
    checked(sent).await?.json().await.map_err(|_| NO_ANSWER.to_owned())
}

type Sent = Result<Response, gloo_net::Error>;

/// An answer that is a good one, or what went wrong: where the sandbox refuses, it says why in a
/// sentence.
async fn checked(sent: Sent) -> Result<Response, String> {
    match sent {
        Ok(answer) if answer.ok() => Ok(answer),
        Ok(answer) if answer.status() == 400 => {
            Err(answer.text().await.unwrap_or_else(|_| NO_ANSWER.to_owned()))
        }
        _ => Err(NO_ANSWER.to_owned()),
    }
}
