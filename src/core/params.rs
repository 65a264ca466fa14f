use std::sync::Arc;

use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::value::RawValue;

use crate::{
    Fingerprint, ParamValue, Table,
    collections::{Map, Set},
    effort,
    raw_object::RawObject,
};

/// The parameters of a table, read once. Whatever nobody changes is written as it was found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Params {
    /// In their order, also those of one key. One that was removed leaves its place behind.
    list: Vec<Param>,
    /// The place of each key; of several the last, which counts.
    places: Map<Arc<str>, usize>,
    has_repeated: bool,
    /// Of all parameters together.
    settings: Fingerprint,
}

#[derive(Clone, Debug)]
struct Param {
    key: Arc<str>,
    /// None once it was removed.
    value: Option<ParamValue>,
    /// The JSON that the value was found as, where another one would be written for it.
    found: Option<Box<RawValue>>,
}

impl Params {
    /// Reads a table; `None` where it is no object.
    pub(crate) fn parse(table: Table, json: &str) -> Option<Self> {
        let mut params = Self::default();
        for (key, json) in RawObject::parse(json)?.into_members() {
            let value = ParamValue::read(json.get());
            // A text without an escape is written as it was found.
            let is_escaped = matches!(value, ParamValue::Text(_)) && json.get().contains('\\');
            let found = is_escaped.then_some(json);
            params.push(table, Arc::from(key), value, found);
        }
        Some(params)
    }

    /// A parameter's value.
    pub(crate) fn get(&self, key: &str) -> Option<&ParamValue> {
        self.list[*self.places.get(key)?].value.as_ref()
    }

    /// The parameters in their order, each key once.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &ParamValue)> {
        let mut seen = Set::default();
        self.list.iter().filter_map(move |param| {
            effort::count();
            let value = if !self.has_repeated {
                param.value.as_ref()
            } else if seen.insert(&*param.key) {
                self.get(&param.key)
            } else {
                None
            };
            Some((&*param.key, value?))
        })
    }

    /// Sets a parameter in its place or else at the end, or removes it.
    pub(crate) fn set(&mut self, table: Table, key: &str, value: Option<&ParamValue>) {
        match (self.places.get(key).copied(), value) {
            (None, None) => {}
            (None, Some(value)) => self.push(table, Arc::from(key), value.clone(), None),
            (Some(place), Some(value)) => {
                self.forget(table, key);
                let param = &mut self.list[place];
                (param.value, param.found) = (Some(value.clone()), None);
                self.settings = self.settings.with(Fingerprint::of_param(table, key, value));
            }
            (Some(place), None) => {
                self.forget(table, key);
                self.places.swap_remove(key);
                self.list[place].value = None;
                if self.has_repeated {
                    self.list.retain(|param| &*param.key != key);
                    self.find_places();
                }
            }
        }
    }

    /// Of all parameters together, whatever their order.
    pub(crate) const fn settings(&self) -> Fingerprint {
        self.settings
    }

    /// Returns `true` if they have the same parameters, in whatever order.
    pub(crate) fn same_as(&self, other: &Self) -> bool {
        self.places.len() == other.places.len()
            && self.iter().all(|(key, value)| other.get(key) == Some(value))
    }

    fn push(
        &mut self,
        table: Table,
        key: Arc<str>,
        value: ParamValue,
        found: Option<Box<RawValue>>,
    ) {
        effort::count();
        self.forget(table, &key);
        self.settings = self.settings.with(Fingerprint::of_param(table, &key, &value));
        self.has_repeated |= self.places.insert(key.clone(), self.list.len()).is_some();
        self.list.push(Param { key, value: Some(value), found });
    }

    /// A parameter's value counts among the settings no more.
    fn forget(&mut self, table: Table, key: &str) {
        if let Some(value) = self.get(key) {
            self.settings = self.settings.with(Fingerprint::of_param(table, key, value));
        }
    }

    fn find_places(&mut self) {
        self.list.retain(|param| param.value.is_some());
        let places = self.list.iter().enumerate();
        self.places = places.map(|(place, param)| (param.key.clone(), place)).collect();
    }
}

impl Serialize for Params {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for Param { key, value, found } in &self.list {
            effort::count();
            match (value, found) {
                (None, _) => {}
                (Some(_), Some(found)) => map.serialize_entry(&**key, found)?,
                (Some(value), None) => map.serialize_entry(&**key, value)?,
            }
        }
        map.end()
    }
}
