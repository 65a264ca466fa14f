use super::super::{MergePath, Save};
use crate::{Content, Details, Field, ParamValue, Record, Table};

/// A value that a setting can have.
pub(super) type Value = Option<ParamValue>;

/// The platform: one record, and everything that was ever in it.
#[derive(Debug)]
pub(super) struct Platform {
    details: Option<Details>,
    flag: bool,
    generated: Option<Details>,
    /// The values that each setting got, each after how many things were done.
    history: Vec<(u64, MergePath, Value)>,
}

/// The settings that histories use.
pub(super) fn edits_restored() -> Vec<MergePath> {
    let fields = [Field::BaseUrl, Field::ClientId].map(MergePath::Field);
    let params = ["p", "q", ""].map(|key| MergePath::Param(Table::Authorization, key.to_owned()));
    fields.into_iter().chain(params).collect()
}

impl Platform {
    pub(super) fn new() -> Self {
        let mut platform =
            Self { details: None, flag: false, generated: None, history: Vec::new() };
        platform.note(0);
        platform
    }

    pub(super) fn record(&self) -> Record {
        let content = match &self.details {
            None => Content::Nothing,
            Some(details) => Content::Details(details.clone()),
        };
        Record { id: None, is_token_generated: self.flag, content }
    }

    pub(super) fn value(&self, path: &MergePath) -> Value {
        path.value_in(&self.now())
    }

    fn now(&self) -> Details {
        self.details.clone().unwrap_or_default()
    }

    /// Returns `true` if a setting had a value at some time since the thing of that number was done.
    pub(super) fn had_since(&self, path: &MergePath, value: &Value, number: u64) -> bool {
        let of_setting = || self.history.iter().filter(|(_, other, _)| other == path);
        let before = of_setting().rfind(|(at, ..)| *at < number);
        let since = of_setting().filter(|(at, ..)| *at >= number);
        before.into_iter().chain(since).any(|(_, _, had)| had == value)
    }

    /// Somebody at another machine writes, who has read a moment ago.
    pub(super) fn written_elsewhere(&mut self, now: u64, path: &MergePath, value: &Value) {
        let mut details = self.now();
        path.set_in(&mut details, value.as_ref());
        self.flag = self.generated.as_ref().is_some_and(|with| with.same_settings(&details));
        self.details = Some(details);
        self.note(now);
    }

    pub(super) fn generate(&mut self) {
        if let Some(details) = &self.details {
            self.generated = Some(details.clone());
            self.flag = true;
        }
    }

    /// Carries out a save, of a wizard that has read what a token was generated with, and says what
    /// is wrong with it.
    pub(super) fn save(
        &mut self,
        now: u64,
        save: &Save,
        read: Option<&Details>,
    ) -> Result<(), String> {
        let details = Details::parse(&save.details).expect("the wizard sends an object");
        let fits = self.generated.as_ref().is_some_and(|with| with.same_settings(&details));
        if save.is_token_generated && !fits {
            return Err("a save calls a token generated that was not, for these settings".into());
        }
        let is_known = read.is_some_and(|with| with.same_settings(&details));
        if fits && is_known && !save.is_token_generated {
            return Err("a save took the token's flag away from the settings it fits".into());
        }
        self.flag = save.is_token_generated;
        self.details = Some(details);
        self.note(now);
        Ok(())
    }

    fn note(&mut self, now: u64) {
        let details = self.now();
        for path in edits_restored() {
            let value = path.value_in(&details);
            let last = self.history.iter().rfind(|(_, other, _)| *other == path);
            if last.is_none_or(|(_, _, last)| *last != value) {
                self.history.push((now, path, value));
            }
        }
    }
}
