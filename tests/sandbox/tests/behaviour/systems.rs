//! What the tests ask Hybrid Data Pipeline and `OpenInt` with.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sandbox::Sandbox;
use sandbox::hdp::Login;

use crate::client::{Answer, send};

/// Asks HDP for what follows `/hdp/api/mgmt/oauthapps`.
pub(crate) async fn hdp(sandbox: &Sandbox, login: &Login, rest: &str) -> Answer {
    hdp_with(sandbox, login.name, login.password, rest).await
}

/// The same with any password.
pub(crate) async fn hdp_with(sandbox: &Sandbox, name: &str, password: &str, rest: &str) -> Answer {
    let basic = format!("Basic {}", STANDARD.encode(format!("{name}:{password}")));
    let url = format!("{}/hdp/api/mgmt/oauthapps{rest}", sandbox.origin());
    send("GET", url, &[("Authorization", &basic)], "").await.expect("HDP answers")
}

/// Asks `OpenInt`, with a good token, for what follows `/openint/v1/connection/`.
pub(crate) async fn openint(sandbox: &Sandbox, method: &str, rest: &str) -> Answer {
    let bearer = format!("Bearer {}", sandbox.openint().tokens().issue());
    openint_with(sandbox, method, &[("Authorization", &bearer)], rest).await
}

/// What `OpenInt` wants of every POST.
pub(crate) const JSON: (&str, &str) = ("Content-Type", "application/json");

/// The same with any headers.
pub(crate) async fn openint_with(
    sandbox: &Sandbox,
    method: &str,
    headers: &[(&str, &str)],
    rest: &str,
) -> Answer {
    let url = format!("{}/openint/v1/connection/{rest}", sandbox.origin());
    if method == "POST" {
        let headers = [headers, &[JSON]].concat();
        return send(method, url, &headers, "{}").await.expect("OpenInt answers");
    }
    send(method, url, headers, "").await.expect("OpenInt answers")
}
