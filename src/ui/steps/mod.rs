//! One file a step.

pub(super) mod application;
pub(super) mod authorize;
pub(super) mod parameters;
pub(super) mod review;
