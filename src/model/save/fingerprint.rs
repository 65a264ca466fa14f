//! A value's short stand-in, to be compared and kept where the value itself need not be.

use crate::ParamValue;

/// Stands for a value. Two different values have one fingerprint once in 2⁶⁴ cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fingerprint(u64);

impl Fingerprint {
    /// Of a parameter's value, or of there being none.
    pub(super) fn of(value: Option<&ParamValue>) -> Self {
        let (tag, text) = match value {
            None => (0, ""),
            Some(ParamValue::Text(text)) => (1, text.as_str()),
            Some(ParamValue::Other(json)) => (2, json.as_str()),
        };
        Self(hash([tag].into_iter().chain(text.bytes())))
    }

    /// Of two texts.
    pub(super) fn of_pair(one: &str, two: &str) -> Self {
        Self(hash(one.bytes().chain([0xff]).chain(two.bytes())))
    }

    /// As a number, and back by [`Fingerprint::from`].
    pub(super) const fn number(self) -> u64 {
        self.0
    }
}

impl From<u64> for Fingerprint {
    fn from(number: u64) -> Self {
        Self(number)
    }
}

/// FNV-1a, 64 bits: its outcome is written down, so it must not change with a library.
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
