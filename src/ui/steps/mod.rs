//! One file a step.

pub(super) mod application;
pub(super) mod parameters;
pub(super) mod review;
