//! Connections of `OpenInt`, as its API and a host page tell of them.

mod connection;
mod polling;
mod reply;
mod secrets;

pub use connection::{Connection, Scope, Status};
pub use polling::next_poll;

/// Returns `true` if a key is one that no page may have: `OpenInt`'s keys for servers begin like this.
pub fn is_server_key(token: &str) -> bool {
    token.trim_start().starts_with("key_")
}

#[cfg(test)]
mod tests {
    use super::is_server_key;

    #[test]
    fn keys_for_servers_are_known() {
        assert!(is_server_key("key_cus_1") && is_server_key(" key_1"));
        assert!(!is_server_key("eyJhbGciOiJIUzI1NiJ9.e30.x") && !is_server_key(""));
    }
}
