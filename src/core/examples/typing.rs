//! The costs of a key in a form of 10, 100 and 1,000 parameters, in milliseconds:
//! `cargo run --release -p wizard-core --example typing`.

use std::time::Instant;

use wizard_core::{
    Content, ControlId, FormOptions, JournalIndex, Now, Record, RowId, SaveEvent, SaveMachine,
    Table, TokenStatus,
};

const TABLE: Table = Table::Authorization;

fn main() {
    println!(
        "{:>6} {:>9} {:>9} {:>9} {:>9} {:>9}",
        "rows", "open", "value", "key", "focus", "paste"
    );
    for count in [10, 100, 1_000] {
        let times = [open(count), value(count), key(count), focus(count), paste(count)];
        print!("{count:>6}");
        for time in times {
            print!(" {time:>9.4}");
        }
        println!();
    }
}

/// Everything that a wizard does for an event.
struct Wizard {
    machine: SaveMachine,
    journal: JournalIndex,
    now: u64,
}

impl Wizard {
    fn does(&mut self, event: SaveEvent) {
        self.now += 1;
        self.machine.step(Now { ms: self.now, wall: self.now, jitter: 500 }, event);
        let options = FormOptions::default();
        let needs = self.machine.checks(&options).needs(wizard_core::Step::Review);
        let token = TokenStatus::of(&self.machine, &options);
        let changes = self.journal.changes(&self.machine, self.now).len();
        std::hint::black_box((needs, token, changes, self.machine.state()));
    }

    fn opened() -> Self {
        let journal = JournalIndex::new("one".to_owned());
        let mut wizard = Self { machine: SaveMachine::new(), journal, now: 1_000_000 };
        wizard.does(SaveEvent::Open);
        wizard.does(SaveEvent::Restored(Vec::new()));
        wizard
    }

    fn with(count: usize) -> Self {
        let mut wizard = Self::opened();
        wizard.does(loaded(count));
        wizard.does(SaveEvent::RowAdded(TABLE));
        wizard
    }

    fn types(&mut self, control: ControlId, text: &str) {
        self.does(SaveEvent::Typed { control, text: text.to_owned() });
    }
}

fn loaded(count: usize) -> SaveEvent {
    let params: Vec<_> =
        (0..count).map(|n| format!(r#""parameter_{n}":"the value of number {n}""#)).collect();
    let json = format!(
        r#"{{"baseURL":"https://api.example","clientId":"A","authParams":{{{}}}}}"#,
        params.join(",")
    );
    let content = Content::read(Some(&json));
    SaveEvent::Loaded(Ok(Record { id: None, is_token_generated: true, content }))
}

/// The median of several times, in milliseconds.
fn timed(times: u32, mut act: impl FnMut(u32)) -> f64 {
    let mut all: Vec<f64> = (0..times)
        .map(|n| {
            let begin = Instant::now();
            act(n);
            begin.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

const fn times(count: usize) -> u32 {
    if count > 100 { 100 } else { 500 }
}

fn open(count: usize) -> f64 {
    timed(times(count).min(50), |_| {
        let mut wizard = Wizard::opened();
        wizard.does(loaded(count));
    })
}

fn value(count: usize) -> f64 {
    let mut wizard = Wizard::with(count);
    let place = ControlId::Value(TABLE, RowId(u32::try_from(count / 2).unwrap_or_default()));
    wizard.does(SaveEvent::Focused(Some(place)));
    timed(times(count), |n| wizard.types(place, &format!("typed {n}")))
}

fn key(count: usize) -> f64 {
    let mut wizard = Wizard::with(count);
    let place = ControlId::Key(TABLE, RowId(u32::try_from(count).unwrap_or_default()));
    wizard.does(SaveEvent::Focused(Some(place)));
    timed(times(count), |n| wizard.types(place, &format!("typed_{n}")))
}

fn focus(count: usize) -> f64 {
    let mut wizard = Wizard::with(count);
    timed(times(count), |n| {
        let row = RowId(n % u32::try_from(count).unwrap_or_default());
        wizard.does(SaveEvent::Focused(Some(ControlId::Value(TABLE, row))));
    })
}

fn paste(count: usize) -> f64 {
    timed(times(count).min(20), |_| {
        let mut wizard = Wizard::with(0);
        let params = (0..count).map(|n| (format!("parameter_{n}"), format!("value {n}"))).collect();
        wizard.does(SaveEvent::Pasted { table: TABLE, row: RowId(0), params });
    })
}
