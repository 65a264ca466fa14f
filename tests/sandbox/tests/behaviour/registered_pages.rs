//! A test serves its own host pages and scripts.

use crate::client::{get, put, start};

#[tokio::test]
async fn a_page_is_there_once_it_is_registered() {
    let sandbox = start().await;
    assert_eq!(get(&sandbox, "/host.html").await.status, 404);
    sandbox.page("/host.html", "<!doctype html><p>One</p>");
    sandbox.page("/host.html", "<!doctype html><p>Two</p>");
    let answer = get(&sandbox, "/host.html?guid=a").await;
    assert_eq!((answer.status, answer.body.as_str()), (200, "<!doctype html><p>Two</p>"));
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
}

#[tokio::test]
async fn so_is_a_script() {
    let sandbox = start().await;
    sandbox.file("/host.js", "text/javascript", "export {};");
    let answer = get(&sandbox, "/host.js").await;
    assert_eq!((answer.status, answer.header("content-type")), (200, "text/javascript"));
}

#[tokio::test]
async fn a_page_can_only_be_read() {
    let sandbox = start().await;
    sandbox.page("/host.html", "<!doctype html>");
    assert_eq!(put(&sandbox, "/host.html", "text").await.status, 405);
}
