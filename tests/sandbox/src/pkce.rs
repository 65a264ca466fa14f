//! Proof Key for Code Exchange (RFC 7636): who brings a code shows that they asked for it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// The one method in use; `plain` shows the verifier to whoever sees the address.
pub(crate) const METHOD: &str = "S256";

/// The challenge of a verifier (RFC 7636, section 4.2).
pub(crate) fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()))
}
