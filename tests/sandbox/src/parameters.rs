//! The parameters of a query or a form, by the rules of RFC 6749, section 3.1 and appendix B.

use url::form_urlencoded;

/// Parameters in their order.
pub(crate) struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Reads a query or a form. One without a value counts as left out.
    pub(crate) fn read(text: &[u8]) -> Self {
        let pairs = form_urlencoded::parse(text).into_owned();
        Self(pairs.filter(|(_, value)| !value.is_empty()).collect())
    }

    /// The value of a name, the first if there are several.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Whether one of these names stands there twice, which the standard forbids.
    pub(crate) fn repeat_one_of(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.0.iter().filter(|(own, _)| own == name).count() > 1)
    }
}
