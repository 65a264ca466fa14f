/// The reason why there is no token, as the provider or the relay has put it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// The code `error` (RFC 6749, sections 4.1.2.1 and 5.2, and its extensions); may be empty.
    pub code: String,
    /// `error_description`; never shown as anything but text.
    pub description: Option<String>,
    /// `error_uri`; never shown as anything but text.
    pub uri: Option<String>,
}

/// The meaning of a refusal for the person. Every reason has a sentence and a next step of its own.
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
    /// The address that was taken for the token endpoint may be another one.
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
const REASONS: [(&str, Reason); 57] = [
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
    ("oauth_authorization_url_mismatch", Reason::TokenEndpoint),
    ("invalid_redirect_uri", Reason::RedirectUri),
    ("user_cancelled_authorize", Reason::Denied),
    ("user_cancelled_login", Reason::Denied),
    ("user_cancelled", Reason::Denied),
    ("user_canceled", Reason::Denied),
    ("user_denied", Reason::Denied),
    ("consent_denied", Reason::Denied),
    ("authorization_declined", Reason::Denied),
    ("authorization_denied", Reason::Denied),
    ("permission_denied", Reason::Denied),
    ("invalid_client_secret", Reason::Client),
    ("invalid_client_credentials", Reason::Client),
    ("bad_client_credentials", Reason::Client),
    ("bad_client_id", Reason::Client),
    ("unknown_client", Reason::Client),
    ("client_not_found", Reason::Client),
    ("invalid_redirect", Reason::RedirectUri),
    ("redirect_uri_not_allowed", Reason::RedirectUri),
    ("invalid_authorization_code", Reason::Grant),
    ("code_expired", Reason::Grant),
    ("service_unavailable", Reason::ProviderDown),
    ("internal_server_error", Reason::ProviderDown),
];

impl Refusal {
    /// Returns `true` if the provider has said nothing at all.
    pub fn is_silent(&self) -> bool {
        let is_empty = |text: &Option<String>| text.as_deref().unwrap_or_default().is_empty();
        self.code.is_empty() && is_empty(&self.description) && is_empty(&self.uri)
    }

    /// Its meaning.
    pub fn reason(&self) -> Reason {
        // Some write their codes in capitals, or with hyphens.
        let code = self.code.trim().to_ascii_lowercase().replace('-', "_");
        let known = REASONS.into_iter().find(|(known, _)| *known == code);
        known.map_or(Reason::Unknown, |(_, reason)| reason)
    }
}

#[cfg(test)]
mod tests {
    use super::{REASONS, Reason, Refusal};

    /// Every code that is known, under what the person is told of it: those of the standards (RFC 6749,
    /// 8628, 8707, 9396, 9449, 9470 and `OpenID` Connect's), of single providers and of the relay.
    const MEANINGS: &[(Reason, &[&str])] = &[
        (
            Reason::Denied,
            &[
                "access_denied",
                "user_cancelled_authorize",
                "user_cancelled_login",
                "user_cancelled",
                "user_canceled",
                "user_denied",
                "consent_denied",
                "authorization_declined",
                "authorization_denied",
                "permission_denied",
            ],
        ),
        (Reason::Request, &["invalid_request"]),
        (Reason::Application, &["unauthorized_client", "unsupported_response_type"]),
        (Reason::Scope, &["invalid_scope"]),
        (
            Reason::ProviderDown,
            &[
                "server_error",
                "temporarily_unavailable",
                "provider_unreachable",
                "service_unavailable",
                "internal_server_error",
            ],
        ),
        (
            Reason::Client,
            &[
                "invalid_client",
                "invalid_client_id",
                "bad_client_secret",
                "incorrect_client_credentials",
                "invalid_client_secret",
                "invalid_client_credentials",
                "bad_client_credentials",
                "bad_client_id",
                "unknown_client",
                "client_not_found",
            ],
        ),
        (
            Reason::Grant,
            &[
                "invalid_grant",
                "invalid_code",
                "bad_verification_code",
                "invalid_authorization_code",
                "code_expired",
            ],
        ),
        // Slack's: its old address asked the person, its new one was sent the code.
        (Reason::TokenEndpoint, &["unsupported_grant_type", "oauth_authorization_url_mismatch"]),
        (
            Reason::RedirectUri,
            &[
                "redirect_uri_mismatch",
                "bad_redirect_uri",
                "invalid_redirect_uri",
                "invalid_redirect",
                "redirect_uri_not_allowed",
            ],
        ),
        (
            Reason::Interaction,
            &[
                "interaction_required",
                "login_required",
                "account_selection_required",
                "consent_required",
            ],
        ),
        (Reason::Target, &["invalid_target", "invalid_authorization_details"]),
        (Reason::Unsupported, &["invalid_dpop_proof", "use_dpop_nonce"]),
        (Reason::Weak, &["unmet_authentication_requirements", "insufficient_user_authentication"]),
        (Reason::TooLate, &["expired_token", "expired"]),
        (Reason::Answer, &["invalid_response"]),
        (Reason::Issuer, &["issuer_mismatch"]),
        (Reason::NotKept, &["relay_error"]),
        (Reason::Cancelled, &["cancelled"]),
    ];

    /// A refusal whose other texts mean something else: a provider may write anything there.
    fn refusal(code: &str) -> Refusal {
        Refusal {
            code: code.to_owned(),
            description: Some("invalid_scope".to_owned()),
            uri: Some("https://provider.example/invalid_scope".to_owned()),
        }
    }

    #[test]
    fn every_code_means_what_its_standard_or_its_provider_says() {
        for (reason, codes) in MEANINGS {
            for code in *codes {
                assert_eq!(refusal(code).reason(), *reason, "{code}");
            }
        }
        // And none is known that is not held against this table.
        let mut known: Vec<_> = REASONS.into_iter().map(|(code, _)| code).collect();
        let mut held: Vec<_> = MEANINGS.iter().flat_map(|(_, codes)| *codes).copied().collect();
        known.sort_unstable();
        held.sort_unstable();
        assert_eq!(known, held);
    }

    #[test]
    fn codes_are_known_in_capitals_and_with_hyphens_too() {
        for code in ["ACCESS_DENIED", "Access-Denied", "access_denied "] {
            let refusal = Refusal { code: code.to_owned(), ..Refusal::default() };
            assert_eq!(refusal.reason(), Reason::Denied, "{code}");
        }
    }

    #[test]
    fn what_is_no_known_code_means_nothing() {
        for code in [
            "",
            // Those of a device's flow say that it goes on, and nobody waits for one here.
            "slow_down",
            "authorization_pending",
            // Microsoft's own numbers change, and stand beside a code of the standard.
            "AADSTS50011",
            "<img src=x onerror=alert(1)>",
        ] {
            assert_eq!(refusal(code).reason(), Reason::Unknown, "{code}");
        }
    }
}
