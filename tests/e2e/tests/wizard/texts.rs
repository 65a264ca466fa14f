//! Any text in any control arrives on the platform as it was typed.

use e2e::{Page, World, run, sandbox::sample};
use serde_json::{Value, json};

/// What somebody could type or paste, and what could break on the way.
const TEXTS: [&str; 8] = [
    r#"quotes " ' ` and \ backslashes \\ \n \u0041"#,
    "\u{2028}line\u{2029}separators\u{85}",
    "😀 👩‍👩‍👧‍👦 🏳️‍🌈 \u{1f1e9}\u{1f1ea}",
    "مرحبا \u{202e}bidi\u{202c} 中文 ü ü ẞ",
    "{\"baseURL\": \"}) { id } }\", null}",
    "<img src=x onerror=alert(1)> &amp; </textarea>",
    "\u{fffd} \u{feff} \u{0} \u{7f} \u{200b}",
    "%22%0a ${x} {{x}} {key} $&",
];

/// The details that the platform holds, read.
fn held(world: &World) -> Value {
    let held = world.details(&sample::EMPTY).expect("there is a record");
    serde_json::from_str(&held).expect("it is JSON")
}

/// Sets a control's text at once, as pasting does.
async fn set(page: Page<'_>, label: &str, text: &str) {
    page.eval(
        "(() => { const e = find('input, textarea', args[0]); e.focus(); e.value = args[1]; \
         e.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true })); e.blur(); })()",
        vec![json!(label), json!(text)],
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hard_texts_arrive_and_come_back() {
    run(async |world| {
        let page = world.open(&sample::EMPTY, "parameters").await;
        page.press("Add authorization parameter").await;
        page.press("Add access token parameter").await;
        for text in TEXTS {
            for label in ["Key, authorization parameter 1", "Value, access token parameter 1"] {
                set(page, label, text).await;
            }
            set(page, "Key, access token parameter 1", "k").await;
            page.until_state("saved").await;
            let held = held(world);
            assert_eq!(held["authParams"], json!({ text: "" }));
            assert_eq!(held["accessTokenParams"], json!({ "k": text }));
        }
        page.press("Application").await;
        for text in TEXTS {
            for label in ["Company ID", "Client ID"] {
                set(page, label, text).await;
            }
            page.until_state("saved").await;
            let held = held(world);
            assert_eq!((&held["companyId"], &held["clientId"]), (&json!(text), &json!(text)));
            world.browser.client().refresh().await.expect("the page reloads");
            page.until_value("Client ID", text).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_megabyte_arrives() {
    run(async |world| {
        let page = world.open(&sample::EMPTY, "parameters").await;
        page.press("Add authorization parameter").await;
        let text = "ä\"\\😀".repeat(125_000);
        assert!(text.len() >= 1_000_000);
        set(page, "Key, authorization parameter 1", "long").await;
        set(page, "Value, authorization parameter 1", &text).await;
        page.until_state("saved").await;
        let held = held(world);
        assert!(held["authParams"]["long"] == json!(text), "it is not what was typed");
    })
    .await;
}
