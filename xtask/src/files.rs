//! Copying files, with sentences for what goes wrong.

use crate::Result;
use std::fs;
use std::path::Path;

/// Copies the files of a folder, and of the folders in it, to another one.
pub(crate) fn copy_all(from: &Path, to: &Path) -> Result<()> {
    let failed = |e| format!("{} cannot be read: {e}.", from.display());
    for entry in fs::read_dir(from).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let to = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() { copy_all(&path, &to)? } else { copy(&path, &to)? }
    }
    Ok(())
}

/// Copies a file, into a folder that need not be there yet.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    let folder = to.parent().unwrap_or(to);
    fs::create_dir_all(folder)
        .and_then(|()| fs::copy(from, to))
        .map(drop)
        .map_err(|e| format!("{} cannot be copied to {}: {e}.", from.display(), to.display()))
}
