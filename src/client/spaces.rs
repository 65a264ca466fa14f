//! The GraphQL API of Spaces that holds the record.

use std::{cell::RefCell, rc::Rc};

use wizard_core::{Failure, Key, Record, Save, extensions, raw_object::RawObject};
use wizard_web::http::{self, Body, Method, Reply};

use crate::{bearer::Bearer, document, reply};

/// The API as one host page reaches it.
pub struct Spaces {
    endpoint: String,
    bearer: Rc<Bearer>,
}

/// The API's address on a platform, as the platform documents it.
pub fn endpoint(platform_url: &str) -> String {
    format!("{}/graphql", platform_url.trim_end_matches('/'))
}

impl Spaces {
    /// The API at an address.
    pub const fn new(endpoint: String, bearer: Rc<Bearer>) -> Self {
        Self { endpoint, bearer }
    }

    /// The API's address, whole.
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// The record that the platform holds for a key.
    ///
    /// # Errors
    ///
    /// The reason why there is no answer.
    pub async fn load(&self, key: &Key) -> Result<Record, Failure> {
        let body = document::load(key);
        self.ask(&key.catalog_guid, document::LOAD, Body::Question(&body), reply::record).await
    }

    /// Writes a key's record and gives the platform's own id of it.
    ///
    /// # Errors
    ///
    /// The reason why it was not acknowledged.
    pub async fn save(&self, key: &Key, save: &Save) -> Result<Option<String>, Failure> {
        let body = document::save(key, save);
        self.ask(&key.catalog_guid, document::SAVE, Body::Json(&body), reply::acknowledgement).await
    }

    /// True if a save would leave at once and outlive its page: its bearer need not be asked for
    /// first, and it is small enough.
    pub fn would_outlive_page(&self, key: &Key, save: &Save) -> bool {
        self.bearer.is_at_hand() && http::outlives_page(&document::save(key, save))
    }

    /// The platform's own word, from its list of a connection's fields, on an access token: there is one, there
    /// is none, or it does not say.
    ///
    /// # Errors
    ///
    /// The reason why there is no answer.
    pub async fn has_token(&self, key: &Key) -> Result<Option<bool>, Failure> {
        let pack = &key.integration_pack_instance_id;
        let attachments = self.extensions(&key.catalog_guid, pack, &[&key.env_id]).await?;
        Ok(attachments.iter().find_map(|attachment| {
            let extensions = attachment.get("environmentExtensions")?;
            extensions::has_token(extensions, &key.process_id, &key.connection_id)
        }))
    }

    /// The extensions that environments hold for a pack.
    ///
    /// # Errors
    ///
    /// The reason why there is no answer.
    pub async fn extensions(
        &self,
        catalog_guid: &str,
        pack: &str,
        environments: &[&str],
    ) -> Result<Vec<RawObject>, Failure> {
        let body = document::extensions(pack, environments);
        self.list(catalog_guid, document::EXTENSIONS, &body).await
    }

    /// The environments of a Space, and which packs each is attached to.
    ///
    /// # Errors
    ///
    /// The reason why there is no answer.
    pub async fn environments(&self, catalog_guid: &str) -> Result<Vec<RawObject>, Failure> {
        self.list(catalog_guid, document::ENVIRONMENTS, &document::environments()).await
    }

    /// The processes of a pack.
    ///
    /// # Errors
    ///
    /// The reason why there is no answer.
    pub async fn processes(
        &self,
        catalog_guid: &str,
        pack: &str,
    ) -> Result<Vec<RawObject>, Failure> {
        self.list(catalog_guid, document::PROCESSES, &document::processes(pack)).await
    }

    async fn list(
        &self,
        catalog_guid: &str,
        field: &str,
        body: &str,
    ) -> Result<Vec<RawObject>, Failure> {
        let body = Body::Question(body);
        self.ask(catalog_guid, field, body, |reply| reply::list(reply, field)).await
    }

    /// Sends a body and reads the answer; after one refusal of the bearer, once more with a fresh one.
    async fn ask<T>(
        &self,
        catalog_guid: &str,
        field: &str,
        body: Body<'_>,
        read: impl Fn(&Reply) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let (reply, bearer) = self.reply_to(catalog_guid, field, body).await;
        reply.and_then(|reply| read(&reply)).map_err(|mut failure| {
            // The platform's words are shown and copied; a bearer that they repeat is not.
            failure.message =
                failure.message.map(|message| reply::fit_to_show(&message, bearer.as_deref()));
            failure
        })
    }

    /// Sends a body, and gives the reply with the bearer that it is to.
    async fn reply_to(
        &self,
        catalog_guid: &str,
        field: &str,
        body: Body<'_>,
    ) -> (Result<Reply, Failure>, Option<String>) {
        let bearer = RefCell::default();
        let send = async |token: Option<String>| {
            bearer.replace(token.clone());
            self.send(catalog_guid, body, token).await
        };
        let is_refused = |reply: &Result<Reply, Failure>| {
            reply.as_ref().is_ok_and(|reply| reply::refuses_bearer(reply, field))
        };
        let reply = self.bearer.send(send, is_refused).await;
        (reply, bearer.into_inner())
    }

    /// Sends a body with a bearer.
    async fn send(
        &self,
        catalog_guid: &str,
        body: Body<'_>,
        token: Option<String>,
    ) -> Result<Reply, Failure> {
        let bearer = token.map(|token| format!("Bearer {token}"));
        let mut headers = vec![("SPACE_GUID", catalog_guid), ("Accept", "application/json")];
        headers.extend(bearer.as_deref().map(|bearer| ("Authorization", bearer)));
        http::request(Method::POST, &self.endpoint, &headers, body).await
    }
}
