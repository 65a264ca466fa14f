//! Texts that came into a control by nobody's hand: a browser or a password manager has filled them in. They
//! lie over what the control holds, and are kept, and not sent, until the person has looked at them.

use super::{
    draft::{Draft, EditBase},
    known::Known,
    merge_path::MergePath,
};
use crate::{ControlId, Field, ParamValue, Table};

/// A text that was filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fill {
    pub(super) text: String,
    /// The time when it came, milliseconds.
    pub(super) at: u64,
    /// The values that the person has seen there before.
    pub(super) known: Known,
}

/// A control of a form that is not there any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FillPlace {
    Field(Field),
    /// The key of a parameter, or its value, by the key that the row had.
    Param {
        table: Table,
        key: String,
        is_value: bool,
    },
}

impl Draft {
    /// A control got a text by nobody's hand.
    pub(super) fn fill(&mut self, control: ControlId, text: String, base: EditBase) {
        if self.text(control, base.details) == text {
            // Nothing has changed by that, or what was filled in is gone.
            return;
        }
        // Where the record is not known, the control was empty.
        let path = self.path(control).filter(|_| base.is_known);
        let held = path.map(|path| self.shown(&path, base.details));
        let empty = ParamValue::Text(String::new());
        let known = held.unwrap_or(Some(empty));
        let known = match self.fills.get(&control) {
            Some(fill) => fill.known.clone(),
            None => Known::just(known.as_ref()),
        };
        self.lay_over(control, Fill { text, at: base.now, known });
    }

    /// The person wants what was filled in.
    pub(super) fn keep_fill(&mut self, control: ControlId, base: EditBase) {
        if let Some(fill) = self.fills.get(&control) {
            self.typed(control, fill.text.clone(), base);
        }
    }

    /// The person types over what was filled in, or keeps it. What others wrote below it was not on screen.
    pub(super) fn type_over_fill(&mut self, control: ControlId, text: &str, base: EditBase) {
        let Some(fill) = self.forget_fill(control) else { return };
        if let (ControlId::Field(_) | ControlId::Value(..), Some(path)) =
            (control, self.path(control))
        {
            self.edits.set(base.now, path, Some(ParamValue::Text(text.to_owned())), fill.known);
        }
    }

    /// The person has decided about a setting in another way.
    pub(super) fn forget_fill_of(&mut self, path: &MergePath) {
        let control = match path {
            MergePath::Field(field) => Some(ControlId::Field(*field)),
            MergePath::Param(table, key) => {
                let row = self.rows_of(*table).holder(key);
                row.map(|row| ControlId::Value(*table, row.id))
            }
        };
        if let Some(control) = control {
            self.forget_fill(control);
        }
    }

    /// The control shows again what it held.
    pub(super) fn forget_fill(&mut self, control: ControlId) -> Option<Fill> {
        let fill = self.fills.shift_remove(&control)?;
        if let ControlId::Key(table, _) | ControlId::Value(table, _) = control {
            self.rows_of(table).set_filled(control, false);
        }
        Some(fill)
    }

    /// Forgets all that was filled in.
    pub(super) fn forget_fills(&mut self) {
        for control in self.fills.keys().copied().collect::<Vec<_>>() {
            self.forget_fill(control);
        }
    }

    /// Takes in what was filled in before, in a wizard that is gone.
    pub(super) fn restore_fill(&mut self, place: FillPlace, fill: Fill) {
        match place {
            FillPlace::Field(field) if self.fills.contains_key(&ControlId::Field(field)) => {}
            FillPlace::Field(field) => self.lay_over(ControlId::Field(field), fill),
            // Its row is not known yet.
            FillPlace::Param { .. } => self.waiting_fills.push((place, fill)),
        }
    }

    /// What was filled in meets what the platform holds: what is there anyway is no question, and what waited
    /// for its row finds it, or gets one.
    pub(super) fn settle_fills(&mut self, base: EditBase) {
        for field in Field::ALL {
            let control = ControlId::Field(field);
            if self.fills.get(&control).is_some_and(|fill| {
                let held = self.path(control).and_then(|path| self.shown(&path, base.details));
                held.is_some_and(|held| held.shown() == fill.text)
            }) {
                self.forget_fill(control);
            }
        }
        if !base.is_known {
            return;
        }
        for (place, fill) in std::mem::take(&mut self.waiting_fills) {
            let FillPlace::Param { table, key, is_value } = place else { continue };
            let rows = self.rows_of(table);
            let holder = rows.holder(&key).map(|row| row.id);
            let row = holder.unwrap_or_else(|| rows.add());
            rows.set_key(row, key);
            let control =
                if is_value { ControlId::Value(table, row) } else { ControlId::Key(table, row) };
            self.lay_over(control, fill);
        }
    }

    /// Forgets what was filled into rows that are gone.
    pub(super) fn forget_lost_fills(&mut self) {
        if !self.fills.is_empty() {
            let rows = &self.rows;
            self.fills.retain(|control, _| match control {
                ControlId::Field(_) => true,
                ControlId::Key(table, row) | ControlId::Value(table, row) => {
                    rows[table.index()].get(*row).is_some()
                }
            });
        }
    }

    /// Fields with a text that was filled in.
    pub(super) fn filled_fields(&self) -> Vec<Field> {
        let is_filled = |field: &Field| self.fills.contains_key(&ControlId::Field(*field));
        Field::ALL.into_iter().filter(is_filled).collect()
    }

    fn lay_over(&mut self, control: ControlId, fill: Fill) {
        self.fills.insert(control, fill);
        if let ControlId::Key(table, _) | ControlId::Value(table, _) = control {
            self.rows_of(table).set_filled(control, true);
        }
    }
}
