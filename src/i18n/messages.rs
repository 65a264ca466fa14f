//! The sentence that goes with a value.

use std::borrow::Cow;

use wizard_core::{
    ControlId, FailureKind, Field, MergePath, Obstacle, ParamValue, Problem, Reason, SecretState,
    Step, Table, TokenEnd, Unreadable, base_url, url,
};
use wizard_state::Unfinished;
use wizard_web::journal::StorageError;

use super::{EN, FieldText, interpolate, invisible};

/// The sentences of a field.
pub fn field(field: Field) -> FieldText {
    (EN.field)(field)
}

/// A step's title.
pub fn step(step: Step) -> &'static str {
    (EN.step)(step)
}

/// A table's name.
pub const fn table(table: Table) -> &'static str {
    match table {
        Table::Authorization => EN.authorization_params,
        Table::AccessToken => EN.access_token_params,
    }
}

/// The purpose of a table.
pub const fn table_help(table: Table) -> &'static str {
    match table {
        Table::Authorization => EN.authorization_params_help,
        Table::AccessToken => EN.access_token_params_help,
    }
}

/// The parameter that a control belongs to, with its number.
pub const fn param(table: Table) -> &'static str {
    match table {
        Table::Authorization => EN.authorization_param,
        Table::AccessToken => EN.access_token_param,
    }
}

/// The button for another row.
pub const fn add(table: Table) -> &'static str {
    match table {
        Table::Authorization => EN.add_authorization_param,
        Table::AccessToken => EN.add_access_token_param,
    }
}

/// The request that a table's parameters are sent in.
pub const fn preview(table: Table) -> &'static str {
    match table {
        Table::Authorization => EN.authorization_preview,
        Table::AccessToken => EN.access_token_preview,
    }
}

/// Parameters that providers ask for, as suggestions: names of standards (RFC 6749, RFC 8707,
/// `OpenID` Connect Core) and of widespread providers.
pub const fn known_keys(table: Table) -> &'static [&'static str] {
    match table {
        Table::Authorization => {
            &["scope", "prompt", "access_type", "audience", "resource", "login_hint"]
        }
        Table::AccessToken => &["audience", "resource", "scope"],
    }
}

/// The name of a control where it does not stand: in a table, with the number of its row.
pub fn name(control: ControlId, number: usize) -> String {
    let of_row = |name, table| {
        format!("{name}, {}", interpolate(param(table), &[("number", &number.to_string())]))
    };
    match control {
        ControlId::Field(of) => field(of).label.to_owned(),
        ControlId::Key(table, _) => of_row(EN.key, table),
        ControlId::Value(table, _) => of_row(EN.value, table),
    }
}

/// The problem at a control, with that text.
pub fn problem(control: ControlId, problem: Problem, text: &str) -> Cow<'static, str> {
    let kind = control.text_kind();
    match problem {
        Problem::Invisible => invisible::sentence(text, kind).into(),
        Problem::ControlCharacter | Problem::BaseUrl(base_url::Problem::Blanks) => {
            invisible::with_places(plain_problem(control, problem), text, kind).into()
        }
        _ => plain_problem(control, problem).into(),
    }
}

/// The sentence of a problem, whatever the text.
fn plain_problem(control: ControlId, problem: Problem) -> &'static str {
    match problem {
        Problem::Missing => match control {
            ControlId::Field(of) => field(of).missing,
            // Only fields can be missing.
            ControlId::Key(..) | ControlId::Value(..) => "",
        },
        Problem::BaseUrl(problem) => base_url_problem(problem),
        Problem::NoKey => EN.param_no_key,
        Problem::RepeatedKey => EN.param_repeated_key,
        Problem::Reserved => EN.param_reserved,
        Problem::UnsafeKey => EN.param_unsafe_key,
        Problem::LongKey => EN.param_long_key,
        Problem::ControlCharacter => EN.param_control_character,
        Problem::SeparatorInKey => EN.param_separator_in_key,
        Problem::AlikeKey => EN.param_alike_key,
        Problem::LooksSecret => EN.param_looks_secret,
        Problem::Unnecessary => EN.param_unnecessary,
        Problem::Filled => EN.filled,
        Problem::HalfCharacter => EN.half_character,
        Problem::Blanks | Problem::Invisible => EN.blanks,
    }
}

const fn base_url_problem(problem: base_url::Problem) -> &'static str {
    match problem {
        base_url::Problem::Placeholder => EN.base_url_placeholder,
        base_url::Problem::Blanks => EN.base_url_blanks,
        base_url::Problem::DoubledScheme => EN.base_url_doubled_scheme,
        base_url::Problem::BareHost => EN.base_url_bare_host,
        base_url::Problem::NotAUrl => EN.base_url_not_a_url,
        base_url::Problem::UserInfo => EN.base_url_user_info,
        base_url::Problem::NotHttps => EN.base_url_not_https,
        base_url::Problem::PercentInHost => EN.base_url_percent_in_host,
        base_url::Problem::Port => EN.base_url_port,
        base_url::Problem::Underscore => EN.base_url_underscore,
    }
}

/// The number of parameters that were pasted.
pub fn params_pasted(count: usize) -> String {
    let sentence = if count == 1 { EN.param_pasted } else { EN.params_pasted };
    interpolate(sentence, &[("count", &count.to_string())])
}

/// The name of what is merged by itself: a field, or a parameter with its key.
pub fn merge_path(path: &MergePath) -> String {
    match path {
        MergePath::Field(of) => field(*of).label.to_owned(),
        MergePath::Param(table, key) => {
            let sentence = match table {
                Table::Authorization => EN.authorization_param_of_key,
                Table::AccessToken => EN.access_token_param_of_key,
            };
            interpolate(sentence, &[("key", key)])
        }
    }
}

/// A value on one side of a merge.
pub fn value(value: Option<&ParamValue>) -> &str {
    match value.map(ParamValue::shown) {
        None => EN.value_removed,
        Some("") => EN.value_empty,
        Some(text) => text,
    }
}

/// The reason why what is typed is not kept in the browser.
pub const fn storage_error(error: StorageError) -> &'static str {
    match error {
        StorageError::Denied => EN.not_kept_denied,
        StorageError::Full => EN.not_kept_full,
        StorageError::OtherVersion => EN.not_kept_version,
        StorageError::Broken => EN.not_kept_broken,
    }
}

/// The reason why what an earlier wizard kept cannot be restored.
pub const fn unreadable(why: Unreadable) -> &'static str {
    match why {
        Unreadable::OtherVersion => EN.unreadable_version,
        Unreadable::Damaged => EN.unreadable_damaged,
    }
}

/// The state of the client secret, or the place where it is found.
pub const fn secret(secret: SecretState) -> &'static str {
    match secret {
        SecretState::None | SecretState::Typed => EN.client_secret_help,
        SecretState::Encrypting => EN.secret_encrypting,
        SecretState::Encrypted => EN.secret_encrypted,
        SecretState::NotEncrypted => EN.secret_not_encrypted,
        SecretState::Used => EN.secret_used,
        SecretState::Away => EN.secret_away,
    }
}

/// The end of the way to a token, and what to do.
pub fn token_end(end: &TokenEnd) -> &'static str {
    match end {
        TokenEnd::Generated => EN.token_is_generated,
        TokenEnd::Cancelled => "",
        TokenEnd::NotSaved => EN.token_not_saved,
        TokenEnd::TooLate => EN.token_too_late,
        TokenEnd::Untold => EN.token_untold,
        TokenEnd::BadUrl(_) => EN.token_bad_url,
        TokenEnd::NotBegun(error) => match error.kind {
            FailureKind::Refused => EN.token_not_begun,
            FailureKind::PlatformDown => EN.token_starter_down,
            kind => failure(kind),
        },
        TokenEnd::Refused(refusal) => match refusal.reason() {
            Reason::Denied => EN.refused_denied,
            Reason::Request => EN.refused_request,
            Reason::Application => EN.refused_application,
            Reason::Scope => EN.refused_scope,
            Reason::ProviderDown => EN.refused_provider_down,
            Reason::Client => EN.refused_client,
            Reason::Grant => EN.refused_grant,
            Reason::TokenEndpoint => EN.refused_token_endpoint,
            Reason::RedirectUri => EN.refused_redirect_uri,
            Reason::Interaction => EN.refused_interaction,
            Reason::Target => EN.refused_target,
            Reason::Unsupported => EN.refused_unsupported,
            Reason::Weak => EN.refused_weak,
            Reason::Answer => EN.refused_answer,
            Reason::Issuer => EN.refused_issuer,
            Reason::NotKept => EN.refused_not_kept,
            Reason::Cancelled => EN.refused_cancelled,
            Reason::TooLate => EN.token_too_late,
            Reason::Unknown if refusal.is_silent() => EN.refused_unsaid,
            Reason::Unknown => EN.refused_unknown,
        },
    }
}

/// The reason of a failure.
pub const fn failure(kind: FailureKind) -> &'static str {
    match kind {
        FailureKind::SignedOut => EN.failure_signed_out,
        FailureKind::SignInPage => EN.failure_sign_in_page,
        FailureKind::NoBearer => EN.failure_no_bearer,
        FailureKind::Forbidden => EN.failure_forbidden,
        FailureKind::RateLimited => EN.failure_rate_limited,
        FailureKind::PlatformDown => EN.failure_platform_down,
        FailureKind::Unreachable | FailureKind::NoRoom => EN.failure_unreachable,
        FailureKind::Offline => EN.failure_offline,
        FailureKind::TimedOut => EN.failure_timed_out,
        FailureKind::NotJson => EN.failure_not_json,
        FailureKind::Truncated => EN.failure_truncated,
        FailureKind::NoData => EN.failure_no_data,
        FailureKind::UnknownSpace => EN.failure_unknown_space,
        FailureKind::NoSpaceHeader => EN.failure_no_space_header,
        FailureKind::UnknownInstance => EN.failure_unknown_instance,
        FailureKind::TooLarge => EN.failure_too_large,
        FailureKind::Refused => EN.failure_refused,
    }
}

/// The obstacle to a token, and the button that leads there.
pub const fn obstacle(obstacle: Obstacle) -> (&'static str, Option<&'static str>) {
    match obstacle {
        Obstacle::NoStarter => (EN.token_no_starter, None),
        Obstacle::Needs => (EN.token_needs, None),
        Obstacle::NoSecret => (EN.token_needs_secret, Some(EN.enter_secret)),
        Obstacle::NotEncrypted => (EN.token_needs_encryption, Some(EN.encrypt_secret)),
    }
}

/// The problem of an authorization URL.
pub const fn bad_url(problem: url::Problem) -> &'static str {
    match problem {
        url::Problem::Address => EN.url_address,
        url::Problem::Fragment => EN.url_fragment,
        url::Problem::Repeated => EN.url_repeated,
        url::Problem::ClientId => EN.url_client_id,
        url::Problem::ResponseType => EN.url_response_type,
        url::Problem::Secret => EN.url_secret,
    }
}

/// The reason why a person cannot finish.
pub const fn unfinished(unfinished: Option<Unfinished>) -> &'static str {
    match unfinished {
        None => EN.unfinished_nothing,
        Some(Unfinished::Needs) => EN.unfinished_needs,
        Some(Unfinished::NotSaved) => EN.unfinished_not_saved,
        Some(Unfinished::Authorizing) => EN.unfinished_authorizing,
        Some(Unfinished::NoToken) => EN.unfinished_no_token,
    }
}
