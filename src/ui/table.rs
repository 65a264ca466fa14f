use reactive_graph::{prelude::*, signal::RwSignal};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, KeyboardEvent};
use wizard_core::{ControlId, Event, RowId, Table, lines};

use super::{
    control::{Control, id},
    dom::{El, Follows, button, el},
    entry::Entry,
    field::suggestions,
    words,
};
use crate::{
    app::{Held, View},
    text::{EN, fill},
};

/// A table of parameters.
pub(super) fn table(control: Control, table: Table) -> El {
    let name = table.name();
    let title = format!("{name}-title");
    // What happened to the rows, for ears.
    let spoken = RwSignal::new(String::new());
    let add = move || {
        if control.peek(View::is_read_only) {
            return;
        }
        control.happen(Event::RowAdded(table));
        let newest = control.peek(|view| view.rows(table).iter().map(|row| row.id).max());
        if let Some(row) = newest {
            control.focus(ControlId::Key(table, row));
        }
        say(spoken, EN.param_added);
    };
    let rows = move || control.read(|view| view.rows(table).iter().map(|row| row.id.0).collect());
    let none = move || {
        let is_empty =
            control.read(|view| view.held != Held::Unknown && view.rows(table).is_empty());
        if is_empty { EN.params_none.to_owned() } else { String::new() }
    };
    el("section").class("table").attr("aria-labelledby", &title).children([
        el("h3").attr("id", &title).text(words::table(table)),
        el("p").class("help").text(words::table_help(table)),
        suggestions(&format!("{name}-keys"), words::known_keys(table).iter().copied()),
        el("ul")
            .class("params")
            .list(rows, move |id| Row { control, table, id: RowId(id), spoken }.element()),
        el("p").class("none").text_of(none),
        button(words::add(table), add)
            .attr("id", &format!("{name}-add"))
            .attr_of("aria-disabled", move || read_only(control)),
        el("p").class("for-ears").attr("role", "status").text_of(move || spoken.get()),
    ])
}

/// For `aria-disabled`. A button that was really disabled would lose the focus, and with it the
/// person's place.
fn read_only(control: Control) -> Option<String> {
    control.read(View::is_read_only).then(|| "true".to_owned())
}

/// Has a sentence read out, also one that was read out last: a blank more makes it another.
fn say(spoken: RwSignal<String>, sentence: &str) {
    let again = spoken.with_untracked(|last| last == sentence);
    spoken.set(if again { format!("{sentence} ") } else { sentence.to_owned() });
}

/// What browsers give as the code of every key of a composition (UI Events, section 7.3.1).
const COMPOSING: u32 = 229;

/// A row of a table.
#[derive(Clone, Copy)]
struct Row {
    control: Control,
    table: Table,
    id: RowId,
    spoken: RwSignal<String>,
}

impl Row {
    fn element(self) -> El {
        let control = self.control;
        let (key_place, value_place) =
            (ControlId::Key(self.table, self.id), ControlId::Value(self.table, self.id));
        let key = Entry::new(self.control, key_place);
        let value = Entry::new(self.control, value_place);
        let is_fixed = control.peek(|view| {
            view.rows(self.table).iter().any(|row| row.id == self.id && row.is_fixed())
        });
        let key_input = key
            .element("input", is_fixed)
            .attr("type", "text")
            .attr("autocomplete", "off")
            .attr("list", &format!("{}-keys", self.table.name()))
            .on("paste", move |event| self.paste(false, event));
        let value_input = value
            .element("textarea", is_fixed)
            .attr("rows", "1")
            .attr("autocomplete", "off")
            .on("paste", move |event| self.paste(true, event))
            .on("keydown", move |event| self.move_on(event));
        let label = |place| el("label").attr("for", &id(place));
        let fixed = if is_fixed { EN.param_fixed } else { "" };
        let below = el("div").class("below").children([
            key.note(),
            value.note(),
            el("p").class("help").attr("id", &format!("{}-help", id(value_place))).text(fixed),
        ]);
        el("li").class("param").children([
            el("div").child(self.named(label(key_place), EN.key, ", ")).child(key_input),
            el("div").child(self.named(label(value_place), EN.value, ", ")).child(value_input),
            self.named(button("", move || self.remove()), EN.remove, " ")
                .class("remove")
                .attr_of("aria-disabled", move || read_only(control)),
            below,
        ])
    }

    /// A name that all rows share for eyes, and none for ears.
    fn named(self, element: El, text: &str, joint: &str) -> El {
        let which = move || {
            let place = self.control.read(|view| self.place(view)).unwrap_or_default();
            fill(words::param(self.table), &[("number", &(place + 1).to_string())])
        };
        element.text(text).child(el("span").class("for-ears").text(joint).text_of(which))
    }

    fn place(self, view: &View) -> Option<usize> {
        view.rows(self.table).iter().position(|row| row.id == self.id)
    }

    fn remove(self) {
        let (control, table) = (self.control, self.table);
        if control.peek(View::is_read_only) {
            return;
        }
        let (key, place) = control.peek(|view| {
            let key = view.text(ControlId::Key(table, self.id)).to_owned();
            (key, self.place(view).unwrap_or_default())
        });
        control.happen(Event::RowRemoved(table, self.id));
        control.happen(Event::Flush);
        let neighbour = control.peek(|view| {
            let rows = view.rows(table);
            rows.get(place).or_else(|| rows.last()).map(|row| row.id)
        });
        match neighbour {
            Some(row) => control.focus(ControlId::Key(table, row)),
            None => control.focus_on(format!("#{}-add", table.name())),
        }
        let removed = fill(EN.param_removed, &[("key", &key)]);
        say(self.spoken, &removed.replace("  ", " "));
    }

    fn paste(self, is_value: bool, event: web_sys::Event) {
        let Ok(event) = event.dyn_into::<ClipboardEvent>() else { return };
        let text = event.clipboard_data().and_then(|data| data.get_data("text").ok());
        let Some(params) = text.as_deref().and_then(lines) else { return };
        let (is_read_only, has_key) = self.control.peek(|view| {
            (view.is_read_only(), !view.text(ControlId::Key(self.table, self.id)).is_empty())
        });
        // Into the value of a key, lines are a value.
        if is_read_only || (is_value && has_key) {
            return;
        }
        event.prevent_default();
        let count = params.len().to_string();
        self.control.happen(Event::Pasted { table: self.table, row: self.id, params });
        say(self.spoken, &fill(EN.params_pasted, &[("count", &count)]));
    }

    /// In a control of several lines Enter would break the line; here it moves on as everywhere
    /// else, and breaks the line with Shift.
    fn move_on(self, event: web_sys::Event) {
        let Ok(event) = event.dyn_into::<KeyboardEvent>() else { return };
        // Safari ends a composition before this key, but says so by its code.
        let is_composing = event.is_composing() || event.key_code() == COMPOSING;
        if event.key() == "Enter" && !event.shift_key() && !is_composing {
            event.prevent_default();
            self.control.move_on(true);
        }
    }
}
