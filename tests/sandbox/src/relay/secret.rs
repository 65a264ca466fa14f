//! A client secret in memory.

use std::fmt;

use zeroize::Zeroizing;

/// A client secret: overwritten when it is dropped, and never shown.
pub(super) struct Secret(Zeroizing<String>);

impl Secret {
    /// None for the empty text, which a public client has (RFC 6749, section 2.1).
    pub(super) fn new(text: String) -> Option<Self> {
        (!text.is_empty()).then(|| Self(Zeroizing::new(text)))
    }

    /// The secret itself, for the one request that carries it.
    pub(super) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}
