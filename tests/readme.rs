//! The README's tables are what the code has.

const README: &str = include_str!("../README.md");
const ELEMENT: &str = include_str!("../src/element/spaces-oauth-wizard.js");
const EVENTS: &str = include_str!("../src/element/events.rs");
const OVERVIEW: &str = include_str!("../src/neighbours/overview/mod.rs");
const TOKENS: &str = include_str!("../style/tokens.css");

/// The first cells of the table under a heading cell: all that stands there between backticks.
fn table(heading: &str) -> Vec<&'static str> {
    let start = README.find(&format!("\n| {heading} |")).expect("the README has that table");
    let rows = README[start + 1..].lines().skip(2).take_while(|line| line.starts_with('|'));
    rows.flat_map(|row| {
        let first = row.split('|').nth(1).unwrap_or_default();
        first.split('`').skip(1).step_by(2)
    })
    .collect()
}

/// The texts between quotation marks in a list of the element's script.
fn list(name: &str) -> Vec<&'static str> {
    let start = ELEMENT.find(&format!("const {name} = [")).expect("the script has that list");
    let (list, _) = ELEMENT[start..].split_once("];").expect("the list has an end");
    list.split('"').skip(1).step_by(2).collect()
}

fn sorted(mut names: Vec<&str>) -> Vec<&str> {
    names.sort_unstable();
    names
}

#[test]
fn every_attribute_is_told() {
    assert_eq!(sorted(table("attribute")), sorted(list("ATTRIBUTES")));
}

#[test]
fn every_property_that_is_no_attribute_is_told() {
    let mut functions = list("FUNCTIONS");
    functions.extend(["getToken", "retry()", "focus()"]);
    assert_eq!(sorted(table("property")), sorted(functions));
}

#[test]
fn every_event_is_told() {
    let names = |text: &'static str| {
        let quoted = text.split('"').skip(1).step_by(2);
        quoted.filter(|name| name.starts_with("wizard-")).collect::<Vec<_>>()
    };
    let mut events = names(EVENTS);
    // Told where no WebAssembly runs any more.
    events.extend(names(ELEMENT));
    events.extend(names(OVERVIEW));
    events.sort_unstable();
    events.dedup();
    let told = table("event").into_iter().filter(|name| name.starts_with("wizard-")).collect();
    assert_eq!(sorted(told), sorted(events));
}

#[test]
fn every_token_is_told_with_its_default() {
    let tokens = |text: &'static str| {
        let found = text.split("--wizard-").skip(1);
        found.map(|rest| rest.split([',', '`', ' ']).next().unwrap_or_default())
    };
    let mut ours: Vec<_> = tokens(TOKENS.split_once('{').expect("there is a rule").1).collect();
    ours.sort_unstable();
    ours.dedup();
    let told: Vec<_> =
        table("token").into_iter().map(|name| name.trim_start_matches("--wizard-")).collect();
    assert_eq!(sorted(told), ours);
    for row in README.lines().filter(|line| line.starts_with("| `--wizard-")) {
        let cells: Vec<_> = row.split('|').map(str::trim).collect();
        let name = cells[1].trim_matches('`');
        let line = TOKENS.lines().find(|line| line.contains(&format!("var({name},")));
        let line = line.unwrap_or_default();
        for value in cells[3].trim_end_matches(", …").split(", ") {
            assert!(line.contains(value), "{name}: {value} is not in {line}");
        }
        assert!(line.contains(cells[4].trim_matches('`')), "{name}: {line}");
        assert_eq!(cells[4].is_empty(), !line.contains("--boomi-"), "{name}");
    }
}

#[test]
fn every_part_is_told() {
    let (_, list) = README.split_once("The parts are ").expect("the README lists the parts");
    let (list, _) = list.split_once('.').expect("the list has an end");
    let told: Vec<_> = list.split('`').skip(1).step_by(2).collect();
    assert_eq!(told, wizard_web::dom::PARTS);
}
