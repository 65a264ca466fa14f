//! The records that a new database starts with, and the connections that the demo pages offer.

use rusqlite::Result;
use serde::Serialize;

use crate::records::{Key, Record, Records};

/// The Space of all demo connections, as in the documents' samples.
pub const CATALOG_GUID: &str = "796eeeb4-1b2f-4965-898a-7e443";

/// The child account of the demo's Space, part of the redirect URI.
pub const ACCOUNT_ID: &str = "childaccount-Q7K2M9";

/// `oauthConnectorDetails` of the documented sample response, to the byte.
pub const DOCUMENTED_DETAILS: &str = r#"{"baseURL":"https://baseURL.com","clientId":"A","companyId":"9341452451293689","authParams":{"key":"value"},"accessTokenParams":{"key":"value"}}"#;

/// Details that hold more than the wizard knows, and a company id that is a number, too large and too
/// odd for a 64-bit float.
pub const FOREIGN_DETAILS: &str = r#"{"schemaVersion":3,"baseURL":"https://sandbox-quickbooks.api.intuit.com","companyId":9341452451293689,"clientId":"ABfQ7tTsample","authParams":{"scope":"com.intuit.quickbooks.accounting","retries":2},"accessTokenParams":{},"vendor":{"name":"Northwind","regions":["eu","us"],"limits":{"perMinute":1.50}},"checkedBy":null}"#;

/// Details that are not JSON: cut off in the middle.
pub const BROKEN_DETAILS: &str =
    r#"{"baseURL":"https://sandbox-quickbooks.api.intuit.com","clientId":"ABfQ7"#;

/// A connection that the demo pages offer.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DemoConnection {
    /// Its name.
    pub label: &'static str,
    /// What it shows.
    pub note: &'static str,
    /// The installed pack.
    pub integration_pack_instance_id: &'static str,
    /// The environment.
    pub env_id: &'static str,
    /// The process.
    pub process_id: &'static str,
    /// The connection.
    pub connection_id: &'static str,
    /// The Space.
    pub catalog_guid: &'static str,
}

impl DemoConnection {
    /// The key of its record.
    pub fn key(&self) -> Key {
        Key {
            integration_pack_instance_id: self.integration_pack_instance_id.to_owned(),
            env_id: self.env_id.to_owned(),
            process_id: self.process_id.to_owned(),
            connection_id: self.connection_id.to_owned(),
            catalog_guid: self.catalog_guid.to_owned(),
        }
    }
}

/// The sample of the documents.
pub const DOCUMENTED: DemoConnection = DemoConnection {
    label: "Documented sample",
    note: "The record of the API documents, no token generated yet",
    integration_pack_instance_id: "test-101",
    env_id: "2",
    process_id: "1",
    connection_id: "3",
    catalog_guid: CATALOG_GUID,
};

/// A connection that has no record.
pub const EMPTY: DemoConnection = DemoConnection {
    label: "QuickBooks, nothing saved yet",
    note: "A newly installed pack: the platform holds no record",
    integration_pack_instance_id: "SW50ZWdyYXRpb25QYWNrSW5zdGFuY2UyNzk3Mg",
    env_id: "5f2b9f3e-7c1a-4f0e-9d55-0c3a7c1de001",
    process_id: "a4f0f4de-52e3-4b53-8f0f-6f2ce4b0c001",
    connection_id: "c7f6b0aa-3b6d-4b0b-8a59-1b2dd2a0e001",
    catalog_guid: CATALOG_GUID,
};

/// A connection whose details hold what other writers left.
pub const FOREIGN: DemoConnection = DemoConnection {
    label: "QuickBooks, shared with another tool",
    note: "Details with members, a nested object and numbers that the wizard did not write",
    connection_id: "c7f6b0aa-3b6d-4b0b-8a59-1b2dd2a0e002",
    ..EMPTY
};

/// A connection whose details are not JSON.
pub const BROKEN: DemoConnection = DemoConnection {
    label: "QuickBooks, damaged details",
    note: "Details that are not JSON",
    connection_id: "c7f6b0aa-3b6d-4b0b-8a59-1b2dd2a0e003",
    ..EMPTY
};

/// The connections that the demo pages offer, in their order.
pub const CONNECTIONS: [DemoConnection; 4] = [DOCUMENTED, EMPTY, FOREIGN, BROKEN];

/// Names of the demo's environments and processes.
const NAMES: [(&str, &str); 4] = [
    (DOCUMENTED.env_id, "Test"),
    (EMPTY.env_id, "Production"),
    (DOCUMENTED.process_id, "Copy customers"),
    (EMPTY.process_id, "Send invoices"),
];

/// The name of a demo environment, process or connection; none for any other id.
pub(crate) fn name_of(id: &str) -> Option<&'static str> {
    let connections = CONNECTIONS.iter().map(|demo| (demo.connection_id, demo.label));
    NAMES.into_iter().chain(connections).find(|(known, _)| *known == id).map(|(_, name)| name)
}

/// Puts the first records into an empty database; leaves any other as it is.
pub(crate) fn load(records: &Records) -> Result<()> {
    if !records.all()?.is_empty() {
        return Ok(());
    }
    let mut documented = record(&DOCUMENTED, false, DOCUMENTED_DETAILS);
    "7665cc47-6acf-4e39-83c0-08721".clone_into(&mut documented.id);
    records.put(&documented)?;
    records.put(&record(&FOREIGN, true, FOREIGN_DETAILS))?;
    records.keep_token(&FOREIGN.key())?;
    records.put(&record(&BROKEN, false, BROKEN_DETAILS))?;
    Ok(())
}

fn record(connection: &DemoConnection, is_token_generated: bool, details: &str) -> Record {
    Record {
        is_token_generated: Some(is_token_generated),
        oauth_connector_details: Some(details.to_owned()),
        client_id: "dummyClientId".to_owned(),
        client_secret: "dummyClientSecret".to_owned(),
        ..Record::new(connection.key())
    }
}
