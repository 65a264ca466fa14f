//! The client secret is in one request, the one that begins the generation of a token, and nowhere
//! else, however it is written.

use std::fmt::Write as _;

use e2e::{
    Page, World, run,
    sandbox::{Fault, Kind, Operation, sample},
};
use serde_json::json;

const SECRET: &str = "canary 5f0c9d+/=%&:ü\"";

/// From now on each page notes every request, message and journal entry that it sends off.
const NOTE: &str = r"
    window.sent = [];
    const fetched = window.fetch;
    window.fetch = async (...args) => {
        const request = new Request(...args);
        const body = await request.clone().text();
        sent.push([`${request.method} ${request.url}`, body, JSON.stringify([...request.headers])]);
        return fetched(request);
    };
    const noted = (object, name) => {
        const before = object[name];
        object[name] = function (...args) {
            sent.push([name, '', JSON.stringify(args)]);
            return before.apply(this, args);
        };
    };
    noted(XMLHttpRequest.prototype, 'open');
    noted(XMLHttpRequest.prototype, 'send');
    noted(Navigator.prototype, 'sendBeacon');
    noted(BroadcastChannel.prototype, 'postMessage');
    noted(window, 'postMessage');
    noted(window, 'open');
    noted(Storage.prototype, 'setItem');
    noted(IDBObjectStore.prototype, 'put');
    noted(IDBObjectStore.prototype, 'add');
    noted(History.prototype, 'pushState');
    noted(History.prototype, 'replaceState');
    window.heard = [];
    for (const name of ['ready', 'loaded', 'change', 'saved', 'save-failed', 'auth-required', 'step', 'token', 'completed'])
        document.addEventListener(`wizard-${name}`, (e) => heard.push(e.type + JSON.stringify(e.detail)));
";

/// The ways in which it could be written: plain, in JSON, in URLs and forms, in hexadecimal and, with
/// each of the three places at which it can begin, in base64.
async fn written(world: &World) -> Vec<String> {
    let script = "
        const plain = arguments[0];
        const bytes = new TextEncoder().encode(plain);
        const base64 = (bytes) => btoa(String.fromCharCode(...bytes));
        // Without what depends on what stands before and after.
        const within = [0, 1, 2].map((before) => {
            const text = base64(Uint8Array.from([...Array(before).fill(0), ...bytes]));
            return text.replace(/=+$/, '').slice(before === 0 ? 0 : 4, -4);
        });
        const form = new URLSearchParams({ a: plain }).toString().slice(2);
        const ascii = JSON.stringify(plain).slice(1, -1)
            .replace(/[^ -~]/g, (c) => '\\\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));
        return [plain, JSON.stringify(plain).slice(1, -1), ascii, encodeURIComponent(plain),
            encodeURI(plain), escape(plain), form, plain.split('').reverse().join(''), ...within,
            ...within.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))];";
    let written = world.browser.script(script, vec![json!(SECRET)]).await;
    let mut written: Vec<String> = serde_json::from_value(written).expect("they are texts");
    let mut hex = String::new();
    for byte in SECRET.bytes() {
        write!(hex, "{byte:02x}").expect("there is room");
    }
    written.push(hex.to_uppercase());
    written.push(hex);
    // The part that no encoding changes.
    written.push("5f0c9d".to_owned());
    written
}

/// All that a script can read in the page, and what its host has heard: each text as it is, and not
/// as JSON writes it.
async fn texts(page: Page<'_>) -> Vec<String> {
    let parts = page
        .eval(
            "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, \
             location.href, history.state, document.title, window.name, heard, \
             performance.getEntries().map((e) => e.name), document.documentElement.outerHTML, \
             all(document).filter((e) => e.shadowRoot).map((e) => e.shadowRoot.innerHTML), \
             all(document).map((e) => e.value ?? '')])",
            vec![],
        )
        .await;
    let parts = serde_json::from_str(parts.as_str().expect("it is text")).expect("it is JSON");
    let (mut parts, mut texts) = (vec![parts], Vec::new());
    while let Some(part) = parts.pop() {
        match part {
            serde_json::Value::Array(inner) => parts.extend(inner),
            serde_json::Value::Object(inner) => {
                for (name, part) in inner {
                    texts.push(name);
                    parts.push(part);
                }
            }
            serde_json::Value::String(text) => texts.push(text),
            _ => {}
        }
    }
    texts
}

#[tokio::test(flavor = "multi_thread")]
async fn the_secret_is_in_one_request_and_nowhere_else() {
    run(async |world| {
        world.browser.before_each_page(NOTE).await;
        world.sandbox.provider().expect("there is one").set_secret(SECRET);
        let page = world.open_ready(&sample::DOCUMENTED, SECRET).await;
        let written = written(world).await;
        let assert_absent = |what: &str, text: &str| {
            for form in &written {
                assert!(!text.contains(form.as_str()), "{what} has it as {form}: {text}");
            }
        };
        // A refusal on the way repeats it, and what is said of that must not.
        world.sandbox.set_faults(vec![Fault::new(Kind::Echo).on(Operation::Start).times(1)]);
        page.press("Generate token").await;
        page.until_token("failed").await;
        page.press("Details").await;
        page.until_shown("The client secret … is not accepted.").await;
        for text in texts(page).await {
            assert_absent("the page of a refusal", &text);
        }
        let window = page.generate().await;
        world.browser.answer(&window, "Connect").await;
        page.until_shown("The access token was generated.").await;
        page.until_state("saved").await;
        for step in ["Application", "Parameters", "Review", "Access token", "Application"] {
            page.press(step).await;
        }
        assert_eq!(page.value("Client secret").await, "");
        page.press("Review").await;
        page.press("Finish").await;
        page.until_shown("Finished. You can leave this page.").await;

        let sent = page.eval("sent", vec![]).await;
        let sent: Vec<[String; 3]> = serde_json::from_value(sent).expect("they are requests");
        assert!(sent.iter().any(|[what, ..]| what == "setItem"), "storage was watched: {sent:#?}");
        let begin = format!("POST {}/relay/authorizations", world.sandbox.origin());
        let mut carriers = 0;
        for [what, body, rest] in &sent {
            assert_absent(what, rest);
            if what == &begin {
                let body: serde_json::Value = serde_json::from_str(body).expect("it is JSON");
                assert_eq!(body["clientSecret"], SECRET);
                carriers += 1;
            } else {
                assert_absent(what, what);
                assert_absent(what, body);
            }
        }
        assert_eq!(carriers, 2, "one was refused, the other one was not");
        assert_eq!(world.starts(), 2);

        let heard = page.eval("JSON.stringify(heard)", vec![]).await.to_string();
        for event in ["generated", "wizard-completed"] {
            assert!(heard.contains(event), "{event} was not heard: {heard}");
        }
        for text in texts(page).await {
            assert_absent("the page", &text);
        }
        assert_absent("IndexedDB", &page.databases().await);
        assert_absent("the console", &world.browser.console().await.join("\n"));
        assert_absent("the record", &format!("{:?}", world.sandbox.records().all()));
        for entry in world.sandbox.log() {
            assert_absent("the log", &format!("{} {} {}", entry.path, entry.query, entry.body));
            assert_absent("the log", &format!("{:?}", entry.headers));
        }
    })
    .await;
}
