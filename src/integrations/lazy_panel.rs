//! Panels about systems beside the platform. Their code is not loaded with the wizard, since most pages
//! never need it.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Function, Promise, Reflect};
use leptos::{html::Div, prelude::*};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wizard_state::WizardState;
use wizard_web::task;

use super::Form;
use crate::{components::ShowWhen, i18n::EN};

/// The page's function that draws a panel: it takes the panel's name, its place and a [`Form`], and gives
/// a promise.
#[derive(Clone, Copy)]
pub struct PanelLoader(pub StoredValue<Function, LocalStorage>);

/// The panel that was drawn, which ends with the view.
#[derive(Default)]
struct Drawn(RefCell<Option<JsValue>>);

impl Drawn {
    /// Ends what was drawn before: it forgets what it holds.
    fn replace(&self, panel: Option<JsValue>) {
        if let Some(before) = self.0.replace(panel) {
            let free = Reflect::get(&before, &"free".into());
            if let Some(free) = free.ok().and_then(|free| free.dyn_into::<Function>().ok()) {
                // One that is freed already is at its end.
                let _ = free.call0(&before);
            }
        }
    }
}

impl Drop for Drawn {
    fn drop(&mut self) {
        self.replace(None);
    }
}

/// A panel of a name, which is loaded when it is wanted.
#[component]
pub fn LazyPanel(
    /// The name of the function that draws it.
    name: &'static str,
    /// `true` once somebody wants to see it.
    #[prop(into)]
    is_wanted: Signal<bool>,
) -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let loader = expect_context::<PanelLoader>();
    let place = NodeRef::<Div>::new();
    let is_missing = RwSignal::new(false);
    let drawn = StoredValue::new_local(Rc::<Drawn>::default());
    let draw = move || {
        let (Some(place), Some(loader)) = (place.get_untracked(), loader.0.try_get_value()) else {
            return;
        };
        let Some(session) = wizard.session() else { return };
        place.set_text_content(Some(EN.panel_loading));
        is_missing.set(false);
        let form = JsValue::from(Form::new(session));
        let answer = loader.call3(&JsValue::UNDEFINED, &name.into(), &place, &form);
        let view = drawn.with_value(Rc::downgrade);
        task::spawn(async move {
            let panel = match answer.map(|answer| JsFuture::from(Promise::resolve(&answer))) {
                Ok(drawing) => drawing.await.ok(),
                Err(_) => None,
            };
            if panel.is_none() {
                place.set_text_content(None);
            }
            match view.upgrade() {
                Some(view) => {
                    let _ = is_missing.try_set(panel.is_none());
                    view.replace(panel);
                }
                // The step is gone by now.
                None => Drawn::default().replace(panel),
            }
        });
    };
    Effect::new(move |was_wanted: Option<bool>| {
        let is_wanted = is_wanted.get();
        let is_there = place.get().is_some();
        if is_wanted && is_there && was_wanted != Some(true) {
            draw();
        }
        is_wanted && is_there
    });
    view! {
        <div class="panel" part="panel">
            <div node_ref=place></div>
            <ShowWhen when=move || is_missing.get()>
                <p class="note" part="note">
                    {EN.panel_missing}
                    " "
                    <button type="button" part="button" on:click=move |_| draw()>
                        {EN.retry}
                    </button>
                </p>
            </ShowWhen>
        </div>
    }
}
