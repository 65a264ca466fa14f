//! The JWTs that `/graphql` accepts: HS256, under a key that lives as long as the sandbox.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::random;

/// Makes and checks JWTs; a clone is another handle on the same key and lifetime.
#[derive(Clone, Debug)]
pub struct Tokens(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    key: [u8; 32],
    lifetime: AtomicI64,
}

impl Tokens {
    /// Tokens under a new key, good for so many seconds; a negative number makes expired ones.
    pub fn new(lifetime: i64) -> Self {
        Self(Arc::new(Inner { key: random::bytes(), lifetime: AtomicI64::new(lifetime) }))
    }

    /// From now on tokens are good for so many seconds; a negative number makes expired ones.
    pub fn set_lifetime(&self, seconds: i64) {
        self.0.lifetime.store(seconds, Ordering::SeqCst);
    }

    /// A new token with the lifetime that is set.
    pub fn issue(&self) -> String {
        self.issue_for(self.0.lifetime.load(Ordering::SeqCst))
    }

    /// A new token that is good for so many seconds; a negative number makes an expired one.
    pub fn issue_for(&self, seconds: i64) -> String {
        let iat = now();
        let claims = json!({ "sub": "sandbox", "iat": iat, "exp": iat + seconds });
        let signed = format!("{}.{}", header(), URL_SAFE_NO_PAD.encode(claims.to_string()));
        let signature = self.mac(&signed).finalize().into_bytes();
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    /// Whether a token is one of these and has not expired.
    pub fn accept(&self, token: &str) -> bool {
        self.expiry(token).is_some_and(|exp| exp > now())
    }

    /// The `exp` of a token of ours, in seconds since 1970.
    fn expiry(&self, token: &str) -> Option<i64> {
        let (signed, signature) = token.rsplit_once('.')?;
        let (head, claims) = signed.split_once('.')?;
        let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
        self.mac(signed).verify_slice(&signature).ok()?;
        if head != header() {
            return None;
        }
        let claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).ok()?).ok()?;
        claims["exp"].as_i64()
    }

    fn mac(&self, signed: &str) -> Hmac<Sha256> {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.0.key).expect("HMAC takes a key of any length");
        mac.update(signed.as_bytes());
        mac
    }
}

fn header() -> String {
    URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256","typ":"JWT"}"#)
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}
