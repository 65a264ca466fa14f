//! The GraphQL API of Spaces that holds the record.

use std::rc::Rc;

use wizard_model::{Failure, FailureKind, Key, Record, Save};

use super::{
    bearer::Bearer,
    document, http,
    reply::{self, Reply},
};

/// The API as one host page reaches it.
pub struct Spaces {
    endpoint: String,
    bearer: Rc<Bearer>,
}

impl Spaces {
    /// The API at an address.
    pub const fn new(endpoint: String, bearer: Rc<Bearer>) -> Self {
        Self { endpoint, bearer }
    }

    /// What the platform holds for a key.
    ///
    /// # Errors
    ///
    /// Why there is no answer to that.
    pub async fn load(&self, key: &Key) -> Result<Record, Failure> {
        self.ask(key, document::load(key), reply::record).await
    }

    /// Writes a key's record and gives its id, where the platform tells it.
    ///
    /// # Errors
    ///
    /// Why the platform has not acknowledged it.
    pub async fn save(&self, key: &Key, save: &Save) -> Result<Option<String>, Failure> {
        self.ask(key, document::save(key, save), reply::acknowledgement).await
    }

    /// Posts a body and reads the answer; after one refusal of the bearer once more with a fresh
    /// one.
    async fn ask<T>(
        &self,
        key: &Key,
        body: String,
        read: fn(&Reply) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let first = self.post(key, &body).await.and_then(|reply| read(&reply));
        match first {
            Err(failure) if failure.kind == FailureKind::SignedOut => {
                self.bearer.forget();
                self.post(key, &body).await.and_then(|reply| read(&reply))
            }
            other => other,
        }
    }

    async fn post(&self, key: &Key, body: &str) -> Result<Reply, Failure> {
        let bearer = self.bearer.get().await?.map(|token| format!("Bearer {token}"));
        let mut headers = vec![("SPACE_GUID", key.catalog_guid.as_str())];
        headers.push(("Accept", "application/json"));
        if let Some(bearer) = &bearer {
            headers.push(("Authorization", bearer));
        }
        http::post_json(&self.endpoint, &headers, body).await
    }
}
