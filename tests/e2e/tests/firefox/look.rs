//! The host page's own sheets change nothing inside; its tokens, its parts and `hidden` do.

use e2e::{Page, World, run_in_firefox};
use serde_json::{Value, json};

use crate::host::host_with;

/// Opens the host's page with a sheet of its own.
async fn with_sheet<'w>(world: &'w World, css: &str) -> Page<'w> {
    let more = format!(
        "const sheet = new CSSStyleSheet();
        sheet.replaceSync(`{css}`);
        document.adoptedStyleSheets = [sheet];"
    );
    let page = host_with(world, &more).await;
    page.until_state("saved").await;
    page
}

/// How everything in it looks.
async fn look(page: Page<'_>) -> Value {
    let look = "[...wizard().shadowRoot.querySelectorAll('*')].map((element) => {
        const { display, color, fontSize, letterSpacing, visibility, width } = getComputedStyle(element);
        return [element.localName, display, color, fontSize, letterSpacing, visibility, width];
    })";
    page.eval(look, vec![]).await
}

async fn style(page: Page<'_>, selector: &str, name: &str) -> Value {
    let style = "getComputedStyle(wizard().shadowRoot.querySelector(args[0]))[args[1]]";
    page.eval(style, vec![json!(selector), json!(name)]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hostile_sheet_changes_nothing_inside() {
    run_in_firefox(async |world| {
        let sized = "spaces-oauth-wizard { display: block !important; inline-size: 600px }";
        let before = look(with_sheet(world, sized).await).await;
        assert!(before.as_array().is_some_and(|elements| elements.len() > 30), "{before}");
        let hostile = "* { all: revert; font-size: 40px; color: red; letter-spacing: 9px; visibility: hidden }
            input { display: none } html { font-size: 40px }";
        assert_eq!(look(with_sheet(world, &format!("{sized} {hostile}")).await).await, before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_parts_and_density_change_the_look() {
    run_in_firefox(async |world| {
        let css = "spaces-oauth-wizard { --wizard-accent: rgb(1, 2, 3) }
            spaces-oauth-wizard::part(input) { border-color: rgb(7, 8, 9) }";
        let page = with_sheet(world, css).await;
        assert_eq!(style(page, "button.primary", "backgroundColor").await, "rgb(1, 2, 3)");
        assert_eq!(style(page, "#clientId", "borderTopColor").await, "rgb(7, 8, 9)");
        let height = "wizard().getBoundingClientRect().height";
        let comfortable = page.eval(height, vec![]).await.as_f64();
        page.eval("void (wizard().density = 'compact')", vec![]).await;
        assert!(page.eval(height, vec![]).await.as_f64() < comfortable);
        page.eval("void (wizard().hidden = true)", vec![]).await;
        assert_eq!(page.eval(height, vec![]).await.as_f64(), Some(0.0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_that_takes_its_width_from_what_is_in_it_has_room_for_it() {
    run_in_firefox(async |world| {
        let page = with_sheet(
            world,
            "main { display: flex; flex-direction: column; align-items: center }",
        )
        .await;
        let width = page.eval("wizard().getBoundingClientRect().width", vec![]).await;
        assert!(width.as_f64().is_some_and(|width| width >= 600.0), "{width}");
    })
    .await;
}
