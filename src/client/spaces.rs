//! The GraphQL API of Spaces that holds the record.

use std::rc::Rc;

use wizard_core::{Event, Failure, Key, Save, extensions, raw_object::RawObject};
use wizard_web::http::{self, Reply};

use super::{bearer::Bearer, document, reply};

/// The API as one host page reaches it.
pub struct Spaces {
    endpoint: String,
    bearer: Rc<Bearer>,
}

/// Where the API is on a platform, as the platform documents it.
pub fn endpoint(platform_url: &str) -> String {
    format!("{}/graphql", platform_url.trim_end_matches('/'))
}

/// What can be asked of the API.
#[derive(Clone, Debug)]
pub enum Request {
    /// What the platform holds for a key.
    Load,
    /// To write a key's record.
    Save(Save),
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

    /// Whether a save would leave at once and outlive its page: its bearer need not be asked for
    /// first, and it is small enough.
    pub fn would_outlive_page(&self, key: &Key, save: &Save) -> bool {
        self.bearer.is_at_hand() && http::outlives_page(&document::save(key, save))
    }

    /// Load.
    ///
    /// # Errors
    ///
    /// Why.
    pub async fn load(&self, key: &Key) -> Result<wizard_core::Record, Failure> {
        match self.ask(key, Request::Load).await {
            Event::Loaded(answer) => answer,
            _ => Err(Failure::of(wizard_core::FailureKind::NoData)),
        }
    }

    /// Save.
    ///
    /// # Errors
    ///
    /// Why.
    pub async fn save(&self, key: &Key, save: &Save) -> Result<Option<String>, Failure> {
        match self.ask(key, Request::Save(save.clone())).await {
            Event::Saved(answer) => answer,
            _ => Err(Failure::of(wizard_core::FailureKind::NoData)),
        }
    }

    /// Asks, and gives what the answer is to the save machine.
    pub async fn ask(&self, key: &Key, request: Request) -> Event {
        let (name, body) = match &request {
            Request::Load => (document::LOAD, document::load(key)),
            Request::Save(save) => (document::SAVE, document::save(key, save)),
        };
        let (reply, bearer) = self.send(&key.catalog_guid, name, &body).await;
        let mut answer = match request {
            Request::Load => Event::Loaded(reply.and_then(|reply| reply::record(&reply))),
            Request::Save(_) => {
                Event::Saved(reply.and_then(|reply| reply::acknowledgement(&reply)))
            }
        };
        if let Event::Loaded(Err(failure)) | Event::Saved(Err(failure)) = &mut answer {
            fit(failure, bearer.as_deref());
        }
        answer
    }

    /// Whether the platform's own list of a connection's fields says that it has an access token;
    /// `None` where it does not say.
    ///
    /// # Errors
    ///
    /// Why there is no answer.
    pub async fn has_token(&self, key: &Key) -> Result<Option<bool>, Failure> {
        let pack = &key.integration_pack_instance_id;
        let attachments = self.extensions(&key.catalog_guid, pack, &[&key.env_id]).await?;
        Ok(attachments.iter().find_map(|attachment| {
            let extensions = attachment.get("environmentExtensions")?;
            extensions::has_token(extensions, &key.process_id, &key.connection_id)
        }))
    }

    /// What environments hold for a pack.
    ///
    /// # Errors
    ///
    /// Why there is no answer.
    pub async fn extensions(
        &self,
        catalog_guid: &str,
        pack: &str,
        environments: &[&str],
    ) -> Result<Vec<RawObject>, Failure> {
        let body = document::extensions(pack, environments);
        self.list(catalog_guid, &body, document::EXTENSIONS).await
    }

    /// The environments of a Space, and which packs each is attached to.
    ///
    /// # Errors
    ///
    /// Why there is no answer.
    pub async fn environments(&self, catalog_guid: &str) -> Result<Vec<RawObject>, Failure> {
        self.list(catalog_guid, &document::environments(), document::ENVIRONMENTS).await
    }

    /// The processes of a pack.
    ///
    /// # Errors
    ///
    /// Why there is no answer.
    pub async fn processes(
        &self,
        catalog_guid: &str,
        pack: &str,
    ) -> Result<Vec<RawObject>, Failure> {
        self.list(catalog_guid, &document::processes(pack), document::PROCESSES).await
    }

    async fn list(
        &self,
        catalog_guid: &str,
        body: &str,
        name: &str,
    ) -> Result<Vec<RawObject>, Failure> {
        let (reply, bearer) = self.send(catalog_guid, name, body).await;
        let mut found = reply.and_then(|reply| reply::list(&reply, name));
        if let Err(failure) = &mut found {
            fit(failure, bearer.as_deref());
        }
        found
    }

    /// Sends a body, after one refusal of the bearer once more with a fresh one. Gives the answer with the
    /// bearer that it was asked with.
    async fn send(
        &self,
        catalog_guid: &str,
        name: &str,
        body: &str,
    ) -> (Result<Reply, Failure>, Option<String>) {
        let mut was_refused = false;
        loop {
            let token = match self.bearer.get().await {
                Err(failure) => return (Err(failure), None),
                Ok(token) => token,
            };
            let bearer = token.as_ref().map(|token| format!("Bearer {token}"));
            let mut headers = vec![("SPACE_GUID", catalog_guid)];
            headers.push(("Accept", "application/json"));
            if let Some(bearer) = &bearer {
                headers.push(("Authorization", bearer));
            }
            let body = http::Body::Json(body);
            let reply = http::request("POST", &self.endpoint, &headers, body).await;
            let is_refused = reply.as_ref().is_ok_and(|reply| reply::refuses_bearer(reply, name));
            if was_refused || !is_refused {
                return (reply, token);
            }
            was_refused = true;
            self.bearer.forget();
        }
    }
}

/// What the platform says is shown and copied; a bearer that it repeats is not.
fn fit(failure: &mut Failure, bearer: Option<&str>) {
    if let Some(said) = &mut failure.message {
        *said = reply::fit_to_show(said, bearer);
    }
}
