//! A driver program for one test: `chromedriver` or `geckodriver`.

use std::{
    process::Stdio,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::{
    io::{AsyncBufReadExt, AsyncRead, BufReader, Lines},
    process::{Child, Command},
    task::JoinHandle,
};

/// Which driver, and how it is started.
pub(crate) struct Program {
    /// What names it in the environment.
    pub(crate) variable: &'static str,
    /// Its name in the `PATH`.
    pub(crate) name: &'static str,
    /// What makes it take any free port.
    pub(crate) args: &'static [&'static str],
    /// What stands before the port in the line that says it.
    pub(crate) says: &'static str,
}

/// A running driver; it ends when this is dropped.
pub(crate) struct Driver {
    /// Where it listens.
    pub(crate) address: String,
    /// What it and its browser have written since.
    written: Arc<Mutex<Vec<String>>>,
    readers: Vec<JoinHandle<()>>,
    child: Child,
}

impl Driver {
    pub(crate) async fn start(program: &Program) -> Self {
        // It looks for a free port for IPv4 and IPv6 at once, and now and then another program
        // takes one of the two meanwhile.
        for _ in 0..5 {
            if let Some(driver) = Self::try_start(program).await {
                return driver;
            }
        }
        panic!("{} has ended five times without saying its port", program.name);
    }

    async fn try_start(program: &Program) -> Option<Self> {
        let name = std::env::var(program.variable).unwrap_or_else(|_| program.name.to_owned());
        let mut child = Command::new(&name)
            .args(program.args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap_or_else(|error| panic!("{name} does not start: {error}"));
        let stdout = child.stdout.take().expect("stdout was asked for above");
        let stderr = child.stderr.take().expect("stderr was asked for above");
        let mut lines = BufReader::new(stdout).lines();
        let port = loop {
            let line = lines.next_line().await.expect("the driver can be read");
            let line = line?;
            if let Some((_, port)) = line.split_once(program.says) {
                break port.trim_end_matches('.').to_owned();
            }
        };
        // Somebody has to read what it says on, or it would stop when the pipe is full.
        let written = Arc::default();
        let readers = vec![read(lines, &written), read(BufReader::new(stderr).lines(), &written)];
        Some(Self { address: format!("http://127.0.0.1:{port}"), written, readers, child })
    }

    /// What it and its browser have written so far.
    pub(crate) fn written(&self) -> Vec<String> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Ends it, and gives all that it and its browser, which is gone already, have written.
    pub(crate) async fn end(mut self) -> Vec<String> {
        // One that has ended by itself is no worse.
        let _ = self.child.kill().await;
        for reader in std::mem::take(&mut self.readers) {
            reader.await.expect("reading lines does not fail");
        }
        self.written()
    }
}

fn read<R: AsyncRead + Unpin + Send + 'static>(
    mut lines: Lines<BufReader<R>>,
    written: &Arc<Mutex<Vec<String>>>,
) -> JoinHandle<()> {
    let written = Arc::clone(written);
    tokio::spawn(async move {
        while let Ok(Some(line)) = lines.next_line().await {
            written.lock().unwrap_or_else(PoisonError::into_inner).push(line);
        }
    })
}
