//! The host page's settings, and what is missing or wrong in them.

use wizard_client::spaces;
use wizard_core::{Field, FormOptions, Key, KeyPart, Part, Step, base_url};

use super::HostProblem;

/// The element's attributes, as they were written; absent ones are `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// Address of the GraphQL API, may be relative to the page.
    pub endpoint: Option<String>,
    /// The Space's guid; else the page's own `?guid=`.
    pub space_guid: Option<String>,
    /// The installed integration pack.
    pub integration_pack_instance_id: Option<String>,
    /// The environment.
    pub env_id: Option<String>,
    /// The process.
    pub process_id: Option<String>,
    /// The connection.
    pub connection_id: Option<String>,
    /// The platform's address; the API is `graphql` beneath it unless `endpoint` says otherwise.
    pub platform_url: Option<String>,
    /// The address where a host without script gives its bearer.
    pub token_url: Option<String>,
    /// The address of the relay that starts the generation of a token.
    pub relay_url: Option<String>,
    /// The address that the relay brings people back to who answer the provider in the page's own
    /// tab.
    pub return_url: Option<String>,
    /// The account that the connection belongs to, which is in its redirect URI.
    pub account_id: Option<String>,
    /// The grant of the connection (RFC 6749, section 1.3): who needs a token that a person allows?
    pub grant_type: Option<String>,
    /// Present where an OAuth application of Hybrid Data Pipeline can fill the form.
    pub hdp_import: Option<String>,
    /// The server that such applications can be had from.
    pub hdp_url: Option<String>,
    /// The `OpenInt` connection whose health is shown.
    pub openint_connection_id: Option<String>,
    /// The address of `OpenInt`'s API, if it is not the public one.
    pub openint_url: Option<String>,
    /// `auto`, `light` or `dark`.
    pub theme: Option<String>,
    /// `comfortable` or `compact`.
    pub density: Option<String>,
    /// The step to show.
    pub step: Option<String>,
    /// Names of the fields that have to be filled in; empty for none of them.
    pub required_fields: Option<String>,
    /// Names of the controls that are not shown.
    pub hidden_fields: Option<String>,
}

/// A config with which the wizard can work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ready {
    /// Address of the GraphQL API, whole.
    pub endpoint: String,
    /// Whose record it is about; of a pack's overview its other three ids are empty.
    pub key: Key,
    /// The step that the host wants to see.
    pub step: Option<Step>,
    /// The host page's wishes for the form.
    pub options: FormOptions,
    /// The address of the relay, whole, without a slash at its end.
    pub relay: Option<String>,
    /// The address that the relay brings people back to, whole.
    pub return_url: Option<String>,
    /// The redirect URI that has to be registered with the provider, or the attribute that is missing
    /// for it.
    pub redirect_uri: Result<String, &'static str>,
    /// The problems that keep nothing from working.
    pub warnings: Vec<HostProblem>,
}

/// Grants and whether they need a token that a person allows. The last ones get theirs alone.
const GRANTS: [(&str, bool); 4] = [
    ("authorization_code", true),
    ("password", true),
    ("client_credentials", false),
    ("urn:ietf:params:oauth:grant-type:jwt-bearer", false),
];

const THEMES: [&str; 3] = ["auto", "light", "dark"];
const DENSITIES: [&str; 2] = ["comfortable", "compact"];

impl Ready {
    /// Returns `true` if it is about a whole pack, whose overview is shown.
    pub const fn is_of_pack(&self) -> bool {
        self.key.connection_id.is_empty()
    }
}

impl Config {
    /// The attributes, as `get` gives them by their names.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            endpoint: get("endpoint"),
            space_guid: get("space-guid"),
            integration_pack_instance_id: get("integration-pack-instance-id"),
            env_id: get("env-id"),
            process_id: get("process-id"),
            connection_id: get("connection-id"),
            platform_url: get("platform-url"),
            token_url: get("token-url"),
            relay_url: get("relay-url"),
            return_url: get("return-url"),
            account_id: get("account-id"),
            grant_type: get("grant-type"),
            hdp_import: get("hdp-import"),
            hdp_url: get("hdp-url"),
            openint_connection_id: get("openint-connection-id"),
            openint_url: get("openint-url"),
            theme: get("theme"),
            density: get("density"),
            step: get("step"),
            required_fields: get("required-fields"),
            hidden_fields: get("hidden-fields"),
        }
    }

    /// Reads the config.
    ///
    /// `page_guid` is the guid in the page's own address; `resolve` makes an address a whole one
    /// against the page's, or says that no page can ask it.
    ///
    /// # Errors
    ///
    /// Everything that keeps the wizard from working, in the order of the documentation.
    pub fn ready(
        &self,
        page_guid: Option<&str>,
        resolve: impl Fn(&str) -> Option<String>,
    ) -> Result<Ready, Vec<HostProblem>> {
        let mut problems = Vec::new();
        let endpoint = self.endpoint(&resolve).unwrap_or_else(|problem| {
            problems.push(problem);
            String::new()
        });
        if let Some(value) = filled(self.token_url.as_ref())
            && resolve(value).is_none()
        {
            problems.push(bad_address("token-url", value));
        }
        let mut whole = |attribute, value: Option<&String>| {
            let value = filled(value)?;
            let whole = resolve(value);
            if whole.is_none() {
                problems.push(bad_address(attribute, value));
            }
            whole
        };
        let relay = whole("relay-url", self.relay_url.as_ref());
        let return_url = whole("return-url", self.return_url.as_ref());
        // Each of them gets the bearer. A page that is itself http may ask its own server.
        let own = resolve("/").filter(|own| own.starts_with("http:"));
        let is_own = |url: &str| own.as_ref().is_some_and(|own| url.starts_with(own.as_str()));
        let token_url = filled(self.token_url.as_ref()).and_then(&resolve);
        let attribute = if self.endpoint.is_some() { "endpoint" } else { "platform-url" };
        for (attribute, url) in [
            (attribute, Some(&endpoint)),
            ("relay-url", relay.as_ref()),
            ("token-url", token_url.as_ref()),
        ] {
            if let Some(url) =
                url.filter(|url| !url.is_empty() && !base_url::is_safe(url) && !is_own(url))
            {
                problems.push(HostProblem::Insecure { attribute, value: url.clone() });
            }
        }
        let relay = relay.map(|url| url.trim_end_matches('/').to_owned());
        let key = self.key(page_guid, &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut warnings = Vec::new();
        let step = match filled(self.step.as_ref()) {
            None => None,
            Some(name) => Step::named(name).or_else(|| {
                let known = Step::ALL.map(Step::name);
                warnings.push(unknown("step", name, &known));
                None
            }),
        };
        for (attribute, value, known) in
            [("theme", &self.theme, &THEMES[..]), ("density", &self.density, &DENSITIES)]
        {
            if let Some(value) = filled(value.as_ref()).filter(|value| !known.contains(value)) {
                warnings.push(unknown(attribute, value, known));
            }
        }
        for (attribute, value) in [("hdp-url", &self.hdp_url), ("openint-url", &self.openint_url)] {
            let Some(value) = filled(value.as_ref()) else { continue };
            match resolve(value) {
                None => warnings.push(bad_address(attribute, value)),
                Some(url) if !base_url::is_safe(&url) => {
                    warnings.push(HostProblem::Insecure { attribute, value: url });
                }
                Some(_) => {}
            }
        }
        let options = self.options(&mut warnings);
        let redirect_uri = self.redirect_uri(resolve);
        Ok(Ready { endpoint, key, step, options, relay, return_url, redirect_uri, warnings })
    }

    /// Returns `true` if the host page wants the import from Hybrid Data Pipeline; `has` says whether it has
    /// a function.
    pub fn wants_import(&self, has: impl Fn(&str) -> bool) -> bool {
        // Frameworks write what is not so as "false".
        self.hdp_import.as_deref().is_some_and(|value| value != "false")
            || filled(self.hdp_url.as_ref()).is_some()
            || has("getHdpApplications")
    }

    /// The settings that the health of an `OpenInt` connection is drawn with, as one text; it is
    /// drawn anew when that changes. `None` if the host page does not want it.
    pub fn health(&self, has: impl Fn(&str) -> bool) -> Option<String> {
        let id = filled(self.openint_connection_id.as_ref())?;
        let url = filled(self.openint_url.as_ref()).unwrap_or_default();
        let [token, connection] = ["getOpenIntToken", "getOpenIntConnection"].map(has);
        Some(format!("{id} {url} {token} {connection}"))
    }

    fn options(&self, warnings: &mut Vec<HostProblem>) -> FormOptions {
        let mut options = FormOptions::default();
        if let Some(names) = &self.required_fields {
            let required = parts("required-fields", names, Field::ALL.map(Part::Field), warnings);
            let field = |part| match part {
                Part::Field(field) => Some(field),
                _ => None,
            };
            options.required = required.into_iter().filter_map(field).collect();
        }
        if let Some(grant) = filled(self.grant_type.as_ref()) {
            match GRANTS.into_iter().find(|(name, _)| *name == grant) {
                Some((_, needs_token)) => options.needs_token = needs_token,
                None => warnings.push(unknown("grant-type", grant, &GRANTS.map(|(name, _)| name))),
            }
        }
        if let Some(names) = &self.hidden_fields {
            options.hidden = parts("hidden-fields", names, Part::all(), warnings);
        }
        options
    }

    /// `{platform-url}/account/{account-id}/oauth2/callback`, as the platform documents it.
    fn redirect_uri(
        &self,
        resolve: impl Fn(&str) -> Option<String>,
    ) -> Result<String, &'static str> {
        let account = filled(self.account_id.as_ref()).ok_or("account-id")?;
        let platform =
            filled(self.platform_url.as_ref()).and_then(resolve).ok_or("platform-url")?;
        Ok(format!("{}/account/{account}/oauth2/callback", platform.trim_end_matches('/')))
    }

    /// The attributes that name a key, as they were written.
    pub fn ids(&self) -> [Option<String>; 5] {
        [
            &self.space_guid,
            &self.integration_pack_instance_id,
            &self.env_id,
            &self.process_id,
            &self.connection_id,
        ]
        .map(Clone::clone)
    }

    /// The look that the host wants.
    pub fn theme(&self) -> &str {
        filled(self.theme.as_ref()).filter(|theme| THEMES.contains(theme)).unwrap_or("auto")
    }

    fn endpoint(&self, resolve: impl Fn(&str) -> Option<String>) -> Result<String, HostProblem> {
        if let Some(value) = filled(self.endpoint.as_ref()) {
            return resolve(value).ok_or_else(|| bad_address("endpoint", value));
        }
        let base = filled(self.platform_url.as_ref()).ok_or(HostProblem::NoEndpoint)?;
        resolve(&spaces::endpoint(base)).ok_or_else(|| bad_address("platform-url", base))
    }

    fn key(&self, page_guid: Option<&str>, problems: &mut Vec<HostProblem>) -> Key {
        let parts = [&self.env_id, &self.process_id, &self.connection_id];
        let is_of_pack = parts.into_iter().all(|id| filled(id.as_ref()).is_none());
        let mut id = |value: Option<&str>, part: KeyPart| {
            match part {
                _ if value.is_some() => {}
                KeyPart::IntegrationPackInstanceId | KeyPart::CatalogGuid => {
                    problems.push(HostProblem::MissingId(part));
                }
                _ if is_of_pack => {}
                _ => problems.push(HostProblem::MissingPart(part)),
            }
            value.unwrap_or_default().to_owned()
        };
        let pack = filled(self.integration_pack_instance_id.as_ref());
        let guid = filled(self.space_guid.as_ref()).or(page_guid).filter(|guid| !guid.is_empty());
        Key {
            integration_pack_instance_id: id(pack, KeyPart::IntegrationPackInstanceId),
            env_id: id(filled(self.env_id.as_ref()), KeyPart::EnvId),
            process_id: id(filled(self.process_id.as_ref()), KeyPart::ProcessId),
            connection_id: id(filled(self.connection_id.as_ref()), KeyPart::ConnectionId),
            catalog_guid: id(guid, KeyPart::CatalogGuid),
        }
    }
}

/// The parts whose names are in a list, with a warning for each name that is none's.
fn parts(
    attribute: &'static str,
    names: &str,
    known: impl IntoIterator<Item = Part>,
    warnings: &mut Vec<HostProblem>,
) -> Vec<Part> {
    let known: Vec<_> = known.into_iter().collect();
    let names = names.split(|c: char| c == ',' || c.is_whitespace()).filter(|n| !n.is_empty());
    let mut found = Vec::new();
    for name in names {
        if let Some(part) = known.iter().find(|part| part.name() == name) {
            found.push(*part);
        } else {
            let known: Vec<_> = known.iter().map(|part| part.name()).collect();
            warnings.push(unknown(attribute, name, &known));
        }
    }
    found
}

/// A value that says something; an empty attribute is as good as none.
fn filled(value: Option<&String>) -> Option<&str> {
    value.map(|value| value.trim()).filter(|value| !value.is_empty())
}

fn bad_address(attribute: &'static str, value: &str) -> HostProblem {
    HostProblem::BadAddress { attribute, value: value.to_owned() }
}

fn unknown(attribute: &'static str, value: &str, known: &[&str]) -> HostProblem {
    HostProblem::UnknownValue { attribute, value: value.to_owned(), known: known.join(", ") }
}
