//! A page as a person has it: by labels, names and what is to be seen.

use std::time::{Duration, Instant};

use fantoccini::{
    actions::{InputSource, KeyAction, KeyActions},
    elements::Element,
    error::{CmdError, ErrorStatus, WebDriver},
};
use serde_json::{Value, json};

use crate::Browser;

/// How long something may take to show. Far more than it does take, so that a slow machine fails
/// no test.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// What every script can say: everything in the page and its shadow trees, what of it is to be
/// seen, and what it is called.
const WORDS: &str = r#"
    const all = (root) =>
        [...root.querySelectorAll("*")].flatMap((e) => e.shadowRoot ? [e, ...all(e.shadowRoot)] : [e]);
    const seen = (e) => e.checkVisibility({ visibilityProperty: true });
    const called = (e) =>
        (e.labels?.length ? e.labels[0].textContent : e.getAttribute("aria-label") ?? e.textContent).trim();
    const find = (selector, name) =>
        all(document).find((e) => e.matches(selector) && seen(e) && called(e) === name);
    const shows = (text) =>
        all(document).some((e) => seen(e)
            && [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.includes(text)));
    const focused = (e = document.activeElement) =>
        e.shadowRoot?.activeElement ? focused(e.shadowRoot.activeElement) : e;
    const wizard = () => document.querySelector("spaces-oauth-wizard");
"#;

/// An open page.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    browser: &'a Browser,
}

impl<'a> Page<'a> {
    pub(crate) const fn new(browser: &'a Browser) -> Self {
        Self { browser }
    }

    pub(crate) const fn browser(self) -> &'a Browser {
        self.browser
    }

    /// Evaluates an expression in the words of this file.
    pub async fn eval(&self, expression: &str, args: Vec<Value>) -> Value {
        let script = format!("{WORDS} const args = arguments; return ({expression});");
        self.browser.script(&script, args).await
    }

    /// Waits until an expression holds.
    pub async fn until(&self, expression: &str, args: Vec<Value>) {
        let script = format!(
            r"{WORDS}
            const args = [...arguments], done = args.pop();
            const end = performance.now() + {};
            const look = () => {{
                if ({expression}) done(true);
                else if (performance.now() > end) done(false);
                else setTimeout(look, 10);
            }};
            look();",
            PATIENCE.as_millis()
        );
        let end = Instant::now() + PATIENCE;
        let held = loop {
            let held = self.browser.client().execute_async(&script, args.clone()).await;
            // Of a page that is left while it is looked at, Chromium's driver may say at once that
            // the script took too long. Its true limit is beyond this wait.
            if !held.as_ref().is_err_and(is_script_timeout) || Instant::now() >= end {
                break held;
            }
        };
        if !matches!(held, Ok(Value::Bool(true))) {
            let text = self
                .eval(
                    "all(document).filter(seen).map((e) => e.innerText ?? '').join('\\n')",
                    vec![],
                )
                .await;
            let place = self.eval("[location.href, document.visibilityState]", vec![]).await;
            let console = self.browser.console().await;
            panic!(
                "never came true: {expression} {args:?} ({held:?}) at {place}\n{text}\n{console:#?}"
            );
        }
    }

    /// Waits until a text is to be seen.
    pub async fn until_shown(&self, text: &str) {
        self.until("shows(args[0])", vec![json!(text)]).await;
    }

    /// Waits until a text is not to be seen.
    pub async fn until_gone(&self, text: &str) {
        self.until("!shows(args[0])", vec![json!(text)]).await;
    }

    /// Waits for a value of the element's `save-state`.
    pub async fn until_state(&self, state: &str) {
        self.until("wizard()?.getAttribute('save-state') === args[0]", vec![json!(state)]).await;
    }

    /// Waits for any other value of the element's `save-state`.
    pub async fn until_not_state(&self, state: &str) {
        self.until("wizard()?.getAttribute('save-state') !== args[0]", vec![json!(state)]).await;
    }

    /// Waits for the value of a control.
    pub async fn until_value(&self, label: &str, value: &str) {
        self.until(
            "find('input, textarea', args[0])?.value === args[1]",
            vec![json!(label), json!(value)],
        )
        .await;
    }

    /// The value of a control, as soon as there is one.
    pub async fn value(&self, label: &str) -> String {
        self.until("!!find('input, textarea', args[0])", vec![json!(label)]).await;
        let value = self.eval("find('input, textarea', args[0])?.value", vec![json!(label)]).await;
        value.as_str().unwrap_or_else(|| panic!("there is no control {label}")).to_owned()
    }

    /// The control of that label.
    pub async fn control(&self, label: &str) -> Element {
        self.element("find('input, textarea', args[0])", label).await
    }

    /// Types into a control, at the end of what it holds.
    pub async fn type_into(&self, label: &str, text: &str) {
        let control = self.control(label).await;
        control.send_keys(text).await.expect("the control takes keys");
    }

    /// Selects all that a control holds and types over it.
    pub async fn type_over(&self, label: &str, text: &str) {
        // Ctrl down, a, Ctrl up: no driver takes the key that lifts all others for the same.
        self.type_into(label, &format!("\u{e009}a\u{e009}{text}")).await;
    }

    /// Presses a button or follows a link of that name, as soon as there is one.
    pub async fn press(&self, name: &str) {
        let found = "find('button, a, summary', args[0])";
        self.until(found, vec![json!(name)]).await;
        let press = async || self.element(found, name).await.click().await;
        let press = async {
            loop {
                let pressed = press().await;
                // Drawn anew in between, it is found anew.
                if !pressed
                    .as_ref()
                    .is_err_and(|error| is_covered(error) || error.is_stale_element_reference())
                {
                    break pressed;
                }
            }
        };
        let pressed = tokio::time::timeout(PATIENCE, press).await;
        pressed.expect("nothing lies over it").expect("it can be pressed");
    }

    /// Puts a text into the control that has the focus, as an input method does: at once, and
    /// whatever it holds.
    pub async fn insert(&self, text: &str) {
        self.browser.devtools("Input.insertText", json!({ "text": text })).await;
    }

    /// What has the focus, by its name.
    pub async fn focus(&self) -> String {
        let name = self.eval("called(focused())", vec![]).await;
        name.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until something of that name has the focus.
    pub async fn until_focus(&self, name: &str) {
        self.until("called(focused()) === args[0]", vec![json!(name)]).await;
    }

    /// Presses a key wherever the focus is.
    pub async fn key(&self, key: char) {
        let keys = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key });
        self.browser.client().perform_actions(keys).await.expect("the browser takes keys");
    }

    async fn element(&self, expression: &str, name: &str) -> Element {
        // Away from the edges of the window, where something else may lie over it.
        let scrolled =
            format!("(({expression})?.scrollIntoView({{ block: 'center' }}), {expression})");
        let found = self.eval(&scrolled, vec![json!(name)]).await;
        let id = found.as_object().and_then(|reference| reference.values().next()?.as_str());
        let id = id.unwrap_or_else(|| panic!("there is no {name} on the page")).to_owned();
        Element::from_element_id(self.browser.client().clone(), id.into())
    }
}

fn is_script_timeout(error: &CmdError) -> bool {
    matches!(error, CmdError::Standard(WebDriver { error: ErrorStatus::ScriptTimeout, .. }))
}

/// Whether something lies over a control. A page that was loaded anew is scrolled to where it was,
/// under the pointer as well.
fn is_covered(error: &CmdError) -> bool {
    matches!(
        error,
        CmdError::Standard(WebDriver { error: ErrorStatus::ElementClickIntercepted, .. })
    )
}
