//! Children that never outlive this program, however it ends: by itself, by Ctrl-C or by force.

use crate::{Result, process};
use std::io::Write;
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};

/// Reads the children's process groups and, once its input ends, which it does with this program
/// at the latest, ends them: politely, then after two seconds by force.
const SCRIPT: &str = r#"
trap '' HUP INT TERM
groups=
while read -r group; do groups="$groups $group"; done
for group in $groups; do kill -s TERM -- "-$group" 2>/dev/null; done
left=20
for group in $groups; do
  while [ $left -gt 0 ] && kill -s 0 -- "-$group" 2>/dev/null; do sleep 0.1; left=$((left - 1)); done
  kill -s KILL -- "-$group" 2>/dev/null
done
exit 0
"#;

/// Starts children and ends them, with all that they have started, when it is dropped.
pub(crate) struct Watchdog {
    shell: Child,
    orders: Option<ChildStdin>,
    children: Vec<Child>,
}

impl Watchdog {
    /// A watchdog without children.
    pub(crate) fn new() -> Result<Self> {
        let mut command = Command::new("/bin/sh");
        // In a group of its own, so that Ctrl-C leaves it alone until its work is done.
        command.args(["-c", SCRIPT]).stdin(Stdio::piped()).process_group(0);
        let mut shell = command.spawn().map_err(|e| process::cannot_start(&command, &e))?;
        let orders = shell.stdin.take();
        Ok(Self { shell, orders, children: Vec::new() })
    }

    /// Starts a child in a group of its own, so that its own children end with it.
    pub(crate) fn start(&mut self, command: &mut Command) -> Result<&mut Child> {
        let child = command
            .stdin(Stdio::null())
            .process_group(0)
            .spawn()
            .map_err(|e| process::cannot_start(command, &e))?;
        let id = child.id();
        let place = self.children.len();
        self.children.push(child);
        if let Some(orders) = &mut self.orders {
            writeln!(orders, "{id}")
                .map_err(|e| format!("The watchdog that would end {id} is gone: {e}."))?;
        }
        Ok(&mut self.children[place])
    }

    /// The place in the order of starting, and the end, of a child that has ended.
    pub(crate) fn ended(&mut self) -> Option<(usize, ExitStatus)> {
        self.children
            .iter_mut()
            .enumerate()
            .find_map(|(place, child)| Some((place, child.try_wait().ok()??)))
    }
}

impl Drop for Watchdog {
    fn drop(&mut self) {
        // Closing its input is the order to act. A child or shell that cannot be waited for is
        // gone already.
        self.orders = None;
        for child in &mut self.children {
            let _ = child.wait();
        }
        let _ = self.shell.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::Watchdog;
    use crate::process;
    use std::process::Command;
    use std::time::{Duration, Instant};

    #[test]
    fn a_child_that_would_run_for_long_ends_with_its_watchdog() {
        let start = Instant::now();
        let mut watchdog = Watchdog::new().expect("a shell is on every Unix");
        let id = watchdog.start(Command::new("sleep").arg("60")).expect("sleep, too").id();
        assert_eq!(watchdog.ended(), None);
        drop(watchdog);
        assert!(start.elapsed() < Duration::from_secs(30));
        let alive = process::succeeds(Command::new("kill").args(["-0", &id.to_string()]));
        assert!(!alive);
    }
}
