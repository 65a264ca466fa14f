//! Carries out what the save machine commands.

use std::{cell::Cell, rc::Rc};

use wizard_core::{Command, Event, Save};
use wizard_web::{
    clock::{self, Alarm},
    task,
};

use super::{PATIENCE, Session};
use crate::app::Kept;

impl Session {
    pub(super) fn obey(self: &Rc<Self>, command: Command) {
        let session = Rc::clone(self);
        match command {
            // The alarm holds the session, and the session the alarm: until it has rung, there is
            // something to send, whoever else has forgotten the session.
            Command::Wake { at } => {
                let alarm = Alarm::at(at, move || session.happen(Event::Wake));
                self.alarm.replace(Some(alarm));
            }
            Command::Lock => task::spawn(async move { session.take_turn().await }),
            Command::Unlock => self.keeper.unlock(),
            // Not bound to any view: what has begun is brought to its end.
            Command::Load => task::spawn(async move {
                let record = session.spaces.load(&session.key).await;
                session.happen(Event::Loaded(record));
            }),
            Command::Save(save) => task::spawn(async move { session.save(&save).await }),
        }
    }

    async fn save(self: &Rc<Self>, save: &Save) {
        self.keeper.before_save().await;
        let saved = self.spaces.save(&self.key, save).await;
        if saved.is_ok() {
            self.keeper.tell_saved();
        } else if self.is_page_left.get() {
            // The browser breaks off what a page that is left waits for, and not what it has
            // sent: that may arrive, and whoever comes next has to know of it.
            self.broken_off.replace(Some(Event::Saved(saved)));
            return;
        }
        self.happen(Event::Saved(saved));
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
