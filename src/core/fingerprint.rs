//! A value's short stand-in, to be compared and kept where the value itself need not be.

use crate::{ParamValue, Table, effort};

/// Stands for a value. Two different values have one fingerprint once in 2⁶⁴ cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// Of a parameter's value, or of there being none.
    pub(crate) fn of(value: Option<&ParamValue>) -> Self {
        let (tag, text) = match value {
            None => (0, ""),
            Some(ParamValue::Text(text)) => (1, text.as_str()),
            Some(ParamValue::Other(json)) => (2, json.as_str()),
        };
        Self(hash([tag].into_iter().chain(text.bytes())))
    }

    /// Of two texts.
    pub(crate) fn of_pair(one: &str, two: &str) -> Self {
        Self(hash(one.bytes().chain([0xff]).chain(two.bytes())))
    }

    /// Of a parameter as one of several settings.
    pub(crate) fn of_param(table: Table, key: &str, value: &ParamValue) -> Self {
        let name = table.name().bytes().chain([b'/']).chain(key.bytes());
        Self(hash(name.chain([0xff]).chain(value.shown().bytes())))
    }

    /// Of settings that each have one, whatever their order. Twice the same is nothing.
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 ^ other.0)
    }

    /// As a number, and back by [`Fingerprint::from`].
    pub const fn number(self) -> u64 {
        self.0
    }
}

impl From<u64> for Fingerprint {
    fn from(number: u64) -> Self {
        Self(number)
    }
}

/// FNV-1a, 64 bits, and then the finish of `SplitMix64`: without it, two texts that exchange their
/// last characters could cancel each other out in [`Fingerprint::with`]. Its outcome is written down, so
/// it must not change with a library.
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    effort::count();
    let hash: u64 = bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}
