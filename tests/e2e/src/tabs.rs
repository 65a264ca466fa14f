//! Several tabs of one browser. A page acts on the current one, whichever that is.

use fantoccini::wd::WindowHandle;

use crate::{Browser, page::PATIENCE};

/// A tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab(WindowHandle);

impl Browser {
    /// The current tab.
    pub async fn tab(&self) -> Tab {
        Tab(self.client().window().await.expect("a tab is open"))
    }

    /// Opens an empty tab and makes it the current one.
    pub async fn new_tab(&self) -> Tab {
        let opened = self.client().new_window(true).await.expect("a tab opens");
        let tab = Tab(opened.handle);
        self.switch_to(&tab).await;
        tab
    }

    /// All tabs and windows.
    pub async fn tabs(&self) -> Vec<Tab> {
        let handles = self.client().windows().await.expect("the browser knows its windows");
        handles.into_iter().map(Tab).collect()
    }

    /// Waits for a tab or a window that is not one of these. The current one stays.
    pub async fn until_opened(&self, known: &[Tab]) -> Tab {
        let look = async {
            loop {
                if let Some(tab) = self.tabs().await.into_iter().find(|tab| !known.contains(tab)) {
                    return tab;
                }
            }
        };
        tokio::time::timeout(PATIENCE, look).await.expect("a window opens")
    }

    /// Waits until a tab or a window is gone that is not the current one.
    pub async fn until_closed(&self, tab: &Tab) {
        let look = async { while self.tabs().await.contains(tab) {} };
        tokio::time::timeout(PATIENCE, look).await.expect("the window closes");
    }

    /// Makes a tab the current one.
    pub async fn switch_to(&self, tab: &Tab) {
        self.client().switch_to_window(tab.0.clone()).await.expect("the tab is open");
    }

    /// Does something in a tab and returns to the one that was current.
    pub async fn in_tab<T>(&self, tab: &Tab, work: impl AsyncFnOnce() -> T) -> T {
        let current = self.tab().await;
        self.switch_to(tab).await;
        let done = work().await;
        self.switch_to(&current).await;
        done
    }

    /// Closes a tab that is not the current one.
    pub async fn close_tab(&self, tab: &Tab) {
        let close = async || self.client().close_window().await.expect("the tab closes");
        self.in_tab(tab, close).await;
    }
}
