//! A value's short stand-in, to be compared and kept where the value itself need not be.

use crate::{Details, Field, ParamValue, Table};

/// Stands for a value. Two different values have one fingerprint once in 2⁶⁴ cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint(u64);

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

    /// Of all settings in details, whatever their order.
    pub fn of_settings(details: &Details) -> Self {
        let fields = Field::ALL.map(|field| Self::of_pair(field.name(), &details.text(field)).0);
        let params = Table::ALL.into_iter().flat_map(|table| {
            let name = table.name();
            details
                .params(table)
                .into_iter()
                .map(move |(key, value)| Self::of_pair(&format!("{name}/{key}"), value.shown()).0)
        });
        Self(fields.into_iter().chain(params).fold(0, |all, one| all ^ one))
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
/// last characters could cancel each other out in [`Fingerprint::of_settings`]. Its outcome is
/// written down, so it must not change with a library.
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    let hash: u64 = bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}
