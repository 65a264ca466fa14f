//! Strings from the platform and from the relay are text, whatever is in them.

use e2e::{
    Page, World, run,
    sandbox::{Fault, Kind, Operation, Record, sample},
};
use serde_json::{Value, json};

use crate::overview;

/// What has ended badly elsewhere: script, handlers, images, addresses that run, characters that turn the
/// direction, an end of text, markup of other languages, length.
fn hostile() -> Vec<String> {
    let mut all: Vec<String> = [
        "</script><script>window.hacked = 1</script>",
        "<img src=x onerror='window.hacked = 1'>",
        "<svg onload='window.hacked = 1'><a href='javascript:window.hacked=1'>x</a></svg>",
        "\"'`><iframe srcdoc='<script>parent.hacked=1</script>'></iframe>",
        "javascript:window.hacked=1",
        "data:text/html,<script>window.hacked=1</script>",
        "\u{202e}txet desrever\u{2066}",
        "a\0b",
        "{client} ${window.hacked=1} {{7*7}} %3Cscript%3E &lt;b&gt;",
        "null",
    ]
    .map(ToOwned::to_owned)
    .into();
    all.push("long ".repeat(4_000));
    all
}

/// Nothing of it has become an element, run, or turned what stands around it.
pub(crate) async fn assert_harmless(page: Page<'_>, what: &str) {
    let made = "(() => {
        const root = wizard().shadowRoot;
        const bad = root.querySelectorAll('script, img, svg, iframe, object, [onerror], [onload]');
        const links = [...root.querySelectorAll('a')].filter((a) => !/^https?:$/.test(a.protocol));
        const turned = /[\\u202a-\\u202e\\u2066-\\u2069\\0]/.test(root.textContent);
        const wide = root.querySelector('.shell, .pack').scrollWidth > innerWidth;
        return [bad.length, links.length, turned, wide, window.hacked ?? null];
    })()";
    let found = page.eval(made, vec![]).await;
    assert_eq!(found, json!([0, 0, false, false, Value::Null]), "{what}");
}

fn details(world: &World, text: &str) {
    let details = json!({
        "baseURL": text, "companyId": text, "clientId": text,
        "authParams": { text: text }, "accessTokenParams": { text: text, "list": [text] },
        "other": text,
    });
    let record = Record {
        oauth_connector_details: Some(details.to_string()),
        ..Record::new(sample::DOCUMENTED.key())
    };
    world.sandbox.records().put(&record).expect("it can be put there");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_platform_holds_is_text_on_every_step() {
    run(async |world| {
        for text in hostile() {
            details(world, &text);
            for step in ["application", "parameters", "authorize", "review"] {
                let page = world.open(&sample::DOCUMENTED, step).await;
                assert_harmless(page, &format!("{step}: {}", &text[..text.len().min(60)])).await;
            }
            assert_eq!(world.saves(), 0, "looking writes nothing");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_packs_parts_are_called_is_text() {
    run(async |world| {
        for text in hostile() {
            // What has no name shows by its id.
            let mut key = sample::DOCUMENTED.key();
            for id in [&mut key.env_id, &mut key.process_id, &mut key.connection_id] {
                id.clone_from(&text);
            }
            world.sandbox.records().put(&Record::new(key)).expect("memory takes it");
        }
        let page = world.go(&overview::address(&sample::DOCUMENTED)).await;
        page.until_shown("Choose a connection").await;
        assert_harmless(page, "the overview").await;
        // The page does not hear of it, so the element shows the connection itself.
        page.eval("addEventListener('wizard-open', (e) => e.stopPropagation(), true)", vec![])
            .await;
        let buttons = "wizard().shadowRoot.querySelectorAll('.pack li button')";
        for place in 1..=hostile().len() {
            page.until(&format!("{buttons}.length === args[0]"), vec![json!(hostile().len() + 1)])
                .await;
            page.eval(&format!("{buttons}[args[0]].click()"), vec![json!(place)]).await;
            page.until_shown(overview::BACK).await;
            page.until_state("saved").await;
            assert_harmless(page, &format!("the way to {place}")).await;
            page.press(overview::BACK).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_provider_says_is_text() {
    run(async |world| {
        for text in hostile() {
            let page = world.open_ready(&sample::DOCUMENTED, "s3cret").await;
            let fault = Fault::new(Kind::Refuse).on(Operation::Consent);
            let fault = fault.error("server_error").error_description(&text).error_uri(&text);
            world.sandbox.set_faults(vec![fault]);
            page.generate().await;
            page.until_token("failed").await;
            page.press("Details").await;
            assert_harmless(page, &text[..text.len().min(60)]).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_environments_and_processes_are_called_is_text() {
    run(async |world| {
        // Each name that the platform gives is the next of them.
        let names = format!(
            "const texts = {}, real = fetch;
            window.given = 0;
            const name = (key, value) =>
                key === 'name' && typeof value === 'string' ? texts[given++ % texts.length] : value;
            window.fetch = async (...all) => {{
                const answer = await real(...all);
                if (!answer.url.endsWith('/graphql')) return answer;
                const {{ status, headers }} = answer;
                const body = JSON.stringify(JSON.parse(await answer.text(), name));
                return new Response(body, {{ status, headers }});
            }};",
            Value::from(hostile())
        );
        world.browser.before_each_page(&names).await;
        for _ in 0..hostile().len() {
            let page = world.go(&overview::address(&sample::DOCUMENTED)).await;
            page.until_shown("Choose a connection").await;
            assert_harmless(page, "the overview").await;
            assert!(page.eval("given", vec![]).await.as_u64() > Some(0));
            // The next page begins with another one.
            world.browser.before_each_page("texts.push(texts.shift());").await;
        }
    })
    .await;
}

/// Waits until the details show how it begins; what turns or ends a text is shown as something else.
async fn until_told(page: Page<'_>, text: &str) {
    let told = "[...wizard().shadowRoot.querySelectorAll('details[open]')]
        .some((details) => details.textContent.includes(args[0]))";
    let start = text.chars().take_while(char::is_ascii_graphic).take(20).collect::<String>();
    page.until(told, vec![json!(start)]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_of_an_error_is_text() {
    run(async |world| {
        for text in hostile() {
            let what = &text[..text.len().min(60)];
            let page = world.open(&sample::DOCUMENTED, "application").await;
            page.until_state("saved").await;
            let answer = "void (window.fetch = async () => Response.json(
                { errors: [{ message: args[0], extensions: { code: args[0] } }] }))";
            page.eval(answer, vec![json!(text)]).await;
            page.type_into("Client ID", "x").await;
            page.until_state("failed").await;
            page.press("Details").await;
            until_told(page, &text).await;
            assert_harmless(page, what).await;

            let page = world.open_ready(&sample::DOCUMENTED, "s3cret").await;
            let answer = "(() => {
                const real = fetch, problem = { title: args[0], detail: args[0], error: args[0] };
                const headers = { 'content-type': 'application/problem+json' };
                window.fetch = async (...all) => String(all[0]?.url ?? all[0]).includes('/authorizations')
                    ? Response.json(problem, { status: 422, headers })
                    : real(...all);
            })()";
            page.eval(answer, vec![json!(text)]).await;
            page.press("Generate token").await;
            page.until_token("failed").await;
            page.press("Details").await;
            until_told(page, &text).await;
            assert_harmless(page, what).await;
        }
    })
    .await;
}
