//! The wizard in a real browser against the sandbox.
//!
//! Each test has a sandbox of its own, in its own process, and a browser of its own. It finds what
//! a person would find, by label and name, waits for what a person would see, and afterwards
//! [`run`] asks the browser's console for anything that should not be there.

#![expect(clippy::missing_panics_doc, reason = "what fails here fails its test, and should")]

mod authorization;
mod browser;
mod chance;
mod chromium;
mod conditions;
mod driver;
mod firefox;
mod keys;
mod looks;
mod page;
mod processes;
mod profile;
mod stored;
mod tabs;

pub use browser::Browser;
pub use chance::Chance;
pub use conditions::NoDatabase;
pub use keys::{Gone, Typed};
pub use looks::LOOKS;
pub use page::Page;
pub use profile::Profile;
pub use sandbox;
pub use tabs::Tab;

use browser::Kind as BrowserKind;
use sandbox::{Fault, Kind, Operation, Options, Sandbox, sample::DemoConnection};

/// What a test has.
pub struct World {
    /// The platform.
    pub sandbox: Sandbox,
    /// The browser.
    pub browser: Browser,
    /// What outlives the browser, if anything does. It is dropped after the browser.
    profile: Option<Profile>,
}

/// Runs a test in a world of its own, then asserts that the console stayed clean.
pub async fn run(test: impl AsyncFnOnce(&World)) {
    run_with(Options::default(), test).await;
}

/// Runs a test with a sandbox of its choice; see [`run`].
pub async fn run_with(options: Options, test: impl AsyncFnOnce(&World)) {
    let world = World {
        sandbox: start_sandbox(options).await,
        browser: Browser::start().await,
        profile: None,
    };
    test(&world).await;
    world.end().await;
}

/// Runs a test whose browser may be killed and started again; see [`run`]. Only the last browser is
/// asked for its console.
pub async fn run_with_restarts(test: impl AsyncFnOnce(&mut World)) {
    run_on_a_profile(BrowserKind::Chromium, test).await;
}

/// The same in a Firefox. It can do nothing that needs Chromium's `DevTools`: taking the network
/// away, freezing, limits of storage, scripts before each page.
pub async fn run_in_firefox(test: impl AsyncFnOnce(&mut World)) {
    run_on_a_profile(BrowserKind::Firefox, test).await;
}

async fn run_on_a_profile(kind: BrowserKind, test: impl AsyncFnOnce(&mut World)) {
    let profile = Profile::new();
    let mut world = World {
        sandbox: start_sandbox(Options::default()).await,
        browser: Browser::start_in(kind, &profile).await,
        profile: Some(profile),
    };
    test(&mut world).await;
    world.end().await;
}

async fn start_sandbox(options: Options) -> Sandbox {
    let dist = std::env::var_os("WIZARD_DIST").expect("cargo xtask test sets WIZARD_DIST");
    let options = Options { dist: Some(dist.into()), ..options };
    Sandbox::start(options).await.expect("a sandbox starts on any free port")
}

impl World {
    /// Kills the browser, unless that was done already, and starts another one on its profile.
    pub async fn restart_browser(&mut self) {
        let profile = self.profile.as_ref().expect("run_with_restarts gives it a profile");
        self.browser.kill();
        self.browser = Browser::start_in(self.browser.kind(), profile).await;
    }

    /// The page of the browser's current tab, as it is.
    pub const fn page(&self) -> Page<'_> {
        Page::new(&self.browser)
    }

    async fn end(self) {
        let complaints = self.browser.close().await;
        assert_eq!(complaints, Vec::<String>::new(), "the console is not clean");
    }

    /// Opens a connection's step in the standalone pages and waits for its record.
    pub async fn open(&self, connection: &DemoConnection, step: &str) -> Page<'_> {
        let page = self.open_early(connection, step).await;
        page.until_not_state("loading").await;
        page
    }

    /// Opens a connection's step without waiting for its record.
    pub async fn open_early(&self, connection: &DemoConnection, step: &str) -> Page<'_> {
        let page = self.go(&address(connection, step)).await;
        page.until_shown(step_name(step)).await;
        page
    }

    /// Opens a page of the sandbox.
    pub async fn go(&self, path: &str) -> Page<'_> {
        self.browser.go(&format!("{}{path}", self.sandbox.origin())).await;
        Page::new(&self.browser)
    }

    /// What the platform holds for a connection, as `oauthConnectorDetails`.
    pub fn details(&self, connection: &DemoConnection) -> Option<String> {
        let record = self.sandbox.records().get(&connection.key()).expect("memory can be read");
        record?.oauth_connector_details
    }

    /// Presses the way on after a fault, with the cause gone. The wizard may try by itself at any
    /// moment, so the request waits until the button was pressed.
    pub async fn go_on(&self, page: Page<'_>, button: &str, operation: Operation) {
        self.sandbox.set_faults(vec![Fault::new(Kind::Hold).on(operation)]);
        page.press(button).await;
        self.sandbox.clear_faults();
    }

    /// How many saves have arrived.
    pub fn saves(&self) -> usize {
        self.requests(Operation::Save)
    }

    /// How often a record was asked for.
    pub fn loads(&self) -> usize {
        self.requests(Operation::Load)
    }

    fn requests(&self, operation: Operation) -> usize {
        let field = operation.field();
        self.sandbox.log().iter().filter(|entry| entry.operation.as_deref() == field).count()
    }
}

/// The address of a connection's step in the standalone pages.
pub fn address(connection: &DemoConnection, step: &str) -> String {
    format!(
        "/packs/{}/environments/{}/processes/{}/connections/{}/{step}?guid={}",
        connection.integration_pack_instance_id,
        connection.env_id,
        connection.process_id,
        connection.connection_id,
        connection.catalog_guid,
    )
}

fn step_name(step: &str) -> &'static str {
    match step {
        "parameters" => "Parameters",
        "authorize" => "Access token",
        "review" => "Review",
        _ => "Application",
    }
}
