//! OAuth applications of Progress Hybrid Data Pipeline, from its own server or from the host page.

use wasm_bindgen::JsValue;
use wizard_core::hdp;
use wizard_web::http::{self, Method};

use super::{ApiError, json_of, segment};
use crate::host::{Address, Host};

/// The host page's function: without an argument it gives the applications, with an id that one.
const FUNCTION: &str = "getHdpApplications";

/// The source of applications.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Nobody: the person brings the application.
    Nobody,
    /// The host page.
    Host,
    /// The server at that address.
    Server(String),
    /// The server at an address where a password is not safe.
    Unsafe(String),
}

/// The login with which a server is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Login {
    /// The login id.
    pub id: String,
    /// Its password.
    pub password: String,
    /// The user on whose behalf an administrator asks; empty for none.
    pub user: String,
}

/// The source that the host page names.
pub fn source(host: &Host) -> Source {
    if host.has(FUNCTION) {
        return Source::Host;
    }
    match host.address("hdpUrl") {
        Address::None => Source::Nobody,
        Address::Of(url) => Source::Server(url),
        Address::Unsafe(url) => Source::Unsafe(url),
    }
}

/// The applications, or the one of an id, as text. It is asked once: each refused login counts towards a
/// locked account.
///
/// # Errors
///
/// The reason why there is none.
pub async fn get(
    host: &Host,
    source: &Source,
    login: &Login,
    id: Option<&str>,
) -> Result<String, ApiError> {
    match source {
        Source::Nobody | Source::Unsafe(_) => Err(ApiError::Unreachable),
        Source::Host => {
            let argument = id.map_or(JsValue::UNDEFINED, JsValue::from);
            let answer = host.call(FUNCTION, &argument).await.map_err(ApiError::Host)?;
            json_of(&answer).ok_or(ApiError::NotReadable)
        }
        Source::Server(url) => {
            let one = id.map(|id| format!("/{}", segment(id))).unwrap_or_default();
            let on_behalf = match login.user.as_str() {
                "" => String::new(),
                user => format!("?user={}", segment(user)),
            };
            let address = format!("{url}/api/mgmt/oauthapps{one}{on_behalf}");
            let authorization = format!("Basic {}", credentials(login));
            let headers = [("Accept", "application/json"), ("Authorization", &authorization)];
            let reply = http::ask_elsewhere(Method::GET, &address, &headers, None).await?;
            if reply.status == 200 {
                Ok(reply.body)
            } else {
                Err(ApiError::Refused(reply.status, hdp::error_message(&reply.body)))
            }
        }
    }
}

/// User id and password as the header has them, in UTF-8 (RFC 7617, section 2).
fn credentials(login: &Login) -> String {
    let bytes = format!("{}:{}", login.id, login.password).into_bytes();
    let latin: String = bytes.into_iter().map(char::from).collect();
    // Only a text with other characters than these is refused.
    web_sys::window().and_then(|window| window.btoa(&latin).ok()).unwrap_or_default()
}
