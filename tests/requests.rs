//! What is sent to the platform, and that its schema takes it, whether it types ids `String` or
//! `ID`.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use sandbox::{IdType, Records};
use wizard_client::{document, reply};
use wizard_core::{Content, Details, Field, Key, ParamValue, Save, Table, pack};

/// The key of the documentation's samples.
fn key() -> Key {
    Key {
        integration_pack_instance_id: "test-101".into(),
        env_id: "2".into(),
        process_id: "1".into(),
        connection_id: "3".into(),
        catalog_guid: "796eeeb4-1b2f-4965-898a-7e443".into(),
    }
}

/// What the documentation's sample request saves.
fn sample() -> Save {
    let details = Details::parse(
        r#"{"baseURL":"https://baseURL.com","companyId":"9341452451293689","clientId":"A","authParams":{"key":"value"},"accessTokenParams":{"key":"value"}}"#,
    )
    .expect("the sample is an object");
    saved(&details)
}

fn saved(details: &Details) -> Save {
    Save {
        details: details.to_json(),
        client_id: details.text(Field::ClientId),
        is_token_generated: false,
    }
}

/// The GraphQL document in a body.
fn query(body: &str) -> String {
    let body: serde_json::Value = serde_json::from_str(body).expect("a body is JSON");
    body["query"].as_str().expect("a body has a query").to_owned()
}

#[test]
fn the_query() {
    insta::assert_snapshot!(query(&document::load(&key())));
}

#[test]
fn the_mutation_with_the_documented_sample() {
    insta::assert_snapshot!(query(&document::save(&key(), &sample())));
}

#[test]
fn the_mutation_of_an_empty_form() {
    insta::assert_snapshot!(query(&document::save(&key(), &saved(&Details::new()))));
}

#[test]
fn the_mutation_with_everything_that_could_end_a_literal() {
    let mut details = Details::new();
    details.set(Field::BaseUrl, "\"\\\n\r\t\u{8}\u{c}\u{0}\u{2028}😀 \"\"\" # { }");
    let key = Key { env_id: "\"}) { id } }".into(), ..key() };
    insta::assert_snapshot!(query(&document::save(&key, &saved(&details))));
}

/// Sends a body to a schema and gives its answer.
async fn answer(schema: &async_graphql::dynamic::Schema, body: &str) -> wizard_web::http::Reply {
    let answer = schema.execute(query(body)).await;
    let body = serde_json::to_string(&answer).expect("an answer is JSON");
    wizard_web::http::Reply { status: 200, body, ..Default::default() }
}

#[tokio::test]
async fn both_kinds_of_schema_take_them_and_give_back_what_was_saved() {
    for ids in [IdType::String, IdType::Id] {
        let schema = sandbox::schema(ids, Records::memory().expect("memory is there"));
        for text in ["A", "", "\"\\\n\u{2028}😀\u{0}\u{7f}", &"ä".repeat(100_000)] {
            let mut details = Details::new();
            details.set(Field::ClientId, text);
            let sent = answer(&schema, &document::save(&key(), &saved(&details))).await;
            let id = reply::acknowledgement(&sent).expect(&sent.body);
            assert!(id.is_some(), "{}", sent.body);

            let found = answer(&schema, &document::load(&key())).await;
            let record = reply::record(&found).expect(&found.body);
            assert_eq!(record.content, wizard_core::Content::Details(details));
            assert_eq!(record.id, id);
        }
    }
}

#[tokio::test]
async fn both_kinds_of_schema_list_what_a_pack_is_made_of() {
    for ids in [IdType::String, IdType::Id] {
        let schema = sandbox::schema(ids, Records::memory().expect("memory is there"));
        let listed = async |name: &str, body: String| {
            let found = answer(&schema, &body).await;
            reply::list(&found, name).expect(&found.body)
        };
        let environments = listed(document::ENVIRONMENTS, document::environments()).await;
        let attached = pack::attached(&environments, "test-101");
        let processes = listed(document::PROCESSES, document::processes("test-101")).await;
        let held = listed(document::EXTENSIONS, document::extensions("test-101", &["2"])).await;
        let overview = pack::overview(&attached, &pack::processes(&processes), &held);
        let [environment] = overview.as_slice() else { panic!("{overview:?}") };
        assert_eq!(environment.named.name, "Test");
        let [process] = environment.processes.as_slice() else { panic!("{environment:?}") };
        assert_eq!(process.named.as_ref().map(|named| named.name.as_str()), Some("Copy customers"));
        let [connection] = process.connections.as_slice() else { panic!("{process:?}") };
        assert_eq!(connection.named.name, "Documented sample");
        assert!(!connection.has_token);
    }
}

#[tokio::test]
async fn a_key_without_a_record_is_nothing_saved_yet() {
    let schema = sandbox::schema(IdType::Id, Records::memory().expect("memory is there"));
    let found = answer(&schema, &document::load(&key())).await;
    assert_eq!(reply::record(&found), Ok(wizard_core::Record::nothing()));
}

proptest! {
    #[test]
    fn any_text_in_any_control_arrives_as_it_is(
        texts in any::<[String; 3]>(),
        params in prop::collection::vec((any::<bool>(), any::<String>(), any::<String>()), 0..5),
        ids in any::<[String; 4]>(),
    ) {
        let mut details = Details::new();
        for (field, text) in Field::ALL.into_iter().zip(&texts) {
            details.set(field, text);
        }
        for (place, name, text) in params {
            let table = if place { Table::Authorization } else { Table::AccessToken };
            details.set_param(table, &name, Some(&ParamValue::Text(text)));
        }
        let [pack, env, process, connection] = ids;
        let key = Key {
            integration_pack_instance_id: pack,
            env_id: env,
            process_id: process,
            connection_id: connection,
            ..key()
        };
        let schema = sandbox::schema(IdType::Id, Records::memory().expect("memory is there"));
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let found = runtime.block_on(async {
            answer(&schema, &document::save(&key, &saved(&details))).await;
            answer(&schema, &document::load(&key)).await
        });
        let record = reply::record(&found).expect(&found.body);
        prop_assert_eq!(record.content, Content::Details(details));
    }
}
