use leptos::{ev::CustomEvent, prelude::*};
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};
use wasm_bindgen::JsCast;

/// The wizard at one of its steps.
#[component]
pub(crate) fn Wizard() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let navigate = use_navigate();
    let param = move |name: &'static str| move || params.read().get(name);
    let guid = move || query.read().get("guid");
    let to_step = move |event: web_sys::Event| {
        let Some(step) = step_of(&event) else { return };
        let path: String = ["packs", "environments", "processes", "connections"]
            .into_iter()
            .zip(["pack", "env", "process", "connection"])
            .map(|(place, name)| {
                let id = params.read_untracked().get(name).unwrap_or_default();
                format!("/{place}/{}", encoded(&id))
            })
            .collect();
        let guid = query.read_untracked().get("guid").unwrap_or_default();
        navigate(&format!("{path}/{step}?guid={}", encoded(&guid)), Default::default());
    };
    view! {
        <main>
            <p><a href="/">{"All connections"}</a></p>
            <h1>{"Set up a connection"}</h1>
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
        </main>
    }
}

/// The step that a `wizard-step` event speaks of.
fn step_of(event: &web_sys::Event) -> Option<String> {
    let detail = event.dyn_ref::<CustomEvent>()?.detail();
    js_sys::Reflect::get(&detail, &"step".into()).ok()?.as_string()
}

fn encoded(id: &str) -> String {
    js_sys::encode_uri_component(id).into()
}
