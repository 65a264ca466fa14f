//! Carries out what the save machine commands.

use std::{cell::Cell, rc::Rc};

use wizard_core::{SaveCommand, SaveEvent};

use super::{RESTORE_LIMIT, SaveDriver};
use crate::EditStorage;

impl SaveDriver {
    pub(super) fn execute(self: &Rc<Self>, command: SaveCommand) {
        let driver = Rc::clone(self);
        match command {
            // The timer holds the driver, and the driver the timer: until it has run out, there is
            // something to send, whoever else has forgotten the driver.
            SaveCommand::Wake { at } => {
                let wake = move || driver.dispatch(SaveEvent::Wake);
                self.wake_timer.replace(Some(self.io.wake_at(at, Box::new(wake))));
            }
            SaveCommand::Lock => self.io.spawn(Box::pin(async move { driver.lock().await })),
            SaveCommand::Unlock => self.persistence.unlock(),
            // Neither is bound to any view: what has begun is brought to its end.
            SaveCommand::Load => self.io.spawn(Box::pin(async move {
                let answer = driver.io.load(&driver.key).await;
                driver.dispatch(SaveEvent::Loaded(answer));
            })),
            SaveCommand::Save(save) => self.io.spawn(Box::pin(async move {
                driver.persistence.before_save().await;
                let answer = driver.io.save(&driver.key, save).await;
                driver.saved(SaveEvent::Saved(answer));
            })),
        }
    }

    fn saved(self: &Rc<Self>, answer: SaveEvent) {
        match answer {
            // The browser breaks off what a page that is left waits for, and not what it has sent: that
            // may arrive, and whoever comes next has to know of it.
            SaveEvent::Saved(Err(_)) if self.is_page_left.get() => {
                self.interrupted.replace(Some(answer));
                return;
            }
            SaveEvent::Saved(Ok(_)) => self.persistence.announce_save(),
            _ => {}
        }
        self.dispatch(answer);
    }

    /// Waits for the write lock, and then for what wizards left behind that held it. A database that does
    /// not answer does not hold up everybody else: what it gives later is taken in then.
    async fn lock(self: &Rc<Self>) {
        self.persistence.lock().await;
        if self.persistence.storage() != EditStorage::Browser {
            return self.dispatch(SaveEvent::Locked);
        }
        let has_begun = Rc::new(Cell::new(false));
        let begin = {
            let (driver, has_begun) = (Rc::clone(self), Rc::clone(&has_begun));
            move || {
                if !has_begun.replace(true) {
                    driver.dispatch(SaveEvent::Locked);
                }
            }
        };
        let at = self.io.now().ms + RESTORE_LIMIT;
        let _timer = self.io.wake_at(at, Box::new(begin.clone()));
        let left = self.persistence.restore(true).await;
        if !left.is_empty() {
            self.dispatch(SaveEvent::Restored(left));
        }
        begin();
    }
}
