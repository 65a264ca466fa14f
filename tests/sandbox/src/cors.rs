//! Cross-origin reading, for the two systems that a page may ask directly: HDP where it trusts the
//! page's origin, `OpenInt` always. Without these headers no foreign page reads anything here.

use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::response::Response;

use crate::sandbox::Site;
use crate::{hdp, openint};

/// Marks an answer that does not come from the system itself, and so knows nothing of its rules.
#[derive(Clone)]
pub(crate) struct FromProxy;

/// What a browser says about the page that asks.
pub(crate) struct Asker {
    path: String,
    origin: Option<HeaderValue>,
    is_preflight: bool,
    method: Option<HeaderValue>,
    headers: Option<HeaderValue>,
}

impl Asker {
    pub(crate) fn of(parts: &Parts) -> Self {
        let read = |name| parts.headers.get(name).cloned();
        Self {
            path: parts.uri.path().to_owned(),
            origin: read(header::ORIGIN),
            is_preflight: parts.method == Method::OPTIONS,
            method: read(header::ACCESS_CONTROL_REQUEST_METHOD),
            headers: read(header::ACCESS_CONTROL_REQUEST_HEADERS),
        }
    }

    /// Adds what lets the page read the answer, where the system does so.
    pub(crate) fn allow(&self, site: &Site, response: &mut Response) {
        if response.extensions().get::<FromProxy>().is_some() {
            return;
        }
        if openint::is_openint(&self.path) {
            self.allow_everybody(response.headers_mut());
        } else if hdp::is_hdp(&self.path) {
            let trusted = self
                .origin
                .as_ref()
                .filter(|origin| origin.to_str().is_ok_and(|origin| site.hdp.trusts(origin)));
            if let Some(origin) = trusted {
                self.allow_origin(origin, response.headers_mut());
            }
        }
    }

    /// As the defaults of the service's CORS plug-in do: whoever asks may, with whatever is asked for.
    fn allow_everybody(&self, headers: &mut HeaderMap) {
        if let Some(origin) = &self.origin {
            self.allow_origin(origin, headers);
            let (name, yes) = (header::ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
            headers.insert(name, HeaderValue::from_static(yes));
        } else {
            let (name, all) = (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
            headers.insert(name, HeaderValue::from_static(all));
        }
    }

    fn allow_origin(&self, origin: &HeaderValue, headers: &mut HeaderMap) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        headers.insert(header::VARY, HeaderValue::from_static("Origin"));
        if self.is_preflight {
            for (name, asked) in [
                (header::ACCESS_CONTROL_ALLOW_METHODS, &self.method),
                (header::ACCESS_CONTROL_ALLOW_HEADERS, &self.headers),
            ] {
                if let Some(asked) = asked {
                    headers.insert(name, asked.clone());
                }
            }
        }
    }
}
