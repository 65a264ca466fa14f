//! The sources of an application: a pasted text, a file, the server.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ClipboardEvent, KeyboardEvent};
use wizard_core::hdp;
use wizard_web::{
    dom::{El, el, set_value},
    keys::is_enter,
    marks::{NO_SIGN_IN, NOT_RECORDED, NOT_RECORDED_CLASSES},
    task,
};

use super::{Import, words};
use crate::{
    api::hdp::{Login, Source},
    parts::{input_of, labelled, note},
    text::{EN, fill},
};

/// The largest file that is read at all, in bytes; an application is much shorter.
const LARGEST_FILE: f64 = 1_000_000.0;

impl Import {
    /// It is empty as soon as its text was taken: a client secret may be in it.
    pub(super) fn paste_box(&self) -> El {
        let area = el("textarea").attr("rows", "3").class(NOT_RECORDED_CLASSES);
        let marks = NO_SIGN_IN.into_iter().chain(NOT_RECORDED);
        let area = marks.fold(area, |area, (name, value)| area.attr(name, value));
        let (import, pasted) = (self.clone(), area.clone());
        let area = self.0.listeners.on(area, "paste", move |event| {
            let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
            let text = data.and_then(|data| data.get_data("text/plain").ok());
            if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
                event.prevent_default();
                set_value(pasted.element(), "");
                import.bring(&text);
            }
        });
        let (import, typed) = (self.clone(), area.clone());
        let read = move || {
            let text = value(&typed);
            set_value(typed.element(), "");
            if !text.trim().is_empty() {
                import.bring(&text);
            }
        };
        labelled(EN.import_paste, "hdp-paste", area)
            .child(el("div").class("actions").child(self.0.listeners.button(EN.import_read, read)))
    }

    pub(super) fn file(&self) -> El {
        let import = self.clone();
        let input = el("input").attr("type", "file");
        let input = self.0.listeners.on(input, "change", move |event| {
            let Some(input) = input_of(&event) else { return };
            let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
            // The same one can be chosen again.
            input.set_value("");
            if file.size() > LARGEST_FILE {
                return import.say(&words::refusal(&hdp::Refusal::TooLong));
            }
            let import = import.clone();
            let turn = import.turn();
            task::spawn(async move {
                let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
                // The panel may be gone, or the person has brought something else.
                if import.0.turn.get() == turn {
                    import.bring(&text.unwrap_or_default());
                }
            });
        });
        labelled(EN.import_file, "hdp-file", input)
    }

    /// The way to the server, where the host page has named one.
    pub(super) fn server_part(&self) -> Option<El> {
        let group = || el("details").class("server").child(el("summary").text(EN.import_server));
        match &self.0.source {
            Source::Nobody => None,
            Source::Unsafe(address) => {
                let sentence = fill(EN.import_unsafe_server, &[("address", address)]);
                Some(note(&sentence))
            }
            Source::Host => {
                let import = self.clone();
                let list = move || import.ask(None);
                let list = self.0.listeners.button(EN.import_list, list);
                Some(group().child(el("div").class("actions").child(list)))
            }
            Source::Server(_) => Some(self.login(group())),
        }
    }

    fn login(&self, group: El) -> El {
        let [id, password, user] = [el("input"), el("input").attr("type", "password"), el("input")];
        let list = {
            let import = self.clone();
            let (id, password, user) = (id.clone(), password.clone(), user.clone());
            move || {
                let login = Login {
                    id: value(&id).trim().to_owned(),
                    password: value(&password),
                    user: value(&user).trim().to_owned(),
                };
                if login.id.is_empty() || login.password.is_empty() {
                    return import.say(EN.import_no_login);
                }
                if login.id.bytes().any(|byte| byte == b':') {
                    return import.say(EN.import_colon);
                }
                // Whoever has mistyped it types it anew anyway.
                set_value(password.element(), "");
                import.0.login.replace(login);
                import.ask(None);
            }
        };
        let entered = list.clone();
        let group = group
            .child(labelled(EN.import_login, "hdp-login", id))
            .child(labelled(EN.import_password, "hdp-password", password))
            .child(labelled(EN.import_user, "hdp-user", user))
            .child(el("div").class("actions").child(self.0.listeners.button(EN.import_list, list)));
        self.0.listeners.on(group, "keydown", move |event| {
            let is_input = input_of(&event).is_some();
            if is_input && event.dyn_ref::<KeyboardEvent>().is_some_and(is_enter) {
                entered();
            }
        })
    }
}

/// The value of a control.
fn value(control: &El) -> String {
    let value = js_sys::Reflect::get(control.element(), &"value".into());
    value.ok().and_then(|value| value.as_string()).unwrap_or_default()
}
