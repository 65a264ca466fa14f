//! Progress `DataDirect` Hybrid Data Pipeline (HDP), so far as an import of OAuth applications asks it.
//!
//! # What is asked and answered
//!
//! `GET /hdp/api/mgmt/oauthapps` lists the applications, without client IDs and secrets and with
//! numbers for ids. `tenantId` and `tenantName` narrow it down. `GET /hdp/api/mgmt/oauthapps/{id}`
//! gives one whole, its id a text. An administrator may add `user`, a login, to either and sees what
//! that user sees. All of it takes Basic authentication, with one of these logins:
//!
//! | login | password | sees |
//! | --- | --- | --- |
//! | `hdp-admin` | `hdp-admin-password` | everything: Administrator (12) |
//! | `hdp-tenant` | `tenant: pässword` | tenant 303: `MgmtAPI` (11) and `OAuth` (28) there |
//! | `hdp-plain` | `hdp-plain-password` | nothing: 403 |
//!
//! | application | what it is for |
//! | --- | --- |
//! | 17 | the document's own sample, to the byte: no comma after `clientSecret` |
//! | 18 | nothing is wrong with it: Salesforce |
//! | 19 | Google `BigQuery`, with scopes that are addresses, an old token address and no secret |
//! | 20 | Autonomous REST Connector, an address with a query and no scope at all |
//! | 21 | a data store that the document does not name |
//! | 22 | hostile and long texts, and addresses that nobody may be sent to |
//! | 23 | `clientId` stands there twice |
//! | 9007199254740993 | its id is none for a 64-bit float |
//!
//! A list that holds nothing but application 17 is damaged like the list in the documents, which has no
//! comma after `description`; all others are whole.
//!
//! # How it says no
//!
//! The documents have one form of an error, and show its `code` as a text here and as a number there.
//! So it is: a text where there is no such application (404, 222207711), a number with all others.
//! Those numbers are made up, since the documents give none for a 401 or a 403.
//!
//! # The lockout
//!
//! After five wrong passwords in a row a login is locked: 401 also for the right one, in the same
//! words, until `PUT /switches` or [`Hdp::unlock`] lets it in again, or a restart. The real number is
//! what an administrator has set.
//!
//! # Pages of other origins
//!
//! CORS is off at first, as after an installation: no header, and a preflight is not answered. With
//! trusted origins (`--hdp-trusted-origin`, `PUT /switches`, [`Hdp::trust`]) it is the documents'
//! behaviour 2, a whitelist.

mod accounts;
mod api;
mod applications;
mod problem;
mod trust;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::sandbox::Site;
use accounts::Accounts;
pub use accounts::{ADMINISTRATOR, LOCKOUT_LIMIT, Login, PLAIN, TENANT_USER};
pub use applications::{
    DOCUMENTED, DOCUMENTED_ID, HOSTILE_ID, LARGE_ID, NO_SECRET_ID, QUERY_ID, SALESFORCE_ID,
    TWICE_ID, UNKNOWN_STORE_ID,
};
pub(crate) use problem::Problem;
use trust::Trust;

/// Where it is.
pub(crate) const ROOT: &str = "/hdp";
const APPLICATIONS: &str = "/hdp/api/mgmt/oauthapps";

/// What an administrator of HDP would set.
#[derive(Debug, Default)]
pub struct Hdp {
    accounts: Accounts,
    trust: Trust,
}

impl Hdp {
    pub(crate) fn new(trusted_origins: Vec<String>) -> Self {
        let hdp = Self::default();
        hdp.trust.set(trusted_origins);
        hdp
    }

    /// Replaces the origins whose pages may read its answers, such as `https://host.example` or
    /// `*.host.example`; without any, CORS is off.
    pub fn trust(&self, origins: &[&str]) {
        self.trust.set(origins.iter().map(|&origin| origin.to_owned()).collect());
    }

    /// The origins that are trusted.
    pub fn trusted(&self) -> Vec<String> {
        self.trust.list()
    }

    /// Unlocks all logins.
    pub fn unlock(&self) {
        self.accounts.unlock();
    }

    /// The logins that are locked.
    pub fn locked(&self) -> Vec<&'static str> {
        self.accounts.locked()
    }

    /// Whether a page of an origin may read its answers.
    pub(crate) fn trusts(&self, origin: &str) -> bool {
        self.trust.holds(origin)
    }
}

/// Whether a path is HDP's.
pub(crate) fn is_hdp(path: &str) -> bool {
    path.strip_prefix(ROOT).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Its addresses.
pub(crate) fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route(APPLICATIONS, get(api::list).options(api::preflight))
        .route("/hdp/api/mgmt/oauthapps/{id}", get(api::one).options(api::preflight))
        .route(ROOT, get(api::unknown))
        .route("/hdp/{*rest}", get(api::unknown))
}
