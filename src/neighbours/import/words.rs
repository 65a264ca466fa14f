//! Which sentence goes with what.

use wizard_core::hdp::{Application, Refusal, Repair};
use wizard_web::dom::{El, el};

use crate::{
    api::ApiError,
    host::HostCallError,
    text::{EN, fill},
};

/// The data stores whose numbers are documented. Others are fine.
const DATA_STORES: [(&str, &str); 4] = [
    ("1", "Salesforce"),
    ("54", "Google Analytics"),
    ("62", "Google BigQuery"),
    ("63", "Autonomous REST Connector"),
];

pub(super) fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NoObject => EN.import_no_object.to_owned(),
        Refusal::TooLong => EN.import_too_long.to_owned(),
        Refusal::NotJson => EN.import_not_json.to_owned(),
        Refusal::Twice(name) => fill(EN.import_twice, &[("name", name)]),
        Refusal::Description => EN.import_description.to_owned(),
        Refusal::NoApplication => EN.import_no_application.to_owned(),
    }
}

pub(super) fn repair(repair: &Repair) -> String {
    match repair {
        Repair::Around => EN.repair_around.to_owned(),
        Repair::Comma(name) if name.is_empty() => EN.repair_comma_value.to_owned(),
        Repair::Comma(name) => fill(EN.repair_comma, &[("name", name)]),
        Repair::LastComma => EN.repair_last_comma.to_owned(),
        Repair::Quotes => EN.repair_quotes.to_owned(),
        Repair::Blanks => EN.repair_blanks.to_owned(),
        Repair::Dots => EN.repair_dots.to_owned(),
        Repair::Words => EN.repair_words.to_owned(),
    }
}

/// The longest name that is shown whole, in characters.
const LONGEST_NAME: usize = 120;

/// An application's name, with its id if it has one.
pub(super) fn name(application: &Application) -> String {
    let mut name: String = application.name.chars().take(LONGEST_NAME).collect();
    if name.len() < application.name.len() {
        name.push('…');
    }
    match &application.id {
        Some(id) => format!("{name} ({id})"),
        None => name,
    }
}

/// A name that HDP would take, where it would not take this one.
pub(super) fn better_name(application: &Application) -> Option<String> {
    let good = |c: char| if c == '_' || c.is_alphanumeric() { c } else { '_' };
    let is_odd = !application.has_good_name() && application.name.len() <= LONGEST_NAME;
    is_odd.then(|| application.name.chars().map(good).collect())
}

pub(super) fn data_store(id: &str) -> String {
    let known = DATA_STORES.into_iter().find(|(known, _)| *known == id);
    known.map_or_else(|| id.to_owned(), |(_, name)| format!("{name} ({id})"))
}

/// The sentence for an error, with the server's own words as text. `is_one` is `true` if one
/// application was asked for, and not the list.
pub(super) fn error(error: &ApiError, is_one: bool) -> Vec<El> {
    let (sentence, said) = sentence(error, is_one);
    let said = said.map(|said| el("p").class("help").text(&fill(EN.hdp_said, &[("said", said)])));
    [el("p").class("note").text(&sentence)].into_iter().chain(said).collect()
}

fn sentence(error: &ApiError, is_one: bool) -> (String, Option<&str>) {
    match error {
        ApiError::Refused(status, said) => {
            let sentence = match status {
                401 => EN.hdp_signed_out,
                403 => EN.hdp_forbidden,
                404 if is_one => EN.hdp_unknown,
                404 => EN.hdp_no_list,
                429 => EN.hdp_rate_limited,
                500.. => EN.hdp_down,
                _ => EN.hdp_refused,
            };
            (fill(sentence, &[("status", &status.to_string())]), said.as_deref())
        }
        ApiError::Host(HostCallError::Failed(Some(said))) => {
            (fill(EN.host_said, &[("said", said)]), None)
        }
        ApiError::Host(HostCallError::Failed(None)) => (EN.host_failed.to_owned(), None),
        ApiError::Host(HostCallError::TooLong) => (EN.host_too_long.to_owned(), None),
        ApiError::NotReadable => (EN.host_nothing.to_owned(), None),
        ApiError::Offline => (EN.hdp_offline.to_owned(), None),
        ApiError::TimedOut => (EN.hdp_timed_out.to_owned(), None),
        _ => (EN.hdp_unreachable.to_owned(), None),
    }
}
