//! The record's word on the access token: `isTokenGenerated`, which every save sends along.

use super::{SaveMachine, reading::details_of};
use crate::{Content, Details, Fingerprint, Record};

/// A token that was generated, as far as this page can know.
#[derive(Clone, Copy, Debug)]
pub(super) struct Generated {
    /// The settings that it fits.
    with: Fingerprint,
    /// True if the platform's record has to be told of it.
    is_owed: bool,
}

impl SaveMachine {
    /// A record with a token tells what settings the token fits, and one without says that no token
    /// fits its own. What fitted before still does when the settings are put back.
    pub(super) fn note_token(&mut self, record: &Record) {
        match &record.content {
            Content::Details(details) if record.is_token_generated => {
                let with = Fingerprint::of_settings(details);
                self.token = Some(Generated { with, is_owed: false });
            }
            // It does not know of our token yet, or not any more.
            Content::Details(details) if self.owes_flag() => {
                let is_owed = self.fits_token(details);
                if let Some(token) = &mut self.token {
                    token.is_owed = is_owed;
                }
            }
            Content::Details(details) if !self.fits_token(details) => {}
            _ => self.token = None,
        }
    }

    /// A server says that there is a token for these settings. The record says so from now on, as
    /// long as it holds them.
    pub(super) fn generated(&mut self, with: Fingerprint) {
        // Before the record is known nobody can say that it knows.
        let is_owed = self.baseline.as_ref().is_none_or(|record| {
            !record.is_token_generated
                && with == Fingerprint::of_settings(&details_of(Some(record)))
        });
        self.token = Some(Generated { with, is_owed });
    }

    /// The platform has acknowledged a save of these details with that flag.
    pub(super) fn flag_told(&mut self, details: &Details, is_token_generated: bool) {
        // One that left before the token was there has not told of it.
        let is_told = self.fits_token(details) == is_token_generated;
        if let Some(token) = self.token.as_mut().filter(|_| is_told) {
            token.is_owed = false;
        }
    }

    pub(super) fn fits_token(&self, details: &Details) -> bool {
        self.token.is_some_and(|token| token.with == Fingerprint::of_settings(details))
    }

    /// Returns `true` if the platform has to be told of a token that was generated.
    pub fn owes_flag(&self) -> bool {
        self.token.is_some_and(|token| token.is_owed)
    }

    /// Returns `true` if a token was generated with settings that are not the current ones.
    pub fn token_is_stale(&self) -> bool {
        let shown = || self.draft.settings(&details_of(self.baseline.as_ref()));
        self.token.is_some_and(|token| token.with != shown())
    }
}
