//! OAuth applications of Progress Hybrid Data Pipeline (HDP): what `GET /api/mgmt/oauthapps` and
//! `…/oauthapps/{id}` answer, also as people paste it. HDP's own documentation has a sample that is no
//! JSON, so what is around the values is mended, and each mending is said.

mod application;
mod mend;
#[cfg(test)]
mod tests;

pub use application::{Application, Uri};

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::{ParamValue, lenient, raw_object::RawObject};

/// The longest of HDP's words that are kept, in characters.
const LONGEST_WORDS: usize = 300;

/// The number of objects of a text that are looked at for one that is an application.
const MOST_ATTEMPTS: usize = 50;

/// The applications that were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The application, or those of a list.
    pub applications: Vec<Application>,
    /// True if it is a list, of which one is to be picked also where there is only one.
    pub is_list: bool,
    /// The repairs that were needed before it could be read.
    pub repairs: Vec<Repair>,
}

/// Something around the values that was mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repair {
    /// There was a text before or after the object.
    Around,
    /// A comma was missing before this name; before a value, if it is empty.
    Comma(String),
    /// There was a comma after the last member.
    LastComma,
    /// There were typographic quotation marks.
    Quotes,
    /// There were blanks that JSON does not know.
    Blanks,
    /// Something was left out.
    Dots,
    /// Words stood there without quotation marks. Which, is not said: it may be a secret.
    Words,
}

/// The reason why there is nothing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no object in it.
    NoObject,
    /// It is longer, deeper or more than any application.
    TooLong,
    /// It is no JSON, and nobody would know what was meant.
    NotJson,
    /// This name is there twice. Programs differ in which of the values they take.
    Twice(String),
    /// It is HDP's description of the format, and no application.
    Description,
    /// It is an object, and no application.
    NoApplication,
}

/// HDP's words about an error: its code, which is a number in one answer and a text in another, and its
/// words.
pub fn error_message(body: &str) -> Option<String> {
    let Said { error } = RawObject::parse(body)?.read()?;
    let code = ParamValue::read(error.code?.get());
    let (code, words) = (code.shown(), error.message.value);
    Some(format!("{code} {words}").chars().take(LONGEST_WORDS).collect())
}

/// An answer about an error.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Said {
    #[serde(deserialize_with = "lenient::object")]
    error: ErrorSaid,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ErrorSaid {
    #[serde(deserialize_with = "lenient::present")]
    code: Option<Box<RawValue>>,
    #[serde(deserialize_with = "lenient::object")]
    message: Message,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Message {
    #[serde(deserialize_with = "lenient::or_nothing")]
    value: String,
}

/// Reads an application or a list of them, the first that there is in a text.
///
/// # Errors
///
/// The reason why there is none.
pub fn read(text: &str) -> Result<Import, Refusal> {
    let mut refusal = Refusal::NoObject;
    let mut rest = text;
    for attempt in 0..MOST_ATTEMPTS {
        match read_first(rest) {
            Ok(mut import) => {
                if attempt > 0 && !import.repairs.contains(&Repair::Around) {
                    import.repairs.insert(0, Repair::Around);
                }
                return Ok(import);
            }
            // What is one, but not a good one, is not left out in silence.
            Err(why @ (Refusal::Twice(_) | Refusal::TooLong)) => return Err(why),
            // A page has addresses like …/{id}, and the format's description, before its sample.
            Err(Refusal::NoObject) => break,
            Err(why) => {
                if refusal != Refusal::Description {
                    refusal = why;
                }
            }
        }
        // Not into it: one that breaks off is not a smaller one.
        let Some(end) = end_of_first(rest) else { break };
        rest = rest.get(end..).unwrap_or_default();
    }
    Err(refusal)
}

/// The end of the first object or list of a text, in bytes; none if it breaks off.
fn end_of_first(text: &str) -> Option<usize> {
    let (mut depth, mut is_in_string, mut is_escaped) = (0_u32, false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if is_in_string => is_escaped = true,
            '"' if depth > 0 => is_in_string = !is_in_string,
            '{' | '[' if !is_in_string => depth += 1,
            '}' | ']' if !is_in_string && depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

fn read_first(text: &str) -> Result<Import, Refusal> {
    let (json, repairs) = mend::mend(text)?;
    let (objects, is_list) = objects(&json)?;
    let mut applications = Vec::new();
    for object in objects {
        if let Some(name) = twice(&object) {
            return Err(Refusal::Twice(name));
        }
        applications.push(Application::read(&object).ok_or(Refusal::NoApplication)?);
    }
    if applications.iter().any(Application::is_description) {
        return Err(Refusal::Description);
    }
    Ok(Import { applications, is_list, repairs })
}

/// The objects of a list, or the one; and whether it is a list. HDP's own stand in a member of an object.
fn objects(json: &str) -> Result<(Vec<RawObject>, bool), Refusal> {
    let list = |json| RawObject::list(json).ok_or(Refusal::NoApplication);
    if json.starts_with('[') {
        return Ok((list(json)?, true));
    }
    let members = RawObject::parse(json).ok_or(Refusal::NotJson)?;
    if let Some(name) = twice(&members) {
        return Err(Refusal::Twice(name));
    }
    match members.get("applications") {
        Some(json) => Ok((list(json)?, true)),
        None => Ok((vec![members], false)),
    }
}

fn twice(members: &RawObject) -> Option<String> {
    let names: Vec<_> = members.iter().map(|(name, _)| name).collect();
    let mut again = names.iter().enumerate().filter(|(place, name)| names[..*place].contains(name));
    again.next().map(|(_, name)| (*name).to_owned())
}
