//! Which sentence goes with what.

use wizard_model::{FailureKind, Field, SaveState, Step, base_url};

use crate::{
    app::{Held, View},
    host::Problem,
    text::{EN, fill},
};

pub(super) const fn step(step: Step) -> &'static str {
    match step {
        Step::Application => EN.step_application,
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

/// What is wrong with a field's text.
pub(super) fn error(field: Field, text: &str) -> Option<&'static str> {
    if field != Field::BaseUrl {
        return None;
    }
    Some(match base_url::problem(text)? {
        base_url::Problem::NotAUrl => EN.base_url_not_a_url,
        base_url::Problem::Blanks => EN.base_url_blanks,
        base_url::Problem::NotHttps => EN.base_url_not_https,
        base_url::Problem::UserInfo => EN.base_url_user_info,
    })
}

/// How things stand.
pub(super) fn state(view: &View) -> &'static str {
    match view.state {
        SaveState::Loading => EN.state_loading,
        SaveState::Saved if view.held == Held::Nothing => EN.state_nothing_saved,
        SaveState::Saved => EN.state_saved,
        SaveState::Unsaved => EN.state_unsaved,
        SaveState::Saving => EN.state_saving,
        SaveState::Offline => EN.state_offline,
        SaveState::SignedOut => EN.state_signed_out,
        SaveState::Failed if matches!(view.held, Held::Nothing | Held::Details) => {
            EN.state_not_saved
        }
        SaveState::Failed => EN.state_not_loaded,
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
        FailureKind::NoData => EN.failure_no_data,
        FailureKind::UnknownSpace => EN.failure_unknown_space,
        FailureKind::UnknownInstance => EN.failure_unknown_instance,
        FailureKind::Refused => EN.failure_refused,
    }
}

/// What is missing or wrong in what the host page says.
pub(super) fn problem(problem: &Problem) -> String {
    match problem {
        Problem::NoEndpoint => EN.problem_no_endpoint.to_owned(),
        Problem::BadAddress { attribute, value } => {
            fill(EN.problem_bad_address, &[("attribute", attribute), ("value", value)])
        }
        Problem::MissingId(part) => fill(EN.problem_missing_id, &[("attribute", part.attribute())]),
        Problem::UnknownValue { attribute, value, known } => fill(
            EN.problem_unknown_value,
            &[("attribute", attribute), ("known", known), ("value", value)],
        ),
    }
}
