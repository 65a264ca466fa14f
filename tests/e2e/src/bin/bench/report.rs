//! What was measured, as Markdown.

use std::fmt::Write as _;

use crate::{
    journal::{self, Cost},
    load::Load,
    typing::{CHARACTERS, CHARACTERS_SLOW, PAUSE, SLOWER, Stalls, Typing},
};

/// The most saves that the characters may take.
const MOST_SAVES: u32 = 3;

/// How many milliseconds the journal may take of the main thread for a key, with the processor as it
/// is.
const MOST_MS_A_KEY: u32 = 2;

/// The figures of the browser, for the report that `cargo xtask bench` prints.
pub(crate) fn write(
    chromium: &str,
    runs: u32,
    loads: &[Load],
    typing: &Typing,
    costs: &[Cost],
) -> String {
    let mut text = format!(
        "Time from the start of the navigation until the client secret can be seen, in \
         milliseconds: the median of {runs} loads with an empty cache, in turns, in Chromium {chromium}. \
         Slow 4G is 150 ms a round trip, 1.6 Mbit/s down and 750 kbit/s up.\n\n\
         | | wizard | bare React form | ratio |\n| --- | ---: | ---: | ---: |\n"
    );
    for Load { conditions, wizard, react } in loads {
        let (wizard, react) = (median(wizard), median(react));
        let name = conditions.name();
        let ratio = wizard / react;
        // Writing to a string cannot fail.
        let _ = writeln!(text, "| {name} | {wizard:.0} | {react:.0} | {ratio:.2} |");
    }
    let Typing { saves, loads, wizard, react } = typing;
    let _ = write!(
        text,
        "\n| typing, {} ms from key to key | wizard | bare React form | must |\n\
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
    );
    write_costs(&mut text, costs);
    text
}

fn write_costs(text: &mut String, costs: &[Cost]) {
    let times = costs.first().map_or(0, |cost| cost.with.len());
    let _ = write!(
        text,
        "\nHow long the main thread is busy for each of {} characters, in milliseconds: the median \
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
}

fn tasks(stalls: &Stalls) -> String {
    let longest = stalls.tasks.iter().copied().fold(0.0, f64::max);
    match stalls.tasks.len() {
        0 => "0".to_owned(),
        number => format!("{number}, the longest {longest:.0} ms"),
    }
}

fn median(times: &[f64]) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    if sorted.len().is_multiple_of(2) {
        f64::midpoint(sorted[middle - 1], sorted[middle])
    } else {
        sorted[middle]
    }
}
