//! The name of a page: in its heading, and in the browser's own title.

use leptos::{html::H1, prelude::*};

/// `true` if one of our pages was there before.
#[derive(Clone, Copy)]
struct HasMoved(StoredValue<bool>);

/// Has to be called around all pages.
pub(crate) fn provide() {
    provide_context(HasMoved(StoredValue::new(false)));
}

/// A page's heading. Who comes from another of our pages begins to read here; without this they
/// would be nowhere, because the link that they followed is gone.
#[component]
pub(crate) fn Heading(children: Children) -> impl IntoView {
    let heading = NodeRef::<H1>::new();
    let has_moved = use_context().is_some_and(|HasMoved(has_moved)| {
        let before = has_moved.get_value();
        has_moved.set_value(true);
        before
    });
    if has_moved {
        // Not before it is on the page, where it can take the focus.
        heading.on_load(|heading| request_animation_frame(move || drop(heading.focus())));
    }
    view! { <h1 node_ref=heading tabindex="-1">{children()}</h1> }
}

/// Names a page in the browser's own title.
pub(crate) fn set_title(name: &str) {
    document().set_title(&format!("{name} – OAuth connections"));
}
