//! A browser's profile that outlives the browser.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicU32, Ordering},
};

/// A folder with all that a browser keeps on disk; it is deleted when this is dropped.
#[derive(Debug)]
pub struct Profile {
    folder: PathBuf,
}

impl Profile {
    /// An empty profile.
    #[expect(clippy::new_without_default, reason = "it makes a folder, which no default should")]
    pub fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("wizard-e2e-{}-{number}", process::id()));
        // A run that was ended by force may have left one of that name.
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("there is room for a profile");
        Self { folder }
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Takes away what a browser that was killed left to say that it runs.
    pub(crate) fn unlock(&self) {
        for name in ["SingletonLock", "SingletonCookie", "SingletonSocket", "lock", ".parentlock"] {
            // A browser that ended in peace left none.
            let _ = fs::remove_file(self.folder.join(name));
        }
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}
