//! A browser for one test.

use fantoccini::{Client, ClientBuilder, error::CmdError, wd::WebDriverCompatibleCommand};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::{chromium, driver::Driver, firefox, processes, profile::Profile};

/// A browser for one test.
pub struct Browser {
    client: Client,
    kind: Kind,
    /// Its process, where its profile is not its driver's to delete.
    process: Option<u32>,
    driver: Option<Driver>,
}

/// Which browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Chromium, which can do more than its driver's standard says.
    Chromium,
    /// Firefox, without `DevTools`.
    Firefox,
}

impl Browser {
    /// Starts a Chromium with a profile of its own, which ends with it.
    pub(crate) async fn start() -> Self {
        Self::launch(Kind::Chromium, Driver::start(&chromium::DRIVER).await, None).await
    }

    /// Starts one on a profile that outlives it, and on which no other runs.
    pub(crate) async fn start_in(kind: Kind, profile: &Profile) -> Self {
        profile.unlock();
        let (driver, process) = match kind {
            Kind::Chromium => (&chromium::DRIVER, chromium::PROCESS),
            Kind::Firefox => (&firefox::DRIVER, firefox::PROCESS),
        };
        let mut browser = Self::launch(kind, Driver::start(driver).await, Some(profile)).await;
        let process = browser.client.capabilities().and_then(|all| all.get(process));
        let process = process.and_then(Value::as_u64).and_then(|id| u32::try_from(id).ok());
        browser.process = Some(process.expect("the driver says which process it started"));
        browser
    }

    async fn launch(kind: Kind, driver: Driver, profile: Option<&Profile>) -> Self {
        let capabilities = match (kind, profile) {
            (Kind::Firefox, Some(profile)) => firefox::capabilities(profile),
            (_, profile) => chromium::capabilities(profile),
        };
        let Value::Object(capabilities) = capabilities else {
            unreachable!("both are written as objects")
        };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&driver.address)
            .await
            .unwrap_or_else(|error| panic!("no {kind:?} starts: {error}"));
        Self { client, kind, process: None, driver: Some(driver) }
    }

    /// Which browser it is.
    pub(crate) const fn kind(&self) -> Kind {
        self.kind
    }

    /// Opens an address.
    pub async fn go(&self, address: &str) {
        self.client.goto(address).await.expect("the address opens");
    }

    /// Runs a script in the page and gives what it returns.
    pub async fn script(&self, script: &str, args: Vec<Value>) -> Value {
        self.client
            .execute(script, args)
            .await
            .unwrap_or_else(|error| panic!("the script failed: {error}\n{script}"))
    }

    /// The browser by its own interface, for what is done once.
    pub const fn client(&self) -> &Client {
        &self.client
    }

    /// Runs a command of Chromium's `DevTools`.
    pub async fn devtools(&self, command: &str, params: Value) -> Value {
        self.try_devtools(command, params).await.expect("Chromium knows the command")
    }

    /// Runs a command of Chromium's `DevTools` that may find the browser gone.
    pub(crate) async fn try_devtools(
        &self,
        command: &str,
        params: Value,
    ) -> Result<Value, CmdError> {
        let body = json!({ "cmd": command, "params": params });
        self.client.issue_cmd(Post { path: "goog/cdp/execute", body }).await
    }

    /// What the console holds since the last look, as `LEVEL message`; in Firefox, what errors and
    /// warnings it has held so far.
    pub async fn console(&self) -> Vec<String> {
        if self.kind == Kind::Firefox {
            return self
                .driver
                .as_ref()
                .map(Driver::written)
                .map(firefox::complaints)
                .unwrap_or_default();
        }
        let command = Post { path: "se/log", body: json!({ "type": "browser" }) };
        let entries = self.client.issue_cmd(command).await.expect("the console can be read");
        let entries = entries.as_array().cloned().unwrap_or_default();
        let text = |entry: &Value, name: &str| entry[name].as_str().unwrap_or_default().to_owned();
        entries.iter().map(|e| format!("{} {}", text(e, "level"), text(e, "message"))).collect()
    }

    /// Errors and warnings in Chromium's console, without the browser's own remark on each request
    /// that got no good answer: those are what the faults are for.
    async fn complaints(&self) -> Vec<String> {
        let mut console = self.console().await;
        console.retain(|line| {
            let serious = line.starts_with("SEVERE") || line.starts_with("WARNING");
            serious && !line.contains("Failed to load resource")
        });
        console
    }

    /// Kills all of a browser that was started on a profile, at once, without any goodbye.
    pub fn kill(&self) {
        processes::kill(self.process.expect("only a browser on a profile can be killed"));
    }

    /// Closes it, and gives the errors and warnings in its console.
    pub(crate) async fn close(mut self) -> Vec<String> {
        let complaints = match self.kind {
            Kind::Chromium => self.complaints().await,
            Kind::Firefox => Vec::new(),
        };
        // A browser that is gone already is closed.
        let _ = self.client.clone().close().await;
        self.process = None;
        match (self.kind, self.driver.take()) {
            // Only now has it surely written all.
            (Kind::Firefox, Some(driver)) => firefox::complaints(driver.end().await),
            _ => complaints,
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Nothing may write into the profile while it is being deleted.
        if self.process.is_some() {
            self.kill();
        }
    }
}

/// A command of Chromium's driver that the standard does not have.
#[derive(Debug)]
struct Post {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Post {
    fn endpoint(
        &self,
        base_url: &url::Url,
        session_id: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        let session = session_id.unwrap_or_default();
        base_url.join(&format!("session/{session}/{}", self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}
