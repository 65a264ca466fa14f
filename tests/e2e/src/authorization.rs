//! Generating a token as a person does: the button, the provider's window, the answer there.

use fantoccini::Locator;
use sandbox::{Operation, sample::DemoConnection};
use serde_json::{Value, json};

use crate::{Browser, Page, Tab, World, page::PATIENCE};

/// From now on each page notes what it says of a token, in `toldOfToken`.
const NOTE: &str = "window.toldOfToken = [];
    document.addEventListener('wizard-token', (event) => toldOfToken.push(event.detail));";

impl World {
    /// Opens a connection's step for the token with the client secret typed, so that a press of
    /// "Generate token" is next. The page notes what it says of a token.
    pub async fn open_ready(&self, connection: &DemoConnection, secret: &str) -> Page<'_> {
        self.browser.before_each_page(NOTE).await;
        let page = self.open(connection, "authorize").await;
        page.enter_secret(secret).await;
        page
    }

    /// How many attempts have begun.
    pub fn starts(&self) -> usize {
        self.sandbox.log().iter().filter(|entry| entry.is(Operation::Start)).count()
    }

    /// Waits until a request of that kind was answered.
    pub async fn until_answered(&self, operation: Operation) {
        let answered = |log: &[sandbox::Entry]| {
            log.iter().any(|entry| entry.is(operation) && entry.status.is_some())
        };
        self.sandbox.wait_for(answered, PATIENCE).await.expect("it is asked for and answered");
    }

    /// What the platform's record says of a token.
    pub fn is_token_generated(&self, connection: &DemoConnection) -> Option<bool> {
        let record = self.sandbox.records().get(&connection.key()).expect("memory can be read");
        record.and_then(|record| record.is_token_generated)
    }
}

impl Page<'_> {
    /// Follows the step's own way to the client secret, types it and comes back.
    pub async fn enter_secret(&self, secret: &str) {
        self.press("Enter the client secret").await;
        self.until_focus("Client secret").await;
        self.type_into("Client secret", secret).await;
        self.press("Access token").await;
        self.until("!find('button', 'Enter the client secret')", vec![]).await;
    }

    /// Presses a button that opens a window, and gives the window.
    pub async fn press_for_window(&self, name: &str) -> Tab {
        let known = self.browser().tabs().await;
        self.press(name).await;
        self.browser().until_opened(&known).await
    }

    /// Presses the button, and waits for the provider's window and for what the page says of it.
    pub async fn generate(&self) -> Tab {
        let known = self.browser().tabs().await;
        self.press("Generate token").await;
        self.until_shown("Waiting for you to answer in the provider’s window.").await;
        self.browser().until_opened(&known).await
    }

    /// Waits for a value of the element's `token-state`.
    pub async fn until_token(&self, state: &str) {
        self.until("wizard()?.getAttribute('token-state') === args[0]", vec![json!(state)]).await;
    }

    /// What the page has said of a token since it was loaded: the states, each with its error.
    pub async fn told_of_token(&self) -> Vec<(String, Value)> {
        let told = self.eval("toldOfToken.map(({ state, error }) => [state, error])", vec![]).await;
        serde_json::from_value(told).expect("they are pairs of a state and an error")
    }
}

impl Browser {
    /// Answers in the provider's window with the button of that name, and is back in the current
    /// tab. The wizard closes the window as soon as it knows, which may be before this is done.
    pub async fn answer(&self, window: &Tab, button: &str) {
        let current = self.tab().await;
        self.switch_to(window).await;
        let button = format!("//button[.='{button}']");
        let press = async {
            // Until the provider's page has come there is none.
            while let Err(error) = self.try_press(&button).await {
                if error.is_no_such_window() {
                    break;
                }
            }
        };
        let pressed = tokio::time::timeout(PATIENCE, press).await.is_ok();
        assert!(pressed, "the window shows: {:?}", self.client().source().await);
        self.switch_to(&current).await;
    }

    async fn try_press(&self, xpath: &str) -> Result<(), fantoccini::error::CmdError> {
        self.client().find(Locator::XPath(xpath)).await?.click().await
    }

    /// Waits until a window shows a text, and is back in the current tab.
    pub async fn until_window_shows(&self, window: &Tab, text: &str) {
        let look = async || {
            let look = async {
                while !self.client().source().await.is_ok_and(|source| source.contains(text)) {}
            };
            let shown = tokio::time::timeout(PATIENCE, look).await.is_ok();
            assert!(shown, "the window shows: {:?}", self.client().source().await);
        };
        self.in_tab(window, look).await;
    }
}
