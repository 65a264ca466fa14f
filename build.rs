//! Joins the element's style sheets into one, without what only people read: all of it is in the
//! wasm that every host page loads.

use std::{env, fs, path::Path};

/// The sheets in their order; later ones win over earlier ones.
const SHEETS: [&str; 8] =
    ["tokens", "base", "steps", "fields", "parameters", "authorize", "review", "notices"];

fn main() {
    println!("cargo::rerun-if-changed=style");
    let mut all = String::new();
    for sheet in SHEETS {
        let path = format!("style/{sheet}.css");
        let css = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        shorten(&css, &mut all);
    }
    let folder = env::var_os("OUT_DIR").expect("cargo sets it for every build script");
    let path = Path::new(&folder).join("element.css");
    fs::write(path, all).expect("a build script may write there");
}

/// Leaves out comments, indents and line breaks.
fn shorten(css: &str, short: &mut String) {
    let mut rest = css;
    let mut code = String::new();
    while let Some((before, after)) = rest.split_once("/*") {
        code.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    code.push_str(rest);
    for line in code.lines().map(str::trim).filter(|line| !line.is_empty()) {
        short.push_str(line);
        // A value or a selector may go on in the next line.
        if !line.ends_with(['{', '}', ';', ',']) {
            short.push(' ');
        }
    }
}
