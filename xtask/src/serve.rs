//! `cargo xtask serve`: the wizard's pages, against the local sandbox.

use crate::{HELP, Result, hosts, process, project::Project, setup, watchdog::Watchdog};
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{ExitCode, Stdio};
use std::time::Duration;

/// The sandbox's port, fixed because Trunk.toml sends the platform's addresses there.
const SANDBOX_PORT: u16 = 4780;

const LOOK_AGAIN: Duration = Duration::from_millis(200);

/// The servers, in the order of starting, as the watchdog counts.
const CHILDREN: [&str; 2] = ["The sandbox", "Trunk"];

/// The wishes of the command line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Options {
    port: u16,
    release: bool,
    sandbox_flags: Vec<String>,
}

impl Options {
    /// Reads the words after `serve`.
    pub(crate) fn parse(args: &[String]) -> Result<Self> {
        let mut options = Self { port: 8080, release: false, sandbox_flags: Vec::new() };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--release" => options.release = true,
                "--port" => {
                    options.port = args
                        .next()
                        .and_then(|port| port.parse().ok())
                        .filter(|port| *port != 0)
                        .ok_or("--port needs a number from 1 to 65535, such as --port 8081.")?;
                }
                "--" => options.sandbox_flags.extend(args.by_ref().cloned()),
                other => return Err(format!("`serve` does not know \"{other}\".\n\n{HELP}")),
            }
        }
        Ok(options)
    }
}

/// Serves until Ctrl-C, or until one of the two servers ends.
pub(crate) fn serve(options: &Options) -> Result<ExitCode> {
    let project = Project::find()?;
    let tools = setup::setup(&project, false)?;
    check_free(SANDBOX_PORT, "The sandbox needs it, so please end what is using it.")?;
    check_free(options.port, "Choose another one, such as `cargo xtask serve --port 8081`.")?;

    // Built before it is started, so that compiling shows and its errors end this at once.
    let cargo = |verb: &str| {
        let mut command = tools.command("cargo");
        command.current_dir(&project.root).args([verb, "--quiet", "--package", "sandbox"]);
        command
    };
    println!("serve: building the sandbox");
    process::run(&mut cargo("build"))?;

    hosts::copy(&project)?;
    if let Err(sentence) = hosts::add_react(&project, &tools) {
        eprintln!(
            "{sentence}\nThe host page in React does without its script; all others are there."
        );
    }

    let mut watchdog = Watchdog::new()?;
    let mut sandbox = cargo("run");
    sandbox.args(["--", "--port", &SANDBOX_PORT.to_string(), "--hosts"]);
    sandbox.arg(hosts::folder(&project)).args(&options.sandbox_flags);
    // Its own address would look like that of the pages.
    sandbox.stdout(Stdio::null());
    watchdog.start(&mut sandbox)?;
    wait(&mut watchdog, || connect(SANDBOX_PORT).is_some())?;

    println!("serve: building the pages, the first time for a minute or two");
    let mut trunk = tools.command("trunk");
    trunk.current_dir(&project.root).args(["serve", "--address", "127.0.0.1", "--port"]);
    trunk.arg(options.port.to_string()).args(options.release.then_some("--release"));
    // It lists every name of the machine as an address, and the sandbox's too.
    trunk.args(["--log", "info,trunk::serve=warn,trunk::proxy=warn"]);
    watchdog.start(&mut trunk)?;
    wait(&mut watchdog, || answers(options.port))?;

    let origin = format!("http://127.0.0.1:{}", options.port);
    println!("\nThe wizard is at {origin}/ (Ctrl-C ends it)");
    println!("Host pages to look at are at {origin}/hosts/\n");
    wait(&mut watchdog, || false)?;
    Ok(ExitCode::SUCCESS)
}

/// Waits until `ready`; a server that ends meanwhile is an error.
fn wait(watchdog: &mut Watchdog, mut ready: impl FnMut() -> bool) -> Result<()> {
    loop {
        // Asked first: another program may answer on the port that ours could not get.
        if let Some((place, status)) = watchdog.ended() {
            let name = CHILDREN[place];
            return Err(format!("{name} has ended ({status}); its own words are above."));
        }
        if ready() {
            return Ok(());
        }
        std::thread::sleep(LOOK_AGAIN);
    }
}

fn check_free(port: u16, advice: &str) -> Result<()> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .map(drop)
        .map_err(|e| format!("Port {port} cannot be used ({e}). {advice}"))
}

fn connect(port: u16) -> Option<TcpStream> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpStream::connect_timeout(&address, Duration::from_secs(1)).ok()
}

/// True where a page comes, and not only a connection: trunk listens before it has built.
fn answers(port: u16) -> bool {
    let Some(mut stream) = connect(port) else { return false };
    let request = format!(
        "GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\nConnection: close\r\n\r\n"
    );
    let mut status = String::new();
    stream.set_read_timeout(Some(Duration::from_secs(5))).is_ok()
        && stream.write_all(request.as_bytes()).is_ok()
        && BufReader::new(stream).read_line(&mut status).is_ok()
        && status.contains(" 200 ")
}

#[cfg(test)]
mod tests {
    use super::Options;

    #[test]
    fn words_after_two_dashes_are_the_sandboxs() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let options = Options::parse(&words("--port 81 -- --memory --release"));
        let expected = Options {
            port: 81,
            release: false,
            sandbox_flags: vec!["--memory".to_owned(), "--release".to_owned()],
        };
        assert_eq!(options, Ok(expected));
        assert!(Options::parse(&words("--port 70000")).is_err());
    }
}
