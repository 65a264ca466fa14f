//! Ratios of one page to another: they outlive the machine that they were measured on.

use std::fmt::Write as _;

use super::{Measured, median::median};
use crate::{growth::MOST, keys::Keys};

/// The most that a key may take, against one in a controlled React form.
const MOST_A_KEY: f64 = 1.0;
/// The most that a key beside a thousand rows may take, against one beside ten.
const MOST_GROWTH: f64 = 2.0;
/// The most that seeing the form may take with a slow processor on slow 4G, against a bare React form.
const MOST_UNTIL_SEEN: f64 = 0.55;

/// The rows of a table with what it is, the ratio and what it must be.
pub(super) fn rows(measured: &Measured) -> String {
    let mut rows = Rows::default();
    let per_key = |other, keys: &Keys| format!("main thread for a key, {}: {other}", keys.name());
    for keys in &measured.keys {
        let name = per_key("wizard / controlled React with Zod", keys);
        rows.add(&name, &keys.wizard, &keys.controlled, Some(MOST_A_KEY));
    }
    for keys in &measured.keys {
        rows.add(&per_key("wizard / bare React form", keys), &keys.wizard, &keys.bare, None);
    }
    for keys in measured.keys.iter().filter(|keys| !keys.before.is_empty()) {
        rows.add(&per_key("now / before", keys), &keys.wizard, &keys.before, None);
    }
    let with = |rows| measured.growth.values.iter().find(|keys| keys.rows == rows);
    if let (Some(many), Some(few)) = (with(MOST), with(10)) {
        let name = |page: &str| {
            format!("main thread for a key in a parameter's value, {page}: 1,000 rows / 10 rows")
        };
        rows.add(&name("wizard"), &many.wizard, &few.wizard, Some(MOST_GROWTH));
        rows.add(&name("controlled React"), &many.controlled, &few.controlled, None);
    }
    for load in &measured.loads {
        let is_hardest = load.conditions.cpu > 1 && load.conditions.slow_4g;
        let name = format!(
            "client secret to be seen, {}: wizard / bare React form",
            load.conditions.name()
        );
        rows.add(&name, &load.wizard, &load.react, is_hardest.then_some(MOST_UNTIL_SEEN));
    }
    rows.text
}

#[derive(Default)]
struct Rows {
    text: String,
}

impl Rows {
    fn add(&mut self, name: &str, ours: &[f64], others: &[f64], must: Option<f64>) {
        let ratio = median(ours) / median(others);
        let must = must.map(|most| format!("at most {most:.2}")).unwrap_or_default();
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "| {name} | {ratio:.2} | {must} |");
    }
}
