//! A platform that takes its time, another one for each answer.

use std::time::Duration;

use e2e::{
    Chance, World, run,
    sandbox::{Entry, Fault, Kind, Operation, sample},
};
use serde_json::{Value, json};

/// From key to key.
const PAUSE: Duration = Duration::from_millis(60);
/// Of the longest pause after a few keys, milliseconds.
const REST: u64 = 1_500;
/// Of the slowest answer, milliseconds.
const SLOWEST: u64 = 2_000;

/// Notes the client id of each save as soon as its answer is in the page, before the wizard has it.
const NOTE: &str = r#"
    window.acknowledged = [];
    window.fetch = ((fetch) => async (request, ...rest) => {
        const sent = request instanceof Request ? request.clone().text() : "";
        const response = await fetch(request, ...rest);
        const save = /saveIPack.*?clientId: \\"(\d*)\\"/.exec(await sent);
        if (save && response.ok) acknowledged.push(save[1]);
        return response;
    })(window.fetch);
"#;

fn saves(world: &World) -> Vec<Entry> {
    let is_save = |entry: &Entry| entry.operation.as_deref() == Operation::Save.field();
    world.sandbox.log().into_iter().filter(is_save).collect()
}

/// The client id that a save carries.
fn client_id(save: &Entry) -> String {
    let body: Value = serde_json::from_str(&save.body).expect("it is JSON");
    let query = body["query"].as_str().expect("it is a document");
    let (_, rest) = query.split_once("clientId: \"").expect("each has one");
    rest.split('"').next().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_keys_arrive_in_order_however_long_each_answer_takes() {
    let mut chance = Chance::new();
    let text = (0..20).map(|number| format!("{number:0>10}")).collect::<Vec<_>>().concat();
    run(async |world| {
        world.browser.before_each_page(NOTE).await;
        let page = world.open(&sample::DOCUMENTED, "application").await;
        page.type_over("Client ID", "").await;
        page.eval(
            "(window.claims = [], new MutationObserver(() => { \
                const shown = find('input', 'Client ID').value; \
                if (wizard().getAttribute('save-state') === 'saved') \
                    claims.push([shown, acknowledged.at(-1) === shown]); \
            }).observe(wizard(), { attributes: true }))",
            vec![],
        )
        .await;
        for part in 0..20 {
            let delay = chance.below(SLOWEST);
            world.sandbox.set_faults(vec![Fault::new(Kind::Delay).milliseconds(delay)]);
            let (keys, last) = text[part * 10..part * 10 + 10].split_at(9);
            let rest = Duration::from_millis(chance.below(REST));
            for (keys, pause) in [(keys, PAUSE), (last, rest)] {
                page.try_keys(keys, pause).await.end.expect("the browser lives");
            }
        }
        page.until_shown("All changes saved").await;
        page.until_state("saved").await;
        assert_eq!(page.value("Client ID").await, text);
        let held = world.details(&sample::DOCUMENTED).expect("there is a record");
        let held: Value = serde_json::from_str(&held).expect("it is JSON");
        assert_eq!(held["clientId"], json!(text));

        let saves = saves(world);
        for pair in saves.windows(2) {
            let end = pair[0].arrived + pair[0].took.expect("it was answered");
            assert!(end <= pair[1].arrived, "two at once: {pair:?}");
            let (older, newer) = (client_id(&pair[0]), client_id(&pair[1]));
            assert!(newer.starts_with(&older), "{newer} after {older}");
        }
        let claims = page.eval("claims", vec![]).await;
        println!("{} saves; called saved: {claims}", saves.len());
        let claims = claims.as_array().expect("it is a list");
        assert_eq!(claims.last().map(|claim| &claim[0]), Some(&json!(text)));
        for claim in claims {
            assert_eq!(claim[1], json!(true), "{} was called saved before it was", claim[0]);
        }
    })
    .await;
}
