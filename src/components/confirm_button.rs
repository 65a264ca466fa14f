use leptos::prelude::*;

use super::{Focus, ShowWhen};
use crate::i18n::EN;

/// A button for something that takes away what is there: it asks first.
#[component]
pub fn ConfirmButton(
    /// The id of the place where it asks.
    id: &'static str,
    /// The button's class.
    #[prop(default = "")]
    class: &'static str,
    /// The button's text.
    action: &'static str,
    /// The question.
    question: &'static str,
    /// `true` while it does nothing; it can have the focus all the same.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Called when the person agrees.
    on_agree: Callback<()>,
) -> impl IntoView {
    let focus = expect_context::<Focus>();
    let is_asking = RwSignal::new(false);
    let ask = move |asks| {
        is_asking.set(asks);
        focus.on(&format!("#{id} button"));
    };
    let begin = move |_| {
        if !disabled.get_untracked() {
            ask(true);
        }
    };
    let agree = move |_| {
        if disabled.get_untracked() {
            return;
        }
        ask(false);
        on_agree.run(());
    };
    let part = if class.is_empty() { "button".to_owned() } else { format!("button {class}") };
    let is_disabled = move || disabled.get().then_some("true");
    let first = move || {
        view! {
            <div class="ask">
                <button
                    type="button"
                    class=class
                    part=part.clone()
                    aria-disabled=is_disabled
                    on:click=begin
                >
                    {action}
                </button>
            </div>
        }
    };
    view! {
        <div id=id>
            <ShowWhen when=move || is_asking.get() fallback=first.clone()>
                <div class="ask">
                    <p>{question}</p>
                    <button type="button" part="button" on:click=move |_| ask(false)>
                        {EN.keep}
                    </button>
                    <button
                        type="button"
                        class="danger"
                        part="button"
                        aria-disabled=is_disabled
                        on:click=agree
                    >
                        {action}
                    </button>
                </div>
            </ShowWhen>
        </div>
    }
}
