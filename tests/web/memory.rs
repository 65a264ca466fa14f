//! What the browser keeps between two visits, to the letter: later versions read what this one wrote.

use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Storage;
use wizard_core::Key;
use wizard_web::memory;

/// A key that no other test has, with an id that an address could not hold.
fn key(connection_id: &str) -> Key {
    Key {
        catalog_guid: "memory".to_owned(),
        integration_pack_instance_id: "test/101".to_owned(),
        env_id: "2".to_owned(),
        process_id: "1 ä".to_owned(),
        connection_id: connection_id.to_owned(),
    }
}

fn shared() -> Storage {
    web_sys::window().unwrap().local_storage().unwrap().unwrap()
}

fn of_tab() -> Storage {
    web_sys::window().unwrap().session_storage().unwrap().unwrap()
}

fn at(storage: &Storage, name: &str) -> Option<String> {
    storage.get_item(name).unwrap()
}

#[wasm_bindgen_test]
fn a_key_has_one_name() {
    assert_eq!(memory::name(&key("3")), "test%2F101/2/1%20%C3%A4/3/memory");
}

#[wasm_bindgen_test]
fn the_step_of_a_key_rests_as_its_name() {
    let (key, name) = (key("step"), "spaces-oauth-wizard/step/test%2F101/2/1%20%C3%A4/step/memory");
    assert_eq!(memory::step(&key), None);
    memory::keep_step(&key, "parameters");
    assert_eq!(at(&shared(), name).as_deref(), Some("parameters"));
    shared().set_item(name, "review").unwrap();
    assert_eq!(memory::step(&key).as_deref(), Some("review"));
    shared().remove_item(name).unwrap();
}

#[wasm_bindgen_test]
fn an_attempt_rests_for_all_tabs_and_its_address_for_one() {
    let key = key("attempt");
    let name = "spaces-oauth-wizard/attempt/test%2F101/2/1%20%C3%A4/attempt/memory";
    memory::keep_attempt(&key, Some(("{one}", "https://provider.example/one")));
    assert_eq!(at(&shared(), name).as_deref(), Some("{one}"));
    assert_eq!(at(&of_tab(), name).as_deref(), Some("{one}https://provider.example/one"));
    shared().set_item(name, "{two}").unwrap();
    of_tab().set_item(name, "{two}https://provider.example/two").unwrap();
    assert_eq!(memory::attempt(&key).as_deref(), Some("{two}"));
    let url = memory::attempt_url(&key, "{two}");
    assert_eq!(url.as_deref(), Some("https://provider.example/two"));
    memory::keep_attempt(&key, None);
    assert_eq!((at(&shared(), name), at(&of_tab(), name)), (None, None));
}

#[wasm_bindgen_test]
fn an_address_is_that_of_its_own_attempt() {
    let key = key("other attempt");
    memory::keep_attempt(&key, Some(("{one}", "https://provider.example/one")));
    let url = |attempt| memory::attempt_url(&key, attempt);
    assert_eq!(url("{one}").as_deref(), Some("https://provider.example/one"));
    // Another tab has begun one since: of that the tabs share everything but its address.
    assert_eq!(url("{two}"), None);
    memory::keep_attempt(&key, None);
    assert_eq!((memory::attempt(&key), url("{one}")), (None, None));
}

#[wasm_bindgen_test]
fn the_open_connection_of_a_pack_rests_in_its_tab() {
    let name = "spaces-oauth-wizard/opened/a%20guid/test%2F101";
    memory::keep_opened("test/101", "a guid", Some(r#"["2","Test"]"#));
    assert_eq!(at(&of_tab(), name).as_deref(), Some(r#"["2","Test"]"#));
    assert_eq!(at(&shared(), name), None);
    of_tab().set_item(name, "[]").unwrap();
    assert_eq!(memory::opened("test/101", "a guid").as_deref(), Some("[]"));
    memory::keep_opened("test/101", "a guid", None);
    assert_eq!(at(&of_tab(), name), None);
}

#[wasm_bindgen_test]
fn suggestions_rest_as_lines_the_newest_first() {
    let name = "spaces-oauth-wizard/suggestions/memoryTest";
    for value in ["a", "b ä", "", "two\nlines", "c", "a"] {
        memory::keep_suggestion("memoryTest", value);
    }
    assert_eq!(at(&shared(), name).as_deref(), Some("a\nc\nb ä"));
    for number in 0..9 {
        memory::keep_suggestion("memoryTest", &number.to_string());
    }
    assert_eq!(at(&shared(), name).as_deref(), Some("8\n7\n6\n5\n4\n3\n2\n1"));
    shared().set_item(name, "x\ny").unwrap();
    assert_eq!(memory::suggestions("memoryTest"), ["x", "y"]);
    shared().remove_item(name).unwrap();
    assert_eq!(memory::suggestions("memoryTest"), [""; 0]);
}
