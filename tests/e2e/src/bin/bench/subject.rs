//! A page to type into: the wizard, or a form that it is measured against.

use std::time::Duration;

use e2e::{World, sandbox::sample::CATALOG_GUID};
use fantoccini::elements::Element;
use serde_json::{Value, json};

/// The time that a page may take until it shows a control, or until all is saved: far more than with a
/// slow processor and a thousand rows.
const PATIENCE: Duration = Duration::from_secs(300);
const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// Gives the last control of a name, once it has a size.
const CONTROL: &str = r#"
    const inside = document.querySelector("spaces-oauth-wizard")?.shadowRoot ?? document;
    const last = [...inside.querySelectorAll(`[name="${arguments[0]}"]`)].at(-1);
    if (!last?.getBoundingClientRect().height) return null;
    last.scrollIntoView({ block: "center" });
    return last;
"#;

/// A page with a control that takes keys.
pub(crate) struct Subject {
    address: String,
    /// The wizard's step that has the control; a form has no steps.
    step: Option<&'static str>,
    control: &'static str,
}

impl Subject {
    /// A control of the wizard, in a host page of the site.
    pub(crate) fn wizard(site: &str, step: &'static str, control: &'static str) -> Self {
        let address = format!("{site}/typing.html?guid={CATALOG_GUID}");
        Self { address, step: Some(step), control }
    }

    /// A control of a form that saves nothing.
    pub(crate) fn form(address: String, control: &'static str) -> Self {
        Self { address, step: None, control }
    }

    /// Opens it in the current tab. The control then has the focus and one character, so that what
    /// it holds does not get longer from one time to the next.
    pub(crate) async fn open(&self, world: &World) {
        world.browser.go(&self.address).await;
        if let Some(step) = self.step {
            until_saved(world).await;
            let show =
                "document.querySelector('spaces-oauth-wizard').setAttribute('step', arguments[0])";
            world.browser.script(show, vec![json!(step)]).await;
        }
        let control = self.control(world).await;
        control.click().await.expect("it can be clicked");
        // Ctrl down, a, Ctrl up, and the character.
        control.send_keys("\u{e009}a\u{e009}-").await.expect("it takes keys");
        self.settle(world).await;
    }

    /// Waits until nothing is left to do.
    pub(crate) async fn settle(&self, world: &World) {
        if self.step.is_some() {
            until_saved(world).await;
        }
    }

    async fn control(&self, world: &World) -> Element {
        let find = async || {
            let found = world.browser.script(CONTROL, vec![json!(self.control)]).await;
            let id = found.as_object().and_then(|reference| reference.values().next()?.as_str());
            id.map(|id| {
                Element::from_element_id(world.browser.client().clone(), id.to_owned().into())
            })
        };
        let look = async {
            loop {
                if let Some(control) = find().await {
                    return control;
                }
                tokio::time::sleep(LOOK_AGAIN).await;
            }
        };
        let found = tokio::time::timeout(PATIENCE, look).await;
        found.unwrap_or_else(|_| panic!("no {} shows on {}", self.control, self.address))
    }
}

/// Waits until the platform has all that was typed into the wizard.
pub(crate) async fn until_saved(world: &World) {
    let state =
        "return document.querySelector('spaces-oauth-wizard')?.getAttribute('save-state') ?? null";
    let look = async {
        while world.browser.script(state, vec![]).await != json!("saved") {
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    };
    if tokio::time::timeout(PATIENCE, look).await.is_err() {
        let state: Value = world.browser.script(state, vec![]).await;
        panic!("the wizard never had all saved: it is {state}");
    }
}
