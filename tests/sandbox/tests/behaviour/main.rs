//! What the sandbox does, one behaviour a file. One binary, since each costs a link.

mod bearer;
mod client;
mod documented_samples;
mod down_and_up;
mod fault_alteration;
mod fault_answers;
mod fault_drop;
mod fault_hold;
mod fault_switchboard;
mod front_end;
mod id_types;
mod loopback_only;
mod missing_input;
mod policy;
mod registered_pages;
mod request_log;
mod restart;
mod session;
mod space_guid;
mod syntax;
mod upsert;
mod upstream;
mod variables;
