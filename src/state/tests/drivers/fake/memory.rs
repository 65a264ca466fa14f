use std::{cell::RefCell, collections::HashMap};

use wizard_core::Key;

/// The memory of a browser, for all its pages.
#[derive(Default)]
pub struct Memory {
    pub steps: RefCell<HashMap<Key, String>>,
    pub attempts: RefCell<HashMap<Key, String>>,
    pub suggestions: RefCell<Vec<(String, String)>>,
}
