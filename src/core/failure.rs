/// The reason why a request did not do what it was for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The kind of failure.
    pub kind: FailureKind,
    /// The other side's own words about it; never shown as anything but text.
    pub message: Option<String>,
    /// The status of the HTTP response, if one came.
    pub status: Option<u16>,
    /// The time that the other side asks us to wait, in milliseconds (`Retry-After`).
    pub retry_after: Option<u64>,
}

/// The kind of a failure. Every kind has a sentence of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// The platform does not accept the bearer, also not a fresh one.
    SignedOut,
    /// A page came in the place of the answer, or the way to one: the sign-in of what stands before the
    /// platform, or of a network.
    SignInPage,
    /// The host page gave no bearer: its `getToken` threw, its `token-url` failed, or neither
    /// answered in time.
    NoBearer,
    /// The platform knows the person and does not let them change this record.
    Forbidden,
    /// Too many requests.
    RateLimited,
    /// The platform failed (HTTP 5xx, or an error that it calls its own).
    PlatformDown,
    /// No connection came about.
    Unreachable,
    /// No connection came about for a request that was to outlive its page, and at once: the browser may have
    /// had no room for it, of which it says no more.
    NoRoom,
    /// The browser says that it has no network.
    Offline,
    /// No answer in time.
    TimedOut,
    /// The answer is no JSON: a page of a proxy or a sign-in page.
    NotJson,
    /// The answer is JSON that breaks off.
    Truncated,
    /// A well-formed answer without data and without an error.
    NoData,
    /// The Space does not exist, or not any more.
    UnknownSpace,
    /// The header that names the Space did not arrive: something on the way has removed it.
    NoSpaceHeader,
    /// The integration pack is not installed there, or not any more.
    UnknownInstance,
    /// The request is larger than the platform, or something before it, takes (HTTP 413).
    TooLarge,
    /// The platform refused for a reason that only its own words tell.
    Refused,
}

impl FailureKind {
    /// Its name for a host page, which does not change with the code.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SignedOut => "signed-out",
            Self::SignInPage => "sign-in-page",
            Self::NoBearer => "no-bearer",
            Self::Forbidden => "forbidden",
            Self::RateLimited => "rate-limited",
            Self::PlatformDown => "platform-down",
            Self::Unreachable | Self::NoRoom => "unreachable",
            Self::Offline => "offline",
            Self::TimedOut => "timed-out",
            Self::NotJson => "not-json",
            Self::Truncated => "truncated",
            Self::NoData => "no-data",
            Self::UnknownSpace => "unknown-space",
            Self::NoSpaceHeader => "no-space-header",
            Self::UnknownInstance => "unknown-instance",
            Self::TooLarge => "too-large",
            Self::Refused => "refused",
        }
    }
}

/// A way to get over a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// The wizard tries again by itself, after a while.
    RetryAlone,
    /// The person signs in again, and then the wizard tries again.
    SignIn,
    /// The form is to be read, not to be changed.
    ReadOnly,
    /// The person must know; trying again is theirs to decide.
    Tell,
}

impl Failure {
    /// A failure about which nothing more is known than what happened.
    pub const fn of(kind: FailureKind) -> Self {
        Self { kind, message: None, status: None, retry_after: None }
    }

    /// The way to get over it.
    pub const fn remedy(&self) -> Remedy {
        match self.kind {
            FailureKind::SignedOut | FailureKind::SignInPage | FailureKind::NoBearer => {
                Remedy::SignIn
            }
            FailureKind::Forbidden => Remedy::ReadOnly,
            FailureKind::RateLimited
            | FailureKind::PlatformDown
            | FailureKind::Unreachable
            | FailureKind::NoRoom
            | FailureKind::Offline
            | FailureKind::TimedOut
            | FailureKind::NotJson
            | FailureKind::Truncated
            | FailureKind::NoData => Remedy::RetryAlone,
            FailureKind::UnknownSpace
            | FailureKind::NoSpaceHeader
            | FailureKind::UnknownInstance
            | FailureKind::TooLarge
            | FailureKind::Refused => Remedy::Tell,
        }
    }

    /// Returns `true` if another bearer may get over it.
    pub const fn refuses_bearer(&self) -> bool {
        matches!(self.kind, FailureKind::SignedOut | FailureKind::SignInPage)
    }

    /// Returns `true` if the request may have been carried out all the same: nobody knows after a broken
    /// connection, an answer that did not come, or one that cannot be read.
    pub const fn leaves_doubt(&self) -> bool {
        matches!(
            self.kind,
            FailureKind::Unreachable
                | FailureKind::NoRoom
                | FailureKind::Offline
                | FailureKind::TimedOut
                | FailureKind::SignInPage
                | FailureKind::NotJson
                | FailureKind::Truncated
                | FailureKind::NoData
                | FailureKind::PlatformDown
        )
    }
}
