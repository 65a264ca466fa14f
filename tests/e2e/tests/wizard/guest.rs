//! The look: a host page's own sheets change nothing inside, its tokens and parts do.

use e2e::{
    Page, World, run,
    sandbox::{Fault, Kind, Operation, sample},
};
use serde_json::{Value, json};

use crate::{
    host::{host, styled_host},
    import,
};

const README: &str = include_str!("../../../../README.md");

/// The look of every element of the wizard that is drawn.
const LOOK: &str = "(() => {
    const names = ['display', 'color', 'backgroundColor', 'fontSize', 'fontFamily', 'lineHeight',
        'letterSpacing', 'textTransform', 'visibility', 'width', 'height', 'margin', 'padding', 'border',
        'direction', 'cursor', 'textAlign', 'opacity'];
    return [...wizard().shadowRoot.querySelectorAll('*')].map((element) => {
        const style = getComputedStyle(element);
        return element.localName + ' ' + names.map((name) => style[name]).join(' | ');
    });
})()";

async fn look(page: Page<'_>) -> Value {
    page.eval(LOOK, vec![]).await
}

/// Opens the host's page with a sheet of its own; the element has a fixed width, as a host gives it.
async fn with_sheet<'w>(world: &'w World, css: &str) -> Page<'w> {
    let css =
        format!("spaces-oauth-wizard {{ display: block !important; inline-size: 600px }} {css}");
    let page = styled_host(world, &css).await;
    page.until_state("saved").await;
    page
}

/// One value of the style of the first element that matches.
async fn style(page: Page<'_>, selector: &str, name: &str) -> String {
    let value = "getComputedStyle(wizard().shadowRoot.querySelector(args[0]))[args[1]]";
    let value = page.eval(value, vec![json!(selector), json!(name)]).await;
    value.as_str().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hostile_sheet_changes_nothing_inside() {
    run(async |world| {
        let page = with_sheet(world, "").await;
        let before = look(page).await;
        assert!(before.as_array().is_some_and(|elements| elements.len() > 30), "{before}");
        let hostile = "* { all: revert; font-size: 40px; color: red; letter-spacing: 9px;
                text-transform: uppercase; visibility: hidden; cursor: wait; line-height: 5;
                text-align: end; opacity: 1 !important }
            input { display: none } button { display: none !important }
            html { font-size: 40px } body { font: 40px serif; direction: ltr }
            :root { color-scheme: light }";
        let page = with_sheet(world, hostile).await;
        assert_eq!(look(page).await, before);
        page.type_over("Client ID", "typed all the same").await;
        page.until_state("saved").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_that_takes_its_width_from_what_is_in_it_has_room_for_it() {
    run(async |world| {
        for css in [
            "main { display: inline-block }",
            "main { display: flex }",
            "main { display: flex; flex-direction: column; align-items: center }",
            "main { display: grid; place-items: center }",
            "main { float: left }",
            "main { position: absolute }",
        ] {
            for (width, least) in [(1280, 600.0), (320, 250.0)] {
                world.browser.set_look(width, "light").await;
                let page = styled_host(world, css).await;
                page.until_state("saved").await;
                let wide = page.eval("wizard().getBoundingClientRect().width", vec![]).await;
                assert!(
                    wide.as_f64().is_some_and(|wide| wide >= least),
                    "{css}: {wide} of {width}"
                );
                page.assert_narrow(css).await;
            }
        }
        // Beside something else it gives way, and so does what is around it.
        world.browser.set_look(800, "light").await;
        for css in [
            "main { display: flex } main::before { content: ''; flex: 0 0 500px }",
            "body { display: flex } body::before { content: ''; flex: 0 0 500px } main { flex: 1 }",
            "body { display: grid; grid-template-columns: 500px 1fr } main { grid-column: 2 }",
        ] {
            let page = styled_host(world, css).await;
            page.until_state("saved").await;
            page.assert_narrow(css).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_can_hide_it_as_anything_else() {
    run(async |world| {
        let page = host(world).await;
        page.until_state("saved").await;
        page.eval("void (wizard().hidden = true)", vec![]).await;
        page.until_gone("Client ID").await;
        page.eval("void (wizard().hidden = false)", vec![]).await;
        page.until_shown("Client ID").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_and_parts_of_the_contract_change_the_look() {
    run(async |world| {
        let css = "spaces-oauth-wizard { --wizard-accent: rgb(1, 2, 3); --wizard-ink: rgb(4, 5, 6);
                --wizard-size: 20px; --wizard-radius: 0px; --wizard-font: serif }
            spaces-oauth-wizard::part(input) { border-color: rgb(7, 8, 9) }
            spaces-oauth-wizard::part(heading) { text-transform: uppercase }";
        let page = with_sheet(world, css).await;
        assert_eq!(style(page, "button.primary", "backgroundColor").await, "rgb(1, 2, 3)");
        assert_eq!(style(page, "h2", "color").await, "rgb(4, 5, 6)");
        assert_eq!(style(page, "#clientId", "fontSize").await, "20px");
        assert_eq!(style(page, "#clientId", "borderRadius").await, "0px");
        assert_eq!(style(page, "#clientId", "fontFamily").await, "serif");
        assert_eq!(style(page, "#clientId", "borderTopColor").await, "rgb(7, 8, 9)");
        assert_eq!(style(page, "h2", "textTransform").await, "uppercase");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_with_the_colours_of_embedkit_gets_them_without_work() {
    run(async |world| {
        let css = ":root { --boomi-page-bg-color: rgb(160, 232, 175); --boomi-page-fg-color: rgb(31, 41, 55);
            --boomi-btn-primary-bg: rgb(255, 222, 89); --boomi-btn-primary-fg: rgb(43, 43, 43);
            --boomi-input-border: rgb(9, 9, 9); --boomi-font: monospace }";
        let page = with_sheet(world, css).await;
        assert_eq!(style(page, ".shell", "color").await, "rgb(31, 41, 55)");
        let paper = "getComputedStyle(wizard().shadowRoot.firstElementChild).backgroundColor";
        assert_eq!(page.eval(paper, vec![]).await, json!("rgb(160, 232, 175)"));
        assert_eq!(style(page, "button.primary", "backgroundColor").await, "rgb(255, 222, 89)");
        assert_eq!(style(page, "button.primary", "color").await, "rgb(43, 43, 43)");
        assert_eq!(style(page, "#clientId", "borderTopColor").await, "rgb(9, 9, 9)");
        assert_eq!(style(page, "#clientId", "fontFamily").await, "monospace");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_compact_wizard_is_smaller_and_still_large_enough_to_press() {
    run(async |world| {
        let page = with_sheet(world, "").await;
        let height = "wizard().getBoundingClientRect().height";
        let comfortable = page.eval(height, vec![]).await.as_f64().unwrap_or_default();
        page.eval("void (wizard().density = 'compact')", vec![]).await;
        let compact = page.eval(height, vec![]).await.as_f64().unwrap_or_default();
        assert!(compact < comfortable * 0.85, "{compact} of {comfortable}");
        // WCAG 2.2, 2.5.8: 24 by 24 CSS pixels.
        let smallest =
            "Math.min(...[...wizard().shadowRoot.querySelectorAll('button, input, summary')]
            .map((it) => it.getBoundingClientRect().height).filter((height) => height > 0))";
        let smallest = page.eval(smallest, vec![]).await.as_f64().unwrap_or_default();
        assert!(smallest >= 24.0, "{smallest}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_part_of_the_contract_is_somewhere_in_the_wizard() {
    run(async |world| {
        let mut found = Vec::new();
        for step in ["application", "parameters", "authorize", "review"] {
            let page = world.open(&sample::FOREIGN, step).await;
            page.until_state("saved").await;
            if step == "application" {
                page.press(import::SUMMARY).await;
                page.until_shown(import::BOX).await;
                page.type_over("Base URL", "no address").await;
                page.control("Client ID").await.click().await.expect("it can be clicked");
                page.until_shown("A web address has no blanks.").await;
                page.until_state("saved").await;
                world.sandbox.set_faults(vec![Fault::new(Kind::ServerError).on(Operation::Save)]);
                page.type_into("Client ID", "x").await;
                page.until_state("failed").await;
            }
            let parts = "[...wizard().shadowRoot.querySelectorAll('[part]')]
                .flatMap((element) => [...element.part])";
            let parts = page.eval(parts, vec![]).await;
            world.sandbox.clear_faults();
            found.extend(parts.as_array().cloned().unwrap_or_default());
        }
        let (_, list) = README.split_once("The parts are ").expect("the README lists the parts");
        let (list, _) = list.split_once('.').expect("the list has an end");
        let parts: Vec<_> = list.split('`').skip(1).step_by(2).collect();
        assert!(parts.len() > 10, "{parts:?}");
        let missing: Vec<_> = parts.iter().filter(|part| !found.contains(&json!(part))).collect();
        assert_eq!(missing, Vec::<&&str>::new());
    })
    .await;
}
