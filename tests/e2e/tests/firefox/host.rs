//! A host page with the policy of a strict site, which notes all that it hears.

use e2e::{
    Page, World,
    sandbox::{Fault, Kind, Operation, sample},
};

/// Runs before anything else on the page. What is said in the console fails the test at its end, also
/// if the page is gone by then.
const FIRST: &str = "
    for (const level of ['error', 'warn']) {
        const say = console[level];
        console[level] = (...words) => say.call(console, 'page:', ...words);
    }
    document.addEventListener('securitypolicyviolation', (event) =>
        console.error('violation', event.violatedDirective, event.blockedURI, event.sourceFile));
    addEventListener('error', (event) => console.error('error', event.message, event.error?.stack));
    addEventListener('unhandledrejection', (event) => console.error('rejection', String(event.reason)));
    window.heard = [];
    for (const name of ['ready', 'loaded', 'change', 'saved', 'save-failed', 'auth-required', 'step', 'token',
        'completed'])
        document.addEventListener(`wizard-${name}`, (event) => heard.push([event.type, event.detail]));
";

/// Sets everything by script, before the element is defined.
const SCRIPT: &str = "
    window.asked = 0;
    const element = document.createElement('spaces-oauth-wizard');
    element.endpoint = '/graphql';
    element.integrationPackInstanceId = 'test-101';
    element.envId = '2';
    element.processId = '1';
    element.connectionId = '3';
    element.platformUrl = `${location.origin}/`;
    element.getToken = async () => {
        window.asked += 1;
        return (await fetch('/session/token')).text();
    };
    // MORE
    document.querySelector('main').append(element);
    await import('/spaces-oauth-wizard.js');
";

const HTML: &str = "<!doctype html><html lang=en><title>Host</title><script src=/first.js></script>\
    <main></main><script type=module src=/host.js></script>";

/// Opens the host's page and waits for the record. It notes what it hears in `heard`, and how often it
/// is asked for its bearer in `asked`.
pub(crate) async fn host(world: &World) -> Page<'_> {
    host_with(world, "").await
}

/// The same, with what else its script does with the element.
pub(crate) async fn host_with<'w>(world: &'w World, more: &str) -> Page<'w> {
    put(world, more);
    open(world).await
}

/// Opens the page that is there already.
pub(crate) async fn open(world: &World) -> Page<'_> {
    let page = world.go(&format!("/host.html?guid={}", sample::CATALOG_GUID)).await;
    page.until_not_state("loading").await;
    page
}

/// Loads the page anew.
pub(crate) async fn reload(world: &World) -> Page<'_> {
    world.browser.client().refresh().await.expect("the page reloads");
    world.page()
}

/// From now on no save arrives.
pub(crate) fn refuse_saves(world: &World) {
    world.sandbox.set_faults(vec![Fault::new(Kind::ServerError).on(Operation::Save)]);
}

/// What the platform holds for the host's connection.
pub(crate) fn held(world: &World) -> String {
    world.details(&sample::DOCUMENTED).expect("there is a record")
}

/// The script that a page runs first, for a page of a test's own.
pub(crate) fn put_first(world: &World) {
    world.sandbox.file("/first.js", "text/javascript", FIRST);
}

fn put(world: &World, more: &str) {
    put_first(world);
    world.sandbox.file("/host.js", "text/javascript", SCRIPT.replace("// MORE", more));
    world.sandbox.page("/host.html", HTML);
}
