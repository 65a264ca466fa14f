//! A host that moves the element, or takes it away.

use std::time::Duration;

use e2e::{
    run_in_firefox,
    sandbox::{Entry, Fault, Kind, Operation},
};

use crate::host::{held, host, refuse_saves};

#[tokio::test(flavor = "multi_thread")]
async fn moved_in_the_page_it_keeps_every_character_and_saves_them() {
    run_in_firefox(async |world| {
        let page = host(world).await;
        page.type_over("Client ID", "moved").await;
        let moved = "void (document.body.prepend(document.createElement('aside')), \
            document.querySelector('aside').append(wizard()))";
        page.eval(moved, vec![]).await;
        assert_eq!(page.value("Client ID").await, "moved");
        page.until_state("saved").await;
        assert!(held(world).contains(r#""moved""#), "{}", held(world));
        page.type_into("Client ID", " and typed on").await;
        page.until_state("unsaved").await;
        page.until_state("saved").await;
        assert!(held(world).contains("moved and typed on"), "{}", held(world));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn removed_in_the_middle_of_a_save_it_saves_to_the_end() {
    run_in_firefox(async |world| {
        let page = host(world).await;
        world.sandbox.set_faults(vec![Fault::new(Kind::Hold).on(Operation::Save)]);
        page.type_over("Client ID", "first").await;
        page.until_state("saving").await;
        page.type_into("Client ID", " and second").await;
        page.eval("void (window.kept = wizard(), kept.remove())", vec![]).await;
        world.sandbox.clear_faults();
        let saved = |log: &[Entry]| {
            log.iter().any(|e| e.status == Some(200) && e.body.contains("first and second"))
        };
        world.sandbox.wait_for(saved, Duration::from_secs(20)).await.expect("a save of all");
        assert!(held(world).contains("first and second"), "{}", held(world));
        page.eval("void document.body.append(kept)", vec![]).await;
        page.until_value("Client ID", "first and second").await;
        page.until_state("saved").await;
        page.until_journal(<[_]>::is_empty).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn removed_while_saving_fails_it_comes_back_with_what_was_typed() {
    run_in_firefox(async |world| {
        let page = host(world).await;
        refuse_saves(world);
        page.type_over("Client ID", "not saved yet").await;
        page.until_state("failed").await;
        page.eval("void (window.kept = wizard(), kept.remove())", vec![]).await;
        page.eval("void document.body.append(kept)", vec![]).await;
        page.until_value("Client ID", "not saved yet").await;
        world.sandbox.clear_faults();
        page.until_state("saved").await;
        assert!(held(world).contains("not saved yet"), "{}", held(world));
    })
    .await;
}
