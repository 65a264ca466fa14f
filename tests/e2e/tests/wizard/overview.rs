//! Where the host page names no connection, all of the pack's are listed.

use e2e::{
    Page, World, run,
    sandbox::{Fault, Kind, Operation, Record, sample, sample::DemoConnection},
};
use serde_json::json;

use crate::host::host_with;

/// The way back from a connection.
pub(crate) const BACK: &str = "All connections of this pack";

/// The standalone page of a connection's pack.
pub(crate) fn address(connection: &DemoConnection) -> String {
    format!("/packs/{}?guid={}", connection.integration_pack_instance_id, connection.catalog_guid)
}

/// Opens a page that names a pack and no connection, and notes what is opened.
async fn pack<'w>(world: &'w World, pack: &str, more: &str) -> Page<'w> {
    let script = format!(
        "element.envId = element.processId = element.connectionId = null;
        element.integrationPackInstanceId = '{pack}';
        window.opened = [];
        element.addEventListener('wizard-open', (event) => opened.push(event.detail.key));
        {more}"
    );
    host_with(world, &script).await
}

/// Everything that is listed, one line each.
async fn lines(page: Page<'_>) -> Vec<String> {
    page.until_state("saved").await;
    let lines = page
        .eval(
            "[...wizard().shadowRoot.querySelectorAll('.pack :is(h3, h4, li, .help)')]
                .map((e) => e.tagName + ' ' + [...e.childNodes].map((n) => n.textContent).join(' | '))",
            vec![],
        )
        .await;
    serde_json::from_value(lines).expect("they are texts")
}

const PACK: &str = sample::EMPTY.integration_pack_instance_id;

#[tokio::test(flavor = "multi_thread")]
async fn all_connections_are_listed_with_their_tokens() {
    run(async |world| {
        // In another environment, which has no name, and in another process of the first one.
        let mut elsewhere = sample::EMPTY.key();
        "elsewhere".clone_into(&mut elsewhere.env_id);
        let mut beside = sample::EMPTY.key();
        "beside".clone_into(&mut beside.process_id);
        for key in [elsewhere, beside] {
            world.sandbox.records().put(&Record::new(key)).expect("memory takes it");
        }
        let page = pack(world, PACK, "").await;
        assert_eq!(
            lines(page).await,
            [
                "H3 Production",
                "H4 Send invoices",
                "LI QuickBooks, nothing saved yet | No access token yet",
                "LI QuickBooks, shared with another tool | Access token generated",
                "LI QuickBooks, damaged details | No access token yet",
                "H4 beside",
                "LI QuickBooks, nothing saved yet | No access token yet",
                "H3 elsewhere",
                "H4 Send invoices",
                "LI QuickBooks, nothing saved yet | No access token yet",
            ]
        );
        page.until_token("none").await;
        assert_eq!(page.eval("tokens", vec![]).await, json!(1), "it is asked for once");
        let heard = page.eval("heard", vec![]).await;
        assert_eq!(heard, json!([["wizard-ready", { "version": "0.1.0" }]]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_is_opened_set_up_and_left_again() {
    run(async |world| {
        let page = pack(world, PACK, "").await;
        page.until_shown("Choose a connection").await;
        page.press("QuickBooks, shared with another tool").await;
        page.until_focus("Application").await;
        page.until_value("Client ID", "ABfQ7tTsample").await;
        let connection = sample::FOREIGN;
        let key = json!({
            "integrationPackInstanceId": PACK,
            "envId": connection.env_id,
            "processId": connection.process_id,
            "connectionId": connection.connection_id,
            "catalogGuid": sample::CATALOG_GUID,
        });
        assert_eq!(page.eval("opened", vec![]).await, json!([key]));
        assert_eq!(page.eval("wizard().envId", vec![]).await, json!(null), "it is the host's");

        // What is typed at the last moment is saved all the same, and nothing of it elsewhere.
        page.type_over("Client ID", "typed here").await;
        page.press(BACK).await;
        page.until_focus("Connections of this pack").await;
        page.until_shown("Choose a connection").await;
        page.until_gone("Client ID").await;
        page.press("QuickBooks, nothing saved yet").await;
        page.until_value("Client ID", "").await;
        page.until_state("saved").await;
        assert!(world.details(&connection).is_some_and(|held| held.contains("typed here")));
        assert_eq!(world.details(&sample::EMPTY), None);
        assert_eq!(page.eval("opened[1]", vec![]).await, json!(null));
        assert_eq!(page.eval("opened.length", vec![]).await, json!(3));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reload_comes_back_to_the_one_that_is_open_and_another_tab_to_the_list() {
    run(async |world| {
        let page = pack(world, PACK, "").await;
        page.until_shown("Choose a connection").await;
        page.press("QuickBooks, shared with another tool").await;
        page.until_value("Client ID", "ABfQ7tTsample").await;
        let page = pack(world, PACK, "").await;
        page.until_value("Client ID", "ABfQ7tTsample").await;
        page.until_shown("QuickBooks, shared with another tool").await;
        page.until_shown("Production").await;
        assert_eq!(page.eval("shows('Choose a connection')", vec![]).await, json!(false));

        world.browser.new_tab().await;
        let page = pack(world, PACK, "").await;
        page.until_shown("Choose a connection").await;
        page.until_gone("Client ID").await;

        let page = pack(world, "test-101", "").await;
        page.until_shown("Documented sample").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_standalone_pages_go_to_its_address() {
    run(async |world| {
        let page = world.go("/").await;
        page.press("All connections of pack 2").await;
        page.until_shown("Choose a connection").await;
        page.press(sample::FOREIGN.label).await;
        page.until_value("Client ID", "ABfQ7tTsample").await;
        let there = page.eval("location.pathname", vec![]).await;
        let there = there.as_str().unwrap_or_default();
        assert!(there.contains(sample::FOREIGN.connection_id), "{there}");
        world.browser.client().back().await.expect("there is a page before");
        page.until_shown("Choose a connection").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_shows_it_itself_is_let_do_so() {
    run(async |world| {
        let page = pack(
            world,
            "test-101",
            "element.addEventListener('wizard-open', (event) => {
                event.preventDefault();
                for (const id of ['envId', 'processId', 'connectionId'])
                    element[id] = event.detail.key[id];
            });",
        )
        .await;
        page.until_shown("Choose a connection").await;
        page.press("Documented sample").await;
        page.until_value("Client ID", "A").await;
        assert_eq!(page.eval("shows(args[0])", vec![json!(BACK)]).await, json!(false));

        page.eval(
            "CONNECTION.forEach((id) => wizard().removeAttribute(id))"
                .replace("CONNECTION", "['env-id', 'process-id', 'connection-id']")
                .as_str(),
            vec![],
        )
        .await;
        page.until_shown("Choose a connection").await;
        page.until_gone("Client ID").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_pack_is_another_overview_whatever_is_open() {
    run(async |world| {
        let page = pack(world, PACK, "").await;
        page.until_shown("Choose a connection").await;
        page.press("QuickBooks, shared with another tool").await;
        page.until_value("Client ID", "ABfQ7tTsample").await;
        page.eval("wizard().integrationPackInstanceId = 'test-101'", vec![]).await;
        page.until_shown("Documented sample").await;
        page.until_gone("Client ID").await;
        let loads = world.sandbox.log().iter().filter(|e| e.is(Operation::Load)).count();
        assert_eq!(loads, 1, "no record of a pack's connection is asked for in another pack");

        // Taken out of the page it is gone, and comes back with it.
        page.eval("(window.kept = wizard(), kept.remove())", vec![]).await;
        page.eval("document.querySelector('main').append(kept)", vec![]).await;
        page.until_shown("Documented sample").await;
        let overviews = "wizard().shadowRoot.querySelectorAll('.pack').length";
        assert_eq!(page.eval(overviews, vec![]).await, json!(1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_keeps_the_list_from_coming_is_said_with_a_way_on() {
    run(async |world| {
        for (kind, on, state, sentence) in [
            (Kind::ServerError, Operation::Environments, "failed", "a problem of its own"),
            (Kind::Forbidden, Operation::Extensions, "failed", "You may not see the connections"),
            (Kind::UnknownInstance, Operation::Extensions, "failed", "does not know this pack"),
            (Kind::UnknownSpace, Operation::Environments, "failed", "does not know this Space"),
            (Kind::RateLimited, Operation::Environments, "failed", "asked too often"),
            (Kind::Drop, Operation::Environments, "failed", "cannot be reached"),
            (Kind::Html, Operation::Extensions, "failed", "did not list the connections"),
            (Kind::DataNull, Operation::Environments, "failed", "did not list the connections"),
            (Kind::Unauthorized, Operation::Environments, "signed-out", "Sign in again"),
        ] {
            world.sandbox.set_faults(vec![Fault::new(kind).on(on)]);
            let page = pack(world, PACK, "").await;
            page.until_shown(sentence).await;
            page.until_state(state).await;
            let asked =
                page.eval("heard.filter(([n]) => n === 'wizard-auth-required').length", vec![]);
            assert_eq!(asked.await, json!(usize::from(state == "signed-out")), "{kind:?}");
            world.sandbox.clear_faults();
            page.press("Look again").await;
            page.until_shown("Choose a connection").await;
            page.until_focus("Connections of this pack").await;
            page.until_state("saved").await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_processes_their_ids_stand_for_their_names() {
    run(async |world| {
        world.sandbox.set_faults(vec![Fault::new(Kind::ServerError).on(Operation::Processes)]);
        let page = pack(world, "test-101", "").await;
        assert_eq!(
            lines(page).await,
            ["H3 Test", "H4 1", "LI Documented sample | No access token yet"]
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pack_in_no_environment_says_so() {
    run(async |world| {
        let page = pack(world, "not-attached", "").await;
        page.until_shown("attached to no environment yet").await;
        page.until_state("saved").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_signs_in_late_or_says_retry_gets_the_list() {
    run(async |world| {
        let page =
            pack(world, "test-101", "element.getToken = () => { throw new Error('no'); };").await;
        page.until_state("signed-out").await;
        page.eval("wizard().getToken = async () => (await fetch('/session/token')).text()", vec![])
            .await;
        page.until_shown("Documented sample").await;

        world.sandbox.set_faults(vec![Fault::new(Kind::ServerError).on(Operation::Environments)]);
        page.eval("wizard().retry()", vec![]).await;
        page.until_state("failed").await;
        world.sandbox.clear_faults();
        page.eval("wizard().retry()", vec![]).await;
        page.until_state("saved").await;
        page.until_shown("Documented sample").await;
        world.browser.console().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_offline_gets_the_list_by_itself() {
    run(async |world| {
        let page = pack(world, "test-101", "").await;
        page.until_shown("Documented sample").await;
        world.browser.set_online(false).await;
        page.eval("wizard().retry()", vec![]).await;
        page.until_state("offline").await;
        page.until_shown("You are offline.").await;
        world.browser.set_online(true).await;
        page.until_shown("Documented sample").await;
        page.until_state("saved").await;
        world.browser.console().await;
    })
    .await;
}

/// Lets the code of the overview arrive when `letGo` is called, or fail until then.
const LATE: &str = "const real = window.fetch;
    window.fetch = (...all) => String(all[0]).includes('neighbours_bg') && !window.isHere
        ? new Promise((go, fail) => {
            if (window.fails) fail(new TypeError('the test has no network'));
            window.letGo = () => (window.isHere = true, go(real(...all)));
        })
        : real(...all);";

#[tokio::test(flavor = "multi_thread")]
async fn ids_that_come_while_its_code_loads_are_what_counts() {
    run(async |world| {
        // In one round nothing is remembered, in the other a connection of that pack.
        for round in 0..2 {
            let page = pack(world, PACK, LATE).await;
            page.until("!!window.letGo", vec![]).await;
            let ids = sample::EMPTY;
            let ids = [ids.env_id, ids.process_id, ids.connection_id].map(|id| json!(id));
            let set = "([wizard().envId, wizard().processId, wizard().connectionId] = args)";
            page.eval(set, ids.to_vec()).await;
            page.until_value("Client ID", &"typed".repeat(round)).await;
            page.eval("letGo()", vec![]).await;
            page.type_into("Client ID", "typed").await;
            page.until_state("saved").await;
            assert_eq!(page.value("Client ID").await.len(), 5 * (round + 1), "round {round}");
            assert!(world.details(&sample::FOREIGN).is_some_and(|held| !held.contains("typed")));
            assert_eq!(page.eval("shows(args[0])", vec![json!(BACK)]).await, json!(false));
            let asked = world.sandbox.log().iter().any(|e| e.is(Operation::Environments));
            assert!(round == 1 || !asked, "an overview that nobody sees asks for nothing");

            if round == 0 {
                let page = pack(world, PACK, "").await;
                page.press(sample::FOREIGN.label).await;
                page.until_value("Client ID", "ABfQ7tTsample").await;
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn code_that_does_not_come_is_tried_again() {
    run(async |world| {
        let page = pack(world, "test-101", &format!("window.fails = true; {LATE}")).await;
        page.until_shown("The list of connections could not be loaded.").await;
        page.until_state("failed").await;
        page.eval("isHere = true", vec![]).await;
        page.press("Try again").await;
        page.until_shown("Documented sample").await;
        page.until_gone("The list of connections could not be loaded.").await;

        let page = pack(world, "test-101", &format!("window.fails = true; {LATE}")).await;
        page.until_shown("The list of connections could not be loaded.").await;
        page.eval(
            "(wizard().envId = 2, wizard().processId = 1, wizard().connectionId = 3)",
            vec![],
        )
        .await;
        page.until_value("Client ID", "A").await;
        page.until_gone("The list of connections could not be loaded.").await;
        world.browser.console().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_would_lose_something_on_the_way_back_is_asked() {
    run(async |world| {
        let page = pack(world, PACK, "").await;
        page.press(sample::FOREIGN.label).await;
        page.press("Parameters").await;
        page.press("Add access token parameter").await;
        // It looks like a secret, so it is neither saved nor kept in the browser.
        page.type_into("Key, access token parameter 1", "client_secret").await;
        page.type_into("Value, access token parameter 1", "not to be lost").await;
        page.press(BACK).await;
        page.until_shown("If you leave this connection now, it is lost.").await;
        page.until_focus("Stay here").await;
        page.press("Stay here").await;
        page.until_focus(BACK).await;
        let value = page.value("Value, access token parameter 1").await;
        assert_eq!(value, "not to be lost");
        page.press(BACK).await;
        page.press("Leave it and go back").await;
        page.until_shown("Choose a connection").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_is_there_is_left_alone_by_a_new_bearer() {
    run(async |world| {
        let page = pack(world, "test-101", "").await;
        page.until_shown("Documented sample").await;
        let asked = || {
            let log = world.sandbox.log();
            log.iter().filter(|entry| entry.is(Operation::Environments)).count()
        };
        // As React does with a function that is made anew with each rendering.
        page.eval(
            "(wizard().getToken = wizard().getToken, wizard().getToken = async () => '')",
            vec![],
        )
        .await;
        assert_eq!(asked(), 1);
        page.press("Look again").await;
        page.until_state("signed-out").await;
        assert_eq!(asked(), 1, "without a bearer nobody is asked");
        let console = world.browser.console().await.join("\n");
        assert!(console.contains("getToken gave no bearer"), "{console}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_sets_the_ids_and_prevents_nothing_has_its_way() {
    run(async |world| {
        let set = "element.addEventListener('wizard-open', ({ detail }) => {
            for (const id of ['envId', 'processId', 'connectionId']) element[id] = detail.key[id];
        });";
        let page = pack(world, "test-101", set).await;
        page.press("Documented sample").await;
        page.until_value("Client ID", "A").await;
        assert_eq!(page.eval("shows(args[0])", vec![json!(BACK)]).await, json!(false));
        let clear = "['envId', 'processId', 'connectionId'].forEach((id) => wizard()[id] = null)";
        page.eval(clear, vec![]).await;
        page.until_shown("Choose a connection").await;
        page.until_gone("Client ID").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_address_of_the_api_leaves_the_open_connection_open() {
    run(async |world| {
        let page = pack(world, PACK, "").await;
        page.press(sample::FOREIGN.label).await;
        page.until_value("Client ID", "ABfQ7tTsample").await;
        page.type_into("Client secret", "typed").await;
        page.eval("wizard().platformUrl = location.origin", vec![]).await;
        page.until_value("Client secret", "typed").await;
        page.eval("wizard().endpoint = '/nowhere'", vec![]).await;
        page.until_state("failed").await;
        page.press(BACK).await;
        page.until_shown("The platform did not list the connections.").await;
        page.eval("wizard().endpoint = '/graphql'", vec![]).await;
        page.until_shown("Choose a connection").await;
        world.browser.console().await;
    })
    .await;
}
