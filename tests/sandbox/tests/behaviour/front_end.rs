//! The built front end, served from a folder.

use std::fs;
use std::path::PathBuf;

use sandbox::{Options, Sandbox};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::client::get;

const INDEX: &str = "<!doctype html><title>The index</title>";

/// A folder with a front end in it, and a file beside it that is none of it.
fn build(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let dist = folder.join("dist");
    fs::create_dir_all(&dist).expect("the target folder can be written");
    let files = [
        ("dist/index.html", INDEX),
        ("dist/element.js", "export {};"),
        ("dist/element.wasm", "\0asm"),
        ("dist/element.css", "p {}"),
        ("secret.txt", "not for browsers"),
    ];
    for (name, content) in files {
        fs::write(folder.join(name), content).expect("the target folder can be written");
    }
    dist
}

async fn start(name: &str) -> Sandbox {
    let options = Options { dist: Some(build(name)), ..Options::default() };
    Sandbox::start(options).await.expect("a free port is there")
}

#[tokio::test]
async fn files_have_their_types() {
    let sandbox = start("files_have_their_types").await;
    let types = [
        ("/index.html", "text/html"),
        ("/element.js", "text/javascript"),
        ("/element.wasm", "application/wasm"),
        ("/element.css", "text/css"),
    ];
    for (path, content_type) in types {
        let answer = get(&sandbox, path).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, content_type), "{path}");
        assert_eq!(answer.header("cache-control"), "no-cache");
    }
}

#[tokio::test]
async fn routes_of_the_page_get_the_index() {
    let sandbox = start("routes_of_the_page_get_the_index").await;
    for path in ["/", "/?guid=a", "/packs/test-101", "/packs/a/b/c?step=review"] {
        let answer = get(&sandbox, path).await;
        assert_eq!((answer.status, answer.body.as_str()), (200, INDEX), "{path}");
    }
}

#[tokio::test]
async fn a_missing_file_is_not_found() {
    let sandbox = start("a_missing_file_is_not_found").await;
    for path in ["/missing.js", "/packs", "/element.js/more"] {
        assert_eq!(get(&sandbox, path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn nothing_outside_the_folder_is_served() {
    let sandbox = start("nothing_outside_the_folder_is_served").await;
    let address = sandbox.origin().replace("http://", "");
    for path in ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "//../secret.txt"] {
        // Written by hand: a client would resolve the dots by itself.
        let mut stream = TcpStream::connect(&address).await.expect("the sandbox listens");
        let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n");
        stream.write_all(request.as_bytes()).await.expect("the sandbox reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("the sandbox answers");
        assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
        assert!(!answer.contains("not for browsers"), "{path}: {answer}");
    }
}
