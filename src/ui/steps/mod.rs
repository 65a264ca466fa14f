//! One file a step.

pub(super) mod application;
pub(super) mod review;
