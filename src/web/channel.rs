//! A channel to the wizards in the other pages of this origin.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{BroadcastChannel, MessageEvent};

use crate::listen::listen;

const NAME: &str = "spaces-oauth-wizard";

/// An open channel; dropped, it is closed.
pub struct Channel {
    channel: BroadcastChannel,
    /// Held for as long as the channel is open.
    _listener: EventListener,
}

impl Channel {
    /// Opens a channel and gives `on_text` each text that another channel posts. There is none in
    /// browsers that have no channels.
    pub fn open(on_text: impl Fn(String) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(NAME).ok()?;
        let listener = listen(&channel, "message", move |event| {
            // What is no text is not from a wizard of this kind.
            let text = event.dyn_ref().map(MessageEvent::data).and_then(|data| data.as_string());
            if let Some(text) = text {
                on_text(text);
            }
        });
        Some(Self { channel, _listener: listener })
    }

    /// Posts a text to all other channels.
    pub fn post(&self, text: &str) {
        // Only a closed channel refuses a text.
        let _ = self.channel.post_message(&text.into());
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.close();
    }
}
