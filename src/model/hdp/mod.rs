//! OAuth applications of Progress Hybrid Data Pipeline (HDP): what `GET /api/mgmt/oauthapps` and
//! `…/oauthapps/{id}` answer, also as people paste it. HDP's own documentation has a sample that is no
//! JSON, so what is around the values is mended, and each mending is said.

mod application;
mod mend;
#[cfg(test)]
mod tests;

pub use application::{Application, Uri};

use crate::members::Members;

/// What was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The application, or those of a list.
    pub applications: Vec<Application>,
    /// What was mended before it could be read.
    pub repairs: Vec<Repair>,
}

/// Something around the values that was mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repair {
    /// There was a text before or after the object.
    Around,
    /// A comma was missing before this name.
    Comma(String),
    /// There was a comma after the last member.
    LastComma,
    /// There were typographic quotation marks.
    Quotes,
    /// There were blanks that JSON does not know.
    Blanks,
    /// Something was left out.
    Dots,
    /// This word stood there without quotation marks.
    Word(String),
}

/// Why there is nothing to read.
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

/// Reads an application or a list of them.
///
/// # Errors
///
/// Why there is none.
pub fn read(text: &str) -> Result<Import, Refusal> {
    let (json, repairs) = mend::mend(text)?;
    let members = Members::parse(&json).ok_or(Refusal::NotJson)?;
    let objects = match members.get("applications") {
        Some(list) => Members::list(list).ok_or(Refusal::NoApplication)?,
        None => vec![members],
    };
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
    Ok(Import { applications, repairs })
}

fn twice(members: &Members) -> Option<String> {
    let names: Vec<_> = members.iter().map(|(name, _)| name).collect();
    let mut again = names.iter().enumerate().filter(|(place, name)| names[..*place].contains(name));
    again.next().map(|(_, name)| (*name).to_owned())
}
