//! How an `OpenInt` connection is, as far as that is known.

mod rows;
mod words;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use web_sys::HtmlElement;
use wizard_core::openint::{self, Connection, Status};
use wizard_web::{
    clock::{self, Alarm},
    dom::{El, el},
    page, task,
};

use crate::{
    api::{Trouble, openint::OpenInt},
    host::Host,
    parts::{Listeners, fill, help, note},
    text::{self, EN},
};

/// A panel.
struct Health {
    openint: OpenInt,
    id: String,
    listeners: Listeners,
    /// A warning, once there was reason for one.
    warning: El,
    rows: El,
    /// What is news, also for those who do not see it.
    news: El,
    /// When it was looked at, and what comes next.
    looked: El,
    /// How often it was looked at since somebody asked for it, or came back.
    looks: Cell<u32>,
    /// Whether a look is under way: there is never a second one beside it.
    is_looking: Cell<bool>,
    /// Whether the person has asked for a check meanwhile.
    wants_check: Cell<bool>,
    /// How it was when it was looked at last.
    status: RefCell<Option<Status>>,
    looked_at: Cell<Option<u64>>,
    alarm: RefCell<Option<Alarm>>,
    /// Whether the panel is gone: what is answered then leads to nothing more.
    is_over: Cell<bool>,
}

/// A panel that is on screen; dropped, it ends.
pub struct Shown(Option<Rc<Health>>);

impl Drop for Shown {
    fn drop(&mut self) {
        if let Some(health) = &self.0 {
            health.is_over.set(true);
            health.alarm.take();
            health.openint.forget();
            health.listeners.end();
        }
    }
}

/// Why a look or a check gave nothing, and how long the server wants to be left alone.
type Unanswered = (Trouble, Option<u64>);

/// Draws the panel; none where the host page names no connection.
pub fn draw(place: &HtmlElement, host: Host) -> Shown {
    let Some(id) = host.text("openintConnectionId") else { return Shown(None) };
    let health = Rc::new(Health {
        openint: OpenInt::new(host),
        id,
        listeners: Listeners::default(),
        warning: el("div").attr("role", "alert"),
        rows: el("div"),
        news: el("div").attr("role", "status"),
        looked: el("p").class("help"),
        looks: Cell::default(),
        is_looking: Cell::default(),
        wants_check: Cell::default(),
        status: RefCell::default(),
        looked_at: Cell::default(),
        alarm: RefCell::default(),
        is_over: Cell::default(),
    });
    let label = if health.openint.can_check() { EN.health_check } else { EN.health_look };
    let button = {
        let health = Rc::clone(&health);
        health.clone().listeners.button(label, move || health.check())
    };
    fill(
        place,
        [
            el("h3").text(EN.health),
            health.warning.clone(),
            health.rows.clone(),
            health.news.clone(),
            health.looked.clone(),
            el("div").class("acts").child(button),
        ],
    );
    health.listen();
    health.news([help(EN.health_loading)]);
    health.go(false);
    Shown(Some(health))
}

impl Health {
    fn news(&self, content: impl IntoIterator<Item = El>) {
        fill(self.news.element(), content);
    }

    /// Whoever comes back to the page, or is online again, is told how it is now.
    fn listen(self: &Rc<Self>) {
        let Some(window) = web_sys::window() else { return };
        let Some(document) = window.document() else { return };
        for (target, event) in
            [(document.as_ref(), "visibilitychange"), (window.as_ref(), "online")]
        {
            let health = Rc::clone(self);
            self.listeners.listen(target, event, move |_| {
                let status = health.status.borrow().clone();
                if !page::is_hidden() && openint::next_poll(status.as_ref(), 0, None).is_some() {
                    health.looks.set(0);
                    health.go(false);
                }
            });
        }
    }

    /// The person wants it checked, which may refresh tokens: it is done on a click only.
    fn check(self: &Rc<Self>) {
        let can_check = self.openint.can_check();
        self.looks.set(0);
        self.status.take();
        self.news([help(if can_check { EN.health_checking } else { EN.health_loading })]);
        // A look that is under way is not the check.
        self.wants_check.set(can_check && self.is_looking.get());
        self.go(can_check);
    }

    /// Reads how the connection is, after a check if one is wanted.
    fn go(self: &Rc<Self>, checks: bool) {
        if self.is_looking.replace(true) {
            return;
        }
        self.alarm.take();
        let health = Rc::clone(self);
        task::spawn(async move {
            let found = health.ask(checks).await;
            let Some(found) = found.filter(|_| !health.is_over.get()) else {
                // The host's token came with the question.
                return health.openint.forget();
            };
            health.is_looking.set(false);
            if health.wants_check.replace(false) {
                health.go(true);
            } else {
                health.show(found);
            }
        });
    }

    /// What a check answers may be of before; what is read then counts. One that failed may have changed it as
    /// well. Once the panel is gone nothing more is asked.
    async fn ask(&self, checks: bool) -> Option<Result<(Connection, Option<u16>), Unanswered>> {
        let checked = if checks { self.openint.check(&self.id).await } else { Ok(()) };
        if self.is_over.get() {
            return None;
        }
        let failed = match checked {
            Ok(()) => None,
            Err((Trouble::Refused(status @ 500.., _), _)) => Some(status),
            Err(error) => return Some(Err(error)),
        };
        Some(self.openint.connection(&self.id).await.map(|connection| (connection, failed)))
    }

    fn show(self: &Rc<Self>, found: Result<(Connection, Option<u16>), Unanswered>) {
        let (status, asked) = match found {
            Ok((connection, failed)) => {
                self.show_connection(&connection, failed);
                (Some(connection.status), None)
            }
            Err((trouble, asked)) => {
                let may_pass = words::may_pass(&trouble);
                if !may_pass {
                    // What was known before is not known any more.
                    fill(self.rows.element(), []);
                    self.looked_at.set(None);
                }
                self.news([note(&words::trouble(&trouble))]);
                self.status.take();
                if !may_pass {
                    return self.say_looked(false);
                }
                (None, asked)
            }
        };
        let wait = openint::next_poll(status.as_ref(), self.looks.get(), asked);
        self.say_looked(wait.is_some());
        self.looks.set(self.looks.get() + 1);
        let alarm = wait.map(|wait| {
            let health = Rc::clone(self);
            let wake = move || health.wake();
            Alarm::at(clock::now().ms + wait, wake)
        });
        self.alarm.replace(alarm);
    }

    fn show_connection(&self, connection: &Connection, failed: Option<u16>) {
        let now = clock::wall();
        self.looked_at.set(Some(now));
        let knows_all = !self.openint.can_check();
        fill(self.rows.element(), [rows::rows(connection, now, knows_all, words::time)]);
        // Said once: it is no news when it is looked at again.
        if connection.held_tokens && self.warning.element().child_element_count() == 0 {
            fill(self.warning.element(), [note(EN.health_tokens).class("note trouble")]);
        }
        let before = self.status.replace(Some(connection.status.clone()));
        if let Some(failed) = failed {
            let failed = text::fill(EN.health_check_failed, &[("status", &failed.to_string())]);
            self.news([note(&failed)]);
        } else if before.as_ref() != Some(&connection.status) {
            self.news([el("p").class("for-ears").text(&words::status(connection))]);
        }
    }

    fn say_looked(&self, looks_again: bool) {
        let looked = self
            .looked_at
            .get()
            .map(|at| text::fill(EN.health_checked, &[("time", &clock::format_time(at))]));
        let again = looks_again.then(|| EN.health_looks_again.to_owned());
        let said: Vec<_> = looked.into_iter().chain(again).collect();
        self.looked.element().set_text_content(Some(&said.join(" ")));
    }

    /// Looks again, if somebody sees it; whoever comes back is told then.
    fn wake(self: &Rc<Self>) {
        if !page::is_hidden() {
            self.go(false);
        }
    }
}
