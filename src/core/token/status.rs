use super::{TokenEnd, TokenPhase};
use crate::{FormOptions, SaveMachine};

/// The state of the access token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenStatus {
    /// The connection needs none that a person allows.
    NotNeeded,
    /// The record speaks of none.
    None,
    /// The record says that one was generated.
    Generated,
    /// One was generated, but with other settings than the current ones.
    Stale,
}

impl TokenStatus {
    /// The state as the record has it, and what the record is to be told.
    pub fn of(machine: &SaveMachine, options: &FormOptions) -> Self {
        if !options.needs_token {
            Self::NotNeeded
        } else if machine.token_is_stale() {
            Self::Stale
        } else if machine.owes_flag()
            || machine.record().is_some_and(|record| record.is_token_generated)
        {
            Self::Generated
        } else {
            Self::None
        }
    }

    /// Returns `true` if one is needed, and there is none for these settings.
    pub const fn is_lacking(self) -> bool {
        matches!(self, Self::None | Self::Stale)
    }

    /// The word of the element's attribute `token-state`, with the way to one as far as it has come.
    pub fn word(self, phase: &TokenPhase, end: Option<&TokenEnd>) -> &'static str {
        match (self, end) {
            (Self::NotNeeded, _) => "not-needed",
            _ if *phase != TokenPhase::Idle => "waiting",
            (Self::Generated, _) => "generated",
            (_, Some(end)) if !matches!(end, TokenEnd::Generated | TokenEnd::Cancelled) => "failed",
            (Self::Stale, _) => "stale",
            (Self::None, _) => "none",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::TokenStatus;
    use crate::{
        Content, Fingerprint, FormOptions, Now, Record, Refusal, SaveEvent, SaveMachine, TokenEnd,
        TokenPhase,
    };

    const SETTINGS: &str = r#"{"baseURL":"https://api.example/","clientId":"A"}"#;

    const NOW: Now = Now { ms: 1_000_000, wall: 1_000_000, jitter: 0 };

    fn machine(is_token_generated: bool) -> SaveMachine {
        let mut machine = SaveMachine::new();
        machine.step(NOW, SaveEvent::Open);
        let content = Content::read(Some(SETTINGS));
        machine.step(NOW, SaveEvent::Loaded(Ok(Record { id: None, is_token_generated, content })));
        machine
    }

    #[test]
    fn a_token_is_known_from_the_record_and_stale_with_other_settings() {
        let options = FormOptions::default();
        assert_eq!(
            TokenStatus::of(&SaveMachine::new(), &options),
            TokenStatus::None,
            "nothing is known yet"
        );
        assert_eq!(TokenStatus::of(&machine(false), &options), TokenStatus::None);
        let mut generated = machine(true);
        assert_eq!(TokenStatus::of(&generated, &options), TokenStatus::Generated);
        let control = crate::ControlId::Field(crate::Field::ClientId);
        generated.step(NOW, SaveEvent::Typed { control, text: "B".to_owned() });
        assert_eq!(TokenStatus::of(&generated, &options), TokenStatus::Stale);
    }

    #[test]
    fn a_token_is_there_before_its_record_has_been_told() {
        let mut machine = machine(false);
        let Content::Details(details) = Content::read(Some(SETTINGS)) else { unreachable!() };
        machine.step(NOW, SaveEvent::Generated(Fingerprint::of_settings(&details)));
        assert!(machine.owes_flag());
        assert_eq!(TokenStatus::of(&machine, &FormOptions::default()), TokenStatus::Generated);
    }

    #[test]
    fn a_grant_without_a_person_needs_no_token() {
        let options = FormOptions { needs_token: false, ..FormOptions::default() };
        for is_generated in [false, true] {
            assert_eq!(TokenStatus::of(&machine(is_generated), &options), TokenStatus::NotNeeded);
        }
    }

    #[test]
    fn the_word_says_what_is_the_news() {
        let (idle, under_way) = (TokenPhase::Idle, TokenPhase::Saving { until: 1 });
        let failed = TokenEnd::Refused(Refusal {
            code: "access_denied".to_owned(),
            description: None,
            uri: None,
        });
        assert_eq!(TokenStatus::NotNeeded.word(&under_way, None), "not-needed");
        assert_eq!(TokenStatus::Stale.word(&under_way, Some(&failed)), "waiting");
        assert_eq!(TokenStatus::None.word(&idle, Some(&failed)), "failed");
        assert_eq!(TokenStatus::Stale.word(&idle, Some(&failed)), "failed");
        // One that was there before is there still.
        assert_eq!(TokenStatus::Generated.word(&idle, Some(&failed)), "generated");
        assert_eq!(TokenStatus::Stale.word(&idle, Some(&TokenEnd::Cancelled)), "stale");
        assert_eq!(TokenStatus::None.word(&idle, Some(&TokenEnd::Cancelled)), "none");
        assert_eq!(TokenStatus::Generated.word(&idle, Some(&TokenEnd::Generated)), "generated");
    }
}
