//! What a person and a host page can rely on, one behaviour a file.

mod accessible;
mod bad_attributes;
mod broken_details;
mod checks;
mod demo;
mod discard;
mod embedded;
mod expired_bearer;
mod faults;
mod live_regions;
mod parameters;
mod places;
mod refresh;
mod secret;
mod steady;
mod texts;
mod typing;
mod untouched;
