//! The health of an `OpenInt` connection, as far as it is known.

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
    api::{ApiError, openint::OpenInt},
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
    /// The news, announced also to those who do not see it.
    news: El,
    /// The time of the last poll, and what comes next.
    polled: El,
    /// The number of polls since somebody asked for one, or came back.
    polls: Cell<u32>,
    /// `true` while a poll is under way: there is never a second one beside it.
    is_polling: Cell<bool>,
    /// `true` if the person has asked for a check meanwhile.
    wants_check: Cell<bool>,
    /// The status at the last poll.
    status: RefCell<Option<Status>>,
    polled_at: Cell<Option<u64>>,
    alarm: RefCell<Option<Alarm>>,
    /// `true` once the panel is gone: what is answered then leads to nothing more.
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

/// The reason why a poll or a check gave nothing, and the time for which the server wants to be
/// left alone, in milliseconds.
type Unanswered = (ApiError, Option<u64>);

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
        polled: el("p").class("help"),
        polls: Cell::default(),
        is_polling: Cell::default(),
        wants_check: Cell::default(),
        status: RefCell::default(),
        polled_at: Cell::default(),
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
            health.polled.clone(),
            el("div").class("actions").child(button),
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
                    health.polls.set(0);
                    health.go(false);
                }
            });
        }
    }

    /// The person wants it checked, which may refresh tokens: it is done on a click only.
    fn check(self: &Rc<Self>) {
        let can_check = self.openint.can_check();
        self.polls.set(0);
        self.status.take();
        self.news([help(if can_check { EN.health_checking } else { EN.health_loading })]);
        // A poll that is under way is not the check.
        self.wants_check.set(can_check && self.is_polling.get());
        self.go(can_check);
    }

    /// Reads how the connection is, after a check if one is wanted.
    fn go(self: &Rc<Self>, checks: bool) {
        if self.is_polling.replace(true) {
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
            health.is_polling.set(false);
            if health.wants_check.replace(false) {
                health.go(true);
            } else {
                health.show(found);
            }
        });
    }

    /// Reads the connection, after a check if one is wanted. The answer of a check may be of
    /// before, so what is read counts. A check that failed may have changed it as well. Once the
    /// panel is gone nothing more is asked.
    async fn ask(&self, checks: bool) -> Option<Result<(Connection, Option<u16>), Unanswered>> {
        let checked = if checks { self.openint.check(&self.id).await } else { Ok(()) };
        if self.is_over.get() {
            return None;
        }
        let failed = match checked {
            Ok(()) => None,
            Err((ApiError::Refused(status @ 500.., _), _)) => Some(status),
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
            Err((error, asked)) => {
                let may_pass = words::may_pass(&error);
                if !may_pass {
                    // What was known before is not known any more.
                    fill(self.rows.element(), []);
                    self.polled_at.set(None);
                }
                self.news([note(&words::error(&error))]);
                self.status.take();
                if !may_pass {
                    return self.say_polled(false);
                }
                (None, asked)
            }
        };
        let wait = openint::next_poll(status.as_ref(), self.polls.get(), asked);
        self.say_polled(wait.is_some());
        self.polls.set(self.polls.get() + 1);
        let alarm = wait.map(|wait| {
            let health = Rc::clone(self);
            let wake = move || health.wake();
            Alarm::at(clock::now().ms + wait, wake)
        });
        self.alarm.replace(alarm);
    }

    fn show_connection(&self, connection: &Connection, failed: Option<u16>) {
        let now = clock::wall();
        self.polled_at.set(Some(now));
        let knows_all = !self.openint.can_check();
        fill(self.rows.element(), [rows::rows(connection, now, knows_all, words::time)]);
        // Said once: it is no news when it is polled again.
        if connection.held_tokens && self.warning.element().child_element_count() == 0 {
            fill(self.warning.element(), [note(EN.health_tokens).class("note trouble")]);
        }
        let before = self.status.replace(Some(connection.status.clone()));
        if let Some(failed) = failed {
            let failed = text::fill(EN.health_check_failed, &[("status", &failed.to_string())]);
            self.news([note(&failed)]);
        } else if before.as_ref() != Some(&connection.status) {
            self.news([el("p").class("visually-hidden").text(&words::status(connection))]);
        }
    }

    fn say_polled(&self, polls_again: bool) {
        let polled = self
            .polled_at
            .get()
            .map(|at| text::fill(EN.health_checked, &[("time", &clock::format_time(at))]));
        let again = polls_again.then(|| EN.health_looks_again.to_owned());
        let said: Vec<_> = polled.into_iter().chain(again).collect();
        self.polled.element().set_text_content(Some(&said.join(" ")));
    }

    /// Polls again, if somebody sees it; whoever comes back is told then.
    fn wake(self: &Rc<Self>) {
        if !page::is_hidden() {
            self.go(false);
        }
    }
}
