use crate::{RowId, Step, Table};

/// A text field of the form that is saved on the platform.
///
/// The client secret is none of them: no type of this crate has a place for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Where the connector's requests go.
    BaseUrl,
    /// The company whose books are read (`QuickBooks`' realm id); an opaque text.
    CompanyId,
    /// The OAuth client identifier (RFC 6749, section 2.2).
    ClientId,
}

impl Field {
    /// Every field, in the order of the form.
    pub const ALL: [Self; 3] = [Self::BaseUrl, Self::CompanyId, Self::ClientId];

    /// The field's place among all.
    pub(crate) const fn index(self) -> usize {
        match self {
            Self::BaseUrl => 0,
            Self::CompanyId => 1,
            Self::ClientId => 2,
        }
    }

    /// The field's member name in the details, which is also its control's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BaseUrl => "baseURL",
            Self::CompanyId => "companyId",
            Self::ClientId => "clientId",
        }
    }
}

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

    /// The step where it is found.
    pub const fn step(self) -> Step {
        match self {
            Self::Field(_) => Step::Application,
            Self::Key(..) | Self::Value(..) => Step::Parameters,
        }
    }
}
