//! Records in a file survive a restart.

use std::fs;
use std::path::{Path, PathBuf};

use sandbox::{Database, Options, Sandbox};

use crate::client::{SAMPLE_MUTATION, SAVED_DETAILS, held_details, run};

async fn start(file: &Path) -> Sandbox {
    let options = Options { database: Database::File(file.to_path_buf()), ..Options::default() };
    Sandbox::start(options).await.expect("a free port is there, and the file can be written")
}

#[tokio::test]
async fn records_survive_and_the_first_ones_are_not_put_back() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("restart");
    // Left by an earlier run, if there was one.
    let _ = fs::remove_dir_all(&folder);
    let file = folder.join("sandbox.sqlite");

    let first = start(&file).await;
    assert_eq!(run(&first, SAMPLE_MUTATION).await.status, 200);
    let before = first.records().all().expect("SQLite works");
    drop(first);

    let second = start(&file).await;
    assert_eq!(held_details(&second), SAVED_DETAILS);
    assert_eq!(second.records().all().expect("SQLite works"), before);
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("no_database");
    fs::create_dir_all(&folder).expect("the target folder can be written");
    let file = folder.join("text.sqlite");
    fs::write(&file, "This is a text and has nothing of a database, however long it is.")
        .expect("the target folder can be written");
    let options = Options { database: Database::File(file), ..Options::default() };
    assert!(Sandbox::start(options).await.is_err());
}
