//! How a page looks: in which window and colours, whether it fits, and what axe-core says of it.

use serde_json::{Value, json};

use crate::{Browser, Page};

/// The widths and the colours in which pages are looked at.
pub const LOOKS: [(u32, &str); 4] =
    [(320, "light"), (1280, "dark"), (1280, "light"), (320, "dark")];

impl Browser {
    /// Gives pages a window of that width, and people who prefer `light` or `dark` colours.
    pub async fn set_look(&self, width: u32, scheme: &str) {
        let metrics =
            json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.devtools("Emulation.setEmulatedMedia", media).await;
    }
}

impl Page<'_> {
    /// axe-core finds nothing. What is in a frame is a page of its own.
    pub async fn assert_accessible(&self, what: &str) {
        let path = std::env::var("AXE").expect("cargo xtask test sets AXE");
        let axe = std::fs::read_to_string(path).expect("cargo xtask test installs axe-core");
        self.browser().script(&axe, vec![]).await;
        let run = "const done = arguments[0];
            axe.run({ iframes: false }).then(
                ({ violations }) => done(violations.map((v) => [v.id, v.help, v.nodes.map((n) =>
                    n.target.flat().join(' ') + ' ' + n.failureSummary)])),
                (error) => done([String(error)]));";
        let found = self.browser().client().execute_async(run, vec![]).await.expect("axe runs");
        assert_eq!(found, json!([]), "{what}");
    }

    /// Nothing sticks out sideways.
    pub async fn assert_narrow(&self, what: &str) {
        let root = "document.documentElement";
        let over = self.eval(&format!("{root}.scrollWidth - {root}.clientWidth"), vec![]).await;
        assert_eq!(over, Value::from(0), "{what}");
    }
}
