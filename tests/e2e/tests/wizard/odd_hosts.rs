//! What host pages do that nobody thought of: each of it was reported of a tool like this one.

use e2e::{
    World, run,
    sandbox::{Fault, Kind, Operation, sample},
};
use serde_json::json;

use crate::host::{HTML, host, host_in, host_with};

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_answers_each_refusal_makes_no_storm() {
    run(async |world| {
        for operation in [Operation::Load, Operation::Save] {
            let sets = "const give = element.getToken;
                document.addEventListener('wizard-auth-required', () => {
                    element.getToken = () => give();
                });
                setInterval(() => { element.getToken = () => give() }, 100);";
            let refused = Fault::new(Kind::Unauthorized).on(operation);
            world.sandbox.set_faults(vec![refused]);
            let asked = |world: &World| match operation {
                Operation::Load => world.loads(),
                _ => world.saves(),
            };
            let before = asked(world);
            let page = host_with(world, sets).await;
            if operation == Operation::Save {
                page.until_state("saved").await;
                page.type_over("Client ID", "typed").await;
            }
            page.until_state("signed-out").await;
            page.until("performance.now() > 8000", vec![]).await;
            let asked = asked(world) - before;
            assert!((2..=6).contains(&asked), "{operation:?}: {asked} requests");
            // A person's word counts at once.
            world.sandbox.clear_faults();
            page.press("Sign in again").await;
            page.until_state("saved").await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_sets_its_function_all_the_time_gets_its_record_and_its_saves() {
    run(async |world| {
        let sets = "const give = element.getToken;
            const slow = () => new Promise((resolve) => setTimeout(() => resolve(give()), 400));
            element.getToken = slow;
            setInterval(() => { element.getToken = () => slow() }, 100);";
        let page = host_with(world, sets).await;
        page.until_value("Client ID", "A").await;
        page.type_over("Client ID", "typed").await;
        page.until_state("saved").await;
        assert_eq!(world.saves(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn shortcuts_of_one_key_take_nothing_from_a_field() {
    run(async |world| {
        let page = host(world).await;
        page.until_state("saved").await;
        let shortcuts = "window.pressed = [];
            for (const type of ['keydown', 'keypress', 'keyup'])
                document.addEventListener(type, (event) => {
                    if (!event.ctrlKey) pressed.push(event.key);
                    if (!event.ctrlKey && event.key !== 'Tab') event.preventDefault();
                });";
        page.eval(&format!("void (() => {{ {shortcuts} }})()"), vec![]).await;
        page.type_over("Client ID", "s/?gj").await;
        page.key('\u{e012}').await; // ArrowLeft
        page.key('\u{e003}').await; // Backspace
        page.until_value("Client ID", "s/?j").await;
        assert_eq!(page.eval("pressed.filter((key) => key.length === 1)", vec![]).await, json!([]));
        page.key('\u{e00c}').await; // Escape
        page.key('\u{e031}').await; // F1
        let left = "['Escape', 'F1'].every((key) => pressed.includes(key))";
        page.until(left, vec![]).await;
        // On a button nothing is typed.
        page.eval("void find('button', 'Next').focus()", vec![]).await;
        page.key('s').await;
        page.until("pressed.includes('s')", vec![]).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn text_that_needs_a_modifier_is_text_and_a_shortcut_is_none() {
    run(async |world| {
        let page = host(world).await;
        page.until_state("saved").await;
        let leaves = "(init) => {
            let left = false;
            const note = () => { left = true };
            document.addEventListener('keydown', note, { once: true });
            const field = wizard().shadowRoot.querySelector('#clientId');
            field.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, composed: true, ...init }));
            document.removeEventListener('keydown', note);
            return left;
        }";
        for (init, expected) in [
            ("{ key: 's', ctrlKey: true }", true),
            ("{ key: 'k', metaKey: true }", true),
            ("{ key: 's', altKey: true }", true),
            ("{ key: '@', ctrlKey: true, altKey: true, modifierAltGraph: true }", false),
            ("{ key: 'Tab' }", true),
            ("{ key: 'Shift' }", true),
            ("{ key: 'ä' }", false),
            ("{ key: '😀' }", false),
            ("{ key: ' ' }", false),
            ("{ key: 'Dead' }", false),
            ("{ key: 'Process', isComposing: true }", false),
        ] {
            let left = page.eval(&format!("({leaves})({init})"), vec![]).await;
            assert_eq!(left, json!(expected), "{init}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_space_stays_what_it_was_when_the_page_changes_its_address() {
    run(async |world| {
        let page = host(world).await;
        page.until_state("saved").await;
        let loads = world.loads();
        page.eval("history.pushState({}, '', '?guid=other')", vec![]).await;
        page.eval("void (wizard().theme = 'dark')", vec![]).await;
        page.until("wizard().shadowRoot.querySelector('[data-theme=dark]')", vec![]).await;
        page.type_over("Client ID", "typed").await;
        page.until_state("saved").await;
        assert!(world.details(&sample::DOCUMENTED).is_some_and(|it| it.contains("typed")));
        assert!(world.loads() >= loads);
        // Another key is of the Space that the page is in by then.
        page.eval("void (wizard().connectionId = '4')", vec![]).await;
        page.until_value("Client ID", "").await;
        page.until_state("saved").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_keeps_its_look_in_another_document() {
    run(async |world| {
        let page = host(world).await;
        page.until_state("saved").await;
        let look = "getComputedStyle(MOVED.shadowRoot.querySelector('#clientId')).borderRadius";
        let before = page.eval(&look.replace("MOVED", "wizard()"), vec![]).await;
        let moves = "(() => {
            const frame = document.createElement('iframe');
            document.body.append(frame);
            window.moved = wizard();
            frame.contentDocument.body.append(moved);
        })()";
        page.eval(moves, vec![]).await;
        page.until("!!moved.shadowRoot.querySelector('#clientId')", vec![]).await;
        let look =
            look.replace("getComputedStyle", "moved.ownerDocument.defaultView.getComputedStyle");
        assert_eq!(page.eval(&look.replace("MOVED", "moved"), vec![]).await, before);
        assert_ne!(before, json!("0px"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_frame_that_submits_no_forms_the_steps_go_on() {
    run(async |world| {
        let guid = sample::CATALOG_GUID;
        let outer = format!(
            "<!doctype html><html lang=en><title>Outer</title><iframe width=900 height=700 \
             sandbox='allow-scripts allow-same-origin' src='/inner.html?guid={guid}'></iframe>"
        );
        world.sandbox.embeddable_page("/outer.html", outer);
        world.sandbox.file("/host.js", "text/javascript", crate::host::script(""));
        world.sandbox.embeddable_page("/inner.html", HTML);
        let page = world.go("/outer.html").await;
        let inner = "document.querySelector('iframe').contentWindow";
        let element = format!("{inner}.document.querySelector('spaces-oauth-wizard')");
        page.until(&format!("{element}?.hasAttribute('save-state')"), vec![]).await;
        page.until(&format!("{element}.getAttribute('save-state') === 'saved'"), vec![]).await;
        let heading = format!("{element}.shadowRoot.querySelector('h2').textContent");
        let press =
            format!("void {element}.shadowRoot.querySelector('button[type=submit]').click()");
        page.eval(&press, vec![]).await;
        page.until(&format!("{heading} === 'Parameters'"), vec![]).await;
        page.eval(&format!("void ({element}.step = 'application')"), vec![]).await;
        page.until(&format!("{heading} === 'Application'"), vec![]).await;
        page.eval(&format!("void ({inner}.focus(), {element}.focus())"), vec![]).await;
        page.key('\u{e007}').await; // Enter
        page.until(&format!("{heading} === 'Parameters'"), vec![]).await;
        // The browser's own words on such a frame.
        world.browser.console().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_focus_goes_to_the_first_control_or_the_heading() {
    run(async |world| {
        let page = host_with(
            world,
            "setTimeout(() => customElements.whenDefined('spaces-oauth-wizard').then(() => element.focus()));",
        )
        .await;
        page.until("wizard().shadowRoot.activeElement?.id === 'baseURL'", vec![]).await;
        page.until_state("saved").await;
        page.eval("void (wizard().step = 'review')", vec![]).await;
        page.until_shown("Finish").await;
        page.eval("void (document.activeElement.blur(), wizard().focus())", vec![]).await;
        page.until("wizard().shadowRoot.activeElement?.tagName === 'H2'", vec![]).await;
        page.eval(
            "void (wizard().hiddenFields = 'baseURL', wizard().step = 'application')",
            vec![],
        )
        .await;
        page.until(
            "wizard().shadowRoot.querySelector('#companyId').getClientRects().length > 0",
            vec![],
        )
        .await;
        page.eval("wizard().focus()", vec![]).await;
        page.until("wizard().shadowRoot.activeElement?.id === 'companyId'", vec![]).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_dialog_it_gets_the_first_focus_unless_something_before_it_does() {
    run(async |world| {
        let html = HTML.replace("<main></main>", "<dialog><button id=before hidden>Close</button><main></main><button>Done</button></dialog>");
        let page = host_in(world, &html).await;
        page.until_state("saved").await;
        let open = "void document.querySelector('dialog').showModal()";
        page.eval(open, vec![]).await;
        page.until("wizard().shadowRoot.activeElement?.id === 'baseURL'", vec![]).await;
        page.eval("document.querySelector('dialog').close()", vec![]).await;
        page.eval("void (document.getElementById('before').hidden = false)", vec![]).await;
        page.eval(open, vec![]).await;
        page.until("document.activeElement.id === 'before'", vec![]).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_morphing_page_takes_away_is_back_at_once() {
    run(async |world| {
        let page = host(world).await;
        page.until_state("saved").await;
        let morph = "(() => {
            const element = wizard();
            element.removeAttribute('save-state');
            element.setAttribute('token-state', 'generated');
            return [element.getAttribute('save-state'), element.getAttribute('token-state')];
        })()";
        assert_eq!(page.eval(morph, vec![]).await, json!(["saved", "none"]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_host_does_wrong_is_said_in_the_console_once() {
    run(async |world| {
        let wrong = "element.setAttribute('gettoken', '() => {}');
            element.setAttribute('density', 'tiny');
            element.theme = 'pink';
            element.getToken = () => 42;";
        let page = host_with(world, wrong).await;
        page.until_state("signed-out").await;
        page.eval("void (wizard().theme = 'blue', wizard().theme = 'pink')", vec![]).await;
        page.eval("void (wizard().getToken = () => { throw new Error('mine') })", vec![]).await;
        page.press("Sign in again").await;
        page.until("tokens === 0", vec![]).await;
        let console = world.browser.console().await;
        let times = |words: &[&str]| {
            console.iter().filter(|line| words.iter().all(|word| line.contains(word))).count()
        };
        for words in [
            &["getToken", "attribute"][..],
            &["density", "tiny"],
            &["theme", "pink"],
            &["getToken", "no bearer", "number"],
        ] {
            assert_eq!(times(words), 1, "{words:?} in {console:#?}");
        }
    })
    .await;
}

/// Answers once for a file with something else, by the script of the host.
fn once(file: &str, answer: &str) -> String {
    format!(
        "const real = window.fetch;
        window.fetch = (...all) => String(all[0]).includes('{file}') ? {answer} : real(...all);"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn html_in_the_place_of_the_program_is_named_and_not_blamed_on_the_policy() {
    run(async |world| {
        let html = "Promise.resolve(new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html' } }))";
        let page = host_with(world, &once("wizard_bg", html)).await;
        page.until_shown("could not be loaded").await;
        let console = world.browser.console().await.join("\n");
        assert!(console.contains("wizard_bg.wasm answered 200 with text/html"), "{console}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_that_failed_once_can_be_tried_again() {
    run(async |world| {
        let dist = std::env::var("WIZARD_DIST").expect("cargo xtask test sets it");
        let glue = std::fs::read(format!("{dist}/wizard.js")).expect("it was built");
        // The file is not there at first.
        world.sandbox.page("/wizard.js", "<!doctype html>");
        let page = host(world).await;
        page.until_shown("could not be loaded").await;
        world.sandbox.file("/wizard.js", "text/javascript", glue);
        page.press("Try again").await;
        page.until_state("saved").await;
        world.browser.console().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_older_than_its_files_says_reload() {
    run(async |world| {
        let outdated =
            "all[1]?.integrity ? Promise.reject(new TypeError('integrity')) : real(...all)";
        let page = host_with(world, &once("wizard_bg", outdated)).await;
        page.until_shown("Reload it to go on").await;
        let console = world.browser.console().await.join("\n");
        assert!(console.contains("another version"), "{console}");
        page.press("Reload").await;
        page.until_shown("Reload it to go on").await;
        world.browser.console().await;
    })
    .await;
}
