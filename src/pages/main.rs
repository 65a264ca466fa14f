//! The standalone pages around the wizard: the element's first host.
//!
//! They know the wizard as a tag, as any other page does: attributes in, events out. The place in
//! the wizard is in the address, so reload, back and forward keep it.

mod address;
mod connections;
mod heading;
mod pack;
mod sandbox;
mod session;
mod wizard;

use leptos::{mount::mount_to_body, prelude::*};
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

fn main() {
    mount_to_body(Pages);
}

#[component]
fn Pages() -> impl IntoView {
    heading::provide();
    view! {
        <Router>
            <Routes fallback=NotFound>
                <Route path=path!("/") view=connections::Connections />
                <Route path=path!("/packs/:pack") view=pack::Pack />
                <Route path=path!("/packs/:pack/environments/:env/processes/:process/connections/:connection/:step") view=wizard::Wizard />
                <Route path=path!("/packs/:pack/environments/:env/processes/:process/connections/:connection") view=wizard::Wizard />
            </Routes>
        </Router>
    }
}

#[component]
fn NotFound() -> impl IntoView {
    heading::set_title("Page not found");
    view! {
        <main>
            <h1>{"Page not found"}</h1>
            <p>{"There is no such page. "} <a href="/">{"All connections"}</a></p>
        </main>
    }
}
