use leptos::prelude::*;

/// Shows its children as long as something holds, and the fallback otherwise; neither is built anew before
/// that changes.
///
/// It does what [`Show`] does, and is compiled once: `Show` is compiled for the type of each condition and
/// of all children.
#[component]
pub fn ShowWhen(
    /// The condition.
    #[prop(into)]
    when: Signal<bool>,
    /// The view that is shown as long as the condition holds.
    children: ChildrenFn,
    /// The view that is shown otherwise.
    #[prop(optional, into)]
    fallback: ViewFn,
) -> impl IntoView {
    let holds = Memo::new(move |_| when.get());
    move || if holds.get() { children() } else { fallback.run() }
}
