use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

/// An `input` or a `textarea`, in the hands of a person.
#[derive(Clone, PartialEq)]
pub struct Control(pub HtmlElement);

impl Control {
    /// Runs a script with the control as `element`.
    pub fn run(&self, script: &str) -> JsValue {
        run(&self.0, script)
    }

    /// The text that it shows.
    pub fn text(&self) -> String {
        self.run("return element.value").as_string().unwrap()
    }

    /// An attribute.
    pub fn attr(&self, name: &str) -> Option<String> {
        self.0.get_attribute(name)
    }

    /// Gives it the focus.
    pub fn focus(&self) {
        self.0.focus().unwrap();
    }

    /// Leaves it.
    pub fn blur(&self) {
        self.0.blur().unwrap();
    }

    /// Puts a text into it as the browser does when a person types, past [`Control::watch_sets`].
    pub fn enter(&self, text: &str) {
        Reflect::set(&self.0, &"entered".into(), &text.into()).unwrap();
        self.run(
            "const own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), 'value');
            own.set.call(element, element.entered)",
        );
    }

    /// Types its whole text, as a person does: they are in it.
    pub fn type_text(&self, text: &str) {
        self.focus();
        self.fill(text);
    }

    /// Puts a whole text into it as browsers and password managers do, wherever the focus is.
    pub fn fill(&self, text: &str) {
        self.enter(text);
        self.fire("input");
    }

    /// Dispatches an event that bubbles.
    pub fn fire(&self, kind: &str) {
        self.run(&format!("element.dispatchEvent(new Event('{kind}', {{ bubbles: true }}))"));
    }

    /// Presses a key that types nothing; says whether the browser goes on with it.
    pub fn press_key(&self, init: &str) -> bool {
        let script = format!(
            "return element.dispatchEvent(new KeyboardEvent('keydown',
            {{ bubbles: true, cancelable: true, ...{init} }}))"
        );
        self.run(&script).as_bool().unwrap()
    }

    /// Pastes a text; says whether the browser goes on to insert it.
    pub fn paste(&self, text: &str) -> bool {
        Reflect::set(&self.0, &"pasted".into(), &text.into()).unwrap();
        let script = "const clipboardData = new DataTransfer();
            clipboardData.setData('text', element.pasted);
            const event = new Event('paste', { bubbles: true, cancelable: true });
            // Firefox gives an event that a page makes an empty clipboard of its own.
            Object.defineProperty(event, 'clipboardData', { value: clipboardData });
            return element.dispatchEvent(event)";
        self.run(script).as_bool().unwrap()
    }

    /// Puts the caret somewhere.
    pub fn set_caret(&self, place: u32) {
        self.run(&format!("element.setSelectionRange({place}, {place})"));
    }

    /// The caret's place.
    pub fn caret(&self) -> Option<f64> {
        self.run("return element.selectionStart").as_f64()
    }

    /// Notes every text that a program writes into it from now on.
    pub fn watch_sets(&self) -> Sets {
        let script =
            "const own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), 'value');
            const sets = [];
            Object.defineProperty(element, 'value', {
                configurable: true,
                get() { return own.get.call(this) },
                set(text) { sets.push(String(text)); own.set.call(this, text) },
            });
            return sets";
        Sets(self.run(script).unchecked_into())
    }
}

/// What a program wrote into a control.
pub struct Sets(Array);

impl Sets {
    /// The texts, in their order.
    pub fn texts(&self) -> Vec<String> {
        self.0.iter().map(|text| text.as_string().unwrap()).collect()
    }
}

/// Runs a script with an element as `element`.
pub fn run(element: &HtmlElement, script: &str) -> JsValue {
    Function::new_with_args("element", script).call1(&JsValue::UNDEFINED, element).unwrap()
}
