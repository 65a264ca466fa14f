use leptos::{ev::CustomEvent, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_params_map, use_query_map},
};
use wasm_bindgen::JsCast;

use crate::{
    address,
    sandbox::Sandbox,
    session::{NoSandbox, connections},
};

/// The wizard at one of its steps.
#[component]
pub(crate) fn Wizard() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let navigate = use_navigate();
    let found = LocalResource::new(connections);
    let param = move |name: &'static str| move || params.read().get(name);
    let guid = move || query.read().get("guid");
    let to_step = move |event: web_sys::Event| {
        let Some(step) = step_of(&event) else { return };
        let (params, query) = (params.read_untracked(), query.read_untracked());
        let id = |name| params.get(name).unwrap_or_default();
        let guid = query.get("guid").unwrap_or_default();
        let address =
            address::of(&id("pack"), &id("env"), &id("process"), &id("connection"), &step, &guid);
        navigate(&address, NavigateOptions::default());
    };
    view! {
        <main>
            <p><a href="/">{"All connections"}</a></p>
            <h1>{"Set up a connection"}</h1>
            {move || matches!(found.get(), Some(Err(()))).then(|| view! { <NoSandbox /> })}
            <spaces-oauth-wizard
                endpoint="/graphql"
                token-url="/session/token"
                space-guid=guid
                integration-pack-instance-id=param("pack")
                env-id=param("env")
                process-id=param("process")
                connection-id=param("connection")
                step=param("step")
                on:wizard-step=to_step
            ></spaces-oauth-wizard>
            <Sandbox />
        </main>
    }
}

/// The step that a `wizard-step` event speaks of.
fn step_of(event: &web_sys::Event) -> Option<String> {
    let detail = event.dyn_ref::<CustomEvent>()?.detail();
    js_sys::Reflect::get(&detail, &"step".into()).ok()?.as_string()
}
