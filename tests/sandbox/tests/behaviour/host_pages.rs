//! A folder of host pages, for pages of any site to have in a frame.

use std::fs;
use std::path::PathBuf;

use sandbox::{Options, Sandbox};

use crate::client::get;

async fn start(name: &str) -> Sandbox {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name).join("hosts");
    fs::create_dir_all(&folder).expect("the target folder can be written");
    for (name, content) in [
        ("index.html", "<!doctype html><title>The list</title>"),
        ("plain.js", "export {};"),
        ("../secret.txt", "not for browsers"),
    ] {
        fs::write(folder.join(name), content).expect("the target folder can be written");
    }
    let options = Options { hosts: Some(folder), ..Options::default() };
    Sandbox::start(options).await.expect("a free port is there")
}

#[tokio::test]
async fn they_may_be_framed_and_may_frame() {
    let sandbox = start("they_may_be_framed_and_may_frame").await;
    for (path, content_type) in [
        ("/hosts", "text/html"),
        ("/hosts/", "text/html"),
        ("/hosts/plain.js?a=b", "text/javascript"),
    ] {
        let answer = get(&sandbox, path).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, content_type), "{path}");
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("frame-src *; frame-ancestors *"), "{policy}");
        assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval'"), "{policy}");
        assert!(policy.contains("require-trusted-types-for 'script'"), "{policy}");
        assert_eq!(answer.header("cache-control"), "no-cache");
    }
}

#[tokio::test]
async fn nothing_else_is_served_there() {
    let sandbox = start("nothing_else_is_served_there").await;
    for path in ["/hosts/missing.js", "/hostsplain.js", "/plain.js", "/hosts/%2e%2e/secret.txt"] {
        let answer = get(&sandbox, path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.body.contains("not for browsers"), "{path}");
    }
}

#[tokio::test]
async fn without_a_folder_there_are_none() {
    let sandbox = Sandbox::start(Options::default()).await.expect("a free port is there");
    assert_eq!(get(&sandbox, "/hosts/").await.status, 404);
}
