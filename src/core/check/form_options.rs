use crate::{Field, Step, Table};

/// The host page's wishes for the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormOptions {
    /// Fields that have to be filled in.
    pub required: Vec<Field>,
    /// Parts that are not shown; what the platform holds for them stays as it is.
    pub hidden: Vec<Part>,
    /// True if the connection's grant needs a token that a person allows: the authorization code
    /// and the resource owner's password do, others get theirs alone (RFC 6749, section 4.4).
    pub needs_token: bool,
}

/// A part of the form that a host page can hide: a control, or a group of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A field.
    Field(Field),
    /// The client secret.
    Secret,
    /// A table of parameters.
    Table(Table),
}

impl Part {
    /// Everything that can be hidden, in the order of the form.
    pub fn all() -> impl Iterator<Item = Self> {
        let fields = Field::ALL.into_iter().map(Self::Field);
        fields.chain([Self::Secret]).chain(Table::ALL.into_iter().map(Self::Table))
    }

    /// Its name in the element's attributes.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Field(field) => field.name(),
            Self::Secret => "clientSecret",
            Self::Table(table) => table.name(),
        }
    }

    /// The part of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|part| part.name() == name)
    }
}

impl Default for FormOptions {
    /// A base URL and a client id are needed; the company id is `QuickBooks`' own.
    fn default() -> Self {
        Self {
            required: vec![Field::BaseUrl, Field::ClientId],
            hidden: Vec::new(),
            needs_token: true,
        }
    }
}

impl FormOptions {
    /// Returns `true` if a part is shown.
    pub fn shows(&self, part: Part) -> bool {
        !self.hidden.contains(&part)
    }

    /// The step after one.
    pub fn next(&self, step: Step) -> Option<Step> {
        let steps = self.steps();
        let index = steps.iter().position(|other| *other == step)?;
        steps.get(index + 1).copied()
    }

    /// The step before one.
    pub fn previous(&self, step: Step) -> Option<Step> {
        let steps = self.steps();
        let index = steps.iter().position(|other| *other == step)?;
        steps.get(index.checked_sub(1)?).copied()
    }

    /// The steps that have anything to show.
    pub fn steps(&self) -> Vec<Step> {
        let has_tables = Table::ALL.into_iter().any(|table| self.shows(Part::Table(table)));
        Step::ALL.into_iter().filter(|step| *step != Step::Parameters || has_tables).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{FormOptions, Part};
    use crate::{Step, Table};

    #[test]
    fn a_step_without_anything_to_show_is_none() {
        let mut options = FormOptions::default();
        assert_eq!(options.steps(), Step::ALL);
        options.hidden = Table::ALL.map(Part::Table).to_vec();
        assert_eq!(options.steps(), [Step::Application, Step::Authorize, Step::Review]);
    }

    #[test]
    fn a_step_stands_beside_those_that_are_shown() {
        let mut options = FormOptions::default();
        assert_eq!(options.next(Step::Application), Some(Step::Parameters));
        options.hidden = Table::ALL.map(Part::Table).to_vec();
        assert_eq!(options.next(Step::Application), Some(Step::Authorize));
        assert_eq!(options.previous(Step::Authorize), Some(Step::Application));
        assert_eq!(options.previous(Step::Application), None);
        assert_eq!(options.next(Step::Review), None);
        assert_eq!(options.next(Step::Parameters), None, "it is not shown");
    }
}
