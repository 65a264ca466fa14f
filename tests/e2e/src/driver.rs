//! A `chromedriver` for one test.

use std::process::Stdio;

use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

/// A running driver; it ends when this is dropped.
pub(crate) struct Driver {
    /// Where it listens.
    pub(crate) address: String,
    _child: Child,
}

impl Driver {
    pub(crate) async fn start() -> Self {
        // It looks for a free port for IPv4 and IPv6 at once, and now and then another program
        // takes one of the two meanwhile.
        for _ in 0..5 {
            if let Some(driver) = Self::try_start().await {
                return driver;
            }
        }
        panic!("chromedriver has ended five times without saying its port");
    }

    async fn try_start() -> Option<Self> {
        let program = std::env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
        let mut child = Command::new(&program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .unwrap_or_else(|error| panic!("{program} does not start: {error}"));
        let stdout = child.stdout.take().expect("stdout was asked for above");
        let mut lines = BufReader::new(stdout).lines();
        let port = loop {
            let line = lines.next_line().await.expect("chromedriver can be read");
            let line = line?;
            if let Some((_, port)) = line.split_once("started successfully on port ") {
                break port.trim_end_matches('.').to_owned();
            }
        };
        // Somebody has to read what it says on, or it would stop when the pipe is full.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Some(Self { address: format!("http://127.0.0.1:{port}"), _child: child })
    }
}
