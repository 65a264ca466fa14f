//! What the browser keeps of a token that is under way.

use wasm_bindgen_test::wasm_bindgen_test;
use wizard_core::Key;
use wizard_web::memory;

#[wasm_bindgen_test]
fn an_address_is_that_of_its_own_attempt() {
    let key = Key {
        catalog_guid: "memory".to_owned(),
        integration_pack_instance_id: "test-101".to_owned(),
        env_id: "2".to_owned(),
        process_id: "1".to_owned(),
        connection_id: "3".to_owned(),
    };
    memory::keep_attempt(&key, Some(("{one}", "https://provider.example/one")));
    let url = |attempt| memory::attempt_url(&key, attempt);
    assert_eq!(url("{one}").as_deref(), Some("https://provider.example/one"));
    // Another tab has begun one since: of that the tabs share everything but its address.
    assert_eq!(url("{two}"), None);
    memory::keep_attempt(&key, None);
    assert_eq!((memory::attempt(&key), url("{one}")), (None, None));
}
