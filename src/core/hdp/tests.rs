use proptest::prelude::*;
use serde_json::value::RawValue;

use super::{Application, Import, Refusal, Repair, Uri, error_message, read};
use crate::fuzz::{almost_json, any_text};

/// The sample of HDP's documentation, to the letter: the comma after the client secret is missing.
const SAMPLE: &str = r#"{
  "id": "17",
  "name": "TenantA OAuth app",
  "dataStore": 54,
  "tenantId": 303,
  "description": "TenantA OAuth application object",
  "clientId": "asdfjasdljfasdkjf",
  "clientSecret": "1912308409123890"
  "authorizeURI": "https://accounts.google.com/o/oauth2/v2/auth",
  "tokenURI": "https://www.googleapis.com/oauth2/v3/token",
  "scope": "full_offline_access, test_repo"
}"#;

/// Names that are read, or that stand around what is.
const NAMES: [&str; 12] = [
    "applications",
    "id",
    "name",
    "clientId",
    "clientSecret",
    "authorizeURI",
    "scope",
    "dataStore",
    "error",
    "code",
    "message",
    "value",
];

fn sample() -> Application {
    let uri = |text: &str| Some(Uri { text: text.to_owned(), is_safe: true });
    Application {
        id: Some("17".to_owned()),
        name: "TenantA OAuth app".to_owned(),
        data_store: Some("54".to_owned()),
        tenant_id: Some("303".to_owned()),
        description: "TenantA OAuth application object".to_owned(),
        client_id: Some("asdfjasdljfasdkjf".to_owned()),
        client_secret: Some("1912308409123890".to_owned()),
        authorize_uri: uri("https://accounts.google.com/o/oauth2/v2/auth"),
        token_uri: uri("https://www.googleapis.com/oauth2/v3/token"),
        scopes: vec!["full_offline_access".to_owned(), "test_repo".to_owned()],
        had_commas: true,
    }
}

fn comma() -> Repair {
    Repair::Comma("authorizeURI".to_owned())
}

#[test]
fn the_documented_sample_is_an_application_with_one_repair() {
    let expected = Import { applications: vec![sample()], is_list: false, repairs: vec![comma()] };
    assert_eq!(read(SAMPLE), Ok(expected));
    assert!(!sample().has_good_name());
    assert_eq!(sample().scope(), "full_offline_access test_repo");
}

#[test]
fn the_same_with_what_stands_around_it_on_its_page() {
    let page = format!(
        "Sample Response Payload\n\n  Status code: 200\n  Successful response\n{SAMPLE}\n\u{a0}"
    );
    let expected = Import {
        applications: vec![sample()],
        is_list: false,
        repairs: vec![Repair::Around, comma()],
    };
    assert_eq!(read(&page), Ok(expected));
}

#[test]
fn the_documented_description_of_the_format_is_known_for_that() {
    let description = r#"{
        "id": "oauth_application_id",
        "name": "oauth_application_name",
        "dataStore": data_store_id,
        "tenantId": tenant_id,
        "clientId": "client_id",
        "clientSecret": "client_secret"
        "authorizeURI": "oauth_authorizationcode_endpoint"
    }"#;
    assert_eq!(read(description), Err(Refusal::Description));
}

#[test]
fn a_list_has_numbers_for_ids_and_no_client_ids() {
    let list = r#"{"applications":[
        {"id":17,"name":"a","dataStore":54,"tenantId":1,"description":"","authorizeURI":"https://a.example/","scope":"x"},
        {"id":18,"name":"b","dataStore":9999,"tenantId":1}
    ]}"#;
    let read = read(list).expect("it is JSON");
    let ids: Vec<_> = read.applications.iter().map(|a| a.id.as_deref()).collect();
    assert_eq!(ids, [Some("17"), Some("18")]);
    assert!(read.applications.iter().all(|a| a.client_id.is_none() && a.client_secret.is_none()));
    assert_eq!(read.applications[1].data_store.as_deref(), Some("9999"), "an unknown one is fine");
    assert_eq!(read.repairs, []);
    assert!(read.is_list);
}

#[test]
fn what_word_processors_do_is_undone_around_values_and_never_in_them() {
    let text = "\u{feff}{\u{a0}“clientId”: “a “b” c\", \"name\": \"“x”\u{a0}\", }";
    assert_eq!(read(text), Err(Refusal::NotJson), "nobody knows where the value ends");
    let text = "{\u{a0}“clientId”: “a\"b”, \"name\": \"“x”\u{a0}\", …}";
    let read = read(text).expect("it can be mended");
    assert_eq!(read.applications[0].client_id.as_deref(), Some("a\"b"));
    assert_eq!(read.applications[0].name, "“x”\u{a0}");
    assert_eq!(read.repairs, [Repair::Blanks, Repair::Quotes, Repair::Dots, Repair::LastComma]);
}

#[test]
fn what_nobody_would_know_is_refused() {
    for (text, why) in [
        ("", Refusal::NoObject),
        ("no object", Refusal::NoObject),
        ("{", Refusal::NotJson),
        ("{\"clientId\": \"a}", Refusal::NotJson),
        ("{\"clientId\" \"a\"}", Refusal::NotJson),
        ("{\"clientId\",: \"a\"}", Refusal::NotJson),
        ("{\"clientId\": \"a\"]", Refusal::NotJson),
        ("{\"clientId\": \"a\", \"clientId\": \"b\"}", Refusal::Twice("clientId".to_owned())),
        ("{\"a\": 1}", Refusal::NoApplication),
        ("{\"applications\": 1}", Refusal::NoApplication),
    ] {
        assert_eq!(read(text), Err(why), "{text}");
    }
    assert_eq!(read(&"[".repeat(300_000)), Err(Refusal::TooLong));
    assert_eq!(read(&format!("{{\"a\":{}", "[".repeat(40))), Err(Refusal::TooLong));
}

#[test]
fn addresses_that_nobody_is_to_be_sent_to_are_marked() {
    for (uri, is_safe) in [
        ("https://a.example/authorize?tenant=1", true),
        ("http://127.0.0.1:1/authorize", true),
        ("http://a.example/authorize", false),
        ("https://name@a.example/", false),
        ("https://a.example/#x", false),
        ("javascript:alert(1)", false),
    ] {
        let text = format!("{{\"authorizeURI\": {uri:?}}}");
        let read = read(&text).expect("it is JSON");
        let found = read.applications[0].authorize_uri.clone().expect("it is there");
        assert_eq!((found.text.as_str(), found.is_safe), (uri, is_safe));
    }
}

#[test]
fn a_whole_page_is_read_up_to_its_sample() {
    let page = format!(
        "GET https://server/api/mgmt/oauthapps/{{id}}\n{{\n \"id\": \"oauth_application_id\",\n \
         \"clientId\": \"client_id\"\n}}\nStatus code: 200\n{SAMPLE}"
    );
    let import = read(&page).expect("there is a sample");
    assert_eq!(import.applications, [sample()]);
    assert_eq!(import.repairs, [Repair::Around, comma()]);
}

#[test]
fn what_breaks_off_is_not_read_in_part() {
    let list = r#"{"applications":[{"id":1,"clientId":"a"},{"id":2,"clientId":"b"}"#;
    assert_eq!(read(list), Err(Refusal::NotJson));
    assert_eq!(read(r#"{"data":{"clientId":"a"}}"#), Err(Refusal::NoApplication));
}

#[test]
fn a_list_without_a_name_is_a_list() {
    let import = read(r#"[{"id":7,"clientId":"a"},{"id":8,"dataStore":1}]"#).expect("it is JSON");
    assert!(import.is_list);
    assert_eq!(import.applications.len(), 2);
    assert_eq!(read("[]").map(|import| (import.applications, import.is_list)), Ok((vec![], true)));
    let twice = r#"{"applications":[],"applications":[{"clientId":"a"}]}"#;
    assert_eq!(read(twice), Err(Refusal::Twice("applications".to_owned())));
}

#[test]
fn a_mending_repeats_no_value() {
    let import = read(r#"{"clientId":"a" "clientSecret":s3cr3t}"#).expect("it can be mended");
    assert!(!format!("{:?}", import.repairs).contains("s3cr3t"), "{:?}", import.repairs);
    assert_eq!(import.applications[0].client_secret.as_deref(), Some("s3cr3t"));
    let import = read(r#"{"clientSecret":"s3cr3t" "more" , "clientId":1}"#);
    assert!(!format!("{import:?}").contains("Comma(\"more"), "{import:?}");
    let numbers = read(r#"{"clientId":12,"clientSecret":1912308409123890}"#).expect("it is JSON");
    assert_eq!(numbers.applications[0].client_id.as_deref(), Some("12"));
    assert_eq!(numbers.applications[0].client_secret.as_deref(), Some("1912308409123890"));
}

#[test]
fn what_it_says_about_an_error_is_read_with_a_code_of_either_kind() {
    let error = r#"{"error":{"code":"222207711","message":{"lang":"en-US","value":"Invalid id"}}}"#;
    assert_eq!(error_message(error).as_deref(), Some("222207711 Invalid id"));
    assert_eq!(error_message(r#"{"error":{"code":222206631}}"#).as_deref(), Some("222206631 "));
    for other in ["", "<h1>502</h1>", "{}", r#"{"error":"no"}"#, r#"{"error":{}}"#] {
        assert_eq!(error_message(other), None, "{other}");
    }
    let long = format!(r#"{{"error":{{"code":1,"message":{{"value":"{}"}}}}}}"#, "ä".repeat(1_000));
    assert_eq!(
        error_message(&long),
        Some(format!("1 {}", "ä".repeat(298))),
        "and not without an end"
    );
}

#[test]
fn a_text_may_be_as_deep_as_it_likes_and_is_refused() {
    let depth = 100_000;
    let [opening, closing] = ["[", "]"].map(|sign| sign.repeat(depth));
    for (text, why) in [
        (opening.clone(), Refusal::TooLong),
        (format!("{opening}{closing}"), Refusal::TooLong),
        (format!("{{\"clientId\":{opening}{closing}}}"), Refusal::TooLong),
        ("{\"a\":".repeat(depth), Refusal::TooLong),
        ("{\"".repeat(depth), Refusal::TooLong),
        (closing.clone(), Refusal::NoObject),
        ("{}".repeat(depth), Refusal::NoApplication),
    ] {
        assert_eq!(read(&text), Err(why), "{}", &text[..20]);
    }
    let error = format!(r#"{{"error":{{"code":"1","message":{{"value":"a","more":{opening}"#);
    assert_eq!(error_message(&error), None);
    assert_eq!(error_message(&format!("{error}{closing}}}}}}}")).as_deref(), Some("1 a"));
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in any_text()) {
        let _ = read(&text);
        let _ = error_message(&text);
    }

    #[test]
    fn any_damage_to_the_sample_is_mended_or_refused(
        at in 0..SAMPLE.len(),
        to in 0..SAMPLE.len(),
        with in r#"[{}\[\],:"“”… \u{a0}a1\\-]{0,3}"#,
    ) {
        let (from, to) = (at.min(to), at.max(to));
        let text = format!("{}{with}{}", &SAMPLE[..from], &SAMPLE[to..]);
        if let Ok(import) = read(&text) {
            // What is read was there. JSON has a second way to write one sign (RFC 8259, section 7).
            let text = text.replace("\\/", "/");
            for application in import.applications {
                let texts = [application.client_id, application.client_secret, application.id];
                for found in texts.into_iter().flatten() {
                    let quoted = crate::raw_object::literal(&found);
                    let inner = &quoted[1..quoted.len() - 1];
                    prop_assert!(text.contains(inner) || text.contains(&found), "{found:?} in {text}");
                }
            }
        }
    }

    #[test]
    fn what_is_json_already_is_left_as_it_is(name in any::<String>(), id in any::<u32>()) {
        let text = serde_json::json!({ "clientId": name, "id": id, "more": [null, true, { "a": -1.5e3 }] });
        let read = read(&text.to_string()).expect("it is JSON");
        prop_assert_eq!(read.repairs, []);
        let expected = Some(name).filter(|name| !name.is_empty());
        prop_assert_eq!(&read.applications[0].client_id, &expected);
        prop_assert_eq!(&read.applications[0].id, &Some(id.to_string()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 4_000, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_almost_json_is_refused_or_its_repairs_are_said(text in almost_json(&NAMES)) {
        if let Ok(Import { repairs, .. }) = read(&text) && repairs.is_empty() {
            // No blank around it is part of it.
            let is_odd = |c| matches!(c, '\u{feff}' | '\u{200b}');
            let json = text.trim_matches(|c: char| c.is_whitespace() || is_odd(c));
            prop_assert!(serde_json::from_str::<&RawValue>(json).is_ok(), "{json}");
        }
        let _ = error_message(&text);
    }
}
