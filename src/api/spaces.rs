//! The GraphQL API of Spaces that holds the record.

use std::rc::Rc;

use wizard_model::{Event, Failure, FailureKind, Key, Save, extensions};

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

    /// Asks, and gives what the answer is to the save machine; after one refusal of the bearer it
    /// asks once more with a fresh one.
    pub async fn ask(&self, key: &Key, request: Request) -> Event {
        let body = match &request {
            Request::Load => document::load(key),
            Request::Save(save) => document::save(key, save),
        };
        let mut answer = self.post(key, &body, &request).await;
        if let Event::Loaded(Err(failure)) | Event::Saved(Err(failure)) = &answer
            && failure.kind == FailureKind::SignedOut
        {
            self.bearer.forget();
            answer = self.post(key, &body, &request).await;
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
        let body = document::extensions(key);
        let ask = async || {
            let (reply, _) = self.send(key, &body).await;
            reply::attachments(&reply?)
        };
        let mut attachments = ask().await;
        if attachments.as_ref().is_err_and(|failure| failure.kind == FailureKind::SignedOut) {
            self.bearer.forget();
            attachments = ask().await;
        }
        let attachments = attachments?;
        Ok(attachments.iter().find_map(|attachment| {
            let extensions = attachment.get("environmentExtensions")?;
            extensions::has_token(extensions, &key.process_id, &key.connection_id)
        }))
    }

    /// Sends a body, and gives the answer with the bearer that it was asked with.
    async fn send(&self, key: &Key, body: &str) -> (Result<Reply, Failure>, Option<String>) {
        match self.bearer.get().await {
            Err(failure) => (Err(failure), None),
            Ok(token) => {
                let bearer = token.as_ref().map(|token| format!("Bearer {token}"));
                let mut headers = vec![("SPACE_GUID", key.catalog_guid.as_str())];
                headers.push(("Accept", "application/json"));
                if let Some(bearer) = &bearer {
                    headers.push(("Authorization", bearer));
                }
                (
                    http::request("POST", &self.endpoint, &headers, http::Body::Json(body)).await,
                    token,
                )
            }
        }
    }

    async fn post(&self, key: &Key, body: &str, request: &Request) -> Event {
        let (reply, bearer) = self.send(key, body).await;
        let read = |reply: Result<Reply, Failure>| match request {
            Request::Load => Event::Loaded(reply.and_then(|reply| reply::record(&reply))),
            Request::Save(_) => {
                Event::Saved(reply.and_then(|reply| reply::acknowledgement(&reply)))
            }
        };
        let mut answer = read(reply);
        // What the platform says is shown and copied; a bearer that it repeats is not.
        if let Event::Loaded(Err(Failure { said: Some(said), .. }))
        | Event::Saved(Err(Failure { said: Some(said), .. })) = &mut answer
        {
            *said = reply::fit_to_show(said, bearer.as_deref());
        }
        answer
    }
}
