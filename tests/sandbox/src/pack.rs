//! The queries for what an installed pack is made of: the environments that it is attached to, and its
//! processes. Both tell names, which no other answer does.
//!
//! The documents show an environment's attachment without a list around it; here it is a list, since an
//! environment can have several packs.

use async_graphql::dynamic::{
    Field, FieldFuture, FieldValue, InputValue, Object, ResolverContext, TypeRef,
};
use async_graphql::{Result, Value};

use crate::records::{Key, Records};
use crate::sample::{self, DemoConnection};
use crate::schema::{ENVIRONMENTS, PROCESSES, SpaceGuid};

const ENVIRONMENT: &str = "UndocumentedEnvironment";
const ENVIRONMENT_ATTACHMENT: &str = "UndocumentedEnvironmentAttachment";
const PROCESS: &str = "UndocumentedProcess";
const PACK: &str = "integrationPackInstanceId";

/// Something with an id and perhaps a name.
struct Named {
    id: String,
    name: Option<&'static str>,
}

/// An environment, with the packs that are attached to it.
struct Environment {
    named: Named,
    packs: Vec<String>,
}

/// A pack's attachment to an environment.
struct Attachment {
    environment: String,
    pack: String,
}

/// The keys of all connections in a Space: the demo's, and those of other records.
pub(crate) fn connections(
    context: &ResolverContext<'_>,
    records: &Records,
) -> rusqlite::Result<Vec<Key>> {
    let space = context.data_opt::<SpaceGuid>().map(|SpaceGuid(space)| space);
    let mut keys: Vec<Key> = sample::CONNECTIONS.iter().map(DemoConnection::key).collect();
    for record in records.all()? {
        if !keys.contains(&record.key) {
            keys.push(record.key);
        }
    }
    keys.retain(|key| space.is_none_or(|space| *space == key.catalog_guid));
    Ok(keys)
}

/// The query for the environments.
pub(crate) fn environments(records: Records) -> Field {
    Field::new(ENVIRONMENTS, TypeRef::named_nn_list(ENVIRONMENT), move |context| {
        let found = connections(&context, &records);
        FieldFuture::new(async move {
            let mut all: Vec<Environment> = Vec::new();
            for key in found? {
                let pack = key.integration_pack_instance_id;
                match all.iter_mut().find(|environment| environment.named.id == key.env_id) {
                    Some(environment) if environment.packs.contains(&pack) => {}
                    Some(environment) => environment.packs.push(pack),
                    None => {
                        let named = Named { name: sample::name_of(&key.env_id), id: key.env_id };
                        all.push(Environment { named, packs: vec![pack] });
                    }
                }
            }
            Ok(Some(FieldValue::list(all.into_iter().map(FieldValue::owned_any))))
        })
    })
}

/// The query for the processes of a pack.
pub(crate) fn processes(records: Records) -> Field {
    Field::new(PROCESSES, TypeRef::named_nn_list(PROCESS), move |context| {
        let found = find_processes(&context, &records);
        FieldFuture::new(async move {
            Ok(Some(FieldValue::list(found?.into_iter().map(FieldValue::owned_any))))
        })
    })
    .argument(InputValue::new(PACK, TypeRef::named_nn(TypeRef::ID)))
}

fn find_processes(context: &ResolverContext<'_>, records: &Records) -> Result<Vec<Named>> {
    let pack = context.args.try_get(PACK)?.string()?;
    let mut all: Vec<Named> = Vec::new();
    for key in connections(context, records)? {
        let is_new = all.iter().all(|process| process.id != key.process_id);
        if key.integration_pack_instance_id == pack && is_new {
            all.push(Named { name: sample::name_of(&key.process_id), id: key.process_id });
        }
    }
    Ok(all)
}

/// The types of what they answer.
pub(crate) fn types() -> [Object; 3] {
    let attachments = Field::new("integrationPackEnvironmentAttachment", list(), |context| {
        FieldFuture::new(async move {
            let environment = context.parent_value.try_downcast_ref::<Environment>()?;
            let attachment = |pack: &String| {
                let (environment, pack) = (environment.named.id.clone(), pack.clone());
                FieldValue::owned_any(Attachment { environment, pack })
            };
            let attachments: Vec<_> = environment.packs.iter().map(attachment).collect();
            Ok(Some(FieldValue::list(attachments)))
        })
    });
    [
        Object::new(ENVIRONMENT)
            .field(member("id", |found: &Environment| found.named.id.clone().into()))
            .field(member("name", |found: &Environment| found.named.name.into()))
            .field(attachments),
        Object::new(ENVIRONMENT_ATTACHMENT)
            .field(member("environmentId", |found: &Attachment| found.environment.clone().into()))
            .field(member(PACK, |found: &Attachment| found.pack.clone().into())),
        Object::new(PROCESS)
            .field(member("id", |found: &Named| found.id.clone().into()))
            .field(member("name", |found: &Named| found.name.into())),
    ]
}

fn list() -> TypeRef {
    TypeRef::named_nn_list(ENVIRONMENT_ATTACHMENT)
}

fn member<T: Send + Sync + 'static>(name: &str, read: fn(&T) -> Value) -> Field {
    Field::new(name, TypeRef::named(TypeRef::STRING), move |context| {
        FieldFuture::new(
            async move { Ok(Some(read(context.parent_value.try_downcast_ref::<T>()?))) },
        )
    })
}
