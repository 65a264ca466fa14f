//! One connection: what it shows, and how it changes.

use serde_json::{Value, json};

use crate::clock::rfc_3339;

/// All secrets in a sample's settings begin so.
pub(super) const SECRET: &str = "openint-secret";
/// How long a refreshed token is good for, in seconds.
const TOKEN_LIFETIME: u64 = 3_600;

/// How times are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Times {
    Iso,
    Postgres,
}

impl Times {
    /// A time in seconds since 1970.
    pub(super) fn write(self, time: u64) -> String {
        let text = rfc_3339(time);
        match self {
            Self::Iso => text.replace('Z', ".000Z"),
            Self::Postgres => text.replace('T', " ").replace('Z', ".123456+00"),
        }
    }
}

/// What a check does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Check {
    /// Refreshes the tokens, as OAuth connectors do, and all is well.
    Refreshes,
    /// Breaks.
    Breaks,
    /// Is not there for this connector.
    Missing,
    /// Whatever is asked about this connection fails.
    Fails,
}

/// One connection as the service holds it.
#[derive(Debug)]
pub(super) struct Connection {
    pub(super) id: &'static str,
    /// All but the settings and the connector.
    pub(super) record: Value,
    /// What `expand=connector` adds.
    pub(super) connector: Value,
    pub(super) times: Times,
    pub(super) check: Check,
    /// The scopes of its token.
    pub(super) scope: &'static str,
    /// When its token expires, in seconds since 1970.
    pub(super) expires: u64,
    /// How often its tokens have been refreshed.
    pub(super) refreshed: u32,
}

impl Connection {
    /// What a `GET` answers.
    pub(super) fn shown(&self, secrets: bool, connector: bool) -> Value {
        let mut shown = self.record.clone();
        if secrets {
            shown["settings"] = self.settings();
        }
        if connector {
            shown["connector"] = self.connector.clone();
        }
        shown
    }

    /// Checks it, and answers what a check answers.
    pub(super) fn checked(&mut self, now: u64) -> Value {
        if self.check == Check::Missing {
            return json!({ "id": self.id, "status": "healthy", "status_message": null });
        }
        if self.record["status"] == "disconnected" {
            return self.brief();
        }
        if self.check == Check::Breaks {
            let mut before = self.brief();
            if before["status"].is_null() {
                before["status"] = "error".into();
            }
            self.set_status("error", Some("Unable to check connection"), now);
            return before;
        }
        self.refresh(now);
        self.set_status("healthy", None, now);
        self.brief()
    }

    /// Gets new tokens, which make the old ones invalid.
    pub(super) fn refresh(&mut self, now: u64) {
        if self.check == Check::Missing {
            return;
        }
        self.refreshed += 1;
        self.expires = now + TOKEN_LIFETIME;
        self.record["updated_at"] = self.times.write(now).into();
    }

    pub(super) fn set_status(&mut self, status: &str, message: Option<&str>, now: u64) {
        self.record["status"] = status.into();
        self.record["status_message"] = message.into();
        self.record["updated_at"] = self.times.write(now).into();
    }

    fn brief(&self) -> Value {
        let member = |name| self.record.get(name).cloned().unwrap_or_default();
        let (status, message) = (member("status"), member("status_message"));
        json!({ "id": self.id, "status": status, "status_message": message })
    }

    /// The settings, with what no browser may ever see.
    fn settings(&self) -> Value {
        if self.check == Check::Missing {
            return json!({ "apiKey": format!("{SECRET}-key") });
        }
        let token = format!("{SECRET}-access-{}", self.refreshed);
        json!({
            "oauth": {
                "credentials": {
                    "access_token": token,
                    "client_id": "openint-client",
                    "scope": self.scope,
                    "refresh_token": format!("{SECRET}-refresh-{}", self.refreshed),
                    "expires_in": TOKEN_LIFETIME,
                    "expires_at": self.times.write(self.expires),
                    "token_type": "bearer",
                    "raw": { "access_token": token },
                },
                "metadata": {},
            },
            "access_token": token,
        })
    }
}
