use std::{cell::RefCell, future::ready};

use futures::channel::oneshot;
use wizard_state::LocalBoxFuture;

/// The answers to one kind of request: they come when the test says so.
pub struct Answers<T> {
    answer: RefCell<Option<T>>,
    waiting: RefCell<Vec<oneshot::Sender<T>>>,
}

impl<T> Default for Answers<T> {
    fn default() -> Self {
        Self { answer: RefCell::default(), waiting: RefCell::default() }
    }
}

impl<T: Clone + 'static> Answers<T> {
    /// Asks; what is not to be answered yet waits.
    pub fn ask(&self) -> LocalBoxFuture<'static, T> {
        if let Some(answer) = self.answer.borrow().clone() {
            return Box::pin(ready(answer));
        }
        let (sender, answer) = oneshot::channel();
        self.waiting.borrow_mut().push(sender);
        // A test that is over answers no more.
        Box::pin(async move {
            match answer.await {
                Ok(answer) => answer,
                Err(_) => std::future::pending().await,
            }
        })
    }

    /// Answers what waits, and what is asked from now on.
    pub fn give(&self, answer: T) {
        self.answer.replace(Some(answer.clone()));
        for waiting in self.waiting.take() {
            let _ = waiting.send(answer.clone());
        }
    }

    /// Answers nothing from now on.
    pub fn withhold(&self) {
        self.answer.take();
    }

    /// Says how many wait.
    pub fn waiting(&self) -> usize {
        self.waiting.borrow().len()
    }
}
