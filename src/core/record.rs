use crate::{Details, Malformed};

/// The record that the platform holds for a key.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The platform's own id of the record; there is none while nothing was saved.
    pub id: Option<String>,
    /// `isTokenGenerated`: what the last writer said, not a proof that a token works.
    pub is_token_generated: bool,
    /// The content of `oauthConnectorDetails`.
    pub content: Content,
}

/// The content of `oauthConnectorDetails`, as it was found.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// No record, or one whose details are `null` or empty: nothing saved yet.
    Nothing,
    /// Details that can be edited.
    Details(Details),
    /// Something else. It is shown and kept, and not overwritten without the person's word.
    Malformed(Malformed),
}

impl Content {
    /// Reads the member `oauthConnectorDetails`; `None` stands for `null`.
    pub fn read(text: Option<&str>) -> Self {
        match text.map(str::trim) {
            None | Some("" | "null") => Self::Nothing,
            // Untrimmed: malformed text is kept as it was found.
            Some(_) => match Details::parse(text.unwrap_or_default()) {
                Ok(details) => Self::Details(details),
                Err(malformed) => Self::Malformed(malformed),
            },
        }
    }
}

impl Record {
    /// A key without a record.
    pub const fn nothing() -> Self {
        Self { id: None, is_token_generated: false, content: Content::Nothing }
    }
}
