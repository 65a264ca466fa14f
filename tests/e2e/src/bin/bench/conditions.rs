//! Slow machines and slow networks.

use e2e::Browser;
use serde_json::json;

/// Conditions to measure under.
#[derive(Clone, Copy)]
pub(crate) struct Conditions {
    /// The slowness of the processor, in times.
    pub(crate) cpu: u32,
    /// The network is slow 4G, and not this machine's own.
    pub(crate) slow_4g: bool,
}

/// All that are measured, from the easiest on.
pub(crate) const ALL: [Conditions; 4] = [
    Conditions { cpu: 1, slow_4g: false },
    Conditions { cpu: SLOWER, slow_4g: false },
    Conditions { cpu: 1, slow_4g: true },
    Conditions { cpu: SLOWER, slow_4g: true },
];

/// The slowness of a slow processor, in times.
pub(crate) const SLOWER: u32 = 4;

/// Slow 4G as Lighthouse has it: 150 ms a round trip, 1.6 Mbit/s down and 750 kbit/s up.
const ROUND_TRIP: u32 = 150;
const BYTES_DOWN: u32 = 1_600_000 / 8;
const BYTES_UP: u32 = 750_000 / 8;

impl Conditions {
    /// Puts the current tab under them, with nothing left in a cache.
    pub(crate) async fn impose(self, browser: &Browser) {
        let network = if self.slow_4g {
            json!({
                "offline": false,
                "latency": ROUND_TRIP,
                "downloadThroughput": BYTES_DOWN,
                "uploadThroughput": BYTES_UP,
            })
        } else {
            // -1 stands for as fast as it goes.
            json!({ "offline": false, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 })
        };
        for (command, params) in [
            ("Network.enable", json!({})),
            ("Network.clearBrowserCache", json!({})),
            ("Network.setCacheDisabled", json!({ "cacheDisabled": true })),
            ("Network.emulateNetworkConditions", network),
            ("Emulation.setCPUThrottlingRate", json!({ "rate": self.cpu })),
        ] {
            browser.devtools(command, params).await;
        }
    }

    /// The report's name for them.
    pub(crate) fn name(self) -> String {
        let cpu = self.processor();
        let network = if self.slow_4g { "slow 4G" } else { "loopback" };
        format!("{cpu}, {network}")
    }

    /// The report's name for the processor alone.
    pub(crate) fn processor(self) -> String {
        match self.cpu {
            1 => "CPU as it is".to_owned(),
            times => format!("CPU {times} times slower"),
        }
    }
}
