//! The figures behind the ratios, which belong to one machine.

use std::fmt::Write as _;

use super::{Measured, median::median};
use crate::{
    conditions::SLOWER,
    growth::{self, Growth},
    journal::{self, Cost},
    keyboard::PAUSE,
    keys::{self, Keys},
    load::Load,
    typing::{CHARACTERS, CHARACTERS_SLOW, Stalls, Typing},
};

/// The most saves that the characters may take.
const MOST_SAVES: u32 = 3;

/// The milliseconds that the journal may take of the main thread for a key, with the processor as it is.
const MOST_MS_A_KEY: u32 = 2;

/// All of them, in tables.
pub(super) fn write(measured: &Measured) -> String {
    let parts = [
        keys(&measured.keys),
        growth(&measured.growth),
        loads(&measured.loads, &measured.chromium),
        typing(&measured.typing),
        costs(&measured.costs),
    ];
    parts.join("\n")
}

fn keys(all: &[Keys]) -> String {
    let times = all.first().map_or(0, |keys| keys.wizard.len());
    let mut text = format!(
        "#### A key in the client ID\n\n\
         How long the main thread is busy for each of {} characters, in milliseconds: the median of \
         {times} times, in turns. \"Before\" is another build of the wizard, where one was given. The field \
         without a script shows the browser's own part, which no page can save.\n\n\
         | | wizard | before | bare React form | controlled React with Zod | field without a script |\n\
         | --- | ---: | ---: | ---: | ---: | ---: |\n",
        keys::CHARACTERS,
    );
    for keys in all {
        let before = if keys.before.is_empty() {
            String::new()
        } else {
            format!("{:.2}", median(&keys.before))
        };
        let [wizard, bare, controlled, input] =
            [&keys.wizard, &keys.bare, &keys.controlled, &keys.input].map(|times| median(times));
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "| {} | {wizard:.2} | {before} | {bare:.2} | {controlled:.2} | {input:.2} |",
            keys.name()
        );
    }
    text
}

fn growth(growth: &Growth) -> String {
    let times = growth.opening.len();
    let mut text = format!(
        "#### Speed as the work grows\n\n\
         How long the main thread is busy for each of {} characters in the last parameter's value, with \
         so many rows in the table, in milliseconds, with the processor as it is: the median of {times} \
         times, in turns.\n\n\
         | | wizard | controlled React with Zod |\n| --- | ---: | ---: |\n",
        growth::CHARACTERS,
    );
    let mut row = |name: &str, keys: &growth::Keys| {
        let [wizard, controlled] = [&keys.wizard, &keys.controlled].map(|times| median(times));
        let _ = writeln!(text, "| {name} | {wizard:.2} | {controlled:.2} |");
    };
    for keys in &growth.values {
        row(&rows(keys.rows), keys);
    }
    row(&format!("the same in the base URL, beside {}", rows(growth.field.rows)), &growth.field);
    let opening = median(&growth.opening);
    let _ = writeln!(
        text,
        "| from the record's arrival to {} on screen | {opening:.0} | |",
        rows(growth::MOST)
    );
    text
}

fn rows(number: u32) -> String {
    match number {
        1 => "1 row".to_owned(),
        1_000 => "1,000 rows".to_owned(),
        number => format!("{number} rows"),
    }
}

fn loads(loads: &[Load], chromium: &str) -> String {
    let times = loads.first().map_or(0, |load| load.wizard.len());
    let mut text = format!(
        "#### Until the client secret can be seen\n\n\
         Time from the start of the navigation, in milliseconds: the median of {times} loads with an \
         empty cache, in turns, in Chromium {chromium}. Slow 4G is 150 ms a round trip, 1.6 Mbit/s down \
         and 750 kbit/s up.\n\n\
         | | wizard | bare React form |\n| --- | ---: | ---: |\n"
    );
    for Load { conditions, wizard, react } in loads {
        let (wizard, react) = (median(wizard), median(react));
        let _ = writeln!(text, "| {} | {wizard:.0} | {react:.0} |", conditions.name());
    }
    text
}

fn typing(Typing { saves, loads, wizard, react }: &Typing) -> String {
    format!(
        "#### Typing, {} ms from key to key\n\n\
         | | wizard | bare React form | must |\n\
         | --- | ---: | ---: | ---: |\n\
         | saves sent for {CHARACTERS} characters | {saves} | | at most {MOST_SAVES} |\n\
         | … and records read before them | {loads} | | |\n\
         | {CHARACTERS_SLOW} characters, CPU {SLOWER} times slower: tasks over 50 ms | {} | {} | 0 |\n\
         | … and frames whose scripts ran over 50 ms | {} | {} | 0 |\n",
        PAUSE.as_millis(),
        tasks(wizard),
        tasks(react),
        wizard.frames,
        react.frames,
    )
}

fn tasks(stalls: &Stalls) -> String {
    let longest = stalls.tasks.iter().copied().fold(0.0, f64::max);
    match stalls.tasks.len() {
        0 => "0".to_owned(),
        number => format!("{number}, the longest {longest:.0} ms"),
    }
}

fn costs(costs: &[Cost]) -> String {
    let times = costs.first().map_or(0, |cost| cost.with.len());
    let mut text = format!(
        "#### The journal\n\n\
         How long the main thread is busy for each of {} characters, in milliseconds: the median \
         of {times} times with `IndexedDB` and as many without, in turns. The difference is what the \
         journal costs.\n\n\
         | | with | without | difference | must |\n| --- | ---: | ---: | ---: | ---: |\n",
        journal::CHARACTERS,
    );
    for cost in costs {
        let (with, without) = (median(&cost.with), median(&cost.without));
        let (name, difference) = (cost.name(), with - without);
        let most = MOST_MS_A_KEY * cost.cpu;
        let _ = writeln!(
            text,
            "| {name} | {with:.2} | {without:.2} | {difference:.2} | under {most} |"
        );
    }
    text
}
