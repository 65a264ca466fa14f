//! A strict host's policy. Each test of this program fails on a violation, from the start of each page;
//! these two hold that it would.

use e2e::{Page, World, run_in_firefox, sandbox::CONTENT_SECURITY_POLICY};
use serde_json::json;

use crate::host::host;

/// Styles that the policy forbids, in the element's own tree.
async fn violate(page: Page<'_>) {
    let forbidden =
        "void wizard().shadowRoot.querySelector('.shell').setAttribute('style', 'top: 0')";
    page.eval(
        "void document.addEventListener('securitypolicyviolation', () => window.seen = true)",
        vec![],
    )
    .await;
    page.eval(forbidden, vec![]).await;
    page.until("window.seen === true", vec![]).await;
}

async fn all_steps(world: &World) -> Page<'_> {
    let page = host(world).await;
    for step in ["Parameters", "Access token", "Review", "Application"] {
        page.press(step).await;
    }
    page.until_value("Client ID", "A").await;
    page
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_has_the_policy_and_the_element_breaks_none_of_it() {
    run_in_firefox(async |world| {
        let page = all_steps(world).await;
        let policy = "(await fetch(location.href)).headers.get('content-security-policy')";
        let policy = format!("(async () => {policy})()");
        assert_eq!(page.eval(&policy, vec![]).await, json!(CONTENT_SECURITY_POLICY));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[should_panic(expected = "the console is not clean")]
async fn a_violation_is_noticed() {
    run_in_firefox(async |world| violate(all_steps(world).await).await).await;
}

#[tokio::test(flavor = "multi_thread")]
#[should_panic(expected = "the console is not clean")]
async fn an_error_that_nobody_catches_is_noticed() {
    run_in_firefox(async |world| {
        let page = host(world).await;
        page.eval("void setTimeout(() => { throw new Error('on purpose'); })", vec![]).await;
        page.eval("new Promise((done) => setTimeout(done))", vec![]).await;
    })
    .await;
}
