//! A browser for one test.

use fantoccini::{Client, ClientBuilder, wd::WebDriverCompatibleCommand};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::driver::Driver;

/// A browser with a fresh profile.
pub struct Browser {
    client: Client,
    _driver: Driver,
}

impl Browser {
    pub(crate) async fn start() -> Self {
        let driver = Driver::start().await;
        let mut args = vec![
            "--headless=new",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1280,900",
            // The browser ends with its driver also when a test panics.
            "--remote-debugging-pipe",
        ];
        // A container's root has no other way to start it. Only pages of this machine are opened.
        args.push("--no-sandbox");
        let mut options = json!({ "args": args });
        if let Ok(chrome) = std::env::var("CHROME") {
            options["binary"] = Value::from(chrome);
        }
        let capabilities = json!({
            "goog:chromeOptions": options,
            "goog:loggingPrefs": { "browser": "ALL" },
            "unhandledPromptBehavior": "accept",
        });
        let Value::Object(capabilities) = capabilities else {
            unreachable!("it is written as an object above")
        };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&driver.address)
            .await
            .expect("chromedriver starts a Chromium");
        Self { client, _driver: driver }
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
        let body = json!({ "cmd": command, "params": params });
        let command = Post { path: "goog/cdp/execute", body };
        self.client.issue_cmd(command).await.expect("Chromium knows the command")
    }

    /// What the console holds since the last look, as `LEVEL message`.
    pub async fn console(&self) -> Vec<String> {
        let command = Post { path: "se/log", body: json!({ "type": "browser" }) };
        let entries = self.client.issue_cmd(command).await.expect("the console can be read");
        let entries = entries.as_array().cloned().unwrap_or_default();
        let text = |entry: &Value, name: &str| entry[name].as_str().unwrap_or_default().to_owned();
        entries.iter().map(|e| format!("{} {}", text(e, "level"), text(e, "message"))).collect()
    }

    /// Errors and warnings in the console, without the browser's own remark on each request that
    /// got no good answer: those are what the faults are for.
    pub(crate) async fn complaints(&self) -> Vec<String> {
        let mut console = self.console().await;
        console.retain(|line| {
            let serious = line.starts_with("SEVERE") || line.starts_with("WARNING");
            serious && !line.contains("Failed to load resource")
        });
        console
    }

    pub(crate) async fn close(self) {
        // A browser that is gone already is closed.
        let _ = self.client.close().await;
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
