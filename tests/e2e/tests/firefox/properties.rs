//! Properties, attributes, steps and themes.

use e2e::run_in_firefox;
use serde_json::json;

use crate::host::{host, host_with};

#[tokio::test(flavor = "multi_thread")]
async fn properties_set_before_the_element_was_defined_count() {
    run_in_firefox(async |world| {
        let page = host_with(world, "element.step = 'review'; element.theme = 'dark';").await;
        page.until_shown("Everything about this connection in one place.").await;
        page.until("asked === 1", vec![]).await;
        let attributes = "['connection-id', 'env-id', 'step', 'theme'].map((name) => \
            wizard().getAttribute(name))";
        assert_eq!(page.eval(attributes, vec![]).await, json!(["3", "2", "review", "dark"]));
        let own = "Object.keys(wizard())";
        assert_eq!(page.eval(own, vec![]).await, json!([]), "they became the element's");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_step_attribute_moves_and_is_never_written() {
    run_in_firefox(async |world| {
        let page = host(world).await;
        for (step, shown) in [
            ("parameters", "Add authorization parameter"),
            ("authorize", "The access token is not generated yet."),
            ("review", "Everything about this connection in one place."),
            ("application", "Client ID"),
        ] {
            let set = "void wizard().setAttribute('step', args[0])";
            page.eval(set, vec![json!(step)]).await;
            page.until_shown(shown).await;
        }
        page.press("Review").await;
        page.until_shown("Everything about this connection in one place.").await;
        page.until(
            "heard.at(-1)[0] === 'wizard-step' && heard.at(-1)[1].step === 'review'",
            vec![],
        )
        .await;
        assert_eq!(page.eval("wizard().step", vec![]).await, json!("application"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_theme_has_its_ground_and_its_ink() {
    run_in_firefox(async |world| {
        let page = host(world).await;
        let colours = "(() => {
            const style = getComputedStyle(wizard().shadowRoot.querySelector('.wizard'));
            return [style.backgroundColor, style.color];
        })()";
        let mut seen = Vec::new();
        for theme in ["light", "dark"] {
            page.eval("void (wizard().theme = args[0])", vec![json!(theme)]).await;
            let set = "!!wizard().shadowRoot.querySelector(`[data-theme=${args[0]}]`)";
            page.until(set, vec![json!(theme)]).await;
            seen.push(page.eval(colours, vec![]).await);
        }
        let expected = [
            json!(["rgb(255, 255, 255)", "rgb(23, 36, 43)"]),
            json!(["rgb(18, 27, 32)", "rgb(232, 238, 241)"]),
        ];
        assert_eq!(seen, expected);
    })
    .await;
}
