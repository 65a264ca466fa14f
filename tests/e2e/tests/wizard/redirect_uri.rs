//! The address that has to be registered with the provider, where a person needs it.

use e2e::{Page, run, sandbox::sample};
use serde_json::{Value, json};

use crate::host::host;

const SUMMARY: &str = "Redirect URI to register with your provider";

async fn copy(page: Page<'_>) -> Value {
    page.press("Copy: Redirect URI").await;
    page.until_shown("Copied.").await;
    page.eval("navigator.clipboard.readText()", vec![]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_beside_the_application_and_before_the_token_and_can_be_copied() {
    run(async |world| {
        let granted = json!(["clipboardReadWrite", "clipboardSanitizedWrite"]);
        let permissions = json!({ "origin": world.sandbox.origin(), "permissions": granted });
        world.browser.devtools("Browser.grantPermissions", permissions).await;
        let uri = world.sandbox.redirect_uri().to_owned();
        let page = world.open(&sample::DOCUMENTED, "application").await;
        page.press(SUMMARY).await;
        page.until_shown(&uri).await;
        page.until_shown("Register exactly this address with your provider").await;
        assert_eq!(copy(page).await, json!(uri));
        page.eval("navigator.clipboard.writeText('')", vec![]).await;
        page.press("Access token").await;
        page.until_shown(&uri).await;
        assert_eq!(copy(page).await, json!(uri));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_does_not_name_the_account_says_so_until_it_does() {
    run(async |world| {
        let page = host(world).await;
        page.until_state("saved").await;
        page.press(SUMMARY).await;
        for attribute in ["accountId", "platformUrl"] {
            let dashed = if attribute == "accountId" { "account-id" } else { "platform-url" };
            page.until_shown(&format!("this page lacks the attribute {dashed}.")).await;
            let set = "void (wizard()[args[0]] = \
                args[0] === 'accountId' ? 'account-1' : 'https://platform.example')";
            page.eval(set, vec![json!(attribute)]).await;
        }
        page.until_shown("https://platform.example/account/account-1/oauth2/callback").await;
    })
    .await;
}
