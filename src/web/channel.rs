//! Talking to the wizards in the other pages of this origin.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{BroadcastChannel, Event, MessageEvent};

use super::task::{listen, unlisten};

const NAME: &str = "spaces-oauth-wizard";

const MESSAGE: &str = "message";

/// Hears what others post until it is dropped, and posts to them.
pub struct Channel {
    channel: BroadcastChannel,
    listener: Closure<dyn FnMut(Event)>,
}

impl Channel {
    /// Tells `heard` each text that another channel posts. There is none in browsers that have no
    /// channels.
    pub fn open(heard: impl Fn(String) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(NAME).ok()?;
        let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            // What is no text is not from a wizard of this kind.
            if let Some(text) = event.unchecked_into::<MessageEvent>().data().as_string() {
                heard(text);
            }
        });
        listen(&channel, MESSAGE, listener.as_ref().unchecked_ref());
        Some(Self { channel, listener })
    }

    /// Posts a text to all other channels.
    pub fn post(&self, text: &str) {
        // Only a closed channel refuses a text.
        let _ = self.channel.post_message(&text.into());
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        unlisten(&self.channel, MESSAGE, self.listener.as_ref().unchecked_ref());
        self.channel.close();
    }
}
