use crate::Step;

/// A text field of the form that is saved on the platform.
///
/// The client secret is none of them: no type of this crate has a place for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The address that the connector's requests go to.
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
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The step where it is found.
    pub const fn step(self) -> Step {
        Step::Application
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
