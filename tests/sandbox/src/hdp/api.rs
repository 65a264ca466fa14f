//! What an import asks HDP.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::parameters::Parameters;
use crate::sandbox::Site;

use super::accounts::{self, May};
use super::applications::{self, Application};
use super::{Hdp, Problem};

/// Answers `GET /hdp/api/mgmt/oauthapps`.
pub(super) async fn list(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let query = read(query);
    let may = admit(&site.hdp, &headers, &query)?;
    let found: Vec<_> = applications::all()
        .into_iter()
        .filter(|application| {
            sees(may, application)
                && query.get("tenantId").is_none_or(|id| id == application.tenant.to_string())
                && query.get("tenantName").is_none_or(|name| name == application.tenant_name())
        })
        .collect();
    Ok(json(applications::list(&found)))
}

/// Answers `GET /hdp/api/mgmt/oauthapps/{id}`.
pub(super) async fn one(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let may = admit(&site.hdp, &headers, &read(query))?;
    let all = applications::all();
    let found = all.iter().find(|application| application.id.to_string() == id);
    let Some(application) = found else { return Err(Problem::unknown_application(&id)) };
    if sees(may, application) { Ok(json(application.whole())) } else { Err(Problem::forbidden()) }
}

/// Answers what a browser asks first; says no to a page that is not trusted as a server does that knows
/// nothing of CORS.
pub(super) async fn preflight(State(site): State<Arc<Site>>, headers: HeaderMap) -> StatusCode {
    let origin = headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    if origin.is_some_and(|origin| site.hdp.trusts(origin)) {
        StatusCode::NO_CONTENT
    } else {
        StatusCode::METHOD_NOT_ALLOWED
    }
}

/// Answers any other address.
pub(super) async fn unknown() -> Problem {
    Problem::unknown_address()
}

fn read(query: Option<String>) -> Parameters {
    Parameters::read(query.unwrap_or_default().as_bytes())
}

/// What whoever asks may see, or the user on whose behalf an administrator asks.
fn admit(hdp: &Hdp, headers: &HeaderMap, query: &Parameters) -> Result<May, Problem> {
    let login = hdp.accounts.admit(headers).ok_or_else(Problem::unauthorized)?;
    match (login.may, query.get("user")) {
        (May::Nothing, _) | (May::Tenant(_), Some(_)) => Err(Problem::forbidden()),
        (may, None) => Ok(may),
        (May::Everything, Some(name)) => {
            let user = accounts::find(name).ok_or_else(|| Problem::unknown_user(name))?;
            Ok(user.may)
        }
    }
}

fn sees(may: May, application: &Application) -> bool {
    match may {
        May::Everything => true,
        May::Tenant(tenant) => tenant == application.tenant,
        May::Nothing => false,
    }
}

/// A text that says it is JSON, whether it is or not.
fn json(text: String) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], text).into_response()
}
