//! A host page that starts the token and says no outcome: the platform's own field tells.

use e2e::{
    Page, World, run,
    sandbox::{Operation, sample},
};

use crate::host::host;

const GENERATED: &str = "The access token was generated.";

async fn ready(world: &World) -> Page<'_> {
    let page = host(world).await;
    page.until_state("saved").await;
    world
        .sandbox
        .page("/provider.html", "<!doctype html><html lang=en><title>Provider</title>Provider");
    let url = format!("{}/provider.html?response_type=code&client_id=A", world.sandbox.origin());
    let set = format!(
        "void (wizard().authorize = async () => ({{ authorizationUrl: '{url}' }}), \
         wizard().step = 'authorize')"
    );
    page.eval(&set, vec![]).await;
    page.enter_secret("s3cret").await;
    page
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_appears_there_is_the_one() {
    run(async |world| {
        let page = ready(world).await;
        page.generate().await;
        page.until_token("waiting").await;
        let looks = |log: &[e2e::sandbox::Entry]| {
            let looked =
                |e: &&e2e::sandbox::Entry| e.is(Operation::Extensions) && e.status.is_some();
            log.iter().filter(looked).count() > 1
        };
        let patience = std::time::Duration::from_secs(20);
        world.sandbox.wait_for(looks, patience).await.expect("it looks more than once");
        assert_eq!(world.is_token_generated(&sample::DOCUMENTED), Some(false));
        world
            .sandbox
            .records()
            .keep_token(&sample::DOCUMENTED.key())
            .expect("memory can be written");
        page.until_shown(GENERATED).await;
        page.until_token("generated").await;
        page.until_state("saved").await;
        assert_eq!(world.is_token_generated(&sample::DOCUMENTED), Some(true));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_second_token_nobody_can_tell() {
    run(async |world| {
        world
            .sandbox
            .records()
            .keep_token(&sample::DOCUMENTED.key())
            .expect("memory can be written");
        let page = ready(world).await;
        page.press_for_window("Generate token").await;
        page.until_token("waiting").await;
        page.until_shown("Answer the provider, then say so here").await;
        page.press("I have answered").await;
        page.until_shown("This page cannot tell how it ended.").await;
        page.until_token("failed").await;
        assert_eq!(world.is_token_generated(&sample::DOCUMENTED), Some(false));
    })
    .await;
}
