//! The host pages to look at, one test each. `cargo xtask test hosts` puts them into a folder (`HOSTS`) and
//! runs this.

use e2e::{
    LOOKS, Page, World, run_with,
    sandbox::{Options, sample},
};
use fantoccini::Locator;
use serde_json::{Value, json};

async fn run(test: impl AsyncFnOnce(&World)) {
    let hosts = std::env::var_os("HOSTS").expect("cargo xtask test sets HOSTS");
    run_with(Options { hosts: Some(hosts.into()), ..Options::default() }, test).await;
}

/// Opens a host and waits for its wizard.
async fn open<'w>(world: &'w World, name: &str) -> Page<'w> {
    let page = world.go(&format!("/hosts/{name}.html")).await;
    page.until_state("saved").await;
    page.until_value("Client ID", "A").await;
    page
}

/// Types, and waits until the platform has it.
async fn save(world: &World, page: Page<'_>, client_id: &str) {
    page.type_over("Client ID", client_id).await;
    page.until_state("unsaved").await;
    page.until_state("saved").await;
    assert!(holds(world, client_id), "{:?}", world.details(&sample::DOCUMENTED));
}

fn holds(world: &World, client_id: &str) -> bool {
    let client_id = format!(r#""clientId":"{client_id}""#);
    world.details(&sample::DOCUMENTED).is_some_and(|held| held.contains(&client_id))
}

/// Waits until the list shows an event, and gives its detail.
async fn heard(page: Page<'_>, event: &str) -> Value {
    let row = "[...document.querySelectorAll('#events li')]
        .find((row) => row.querySelector('b').textContent === args[0])";
    page.until(row, vec![json!(event)]).await;
    let detail = format!("JSON.parse({row}.querySelector('code').textContent)");
    page.eval(&detail, vec![json!(event)]).await
}

async fn snippets(page: Page<'_>) -> String {
    let sections = "[...document.querySelectorAll('section[data-file]')]";
    page.until(&format!("{sections}.every((section) => section.textContent)"), vec![]).await;
    let all = "[...document.querySelectorAll('pre')].map((pre) => pre.textContent).join('\\n')";
    page.eval(all, vec![]).await.as_str().expect("a text").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_leads_to_each_host_and_back() {
    run(async |world| {
        for (name, title) in [
            ("Plain HTML", "Plain HTML"),
            ("React", "React"),
            ("A frame from another origin", "A frame from another origin"),
            ("Theme", "Theme"),
        ] {
            let page = world.go("/hosts").await;
            page.press(name).await;
            page.until("document.querySelector('h1')?.textContent === args[0]", vec![json!(title)])
                .await;
            page.until("document.title.startsWith(args[0])", vec![json!(title)]).await;
            page.press("All hosts").await;
            page.until_shown("Hosts to look at").await;
        }
    })
    .await;
}

async fn assert_looks(page: Page<'_>, what: &str) {
    page.assert_accessible(what).await;
    page.assert_narrow(what).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_and_nothing_sticks_out() {
    run(async |world| {
        for (width, scheme) in LOOKS {
            world.browser.set_look(width, scheme).await;
            let what = |name: &str| format!("{name} at {width} px, {scheme}");
            let page = world.go("/hosts").await;
            page.until_shown("Hosts to look at").await;
            assert_looks(page, &what("index")).await;
            for name in ["plain", "react", "theme"] {
                let page = open(world, name).await;
                heard(page, "wizard-loaded").await;
                snippets(page).await;
                assert_looks(page, &what(name)).await;
            }
            tick_embedkit(world).await;
            page.until("document.getElementById('css').value.startsWith(':root')", vec![]).await;
            assert_looks(page, &what("theme with EmbedKit")).await;
            let page = world.go("/hosts/frame.html").await;
            heard(page, "wizard-loaded").await;
            snippets(page).await;
            assert_looks(page, &what("frame")).await;
            enter_frame(world, 0).await;
            page.until_state("saved").await;
            let media = "matchMedia(`(prefers-color-scheme: ${args[0]})`).matches";
            assert_eq!(page.eval(media, vec![json!(scheme)]).await, json!(true));
            assert_looks(page, &what("framed")).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn plain_html() {
    run(async |world| {
        let page = open(world, "plain").await;
        save(world, page, "typed in plain HTML").await;
        assert_eq!(heard(page, "wizard-saved").await["key"]["connectionId"], "3");
        heard(page, "wizard-ready").await;
        let snippets = snippets(page).await;
        for part in ["<spaces-oauth-wizard", "/spaces-oauth-wizard.js", "\"wizard-saved\""] {
            assert!(snippets.contains(part), "{part} is not in\n{snippets}");
        }
        assert!(!snippets.contains("snippet"), "{snippets}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_of_events_has_an_end() {
    run(async |world| {
        let page = open(world, "plain").await;
        let many = "Array.from({ length: 60 }, (_, place) => wizard().dispatchEvent(
            new CustomEvent('wizard-step', { bubbles: true, detail: place })))";
        page.eval(many, vec![]).await;
        let rows = "document.querySelectorAll('#events li').length";
        assert_eq!(page.eval(rows, vec![]).await, json!(50));
        assert_eq!(heard(page, "wizard-step").await, json!(59), "the newest comes first");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn react() {
    run(async |world| {
        let page = open(world, "react").await;
        page.until_shown("Saves: 0.").await;
        save(world, page, "typed in React").await;
        page.until_shown("Saves: 1.").await;
        assert_eq!(heard(page, "wizard-saved").await["key"]["connectionId"], "3");
        page.press("Parameters").await;
        page.until_shown("Step: parameters.").await;
        page.press("Application").await;
        page.until_shown("Step: application.").await;

        // The state changes, so it is rendered anew, while something is unsaved. It stays the same
        // element: another one would bring the text back too, from the journal.
        page.eval("(window.before = wizard(), 0)", vec![]).await;
        page.type_into("Client ID", ", and more").await;
        let choose = "((select) => {
            select.value = 'dark';
            select.dispatchEvent(new Event('change', { bubbles: true }));
        })(document.querySelector('#root select'))";
        page.eval(choose, vec![]).await;
        page.until("wizard().theme === 'dark' && wizard() === before", vec![]).await;
        assert_eq!(page.value("Client ID").await, "typed in React, and more");
        page.until_shown("Saves: 2.").await;
        assert!(holds(world, "typed in React, and more"));
        assert_eq!(page.value("Client ID").await, "typed in React, and more");
        assert!(snippets(page).await.contains("onwizard-saved={"));
    })
    .await;
}

/// The address of this sandbox by the other name of this machine, which is another origin.
fn other_origin(world: &World) -> String {
    world.sandbox.origin().replace("127.0.0.1", "localhost")
}

async fn enter_frame(world: &World, place: u16) {
    world.browser.client().enter_frame(place).await.expect("there is a frame");
}

async fn leave_frame(world: &World) {
    world.browser.client().enter_parent_frame().await.expect("there is a page");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frame_from_another_origin() {
    run(async |world| {
        let page = world.go("/hosts/frame.html").await;
        enter_frame(world, 0).await;
        page.until_state("saved").await;
        assert_eq!(page.eval("location.origin", vec![]).await, json!(other_origin(world)));
        save(world, page, "typed in a frame").await;
        leave_frame(world).await;
        assert_eq!(page.eval("location.origin", vec![]).await, json!(world.sandbox.origin()));
        assert_eq!(heard(page, "wizard-saved").await["key"]["connectionId"], "3");
        heard(page, "wizard-ready").await;
        assert!(snippets(page).await.contains("source !== frame.contentWindow"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_around_a_frame_listens_to_nobody_else() {
    run(async |world| {
        let script = "parent.postMessage({ type: 'wizard-fatal', detail: 'forged' }, '*');";
        world.sandbox.file("/impostor.js", "text/javascript", script);
        world.sandbox.embeddable_page(
            "/impostor.html",
            "<!doctype html><html lang=en><title>An impostor</title><script src=/impostor.js></script>",
        );
        let page = world.go("/hosts/frame.html").await;
        heard(page, "wizard-loaded").await;
        // From its own window, from the right origin in another frame, and from another origin in the
        // right frame.
        let forge = "(() => {
            window.heard = [];
            window.addEventListener('message', ({ origin, data }) => heard.push([origin, data.type]));
            window.postMessage({ type: 'wizard-fatal', detail: 'forged' }, '*');
        })()";
        page.eval(forge, vec![]).await;
        page.until("heard.length === 1", vec![]).await;
        let second = "((second) => {
            second.src = args[0];
            document.body.append(second);
        })(document.createElement('iframe'))";
        let inner = format!("{}/hosts/framed.html", other_origin(world));
        page.eval(second, vec![json!(inner)]).await;
        page.until("heard.length === 3", vec![]).await;
        let impostor = "document.getElementById('wizard').src = '/impostor.html'";
        page.eval(impostor, vec![]).await;
        page.until("heard.length === 4", vec![]).await;
        let (own, other) = (world.sandbox.origin(), other_origin(world));
        let expected = json!([
            [own, "wizard-fatal"],
            [other, "wizard-ready"],
            [other, "wizard-loaded"],
            [own, "wizard-fatal"],
        ]);
        assert_eq!(page.eval("heard", vec![]).await, expected, "they did arrive");
        let shown = "[...document.querySelectorAll('#events b')].map((name) => name.textContent)";
        let shown = page.eval(shown, vec![]).await;
        assert_eq!(shown, json!(["wizard-loaded", "wizard-ready"]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_around_a_frame_is_told_nothing() {
    run(async |world| {
        let script = "window.heard = [];
            window.addEventListener('message', ({ data }) => heard.push(data));";
        world.sandbox.file("/stranger.js", "text/javascript", script);
        world.sandbox.embeddable_page(
            "/stranger.html",
            "<!doctype html><html lang=en><title>A stranger</title><link rel=icon href=data:,><script src=/stranger.js></script>\
             <iframe title=Wizard width=1000 height=800 src=/hosts/framed.html></iframe>",
        );
        let page = world.go("/stranger.html").await;
        enter_frame(world, 0).await;
        page.until_state("saved").await;
        save(world, page, "typed in a stranger's frame").await;
        leave_frame(world).await;
        assert_eq!(page.eval("heard", vec![]).await, json!([]));
        // The browser says of each message that its receiver is another one.
        let console = world.browser.console().await;
        assert!(console.iter().all(|line| line.contains("postMessage")), "{console:?}");
        assert!(!console.is_empty(), "it was sent");
    })
    .await;
}

/// A computed value of something in the wizard.
async fn computed(page: Page<'_>, selector: &str, property: &str) -> String {
    let value = "getComputedStyle(wizard().shadowRoot.querySelector(args[0]))[args[1]]";
    let value = page.eval(value, vec![json!(selector), json!(property)]).await;
    value.as_str().expect("a text").to_owned()
}

/// Sets a control of the theme page as a person does.
async fn set(page: Page<'_>, name: &str, value: &str) {
    let set = "((control) => {
        control.value = args[1];
        control.dispatchEvent(new Event('input', { bubbles: true }));
    })(document.getElementById('settings').elements[args[0]])";
    page.eval(set, vec![json!(name), json!(value)]).await;
}

/// What a control of the theme page shows.
async fn shown_in(page: Page<'_>, name: &str) -> Value {
    page.eval("document.getElementById('settings').elements[args[0]].value", vec![json!(name)])
        .await
}

async fn tick_embedkit(world: &World) {
    let embedkit = world.browser.client().find(Locator::Css("[name=embedkit]")).await;
    embedkit.expect("a box").click().await.expect("it can be ticked");
}

async fn css(page: Page<'_>) -> String {
    let css = page.eval("document.getElementById('css').value", vec![]).await;
    css.as_str().expect("a text").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn theme() {
    run(async |world| {
        let page = open(world, "theme").await;
        let ground = async || computed(page, ".wizard", "backgroundColor").await;
        let main = async || computed(page, "button.primary", "backgroundColor").await;
        let before = (ground().await, main().await);
        assert_eq!(css(page).await, "/* Nothing is changed. */");

        set(page, "--wizard-accent", "#ab0046").await;
        assert_eq!(main().await, "rgb(171, 0, 70)");
        assert_eq!(ground().await, before.0, "nothing else has changed");
        set(page, "--wizard-radius", "0").await;
        assert_eq!(computed(page, "button.primary", "borderRadius").await, "0px");
        let expected =
            "spaces-oauth-wizard {\n  --wizard-accent: #ab0046;\n  --wizard-radius: 0px;\n}\n";
        assert_eq!(css(page).await, expected);
        set(page, "density", "compact").await;
        assert_eq!(computed(page, ".wizard", "fontSize").await, "14px");
        set(page, "theme", "dark").await;
        assert_eq!(computed(page, ".wizard", "colorScheme").await, "dark");
        page.until_shown("<spaces-oauth-wizard theme=\"dark\" density=\"compact\" …>").await;
        assert_eq!(css(page).await, expected, "what came has changed nothing");
        assert_eq!(shown_in(page, "--wizard-accent").await, json!("#ab0046"));
        assert_eq!(shown_in(page, "--wizard-ink").await, json!("#e8eef1"));
        assert_eq!(shown_in(page, "--wizard-size").await, json!("14"));

        page.press("As it comes").await;
        page.until("document.getElementById('css').value.startsWith('/*')", vec![]).await;
        assert_eq!((ground().await, main().await), before);
        assert_eq!(shown_in(page, "--wizard-ink").await, json!("#17242b"));

        tick_embedkit(world).await;
        let page_itself = "getComputedStyle(document.body).backgroundColor";
        page.until(&format!("{page_itself} === 'rgb(250, 246, 255)'"), vec![]).await;
        assert_eq!(ground().await, "rgb(250, 246, 255)", "the wizard has the page's ground");
        assert_eq!(main().await, "rgb(106, 27, 154)");
        assert_eq!(shown_in(page, "--wizard-accent").await, json!("#6a1b9a"));
        assert!(css(page).await.starts_with(":root {\n  --boomi-page-bg-color: light-dark("));
        save(world, page, "typed in colours").await;
        heard(page, "wizard-saved").await;
    })
    .await;
}
