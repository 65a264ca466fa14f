//! The list of the connections.

use std::rc::Rc;

use wizard_core::pack::{Connection, Environment, Process};
use wizard_web::dom::{El, el};

use super::{Overview, opened::Opened};
use crate::{
    parts::{help, note},
    text::EN,
};

/// The environments with their connections.
pub(super) fn list(overview: &Rc<Overview>, environments: &[Environment]) -> Vec<El> {
    environments.iter().map(|found| environment(overview, found)).collect()
}

fn environment(overview: &Rc<Overview>, environment: &Environment) -> El {
    let nothing = environment.processes.is_empty().then(|| help(EN.overview_no_connection));
    let processes =
        environment.processes.iter().flat_map(|found| process(overview, environment, found));
    el("section")
        .child(el("h3").text(&environment.named.name))
        .children(nothing)
        .children(processes)
}

fn process(overview: &Rc<Overview>, environment: &Environment, process: &Process) -> [El; 2] {
    let heading = match &process.named {
        Some(named) => el("h4").text(&named.name),
        None => note(EN.overview_no_process),
    };
    let connections = process.connections.iter().map(|connection| {
        let name = &connection.named.name;
        let name = match &process.named {
            Some(process) => {
                let opened = Opened::of([&environment.named, process, &connection.named]);
                let overview_then = Rc::clone(overview);
                let open = move || overview_then.open(&opened);
                overview.inside.button(name, open).class("link")
            }
            None => el("span").text(name),
        };
        el("li").children([name, token(connection)])
    });
    [heading, el("ul").children(connections)]
}

fn token(connection: &Connection) -> El {
    let (class, sentence) = if connection.has_token {
        ("held yes", EN.overview_token)
    } else {
        ("held", EN.overview_no_token)
    };
    el("span").class(class).text(sentence)
}
