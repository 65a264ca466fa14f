//! Typing of which it is known when each character had arrived.

use std::time::{Duration, Instant};

use fantoccini::error::CmdError;
use serde_json::json;

use crate::Page;

/// How long a browser that was killed may take to be known as gone.
const PATIENCE: Duration = Duration::from_secs(20);

/// What became of typing.
#[derive(Debug)]
pub struct Typed {
    /// When the page had taken each of the characters that arrived, in their order. One more may
    /// have arrived whose answer the browser did not live to give.
    pub taken: Vec<Instant>,
    /// Why it ended early, if it did.
    pub end: Result<(), Gone>,
}

/// The browser is gone, or does not answer.
#[derive(Debug)]
pub struct Gone(pub Option<CmdError>);

impl Page<'_> {
    /// Presses a key for each character, with a pause after each, wherever the focus is, until all
    /// are typed or the browser is gone.
    pub async fn try_keys(&self, text: &str, pause: Duration) -> Typed {
        let mut taken = Vec::new();
        let mut bytes = [0; 4];
        for character in text.chars() {
            let character: &str = character.encode_utf8(&mut bytes);
            if let Err(gone) = self.try_key(character).await {
                return Typed { taken, end: Err(gone) };
            }
            taken.push(Instant::now());
            if !pause.is_zero() {
                tokio::time::sleep(pause).await;
            }
        }
        Typed { taken, end: Ok(()) }
    }

    async fn try_key(&self, character: &str) -> Result<(), Gone> {
        // The browser answers when the page is done with the key.
        let down = json!({ "type": "keyDown", "key": character, "text": character });
        let up = json!({ "type": "keyUp", "key": character });
        let keys = async {
            self.browser().try_devtools("Input.dispatchKeyEvent", down).await?;
            self.browser().try_devtools("Input.dispatchKeyEvent", up).await
        };
        match tokio::time::timeout(PATIENCE, keys).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(Gone(Some(error))),
            Err(_) => Err(Gone(None)),
        }
    }
}
