use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// The wizard's form, an object of the wizard's own WebAssembly.
    pub type Form;

    /// The client id, as it is now.
    #[wasm_bindgen(method, js_name = clientId)]
    pub fn client_id(this: &Form) -> String;

    /// The parameter `scope` of the authorization request, as it is now.
    #[wasm_bindgen(method)]
    pub fn scope(this: &Form) -> String;

    /// Returns `true` if the host page lets a part of the form be shown.
    #[wasm_bindgen(method)]
    pub fn shows(this: &Form, part: &str) -> bool;

    /// The reason why nothing can be filled in now: `authorizing`, `read-only`, or nothing.
    #[wasm_bindgen(method)]
    pub fn obstacle(this: &Form) -> String;

    /// A client secret that may be filled in. It is forgotten whenever the one that was typed is.
    #[wasm_bindgen(method, js_name = offerSecret)]
    pub fn offer_secret(this: &Form, secret: String);

    /// Fills in what is given, and leaves the rest as it is. Says whether there was a client secret to
    /// fill in, where one is wanted.
    #[wasm_bindgen(method)]
    pub fn fill(
        this: &Form,
        client_id: Option<String>,
        scope: Option<String>,
        secret: bool,
    ) -> bool;

    /// Returns `true` if something was filled in that can be taken back.
    #[wasm_bindgen(method, js_name = hasFilled)]
    pub fn has_filled(this: &Form) -> bool;

    /// Takes back what was filled in last, as far as it is still there. Says whether a client secret was
    /// among it: one that was there before was not kept.
    #[wasm_bindgen(method, js_name = takeBack)]
    pub fn take_back(this: &Form) -> bool;
}
