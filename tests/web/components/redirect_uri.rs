//! The redirect URI to register.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use wizard::components::RedirectUri;

use super::stage::{COMPLETE, Stage};

#[wasm_bindgen_test]
async fn it_follows_what_the_host_page_says() {
    let stage = Stage::holding(COMPLETE, || view! { <RedirectUri /> }).await;
    assert_eq!(stage.text("code"), "https://relay.example/callback");
    assert!(stage.text(".help").starts_with("Register exactly this address"));
    let (shown, copy) = (stage.find("code"), stage.button("Copy: Redirect URI"));
    stage.token_config(|config| config.redirect_uri = Ok("https://b.example/".to_owned())).await;
    assert_eq!(stage.text("code"), "https://b.example/");
    assert!(shown == stage.find("code") && copy == stage.button("Copy: Redirect URI"));
}

#[wasm_bindgen_test]
async fn where_it_is_not_known_the_missing_attribute_is_named() {
    let stage = Stage::holding(COMPLETE, || view! { <RedirectUri /> }).await;
    stage.token_config(|config| config.redirect_uri = Err("redirect-uri")).await;
    assert!(stage.get("code").is_none() && stage.all("button").is_empty());
    assert!(stage.text(".help").contains("this page lacks the attribute redirect-uri."));
    stage.token_config(|config| config.redirect_uri = Err("relay-url")).await;
    assert!(stage.text(".help").contains("this page lacks the attribute relay-url."));
    stage.token_config(|config| config.redirect_uri = Ok("https://c.example/".to_owned())).await;
    assert_eq!(stage.text("code"), "https://c.example/");
}
