//! A page that is not ours, for the tests that need one.

use e2e::{Page, World, sandbox::sample};

/// A host that sets everything by script, before the element is defined.
const SCRIPT: &str = r"
    window.heard = [];
    for (const name of ['ready', 'loaded', 'change', 'saved', 'save-failed', 'auth-required', 'step'])
        document.addEventListener(`wizard-${name}`, (event) => heard.push([event.type, event.detail]));
    window.tokens = 0;
    const element = document.createElement('spaces-oauth-wizard');
    element.endpoint = '/graphql';
    element.integrationPackInstanceId = 'test-101';
    element.envId = '2';
    element.processId = '1';
    element.connectionId = '3';
    element.getToken = async () => {
        window.tokens += 1;
        if (window.signedOut) throw new Error('signed out');
        return (await fetch('/session/token')).text();
    };
    // MORE
    document.querySelector('main').append(element);
    await import('/spaces-oauth-wizard.js');
";

/// Its page.
pub(crate) const HTML: &str = "<!doctype html><html lang=en><title>Host</title><main></main>\
    <script type=module src=/host.js></script>";

/// Its script, with what else it does with the element.
pub(crate) fn script(more: &str) -> String {
    SCRIPT.replace("// MORE", more)
}

/// Opens the host's page; it notes what it hears in `heard`, and each question for its bearer in
/// `tokens`.
pub(crate) async fn host(world: &World) -> Page<'_> {
    host_with(world, "").await
}

/// The same, with what else its script does with the element.
pub(crate) async fn host_with<'w>(world: &'w World, more: &str) -> Page<'w> {
    world.sandbox.file("/host.js", "text/javascript", script(more));
    world.sandbox.page("/host.html", HTML);
    go(world).await
}

/// The same on a page that may ask servers of other sites.
pub(crate) async fn open_minded_host<'w>(world: &'w World, more: &str) -> Page<'w> {
    world.sandbox.file("/host.js", "text/javascript", script(more));
    world.sandbox.embeddable_page("/host.html", HTML);
    go(world).await
}

/// The same with a style sheet of its own.
pub(crate) async fn styled_host<'w>(world: &'w World, css: &str) -> Page<'w> {
    world.sandbox.file("/host.css", "text/css", css);
    host_in(world, &HTML.replace("<main>", "<link rel=stylesheet href=/host.css><main>")).await
}

/// The same in another page.
pub(crate) async fn host_in<'w>(world: &'w World, html: &str) -> Page<'w> {
    world.sandbox.file("/host.js", "text/javascript", SCRIPT);
    world.sandbox.page("/host.html", html);
    go(world).await
}

async fn go(world: &World) -> Page<'_> {
    world.go(&format!("/host.html?guid={}", sample::CATALOG_GUID)).await
}
