//! What `fetch` is given. It is the test's own, and answers with what it was given.

use wasm_bindgen_test::wasm_bindgen_test;
use wizard_core::FailureKind;
use wizard_web::http::{self, Body, Method, Reply};

use crate::answer_by;

/// Answers with what a request is, line by line.
const MIRROR: &str = "const request = arguments[0];
    const { method, url, keepalive, credentials, redirect, cache, referrerPolicy, headers } = request;
    const named = [...headers].map(([name, value]) => name + ': ' + value);
    const rest = ['keepalive ' + keepalive, credentials, redirect, cache, 'referrer ' + referrerPolicy];
    const first = method + ' ' + url.replace(location.origin, '');
    const aborts = 'aborts ' + (request.signal instanceof AbortSignal);
    return request.text().then((body) => new Response(
        [first, ...named, ...rest, aborts, body].join('\\n'),
        { status: 202, headers: { 'Retry-After': '2' } }));";

async fn lines(body: Body<'_>, method: Method, url: &str) -> Vec<String> {
    answer_by(MIRROR);
    let headers = [("SPACE_GUID", "g"), ("Accept", "application/json")];
    let reply = http::request(method, url, &headers, body).await.unwrap();
    assert_eq!((reply.status, reply.retry_after), (202, Some(2_000)));
    reply.body.lines().map(ToOwned::to_owned).collect()
}

#[wasm_bindgen_test]
async fn a_request_with_a_body_outlives_its_page_and_goes_nowhere_else() {
    let sent = lines(Body::Json("{}"), Method::POST, "/graphql?a=b%20c&d=%C3%A4").await;
    let expected = [
        "POST /graphql?a=b+c&d=%C3%A4",
        "accept: application/json",
        "content-type: application/json",
        "space_guid: g",
        "keepalive true",
        "same-origin",
        "manual",
        "default",
        "referrer ",
        "aborts true",
        "{}",
    ];
    assert_eq!(sent, expected);
}

#[wasm_bindgen_test]
async fn a_request_without_a_body_outlives_its_page_too() {
    let sent = lines(Body::None, Method::GET, "/relay/authorizations/1").await;
    assert_eq!(
        sent[..3],
        ["GET /relay/authorizations/1", "accept: application/json", "space_guid: g"]
    );
    assert!(sent.contains(&"keepalive true".to_owned()), "{sent:?}");
    assert!(sent.contains(&"manual".to_owned()), "{sent:?}");
}

#[wasm_bindgen_test]
async fn what_is_large_or_secret_or_only_asks_ends_with_its_page() {
    let large = format!("\"{}\"", "a".repeat(70_000));
    for body in [Body::Json(&large), Body::Secret("{}"), Body::Question("{}")] {
        let sent = lines(body, Method::POST, "/graphql").await;
        assert_eq!(sent[4..7], ["keepalive false", "same-origin", "manual"]);
        let (Body::Json(json) | Body::Question(json) | Body::Secret(json)) = body else { continue };
        assert_eq!(sent.last().map(String::as_str), Some(json));
    }
}

#[wasm_bindgen_test]
async fn another_system_gets_nothing_that_is_not_meant_for_it() {
    answer_by(MIRROR);
    let url = "/openint/connection/1?expand=connector&refresh_policy=none";
    let headers = [("Authorization", "Bearer t")];
    for json in [None, Some("{}")] {
        let method = if json.is_some() { Method::POST } else { Method::GET };
        let reply = http::ask_elsewhere(method.clone(), url, &headers, json).await.unwrap();
        let sent: Vec<_> = reply.body.lines().collect();
        assert_eq!(sent[0], format!("{method} {url}"));
        assert_eq!(sent[1], "authorization: Bearer t");
        let rest = ["keepalive false", "omit", "error", "no-store", "referrer no-referrer"];
        let first = sent.iter().position(|line| *line == rest[0]).unwrap();
        assert_eq!(sent[first..first + 5], rest, "{sent:?}");
    }
}

async fn outcome(script: &str, headers: &[(&str, &str)]) -> Result<Reply, FailureKind> {
    answer_by(script);
    let reply = http::request(Method::GET, "/graphql", headers, Body::None).await;
    reply.map_err(|failure| failure.kind)
}

#[wasm_bindgen_test]
async fn whatever_fetch_comes_to_is_no_panic() {
    for (script, kind) in [
        ("return Promise.reject(new TypeError('Failed to fetch'))", FailureKind::Unreachable),
        ("return Promise.reject('no error at all')", FailureKind::Unreachable),
        ("return Promise.reject(undefined)", FailureKind::Unreachable),
        ("return Promise.resolve({ status: 200 })", FailureKind::Unreachable),
        ("return Promise.reject(new DOMException('', 'TimeoutError'))", FailureKind::TimedOut),
        (
            "const start = (body) => body.error(new Error('broken off'));
            return Promise.resolve(new Response(new ReadableStream({ start })))",
            FailureKind::Unreachable,
        ),
    ] {
        assert_eq!(outcome(script, &[]).await.err(), Some(kind), "{script}");
    }
    let refused = outcome(MIRROR, &[("SPACE_GUID", "two\nlines")]).await;
    assert_eq!(refused.err(), Some(FailureKind::Refused), "no header can hold that");
}

#[wasm_bindgen_test]
async fn a_server_that_asks_for_a_wait_gets_it_within_reason() {
    for (value, low, high) in [
        ("'0'", 0, 0),
        ("' 7 '", 7_000, 7_000),
        ("' 1.5 '", 1_500, 1_500),
        ("'18446744073709551'", 3_600_000, 3_600_000),
        ("'18446744073709551616'", 3_600_000, 3_600_000),
        ("'9'.repeat(400)", 3_600_000, 3_600_000),
        ("new Date(Date.now() + 60_000).toUTCString()", 50_000, 60_000),
        ("new Date(0).toUTCString()", 0, 0),
    ] {
        let script = "return Promise.resolve(new Response('', { headers: { 'Retry-After': V } }))";
        let reply = outcome(&script.replace('V', value), &[]).await.unwrap();
        let wait = reply.retry_after.unwrap();
        assert!((low..=high).contains(&wait), "{value}: {wait}");
    }
    for other in ["soon", "", "-1", "1e9", "NaN", "1.2.3", "5, 6"] {
        let script = format!(
            "return Promise.resolve(new Response('', {{ headers: {{ 'Retry-After': '{other}' }} }}))"
        );
        assert_eq!(outcome(&script, &[]).await.unwrap().retry_after, None, "{other}");
    }
}

#[wasm_bindgen_test]
async fn a_date_to_wait_for_is_one_of_the_servers_own_clock() {
    let script = "const [now, then] = [0, 90_000].map((ms) => new Date(1e12 + ms).toUTCString());
        return Promise.resolve(new Response('', { headers: { Date: now, 'Retry-After': then } }))";
    assert_eq!(outcome(script, &[]).await.unwrap().retry_after, Some(90_000));
}

#[wasm_bindgen_test]
async fn an_answer_that_leads_elsewhere_is_followed_nowhere() {
    let script = "const response = new Response('');
        Object.defineProperty(response, 'type', { value: 'opaqueredirect' });
        return Promise.resolve(response)";
    assert_eq!(outcome(script, &[]).await.unwrap().status, http::REDIRECT);
}

#[wasm_bindgen_test]
async fn a_body_is_read_in_the_charset_that_its_header_names() {
    for (bytes, content_type, text, is_garbled) in [
        ("0x42, 0xfc", "application/json; charset=ISO-8859-1", "Bü", false),
        ("0x42, 0xfc", "application/json;Charset=\"windows-1252\"", "Bü", false),
        ("0x42, 0xc3, 0xbc", "application/json", "Bü", false),
        ("0x42, 0xc3, 0xbc", "application/json; charset=no-such-one", "Bü", false),
        ("0xef, 0xbb, 0xbf, 0x42", "application/json", "B", false),
        ("0xef, 0xbf, 0xbd", "application/json", "\u{fffd}", false),
        ("0x42, 0xfc", "application/json", "B\u{fffd}", true),
    ] {
        let script = format!(
            "return Promise.resolve(new Response(new Uint8Array([{bytes}]),
                {{ headers: {{ 'Content-Type': '{content_type}' }} }}))"
        );
        let reply = outcome(&script, &[]).await.unwrap();
        assert_eq!((reply.body.as_str(), reply.is_garbled), (text, is_garbled), "{content_type}");
    }
}

#[wasm_bindgen_test]
async fn what_a_page_sends_together_stays_within_its_room() {
    // Requests that are answered as soon as the test says so.
    answer_by(
        "window.sent = [...(window.sent ?? []), arguments[0].keepalive];
        return new Promise((resolve) => {
            window.answer = [...(window.answer ?? []), () => resolve(new Response(''))];
        })",
    );
    let body = format!("\"{}\"", "a".repeat(30_000));
    for _ in 0..3 {
        let body = body.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let _ = http::request(Method::POST, "/graphql", &[], Body::Json(&body)).await;
        });
    }
    crate::turn().await;
    let sent = js_sys::eval("String(sent)").unwrap();
    assert_eq!(sent.as_string().as_deref(), Some("true,true,false"));
    assert!(!http::outlives_page(&body));
    js_sys::eval("answer.forEach((answer) => answer()); delete window.sent").unwrap();
    crate::until(|| http::outlives_page(&body)).await;
}

#[wasm_bindgen_test]
async fn what_had_no_room_is_told_apart_and_the_next_one_does_without() {
    let save = || http::request(Method::POST, "/graphql", &[], Body::Json("{}"));
    let no_room = "return arguments[0].keepalive ? Promise.reject(new TypeError('no')) : Promise.resolve(new Response(''))";
    answer_by(no_room);
    assert_eq!(save().await.map_err(|failure| failure.kind).err(), Some(FailureKind::NoRoom));
    assert!(save().await.is_ok());
    assert_eq!(save().await.map_err(|failure| failure.kind).err(), Some(FailureKind::NoRoom));
    assert!(save().await.is_ok());
}
