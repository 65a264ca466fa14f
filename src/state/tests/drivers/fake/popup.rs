use std::{cell::Cell, rc::Rc};

use wizard_state::ProviderPopup;

use super::log::Log;

/// A provider's window.
pub struct Popup {
    pub log: Rc<Log>,
    pub is_closed: Rc<Cell<bool>>,
}

impl ProviderPopup for Popup {
    fn go(&self, url: &str) {
        self.log.add(format!("popup goes to {url}"));
    }

    fn show(&self) {
        self.log.add("popup is shown");
    }

    fn close(&self) {
        self.log.add("popup is closed");
        self.is_closed.set(true);
    }

    fn seems_closed(&self) -> bool {
        self.is_closed.get()
    }
}
