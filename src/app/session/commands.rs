//! Carries out what the save machine commands.

use std::{cell::Cell, rc::Rc};

use wizard_core::{Command, Event};
use wizard_web::{
    clock::{self, Alarm},
    task,
};

use super::{PATIENCE, Session};
use crate::{app::Kept, client::spaces::Request};

impl Session {
    pub(super) fn obey(self: &Rc<Self>, command: Command) {
        let session = Rc::clone(self);
        let request = match command {
            // The alarm holds the session, and the session the alarm: until it has rung, there is
            // something to send, whoever else has forgotten the session.
            Command::Wake { at } => {
                self.alarm.replace(Alarm::at(at, move || session.happen(Event::Wake)));
                return;
            }
            Command::Lock => {
                task::spawn(async move { session.take_turn().await });
                return;
            }
            Command::Unlock => return self.keeper.unlock(),
            Command::Load => Request::Load,
            Command::Save(save) => Request::Save(save),
        };
        // Not bound to any view: a save that has begun is brought to its end.
        task::spawn(async move {
            if matches!(request, Request::Save(_)) {
                session.keeper.before_save().await;
            }
            let answer = session.spaces.ask(&session.key, request).await;
            match answer {
                // The browser breaks off what a page that is left waits for, and not what it has
                // sent: that may arrive, and whoever comes next has to know of it.
                Event::Saved(Err(_)) if session.is_page_left.get() => {
                    session.broken_off.replace(Some(answer));
                    return;
                }
                Event::Saved(Ok(_)) => session.keeper.tell_saved(),
                _ => {}
            }
            session.happen(answer);
        });
    }

    /// Waits for our turn, and then for what wizards left behind that had theirs. A database that
    /// does not answer does not hold up everybody else: what it gives later is taken in then.
    async fn take_turn(self: &Rc<Self>) {
        self.keeper.lock().await;
        if self.keeper.kept() != Kept::InBrowser {
            return self.happen(Event::Locked);
        }
        let has_begun = Rc::new(Cell::new(false));
        let begin = {
            let (session, has_begun) = (Rc::clone(self), Rc::clone(&has_begun));
            move || {
                if !has_begun.replace(true) {
                    session.happen(Event::Locked);
                }
            }
        };
        let late = begin.clone();
        let _alarm = Alarm::at(clock::now().ms + PATIENCE, late);
        let left = self.keeper.restore(true).await;
        if !left.is_empty() {
            self.happen(Event::Restored(left));
        }
        begin();
    }
}
