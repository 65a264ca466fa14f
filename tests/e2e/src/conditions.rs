//! What can happen to a browser's network, its storage and its pages.

use serde_json::{Value, json};

use crate::{Browser, Page};

/// A way in which pages do not get at `IndexedDB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoDatabase {
    /// `indexedDB` is not there.
    Absent,
    /// Whoever asks for `indexedDB` meets a `SecurityError`, as in a frame that may store nothing.
    Throws,
    /// Opening a database throws.
    OpenThrows,
    /// Opening a database begins and then fails.
    OpenFails,
}

impl NoDatabase {
    /// What a page runs before anything of its own.
    fn script(self) -> &'static str {
        match self {
            Self::Absent => "Object.defineProperty(window, 'indexedDB', { value: undefined });",
            Self::Throws => {
                "Object.defineProperty(window, 'indexedDB', {
                    get() { throw new DOMException('denied by the test', 'SecurityError'); },
                });"
            }
            Self::OpenThrows => {
                "IDBFactory.prototype.open = () => {
                    throw new DOMException('denied by the test', 'SecurityError');
                };"
            }
            // A new database whose first transaction is taken back was never opened.
            Self::OpenFails => {
                "const open = IDBFactory.prototype.open;
                IDBFactory.prototype.open = function (name) {
                    const request = open.call(this, `${name} that never opens`, 1);
                    request.addEventListener('upgradeneeded', (event) => {
                        event.stopImmediatePropagation();
                        request.transaction.abort();
                    });
                    return request;
                };"
            }
        }
    }
}

impl Browser {
    /// Takes the network away from the current tab, or gives it back. Other tabs keep theirs.
    pub async fn set_online(&self, online: bool) {
        self.devtools("Network.enable", json!({})).await;
        // -1 stands for as fast as it goes.
        let network = json!({
            "offline": !online,
            "latency": 0,
            "downloadThroughput": -1,
            "uploadThroughput": -1,
        });
        self.devtools("Network.emulateNetworkConditions", network).await;
    }

    /// Freezes the current tab's page, as the browser does with one that nobody looks at for long:
    /// its timers and its answers wait. Or lets it go on. From then on the page counts as hidden.
    pub async fn set_frozen(&self, frozen: bool) {
        let state = if frozen { "frozen" } else { "active" };
        self.devtools("Page.setWebLifecycleState", json!({ "state": state })).await;
    }

    /// Limits what an origin may store, in bytes; without a number, as the browser sees fit. It has
    /// to come before the origin's first write, for the browser counts down what it found then; and
    /// at least 1, for 0 is taken for no limit. `navigator.storage.estimate()` does not show it.
    pub async fn set_quota(&self, origin: &str, bytes: Option<u64>) {
        let mut params = json!({ "origin": origin });
        if let Some(bytes) = bytes {
            params["quotaSize"] = Value::from(bytes);
        }
        self.devtools("Storage.overrideQuotaForOrigin", params).await;
    }

    /// Runs a script in each page that the current tab opens from now on, before anything of the
    /// page's own.
    pub async fn before_each_page(&self, script: &str) {
        let params = json!({ "source": script });
        self.devtools("Page.addScriptToEvaluateOnNewDocument", params).await;
    }

    /// From now on each page of the current tab notes whether it came out of the back/forward cache.
    pub async fn note_returns(&self) {
        let note = "addEventListener('pageshow', (event) => window.kept = event.persisted);";
        self.before_each_page(note).await;
    }

    /// Goes back, and the page is the one that was left: [`Browser::note_returns`] came before.
    ///
    /// # Panics
    ///
    /// If the browser has loaded it anew.
    pub async fn back_to_kept_page(&self) {
        self.client().back().await.expect("there is a page before");
        let page = Page::new(self);
        page.until("window.kept !== undefined", vec![]).await;
        assert_eq!(page.eval("window.kept", vec![]).await, json!(true));
    }

    /// Keeps each page that the current tab opens from now on away from `IndexedDB`.
    pub async fn without_database(&self, how: NoDatabase) {
        self.before_each_page(how.script()).await;
    }
}
