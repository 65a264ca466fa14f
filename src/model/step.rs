/// A step of the wizard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// What the provider and the connector need to know about the application.
    Application,
    /// Everything in one place.
    Review,
}

impl Step {
    /// Every step, in the order in which a person walks them.
    pub const ALL: [Self; 2] = [Self::Application, Self::Review];

    /// The step's name in the `step` attribute, in `data-step`, in events and in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Application => "application",
            Self::Review => "review",
        }
    }

    /// The step of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }

    /// The step after this one.
    pub fn next(self) -> Option<Self> {
        let place = Self::ALL.iter().position(|step| *step == self)?;
        Self::ALL.get(place + 1).copied()
    }

    /// The step before this one.
    pub fn previous(self) -> Option<Self> {
        let place = Self::ALL.iter().position(|step| *step == self)?;
        Self::ALL.get(place.checked_sub(1)?).copied()
    }
}
