/// Why there is no token, as the provider or the relay has put it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// The code `error` (RFC 6749, sections 4.1.2.1 and 5.2, and its extensions); may be empty.
    pub code: String,
    /// `error_description`; never shown as anything but text.
    pub description: Option<String>,
    /// `error_uri`; never shown as anything but text.
    pub uri: Option<String>,
}

/// What a refusal means for the person. Every reason has a sentence and a next step of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The person, or their administrator, said no.
    Denied,
    /// The provider did not understand the request, often because of a parameter.
    Request,
    /// The application may not ask for a token in this way.
    Application,
    /// A scope that does not exist or is not the application's.
    Scope,
    /// The provider has a problem of its own.
    ProviderDown,
    /// The client id or the client secret is wrong.
    Client,
    /// The code was too old, used twice, or meant for another redirect URI.
    Grant,
    /// What was taken for the token endpoint may be another address.
    TokenEndpoint,
    /// The redirect URI is not registered with the provider.
    RedirectUri,
    /// The provider wants to ask the person, and was told not to.
    Interaction,
    /// The audience or resource is not the provider's.
    Target,
    /// The provider wants something that this connector cannot do.
    Unsupported,
    /// The provider wants the person to sign in more strongly than they did.
    Weak,
    /// The provider's answer holds neither a token nor an error.
    Answer,
    /// Another server answered than the one that was asked (RFC 9207).
    Issuer,
    /// There was a token, and the platform could not keep it.
    NotKept,
    /// Somebody cancelled it, perhaps the person in another window.
    Cancelled,
    /// The person did not answer in time.
    TooLate,
    /// Nothing that is known here.
    Unknown,
}

/// The codes and what they mean, those of single providers last: some answer with status 200 and
/// words of their own.
const REASONS: [(&str, Reason); 36] = [
    ("access_denied", Reason::Denied),
    ("invalid_request", Reason::Request),
    ("unauthorized_client", Reason::Application),
    ("unsupported_response_type", Reason::Application),
    ("invalid_scope", Reason::Scope),
    ("server_error", Reason::ProviderDown),
    ("temporarily_unavailable", Reason::ProviderDown),
    ("provider_unreachable", Reason::ProviderDown),
    ("invalid_client", Reason::Client),
    ("invalid_grant", Reason::Grant),
    ("unsupported_grant_type", Reason::TokenEndpoint),
    ("redirect_uri_mismatch", Reason::RedirectUri),
    ("interaction_required", Reason::Interaction),
    ("login_required", Reason::Interaction),
    ("account_selection_required", Reason::Interaction),
    ("consent_required", Reason::Interaction),
    ("invalid_target", Reason::Target),
    ("invalid_authorization_details", Reason::Target),
    ("invalid_dpop_proof", Reason::Unsupported),
    ("use_dpop_nonce", Reason::Unsupported),
    ("unmet_authentication_requirements", Reason::Weak),
    ("insufficient_user_authentication", Reason::Weak),
    ("invalid_response", Reason::Answer),
    ("issuer_mismatch", Reason::Issuer),
    ("relay_error", Reason::NotKept),
    ("cancelled", Reason::Cancelled),
    ("expired_token", Reason::TooLate),
    ("expired", Reason::TooLate),
    ("invalid_code", Reason::Grant),
    ("bad_verification_code", Reason::Grant),
    ("bad_redirect_uri", Reason::RedirectUri),
    ("invalid_client_id", Reason::Client),
    ("bad_client_secret", Reason::Client),
    ("incorrect_client_credentials", Reason::Client),
    ("oauth_authorization_url_mismatch", Reason::Grant),
    ("invalid_redirect_uri", Reason::RedirectUri),
];

impl Refusal {
    /// Whether the provider has said nothing at all.
    pub fn is_silent(&self) -> bool {
        let is_empty = |text: &Option<String>| text.as_deref().unwrap_or_default().is_empty();
        self.code.is_empty() && is_empty(&self.description) && is_empty(&self.uri)
    }

    /// What it means.
    pub fn reason(&self) -> Reason {
        let known = REASONS.into_iter().find(|(code, _)| *code == self.code);
        known.map_or(Reason::Unknown, |(_, reason)| reason)
    }
}
