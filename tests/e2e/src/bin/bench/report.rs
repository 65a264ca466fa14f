//! What was measured, as Markdown.

use std::fmt::Write as _;

use crate::{
    load::Load,
    typing::{CHARACTERS, CHARACTERS_SLOW, PAUSE, SLOWER, Stalls, Typing},
};

/// The figures of the browser, for the report that `cargo xtask bench` prints.
pub(crate) fn write(chromium: &str, runs: u32, loads: &[Load], typing: &Typing) -> String {
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
    let Typing { saves, wizard, react } = typing;
    let _ = write!(
        text,
        "\n| typing, {} ms from key to key | wizard | bare React form |\n| --- | ---: | ---: |\n\
         | saves sent for {CHARACTERS} characters | {saves} | |\n\
         | {CHARACTERS_SLOW} characters, CPU {SLOWER} times slower: tasks over 50 ms | {} | {} |\n\
         | … and frames whose scripts ran over 50 ms | {} | {} |\n",
        PAUSE.as_millis(),
        tasks(wizard),
        tasks(react),
        wizard.frames,
        react.frames,
    );
    text
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
