//! One file a system.
//!
//! - [`hdp`]: OAuth applications of Hybrid Data Pipeline.
//! - [`openint`]: connections of `OpenInt`.

pub mod hdp;
pub mod openint;

use crate::host::HostCallError;
use wizard_core::{Failure, FailureKind};

/// The reason why a system, or the host page in its place, gave no answer to use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// The host page's function did not give one.
    Host(HostCallError),
    /// The browser got none: none came, or the page may not read it.
    Unreachable,
    /// The browser says that it has no network.
    Offline,
    /// None came in time.
    TimedOut,
    /// It was refused with this status, and with these words if there were any.
    Refused(u16, Option<String>),
    /// It is nothing that can be read.
    NotReadable,
    /// The host page has named an address where what is secret is not safe.
    Unsafe,
    /// The host page gave a key for servers in place of a token.
    ServerKey,
    /// The host page gave no token.
    NoToken,
}

impl From<Failure> for ApiError {
    fn from(failure: Failure) -> Self {
        match failure.kind {
            FailureKind::Offline => Self::Offline,
            FailureKind::TimedOut => Self::TimedOut,
            _ => Self::Unreachable,
        }
    }
}

/// A JSON text; what a host page gives may be one already, or an object.
fn json_of(value: &wasm_bindgen::JsValue) -> Option<String> {
    value.as_string().or_else(|| js_sys::JSON::stringify(value).ok()?.as_string())
}

/// An id as one segment of an address.
fn segment(id: &str) -> String {
    js_sys::encode_uri_component(id).into()
}
