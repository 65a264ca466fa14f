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
mod in_sight;
mod killed;
mod killed_often;
mod live_regions;
mod offline;
mod parameters;
mod places;
mod put_away;
mod refresh;
mod review;
mod secret;
mod steady;
mod stored;
mod tabs;
mod texts;
mod typing;
mod untouched;
