//! A client secret that somebody else repeats.

use crate::{form_encoded, raw_object, search};

/// Takes a secret out of a text: as it is, as a form carries it and as a JSON string writes it (RFC 8259,
/// section 7).
pub fn redact(text: &mut String, secret: &str) {
    let form = form_encoded([("", secret)].into_iter());
    let json = raw_object::literal(secret);
    // Without what stands around it.
    let forms = [Some(secret), form.get(1..), json.get(1..json.len() - 1)];
    for form in forms.into_iter().flatten().filter(|form| !form.is_empty()) {
        *text = search::replace(text, form, "…");
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
        let form = form_encoded([("client_secret", secret)].into_iter());
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
