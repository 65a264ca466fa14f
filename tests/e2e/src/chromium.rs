//! How Chromium is started.

use serde_json::{Value, json};

use crate::{driver::Program, profile::Profile};

/// Its driver.
pub(crate) const DRIVER: Program = Program {
    variable: "CHROMEDRIVER",
    name: "chromedriver",
    args: &["--port=0"],
    says: "started successfully on port ",
};

/// What its driver says its process by.
pub(crate) const PROCESS: &str = "goog:processID";

/// What its driver is asked for; without a profile, one that the driver makes and deletes.
pub(crate) fn capabilities(profile: Option<&Profile>) -> Value {
    let mut args = vec![
        "--headless=new".to_owned(),
        "--disable-gpu".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--window-size=1280,900".to_owned(),
        // The browser ends with its driver also when a test panics.
        "--remote-debugging-pipe".to_owned(),
    ];
    // A container's root has no other way to start it. Only pages of this machine are opened.
    args.push("--no-sandbox".to_owned());
    if let Some(profile) = profile {
        args.push(format!("--user-data-dir={}", profile.folder().display()));
    }
    let mut options = json!({ "args": args });
    if let Ok(chrome) = std::env::var("CHROME") {
        options["binary"] = Value::from(chrome);
    }
    json!({
        "goog:chromeOptions": options,
        "goog:loggingPrefs": { "browser": "ALL" },
        "unhandledPromptBehavior": "accept",
    })
}
