//! Which sentence goes with what.

use wizard_core::{Failure, FailureKind};

use crate::text::EN;

/// The sentence for a failure.
pub(super) const fn failure(failure: &Failure) -> &'static str {
    match failure.kind {
        FailureKind::SignedOut => EN.overview_signed_out,
        FailureKind::SignInPage => EN.overview_sign_in_page,
        FailureKind::NoBearer => EN.overview_no_bearer,
        FailureKind::Forbidden => EN.overview_forbidden,
        FailureKind::UnknownSpace => EN.overview_unknown_space,
        FailureKind::NoSpaceHeader => EN.overview_no_space_header,
        FailureKind::UnknownInstance => EN.overview_unknown_pack,
        FailureKind::RateLimited => EN.overview_rate_limited,
        FailureKind::PlatformDown => EN.overview_down,
        FailureKind::Unreachable => EN.overview_unreachable,
        FailureKind::Offline => EN.overview_offline,
        FailureKind::TimedOut => EN.overview_timed_out,
        _ => EN.overview_refused,
    }
}
