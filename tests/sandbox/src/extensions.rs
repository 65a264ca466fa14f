//! The query for what the environments of an installed pack hold: the connections' extension fields,
//! and so whether one has an access token.
//!
//! The documents give the arguments and the three members, and for `environmentExtensions` say no more
//! than that it is text with JSON in it. Its form here is that of the platform's other answers in
//! bulk, one result for each process, and the fields are named as real connections name theirs.

use std::collections::BTreeMap;

use async_graphql::dynamic::{
    Field, FieldFuture, FieldValue, InputValue, Object, ResolverContext, TypeRef,
};
use async_graphql::{Error, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::pack;
use crate::records::{Key, Records};
use crate::sample;
use crate::schema::EXTENSIONS;

const ATTACHMENT: &str = "UndocumentedAttachment";
const PACK: &str = "ipackInstanceId";
const ENVIRONMENTS: &str = "environmentIds";

/// One environment of an installed pack.
struct Attachment {
    pack: String,
    extensions: String,
}

/// The query's field.
pub(crate) fn field(records: Records) -> Field {
    Field::new(EXTENSIONS, TypeRef::named_nn_list(ATTACHMENT), move |context| {
        let found = find(&context, &records);
        FieldFuture::new(async move {
            Ok(Some(FieldValue::list(found?.into_iter().map(FieldValue::owned_any))))
        })
    })
    .argument(InputValue::new(PACK, TypeRef::named_nn(TypeRef::STRING)))
    .argument(InputValue::new(ENVIRONMENTS, TypeRef::named_nn_list(TypeRef::STRING)))
}

/// The type of what it answers.
pub(crate) fn attachment() -> Object {
    let member = |name: &str, read: fn(&Attachment) -> async_graphql::Value| {
        Field::new(name, TypeRef::named(TypeRef::STRING), move |context| {
            FieldFuture::new(async move {
                Ok(Some(read(context.parent_value.try_downcast_ref::<Attachment>()?)))
            })
        })
    };
    let maps = TypeRef::named_list(TypeRef::STRING);
    Object::new(ATTACHMENT)
        .field(member("integrationPackInstanceId", |attachment| attachment.pack.clone().into()))
        .field(member("environmentExtensions", |attachment| attachment.extensions.clone().into()))
        // No demo pack has data maps, which the documents' sample shows as an empty text.
        .field(Field::new("environmentMapExtension", maps, |_| {
            FieldFuture::new(async { Ok(Some(FieldValue::list([FieldValue::value("")]))) })
        }))
}

/// The environments that were asked for, those without a connection as well; all where none is named.
fn find(context: &ResolverContext<'_>, records: &Records) -> Result<Vec<Attachment>> {
    let pack = context.args.try_get(PACK)?.string()?.to_owned();
    let mut connections = pack::connections(context, records)?;
    connections.retain(|key| key.integration_pack_instance_id == pack);
    if connections.is_empty() {
        return Err(Error::new(format!("IPACK_INSTANCE_ID_INVALID: \"{pack}\" is not installed.")));
    }

    let named = match context.args.get(ENVIRONMENTS) {
        Some(list) if !list.is_null() => {
            let names = list.list()?;
            names.iter().map(|name| Ok(name.string()?.to_owned())).collect::<Result<Vec<_>>>()?
        }
        _ => {
            let mut all: Vec<_> = connections.iter().map(|key| key.env_id.clone()).collect();
            all.dedup();
            all
        }
    };
    named
        .iter()
        .map(|env| {
            let here = connections.iter().filter(|key| key.env_id == *env);
            let extensions = results(env, here, records)?.to_string();
            Ok(Attachment { pack: pack.clone(), extensions })
        })
        .collect()
}

/// One result for each process of an environment.
fn results<'a>(
    env: &str,
    connections: impl Iterator<Item = &'a Key>,
    records: &Records,
) -> Result<Value> {
    let mut processes = BTreeMap::<&str, Vec<Value>>::new();
    for key in connections {
        let connection = json!({
            "id": key.connection_id,
            "name": sample::name_of(&key.connection_id),
            "field": fields(records.has_token(key)?),
        });
        processes.entry(&key.process_id).or_default().push(connection);
    }
    let results = processes.into_iter().map(|(process, connections)| {
        json!({ "Result": {
            "@type": "EnvironmentExtensions",
            "id": STANDARD.encode(format!("{env}:{process}")),
            "environmentId": env,
            "extensionGroupId": process,
            "connections": { "connection": connections },
        } })
    });
    Ok(json!({ "@type": "BulkResult", "response": results.collect::<Vec<_>>() }))
}

/// The OAuth fields of a connection. No value is ever told.
fn fields(has_token: bool) -> Value {
    let field = |name: &str, is_encrypted: bool, is_set: bool| {
        json!({
            "id": format!("oauthOptions/OAuth2Config/credentials/{name}"),
            "encryptedValueSet": is_set,
            "usesEncryption": is_encrypted,
            "componentOverride": false,
            "useDefault": !is_set,
        })
    };
    json!([
        field("@clientId", false, false),
        field("@clientSecret", false, false),
        field("@accessToken", true, has_token),
    ])
}
