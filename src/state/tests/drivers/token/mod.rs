//! The way to an access token.

mod host;
mod later;
mod way;

use std::rc::Rc;

use wizard_core::{TokenEnd, TokenPhase};

use crate::fake::{BASE_URL, Browser, CLIENT_ID, Starter, URL, Wizard, key};

/// A wizard with what a token needs typed, and nothing of it saved yet.
fn filled_in(browser: &Rc<Browser>, starter: &Rc<Starter>) -> Wizard {
    let wizard = browser.wizard("a", &key("1"), starter);
    wizard.session.open();
    browser.settle();
    wizard.types(BASE_URL, "https://api.example/");
    wizard.types(CLIENT_ID, "A");
    wizard.session.secret().set("s3cret".to_owned());
    wizard
}

/// A wizard that waits for the provider's answer.
fn waiting(browser: &Rc<Browser>, starter: &Rc<Starter>) -> Wizard {
    let wizard = filled_in(browser, starter);
    wizard.session.token().authorize();
    browser.settle();
    starter.gives(URL);
    browser.settle();
    assert!(matches!(wizard.session.token().view().phase, TokenPhase::Waiting(_)));
    wizard
}

fn end(wizard: &Wizard) -> Option<TokenEnd> {
    wizard.session.token().view().end
}
