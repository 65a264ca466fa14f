//! A page that wants Trusted Types throws wherever a text is made into elements.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use wizard_core::{ControlId, Failure, FailureKind, Field, Record, SaveEvent, Step, Table};
use wizard_state::IoEvent;
use wizard_web::journal::{Found, StorageError};

use super::{
    fake::record,
    stage::{COMPLETE, Stage},
    watch,
};
use crate::{turn, until};

async fn all_steps(stage: &Stage) {
    for step in Step::ALL {
        stage.show(step).await;
    }
    stage.show(Step::Application).await;
}

#[wasm_bindgen_test]
async fn everything_is_drawn_without_a_text_that_is_parsed() {
    let parsed = watch::html();
    let entry = |name: &str, text: &str| Found {
        writer: "earlier".to_owned(),
        name: name.to_owned(),
        text: text.to_owned(),
    };
    let mut stage = Stage::new();
    stage.io.left.replace(vec![
        entry("companyId", r#"{"version":1,"at":1794999000000,"value":"restored"}"#),
        entry("clientId", r#"{"version":2}"#),
    ]);
    stage.draw_shell();
    stage.session.open();
    stage.io.loads.give(Ok(Record { is_token_generated: true, ..record(COMPLETE) }));
    until(|| stage.text(".shell").contains("1 change from")).await;
    stage.integrations.import.set(true);
    stage.integrations.health.set(Some("1".to_owned()));
    stage.warnings.set(vec!["A warning.".to_owned()]);
    all_steps(&stage).await;
    stage.add_row(Table::Authorization, "client_secret", " x ").await;
    stage.add_row(Table::AccessToken, "", "x").await;
    // Nobody leaves a field, so that nothing of it is on its way when the platform changes.
    for (field, text) in [(Field::BaseUrl, "nonsense"), (Field::ClientId, " B ")] {
        let control = ControlId::Field(field);
        stage.session.dispatch(SaveEvent::Typed { control, text: text.to_owned() });
    }
    stage.field(Field::CompanyId).fill("filled in");
    stage.secret().type_text("s3cret ");
    stage.secret().fire("blur");
    all_steps(&stage).await;
    stage.io.changed_elsewhere(r#"{"baseURL":"https://b.example","clientId":"C"}"#);
    stage.is("conflict").await;
    stage.button("Keep yours: Client ID").click();
    turn().await;
    stage.io.tell(IoEvent::JournalFailed(StorageError::Full));
    stage.io.saves.give(Err(Failure::of(FailureKind::SignedOut)));
    stage.io.pass(10_000);
    until(|| stage.button_named("Discard my changes").is_some()).await;
    stage.press("Discard my changes").await;
    stage.session.token().authorize();
    all_steps(&stage).await;
    assert_eq!(parsed.length(), 0, "{}", parsed.join("\n"));
}

#[wasm_bindgen_test]
async fn a_record_that_cannot_be_read_is_drawn_without_a_text_that_is_parsed() {
    let parsed = watch::html();
    let mut stage = Stage::new();
    stage.draw_shell();
    stage.session.open();
    stage.io.holds("[<b>broken</b>");
    until(|| stage.text(".shell").contains("What was found")).await;
    assert!(stage.get("b").is_none(), "it is a text");
    stage.press("Start over").await;
    stage.press("Start over").await;
    until(|| stage.text(".shell").contains("What was there before you started over")).await;
    all_steps(&stage).await;
    assert_eq!(parsed.length(), 0, "{}", parsed.join("\n"));
}
