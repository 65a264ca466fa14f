//! An OAuth application of Hybrid Data Pipeline fills the form: pasted, out of a file or from the server,
//! shown, and filled in when the person says so.

mod bring;
mod show;
mod words;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};
use wizard_core::hdp::{self, Application};
use wizard_web::{
    dom::{El, el},
    task,
};

use crate::{
    Form,
    api::hdp::{self as server, Login, Source},
    host::Host,
    parts::{Listeners, fill, focus, help, input_of, note},
    text::EN,
};

/// An import, shared by what the person can press.
#[derive(Clone)]
struct Import(Rc<State>);

struct State {
    host: Host,
    form: Form,
    source: Source,
    listeners: Listeners,
    /// `true` if the client secret is wanted. One that is not wanted is dropped as soon as it is
    /// read.
    wants_secret: Cell<bool>,
    /// `true` if the application that is shown has brought a client secret that the form was given
    /// to keep.
    offers_secret: Cell<bool>,
    wants_scope: Cell<bool>,
    /// The login with which the server is asked, until that has refused, an application was filled
    /// in or the panel ends.
    login: RefCell<Login>,
    /// The number of times that the server was asked, or something else brought: answers to earlier
    /// questions do not count.
    turn: Cell<u32>,
    /// `true` if what is shown came from the server, which can tell more about it.
    is_servers: Cell<bool>,
    /// The application whose preview is shown, without its client secret.
    previewed: RefCell<Option<Application>>,
    /// The element that shows the outcome.
    outcome: El,
    /// The element that shows why nothing came of pressing a button there.
    refusal: El,
}

/// An import that is on screen; dropped, it forgets everything.
pub struct Shown(Import);

impl Drop for Shown {
    fn drop(&mut self) {
        let State { form, listeners, login, outcome, .. } = &*self.0.0;
        self.0.turn();
        login.take();
        form.offer_secret(String::new());
        fill(outcome.element(), []);
        listeners.end();
    }
}

/// Draws the panel.
pub fn draw(place: &HtmlElement, host: Host, form: Form) -> Shown {
    let source = server::source(&host);
    let status = |name: &str| el("div").class(name).attr("role", "status");
    let import = Import(Rc::new(State {
        host,
        form,
        source,
        listeners: Listeners::default(),
        wants_secret: Cell::default(),
        offers_secret: Cell::default(),
        wants_scope: Cell::default(),
        login: RefCell::default(),
        turn: Cell::default(),
        is_servers: Cell::default(),
        previewed: RefCell::default(),
        outcome: status("outcome").attr("tabindex", "-1"),
        refusal: status("outcome"),
    }));
    let State { form, listeners, .. } = &*import.0;
    let wants_secret = form.shows("clientSecret").then(|| {
        let import = import.clone();
        listeners.tick(EN.import_secret, move |ticked| import.want_secret(ticked))
    });
    let parts = [help(EN.import_help)]
        .into_iter()
        .chain(wants_secret)
        .chain([import.paste_box(), import.file()])
        .chain(import.server_part())
        .chain([import.0.outcome.clone(), import.0.refusal.clone()]);
    fill(place, parts);
    // The wizard's own form would take it for "Next".
    listeners.listen(place, "keydown", |event| {
        let is_enter = event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Enter");
        if is_enter && input_of(&event).is_some() {
            event.prevent_default();
        }
    });
    if form.has_filled() {
        import.show(import.filled());
    }
    Shown(import)
}

impl Import {
    /// Shows what came of it, in the place of what came before.
    fn show(&self, content: impl IntoIterator<Item = El>) {
        fill(self.0.refusal.element(), []);
        fill(self.0.outcome.element(), content);
    }

    /// Shows it where the person is, whose button is gone.
    fn show_next(&self, content: impl IntoIterator<Item = El>) {
        self.show(content);
        focus(self.0.outcome.element());
    }

    /// Says something in the place of what came before.
    fn say(&self, sentence: &str) {
        self.show([note(sentence)]);
    }

    /// A new question or text; answers to earlier ones do not count any more.
    fn turn(&self) -> u32 {
        self.0.previewed.take();
        self.0.turn.set(self.0.turn.get().wrapping_add(1));
        self.0.turn.get()
    }

    fn drop_secret(&self) {
        self.0.offers_secret.set(false);
        self.0.form.offer_secret(String::new());
    }

    /// The person wants the client secret too, or not any more.
    fn want_secret(&self, wants: bool) {
        self.0.wants_secret.set(wants);
        if !wants {
            self.drop_secret();
        }
        // What was dropped is gone: a preview says so.
        let previewed = self.0.previewed.borrow().clone();
        if let Some(application) = previewed {
            self.show([self.preview(application)]);
        }
    }

    /// Reads a text that the person brings.
    fn bring(&self, text: &str) {
        self.turn();
        self.0.is_servers.set(false);
        self.read(text);
    }

    /// Reads a text, of which nothing is kept but what is shown.
    fn read(&self, text: &str) {
        self.drop_secret();
        match hdp::read(text) {
            Err(refusal) => self.say(&words::refusal(&refusal)),
            Ok(import) => self.show_found(import),
        }
    }

    /// Asks the server for its applications, or for the one of an id.
    fn ask(&self, id: Option<String>) {
        let turn = self.turn();
        self.show_next([el("p").text(EN.import_asking)]);
        let import = self.clone();
        task::spawn(async move {
            let State { host, source, .. } = &*import.0;
            let login = import.0.login.borrow().clone();
            let answer = server::get(host, source, &login, id.as_deref()).await;
            if import.0.turn.get() != turn {
                return;
            }
            match answer {
                Ok(text) => {
                    import.0.is_servers.set(true);
                    import.read(&text);
                }
                Err(error) => {
                    import.0.login.take();
                    import.show(words::error(&error, id.is_some()));
                }
            }
        });
    }
}
