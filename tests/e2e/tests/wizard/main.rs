//! What a person and a host page can rely on, one behaviour a file.

mod accessible;
mod bad_attributes;
mod broken_details;
mod embedded;
mod expired_bearer;
mod faults;
mod places;
mod refresh;
mod secret;
mod typing;
mod untouched;
