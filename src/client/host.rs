//! The host page's function `authorize`, which starts a token's generation in a relay's place.

use futures::future::LocalBoxFuture;
use js_sys::{Function, JSON, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wizard_core::{Failure, FailureKind, Outcome, redact};

use crate::start::{OutcomeAnswer, StartAnswer, StartRequest, get};

/// Calls the function. With its answer comes the outcome where it promises one.
pub(crate) async fn start(
    function: &Function,
    request: &StartRequest<'_>,
) -> Result<(StartAnswer, Option<LocalBoxFuture<'static, Option<Outcome>>>), Failure> {
    let hidden = |error| without_secret(refused(&error), &request.secret);
    // Nothing here holds the argument any more while the host takes its time.
    let answer = {
        let argument = JSON::parse(&request.to_json()).unwrap_or_default();
        function.call1(&JsValue::UNDEFINED, &argument).map_err(hidden)?
    };
    let answer = JsFuture::from(Promise::resolve(&answer)).await.map_err(hidden)?;
    let start = StartAnswer::of(&answer).ok_or(Failure::of(FailureKind::NoData))?;
    let outcome = get(&answer, "outcome");
    let promises = !(outcome.is_undefined() || outcome.is_null());
    Ok((start, promises.then(|| outcome_of(&outcome))))
}

/// The outcome that a promise comes to; none where it does not say.
fn outcome_of(promise: &JsValue) -> LocalBoxFuture<'static, Option<Outcome>> {
    // From now on, so that the browser does not report a promise that is rejected before anybody waits.
    let answer = JsFuture::from(Promise::resolve(promise));
    Box::pin(async move {
        let outcome = OutcomeAnswer::of(&answer.await.ok()?)?.outcome();
        outcome.filter(|outcome| *outcome != Outcome::Pending)
    })
}

/// The failure of a function that has thrown.
fn refused(error: &JsValue) -> Failure {
    let message = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    Failure { message: message.or_else(|| error.as_string()), ..Failure::of(FailureKind::Refused) }
}

/// A failure whose words do not repeat a secret.
pub(crate) fn without_secret(mut failure: Failure, secret: &str) -> Failure {
    if let Some(message) = &mut failure.message {
        redact(message, secret);
    }
    failure
}
