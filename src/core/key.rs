/// The five ids that name one record on the platform.
///
/// Each is an opaque text. None is ever read as a number: `9341452451293689` would not survive it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The installed integration pack.
    pub integration_pack_instance_id: String,
    /// The environment that the pack is attached to.
    pub env_id: String,
    /// The process in the pack.
    pub process_id: String,
    /// The connection in the process.
    pub connection_id: String,
    /// The Space's guid.
    pub catalog_guid: String,
}

/// One of the five ids, to say which is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPart {
    /// `integrationPackInstanceId`
    IntegrationPackInstanceId,
    /// `envId`
    EnvId,
    /// `processId`
    ProcessId,
    /// `connectionId`
    ConnectionId,
    /// `catalogGuid`
    CatalogGuid,
}

impl KeyPart {
    /// The attribute of the element that gives this id.
    pub const fn attribute(self) -> &'static str {
        match self {
            Self::IntegrationPackInstanceId => "integration-pack-instance-id",
            Self::EnvId => "env-id",
            Self::ProcessId => "process-id",
            Self::ConnectionId => "connection-id",
            Self::CatalogGuid => "space-guid",
        }
    }
}

impl Key {
    /// The ids with their names in the API, in the order of the query's documentation.
    pub fn members(&self) -> [(&'static str, &str); 5] {
        [
            ("integrationPackInstanceId", &self.integration_pack_instance_id),
            ("envId", &self.env_id),
            ("processId", &self.process_id),
            ("connectionId", &self.connection_id),
            ("catalogGuid", &self.catalog_guid),
        ]
    }
}
