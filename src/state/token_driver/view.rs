use wizard_core::{TokenEnd, TokenPhase, TokenStatus, Waiting};

use reactive_graph::traits::Track;

use super::TokenDriver;

/// The state of the way to a token, as a person can see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizationView {
    /// The state of the access token.
    pub token: TokenStatus,
    /// The phase that it is in.
    pub phase: TokenPhase,
    /// The end that it came to the last time.
    pub end: Option<TokenEnd>,
    /// `true` if this page can start it.
    pub can_start: bool,
    /// The provider's window, as far as this page knows.
    pub window: ProviderWindow,
    /// `true` if the provider may be showing an error of which nobody else hears.
    pub is_in_doubt: bool,
    /// The redirect URI to register, or the attribute that is missing for it.
    pub redirect_uri: Result<String, &'static str>,
    /// `true` if the host page encrypts the client secret.
    pub encrypts: bool,
}

/// The provider's window, as far as a page can know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProviderWindow {
    /// It can be shown.
    Shown,
    /// It was closed, or the provider has isolated it, or it is one of a page before this one.
    Gone,
    /// The browser has let none open.
    Blocked,
}

impl AuthorizationView {
    /// Returns `true` while a token is being generated, with the settings as they are.
    pub fn is_under_way(&self) -> bool {
        self.phase != TokenPhase::Idle
    }
}

impl TokenDriver {
    /// The state that can be seen now, and again whenever it changes.
    pub fn view(&self) -> AuthorizationView {
        self.changed.track();
        let (machine, config, popup) =
            (self.machine.borrow(), self.config.borrow(), self.popup.borrow());
        let now = self.io.now().ms;
        let waiting = match machine.phase() {
            TokenPhase::Waiting(waiting) => Some(waiting),
            _ => None,
        };
        let was_polled = waiting.map_or(0, Waiting::answers) > 0;
        AuthorizationView {
            token: self.save.with_options(TokenStatus::of),
            phase: machine.phase().clone(),
            end: machine.end().cloned(),
            can_start: config.starter.can_start(),
            window: match &*popup {
                // A window that seems closed changes words only, and after a look at the server.
                Some(popup) if !(was_polled && popup.seems_closed()) => ProviderWindow::Shown,
                None if self.was_blocked.get() => ProviderWindow::Blocked,
                _ => ProviderWindow::Gone,
            },
            is_in_doubt: waiting.is_some_and(|waiting| waiting.is_in_doubt(now)),
            redirect_uri: config.redirect_uri.clone(),
            encrypts: config.encrypt.is_some(),
        }
    }
}
