use crate::{Field, Step, Table, invisible::TextKind};

/// Names a row of a table for as long as the table is on screen. A later row has a greater one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(pub u32);

/// A control that takes a text which is saved on the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ControlId {
    /// A field.
    Field(Field),
    /// The key of a parameter.
    Key(Table, RowId),
    /// The value of a parameter.
    Value(Table, RowId),
}

impl ControlId {
    /// The control's name, which all rows of a table share.
    pub fn name(self) -> String {
        match self {
            Self::Field(field) => field.name().to_owned(),
            Self::Key(table, _) => format!("{}.key", table.name()),
            Self::Value(table, _) => format!("{}.value", table.name()),
        }
    }

    /// The kind of its text.
    pub const fn text_kind(self) -> TextKind {
        match self {
            Self::Field(Field::BaseUrl) => TextKind::Address,
            Self::Field(_) | Self::Key(..) => TextKind::Word,
            Self::Value(..) => TextKind::Words,
        }
    }

    /// The step where it is found.
    pub const fn step(self) -> Step {
        match self {
            Self::Field(field) => field.step(),
            Self::Key(table, _) | Self::Value(table, _) => table.step(),
        }
    }
}
