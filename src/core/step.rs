/// A step of the wizard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The settings that the provider and the connector need of the application.
    Application,
    /// The parameters that the platform adds to the two requests of the authorization code grant.
    Parameters,
    /// The access token.
    Authorize,
    /// Everything in one place.
    Review,
}

impl Step {
    /// Every step, in the order in which a person walks them.
    pub const ALL: [Self; 4] = [Self::Application, Self::Parameters, Self::Authorize, Self::Review];

    /// The step's name in the `step` attribute, in `data-step`, in events and in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Application => "application",
            Self::Parameters => "parameters",
            Self::Authorize => "authorize",
            Self::Review => "review",
        }
    }

    /// The step of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }
}
