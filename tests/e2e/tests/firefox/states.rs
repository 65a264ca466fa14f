//! `save-state`, and a host that lets people sign in again.

use e2e::{
    run_in_firefox,
    sandbox::{Fault, Kind, Operation},
};
use serde_json::json;

use crate::host::{held, host, host_with};

#[tokio::test(flavor = "multi_thread")]
async fn save_state_says_at_each_moment_how_things_stand() {
    run_in_firefox(async |world| {
        // All values, from the first.
        let note = "window.states = [];
            new MutationObserver(() => states.push(element.getAttribute('save-state')))
                .observe(element, { attributeFilter: ['save-state'] });";
        let page = host_with(world, note).await;
        page.until_state("saved").await;
        world.sandbox.set_faults(vec![Fault::new(Kind::Hold).on(Operation::Save)]);
        page.type_over("Client ID", "B").await;
        page.until_state("saving").await;
        world.sandbox.clear_faults();
        page.until_state("saved").await;
        let states = page.eval("states.filter((s, i) => s !== states[i - 1])", vec![]).await;
        assert_eq!(states, json!(["loading", "saved", "unsaved", "saving", "saved"]));

        world.sandbox.go_down().await;
        page.type_over("Client ID", "C").await;
        page.until_state("failed").await;
        page.until_shown("The platform cannot be reached.").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_signs_in_again_goes_on_with_retry() {
    run_in_firefox(async |world| {
        let page = host(world).await;
        world.sandbox.set_faults(vec![Fault::new(Kind::Unauthorized).on(Operation::Save)]);
        page.type_over("Client ID", "B").await;
        page.until_state("signed-out").await;
        page.until("heard.some(([name]) => name === 'wizard-auth-required')", vec![]).await;
        let failed = "heard.find(([name]) => name === 'wizard-save-failed')[1]";
        let failed = page.eval(failed, vec![]).await;
        assert_eq!(failed["reason"], "signed-out");
        assert_eq!(failed["triesAgain"], false);
        world.sandbox.clear_faults();
        page.eval("void wizard().retry()", vec![]).await;
        page.until_state("saved").await;
        assert!(held(world).contains(r#""B""#), "{}", held(world));
    })
    .await;
}
