//! A page that nobody looks at for long forgets the client secret.

use e2e::{Page, World, run, sandbox::sample};
use serde_json::json;

const SECRET: &str = "Client secret";
const SENTENCE: &str = "It is forgotten because this page was out of sight for 10 minutes.";
const BLANKS: &str = "There are blanks at an end.";

async fn typed(world: &World) -> Page<'_> {
    let page = world.open(&sample::DOCUMENTED, "application").await;
    page.until_state("saved").await;
    page.type_into(SECRET, "s3cret ").await;
    page.press("Show: Client secret").await;
    page.until_shown(BLANKS).await;
    assert!(is_readable(page).await);
    page
}

/// Whether what is typed can be read on screen.
async fn is_readable(page: Page<'_>) -> bool {
    let is_text = "find('input', args[0]).type === 'text'";
    page.eval(is_text, vec![json!(SECRET)]).await == json!(true)
}

/// The page goes out of sight, or comes back.
async fn see(page: Page<'_>, state: &str) {
    let see = "void (Object.defineProperty(document, 'visibilityState', \
        { configurable: true, get: () => args[0] }), \
        document.dispatchEvent(new Event('visibilitychange')))";
    page.eval(see, vec![json!(state)]).await;
}

/// The wall clock goes on by so many seconds, and no timer does.
async fn sleep(page: Page<'_>, seconds: u64) {
    let sleep = "void (Date.now = ((now) => () => now() + args[0] * 1000)(Date.now))";
    page.eval(sleep, vec![json!(seconds)]).await;
}

async fn until_forgotten(page: Page<'_>) {
    page.until_shown(SENTENCE).await;
    page.until_gone(BLANKS).await;
    assert_eq!(page.value(SECRET).await, "");
    page.type_into(SECRET, "again").await;
    page.until_gone(SENTENCE).await;
    assert_eq!(page.value(SECRET).await, "again");
    assert!(!is_readable(page).await, "the next one is not typed in the clear");
    page.press("Show: Client secret").await;
    page.type_over(SECRET, "\u{e017}and again").await;
    assert!(is_readable(page).await, "whoever has pressed the button goes on as before");
}

#[tokio::test(flavor = "multi_thread")]
async fn out_of_sight_for_ten_minutes_is_too_long() {
    run(async |world| {
        // Ten minutes are over at once.
        let short = "window.setTimeout = ((set) => (work, wait, ...rest) => \
            set(work, Math.abs(wait - 600_000) < 1_000 ? 0 : wait, ...rest))(setTimeout);";
        world.browser.before_each_page(short).await;
        let page = typed(world).await;
        see(page, "hidden").await;
        page.until("find('input', 'Client secret').value === ''", vec![]).await;
        see(page, "visible").await;
        until_forgotten(page).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_that_sleeps_runs_no_timers_and_the_time_counts_all_the_same() {
    run(async |world| {
        let page = typed(world).await;
        see(page, "hidden").await;
        sleep(page, 9 * 60).await;
        see(page, "visible").await;
        assert_eq!(page.value(SECRET).await, "s3cret ");
        see(page, "hidden").await;
        sleep(page, 10 * 60).await;
        see(page, "visible").await;
        until_forgotten(page).await;
    })
    .await;
}
