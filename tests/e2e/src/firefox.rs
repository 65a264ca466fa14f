//! How Firefox is started, and what its console holds.

use serde_json::{Value, json};

use crate::{driver::Program, profile::Profile};

/// Its driver.
pub(crate) const DRIVER: Program = Program {
    variable: "GECKODRIVER",
    name: "geckodriver",
    // Its other port and its level of talking have fixed values otherwise.
    args: &["--port=0", "--websocket-port=0", "--log=info"],
    says: "Listening on 127.0.0.1:",
};

/// What its driver says its process by.
pub(crate) const PROCESS: &str = "moz:processID";

/// What its driver is asked for.
pub(crate) fn capabilities(profile: &Profile) -> Value {
    let mut options = json!({
        "args": ["-headless", "-profile", profile.folder()],
        "env": { "MOZ_HEADLESS_WIDTH": "1280", "MOZ_HEADLESS_HEIGHT": "900" },
        "prefs": {
            // As people have it; the driver lets pages open windows at any time.
            "dom.disable_open_during_load": true,
            // What pages say in the console comes out of the program.
            "devtools.console.stdout.content": true,
        },
    });
    if let Ok(firefox) = std::env::var("FIREFOX") {
        options["binary"] = Value::from(firefox);
    }
    json!({ "moz:firefoxOptions": options, "unhandledPromptBehavior": "accept" })
}

/// Errors and warnings of pages among what the program has written. The program complains in its
/// console too, of the machine that it runs on, so a page marks its own words with `page:`.
pub(crate) fn complaints(written: Vec<String>) -> Vec<String> {
    let of_a_page =
        ["console.error: \"page:\"", "console.warn: \"page:\"", "JavaScript error: http"];
    let is_ours = |line: &String| of_a_page.iter().any(|start| line.starts_with(start));
    written.into_iter().filter(is_ours).collect()
}
