//! Runs a test program, shows its output as it comes, and counts.

use crate::{Result, count::Count, process, watchdog::Watchdog};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Sender};
use std::time::Duration;

/// The time for which output may still come after the end of a program.
const GRACE: Duration = Duration::from_secs(5);

/// Runs to the end; whatever the program leaves running, such as a browser, ends with it.
pub(super) fn run(command: &mut Command, count: &mut Count) -> Result<()> {
    let mut watchdog = Watchdog::new()?;
    let child = watchdog.start(command.stdout(Stdio::piped()))?;
    let (sender, counts) = mpsc::channel();
    if let Some(output) = child.stdout.take() {
        std::thread::spawn(move || pass_on(output, &sender));
    }
    let status = child.wait().map_err(|e| process::cannot_start(command, &e))?;
    // What was left running may hold the output open; it is not worth waiting for.
    drop(watchdog);
    while let Ok(more) = counts.recv_timeout(GRACE) {
        count.add(more);
    }
    if status.success() { Ok(()) } else { Err(process::bad_end(command, status)) }
}

/// Copies line by line to this program's output and sends on every count that it meets.
fn pass_on(output: impl Read, counts: &Sender<Count>) {
    let mut reader = BufReader::new(output);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
        let mut screen = std::io::stdout().lock();
        // Nobody may be reading; the tests and their count matter all the same.
        let _ = screen.write_all(&line).and_then(|()| screen.flush());
        if let Some(count) = Count::in_line(&String::from_utf8_lossy(&line)) {
            let _ = counts.send(count);
        }
        line.clear();
    }
}
