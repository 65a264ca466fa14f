//! Speed as the work grows: with one parameter and with a thousand.

use e2e::{
    World,
    sandbox::{
        Record,
        sample::{DOCUMENTED, DOCUMENTED_DETAILS},
    },
};
use serde_json::{Map, Value, json};

use crate::{main_thread::Typist, opening, sites::Sites, subject::Subject};

/// The rows that the table has.
pub(crate) const ROWS: [u32; 4] = [1, 10, 100, MOST];
/// The most of them.
pub(crate) const MOST: u32 = 1_000;
/// The number of keys each time.
pub(crate) const CHARACTERS: u32 = 40;

/// A parameter's value, the last of the table.
const VALUE: &str = "authParams.value";
/// A field beside the table.
const FIELD: &str = "baseURL";

/// Milliseconds of the main thread for each key, each time, with so many rows.
pub(crate) struct Keys {
    pub(crate) rows: u32,
    pub(crate) wizard: Vec<f64>,
    pub(crate) controlled: Vec<f64>,
}

/// Everything that was measured with the processor as it is.
pub(crate) struct Growth {
    /// Keys in a parameter's value, for each of [`ROWS`].
    pub(crate) values: Vec<Keys>,
    /// Keys in the base URL, with the most rows.
    pub(crate) field: Keys,
    /// Milliseconds from the record's arrival until the most rows are on screen.
    pub(crate) opening: Vec<f64>,
}

/// Measures the wizard and the controlled form in turns.
pub(crate) async fn measure(world: &World, sites: &Sites, times: u32) -> Growth {
    let mut values = Vec::new();
    for rows in ROWS {
        put(world, &details(rows));
        let wizard = Subject::wizard(&sites.now, "parameters", VALUE);
        let controlled = Subject::form(sites.controlled(rows), VALUE);
        values.push(type_into(world, times, rows, &wizard, &controlled).await);
    }
    let wizard = Subject::wizard(&sites.now, "application", FIELD);
    let controlled = Subject::form(sites.controlled(MOST), FIELD);
    let field = type_into(world, times, MOST, &wizard, &controlled).await;
    eprintln!("bench: {MOST} rows opened {times} times");
    let mut opening = Vec::new();
    for _ in 0..times {
        opening.push(opening::once(world, &sites.now, MOST).await);
    }
    eprintln!("bench: {opening:.0?}");
    put(world, DOCUMENTED_DETAILS);
    Growth { values, field, opening }
}

async fn type_into(
    world: &World,
    times: u32,
    rows: u32,
    wizard: &Subject,
    controlled: &Subject,
) -> Keys {
    eprintln!("bench: {CHARACTERS} characters beside {rows} rows, {times} times");
    let typist = Typist::new(1, CHARACTERS);
    let mut keys = Keys { rows, wizard: Vec::new(), controlled: Vec::new() };
    for _ in 0..times {
        keys.wizard.push(typist.per_key(world, wizard).await);
        keys.controlled.push(typist.per_key(world, controlled).await);
    }
    eprintln!("bench: wizard {:.2?}, controlled {:.2?}", keys.wizard, keys.controlled);
    keys
}

/// The documented details, with so many authorization parameters.
fn details(rows: u32) -> String {
    let mut details: Value = serde_json::from_str(DOCUMENTED_DETAILS).expect("it is JSON");
    let parameter = |row| (format!("parameter-{row}"), json!(format!("value {row}")));
    let parameters: Map<String, Value> = (1..=rows).map(parameter).collect();
    details["authParams"] = Value::Object(parameters);
    details.to_string()
}

/// Makes these the details that the platform holds.
fn put(world: &World, details: &str) {
    let record = Record {
        oauth_connector_details: Some(details.to_owned()),
        ..Record::new(DOCUMENTED.key())
    };
    world.sandbox.records().put(&record).expect("it can be put there");
}
