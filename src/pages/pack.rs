use leptos::{ev::CustomEvent, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_params_map, use_query_map},
};
use wasm_bindgen::JsCast;

use crate::{
    address,
    heading::{Heading, set_title},
    sandbox::Sandbox,
};

/// All connections of a pack. Each has an address of its own here, so the page goes there itself.
#[component]
pub(crate) fn Pack() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let navigate = use_navigate();
    let to_connection = move |event: web_sys::Event| {
        if let Some(address) = address_of(&event) {
            event.prevent_default();
            navigate(&address, NavigateOptions::default());
        }
    };
    set_title("A pack");
    view! {
        <main>
            <p><a href="/">{"All packs"}</a></p>
            <Heading>{"A pack"}</Heading>
            <spaces-oauth-wizard
                endpoint="/graphql"
                token-url="/session/token"
                space-guid=move || query.read().get("guid")
                integration-pack-instance-id=move || params.read().get("pack")
                on:wizard-open=to_connection
            ></spaces-oauth-wizard>
            <Sandbox />
        </main>
    }
}

/// The address of the connection that a `wizard-open` event speaks of.
fn address_of(event: &web_sys::Event) -> Option<String> {
    let get = |object: &_, name: &str| js_sys::Reflect::get(object, &name.into()).ok();
    let key = get(&event.dyn_ref::<CustomEvent>()?.detail(), "key")?;
    let id = |name| get(&key, name)?.as_string();
    Some(address::of(
        &id("integrationPackInstanceId")?,
        &id("envId")?,
        &id("processId")?,
        &id("connectionId")?,
        "application",
        &id("catalogGuid")?,
    ))
}
