//! What the browser kept and this wizard cannot read is not passed over in silence.

use e2e::{run, sandbox::sample};
use serde_json::json;

/// What a wizard that is gone has left, and what is said of it.
const LEFT: [(&str, &str); 4] = [
    (r#"{"version":"2","value":{}}"#, "Another version of this wizard kept changes"),
    (r#"{"version":1,"at":1,"value":"#, "Changes that were kept in this browser are damaged"),
    (r#"{"at":1,"value":"no version"}"#, "Changes that were kept in this browser are damaged"),
    ("", "Changes that were kept in this browser are damaged"),
];

#[tokio::test(flavor = "multi_thread")]
async fn it_is_said_why_and_removed_only_when_the_person_says_so() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        page.until_state("saved").await;
        let key = sample::DOCUMENTED;
        let name = [
            key.integration_pack_instance_id,
            key.env_id,
            key.process_id,
            key.connection_id,
            key.catalog_guid,
        ]
        .join("/");
        for (text, sentence) in LEFT {
            let entry = json!([name, "a writer that is gone", "baseURL"]);
            page.put_into_journal(entry, json!(text)).await;
            for _ in 0..2 {
                world.browser.client().refresh().await.expect("the page reloads");
                page.until_shown(sentence).await;
                page.until_value("Base URL", "https://baseURL.com").await;
                page.until_state("saved").await;
                let journal = page.journal().await;
                assert!(journal.len() == 1 && journal[0].1 == json!(text), "{journal:?}");
            }
            page.press("Remove them").await;
            page.until_gone(sentence).await;
            page.until_journal(<[_]>::is_empty).await;
        }
        assert_eq!(world.saves(), 0);
    })
    .await;
}
