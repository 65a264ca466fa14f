//! What the platform echoes of a save does not count: its own documents show echoes that differ.

use e2e::{run, sandbox::sample};

#[tokio::test(flavor = "multi_thread")]
async fn another_company_id_in_the_answer_to_a_save_replaces_nothing() {
    run(async |world| {
        // As JavaScript rounds an id above 2^53.
        let alter = "const send = fetch;
            window.echoes = 0;
            window.fetch = async (...args) => {
                const answer = await send(...args);
                if (!answer.url.endsWith('/graphql')) return answer;
                const text = await answer.clone().text();
                if (!text.includes('saveIPackInstanceOauth')) return answer;
                const altered = text.replaceAll('9341452451293689', '9341452451293688');
                window.echoes += altered !== text;
                const { status, headers } = answer;
                return new Response(altered, { status, headers });
            };";
        world.browser.before_each_page(alter).await;
        let page = world.open(&sample::DOCUMENTED, "application").await;
        page.type_over("Client ID", "B").await;
        page.until_state("unsaved").await;
        page.until_state("saved").await;
        page.until("echoes > 0", vec![]).await;
        assert_eq!(page.value("Company ID").await, "9341452451293689");
        page.type_into("Client ID", "C").await;
        page.until_state("unsaved").await;
        page.until_state("saved").await;
        assert_eq!(page.value("Company ID").await, "9341452451293689");
        let held = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert_eq!(held, sample::DOCUMENTED_DETAILS.replace(r#""A""#, r#""BC""#));
    })
    .await;
}
