//! Who was asked for consent, and the codes that came of it.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::clock::Clock;
use crate::random;

/// How long the page waits for an answer, in seconds.
const PAGE_LIFETIME: u64 = 15 * 60;
/// How long a code is good, in seconds; ten minutes at most, says RFC 6749, section 4.1.2.
const CODE_LIFETIME: u64 = 60;

/// An authorization request (RFC 6749, section 4.1.1).
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) client_id: String,
    pub(super) redirect_uri: String,
    pub(super) state: Option<String>,
    pub(super) scope: Option<String>,
    /// The challenge (RFC 7636, section 4.3).
    pub(super) challenge: String,
}

/// What the provider remembers.
pub(crate) struct Consents {
    issuer: String,
    clock: Clock,
    held: Mutex<Held>,
}

struct Held {
    /// Without one, any is right.
    secret: Option<String>,
    redirect_uris: Vec<String>,
    pages: Tickets,
    codes: Tickets,
}

/// Requests by a text that nobody can guess and that is good once, with the time when they expire.
type Tickets = HashMap<String, (Asked, u64)>;

impl Consents {
    /// Nothing yet, for the provider with an issuer identifier (RFC 9207, section 2).
    pub(crate) fn new(issuer: String, redirect_uri: &str, clock: Clock) -> Self {
        let held = Held {
            secret: None,
            redirect_uris: vec![redirect_uri.to_owned()],
            pages: Tickets::new(),
            codes: Tickets::new(),
        };
        Self { issuer, clock, held: Mutex::new(held) }
    }

    pub(super) fn issuer(&self) -> &str {
        &self.issuer
    }

    pub(super) fn set_secret(&self, secret: &str) {
        self.lock().secret = Some(secret.to_owned());
    }

    pub(super) fn set_redirect_uris(&self, uris: &[&str]) {
        self.lock().redirect_uris = uris.iter().map(ToString::to_string).collect();
    }

    pub(super) fn is_right(&self, secret: &str) -> bool {
        match &self.lock().secret {
            Some(right) => right == secret,
            None => !secret.is_empty(),
        }
    }

    /// Whether a redirect URI is registered, to the letter (RFC 9700, section 4.1.3).
    pub(super) fn is_registered(&self, uri: &str) -> bool {
        self.lock().redirect_uris.iter().any(|registered| registered == uri)
    }

    /// A ticket for the page that asks, so that only an answer given there counts.
    pub(super) fn ask(&self, asked: Asked) -> String {
        let expires = self.clock.now() + PAGE_LIFETIME;
        put(&mut self.lock().pages, asked, expires)
    }

    /// What the page with a ticket has asked.
    pub(super) fn answered(&self, ticket: &str) -> Option<Asked> {
        take(&mut self.lock().pages, ticket, self.clock.now())
    }

    /// A code for what a person has consented to.
    pub(super) fn code(&self, asked: Asked) -> String {
        let expires = self.clock.now() + CODE_LIFETIME;
        put(&mut self.lock().codes, asked, expires)
    }

    /// What a code was given for. It is used up, also where it does not lead to a token.
    pub(super) fn redeem(&self, code: &str) -> Option<Asked> {
        take(&mut self.lock().codes, code, self.clock.now())
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn put(tickets: &mut Tickets, asked: Asked, expires: u64) -> String {
    let ticket = random::text();
    tickets.insert(ticket.clone(), (asked, expires));
    ticket
}

fn take(tickets: &mut Tickets, ticket: &str, now: u64) -> Option<Asked> {
    tickets.retain(|_, (_, expires)| *expires > now);
    tickets.remove(ticket).map(|(asked, _)| asked)
}
