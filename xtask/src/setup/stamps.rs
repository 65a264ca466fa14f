//! Notes about what was made already.

use super::announce::announce;
use crate::{Result, project::Project};
use std::path::PathBuf;

/// Small files that say what was made, with its version; and a lock, so that two set-ups at once
/// wait for each other.
pub(super) struct Stamps {
    folder: PathBuf,
    _lock: std::fs::File,
}

impl Stamps {
    /// Opens the notes of a project, once no other set-up of it has them.
    pub(super) fn open(project: &Project) -> Result<Self> {
        let folder = project.tools.join("stamps");
        let failed = |e| format!("{} cannot be written: {e}.", folder.display());
        std::fs::create_dir_all(&folder).map_err(failed)?;
        let lock = std::fs::File::create(folder.join("lock")).map_err(failed)?;
        if lock.try_lock().is_err() {
            announce("waiting for another set-up of this project");
            lock.lock().map_err(failed)?;
        }
        Ok(Self { folder, _lock: lock })
    }

    /// Says whether a thing was made with this content, such as its version.
    pub(super) fn says(&self, name: &str, content: &str) -> bool {
        std::fs::read_to_string(self.folder.join(name)).is_ok_and(|stamp| stamp == content)
    }

    /// Notes the content that a thing was made with.
    pub(super) fn write(&self, name: &str, content: &str) -> Result<()> {
        let path = self.folder.join(name);
        std::fs::write(&path, content)
            .map_err(|e| format!("{} cannot be written: {e}.", path.display()))
    }
}
