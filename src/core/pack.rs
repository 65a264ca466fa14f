//! An installed pack's connections, put together from what the platform lists in three places.

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::{
    extensions::{self, Listed},
    lenient,
    raw_object::RawObject,
};

/// An environment or a process, as the platform lists it.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Item {
    #[serde(deserialize_with = "lenient::or_nothing")]
    id: String,
    #[serde(deserialize_with = "lenient::or_nothing")]
    name: String,
    /// Of an environment: the packs that it is attached to.
    #[serde(deserialize_with = "lenient::objects")]
    integration_pack_environment_attachment: Vec<Attachment>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Attachment {
    #[serde(deserialize_with = "lenient::or_nothing")]
    integration_pack_instance_id: String,
}

/// An attachment, with what the environment holds of the pack.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Held {
    environment_extensions: Option<Box<RawValue>>,
}

/// Something with an id and, perhaps, a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// Its name; the id where it has none.
    pub name: String,
}

/// An environment that the pack is attached to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    /// The environment.
    pub named: Named,
    /// The processes that have connections there.
    pub processes: Vec<Process>,
}

/// A process of the pack, with its connections in one environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Process {
    /// The process; none where the platform does not say which one it is.
    pub named: Option<Named>,
    /// Its connections that take part in OAuth.
    pub connections: Vec<Connection>,
}

/// A connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// The connection.
    pub named: Named,
    /// True if the platform holds an access token for it.
    pub has_token: bool,
}

/// The environments of a Space that a pack is attached to, in the platform's order.
pub fn attached(environments: &[RawObject], pack: &str) -> Vec<Named> {
    let is_ours = |attachment: &Attachment| attachment.integration_pack_instance_id == pack;
    let is_attached =
        |item: &Item| item.integration_pack_environment_attachment.iter().any(is_ours);
    named(environments, is_attached)
}

/// The processes of a pack, in the platform's order.
pub fn processes(processes: &[RawObject]) -> Vec<Named> {
    named(processes, |_| true)
}

/// The connections of a pack by environment and process: `attachments` is what its environments hold.
///
/// Each environment is there, also one without a connection. Of a process that is not among `processes`
/// the id stands for the name. Where the platform does not say the process of a connection and the pack
/// has only one, it is that.
pub fn overview(
    environments: &[Named],
    processes: &[Named],
    attachments: &[RawObject],
) -> Vec<Environment> {
    let held = attachments.iter().filter_map(RawObject::read::<Held>);
    let held = held.filter_map(|held| held.environment_extensions);
    let listed: Vec<_> = held.flat_map(|held| extensions::connections(held.get())).collect();
    let only = |list: &[Named]| match list {
        [only] => only.id.clone(),
        _ => String::new(),
    };
    let (only_environment, only_process) = (only(environments), only(processes));
    let or = |said: String, only: &str| if said.is_empty() { only.to_owned() } else { said };
    let listed: Vec<_> = listed
        .into_iter()
        .map(|listed| Listed {
            env_id: or(listed.env_id, &only_environment),
            process_id: or(listed.process_id, &only_process),
            ..listed
        })
        .collect();
    let environment = |named: &Named| {
        let here: Vec<_> = listed.iter().filter(|listed| listed.env_id == named.id).collect();
        Environment { named: named.clone(), processes: by_process(&here, processes) }
    };
    environments.iter().map(environment).collect()
}

fn by_process(listed: &[&Listed], processes: &[Named]) -> Vec<Process> {
    let mut ids: Vec<&str> = processes.iter().map(|process| process.id.as_str()).collect();
    for listed in listed {
        if !ids.contains(&listed.process_id.as_str()) {
            ids.push(&listed.process_id);
        }
    }
    let process = |id: &str| {
        let known = processes.iter().find(|process| process.id == id).cloned();
        let unknown = || (!id.is_empty()).then(|| Named { id: id.to_owned(), name: id.to_owned() });
        let mut connections: Vec<Connection> = Vec::new();
        for listed in listed.iter().filter(|listed| listed.process_id == id) {
            if connections.iter().all(|connection| connection.named.id != listed.id) {
                let named = named_as(&listed.id, &listed.name);
                connections.push(Connection { named, has_token: listed.has_token });
            }
        }
        let named = known.or_else(unknown);
        (!connections.is_empty()).then_some(Process { named, connections })
    };
    ids.into_iter().filter_map(process).collect()
}

fn named(objects: &[RawObject], counts: impl Fn(&Item) -> bool) -> Vec<Named> {
    let mut all: Vec<Named> = Vec::new();
    for Item { id, name, .. } in objects.iter().filter_map(RawObject::read).filter(counts) {
        if !id.is_empty() && all.iter().all(|other| other.id != id) {
            all.push(named_as(&id, &name));
        }
    }
    all
}

fn named_as(id: &str, name: &str) -> Named {
    let name = if name.trim().is_empty() { id } else { name };
    Named { id: id.to_owned(), name: name.to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Environment, attached, overview, processes};
    use crate::raw_object::RawObject;

    fn list(json: &str) -> Vec<RawObject> {
        RawObject::list(json).expect("a list of objects")
    }

    /// The overview, one line a connection.
    fn lines(environments: &[Environment]) -> Vec<String> {
        let mut lines = Vec::new();
        for environment in environments {
            lines.push(environment.named.name.clone());
            for process in &environment.processes {
                let name = process.named.as_ref().map_or("?", |named| &named.name);
                for connection in &process.connections {
                    let token = if connection.has_token { "yes" } else { "no" };
                    lines.push(format!("  {name} / {} / {token}", connection.named.name));
                }
            }
        }
        lines
    }

    fn held(env: &str, process: &str, connections: &[(&str, &str, bool)]) -> String {
        let connections: Vec<_> = connections
            .iter()
            .map(|(id, name, set)| {
                format!(
                    r#"{{"id":"{id}","name":"{name}","field":[{{"id":"o/OAuth2Config/@accessToken","encryptedValueSet":{set}}}]}}"#
                )
            })
            .collect();
        format!(
            r#"{{"environmentId":"{env}","extensionGroupId":"{process}","connections":{{"connection":[{}]}}}}"#,
            connections.join(",")
        )
    }

    const ENVIRONMENTS: &str = r#"[
        {"id":"T","name":"Test","integrationPackEnvironmentAttachment":[{"integrationPackInstanceId":"ours"}]},
        {"id":"O","name":"Other","integrationPackEnvironmentAttachment":{"integrationPackInstanceId":"theirs"}},
        {"id":"N","name":"None","integrationPackEnvironmentAttachment":null},
        {"id":"P","name":" ","integrationPackEnvironmentAttachment":[{"integrationPackInstanceId":"theirs"},{"integrationPackInstanceId":"ours"}]},
        {"id":"T","name":"Test again","integrationPackEnvironmentAttachment":{"integrationPackInstanceId":"ours"}}
    ]"#;

    #[test]
    fn connections_stand_by_environment_and_process_in_the_platforms_order() {
        let attached = attached(&list(ENVIRONMENTS), "ours");
        let processes =
            processes(&list(r#"[{"id":"2","name":"Orders"},{"id":"1","name":"Bills"}]"#));
        let first =
            held("T", "1", &[("a", "QuickBooks", true), ("b", "", false), ("a", "twice", false)]);
        let second = held("T", "2", &[("a", "QuickBooks", false)]);
        let third = held("T", "9", &[("c", "Gone", false)]);
        let attachments = format!(r#"[{{"environmentExtensions":[{first},{third},{second}]}}]"#);
        assert_eq!(
            lines(&overview(&attached, &processes, &list(&attachments))),
            [
                "Test",
                "  Orders / QuickBooks / no",
                "  Bills / QuickBooks / yes",
                "  Bills / b / no",
                "  9 / Gone / no",
                "P",
            ]
        );
    }

    #[test]
    fn what_is_not_said_is_what_there_is_only_one_of() {
        let attached = attached(&list(ENVIRONMENTS), "theirs");
        let one = processes(&list(r#"[{"id":"1","name":"Bills"}]"#));
        let two = processes(&list(r#"[{"id":"1","name":"Bills"},{"id":"2","name":"Orders"}]"#));
        let held =
            format!(r#"[{{"environmentExtensions":{}}}]"#, held("", "", &[("a", "A", true)]));
        let held = list(&held);
        assert_eq!(lines(&overview(&attached[..1], &one, &held)), ["Other", "  Bills / A / yes"]);
        assert_eq!(lines(&overview(&attached[..1], &two, &held)), ["Other", "  ? / A / yes"]);
        assert_eq!(lines(&overview(&attached, &one, &held)), ["Other", "P"], "in neither");
    }

    proptest! {
        #[test]
        fn whatever_is_listed_is_read_without_a_panic(text in r#"[\[\]{}":,a-z0-9 \\]{0,60}"#) {
            let objects = RawObject::list(&text).unwrap_or_default();
            let attached = attached(&objects, "a");
            overview(&attached, &processes(&objects), &objects);
        }
    }
}
