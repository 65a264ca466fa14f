//! The health of an `OpenInt` connection, on the last step.

use e2e::{
    Page, World, run,
    sandbox::{Fault, Kind, Operation, openint},
};
use serde_json::json;

use crate::{
    host::{host, host_with},
    hostile::assert_harmless,
};

/// A host page with a connection of `OpenInt`, whose panel is on screen.
async fn open<'w>(world: &'w World, id: &str) -> Page<'w> {
    open_with(world, id, "async () => (await fetch('/session/openint-token')).text()").await
}

/// The same, with the host's function that gives the token.
async fn open_with<'w>(world: &'w World, id: &str, token: &str) -> Page<'w> {
    let more = format!(
        "element.openintUrl = '/openint/v1';
         element.openintConnectionId = '{id}';
         element.step = 'review';
         element.getOpenIntToken = {token};"
    );
    let page = host_with(world, &more).await;
    page.until_shown("Health in OpenInt").await;
    page
}

/// The text beside a name in the list.
async fn line(page: Page<'_>, name: &str) -> String {
    let found = "(() => {
        const rows = [...wizard().shadowRoot.querySelectorAll('.panel .row')];
        const row = rows.find((row) => row.querySelector('dt').textContent === args[0]);
        return row?.querySelector('dd').textContent ?? '';
    })()";
    page.eval(found, vec![json!(name)]).await.as_str().unwrap_or_default().to_owned()
}

/// The requests to `OpenInt`.
fn asked(world: &World) -> Vec<(String, String)> {
    let log = world.sandbox.log().into_iter();
    let ours = log.filter(|entry| entry.path.starts_with("/openint/"));
    ours.map(|entry| (entry.method, format!("{}?{}", entry.path, entry.query))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_known_of_a_connection_is_shown_and_what_is_not_says_why() {
    run(async |world| {
        let page = open(world, openint::HEALTHY).await;
        page.until_shown("Healthy, as OpenInt reports").await;
        assert!(line(page, "Status").await.contains("No change since 2 Mar 2026"));
        assert_eq!(line(page, "Connector").await, "QuickBooks · ga · OAUTH2");
        assert_eq!(line(page, "Token expires").await, "Told to servers only");
        assert!(line(page, "Last change").await.starts_with("2 Mar 2026"));
        let access = line(page, "Access").await;
        assert!(access.contains("What was granted is told to servers only."), "{access}");
        let get = format!(
            "/openint/v1/connection/{}?expand=connector&refresh_policy=none",
            openint::HEALTHY
        );
        assert_eq!(asked(world), [("GET".to_owned(), get)], "one look, without secrets");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_status_has_its_words_and_times_of_both_kinds_are_read() {
    for (id, sentence) in [
        (openint::DISCONNECTED, "Disconnected: somebody has to connect it again"),
        (openint::ERROR, "OpenInt hit a problem checking this connection."),
        (openint::MANUAL, "Imported by hand: OpenInt does not watch it"),
        (openint::UNKNOWN, "Not known: OpenInt has not checked it yet"),
        (openint::NULL, "Not known: OpenInt does not say"),
        (openint::ABSENT, "Not known: OpenInt does not say"),
        (openint::UNHEARD_OF, "Not known: OpenInt calls it paused_by_provider"),
    ] {
        run(async |world| {
            let page = open(world, id).await;
            page.until_shown(sentence).await;
            let changed = line(page, "Last change").await;
            assert!(changed.starts_with("2 Mar 2026"), "{id}: {changed}");
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_read_after_a_check_counts_and_not_what_the_check_says() {
    run(async |world| {
        let page = open(world, openint::BREAKS).await;
        page.until_shown("Healthy, as OpenInt reports").await;
        page.press("Check now").await;
        page.until_shown("OpenInt hit a problem checking this connection.").await;
        let methods: Vec<_> = asked(world).into_iter().map(|(method, _)| method).collect();
        assert_eq!(methods[..3], ["GET", "POST", "GET"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_granted_is_held_against_what_was_asked_for() {
    run(async |world| {
        let more = "element.step = 'review';
             element.openintConnectionId = 'conn_of_the_host';
             element.getOpenIntConnection = async (id) => ({
                 id, status: 'healthy', scope: 'read admin',
                 connector: { required_scopes: ['read', 'write'], scopes: [{ scope: 'read', description: 'Reads' }] },
             });";
        let page = host_with(world, more).await;
        page.until_shown("not asked for").await;
        let access = line(page, "Access").await;
        assert_eq!(access, "read – Readsadmin (not asked for)write (missing, and required)");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panel_that_is_gone_looks_no_more() {
    run(async |world| {
        // A token whose giving lasts until the step is left.
        let token = "async () => {
            window.asked = (window.asked ?? 0) + 1;
            await new Promise((go) => window.letGo = go);
            return (await fetch('/session/openint-token')).text();
        }";
        let page = open_with(world, openint::UNKNOWN, token).await;
        page.until("!!window.letGo", vec![]).await;
        page.press("Application").await;
        page.until_gone("Health in OpenInt").await;
        let note = "(() => {
            window.waits = [];
            const set = window.setTimeout;
            window.setTimeout = (then, ms, ...all) => (waits.push(ms), set(then, ms, ...all));
            letGo();
        })()";
        page.eval(note, vec![]).await;
        let is_ours = |entry: &e2e::sandbox::Entry| entry.path.starts_with("/openint/");
        let answered =
            |log: &[e2e::sandbox::Entry]| log.iter().any(|e| is_ours(e) && e.took.is_some());
        let patience = std::time::Duration::from_secs(20);
        world.sandbox.wait_for(answered, patience).await.expect("it is asked and answered");
        // The next panel asks anew, and its answer comes after that one.
        page.eval(
            "void (wizard().getOpenIntToken = async () =>
            (await fetch('/session/openint-token')).text())",
            vec![],
        )
        .await;
        page.press("Review").await;
        page.until_shown("Not known: OpenInt has not checked it yet").await;
        // The first look of a panel leads to another one after 3 s.
        let waits = page.eval("waits.filter((ms) => ms > 2900 && ms < 3100)", vec![]).await;
        assert_eq!(waits.as_array().map(Vec::len), Some(1), "one panel, one next look: {waits}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connector_that_cannot_be_checked_is_reported_and_not_verified() {
    run(async |world| {
        let page = open(world, openint::UNCHECKED).await;
        page.until_shown("OpenInt hit a problem checking this connection.").await;
        world.sandbox.openint().set_status(openint::UNCHECKED, "healthy", None);
        page.press("Check now").await;
        page.until_shown("which says so also of connectors that it cannot check").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_in_an_answer_are_not_kept_and_raise_a_warning() {
    run(async |world| {
        let more = format!(
            "element.step = 'review';
             element.openintConnectionId = 'conn_of_the_host';
             element.getOpenIntConnection = async (id) => ({{
                 id, status: 'healthy', updated_at: '2026-01-02T03:04:05Z',
                 settings: {{ oauth: {{ credentials: {{
                     access_token: '{canary}', expires_at: '2001-02-03T04:05:06Z', scope: 'read',
                 }} }} }},
             }});",
            canary = openint::TOKEN_CANARY
        );
        let page = host_with(world, &more).await;
        page.until_shown("This page was sent tokens of the connection. They were not kept.").await;
        page.until_shown("it has expired").await;
        let everything = "wizard().shadowRoot.innerHTML + document.documentElement.outerHTML
            + JSON.stringify([localStorage, sessionStorage])";
        // The host's own script is not the wizard's.
        let rests = page.eval(everything, vec![]).await.to_string();
        assert!(!rests.contains(openint::TOKEN_CANARY), "{rests}");
        assert_eq!(asked(world), []);
        page.press("Look again").await;
        page.until(
            "shows('Looked at') && wizard().shadowRoot.querySelectorAll('[role=alert] .note')
            .length === 1",
            vec![],
        )
        .await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_for_servers_is_refused_before_any_request() {
    for token in ["'key_cus_1'", "async () => 'key_cus_1'", "() => ' key_org '"] {
        run(async |world| {
            let function =
                if token.starts_with('\'') { format!("() => {token}") } else { token.to_owned() };
            let page = open_with(world, openint::HEALTHY, &function).await;
            page.until_shown("This page gave a key for servers. It was not used.").await;
            assert_eq!(asked(world), []);
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_refused_is_asked_for_once_more() {
    run(async |world| {
        let token = "async () => {
            window.asked = (window.asked ?? 0) + 1;
            return asked === 2 ? (await fetch('/session/openint-token')).text() : 'old.token.x';
        }";
        let page = open_with(world, openint::HEALTHY, token).await;
        page.until_shown("Healthy, as OpenInt reports").await;
        assert_eq!(page.eval("asked", vec![]).await, json!(2));
        // Another function speaks of another customer: the old token is not used any more.
        page.eval("void (wizard().getOpenIntToken = async () => 'never.good.x')", vec![]).await;
        page.press("Check now").await;
        page.until_shown("OpenInt does not accept the token of this page.").await;
        page.until_gone("Healthy, as OpenInt reports").await;
    })
    .await;
    run(async |world| {
        let page = open_with(world, openint::HEALTHY, "async () => 'never.good.x'").await;
        page.until_shown("OpenInt does not accept the token of this page.").await;
        assert_eq!(asked(world).len(), 2, "no third time by itself");
        let fresh = "void (wizard().getOpenIntToken = async () =>
            (await fetch('/session/openint-token')).text())";
        page.eval(fresh, vec![]).await;
        page.press("Check now").await;
        page.until_shown("Healthy, as OpenInt reports").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_fails_has_short_words_and_what_it_says_is_not_shown() {
    run(async |world| {
        let page = open(world, openint::FAILING).await;
        page.until_shown("OpenInt has a problem of its own (500).").await;
        page.until_shown("It is looked at again by itself.").await;
        let shown = page.eval("wizard().shadowRoot.textContent", vec![]).await.to_string();
        assert!(!shown.contains("stack") && !shown.contains(openint::TOKEN_CANARY), "{shown}");
    })
    .await;
    for (kind, sentence) in [
        (Kind::Drop, "OpenInt cannot be reached."),
        (Kind::RateLimited, "OpenInt was asked too often."),
        (Kind::Forbidden, "This token may not see the connection."),
        (Kind::Truncated, "The answer is no connection."),
    ] {
        run(async |world| {
            world.sandbox.set_faults(vec![Fault::new(kind).on(Operation::OpenInt)]);
            let page = open(world, openint::HEALTHY).await;
            page.until_shown(sentence).await;
            world.sandbox.clear_faults();
            page.press("Check now").await;
            page.until_shown("Healthy, as OpenInt reports").await;
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_may_recover_is_looked_at_again_and_never_checked_by_itself() {
    run(async |world| {
        let page = open(world, openint::ERROR).await;
        page.until_shown("OpenInt hit a problem checking this connection.").await;
        page.until_shown("It is looked at again by itself.").await;
        world.sandbox.openint().set_status(openint::ERROR, "healthy", None);
        page.until_shown("Healthy, as OpenInt reports").await;
        assert!(asked(world).iter().all(|(method, _)| method == "GET"), "{:?}", asked(world));
        page.until_gone("It is looked at again by itself.").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_texts_are_text() {
    run(async |world| {
        let page = open(world, openint::HOSTILE).await;
        page.until_shown("Not known: OpenInt calls it <img src=x onerror=alert(1)>").await;
        for name in [
            "Message",
            "Connection",
            "Connector",
            "Integration",
            "Token expires",
            "Access",
            "Last change",
        ] {
            let text = line(page, name).await;
            assert!(text.contains("<img src=x onerror=alert(1)>"), "{name}: {text}");
        }
        assert_harmless(page, "the panel").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_without_a_connection_there_asks_nobody_and_loads_nothing() {
    run(async |world| {
        let page = host(world).await;
        page.until_state("saved").await;
        page.eval("void (wizard().step = 'review')", vec![]).await;
        page.until_shown("Finish").await;
        let log = world.sandbox.log();
        let theirs = ["/openint", "/hdp", "/neighbours", "/session/openint-token"];
        let is_theirs = |path: &str| theirs.iter().any(|begin| path.starts_with(begin));
        assert!(!log.iter().any(|entry| is_theirs(&entry.path)), "{log:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_that_is_asked_for_during_a_look_is_done_after_it() {
    run(async |world| {
        world.sandbox.set_faults(vec![Fault::new(Kind::Hold).on(Operation::OpenInt).times(1)]);
        let page = open(world, openint::BREAKS).await;
        page.press("Check now").await;
        page.until_shown("OpenInt checks it…").await;
        assert_eq!(asked(world).len(), 1, "never two at once");
        world.sandbox.release();
        page.until_shown("OpenInt hit a problem checking this connection.").await;
        let methods: Vec<_> = asked(world).into_iter().map(|(method, _)| method).collect();
        assert_eq!(methods[..3], ["GET", "POST", "GET"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_that_fails_says_so_beside_what_was_known() {
    run(async |world| {
        let page = open(world, openint::HEALTHY).await;
        page.until_shown("Healthy, as OpenInt reports").await;
        let fault = Fault::new(Kind::ServerError).on(Operation::OpenInt).times(1);
        world.sandbox.set_faults(vec![fault]);
        page.press("Check now").await;
        page.until_shown("OpenInt could not check it (500); this is what it said before.").await;
    })
    .await;
}

/// Opens the panel of a connection that may recover, on a page whose waits for the next look end at once
/// and are counted, once its wizard has nothing more to wait for.
async fn hurried<'w>(world: &'w World, more: &str) -> Page<'w> {
    let page = host_with(world, "element.step = 'review';").await;
    page.until_state("saved").await;
    let hurry = "(() => {
        window.waits = 0;
        const wait = window.setTimeout;
        window.setTimeout = (run, ms, ...rest) => {
            // Ten seconds are what the host's function may take.
            if (ms < 2900 || ms > 30000 || (ms > 9000 && ms <= 10000)) return wait(run, ms, ...rest);
            return wait(() => { waits += 1; run(); }, 0);
        };
        MORE
        Object.assign(wizard(), {
            openintUrl: '/openint/v1',
            openintConnectionId: args[0],
            getOpenIntToken: async () => (await fetch('/session/openint-token')).text(),
        });
    })()";
    page.eval(&hurry.replace("MORE", more), vec![json!(openint::ERROR)]).await;
    page
}

#[tokio::test(flavor = "multi_thread")]
async fn looking_ends_and_begins_anew_for_whoever_comes_back() {
    run(async |world| {
        let page = hurried(world, "").await;
        page.until("waits === 20 && shows('Looked at')", vec![]).await;
        page.until_gone("It is looked at again by itself.").await;
        assert_eq!(asked(world).len(), 21, "the first look and twenty more");
        page.eval("void document.dispatchEvent(new Event('visibilitychange'))", vec![]).await;
        page.until("waits === 40", vec![]).await;
        page.until_gone("It is looked at again by itself.").await;
        assert_eq!(asked(world).len(), 42);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_looks_while_nobody_sees_it() {
    run(async |world| {
        let hidden = "window.visibility = 'hidden';
            Object.defineProperty(document, 'visibilityState', { get: () => visibility });";
        let page = hurried(world, hidden).await;
        page.until("waits > 0", vec![]).await;
        let asked_for = asked(world);
        assert_eq!(asked_for.len(), 1, "only the look that draws the panel: {asked_for:?}");
        let back = "void ((window.visibility = 'visible'),
            document.dispatchEvent(new Event('visibilitychange')))";
        page.eval(back, vec![]).await;
        page.until("waits === 21", vec![]).await;
        page.until_gone("It is looked at again by itself.").await;
        assert_eq!(asked(world).len(), 22);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panel_that_cannot_be_loaded_says_so_and_is_loaded_when_it_can() {
    run(async |world| {
        world.sandbox.set_faults(vec![Fault::new(Kind::Drop).on(Operation::OpenInt)]);
        world.sandbox.file("/neighbours_bg.wasm", "application/wasm", "no wasm");
        let page = open_early(world).await;
        page.until_shown("This part could not be loaded.").await;
        page.until_shown("Finish").await;
        let dist = std::env::var("WIZARD_DIST").expect("cargo xtask test sets it");
        let wasm = std::fs::read(format!("{dist}/neighbours_bg.wasm")).expect("it was built");
        world.sandbox.file("/neighbours_bg.wasm", "application/wasm", wasm);
        page.press("Try again now").await;
        page.until_shown("Health in OpenInt").await;
        // The browser's own word: the first one was not what was built.
        let console = world.browser.console().await;
        assert!(console.iter().any(|line| line.contains("integrity")), "{console:?}");
    })
    .await;
}

async fn open_early(world: &World) -> Page<'_> {
    let more = "element.openintUrl = '/openint/v1';
        element.openintConnectionId = 'conn_quickbooks_healthy';
        element.step = 'review';";
    host_with(world, more).await
}
