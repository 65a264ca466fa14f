//! Marks on controls for software that looks into pages: what it should leave alone.

/// A mark for a control that is no part of a sign-in: password managers offer to keep what they take for
/// one, and fill in what they keep. Each has its own word.
pub const NO_SIGN_IN: [(&str, &str); 5] = [
    ("data-1p-ignore", ""),
    ("data-lpignore", "true"),
    ("data-bwignore", ""),
    ("data-protonpass-ignore", "true"),
    ("data-form-type", "other"),
];

/// A mark for a control whose text no session recorder may take along. Most leave passwords out by themselves,
/// and not a password that is shown, nor a box for a whole application.
pub const NOT_RECORDED: [(&str, &str); 10] = [
    // Hotjar, Contentsquare, LogRocket, Smartlook, Microsoft Clarity.
    ("data-hj-suppress", ""),
    ("data-cs-mask", ""),
    ("data-private", ""),
    ("data-sl", "mask"),
    ("data-clarity-mask", "true"),
    // Datadog, Sentry, OpenReplay, Heap, New Relic.
    ("data-dd-privacy", "mask"),
    ("data-sentry-mask", ""),
    ("data-openreplay-obscured", ""),
    ("data-heap-redact-attributes", "value"),
    ("data-nr-mask", ""),
];

/// The same as classes: `FullStory`, rrweb, `PostHog`, Sentry, Amplitude and Mouseflow.
pub const NOT_RECORDED_CLASSES: &str =
    "fs-exclude rr-block rr-mask ph-no-capture sentry-mask amp-mask no-mouseflow";
