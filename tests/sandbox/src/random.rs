//! What nobody can guess.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

/// Random bytes; all but 12 bits of them come from the system's generator.
pub(crate) fn bytes() -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes[..16].copy_from_slice(Uuid::new_v4().as_bytes());
    bytes[16..].copy_from_slice(Uuid::new_v4().as_bytes());
    bytes
}

/// Random bytes as 43 letters, digits, dashes and underscores.
pub(crate) fn text() -> String {
    URL_SAFE_NO_PAD.encode(bytes())
}
