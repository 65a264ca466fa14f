//! The maps and sets of the rules. They keep the order in which things came, so that nothing depends
//! on chance, and hash as Leptos' own do: whoever sends colliding keys slows down their own page only.

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;

pub(crate) type Map<K, V> = IndexMap<K, V, FxBuildHasher>;
pub(crate) type Set<T> = IndexSet<T, FxBuildHasher>;
