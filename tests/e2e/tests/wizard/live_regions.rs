//! What a screen reader is told, and in which order.

use e2e::{
    run,
    sandbox::{Fault, Kind, Operation, sample},
};
use serde_json::{Value, json};

/// Collects what the live regions say from now on.
const LISTEN: &str = "(() => { window.said = []; const look = (root) => new MutationObserver((all) => { \
    for (const change of all) { const region = (change.target.nodeType === Node.TEXT_NODE ? \
    change.target.parentElement : change.target)?.closest('[role=status], [role=alert]'); \
    if (!region) continue; \
    const text = region.querySelector('strong')?.textContent ?? region.textContent; \
    const last = said.findLast(([role]) => role === region.role); \
    if (last?.[1] !== text) said.push([region.role, text]); } }).observe(root, { subtree: true, \
    childList: true, characterData: true }); look(wizard().shadowRoot); })()";

#[tokio::test(flavor = "multi_thread")]
async fn saving_is_told_once_and_a_failure_at_once() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        page.until_state("saved").await;
        page.eval(LISTEN, vec![]).await;
        page.type_into("Client ID", "several keys").await;
        page.until_state("unsaved").await;
        page.until_state("saved").await;
        world.sandbox.set_faults(vec![Fault::new(Kind::ServerError).on(Operation::Save)]);
        page.type_into("Client ID", "!").await;
        page.until_shown("The platform has a problem at the moment.").await;
        world.go_on(page, "Try again now", Operation::Save).await;
        page.until_state("saved").await;
        page.until_gone("The platform has a problem at the moment.").await;
        let said: Value = page.eval("said", vec![]).await;
        assert_eq!(
            said,
            json!([
                ["status", ""],
                ["status", "All changes saved"],
                ["status", ""],
                ["alert", "The platform has a problem at the moment."],
                ["status", "All changes saved"],
                ["alert", ""]
            ]),
            "once after each burst of keys, no word for being busy"
        );
    })
    .await;
}
