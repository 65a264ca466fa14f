//! A client secret that somebody else repeats.

use crate::raw_object;

/// Takes a secret out of a text: as it is, as a form carries it and as a JSON string writes it (RFC 8259,
/// section 7).
pub fn redact(text: &mut String, secret: &str) {
    let form: String = form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    let json = raw_object::literal(secret);
    // Without what stands around it.
    let json = json.get(1..json.len() - 1).unwrap_or_default();
    for form in [secret, &form, json].into_iter().filter(|form| !form.is_empty()) {
        *text = text.replace(form, "…");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redacted(text: &str, secret: &str) -> String {
        let mut text = text.to_owned();
        redact(&mut text, secret);
        text
    }

    #[test]
    fn a_secret_is_nowhere_in_it_however_it_was_written() {
        let secret = r#"a+b/c="d\ é"#;
        let form = form_urlencoded::Serializer::new(String::new())
            .append_pair("client_secret", secret)
            .finish();
        let json = raw_object::literal(secret);
        for said in [secret, &form, &json] {
            let text = redacted(&format!("Not with {said}, sorry, {said}."), secret);
            assert!(text.starts_with("Not with ") && text.ends_with('.'), "{text}");
            assert!(!text.contains("b/c") && !text.contains("b%2Fc"), "{text}");
        }
        assert_eq!(redacted("Not with s3cret.", "s3cret"), "Not with ….");
    }

    #[test]
    fn without_a_secret_a_text_stays_as_it_is() {
        assert_eq!(redacted("Nothing = \"\" here.", ""), "Nothing = \"\" here.");
    }
}
