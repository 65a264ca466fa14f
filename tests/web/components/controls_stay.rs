//! A control is never rebuilt while it has the focus: an element that is another one has lost the text,
//! the caret and the composition of the one before.

use wasm_bindgen_test::wasm_bindgen_test;
use wizard_core::{
    ControlId, Failure, FailureKind, Field, FormOptions, Part, RowId, SaveEvent, Side, Step, Table,
};
use wizard_state::IoEvent;
use wizard_web::journal::StorageError;

use super::{
    control::Control,
    stage::{COMPLETE, Stage, has_focus},
    watch::Changes,
};
use crate::{turn, until};

const TABLE: Table = Table::Authorization;
const KEYS: usize = 200;

/// What a control says of itself, and may change. One whose attributes are built anew loses its id first.
const CHANGING: [&str; 3] = ["aria-invalid", "aria-required", "readonly"];

/// Finds a control of a kind on stage.
type Find = fn(&Stage) -> Control;

const FIELD: Find = |stage| stage.field(Field::ClientId);
const SECRET: Find = Stage::secret;
const KEY: Find = |stage| stage.control(ControlId::Key(TABLE, RowId(0)));
const VALUE: Find = |stage| stage.control(ControlId::Value(TABLE, RowId(0)));

/// A control that the person works in, and what must become of it: nothing.
struct Held {
    find: Find,
    control: Control,
    text: String,
    changes: Changes,
}

impl Held {
    /// Gives it the focus and types into it, letter by letter.
    async fn typed_into(stage: &Stage, find: Find) -> Self {
        let control = find(stage);
        control.focus();
        let mut text = control.text();
        for key in 0..KEYS {
            text.push(char::from(b'a' + u8::try_from(key % 26).unwrap()));
            control.type_text(&text);
            turn().await;
        }
        control.set_caret(3);
        let changes = Changes::of(&control.0);
        let held = Self { find, control, text, changes };
        held.stays(stage, "keys");
        held
    }

    /// It is the same element with the same text, and the caret is where the person has put it.
    fn stays(&self, stage: &Stage, after: &str) {
        assert!(self.control == (self.find)(stage), "another element after {after}");
        assert!(has_focus(&self.control.0), "no focus after {after}");
        assert_eq!(self.control.text(), self.text, "after {after}");
        assert_eq!(self.control.caret(), Some(3.0), "after {after}");
        let mut attributes = self.changes.attributes();
        attributes.retain(|name| !CHANGING.contains(&name.as_str()));
        assert_eq!(attributes, [""; 0], "after {after}");
    }
}

/// Everything that can happen around a control that is on screen.
async fn everything_around(stage: &Stage, held: &Held) {
    stage.options(|options| options.required = Field::ALL.to_vec()).await;
    held.stays(stage, "a change of what is required");
    stage.options(|options| options.hidden = vec![Part::Field(Field::BaseUrl)]).await;
    held.stays(stage, "a change of what is hidden");
    stage.options(|_| {}).await;
    stage.io.changed_elsewhere(
        r#"{"baseURL":"https://b.example","companyId":"9","clientId":"theirs",
        "authParams":{"scope":"theirs"}}"#,
    );
    until(|| stage.session.save().text(ControlId::Field(Field::BaseUrl)) == "https://b.example")
        .await;
    turn().await;
    held.stays(stage, "a record that was changed elsewhere");
    let conflicts = stage.session.save().with_untracked(wizard_core::SaveMachine::conflicts);
    for conflict in conflicts {
        stage.session.dispatch(SaveEvent::Chosen(conflict.path, Side::Mine));
    }
    turn().await;
    held.stays(stage, "a choice");
    stage.io.saves.give(Err(Failure::of(FailureKind::PlatformDown)));
    stage.io.pass(5_000);
    turn().await;
    held.stays(stage, "a failure");
    stage.io.tell(IoEvent::JournalFailed(StorageError::Full));
    turn().await;
    held.stays(stage, "a full disk");
    stage.io.takes_saves();
    stage.session.dispatch(SaveEvent::Retry);
    stage.is("saved").await;
    held.stays(stage, "a save");
    stage.authorize().await;
    held.stays(stage, "a token that is asked for");
    stage.session.token().dispatch(wizard_core::TokenEvent::Cancelled);
    turn().await;
    held.stays(stage, "a token that is not wanted any more");
}

/// A step that was left is still there, with its controls.
async fn a_step_and_back(stage: &Stage, held: &Held) {
    let step = stage.find("[aria-current]");
    for step in [Step::Review, Step::Authorize] {
        stage.show(step).await;
    }
    step.click();
    turn().await;
    assert!(held.control == (held.find)(stage), "another element after a change of step");
    assert_eq!(held.control.text(), held.text);
}

#[wasm_bindgen_test]
async fn a_field_stays() {
    let stage = Stage::shell(COMPLETE).await;
    let held = Held::typed_into(&stage, FIELD).await;
    everything_around(&stage, &held).await;
    a_step_and_back(&stage, &held).await;
}

#[wasm_bindgen_test]
async fn the_secret_stays() {
    let stage = Stage::shell(COMPLETE).await;
    let held = Held::typed_into(&stage, SECRET).await;
    everything_around(&stage, &held).await;
}

#[wasm_bindgen_test]
async fn the_key_of_a_parameter_stays() {
    let stage = Stage::shell(COMPLETE).await;
    stage.show(Step::Parameters).await;
    let held = Held::typed_into(&stage, KEY).await;
    everything_around(&stage, &held).await;
    a_step_and_back(&stage, &held).await;
}

#[wasm_bindgen_test]
async fn the_value_of_a_parameter_stays() {
    let stage = Stage::shell(COMPLETE).await;
    stage.show(Step::Parameters).await;
    let held = Held::typed_into(&stage, VALUE).await;
    everything_around(&stage, &held).await;
    a_step_and_back(&stage, &held).await;
}

#[wasm_bindgen_test]
async fn a_record_that_comes_late_takes_no_control_away() {
    let mut stage = Stage::new();
    stage.draw_shell();
    stage.session.open();
    let held = Held::typed_into(&stage, FIELD).await;
    stage.io.holds(COMPLETE);
    until(|| stage.field(Field::BaseUrl).text() == "https://api.example").await;
    held.stays(&stage, "the record");
}

/// A number that follows from the one before, so that a test that fails does so again.
const fn next(number: u32) -> u32 {
    number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223)
}

/// Something that happens, by a number.
fn happen(stage: &Stage, number: u32) {
    let text = format!("text {}", number % 7);
    let field = Field::ALL[(number >> 8) as usize % 3];
    let rows = stage.rows(TABLE);
    let row = rows.get((number >> 8) as usize % rows.len().max(1)).copied();
    match (number >> 16) % 14 {
        0 => stage.session.dispatch(SaveEvent::Typed { control: ControlId::Field(field), text }),
        1 => stage.session.dispatch(SaveEvent::RowAdded(TABLE)),
        2 => stage.session.secret().set(text),
        3 => stage.io.pass(700),
        4 => stage.io.changed_elsewhere(&format!(r#"{{"baseURL":"{text}","companyId":"{text}"}}"#)),
        5 => stage.io.takes_saves(),
        6 => stage.io.saves.give(Err(Failure::of(FailureKind::Unreachable))),
        7 => stage.session.dispatch(SaveEvent::Retry),
        8 => {
            let required = Field::ALL[..number as usize % 3].to_vec();
            stage.session.set_options(FormOptions { required, ..FormOptions::default() });
        }
        9 => stage.io.tell(IoEvent::JournalFailed(StorageError::Denied)),
        10 => stage.io.tell(IoEvent::JournalSettled),
        11 => stage.session.dispatch(SaveEvent::Flush),
        kind => {
            if let Some(row) = row {
                let control = ControlId::Value(TABLE, row);
                stage.session.dispatch(match kind {
                    12 => SaveEvent::Typed { control, text },
                    _ => SaveEvent::RowRemoved(TABLE, row),
                });
            }
        }
    }
}

/// Attributes that are rebuilt set each property of their element to `undefined` first, which an `input`
/// shows as a text. So no control is in a closure that runs again.
#[wasm_bindgen_test]
async fn whatever_happens_no_control_is_written_over() {
    let stage = Stage::shell(COMPLETE).await;
    stage.show(Step::Parameters).await;
    stage.show(Step::Application).await;
    let held = Held::typed_into(&stage, FIELD).await;
    let of_field = held.control.watch_sets();
    let mut number = 1;
    for _ in 0..200 {
        number = next(number);
        // What the person types themselves is theirs.
        let is_own =
            (number >> 16) % 14 == 0 && Field::ALL[(number >> 8) as usize % 3] == Field::ClientId;
        if !is_own {
            happen(&stage, number);
        }
        turn().await;
        held.stays(&stage, &format!("event {number}"));
        for control in stage.all("input, textarea") {
            assert_ne!(Control(control).text(), "undefined");
        }
    }
    assert_eq!(of_field.texts(), [""; 0]);
}
