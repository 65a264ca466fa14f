//! The documented GraphQL operations, as the text that is sent.
//!
//! Why no variables? A variable must be declared with its type's name, and the names of the two
//! input types are not documented; other pages of the same API type their ids `ID` where these
//! type them `String`. A string literal in the document fits both, and it is how the API's own
//! samples pass their values. [`literal`] is the one place where a value becomes part of a document.

use serde::Serialize;
use wizard_core::{Key, Save};

/// The query's field. Its spelling (`OAuth`) differs from the mutation's (`Oauth`).
pub const LOAD: &str = "IPackInstanceOAuthConnectorDetails";

/// The mutation's field.
pub const SAVE: &str = "saveIPackInstanceOauthConnectorDetails";

/// The constant that is sent for the client secret: the API stores this instead of the secret.
pub const CLIENT_SECRET: &str = "dummyClientSecret";

/// The constant that is sent for an empty client id: the API requires one.
pub const NO_CLIENT_ID: &str = "dummyClientId";

/// The body of the query that asks for a key's record.
///
/// It does not select `catalogGuid`, which the query's type is not documented to have.
pub fn load(key: &Key) -> String {
    let input = key.members().map(|(name, value)| (name, literal(value)));
    operation(
        "query getIPackOAuthConnectorDetails",
        LOAD,
        &input,
        "id integrationPackInstanceId envId isTokenGenerated connectionId processId \
         oauthConnectorDetails",
    )
}

/// The field of the query for a pack's extensions.
pub const EXTENSIONS: &str = "integrationPackEnvironmentAttachments";

/// The body of the query for the extensions of a pack's environments.
pub fn extensions(pack: &str, environments: &[&str]) -> String {
    let ids: Vec<_> = environments.iter().map(|id| literal(id)).collect();
    body(&format!(
        "query ipackEnvAttachmentDtl {{ {EXTENSIONS}(ipackInstanceId: {}, \
         environmentIds: [{}]) {{ integrationPackInstanceId environmentExtensions }} }}",
        literal(pack),
        ids.join(", ")
    ))
}

/// The field of the query for the environments, and which packs each is attached to.
pub const ENVIRONMENTS: &str = "environments";

/// The body of that query.
pub fn environments() -> String {
    body(&format!(
        "query env {{ {ENVIRONMENTS} {{ id name integrationPackEnvironmentAttachment \
         {{ environmentId integrationPackInstanceId }} }} }}"
    ))
}

/// The field of the query for a pack's processes.
pub const PROCESSES: &str = "integrationPackInstanceProcesses";

/// The body of that query.
pub fn processes(pack: &str) -> String {
    let pack = literal(pack);
    body(&format!(
        "query process {{ {PROCESSES}(integrationPackInstanceId: {pack}) {{ id name }} }}"
    ))
}

/// The body of the mutation that writes a key's record. All nine inputs are always sent.
pub fn save(key: &Key, save: &Save) -> String {
    let client_id = if save.client_id.is_empty() { NO_CLIENT_ID } else { &save.client_id };
    let input = [
        ("integrationPackInstanceId", literal(&key.integration_pack_instance_id)),
        ("isTokenGenerated", save.is_token_generated.to_string()),
        ("oauthConnectorDetails", literal(&save.details)),
        ("processId", literal(&key.process_id)),
        ("envId", literal(&key.env_id)),
        ("connectionId", literal(&key.connection_id)),
        ("catalogGuid", literal(&key.catalog_guid)),
        ("clientId", literal(client_id)),
        ("clientSecret", literal(CLIENT_SECRET)),
    ];
    operation(
        "mutation addIPackInstanceOAuthConnectorDetails",
        SAVE,
        &input,
        "id integrationPackInstanceId isTokenGenerated oauthConnectorDetails processId envId \
         connectionId catalogGuid",
    )
}

fn operation(operation: &str, field: &str, input: &[(&str, String)], selection: &str) -> String {
    let input: Vec<_> = input.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let input = input.join(", ");
    body(&format!("{operation} {{ {field}(input: {{ {input} }}) {{ {selection} }} }}"))
}

fn body(query: &str) -> String {
    #[derive(Serialize)]
    struct Body<'a> {
        query: &'a str,
    }
    json(&Body { query })
}

/// A text as a JSON string, which is also a GraphQL string literal (October 2021, section 2.9.4).
fn literal(text: &str) -> String {
    json(text)
}

fn json(value: &(impl Serialize + ?Sized)) -> String {
    // Not `expect`, which would bring along the code that prints the error.
    let Ok(json) = serde_json::to_string(value) else {
        unreachable!("a text, and an object of texts, can always be written as JSON")
    };
    json
}
