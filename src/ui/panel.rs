use std::{cell::RefCell, rc::Rc};

use js_sys::{Function, Reflect};
use reactive_graph::{owner::StoredValue, prelude::*, signal::RwSignal};
use wasm_bindgen::{JsCast, JsValue};

use super::{
    control::Control,
    dom::{El, Follows, button, el},
};
use crate::text::EN;

/// A panel about a system beside the platform. Its code is not loaded with the wizard, since most pages
/// never need it.
#[derive(Clone)]
pub(super) struct Panel {
    control: Control,
    name: &'static str,
    place: El,
    is_missing: RwSignal<bool>,
    drawn: Rc<Drawn>,
}

/// What was drawn, which ends with the view.
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

impl Panel {
    /// A panel of that name, which is not drawn yet. It ends with the view that it is made for.
    pub(super) fn new(control: Control, name: &'static str) -> Self {
        let drawn: Rc<Drawn> = Rc::default();
        StoredValue::new_local(Rc::clone(&drawn));
        Self { control, name, place: el("div"), is_missing: RwSignal::new(false), drawn }
    }

    /// Loads and draws it.
    pub(super) fn draw(&self) {
        let (place, is_missing) = (self.place.element().clone(), self.is_missing);
        let view = Rc::downgrade(&self.drawn);
        place.set_text_content(Some(EN.panel_loading));
        is_missing.set(false);
        self.control.draw_panel(self.name, &self.place, move |panel| {
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
    }

    /// Where it is drawn.
    pub(super) fn place(self) -> El {
        let is_missing = self.is_missing;
        let place = el("div").class("panel").child(self.place.clone());
        let way_on = move || {
            let again = self.clone();
            let button = button(EN.retry, move || again.draw());
            is_missing
                .get_untracked()
                .then(|| el("p").class("note").text(EN.panel_missing).text(" ").child(button))
        };
        place.slot(move || is_missing.get().to_string(), way_on)
    }
}
