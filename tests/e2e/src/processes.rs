//! Ending a browser as a power cut would end it.

use std::{collections::BTreeSet, process::Command};

/// Ends a process and all that it has started with SIGKILL, so that none of them writes, sends or
/// tidies up anything more; returns when they are gone.
pub(crate) fn kill(root: u32) {
    let mut doomed = BTreeSet::from([root]);
    // A parent may stand after its children in the list.
    loop {
        let running = running();
        let started = |process: &Process| doomed.contains(&process.parent);
        let family: Vec<u32> = running.iter().filter(|p| started(p)).map(|p| p.id).collect();
        let before = doomed.len();
        doomed.extend(family);
        if doomed.len() == before {
            break;
        }
    }
    // In one go, so that none sees another die and acts on it.
    let ids = doomed.iter().map(ToString::to_string);
    // It complains of those that have ended meanwhile.
    let _ = Command::new("kill").args(["-s", "KILL"]).args(ids).output().expect("kill starts");
    while running().iter().any(|process| doomed.contains(&process.id)) {}
}

struct Process {
    id: u32,
    parent: u32,
}

/// All processes that still run; one that has ended and waits for its parent to notice does not.
fn running() -> Vec<Process> {
    let words = ["-A", "-o", "pid=", "-o", "ppid=", "-o", "stat="];
    let output = Command::new("ps").args(words).output().expect("ps starts");
    let list = String::from_utf8_lossy(&output.stdout);
    let read = |line: &str| {
        let mut columns = line.split_whitespace();
        let id = columns.next()?.parse().ok()?;
        let parent = columns.next()?.parse().ok()?;
        let running = !columns.next()?.starts_with('Z');
        running.then_some(Process { id, parent })
    };
    list.lines().filter_map(read).collect()
}
