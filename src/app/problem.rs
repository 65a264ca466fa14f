use wizard_core::KeyPart;

/// Something missing or wrong in what the host page says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Neither `endpoint` nor `platform-url` says where the API is.
    NoEndpoint,
    /// An attribute is no address that a page can ask.
    BadAddress {
        /// The attribute.
        attribute: &'static str,
        /// What it says.
        value: String,
    },
    /// An attribute is an address that anybody on the way there could listen to, and the client secret
    /// would go there.
    Insecure {
        /// The attribute.
        attribute: &'static str,
        /// What it says.
        value: String,
    },
    /// The pack's id or the Space's is missing.
    MissingId(KeyPart),
    /// One of the three ids that name a connection together is missing, and another is there.
    MissingPart(KeyPart),
    /// An attribute has a value that it does not know.
    UnknownValue {
        /// The attribute.
        attribute: &'static str,
        /// What it says.
        value: String,
        /// What it may say.
        known: String,
    },
}
