//! Which sentence goes with what.

use wizard_core::{
    ControlId, End, Failure, FailureKind, Field, MergePath, Obstacle, OutcomeSource, ParamValue,
    Phase, Problem, Reason, SaveState, Secret, Step, Table, Token, Unreadable, base_url, url,
};

use crate::{
    app::{self, Held, Kept, ProviderWindow, Unfinished, View},
    text::{EN, fill},
};
use wizard_web::{clock, journal::StorageError};

pub(super) const fn step(step: Step) -> &'static str {
    match step {
        Step::Application => EN.step_application,
        Step::Parameters => EN.step_parameters,
        Step::Authorize => EN.step_authorize,
        Step::Review => EN.step_review,
    }
}

/// A field's label.
pub(super) const fn label(field: Field) -> &'static str {
    match field {
        Field::BaseUrl => EN.base_url,
        Field::CompanyId => EN.company_id,
        Field::ClientId => EN.client_id,
    }
}

/// Where a field's value is found.
pub(super) const fn help(field: Field) -> &'static str {
    match field {
        Field::BaseUrl => EN.base_url_help,
        Field::CompanyId => EN.company_id_help,
        Field::ClientId => EN.client_id_help,
    }
}

/// A table's name.
pub(super) const fn table(table: Table) -> &'static str {
    match table {
        Table::Authorization => EN.authorization_params,
        Table::AccessToken => EN.access_token_params,
    }
}

/// What a table is for.
pub(super) const fn table_help(table: Table) -> &'static str {
    match table {
        Table::Authorization => EN.authorization_params_help,
        Table::AccessToken => EN.access_token_params_help,
    }
}

/// Which parameter a control belongs to.
pub(super) const fn param(table: Table) -> &'static str {
    match table {
        Table::Authorization => EN.authorization_param,
        Table::AccessToken => EN.access_token_param,
    }
}

/// The button for another row.
pub(super) const fn add(table: Table) -> &'static str {
    match table {
        Table::Authorization => EN.add_authorization_param,
        Table::AccessToken => EN.add_access_token_param,
    }
}

/// Where a table's parameters are sent.
pub(super) const fn preview(table: Table) -> &'static str {
    match table {
        Table::Authorization => EN.authorization_preview,
        Table::AccessToken => EN.access_token_preview,
    }
}

/// Parameters that providers ask for, as suggestions: names of standards (RFC 6749, RFC 8707,
/// `OpenID` Connect Core) and of widespread providers.
pub(super) const fn known_keys(table: Table) -> &'static [&'static str] {
    match table {
        Table::Authorization => {
            &["scope", "prompt", "access_type", "audience", "resource", "login_hint"]
        }
        Table::AccessToken => &["audience", "resource", "scope"],
    }
}

/// What a control is called where it does not stand: in a table, with the number of its row.
pub(super) fn name(place: ControlId, number: usize) -> String {
    let of_row =
        |name, table| format!("{name}, {}", fill(param(table), &[("number", &number.to_string())]));
    match place {
        ControlId::Field(field) => label(field).to_owned(),
        ControlId::Key(table, _) => of_row(EN.key, table),
        ControlId::Value(table, _) => of_row(EN.value, table),
    }
}

/// What is missing or wrong.
pub(super) const fn problem(place: ControlId, problem: Problem) -> &'static str {
    match problem {
        Problem::Missing => match place {
            ControlId::Field(Field::BaseUrl) => EN.base_url_missing,
            ControlId::Field(Field::CompanyId) => EN.company_id_missing,
            _ => EN.client_id_missing,
        },
        Problem::BaseUrl(base_url::Problem::NotAUrl) => EN.base_url_not_a_url,
        Problem::BaseUrl(base_url::Problem::Blanks) => EN.base_url_blanks,
        Problem::BaseUrl(base_url::Problem::NotHttps) => EN.base_url_not_https,
        Problem::BaseUrl(base_url::Problem::UserInfo) => EN.base_url_user_info,
        Problem::NoKey => EN.param_no_key,
        Problem::RepeatedKey => EN.param_repeated_key,
        Problem::Reserved => EN.param_reserved,
        Problem::UnsafeKey => EN.param_unsafe_key,
        Problem::LongKey => EN.param_long_key,
        Problem::ControlCharacter => EN.param_control_character,
        Problem::AlikeKey => EN.param_alike_key,
        Problem::LooksSecret => EN.param_looks_secret,
        Problem::Unnecessary => EN.param_unnecessary,
        Problem::HalfCharacter => EN.half_character,
        Problem::Blanks => EN.blanks,
    }
}

/// What is changed by itself: a field, or a parameter with its key.
pub(super) fn slot(slot: &MergePath) -> String {
    match slot {
        MergePath::Field(field) => label(*field).to_owned(),
        MergePath::Param(table, key) => format!("{} “{key}”", param(*table)),
    }
}

/// A value of a slot.
pub(super) fn value(value: Option<&ParamValue>) -> &str {
    match value.map(ParamValue::shown) {
        None => EN.value_removed,
        Some("") => EN.value_empty,
        Some(text) => text,
    }
}

/// Why what is typed is not kept in the browser.
pub(super) const fn not_kept(trouble: StorageError) -> &'static str {
    match trouble {
        StorageError::Denied => EN.not_kept_denied,
        StorageError::Full => EN.not_kept_full,
        StorageError::OtherVersion => EN.not_kept_version,
        StorageError::Broken => EN.not_kept_broken,
    }
}

/// Why what an earlier wizard kept cannot be restored.
pub(super) const fn unreadable(why: Unreadable) -> &'static str {
    match why {
        Unreadable::OtherVersion => EN.unreadable_version,
        Unreadable::Damaged => EN.unreadable_damaged,
    }
}

/// How things stand.
pub(super) fn state(view: &View) -> String {
    let is_first = view.held != Held::Details;
    let sentence = match view.state {
        SaveState::Loading => EN.state_loading,
        SaveState::Saved if view.held == Held::Nothing => EN.state_nothing_saved,
        SaveState::Saved if view.saved_at.is_some() => EN.state_saved_at,
        SaveState::Saved => EN.state_saved,
        SaveState::Unsaved if view.has_edits => EN.state_unsaved,
        SaveState::Unsaved if is_first => EN.state_attention,
        SaveState::Unsaved if view.unsavable == 1 => EN.state_except_one,
        SaveState::Unsaved => EN.state_except_many,
        SaveState::Saving => EN.state_saving,
        SaveState::Offline if view.has_edits && view.kept == Kept::InBrowser => {
            EN.state_offline_kept
        }
        SaveState::Offline => EN.state_offline,
        SaveState::Conflict => EN.state_conflict,
        SaveState::SignedOut => EN.state_signed_out,
        SaveState::Failed if matches!(view.held, Held::Nothing | Held::Details) => {
            EN.state_not_saved
        }
        SaveState::Failed if view.held == Held::Unknown => EN.state_not_loaded,
        SaveState::Failed => EN.state_unreadable,
    };
    let time = view.saved_at.map(clock::format_time).unwrap_or_default();
    fill(sentence, &[("count", &view.unsavable.to_string()), ("time", &time)])
}

/// How things stand with the client secret, or where it is found.
pub(super) const fn secret(secret: Secret) -> &'static str {
    match secret {
        Secret::None | Secret::Typed => EN.client_secret_help,
        Secret::Encrypting => EN.secret_encrypting,
        Secret::Encrypted => EN.secret_encrypted,
        Secret::NotEncrypted => EN.secret_not_encrypted,
        Secret::Used => EN.secret_used,
        Secret::Away => EN.secret_away,
    }
}

/// How things stand with the token.
pub(super) fn token(view: &View) -> String {
    let stands = token_stands(view);
    match (&view.authorizing.phase, &view.authorizing.end) {
        (Phase::Idle, Some(End::Cancelled)) => format!("{} {stands}", EN.token_cancelled),
        _ => stands.to_owned(),
    }
}

const fn token_stands(view: &View) -> &'static str {
    match (&view.authorizing.phase, view.token) {
        (Phase::Saving { .. }, _) => EN.token_saving,
        (Phase::Beginning { .. }, _) => EN.token_beginning,
        (Phase::Waiting(waiting), _) => match &waiting.failure {
            Some(Failure { kind: FailureKind::SignedOut | FailureKind::NoBearer, .. }) => {
                EN.token_waiting_signed_out
            }
            Some(_) => EN.token_waiting_failed,
            None if matches!(waiting.attempt.source, OutcomeSource::Nobody) => {
                EN.token_waiting_nobody
            }
            None => match view.authorizing.window {
                ProviderWindow::Shown => EN.token_waiting,
                ProviderWindow::Gone => EN.token_waiting_gone,
                ProviderWindow::Blocked => EN.token_waiting_blocked,
            },
        },
        (_, Token::Generated) => match view.authorizing.end {
            None | Some(End::Generated) => EN.token_is_generated,
            Some(_) => EN.token_is_still_there,
        },
        (_, Token::Stale) => EN.token_stale,
        (_, Token::None | Token::NotNeeded) => EN.token_is_not_generated,
    }
}

/// How the way to a token ended, and what to do.
pub(super) fn token_end(end: &End) -> &'static str {
    match end {
        End::Generated => EN.token_is_generated,
        End::Cancelled => "",
        End::NotSaved => EN.token_not_saved,
        End::TooLate => EN.token_too_late,
        End::Untold => EN.token_untold,
        End::BadUrl(_) => EN.token_bad_url,
        End::NotBegun(error) => match error.kind {
            FailureKind::Refused => EN.token_not_begun,
            FailureKind::PlatformDown => EN.token_starter_down,
            kind => failure(kind),
        },
        End::Refused(refusal) => match refusal.reason() {
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

/// What happened.
pub(super) const fn failure(kind: FailureKind) -> &'static str {
    match kind {
        FailureKind::SignedOut => EN.failure_signed_out,
        FailureKind::NoBearer => EN.failure_no_bearer,
        FailureKind::Forbidden => EN.failure_forbidden,
        FailureKind::RateLimited => EN.failure_rate_limited,
        FailureKind::PlatformDown => EN.failure_platform_down,
        FailureKind::Unreachable => EN.failure_unreachable,
        FailureKind::Offline => EN.failure_offline,
        FailureKind::TimedOut => EN.failure_timed_out,
        FailureKind::NotJson => EN.failure_not_json,
        FailureKind::Truncated => EN.failure_truncated,
        FailureKind::NoData => EN.failure_no_data,
        FailureKind::UnknownSpace => EN.failure_unknown_space,
        FailureKind::UnknownInstance => EN.failure_unknown_instance,
        FailureKind::TooLarge => EN.failure_too_large,
        FailureKind::Refused => EN.failure_refused,
    }
}

/// What keeps a token from being asked for, and the button that leads there.
pub(super) const fn obstacle(obstacle: Obstacle) -> (&'static str, Option<&'static str>) {
    match obstacle {
        Obstacle::NoStarter => (EN.token_no_starter, None),
        Obstacle::Needs => (EN.token_needs, None),
        Obstacle::NoSecret => (EN.token_needs_secret, Some(EN.enter_secret)),
        Obstacle::NotEncrypted => (EN.token_needs_encryption, Some(EN.encrypt_secret)),
    }
}

/// What is wrong with an authorization URL.
pub(super) const fn bad_url(problem: url::Problem) -> &'static str {
    match problem {
        url::Problem::Address => EN.url_address,
        url::Problem::Fragment => EN.url_fragment,
        url::Problem::Repeated => EN.url_repeated,
        url::Problem::ClientId => EN.url_client_id,
        url::Problem::ResponseType => EN.url_response_type,
        url::Problem::Secret => EN.url_secret,
    }
}

/// What keeps a person from finishing.
pub(super) const fn unfinished(unfinished: Option<Unfinished>) -> &'static str {
    match unfinished {
        None => EN.unfinished_nothing,
        Some(Unfinished::Needs) => EN.unfinished_needs,
        Some(Unfinished::NotSaved) => EN.unfinished_not_saved,
        Some(Unfinished::Authorizing) => EN.unfinished_authorizing,
        Some(Unfinished::NoToken) => EN.unfinished_no_token,
    }
}

/// What is missing or wrong in what the host page says.
pub fn host_problem(problem: &app::Problem) -> String {
    use app::Problem;
    match problem {
        Problem::NoEndpoint => EN.problem_no_endpoint.to_owned(),
        Problem::BadAddress { attribute, value } => {
            fill(EN.problem_bad_address, &[("attribute", attribute), ("value", value)])
        }
        Problem::Insecure { attribute, value } => {
            fill(EN.problem_insecure, &[("attribute", attribute), ("value", value)])
        }
        Problem::MissingId(part) => fill(EN.problem_missing_id, &[("attribute", part.attribute())]),
        Problem::MissingPart(part) => {
            fill(EN.problem_missing_part, &[("attribute", part.attribute())])
        }
        Problem::UnknownValue { attribute, value, known } => fill(
            EN.problem_unknown_value,
            &[("attribute", attribute), ("known", known), ("value", value)],
        ),
    }
}
