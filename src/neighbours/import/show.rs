//! The views of an import: what was read, what would change, and what did.

use wizard_core::hdp::{self, Application, Uri};
use wizard_web::dom::{El, el};

use super::{Import, words};
use crate::{
    api::hdp::Login,
    parts::{fill, help, note, row, said},
    text::{self, EN},
};

impl Import {
    /// One application is shown, of several one is chosen.
    pub(super) fn show_found(&self, import: hdp::Import) {
        let mut notes: Vec<_> = import.repairs.iter().map(words::repair).collect();
        let mut applications = import.applications;
        let is_one = applications.len() == 1 && !import.is_list;
        let wants_secret = self.0.wants_secret.get() && is_one;
        let mut was_dropped = false;
        for application in &mut applications {
            let Some(secret) = application.client_secret.take() else { continue };
            if wants_secret {
                self.0.form.offer_secret(secret);
                self.0.offers_secret.set(true);
            } else {
                was_dropped = true;
            }
        }
        notes.extend(was_dropped.then(|| EN.import_secret_dropped.to_owned()));
        let found = match applications.pop() {
            Some(application) if is_one => self.preview(application),
            last => {
                applications.extend(last);
                self.choice(applications)
            }
        };
        let notes = notes.iter().map(|note| el("li").text(note));
        self.show([el("ul").class("notes").children(notes), found]);
    }

    fn choice(&self, applications: Vec<Application>) -> El {
        if applications.is_empty() {
            let is_servers = self.0.is_servers.get();
            return note(if is_servers { EN.import_none } else { EN.import_no_object });
        }
        let choices = applications.into_iter().map(|application| {
            let import = self.clone();
            let name = words::name(&application);
            let choose = move || import.choose(&application);
            el("li").child(self.0.listeners.button(&name, choose).class("link"))
        });
        el("div").child(el("p").text(EN.import_choose)).child(el("ul").children(choices))
    }

    /// A list does not tell the client id, so its server is asked for the one.
    fn choose(&self, application: &Application) {
        match &application.id {
            Some(id) if self.0.is_servers.get() => self.ask(Some(id.clone())),
            _ => self.show_next([self.preview(application.clone())]),
        }
    }

    /// The preview: what would change, and what is only shown.
    pub(super) fn preview(&self, application: Application) -> El {
        self.0.wants_scope.set(false);
        let form = &self.0.form;
        let mut list = el("dl").class("review");
        list = list.child(row(EN.import_application, said(&words::name(&application))));
        if let Some(store) = &application.data_store {
            list = list.child(row(EN.import_data_store, said(&words::data_store(store))));
        }
        if form.shows("clientId") {
            let before = form.client_id();
            let client_id = match &application.client_id {
                None => EN.import_no_client_id.to_owned(),
                Some(after) if before.is_empty() || before == *after => after.clone(),
                Some(after) => format!("{before} → {after}"),
            };
            list = list.child(row(EN.import_client_id, said(&client_id)));
        }
        if self.0.offers_secret.get() {
            list = list.child(row(EN.import_client_secret, said(EN.import_secret_used)));
        }
        for (name, uri) in
            [("authorizeURI", &application.authorize_uri), ("tokenURI", &application.token_uri)]
        {
            list = list.children(uri.as_ref().map(|uri| address(name, uri)));
        }
        let bad_name = words::better_name(&application)
            .map(|name| help(&text::fill(EN.import_bad_name, &[("name", &name)])));
        let commas = application.had_commas.then(|| help(EN.import_commas));
        self.0.previewed.replace(Some(application.clone()));
        el("div")
            .child(el("p").text(EN.import_preview))
            .child(list)
            .children(bad_name)
            .children(self.with_scope(&application))
            .children(commas)
            .child(self.acts(application))
    }

    fn with_scope(&self, application: &Application) -> Option<El> {
        let scope = application.scope();
        if scope.is_empty() || !self.0.form.shows("authParams") {
            return None;
        }
        let before = self.0.form.scope();
        let sentence = if before.is_empty() { EN.import_scope } else { EN.import_scope_instead };
        let text = text::fill(sentence, &[("scope", &scope), ("before", &before)]);
        let import = self.clone();
        Some(self.0.listeners.tick(&text, move |ticked| import.0.wants_scope.set(ticked)))
    }

    fn acts(&self, application: Application) -> El {
        let (import, cancelled) = (self.clone(), self.clone());
        let apply = move || import.fill_in(&application);
        let cancel = move || {
            cancelled.turn();
            cancelled.0.login.replace(Login::default());
            cancelled.drop_secret();
            cancelled.show_next([]);
        };
        let listeners = &self.0.listeners;
        el("div")
            .class("actions")
            .child(listeners.button(EN.import_apply, apply).class("primary"))
            .child(listeners.button(EN.import_cancel, cancel))
    }

    /// Returns `true` if the form can be changed; if not, shows the reason beside what is shown.
    fn may_change(&self) -> bool {
        let sentence = match self.0.form.obstacle().as_str() {
            "" => return true,
            "authorizing" => EN.import_not_now,
            _ => EN.import_read_only,
        };
        fill(self.0.refusal.element(), [note(sentence)]);
        false
    }

    fn fill_in(&self, application: &Application) {
        if !self.may_change() {
            return;
        }
        let form = &self.0.form;
        let client_id = application.client_id.clone().filter(|_| form.shows("clientId"));
        let scope = Some(application.scope()).filter(|_| self.0.wants_scope.get());
        let had_secret = form.fill(client_id, scope, self.0.offers_secret.replace(false));
        self.turn();
        self.0.login.replace(Login::default());
        let forgotten = (!had_secret).then(|| note(EN.import_secret_forgotten));
        self.show_next(forgotten.into_iter().chain(self.filled()));
    }

    /// The note that an application was filled in, and the button that takes it back.
    pub(super) fn filled(&self) -> [El; 2] {
        let import = self.clone();
        let undo = move || {
            if import.may_change() {
                let had_secret = import.0.form.take_back();
                let said = if had_secret { EN.import_undone_secret } else { EN.import_undone };
                import.show_next([el("p").text(said)]);
            }
        };
        let acts = el("div").class("actions").child(self.0.listeners.button(EN.import_undo, undo));
        [note(EN.import_done), acts]
    }
}

fn address(name: &str, uri: &Uri) -> El {
    let remark = if uri.is_safe { EN.import_only_shown } else { EN.import_unsafe };
    row(name, said(&uri.text).child(el("span").class("help").text(&format!(" ({remark})"))))
}
