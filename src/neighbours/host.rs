//! The settings of the host page, as the custom element's properties have them.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wizard_core::base_url;
use wizard_web::{clock, page, task};

/// The time that the host page may take to answer, in milliseconds.
const TIME_LIMIT: u64 = 10_000;

/// The custom element.
#[derive(Clone)]
pub struct Host(JsValue);

/// The reason why the host page gave nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostCallError {
    /// Its function failed, with these words if it had any.
    Failed(Option<String>),
    /// It took too long.
    TooLong,
}

/// An address that the host page has given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// None.
    None,
    /// A whole one, without a slash at its end.
    Of(String),
    /// One that is none, or where anybody on the way could listen.
    Unsafe(String),
}

impl Host {
    /// A reader of the custom element's properties.
    pub const fn new(element: JsValue) -> Self {
        Self(element)
    }

    fn get(&self, property: &str) -> Option<JsValue> {
        Reflect::get(&self.0, &property.into()).ok()
    }

    /// A property that is a text with something in it.
    pub fn text(&self, property: &str) -> Option<String> {
        let text = self.get(property)?.as_string()?;
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// A property that is an address, whole as the page resolves it.
    pub fn address(&self, property: &str) -> Address {
        let Some(text) = self.text(property) else { return Address::None };
        match page::resolve(&text) {
            Some(url) if base_url::is_safe(&url) => {
                Address::Of(url.trim_end_matches('/').to_owned())
            }
            _ => Address::Unsafe(text),
        }
    }

    /// Returns `true` if the host page has set a function.
    pub fn has(&self, function: &str) -> bool {
        self.function(function).is_some()
    }

    /// A function that the host page has set.
    pub fn function(&self, name: &str) -> Option<Function> {
        self.get(name)?.dyn_into().ok()
    }

    /// Calls a function of the host page with an argument and gives the result; a promise is waited
    /// for.
    ///
    /// # Errors
    ///
    /// The reason why it gave nothing.
    pub async fn call(&self, function: &str, argument: &JsValue) -> Result<JsValue, HostCallError> {
        let function = self.function(function).ok_or(HostCallError::Failed(None))?;
        let answer =
            function.call1(&JsValue::UNDEFINED, argument).map_err(|error| failed(&error))?;
        let (late, _, reject) = task::promise();
        let _alarm = clock::Alarm::at(clock::now().ms + TIME_LIMIT, move || {
            // A function of the browser's own throws nothing.
            let _ = reject.call1(&JsValue::UNDEFINED, &JsValue::NULL);
        });
        let first = Promise::race(&js_sys::Array::of2(&answer, &late));
        JsFuture::from(first)
            .await
            .map_err(|error| if error.is_null() { HostCallError::TooLong } else { failed(&error) })
    }
}

fn failed(error: &JsValue) -> HostCallError {
    let said = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    HostCallError::Failed(said.or_else(|| error.as_string()).filter(|said| !said.is_empty()))
}
