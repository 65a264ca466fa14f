use std::rc::Rc;

use wizard_client::token::{StartRequest, Started};
use wizard_core::{Attempt, Failure, Field, Fingerprint, Outcome, OutcomeSource};
use wizard_state::{LocalBoxFuture, TokenConfig, TokenStarter};

use super::answers::Answers;

/// A relay that starts a token when the test says so.
#[derive(Default)]
pub struct FakeStarter {
    /// Its answers.
    pub starts: Answers<()>,
}

impl TokenStarter for FakeStarter {
    fn can_start(&self) -> bool {
        true
    }

    fn relay_address(&self) -> &'static str {
        "https://relay.example"
    }

    fn start<'a>(
        &'a self,
        request: StartRequest<'a>,
    ) -> LocalBoxFuture<'a, Result<Started, Failure>> {
        Box::pin(async move {
            self.starts.ask().await;
            let client_id = request.details.text(Field::ClientId);
            let query = format!("response_type=code&client_id={client_id}");
            let attempt = Attempt {
                url: format!("https://provider.example/authorize?{query}"),
                client_id,
                settings: Fingerprint::of_settings(request.details),
                expires_at: 0,
                source: OutcomeSource::Relay("1".to_owned()),
                is_checked: false,
                brings_back: false,
            };
            Ok(Started { attempt, outcome: None, carries_secret: false })
        })
    }

    fn poll<'a>(&'a self, _: &'a str) -> LocalBoxFuture<'a, Result<Outcome, Failure>> {
        Box::pin(std::future::pending())
    }

    fn cancel<'a>(&'a self, _: &'a str) -> LocalBoxFuture<'a, ()> {
        Box::pin(std::future::ready(()))
    }
}

/// What a host page gives that has a relay.
pub fn token_config(starter: &Rc<FakeStarter>) -> TokenConfig {
    TokenConfig {
        starter: Rc::<FakeStarter>::clone(starter),
        redirect_uri: Ok("https://relay.example/callback".to_owned()),
        return_url: None,
        encrypt: None,
    }
}

/// Nobody starts tokens.
pub struct Nobody;

impl TokenStarter for Nobody {
    fn can_start(&self) -> bool {
        false
    }

    fn relay_address(&self) -> &'static str {
        ""
    }

    fn start<'a>(&'a self, _: StartRequest<'a>) -> LocalBoxFuture<'a, Result<Started, Failure>> {
        Box::pin(std::future::pending())
    }

    fn poll<'a>(&'a self, _: &'a str) -> LocalBoxFuture<'a, Result<Outcome, Failure>> {
        Box::pin(std::future::pending())
    }

    fn cancel<'a>(&'a self, _: &'a str) -> LocalBoxFuture<'a, ()> {
        Box::pin(std::future::ready(()))
    }
}
