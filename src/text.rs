//! Every sentence that a person reads.
//!
//! A sentence is a member of [`Words`], so a language is a value of that type. Places in braces are
//! filled in by [`fill`].

mod en;

pub use en::EN;

/// The sentences of one language.
#[derive(Debug)]
#[expect(
    missing_docs,
    reason = "a sentence's name says where it stands, and the sentence the rest"
)]
pub struct Words {
    pub steps: &'static str,
    pub step_application: &'static str,
    pub step_parameters: &'static str,
    pub step_review: &'static str,
    pub needs: &'static str,
    pub needs_nothing: &'static str,
    pub next: &'static str,
    pub back: &'static str,
    pub application_intro: &'static str,
    pub parameters_intro: &'static str,
    pub review_intro: &'static str,
    pub review_done: &'static str,

    pub base_url: &'static str,
    pub base_url_help: &'static str,
    pub company_id: &'static str,
    pub company_id_help: &'static str,
    pub client_id: &'static str,
    pub client_id_help: &'static str,
    pub client_secret: &'static str,
    pub client_secret_help: &'static str,

    pub base_url_not_a_url: &'static str,
    pub base_url_blanks: &'static str,
    pub base_url_not_https: &'static str,
    pub base_url_user_info: &'static str,

    pub base_url_missing: &'static str,
    pub company_id_missing: &'static str,
    pub client_id_missing: &'static str,
    pub half_character: &'static str,
    pub blanks: &'static str,
    pub blanks_in_secret: &'static str,
    pub remove_blanks: &'static str,
    pub summary: &'static str,
    pub summary_of_warnings: &'static str,

    pub authorization_params: &'static str,
    pub authorization_params_help: &'static str,
    pub authorization_param: &'static str,
    pub add_authorization_param: &'static str,
    pub authorization_preview: &'static str,
    pub access_token_params: &'static str,
    pub access_token_params_help: &'static str,
    pub access_token_param: &'static str,
    pub add_access_token_param: &'static str,
    pub access_token_preview: &'static str,
    pub key: &'static str,
    pub value: &'static str,
    pub remove: &'static str,
    pub params_none: &'static str,
    pub param_added: &'static str,
    pub param_removed: &'static str,
    pub params_pasted: &'static str,
    pub param_fixed: &'static str,
    pub param_no_key: &'static str,
    pub param_repeated_key: &'static str,
    pub preview: &'static str,
    pub preview_nothing: &'static str,

    pub not_entered: &'static str,
    pub not_known: &'static str,
    pub secret_typed: &'static str,
    pub secret_not_typed: &'static str,
    pub token: &'static str,
    pub token_generated: &'static str,
    pub token_not_generated: &'static str,
    pub token_outdated: &'static str,
    pub token_stale: &'static str,

    pub state_loading: &'static str,
    pub state_saved: &'static str,
    pub state_nothing_saved: &'static str,
    pub state_attention: &'static str,
    pub state_except_one: &'static str,
    pub state_except_many: &'static str,
    pub state_unsaved: &'static str,
    pub state_saving: &'static str,
    pub state_not_loaded: &'static str,
    pub state_unreadable: &'static str,
    pub state_not_saved: &'static str,
    pub state_offline: &'static str,
    pub state_signed_out: &'static str,

    pub retry: &'static str,
    pub sign_in_again: &'static str,
    pub start_over: &'static str,
    pub start_over_question: &'static str,
    pub discard: &'static str,
    pub discard_question: &'static str,
    pub keep: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub not_copied: &'static str,
    pub tries_again: &'static str,
    pub typed_is_kept: &'static str,
    pub details: &'static str,

    pub failure_signed_out: &'static str,
    pub failure_no_bearer: &'static str,
    pub failure_forbidden: &'static str,
    pub failure_forbidden_load: &'static str,
    pub failure_rate_limited: &'static str,
    pub failure_platform_down: &'static str,
    pub failure_unreachable: &'static str,
    pub failure_offline: &'static str,
    pub failure_timed_out: &'static str,
    pub failure_not_json: &'static str,
    pub failure_truncated: &'static str,
    pub failure_no_data: &'static str,
    pub failure_unknown_space: &'static str,
    pub failure_unknown_instance: &'static str,
    pub failure_too_large: &'static str,
    pub failure_refused: &'static str,
    pub malformed: &'static str,
    pub malformed_found: &'static str,
    pub set_aside: &'static str,

    pub problems: &'static str,
    pub problem_no_endpoint: &'static str,
    pub problem_bad_address: &'static str,
    pub problem_missing_id: &'static str,
    pub problem_unknown_value: &'static str,
    pub problems_for_developers: &'static str,
}

/// A sentence with its places filled in.
pub fn fill(sentence: &str, places: &[(&str, &str)]) -> String {
    places.iter().fold(sentence.to_owned(), |sentence, (place, value)| {
        sentence.replace(&format!("{{{place}}}"), value)
    })
}
