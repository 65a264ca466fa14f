//! However often and whenever a browser dies while somebody types, next to nothing is lost.

use std::time::{Duration, Instant};

use e2e::{Chance, Page, World, run_with_restarts, sandbox::sample};
use serde_json::Value;

const ROUNDS: u64 = 20;

/// The typing that a killed browser may take along.
const LOST: Duration = Duration::from_millis(300);

/// More than anybody types in a round, and nothing in it comes twice in a row.
const ALPHABET: &str = "abcdefghijklmnopqrstuvwxyz";

/// The pauses after each key, milliseconds: in the longest, an edit is saved.
const PAUSES: [u64; 4] = [0, 40, 120, 700];

/// A control, the step that it is at, and where the platform holds it.
const CONTROLS: [(&str, &str, &str); 4] = [
    ("Application", "Base URL", "/baseURL"),
    ("Application", "Company ID", "/companyId"),
    ("Application", "Client ID", "/clientId"),
    ("Parameters", "Value, authorization parameter 1", "/authParams/key"),
];

fn on_platform(world: &World, pointer: &str) -> String {
    let details = world.details(&sample::DOCUMENTED).expect("there is a record");
    let details: Value = serde_json::from_str(&details).expect("it is JSON");
    details.pointer(pointer).and_then(Value::as_str).expect("it is a text").to_owned()
}

async fn go_to(page: Page<'_>, step: &str, label: &str) {
    page.press(step).await;
    page.until_focus(step).await;
    // The End key: the typing goes on after what is there.
    page.type_into(label, "\u{e010}").await;
}

/// Types until the browser is killed, and answers how much of the text has to be back.
async fn type_until_killed(world: &World, text: &str, pause: Duration, end: Duration) -> usize {
    let kill = async {
        tokio::time::sleep(end).await;
        let killed = Instant::now();
        world.browser.kill();
        killed
    };
    let page = world.page();
    let (typed, killed) = tokio::join!(page.try_keys(text, pause), kill);
    assert!(typed.end.is_err(), "all was typed before the browser was killed");
    typed.taken.iter().filter(|taken| **taken + LOST <= killed).count()
}

/// Nobody waits for the answer to what was under way.
async fn until_quiet(world: &World) {
    let quiet = |log: &[e2e::sandbox::Entry]| log.iter().all(|entry| entry.took.is_some());
    world.sandbox.wait_for(quiet, Duration::from_secs(20)).await.expect("all are answered");
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_killed_browsers_take_less_than_a_third_of_a_second_of_typing_each() {
    let mut chance = Chance::new();
    let text = ALPHABET.repeat(20);
    run_with_restarts(async |world| {
        world.open(&sample::DOCUMENTED, "application").await;
        for (round, (step, label, pointer)) in (0..ROUNDS).zip(CONTROLS.into_iter().cycle()) {
            // Each control has its turn with the platform and without.
            let is_up = (round + round / 4) % 2 == 0;
            let pause = PAUSES[usize::try_from(chance.below(4)).expect("it is small")];
            let end = 100 + chance.below(1_500);
            println!("round {round}: {label}, up: {is_up}, pause {pause}, killed after {end}");
            let before = on_platform(world, pointer);
            go_to(world.page(), step, label).await;
            if !is_up {
                world.sandbox.go_down().await;
            }
            let pause = Duration::from_millis(pause);
            let least = type_until_killed(world, &text, pause, Duration::from_millis(end)).await;
            until_quiet(world).await;
            let arrived = on_platform(world, pointer);
            world.sandbox.come_up().await.expect("the port is still free");
            world.restart_browser().await;

            let page = world.open(&sample::DOCUMENTED, &step.to_lowercase()).await;
            let back = page.value(label).await;
            let typed = back.strip_prefix(&before).expect("what was there before is there");
            println!("  {} of at least {least} characters are back", typed.len());
            assert!(text.starts_with(typed) && typed.len() >= least, "{typed}, not {least}");
            page.until_shown("All changes saved").await;
            page.until_state("saved").await;
            assert_eq!(on_platform(world, pointer), back);
            let sentence = "that the platform had not got was restored.";
            if arrived == back {
                page.until_gone(sentence).await;
            } else {
                page.until_shown("1 change from").await;
                page.until_shown(sentence).await;
            }
        }
    })
    .await;
}
