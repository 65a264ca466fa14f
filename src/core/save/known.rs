use super::merge_path::MergePath;
use crate::{Details, Fingerprint, ParamValue};

/// The values that the platform may hold in a setting without anybody else having changed it: what was
/// there when the edit began, and what left from here since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// The record was not known when the edit was made: typed text wins over a late load.
    Anything,
    These(Vec<Fingerprint>),
}

impl Known {
    pub(super) fn just(value: Option<&ParamValue>) -> Self {
        Self::These(vec![Fingerprint::of(value)])
    }

    /// The values that were known to somebody who is not there any more: where the record was not
    /// known, its control was empty.
    pub(super) fn seen(self, path: &MergePath) -> Self {
        match self {
            Self::Anything => Self::just(path.value_in(&Details::new()).as_ref()),
            these @ Self::These(_) => these,
        }
    }

    pub(super) fn add(&mut self, value: Option<&ParamValue>) {
        if let Self::These(known) = self {
            let value = Fingerprint::of(value);
            if !known.contains(&value) {
                known.push(value);
            }
        }
    }

    pub(super) fn covers(&self, value: Option<&ParamValue>) -> bool {
        match self {
            Self::Anything => true,
            Self::These(known) => known.contains(&Fingerprint::of(value)),
        }
    }
}
