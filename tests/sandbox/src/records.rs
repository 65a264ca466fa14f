//! The records of the platform, in `SQLite`.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, OptionalExtension, Result, Row, params};
use serde::Deserialize;
use uuid::Uuid;

const TABLE: &str = "CREATE TABLE IF NOT EXISTS record (
    integrationPackInstanceId TEXT NOT NULL,
    envId TEXT NOT NULL,
    processId TEXT NOT NULL,
    connectionId TEXT NOT NULL,
    catalogGuid TEXT NOT NULL,
    id TEXT NOT NULL,
    isTokenGenerated INTEGER,
    oauthConnectorDetails TEXT,
    clientId TEXT NOT NULL,
    clientSecret TEXT NOT NULL,
    PRIMARY KEY (integrationPackInstanceId, envId, processId, connectionId, catalogGuid)
) STRICT";

/// The connections that have an access token. Which one it is does nobody good to know here, so it is
/// kept nowhere.
const TOKENS: &str = "CREATE TABLE IF NOT EXISTS accessToken (
    integrationPackInstanceId TEXT NOT NULL,
    envId TEXT NOT NULL,
    processId TEXT NOT NULL,
    connectionId TEXT NOT NULL,
    catalogGuid TEXT NOT NULL,
    PRIMARY KEY (integrationPackInstanceId, envId, processId, connectionId, catalogGuid)
) STRICT";

const KEY: &str = "integrationPackInstanceId = ?1 AND envId = ?2 AND processId = ?3
    AND connectionId = ?4 AND catalogGuid = ?5";

const COLUMNS: &str = "integrationPackInstanceId, envId, processId, connectionId, catalogGuid,
    id, isTokenGenerated, oauthConnectorDetails, clientId, clientSecret";

/// The five ids that name one record.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Key {
    /// `integrationPackInstanceId`: the installed pack.
    pub integration_pack_instance_id: String,
    /// `envId`: the environment.
    pub env_id: String,
    /// `processId`: the process in the pack.
    pub process_id: String,
    /// `connectionId`: the connection in the process.
    pub connection_id: String,
    /// `catalogGuid`: the Space.
    pub catalog_guid: String,
}

/// What the platform holds for a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The five ids.
    pub key: Key,
    /// The id that the platform made.
    pub id: String,
    /// `isTokenGenerated`; the API allows null.
    pub is_token_generated: Option<bool>,
    /// `oauthConnectorDetails`, to the byte as it was sent; the API allows null.
    pub oauth_connector_details: Option<String>,
    /// The `clientId` beside the details; no documented operation gives it back.
    pub client_id: String,
    /// The `clientSecret` as it was sent, by contract never a real one.
    pub client_secret: String,
}

impl Record {
    /// An empty record with a new id.
    pub fn new(key: Key) -> Self {
        Self {
            key,
            id: Uuid::new_v4().to_string(),
            is_token_generated: None,
            oauth_connector_details: None,
            client_id: String::new(),
            client_secret: String::new(),
        }
    }

    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            key: Key {
                integration_pack_instance_id: row.get(0)?,
                env_id: row.get(1)?,
                process_id: row.get(2)?,
                connection_id: row.get(3)?,
                catalog_guid: row.get(4)?,
            },
            id: row.get(5)?,
            is_token_generated: row.get(6)?,
            oauth_connector_details: row.get(7)?,
            client_id: row.get(8)?,
            client_secret: row.get(9)?,
        })
    }
}

/// All records; a clone is another handle on the same ones.
#[derive(Clone, Debug)]
pub struct Records(Arc<Mutex<Connection>>);

impl Records {
    /// Records that are gone with their last handle. Fails if `SQLite` does.
    pub fn memory() -> Result<Self> {
        Self::on(Connection::open_in_memory()?)
    }

    /// Records in a file, made if it is missing. Fails if the file cannot be opened or is no database.
    pub fn file(path: &Path) -> Result<Self> {
        Self::on(Connection::open(path)?)
    }

    fn on(connection: Connection) -> Result<Self> {
        connection.execute(TABLE, [])?;
        connection.execute(TOKENS, [])?;
        Ok(Self(Arc::new(Mutex::new(connection))))
    }

    /// The record of a key, if there is one. Fails if `SQLite` does.
    pub fn get(&self, key: &Key) -> Result<Option<Record>> {
        let sql = format!("SELECT {COLUMNS} FROM record WHERE {KEY}");
        self.connection().query_row(&sql, ids(key), Record::from_row).optional()
    }

    /// Keeps a record and answers it as it is held now: where the key has a record already, that one
    /// keeps its id and takes everything else. Fails if `SQLite` does.
    pub fn put(&self, record: &Record) -> Result<Record> {
        let sql = format!(
            "INSERT INTO record ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
             ON CONFLICT DO UPDATE SET
                isTokenGenerated = excluded.isTokenGenerated,
                oauthConnectorDetails = excluded.oauthConnectorDetails,
                clientId = excluded.clientId,
                clientSecret = excluded.clientSecret
             RETURNING {COLUMNS}"
        );
        let values = params![
            record.key.integration_pack_instance_id,
            record.key.env_id,
            record.key.process_id,
            record.key.connection_id,
            record.key.catalog_guid,
            record.id,
            record.is_token_generated,
            record.oauth_connector_details,
            record.client_id,
            record.client_secret,
        ];
        self.connection().query_row(&sql, values, Record::from_row)
    }

    /// Writes down that a connection has an access token. Fails if `SQLite` does.
    pub fn keep_token(&self, key: &Key) -> Result<()> {
        let sql = "INSERT OR IGNORE INTO accessToken VALUES (?1, ?2, ?3, ?4, ?5)";
        self.connection().execute(sql, ids(key)).map(drop)
    }

    /// Whether a connection has an access token. Fails if `SQLite` does.
    pub fn has_token(&self, key: &Key) -> Result<bool> {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM accessToken WHERE {KEY})");
        self.connection().query_row(&sql, ids(key), |row| row.get(0))
    }

    /// Sets `isTokenGenerated` of a record and nothing else, if its details are still these to the
    /// byte. Fails if `SQLite` does.
    pub(crate) fn set_generated(&self, key: &Key, details: &str) -> Result<()> {
        let sql = format!(
            "UPDATE record SET isTokenGenerated = 1 WHERE {KEY} AND oauthConnectorDetails = ?6"
        );
        let values = ids(key).into_iter().chain([details]);
        self.connection().execute(&sql, rusqlite::params_from_iter(values)).map(drop)
    }

    /// All records, the oldest first. Fails if `SQLite` does.
    pub fn all(&self) -> Result<Vec<Record>> {
        let connection = self.connection();
        let mut query =
            connection.prepare(&format!("SELECT {COLUMNS} FROM record ORDER BY rowid"))?;
        query.query_map([], Record::from_row)?.collect()
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn ids(key: &Key) -> [&str; 5] {
    [
        &key.integration_pack_instance_id,
        &key.env_id,
        &key.process_id,
        &key.connection_id,
        &key.catalog_guid,
    ]
}
