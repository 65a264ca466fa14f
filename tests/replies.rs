//! What each kind of answer means.
#![cfg(not(target_arch = "wasm32"))]

use wizard_client::{document, reply};
use wizard_core::{Content, FailureKind};
use wizard_web::http::{self, Reply};

fn reply(status: u16, body: &str) -> Reply {
    Reply { status, body: body.to_owned(), ..Reply::default() }
}

#[track_caller]
fn fails(status: u16, body: &str, kind: FailureKind) {
    let reply = reply(status, body);
    let load = reply::record(&reply).expect_err("no record");
    let save = reply::acknowledgement(&reply).expect_err("no acknowledgement");
    assert_eq!((load.kind, save.kind), (kind, kind), "{status} {body}");
}

fn errors(message: &str) -> String {
    format!(r#"{{"data":null,"errors":[{{"message":"{message}","extensions":{{}}}}]}}"#)
}

#[test]
fn every_failure_is_known_by_its_kind() {
    use FailureKind as Kind;
    let unauthorized = errors("Downstream Execution Error: Unauthorized");
    let server_error = errors("Downstream Execution Error: Server Error");
    fails(401, &unauthorized, Kind::SignedOut);
    fails(200, &unauthorized, Kind::SignedOut);
    fails(401, "", Kind::SignedOut);
    fails(403, "<h1>Blocked by a firewall</h1>", Kind::NotJson);
    fails(403, "", Kind::Forbidden);
    fails(403, "{}", Kind::Forbidden);
    fails(413, "length limit exceeded", Kind::TooLarge);
    fails(429, "", Kind::RateLimited);
    fails(500, &server_error, Kind::PlatformDown);
    fails(200, &server_error, Kind::PlatformDown);
    fails(500, "{}", Kind::PlatformDown);
    fails(502, "<html><h1>Bad Gateway</h1>", Kind::NotJson);
    fails(200, "<!doctype html>", Kind::SignInPage);
    fails(200, " \n<html><form action=/login>", Kind::SignInPage);
    fails(http::REDIRECT, "", Kind::SignInPage);
    fails(404, "<html>", Kind::NotJson);
    fails(200, r#"{"data":{"saveIPack"#, Kind::Truncated);
    fails(502, r#" {"data":"#, Kind::Truncated);
    fails(401, r#"{"da"#, Kind::SignedOut);
    fails(200, "[]", Kind::NotJson);
    fails(200, "", Kind::NotJson);
    fails(200, r#"{"data":null}"#, Kind::NoData);
    fails(200, "{}", Kind::NoData);
    fails(200, r#"{"data":{}}"#, Kind::NoData);
    fails(400, &errors(r#"Syntax Error: Unexpected \"}\"."#), Kind::Refused);
    fails(404, "{}", Kind::Refused);
    fails(200, &errors("SPACE_NOT_FOUND"), Kind::UnknownSpace);
    fails(200, &errors("IPACK_INSTANCE_ID_INVALID"), Kind::UnknownInstance);
    let in_extensions = r#"{"errors":[{"message":"no","extensions":{"errorCode":"FORBIDDEN"}}]}"#;
    fails(200, in_extensions, Kind::Forbidden);
    fails(200, &errors("MISSING_SPACE_ID"), Kind::NoSpaceHeader);
}

#[test]
fn a_code_counts_wherever_an_error_has_it() {
    use FailureKind as Kind;
    let coded = |member: &str| format!(r#"{{"errors":[{{"message":"no",{member}}}]}}"#);
    for place in ["code", "errorCode", "errorType", "classification"] {
        fails(200, &coded(&format!(r#""{place}":"UNAUTHORIZED""#)), Kind::SignedOut);
        let extensions = format!(r#""extensions":{{"{place}":"SPACE_IS_DELETED","cost":{{}}}}"#);
        fails(200, &coded(&extensions), Kind::UnknownSpace);
    }
    // What is no code of the API's leaves the word to the message.
    let other = r#"{"errors":[{"message":"Downstream Execution Error: Unauthorized",
        "extensions":{"classification":"DataFetchingException","code":[1]}}]}"#;
    fails(200, other, Kind::SignedOut);
    fails(200, &errors("GENERIC_SYSTEM_ERROR"), Kind::PlatformDown);
    fails(200, &errors("FORBIDDEN: not yours"), Kind::Forbidden);
    fails(200, &errors("It failed (TEMPORARY_ERROR)."), Kind::PlatformDown);
    let two = r#"{"errors":[{"message":"FORBIDDEN"},{"message":"no","code":"SYSTEM_ERROR"}]}"#;
    fails(200, two, Kind::PlatformDown);
    fails(200, r#"{"errors":{"message":"UNAUTHORIZED"}}"#, Kind::SignedOut);
}

#[test]
fn codes_of_other_servers_are_known_in_any_spelling() {
    use FailureKind as Kind;
    for (code, kind) in [
        ("UNAUTHENTICATED", Kind::SignedOut),
        ("unauthenticated", Kind::SignedOut),
        ("invalid-jwt", Kind::SignedOut),
        ("InvalidJwt", Kind::SignedOut),
        ("JWT expired", Kind::SignedOut),
        ("Forbidden", Kind::Forbidden),
        ("access-denied", Kind::Forbidden),
        ("permission_denied", Kind::Forbidden),
        ("RATE_LIMITED", Kind::RateLimited),
        ("INTERNAL_SERVER_ERROR", Kind::PlatformDown),
        ("BAD_USER_INPUT", Kind::Refused),
    ] {
        let json = format!(
            r#"{{"data":null,"errors":[{{"message":"no","extensions":{{"code":"{code}"}}}}]}}"#
        );
        fails(200, &json, kind);
    }
    for (extensions, kind) in [
        (r#"{"code":401}"#, Kind::SignedOut),
        (r#"{"status":403}"#, Kind::Forbidden),
        (r#"{"http":{"status":401}}"#, Kind::SignedOut),
        (r#"{"statusCode":"429"}"#, Kind::RateLimited),
        (r#"{"code":"BAD_USER_INPUT","value":"FORBIDDEN"}"#, Kind::Refused),
    ] {
        let json = format!(r#"{{"errors":[{{"message":"no","extensions":{extensions}}}]}}"#);
        fails(200, &json, kind);
    }
}

#[test]
fn a_record_that_is_not_found_is_not_saved_yet() {
    let beside = |status, code: &str| {
        let body = format!(
            r#"{{"data":{{"{}":null}},"errors":[{{"message":"none","extensions":{{"code":"{code}"}}}}]}}"#,
            document::LOAD
        );
        reply::record(&reply(status, &body)).map(|record| record.content)
    };
    for code in ["NOT_FOUND", "not-found", "404"] {
        assert_eq!(beside(200, code), Ok(Content::Nothing), "{code}");
        assert_eq!(beside(404, code), Ok(Content::Nothing), "{code}");
    }
    assert!(beside(200, "SPACE_NOT_FOUND").is_err());
    assert!(beside(500, "NOT_FOUND").is_err());
    let unsaid = r#"{"data":null,"errors":[{"message":"none","extensions":{"code":"NOT_FOUND"}}]}"#;
    assert!(reply::record(&reply(200, unsaid)).is_err(), "nothing says what was not found");
    let saved =
        format!(r#"{{"data":{{"{}":null}},"errors":[{{"code":"NOT_FOUND"}}]}}"#, document::SAVE);
    assert!(reply::acknowledgement(&reply(200, &saved)).is_err());
}

#[test]
fn a_record_with_characters_that_were_not_sent_is_not_taken() {
    let body = format!(
        r#"{{"data":{{"{}":{{"oauthConnectorDetails":"{{\"companyId\":\"B\ufffdcher\"}}"}}}}}}"#,
        document::LOAD
    );
    assert!(reply::record(&reply(200, &body)).is_ok(), "it was sent like that");
    let failure = reply::record(&Reply { is_garbled: true, ..reply(200, &body) });
    assert_eq!(failure.expect_err("garbled").kind, FailureKind::NotJson);
}

#[test]
fn a_code_in_a_value_that_a_message_repeats_is_none() {
    for message in [
        r#"baseURL \"https://x.example/FORBIDDEN\" is invalid"#,
        "baseURL https://x.example/FORBIDDEN is invalid",
        r#"The address \"https://UNAUTHORIZED.example/?a=UNAUTHORIZED\" cannot be reached"#,
        r#"companyId \"SPACE_NOT_FOUND\" is too long"#,
        "clientId MY_FORBIDDEN_ID, key=SYSTEM_ERROR",
        "The word FORBIDDEN is not allowed in baseURL",
        "FORBIDDEN is no companyId",
        "https://x.example/ UNAUTHORIZED",
        "baseURL may not say: Unauthorized",
        "UNAUTHORIZED.example is no host",
    ] {
        fails(200, &errors(message), FailureKind::Refused);
        fails(500, &errors(message), FailureKind::PlatformDown);
    }
}

#[test]
fn the_platforms_own_words_are_kept_and_cut() {
    let failure = reply::record(&reply(200, &errors("No such luck"))).expect_err("an error");
    assert_eq!(failure.message.as_deref(), Some("No such luck"));
    let shown = reply::fit_to_show(&"ä".repeat(10_000), None);
    assert_eq!(shown.chars().count(), 500);
    let long = "b".repeat(600);
    assert_eq!(reply::fit_to_show(&format!("not {long}!"), Some(&long)), "not …!");
}

#[test]
fn errors_without_a_message_are_shown_as_they_are() {
    let words = |errors: &str| {
        let reply = reply(200, &format!(r#"{{"errors":{errors}}}"#));
        reply::record(&reply).expect_err("an error").message
    };
    let two = r#"[{"message":"One."},{"message":7},{"message":"Two."},{"message":"\ud800"}]"#;
    assert_eq!(words(two).as_deref(), Some("One. Two."));
    for errors in [r#"[{"no": 1.10}]"#, r#""text""#, "[[]]"] {
        assert_eq!(words(errors).as_deref(), Some(errors));
    }
    for none in ["[ ]", "null"] {
        let failure = reply::record(&reply(200, &format!(r#"{{"errors":{none}}}"#)));
        assert_eq!(failure.expect_err("no record").kind, FailureKind::NoData);
    }
}

#[test]
fn a_problem_is_told_in_the_words_of_its_detail_or_title() {
    let words = |body: &str| reply::problem(&reply(400, body)).message;
    let both = r#"{"title":"Title","detail":"Detail","status":400,"more":[]}"#;
    assert_eq!(words(both).as_deref(), Some("Detail"));
    assert_eq!(words(r#"{"title":"Title"}"#).as_deref(), Some("Title"));
    for body in ["", "<html>", "[]", r#"["detail"]"#, r#"{"detail":1}"#] {
        assert_eq!(words(body), None, "{body}");
    }
}

#[test]
fn nothing_saved_yet_has_three_spellings() {
    for record in [
        "null",
        r#"{"id":"1","oauthConnectorDetails":null}"#,
        r#"{"id":"1","oauthConnectorDetails":""}"#,
    ] {
        let body = format!(r#"{{"data":{{"IPackInstanceOAuthConnectorDetails":{record}}}}}"#);
        let record = reply::record(&reply(200, &body)).expect(&body);
        assert_eq!(record.content, Content::Nothing);
    }
}

#[test]
fn a_save_that_is_answered_with_nothing_is_not_acknowledged() {
    let body = r#"{"data":{"saveIPackInstanceOauthConnectorDetails":null}}"#;
    let failure = reply::acknowledgement(&reply(200, body)).expect_err("no record");
    assert_eq!(failure.kind, FailureKind::NoData);
}

#[test]
fn ids_of_any_type_and_members_of_any_name_are_read() {
    let body = r#"{"data":{"IPackInstanceOAuthConnectorDetails":{"id":9341452451293689,"new":{},
        "isTokenGenerated":null,"oauthConnectorDetails":"{}"}},"extensions":{"cost":1}}"#;
    let record = reply::record(&reply(200, body)).expect(body);
    assert_eq!(record.id.as_deref(), Some("9341452451293689"));
    assert!(!record.is_token_generated);
}

#[test]
fn a_record_with_an_error_beside_it_is_read() {
    let body = r#"{"data":{"IPackInstanceOAuthConnectorDetails":{"oauthConnectorDetails":"{}"}},
        "errors":[{"message":"id is gone"}]}"#;
    assert!(reply::record(&reply(200, body)).is_ok());
}

#[test]
fn an_error_that_took_a_part_of_the_record_away_is_one() {
    for record in [
        r#"{"id":"1","isTokenGenerated":true,"oauthConnectorDetails":null}"#,
        r#"{"id":"1","isTokenGenerated":null,"oauthConnectorDetails":"{}"}"#,
    ] {
        let body = format!(
            r#"{{"data":{{"IPackInstanceOAuthConnectorDetails":{record}}},
            "errors":[{{"message":"Downstream Execution Error: Server Error"}}]}}"#
        );
        let failure = reply::record(&reply(200, &body)).expect_err(&body);
        assert_eq!(failure.kind, FailureKind::PlatformDown);
    }
}

#[test]
fn a_record_that_does_not_speak_of_details_does_not_say_that_there_are_none() {
    let body = r#"{"data":{"IPackInstanceOAuthConnectorDetails":{"id":"1"}}}"#;
    let failure = reply::record(&reply(200, body)).expect_err("no details");
    assert_eq!(failure.kind, FailureKind::NoData);
}

#[test]
fn a_bad_status_acknowledges_nothing() {
    let body = r#"{"data":{"saveIPackInstanceOauthConnectorDetails":{"id":"1"}},
        "errors":[{"message":"Downstream Execution Error: Server Error"}]}"#;
    let failure = reply::acknowledgement(&reply(500, body)).expect_err("HTTP 500");
    assert_eq!(failure.kind, FailureKind::PlatformDown);
}

#[test]
fn the_echo_of_the_documented_sample_is_an_acknowledgement() {
    // It says another companyId and another catalogGuid than the request did.
    let body = r#"{"data":{"saveIPackInstanceOauthConnectorDetails":{
        "id":"7665cc47-6acf-4e39-82c0-08821","integrationPackInstanceId":"test-101",
        "isTokenGenerated":false,"oauthConnectorDetails":"{\"companyId\":\"9341452451223689\"}",
        "processId":"1","envId":"2","connectionId":"3","catalogGuid":"1"}}}"#;
    let id = reply::acknowledgement(&reply(200, body)).expect(body);
    assert_eq!(id.as_deref(), Some("7665cc47-6acf-4e39-82c0-08821"));
}

#[test]
fn a_list_is_read_with_errors_beside_it_unless_it_is_empty() {
    let list = |status, body: &str| {
        let found = reply::list(&reply(status, body), "environments");
        found.map(|list| list.len()).map_err(|failure| failure.kind)
    };
    assert_eq!(list(200, r#"{"data":{"environments":[{"id":"1"},{}]}}"#), Ok(2));
    let beside = |list: &str, message: &str| {
        format!(r#"{{"data":{{"environments":{list}}},"errors":[{{"message":"{message}"}}]}}"#)
    };
    assert_eq!(list(200, &beside("[{}]", "a part")), Ok(1));
    assert_eq!(list(200, &beside("[]", "a part")), Err(FailureKind::Refused));
    assert_eq!(list(200, &beside("[]", "UNAUTHORIZED")), Err(FailureKind::SignedOut));
    assert_eq!(list(200, r#"{"data":{"environments":[]}}"#), Ok(0));
    assert_eq!(list(500, r#"{"data":{"environments":[]}}"#), Err(FailureKind::PlatformDown));
    assert_eq!(list(200, r#"{"data":{"environments":null}}"#), Err(FailureKind::NoData));
    assert_eq!(list(200, r#"{"data":{"environments":{}}}"#), Err(FailureKind::NoData));
    assert_eq!(list(200, &errors("IPACK_NOT_FOUND_IN_SPACE")), Err(FailureKind::UnknownInstance));
}

#[test]
fn a_refused_bearer_is_one_that_stands_in_the_place_of_what_was_asked_for() {
    let refuses = |status, body: &str| reply::refuses_bearer(&reply(status, body), "field");
    let unauthorized = errors("Downstream Execution Error: Unauthorized");
    assert!(refuses(200, &unauthorized));
    assert!(refuses(401, ""));
    assert!(!refuses(403, ""));
    assert!(!refuses(200, r#"{"data":{"field":[{}]}}"#));
    assert!(!refuses(200, r#"{"data":{"field":null}}"#));
    let beside = r#"{"data":{"field":{"id":"1"}},"errors":[{"message":"UNAUTHORIZED"}]}"#;
    assert!(!refuses(200, beside), "a save that is acknowledged is not sent again");
    let beside = |list: &str| {
        format!(r#"{{"data":{{"field":{list}}},"errors":[{{"message":"UNAUTHORIZED"}}]}}"#)
    };
    assert!(!refuses(200, &beside("[{}]")));
    assert!(refuses(200, &beside("[]")));
}

#[test]
fn what_is_no_object_is_no_record() {
    for json in ["[]", "[{}]", "1", r#""text""#] {
        let body = format!(r#"{{"data":{{"{}":{json}}}}}"#, document::LOAD);
        let failure = reply::record(&reply(200, &body)).expect_err("no record");
        assert_eq!(failure.kind, FailureKind::NoData, "{json}");
    }
}
