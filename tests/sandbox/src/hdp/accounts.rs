//! The logins of HDP, and how they are locked.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::http::HeaderMap;

use crate::session;

/// After so many wrong passwords in a row a login is locked.
pub const LOCKOUT_LIMIT: u32 = 5;

/// Somebody who can log in to HDP.
#[derive(Debug, PartialEq, Eq)]
pub struct Login {
    /// The login ID.
    pub name: &'static str,
    /// The password.
    pub password: &'static str,
    pub(super) may: May,
}

/// What somebody may see (the section "Authorization" of the documents).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum May {
    /// Administrator (12): any application.
    Everything,
    /// `MgmtAPI` (11) and `OAuth` (28) in a child tenant: the applications there.
    Tenant(u64),
    Nothing,
}

/// Sees every application.
pub const ADMINISTRATOR: Login =
    Login { name: "hdp-admin", password: "hdp-admin-password", may: May::Everything };

/// Sees the applications of one tenant. Its password has what goes wrong in Basic authentication: a
/// colon, a space and a letter that is not ASCII (RFC 7617, sections 2 and 2.1).
pub const TENANT_USER: Login =
    Login { name: "hdp-tenant", password: "tenant: pässword", may: May::Tenant(303) };

/// Has no permission.
pub const PLAIN: Login =
    Login { name: "hdp-plain", password: "hdp-plain-password", may: May::Nothing };

static LOGINS: [Login; 3] = [ADMINISTRATOR, TENANT_USER, PLAIN];

/// How often in a row each login was refused.
#[derive(Debug, Default)]
pub(super) struct Accounts(Mutex<BTreeMap<&'static str, u32>>);

impl Accounts {
    /// Who asks, if the password is right and the login is not locked. A request that names no login
    /// counts for none.
    pub(super) fn admit(&self, headers: &HeaderMap) -> Option<&'static Login> {
        let credentials = session::basic(headers)?;
        let (name, password) = credentials.split_once(':')?;
        let login = find(name)?;
        let mut refused = self.lock();
        let times = refused.entry(login.name).or_default();
        if *times >= LOCKOUT_LIMIT {
            return None;
        }
        if password == login.password {
            *times = 0;
            return Some(login);
        }
        *times += 1;
        None
    }

    pub(super) fn unlock(&self) {
        self.lock().clear();
    }

    pub(super) fn locked(&self) -> Vec<&'static str> {
        let refused = self.lock();
        let locked = refused.iter().filter(|(_, times)| **times >= LOCKOUT_LIMIT);
        locked.map(|(name, _)| *name).collect()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<&'static str, u32>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The login of a name.
pub(super) fn find(name: &str) -> Option<&'static Login> {
    LOGINS.iter().find(|login| login.name == name)
}
