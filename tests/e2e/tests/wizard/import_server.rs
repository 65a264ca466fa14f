//! An OAuth application of Hybrid Data Pipeline comes from its own server, or from the host page.

use e2e::{
    Page, World, run,
    sandbox::{Fault, Kind, Operation, hdp, sample},
};
use serde_json::json;

use crate::{
    host::{host_with, open_minded_host},
    hostile::assert_harmless,
    import::{BOX, SUMMARY},
};

const SERVER: &str = "Or have it from the server";

async fn open(world: &World) -> Page<'_> {
    let page = world.open(&sample::DOCUMENTED, "application").await;
    to_server(page).await;
    page
}

/// Opens the panel, and in it the way to the server.
async fn to_server(page: Page<'_>) {
    page.until_state("saved").await;
    page.press(SUMMARY).await;
    page.until_shown(BOX).await;
    page.press(SERVER).await;
}

async fn sign_in(page: Page<'_>, login: &hdp::Login) {
    enter(page, login.name, login.password).await;
}

async fn enter(page: Page<'_>, name: &str, password: &str) {
    page.type_over("Login ID", name).await;
    page.type_over("Password", password).await;
    page.press("List applications").await;
}

/// How often the server was asked.
fn questions(world: &World) -> usize {
    world.sandbox.log().iter().filter(|entry| entry.path.starts_with("/hdp/")).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_the_list_is_had_by_its_id_and_fills_the_form() {
    run(async |world| {
        let page = open(world).await;
        sign_in(page, &hdp::ADMINISTRATOR).await;
        page.until_shown("Which of them?").await;
        assert_eq!(page.value("Password").await, "");
        page.press(&format!("Salesforce_sales ({})", hdp::SALESFORCE_ID)).await;
        page.until_shown("This would be filled in:").await;
        page.until_shown("There was a client secret in it. It was not kept.").await;
        page.until_shown("Salesforce (1)").await;
        let path = format!("/hdp/api/mgmt/oauthapps/{}", hdp::SALESFORCE_ID);
        let log = world.sandbox.log();
        assert!(log.iter().any(|entry| entry.path == path), "{log:?}");
        assert_eq!(questions(world), 2, "the list and the one");
        page.press("Fill in").await;
        page.until_shown("Filled in.").await;
        page.until_state("saved").await;
        let held = world.details(&sample::DOCUMENTED).unwrap_or_default();
        assert!(!held.contains(r#""clientId":"A""#), "{held}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_asks_on_behalf_of_a_user_with_any_letters() {
    run(async |world| {
        let page = open(world).await;
        page.type_into("On behalf of user (optional)", hdp::TENANT_USER.name).await;
        sign_in(page, &hdp::ADMINISTRATOR).await;
        page.until_shown("Which of them?").await;
        let asked = world.sandbox.log().into_iter().find(|entry| entry.path.starts_with("/hdp/"));
        assert_eq!(asked.map(|entry| entry.query).as_deref(), Some("user=hdp-tenant"));
        // A password in UTF-8 with a colon in it; Enter does what the button does.
        page.until_gone("Large_id").await;
        page.type_over("On behalf of user (optional)", " ").await;
        sign_in(page, &hdp::ADMINISTRATOR).await;
        page.until_shown("Large_id").await;
        page.type_over("Login ID", hdp::TENANT_USER.name).await;
        page.type_over("Password", &format!("{}\u{e007}", hdp::TENANT_USER.password)).await;
        page.until_gone("Large_id").await;
        page.until_shown("TenantA OAuth app (17)").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_has_its_words_and_is_asked_once() {
    run(async |world| {
        let page = open(world).await;
        page.press("List applications").await;
        page.until_shown("Enter the login ID and the password.").await;
        page.type_into("Login ID", "a:b").await;
        page.type_into("Password", "x").await;
        page.press("List applications").await;
        page.until_shown("A login ID with a colon in it cannot be sent.").await;
        assert_eq!(questions(world), 0);

        enter(page, hdp::ADMINISTRATOR.name, "wrong").await;
        page.until_shown("The login ID or the password was not accepted.").await;
        page.until_shown("It says: 222206401 The login ID or the password is wrong.").await;
        assert_eq!(questions(world), 1, "a 401 is never tried again by itself");
        assert_eq!(page.value("Password").await, "");

        sign_in(page, &hdp::PLAIN).await;
        page.until_shown("This login may not do that").await;
        for (kind, sentence) in [
            (Kind::RateLimited, "Hybrid Data Pipeline was asked too often."),
            (Kind::ServerError, "Hybrid Data Pipeline has a problem of its own (500)."),
            (Kind::Html, "Hybrid Data Pipeline has a problem of its own (502)."),
            (Kind::Drop, "Hybrid Data Pipeline cannot be reached, or does not let this page read"),
            (Kind::Truncated, "It cannot be read, and what is missing cannot be guessed."),
        ] {
            world.sandbox.set_faults(vec![Fault::new(kind).on(Operation::Hdp)]);
            let before = questions(world);
            sign_in(page, &hdp::ADMINISTRATOR).await;
            page.until_shown(sentence).await;
            assert_eq!(questions(world), before + 1, "{kind:?}");
        }
        assert_eq!(page.value("Client ID").await, "A");
        assert_eq!(world.saves(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_trusts_no_page_says_nothing_and_pasting_is_offered() {
    run(async |world| {
        // The same server by another name is another origin.
        let elsewhere = world.sandbox.origin().replace("127.0.0.1", "localhost");
        let more = format!("element.hdpUrl = '{elsewhere}/hdp';");
        let page = open_minded_host(world, &more).await;
        to_server(page).await;
        sign_in(page, &hdp::ADMINISTRATOR).await;
        page.until_shown("does not let this page read its answers").await;
        page.until_shown("Paste the application instead.").await;
        let console = world.browser.console().await;
        assert!(console.iter().any(|line| line.contains("CORS policy")), "{console:?}");
        // Once the server trusts the page, its list comes.
        world.sandbox.hdp().trust(&[&world.sandbox.origin()]);
        sign_in(page, &hdp::ADMINISTRATOR).await;
        page.until_shown("Which of them?").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_goes_nowhere_where_it_is_not_safe() {
    run(async |world| {
        let page = host_with(world, "element.hdpUrl = 'http://hdp.example/';").await;
        page.until_state("saved").await;
        page.press(SUMMARY).await;
        page.until_shown(BOX).await;
        page.until_shown("This page names http://hdp.example/ as the server.").await;
        assert_eq!(page.eval("shows('Or have it from the server')", vec![]).await, json!(false));
        let console = world.browser.console().await;
        assert!(console.iter().any(|line| line.contains("hdp-url")), "{console:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_host_page_gives_its_applications_itself() {
    run(async |world| {
        let more = "
            window.asked = [];
            element.getHdpApplications = async (id) => {
                asked.push(id);
                if (id === undefined) return { applications: [{ id: 7, name: 'Ours', dataStore: 1 }] };
                if (window.fails) throw new Error('The gateway is closed.');
                return JSON.stringify({ id, name: 'Ours', clientId: 'from the host' });
            };";
        let page = host_with(world, more).await;
        to_server(page).await;
        page.press("List applications").await;
        page.press("Ours (7)").await;
        page.until_shown("from the host").await;
        assert_eq!(page.eval("asked", vec![]).await, json!([null, "7"]));
        assert_eq!(questions(world), 0);
        page.eval("void (window.fails = true)", vec![]).await;
        page.press("List applications").await;
        page.press("Ours (7)").await;
        page.until_shown("This page could not get it: The gateway is closed.").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_says_whether_it_is_the_list_or_one_of_it() {
    run(async |world| {
        let page = host_with(world, "element.hdpUrl = '/hdp/nowhere';").await;
        to_server(page).await;
        sign_in(page, &hdp::ADMINISTRATOR).await;
        page.until_shown("There is no list of applications at this address.").await;
        // One that was deleted after the list was had.
        let list = r#"{"applications":[{"id":99,"name":"Gone","dataStore":1}]}"#;
        world.sandbox.file("/gone/api/mgmt/oauthapps", "application/json", list);
        let page = host_with(world, "element.hdpUrl = '/gone';").await;
        to_server(page).await;
        sign_in(page, &hdp::ADMINISTRATOR).await;
        page.press("Gone (99)").await;
        page.until_shown("Hybrid Data Pipeline has no application with this ID.").await;
        let more = "element.getHdpApplications = async (id) => id === undefined
            ? [{ id: 1, dataStore: 1, name: 'Only' }, { id: 2, dataStore: 1, name: 'Both' }] : undefined;";
        let page = host_with(world, more).await;
        to_server(page).await;
        page.press("List applications").await;
        page.press("Both (2)").await;
        page.until_shown("This page gave nothing that can be read.").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_applications_are_text() {
    run(async |world| {
        let page = open(world).await;
        sign_in(page, &hdp::ADMINISTRATOR).await;
        page.until_shown("Which of them?").await;
        assert_harmless(page, "the list").await;
        let hostile = format!("({})", hdp::HOSTILE_ID);
        let press = "(() => {
            const buttons = [...wizard().shadowRoot.querySelectorAll('button')];
            buttons.find((button) => button.textContent.endsWith(args[0])).click();
        })()";
        page.eval(press, vec![json!(hostile)]).await;
        page.until_shown("This would be filled in:").await;
        assert_harmless(page, "the one").await;
        // Nobody is to be sent to an address of it, not even to a good one.
        let links = "wizard().shadowRoot.querySelectorAll('a').length";
        assert_eq!(page.eval(links, vec![]).await, json!(0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_words_about_an_error_are_text() {
    run(async |world| {
        let page = open(world).await;
        // The server repeats in its words whom it does not know.
        let user = "<img src=x onerror='window.hacked = 1'>\u{202e}txet desrever";
        page.control("On behalf of user (optional)")
            .await
            .click()
            .await
            .expect("it can be clicked");
        page.insert(user).await;
        sign_in(page, &hdp::ADMINISTRATOR).await;
        page.until_shown("Hybrid Data Pipeline refused (400).").await;
        let said =
            format!("It says: 222206400 There is no user {user}.").replace('\u{202e}', "\u{fffd}");
        page.until_shown(&said).await;
        assert_harmless(page, "the server's words").await;
    })
    .await;
}
