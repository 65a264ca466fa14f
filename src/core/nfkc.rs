//! The compatibility form of a text (Unicode Standard Annex 15, NFKC), in which letters that differ in
//! their look only are the same.
//!
//! Every JavaScript engine brings its tables along (ECMA-262, section 22.1.3.15); a crate's would add more
//! to what every page loads than all rules of the wizard. Elsewhere there is a crate.

/// A text in that form.
#[cfg(target_arch = "wasm32")]
pub(crate) fn nfkc(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFKC").into()
}

/// A text in that form.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn nfkc(text: &str) -> String {
    unicode_normalization::UnicodeNormalization::nfkc(text).collect()
}
