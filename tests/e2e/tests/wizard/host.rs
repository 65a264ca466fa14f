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
    document.querySelector('main').append(element);
    await import('/spaces-oauth-wizard.js');
";

/// Opens the host's page; it notes what it hears in `heard`, and each question for its bearer in
/// `tokens`.
pub(crate) async fn host(world: &World) -> Page<'_> {
    world.sandbox.file("/host.js", "text/javascript", SCRIPT);
    world.sandbox.page(
        "/host.html",
        "<!doctype html><html lang=en><title>Host</title><main></main>\
         <script type=module src=/host.js></script>",
    );
    world.go(&format!("/host.html?guid={}", sample::CATALOG_GUID)).await
}
