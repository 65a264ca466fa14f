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
/// How much later than the browser gets an answer the sandbox may note that it has sent it,
/// milliseconds. What is called saved too early is so by far more, some time among so many.
const LATE: u64 = 100;

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
        let page = world.open(&sample::DOCUMENTED, "application").await;
        page.type_over("Client ID", "").await;
        page.eval(
            "(window.claims = [], new MutationObserver(() => { \
                if (wizard().getAttribute('save-state') === 'saved') \
                    claims.push([Date.now(), find('input', 'Client ID').value]); \
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
        for claim in claims.as_array().expect("it is a list") {
            let at = claim[0].as_u64().expect("it is a time");
            let shown = claim[1].as_str().expect("it is a text");
            let save = saves.iter().find(|save| client_id(save) == shown);
            let end = save.and_then(|save| Some(save.arrived + save.took?));
            let is_there = end.is_some_and(|end| end <= at + LATE);
            assert!(is_there, "{shown:?} was called saved at {at}, and was at {end:?}");
        }
    })
    .await;
}
