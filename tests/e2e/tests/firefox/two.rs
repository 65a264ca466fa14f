//! Two elements on one page.

use e2e::{run_in_firefox, sandbox::sample};
use serde_json::json;

use crate::host::{held, host};

#[tokio::test(flavor = "multi_thread")]
async fn two_elements_with_different_keys_do_not_know_of_each_other() {
    run_in_firefox(async |world| {
        let page = host(world).await;
        // The first steps aside, so that each control's name is there once.
        let second = "void (window.first = wizard(), window.second = first.cloneNode(), \
            second.getToken = first.getToken, second.connectionId = '4', \
            second.removeAttribute('save-state'), document.querySelector('main').append(second), \
            first.style.display = 'none')";
        page.eval(second, vec![]).await;
        page.until("second.getAttribute('save-state') === 'saved'", vec![]).await;
        page.until_shown("Nothing saved yet").await;
        page.type_into("Client ID", "of the second").await;
        page.eval("void (first.style.display = '', second.style.display = 'none')", vec![]).await;
        assert_eq!(page.value("Client ID").await, "A");
        page.type_over("Client ID", "of the first").await;
        let both = "[first, second].every((e) => e.getAttribute('save-state') === 'saved') && \
            heard.filter(([name]) => name === 'wizard-saved').length === 2";
        page.until(both, vec![]).await;
        let key = sample::DemoConnection { connection_id: "4", ..sample::DOCUMENTED };
        let other = world.details(&key).expect("there is a record now");
        assert!(other.contains("of the second") && !other.contains("of the first"), "{other}");
        assert!(held(world).contains("of the first"), "{}", held(world));
        assert!(!held(world).contains("of the second"), "{}", held(world));
        let targets = "heard.filter(([name]) => name === 'wizard-saved')
            .map(([, { key }]) => key.connectionId).sort()";
        assert_eq!(page.eval(targets, vec![]).await, json!(["3", "4"]));
    })
    .await;
}
