//! Hybrid Data Pipeline's OAuth applications, as its documents have them.

use sandbox::Sandbox;
use sandbox::hdp::{
    ADMINISTRATOR, DOCUMENTED, LARGE_ID, SALESFORCE_ID, TENANT_USER, TWICE_ID, UNKNOWN_STORE_ID,
};
use serde_json::{Value, json};

use crate::client::start;
use crate::systems::hdp;

async fn ids(sandbox: &Sandbox, query: &str) -> Vec<String> {
    let list = hdp(sandbox, &ADMINISTRATOR, query).await;
    assert_eq!((list.status, list.header("content-type")), (200, "application/json"));
    let list = list.json();
    let applications = list["applications"].as_array().expect("it is a list");
    applications.iter().map(|application| application["id"].to_string()).collect()
}

#[tokio::test]
async fn the_list_has_numbers_and_nothing_secret() {
    let sandbox = start().await;
    let list = hdp(&sandbox, &ADMINISTRATOR, "").await.json();
    let applications = list["applications"].as_array().expect("it is a list");
    assert!(applications.len() > 5);
    for application in applications {
        let members = application.as_object().expect("an application is an object");
        let names: Vec<_> = members.keys().map(String::as_str).collect();
        let known = [
            "id",
            "name",
            "dataStore",
            "tenantId",
            "description",
            "authorizeURI",
            "tokenURI",
            "scope",
        ];
        assert_eq!(names, known);
        assert!(application["id"].is_number(), "{application}");
    }
    let large = applications.last().expect("there are some");
    assert_eq!(large["id"].to_string(), LARGE_ID.to_string(), "its digits survive");
}

#[tokio::test]
async fn one_is_whole_and_its_id_is_a_text() {
    let sandbox = start().await;
    let path = format!("/{SALESFORCE_ID}");
    let one = hdp(&sandbox, &ADMINISTRATOR, &path).await.json();
    assert_eq!(one["id"], "18");
    assert_eq!(one["clientId"], "3MVG9sandboxSalesforce");
    assert_eq!(one["clientSecret"], "hdp-secret-of-18");
    assert_eq!(one["dataStore"].to_string(), "1");
}

#[tokio::test]
async fn the_documented_one_is_damaged_as_documented() {
    let sandbox = start().await;
    let one = hdp(&sandbox, &ADMINISTRATOR, "/17").await;
    assert_eq!((one.status, one.body.as_str()), (200, DOCUMENTED));
    assert!(serde_json::from_str::<Value>(&one.body).is_err());
    let repaired = one.body.replace("3890\"\n", "3890\",\n");
    let repaired: Value = serde_json::from_str(&repaired).expect("a comma was all");
    assert_eq!(repaired["scope"], "full_offline_access, test_repo");
}

#[tokio::test]
async fn so_is_a_list_of_nothing_else() {
    let sandbox = start().await;
    for login in [&ADMINISTRATOR, &TENANT_USER] {
        let list = hdp(&sandbox, login, "?tenantId=303").await;
        assert!(serde_json::from_str::<Value>(&list.body).is_err());
        let repaired = list.body.replace("object\"\n", "object\",\n");
        let repaired: Value = serde_json::from_str(&repaired).expect("a comma was all");
        assert_eq!(repaired["applications"][0]["id"].to_string(), "17");
    }
}

#[tokio::test]
async fn a_client_id_may_stand_there_twice() {
    let sandbox = start().await;
    let one = hdp(&sandbox, &ADMINISTRATOR, &format!("/{TWICE_ID}")).await;
    assert_eq!(one.body.matches("\"clientId\":").count(), 2);
}

#[tokio::test]
async fn a_data_store_may_be_unknown() {
    let sandbox = start().await;
    let one = hdp(&sandbox, &ADMINISTRATOR, &format!("/{UNKNOWN_STORE_ID}")).await.json();
    assert!(!["1", "54", "62", "63"].contains(&one["dataStore"].to_string().as_str()));
}

#[tokio::test]
async fn a_tenant_narrows_the_list_down() {
    let sandbox = start().await;
    let of_b = ids(&sandbox, "?tenantId=304").await;
    assert_eq!(of_b, ["19", "20", "22", "23"]);
    assert_eq!(ids(&sandbox, "?tenantName=TenantB").await, of_b);
    assert_eq!(ids(&sandbox, "?tenantName=System&tenantId=304").await, [""; 0]);
    assert_eq!(ids(&sandbox, "?tenantId=7").await, [""; 0]);
}

#[tokio::test]
async fn an_administrator_asks_on_behalf_of_others() {
    let sandbox = start().await;
    let own = hdp(&sandbox, &TENANT_USER, "").await;
    let on_behalf = hdp(&sandbox, &ADMINISTRATOR, "?user=hdp-tenant").await;
    assert_eq!((on_behalf.status, &on_behalf.body), (200, &own.body));
    let elsewhere = hdp(&sandbox, &ADMINISTRATOR, "/18?user=hdp-tenant").await;
    assert_eq!(elsewhere.status, 403);
    // Its words repeat what it was asked, whatever that is.
    let nobody = hdp(&sandbox, &ADMINISTRATOR, "?user=%3Cimg%20src=x%3E%E2%80%AEx").await;
    let words = "There is no user <img src=x>\u{202e}x.";
    assert_eq!((nobody.status, &nobody.json()["error"]["message"]["value"]), (400, &json!(words)));
    assert_eq!(hdp(&sandbox, &TENANT_USER, "?user=hdp-admin").await.status, 403);
}

#[tokio::test]
async fn what_is_not_there_is_the_documented_error() {
    let sandbox = start().await;
    for id in ["223344", "017", "17%20", "nonsense"] {
        let answer = hdp(&sandbox, &ADMINISTRATOR, &format!("/{id}")).await;
        let id = id.replace("%20", " ");
        let value = format!("Invalid OAuthApplicationId: {id}");
        let message = json!({ "lang": "en-US", "value": value });
        let error = json!({ "error": { "code": "222207711", "message": message } });
        assert_eq!((answer.status, answer.json()), (404, error));
    }
}
