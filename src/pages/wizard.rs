use gloo_net::http::Request;
use js_sys::Promise;
use leptos::{ev::CustomEvent, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_params_map, use_query_map},
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::future_to_promise;

use crate::{
    address,
    heading::{Heading, set_title},
    sandbox::Sandbox,
    session::{NoSandbox, connections, host},
};

const SET_UP: &str = "Set up a connection";

/// The wizard at one of its steps.
#[component]
pub(crate) fn Wizard() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let navigate = use_navigate();
    let found = LocalResource::new(connections);
    let host = LocalResource::new(host);
    let host = Memo::new(move |_| host.get().flatten());
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
    // Who answers the provider in this tab comes back to this step.
    let return_url = move || {
        let (params, guid) = (params.read(), guid().unwrap_or_default());
        let id = |name| params.get(name).unwrap_or_default();
        address::of(&id("pack"), &id("env"), &id("process"), &id("connection"), "authorize", &guid)
    };
    // Its name is the host's; one that the host does not list has only its id.
    let which = Memo::new(move |_| {
        let found = found.get()?;
        let params = params.read();
        let ids = ["pack", "env", "process", "connection"];
        let ids = ids.map(|name| params.get(name).unwrap_or_default());
        let listed = found.ok().and_then(|list| list.into_iter().find(|listed| listed.is(&ids)));
        Some(listed.map_or_else(|| format!("Connection {}", ids[3]), |listed| listed.label))
    });
    let name = move || which.get().unwrap_or_default();
    Effect::new(move |_| set_title(&which.get().unwrap_or_else(|| SET_UP.to_owned())));
    let openint_token = openint_token();
    view! {
        <main>
            <p><a href="/">{"All connections"}</a></p>
            <Heading>{SET_UP} " " <span class="which">{name}</span></Heading>
            {move || matches!(found.get(), Some(Err(()))).then(|| view! { <NoSandbox /> })}
            <spaces-oauth-wizard
                endpoint="/graphql"
                token-url="/session/token"
                relay-url=move || host.get().map(|host| host.relay_url)
                return-url=return_url
                platform-url=move || host.get().map(|host| host.platform_url)
                account-id=move || host.get().map(|host| host.account_id)
                space-guid=guid
                integration-pack-instance-id=param("pack")
                env-id=param("env")
                process-id=param("process")
                connection-id=param("connection")
                step=param("step")
                hdp-import=""
                hdp-url="/hdp"
                openint-url="/openint/v1"
                openint-connection-id="conn_quickbooks_healthy"
                prop:getOpenIntToken=openint_token
                on:wizard-step=to_step
            ></spaces-oauth-wizard>
            <Sandbox />
        </main>
    }
}

/// The host's function that gives a customer token of `OpenInt`, which is the sandbox's.
fn openint_token() -> JsValue {
    let give = || {
        future_to_promise(async {
            let failed = |error: gloo_net::Error| JsValue::from(error.to_string());
            let answer = Request::get("/session/openint-token").send().await.map_err(failed)?;
            Ok(answer.text().await.map_err(failed)?.into())
        })
    };
    Closure::<dyn Fn() -> Promise>::new(give).into_js_value()
}

/// The step that a `wizard-step` event speaks of.
fn step_of(event: &web_sys::Event) -> Option<String> {
    let detail = event.dyn_ref::<CustomEvent>()?.detail();
    js_sys::Reflect::get(&detail, &"step".into()).ok()?.as_string()
}
