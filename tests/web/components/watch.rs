//! What happens in the page beside what is to be seen.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

use super::control::run;

/// Every change of the page below an element, from now on.
pub struct Changes(Array);

impl Changes {
    /// Watches what is below an element.
    pub fn of(root: &HtmlElement) -> Self {
        let script = "const changes = [];
            new MutationObserver((records) => changes.push(...records)).observe(element,
                { subtree: true, childList: true, attributes: true, characterData: true });
            return changes";
        Self(run(root, script).unchecked_into())
    }

    /// The elements that were changed and are in none of the given places, each with what was changed.
    pub fn outside(&self, places: &[&str]) -> Vec<String> {
        let script =
            "const element = record.target.closest ? record.target : record.target.parentElement;
            return element";
        let element = Function::new_with_args("record", script);
        let mut found = Vec::new();
        for record in self.0.iter() {
            let target = element.call1(&JsValue::UNDEFINED, &record).unwrap();
            let Some(target) = target.dyn_ref::<Element>() else { continue };
            if places.iter().all(|place| target.closest(place).unwrap().is_none()) {
                found.push(describe(&record));
            }
        }
        found
    }

    /// The names of the attributes that were changed.
    pub fn attributes(&self) -> Vec<String> {
        let name = |record: JsValue| Reflect::get(&record, &"attributeName".into()).unwrap();
        self.0.iter().filter_map(|record| name(record).as_string()).collect()
    }
}

fn describe(record: &JsValue) -> String {
    let script = "const { type, target, attributeName } = record;
        const element = target.closest ? target : target.parentElement;
        return [type, attributeName, element?.outerHTML.slice(0, 200)].join(' ')";
    let describe = Function::new_with_args("record", script);
    describe.call1(&JsValue::UNDEFINED, record).unwrap().as_string().unwrap()
}

/// What was thrown in the page without anybody catching it: a panic ends so.
pub struct Thrown(Array);

impl Thrown {
    /// Listens from now on.
    pub fn listen() -> Self {
        let script = "const thrown = [];
            self.addEventListener('error', (event) => thrown.push(event.message));
            self.addEventListener('unhandledrejection', (event) => thrown.push(String(event.reason)));
            return thrown";
        let thrown = Function::new_no_args(script).call0(&JsValue::UNDEFINED).unwrap();
        Self(thrown.unchecked_into())
    }

    /// The messages.
    pub fn messages(&self) -> Vec<String> {
        self.0.iter().map(|message| message.as_string().unwrap_or_default()).collect()
    }
}

/// Notes every text that is made into elements from now on, once for all tests: Leptos parses each of its
/// templates only once. Where the page wants Trusted Types, each of them throws.
pub fn html() -> Array {
    let script = "if (!self.parsedHtml) {
            self.parsedHtml = [];
            const note = (prototype, name) => {
                const own = Object.getOwnPropertyDescriptor(prototype, name);
                if (own?.set) {
                    Object.defineProperty(prototype, name, { ...own, set(text) {
                        self.parsedHtml.push(name + ' ' + text);
                        own.set.call(this, text);
                    } });
                } else if (own?.value) {
                    Object.defineProperty(prototype, name, { ...own, value(...rest) {
                        self.parsedHtml.push(name + ' ' + rest);
                        return own.value.apply(this, rest);
                    } });
                }
            };
            for (const it of [Element, HTMLTemplateElement, ShadowRoot]) {
                for (const name of ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'setHTMLUnsafe']) {
                    note(it.prototype, name);
                }
            }
            note(Range.prototype, 'createContextualFragment');
            note(DOMParser.prototype, 'parseFromString');
        }
        return self.parsedHtml";
    Function::new_no_args(script).call0(&JsValue::UNDEFINED).unwrap().unchecked_into()
}
