use crate::base_url;

/// Something that is missing or wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Problem {
    /// Nothing was entered.
    Missing,
    /// The base URL is none, or not quite.
    BaseUrl(base_url::Problem),
    /// A parameter has a value and no key, so it cannot be saved.
    NoKey,
    /// Another parameter of the table has the same key, so this one cannot be saved.
    RepeatedKey,
    /// The platform sets this parameter itself; with another value no token can be generated.
    Reserved,
    /// Programs that collect parameters take this key for a part of their own.
    UnsafeKey,
    /// The key is longer than servers can be trusted with.
    LongKey,
    /// There are control characters in the key, which nobody sees.
    ControlCharacter,
    /// Lenient servers take the key for that of a row above.
    AlikeKey,
    /// There is a character in the key that stands between parameters, as if a whole line had been pasted.
    SeparatorInKey,
    /// It looks like a secret, which these tables are no place for.
    LooksSecret,
    /// The platform sends this parameter anyway.
    Unnecessary,
    /// The text that was typed last has half a character in it (a lone surrogate), which no JSON text can
    /// carry, so it was not taken.
    HalfCharacter,
    /// A browser or a password manager has filled it in, and the person has not looked at it.
    Filled,
    /// There are blanks at an end, as copying leaves them. They are saved, and seldom meant.
    Blanks,
    /// There are other characters that nobody sees, or blanks that are no plain ones. They are saved too.
    Invisible,
}

impl Problem {
    /// Returns `true` if things may be right as they are.
    pub fn is_warning(self) -> bool {
        match self {
            Self::BaseUrl(problem) => problem.is_warning(),
            Self::Blanks
            | Self::Invisible
            | Self::Unnecessary
            | Self::AlikeKey
            | Self::SeparatorInKey => true,
            _ => false,
        }
    }
}
