//! Texts for tests of whatever reads what others have written: any at all, and ones that are almost JSON.

use proptest::{prelude::*, sample::Index};

/// Any text, also with what no keyboard has: what is no UTF-8 reads as U+FFFD, as it does in a browser.
pub(crate) fn any_text() -> impl Strategy<Value = String> {
    let bytes = prop::collection::vec(any::<u8>(), 0..200);
    prop_oneof![
        bytes.prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
        any::<String>(),
    ]
}

/// JSON with members of these names, whole or with a few pieces too many; or such pieces in any order.
pub(crate) fn almost_json(names: &'static [&'static str]) -> impl Strategy<Value = String> {
    let extra = prop::collection::vec((any::<Index>(), piece(names)), 0..4);
    let spoiled = (json(names), extra).prop_map(|(mut json, extra)| {
        for (place, piece) in extra {
            let places: Vec<_> = json.char_indices().map(|(at, _)| at).collect();
            json.insert_str(*place.get(&places), &piece);
        }
        json
    });
    let soup = prop::collection::vec(piece(names), 0..40).prop_map(|pieces| pieces.concat());
    prop_oneof![3 => spoiled, 1 => soup]
}

/// An object whose values can be anything, as it is written.
fn json(names: &'static [&'static str]) -> impl Strategy<Value = String> {
    let object = |members: Vec<(&str, String)>| {
        let members: Vec<_> =
            members.iter().map(|(name, json)| format!("\"{name}\":{json}")).collect();
        format!("{{{}}}", members.join(","))
    };
    let name = prop::sample::select(names);
    let value = value().prop_recursive(5, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec((name.clone(), inner.clone()), 0..6).prop_map(object),
            prop::collection::vec(inner, 0..4).prop_map(|items| format!("[{}]", items.join(","))),
        ]
    });
    prop::collection::vec((prop::sample::select(names), value), 0..8).prop_map(object)
}

/// A value that holds no other one, though some look as if they did.
fn value() -> impl Strategy<Value = String> {
    let values = vec![
        "null",
        "true",
        "0",
        "-1.5e3",
        "1e999",
        "\"\"",
        "\"a b,c\"",
        "\"😀😀😀 😀\"",
        "\"\\u0000\\ud83d\\ude00\"",
        "\"\\ud800\"",
        "\"{\\\"id\\\":1}\"",
    ];
    prop::sample::select(values).prop_map(str::to_owned)
}

/// A piece of what is, or is not, JSON.
fn piece(names: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "{", "}", "[", "]", ":", ",", "\"", "\\", "\\u", "\\ud800", "00", "-", "bare", "…", "...",
        "“", "”", "\0", "\u{1f}", "\u{7f}", "\u{85}", "\n", " ", "\u{a0}", "\u{feff}", "\u{200b}",
        "\u{202e}", "\u{fffd}", "ä",
    ]);
    let deep = prop::sample::select(vec!["[", "]", "{", "}", "{\"a\":", "[{\"a\":"]);
    prop_oneof![
        6 => piece.prop_map(str::to_owned),
        2 => prop::sample::select(names).prop_map(|name| format!("\"{name}\":")),
        2 => value(),
        1 => (deep, 1..50_usize).prop_map(|(piece, depth)| piece.repeat(depth)),
    ]
}
