use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::DomException;

/// The reason why the browser did not keep something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// It has no database for this page: the person or the page's frame denies it.
    Denied,
    /// There is no room left.
    Full,
    /// A newer wizard has been here and changed the database.
    OtherVersion,
    /// Anything else; a disk that fails, for example.
    Broken,
}

impl StorageError {
    /// The error of a request or of a transaction; a transaction may have been aborted without one.
    pub(super) fn of(error: Option<DomException>) -> Self {
        error.map_or(Self::Broken, |error| Self::named(&error.name()))
    }

    fn named(name: &str) -> Self {
        match name {
            "SecurityError" | "InvalidStateError" => Self::Denied,
            "QuotaExceededError" => Self::Full,
            "VersionError" => Self::OtherVersion,
            _ => Self::Broken,
        }
    }
}

/// An exception that the browser throws, whatever it is.
impl From<JsValue> for StorageError {
    fn from(thrown: JsValue) -> Self {
        let name = Reflect::get(&thrown, &"name".into()).ok().and_then(|name| name.as_string());
        Self::named(&name.unwrap_or_default())
    }
}
