use reactive_graph::{prelude::*, signal::RwSignal};

use super::{
    control::Control,
    dom::{El, Follows, button, el},
};
use crate::text::EN;

/// A button for something that takes away what is there: it asks first.
pub(super) fn ask(
    control: Control,
    id: &'static str,
    class: &'static str,
    action: &'static str,
    question: &'static str,
    yes: impl Fn() + Clone + 'static,
) -> El {
    let asking = RwSignal::new(false);
    let set = move |value| {
        asking.set(value);
        control.focus_on(format!("#{id} button"));
    };
    el("div").attr("id", id).slot(
        move || asking.get().to_string(),
        move || {
            let asked = el("div").class("ask");
            if !asking.get_untracked() {
                return Some(asked.child(button(action, move || set(true)).class(class)));
            }
            let yes = yes.clone();
            let agree = move || {
                set(false);
                yes();
            };
            Some(asked.children([
                el("p").text(question),
                button(EN.keep, move || set(false)),
                button(action, agree).class("danger"),
            ]))
        },
    )
}
