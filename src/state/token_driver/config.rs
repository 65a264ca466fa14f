use std::rc::Rc;

use crate::{Encrypt, TokenStarter};

/// The host page's configuration of the way to a token.
#[derive(Clone)]
pub struct TokenConfig {
    /// The starter of token generation.
    pub starter: Rc<dyn TokenStarter>,
    /// The redirect URI that has to be registered with the provider, or the attribute that is missing
    /// for it.
    pub redirect_uri: Result<String, &'static str>,
    /// The address that people are brought back to who answer the provider in the page's own tab,
    /// if they are.
    pub return_url: Option<String>,
    /// The host's function that encrypts the client secret, if it has one.
    pub encrypt: Option<Encrypt>,
}
