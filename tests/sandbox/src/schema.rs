//! The GraphQL schema: the two documented OAuth operations and the queries for what a pack is made of,
//! under their exact names.

use async_graphql::dynamic::{
    Field, FieldFuture, FieldValue, InputObject, InputValue, Object, ObjectAccessor,
    ResolverContext, Schema, SchemaBuilder, TypeRef,
};
use async_graphql::{Error, Result, Value};

use crate::extensions;
use crate::gaps::Gaps;
use crate::options::IdType;
use crate::pack;
use crate::records::{Key, Record, Records};

/// The field of the query; mind the capital A of `OAuth`.
pub(crate) const LOAD: &str = "IPackInstanceOAuthConnectorDetails";
/// The field of the query for what the environments of an installed pack hold.
pub(crate) const EXTENSIONS: &str = "integrationPackEnvironmentAttachments";
/// The field of the query for a Space's environments.
pub(crate) const ENVIRONMENTS: &str = "environments";
/// The field of the query for a pack's processes.
pub(crate) const PROCESSES: &str = "integrationPackInstanceProcesses";
/// The field of the mutation; mind the small a of `Oauth`.
pub(crate) const SAVE: &str = "saveIPackInstanceOauthConnectorDetails";

const KEY: [&str; 5] =
    ["integrationPackInstanceId", "envId", "processId", "connectionId", "catalogGuid"];

// The documents do not name the types. These names tell whoever relies on them.
const LOAD_INPUT: &str = "UndocumentedLoadInput";
const LOAD_RESULT: &str = "UndocumentedLoadResult";
const SAVE_INPUT: &str = "UndocumentedSaveInput";
const SAVE_RESULT: &str = "UndocumentedSaveResult";

/// The Space that a request is for: its `SPACE_GUID` header.
pub(crate) struct SpaceGuid(pub(crate) String);

/// The schema over some records, with the key's ids and `id` of the type given. Executed without
/// HTTP, as in a native test of a document, it does not ask for a Space.
///
/// # Panics
///
/// If the schema contradicts itself, which no argument can bring about.
pub fn schema(ids: IdType, records: Records) -> Schema {
    build(ids, records)
        .finish()
        .expect("the types above refer to one another by the same constants")
}

fn build(ids: IdType, records: Records) -> SchemaBuilder {
    let id = match ids {
        IdType::String => TypeRef::STRING,
        IdType::Id => TypeRef::ID,
    };
    let input = |name: &str, members: &[&str]| {
        members.iter().fold(InputObject::new(name), |input, member| {
            input.field(nullable(member, type_of(member, id)))
        })
    };
    let rest = ["isTokenGenerated", "oauthConnectorDetails", "clientId", "clientSecret"];

    let attachments = extensions::field(records.clone());
    let environments = pack::environments(records.clone());
    let processes = pack::processes(records.clone());
    let for_load = records.clone();
    let load = Field::new(LOAD, TypeRef::named(LOAD_RESULT), move |context| {
        let found = load(&context, &for_load);
        FieldFuture::new(async move { Ok(found?.map(FieldValue::owned_any)) })
    });
    let save = Field::new(SAVE, TypeRef::named(SAVE_RESULT), move |context| {
        let saved = save(&context, &records);
        FieldFuture::new(async move { Ok(Some(FieldValue::owned_any(saved?))) })
    });
    let query = Object::new("Query")
        .field(attachments)
        .field(environments)
        .field(processes)
        .field(load.argument(nullable("input", LOAD_INPUT)));
    let mutation = Object::new("Mutation").field(save.argument(nullable("input", SAVE_INPUT)));

    let schema = Schema::build("Query", Some("Mutation"), None);
    let schema = pack::types().into_iter().fold(schema, SchemaBuilder::register);
    schema
        .extension(Gaps { type_of, ids: id })
        .register(input(LOAD_INPUT, &KEY))
        .register(input(SAVE_INPUT, &[&KEY[..], &rest].concat()))
        .register(result(LOAD_RESULT, id))
        // Only the mutation's result has it.
        .register(
            result(SAVE_RESULT, id)
                .field(member("catalogGuid", id, |record| record.key.catalog_guid.clone().into())),
        )
        .register(extensions::attachment())
        .register(query)
        .register(mutation)
}

/// The type of a member of the inputs, where the ids are of the type given.
fn type_of(member: &str, ids: &'static str) -> &'static str {
    match member {
        "isTokenGenerated" => TypeRef::BOOLEAN,
        id if KEY.contains(&id) => ids,
        _ => TypeRef::STRING,
    }
}

fn nullable(name: &str, of_type: &str) -> InputValue {
    InputValue::new(name, TypeRef::named(of_type))
}

fn result(name: &str, id: &'static str) -> Object {
    Object::new(name)
        .field(member("id", id, |record| record.id.clone().into()))
        .field(member("integrationPackInstanceId", id, |record| {
            record.key.integration_pack_instance_id.clone().into()
        }))
        .field(member("envId", id, |record| record.key.env_id.clone().into()))
        .field(member("processId", id, |record| record.key.process_id.clone().into()))
        .field(member("connectionId", id, |record| record.key.connection_id.clone().into()))
        .field(member("isTokenGenerated", TypeRef::BOOLEAN, |record| {
            record.is_token_generated.into()
        }))
        .field(member("oauthConnectorDetails", TypeRef::STRING, |record| {
            record.oauth_connector_details.clone().into()
        }))
}

fn member(name: &str, of_type: &'static str, read: fn(&Record) -> Value) -> Field {
    Field::new(name, TypeRef::named(of_type), move |context| {
        FieldFuture::new(async move {
            Ok(Some(read(context.parent_value.try_downcast_ref::<Record>()?)))
        })
    })
}

fn load(context: &ResolverContext<'_>, records: &Records) -> Result<Option<Record>> {
    let key = key(context, &input(context)?)?;
    Ok(records.get(&key)?)
}

fn save(context: &ResolverContext<'_>, records: &Records) -> Result<Record> {
    let input = input(context)?;
    let key = key(context, &input)?;
    let is_token_generated = match input.get("isTokenGenerated") {
        Some(value) if !value.is_null() => value.boolean()?,
        _ => return Err(missing("isTokenGenerated")),
    };
    let record = Record {
        is_token_generated: Some(is_token_generated),
        oauth_connector_details: Some(text(&input, "oauthConnectorDetails")?),
        client_id: text(&input, "clientId")?,
        client_secret: text(&input, "clientSecret")?,
        ..Record::new(key)
    };
    Ok(records.put(&record)?)
}

/// The input; the schema lets it be left out, the documents do not.
fn input<'a>(context: &'a ResolverContext<'_>) -> Result<ObjectAccessor<'a>> {
    match context.args.get("input") {
        Some(input) if !input.is_null() => input.object(),
        _ => Err(missing("input")),
    }
}

fn key(context: &ResolverContext<'_>, input: &ObjectAccessor<'_>) -> Result<Key> {
    let key = Key {
        integration_pack_instance_id: text(input, "integrationPackInstanceId")?,
        env_id: text(input, "envId")?,
        process_id: text(input, "processId")?,
        connection_id: text(input, "connectionId")?,
        catalog_guid: text(input, "catalogGuid")?,
    };
    match context.data_opt::<SpaceGuid>() {
        Some(SpaceGuid(space)) if *space != key.catalog_guid => Err(Error::new(format!(
            "SPACE_NOT_FOUND: The Space of the request is \"{space}\", but catalogGuid is \"{}\".",
            key.catalog_guid
        ))),
        _ => Ok(key),
    }
}

/// The documents type every input as nullable and mark it as required.
fn text(input: &ObjectAccessor<'_>, name: &str) -> Result<String> {
    match input.get(name).map(|value| value.as_value().clone()) {
        Some(Value::String(text)) => Ok(text),
        // An ID may be written as an integer.
        Some(Value::Number(number)) => Ok(number.to_string()),
        _ => Err(missing(name)),
    }
}

fn missing(name: &str) -> Error {
    Error::new(format!("The required field \"{name}\" is missing."))
}
