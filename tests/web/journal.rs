//! The journal, with the browser's own database.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use wizard_core::Change;
use wizard_web::journal::{Found, Journal, StorageError, writer};

/// A journal that notes what it is told.
struct Noted {
    journal: Rc<Journal>,
    writer: String,
    errors: Rc<RefCell<Vec<StorageError>>>,
    settled: Rc<Cell<u32>>,
    waits: Rc<RefCell<Option<Function>>>,
}

impl Noted {
    fn new(key: &str) -> Self {
        let errors = Rc::new(RefCell::<Vec<StorageError>>::default());
        let settled = Rc::new(Cell::new(0));
        let waits = Rc::new(RefCell::<Option<Function>>::default());
        let tell = {
            let waits = Rc::clone(&waits);
            move || {
                let waits = waits.take();
                waits.map(|waits| waits.call0(&JsValue::UNDEFINED));
            }
        };
        let failed = {
            let (errors, tell) = (Rc::clone(&errors), tell.clone());
            move |error| {
                errors.borrow_mut().push(error);
                tell();
            }
        };
        let done = {
            let settled = Rc::clone(&settled);
            move || {
                settled.set(settled.get() + 1);
                tell();
            }
        };
        let writer = writer();
        let journal = Journal::new(key, writer.clone(), failed, done, || ());
        Self { journal, writer, errors, settled, waits }
    }

    fn write(&self, name: &str, text: &str) {
        self.journal.write(vec![change(name, text)]);
    }

    fn remove(&self, name: &str) {
        self.journal.write(vec![Change { name: name.to_owned(), text: None }]);
    }

    /// Waits until the journal tells something.
    async fn told(&self) {
        let told = Promise::new(&mut |told, _| {
            self.waits.replace(Some(told));
        });
        JsFuture::from(told).await.unwrap();
    }

    /// Waits until everything is written, or a write has failed: what failed is not tried again by
    /// itself, so there would be nothing to wait for.
    async fn settle(&self) {
        while !self.journal.is_settled() && self.errors.borrow().is_empty() {
            self.told().await;
        }
    }

    /// What it finds of writers that are not live.
    async fn find(
        &self,
        is_live: &dyn Fn(&str, &str) -> bool,
        is_fine: &dyn Fn(&str, &str) -> bool,
    ) -> Vec<Found> {
        let typed_at = |name: &str, text: &str| is_fine(name, text).then_some(0);
        let (found, end) = self.journal.adopt(is_live, &typed_at).await;
        assert_eq!(end, Ok(()));
        found
    }

    /// What keeps it from finding anything.
    async fn find_error(&self) -> StorageError {
        let (found, end) = self.journal.adopt(&|_, _| false, &|_, _| Some(0)).await;
        assert_eq!(found, []);
        end.unwrap_err()
    }

    /// The names and texts that another writer finds; this one's, unless it is live.
    async fn adopt(&self) -> Vec<(String, String)> {
        let found = self.find(&|_, _| false, &|_, _| true).await;
        found.into_iter().map(|Found { name, text, .. }| (name, text)).collect()
    }
}

/// A key that no other test has, in a browser that no other test has changed. What fails drops
/// nothing in a browser: all that come after it would fail as well, or wait for ever.
fn key() -> String {
    for back in BACK.take().iter().rev() {
        run(back);
    }
    writer()
}

fn change(name: &str, text: &str) -> Change {
    Change { name: name.to_owned(), text: Some(text.to_owned()) }
}

/// What a list of pairs looks like as [`Noted::adopt`] gives it.
fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

fn run(script: &str) -> JsValue {
    Function::new_no_args(script).call0(&JsValue::UNDEFINED).unwrap()
}

/// Runs a script, and another one when it is dropped.
struct Changed(&'static str);

thread_local! {
    /// What puts back that which is changed now.
    static BACK: RefCell<Vec<&'static str>> = RefCell::default();
}

impl Changed {
    fn new(script: &str, back: &'static str) -> Self {
        BACK.with_borrow_mut(|all| all.push(back));
        run(script);
        Self(back)
    }
}

impl Drop for Changed {
    fn drop(&mut self) {
        let place = BACK.with_borrow(|all| all.iter().rposition(|back| *back == self.0));
        if let Some(place) = place {
            BACK.with_borrow_mut(|all| all.remove(place));
            run(self.0);
        }
    }
}

/// A browser in which adding to the database ends in some way.
fn put_that(does: &str) -> Changed {
    let script = "const put = IDBObjectStore.prototype.put;
        self.realPut = put;
        IDBObjectStore.prototype.put = function (...what) { DOES };";
    Changed::new(&script.replace("DOES", does), "IDBObjectStore.prototype.put = self.realPut")
}

#[wasm_bindgen_test]
async fn what_a_writer_left_behind_is_found_once_and_filed_under_the_new_one() {
    let key = key();
    let (one, two, three) = (Noted::new(&key), Noted::new(&key), Noted::new(&key));
    assert_eq!(two.adopt().await, []);
    one.write("a", "1");
    one.write("b", "2");
    one.settle().await;
    let other = Noted::new(&writer());
    assert_eq!(other.adopt().await, [], "that is another key");
    let found = two.find(&|_, _| false, &|_, _| true).await;
    let a = Found { writer: one.writer.clone(), name: "a".to_owned(), text: "1".to_owned() };
    assert_eq!(found.first(), Some(&a));
    assert_eq!(found.len(), 2);
    assert_eq!(two.adopt().await, [], "its own are not found");
    let found = three.find(&|writer, _| writer == one.writer, &|_, _| true).await;
    assert_eq!(found.len(), 2, "they are not the first writer's any more");
    assert!(found.iter().all(|found| found.writer == two.writer));
}

#[wasm_bindgen_test]
async fn the_edits_of_live_writers_are_left_alone() {
    let key = key();
    let (live, gone, new) = (Noted::new(&key), Noted::new(&key), Noted::new(&key));
    live.write("a", "live");
    gone.write("b", "gone");
    live.settle().await;
    gone.settle().await;
    let found = new.find(&|writer, _| writer == live.writer, &|_, _| true).await;
    assert_eq!(found.iter().map(|found| &*found.text).collect::<Vec<_>>(), ["gone"]);
    assert_eq!(Noted::new(&key).adopt().await.len(), 2);
}

#[wasm_bindgen_test]
async fn a_name_that_several_wrote_is_found_of_each_and_one_of_them_stays() {
    let key = key();
    let (one, two) = (Noted::new(&key), Noted::new(&key));
    one.write("a", "one");
    two.write("a", "two");
    one.settle().await;
    two.settle().await;
    let third = Noted::new(&key);
    let found = third.adopt().await;
    let mut in_order = [("a", &*one.writer, "one"), ("a", &*two.writer, "two")];
    in_order.sort_unstable();
    assert_eq!(found, pairs(&in_order.map(|(name, _, text)| (name, text))));
    let fourth = Noted::new(&key);
    assert_eq!(fourth.adopt().await, found[1..], "the last one stays");
    let fifth = Noted::new(&key);
    fifth.write("a", "own");
    fifth.settle().await;
    assert_eq!(fifth.adopt().await, found[1..]);
    assert_eq!(Noted::new(&key).adopt().await, pairs(&[("a", "own")]), "its own is newer");
}

#[wasm_bindgen_test]
async fn what_cannot_be_read_stays_where_it_is_until_it_is_forgotten() {
    let key = key();
    let one = Noted::new(&key);
    one.journal.write(vec![change("a", "strange"), change("b", "fine")]);
    one.settle().await;

    let is_fine = |_: &str, text: &str| text == "fine";
    let two = Noted::new(&key);
    let found = two.find(&|_, _| false, &is_fine).await;
    assert_eq!(found.len(), 2);
    two.journal.write(vec![change("a", "newer")]);
    two.settle().await;
    let three = Noted::new(&key);
    let is_two = |writer: &str, _: &str| writer == two.writer;
    let left = three.find(&is_two, &is_fine).await;
    assert_eq!(left[0].text, "strange", "nobody wrote over it");
    two.journal.forget(left.iter()).await.unwrap();
    assert_eq!(two.adopt().await, []);
}

#[wasm_bindgen_test]
async fn removed_edits_are_gone() {
    let key = key();
    let one = Noted::new(&key);
    for name in ["a", "b", "c"] {
        one.write(name, "1");
    }
    one.settle().await;
    one.remove("a");
    one.remove("never written");
    one.settle().await;
    let two = Noted::new(&key);
    assert_eq!(two.adopt().await, pairs(&[("b", "1"), ("c", "1")]));
    two.remove("b");
    two.settle().await;
    // With the first one under way, the second one waits and goes in its place.
    two.write("c", "2");
    two.write("d", "2");
    two.remove("c");
    two.write("d", "3");
    two.settle().await;
    assert_eq!(Noted::new(&key).adopt().await, pairs(&[("d", "3")]));
    assert_eq!((one.errors.take(), two.errors.take()), (vec![], vec![]));
}

#[wasm_bindgen_test]
async fn of_many_writes_in_a_row_the_last_one_wins() {
    let key = key();
    let one = Noted::new(&key);
    // With the database open, the first one leaves at once.
    one.adopt().await;
    let _counted = put_that("self.puts = (self.puts ?? 0) + 1; return put.apply(this, what)");
    run("self.puts = 0");
    for text in 0..100 {
        one.write("a", &text.to_string());
        one.write("b", "same");
        assert!(!one.journal.is_settled());
    }
    assert_eq!(run("return self.puts"), 1);
    one.settle().await;
    assert_eq!(run("return self.puts"), 3);
    assert_eq!(one.settled.get(), 1);
    assert_eq!(Noted::new(&key).adopt().await, pairs(&[("a", "99"), ("b", "same")]));
}

#[wasm_bindgen_test]
async fn a_page_that_goes_away_lets_no_change_wait() {
    let key = key();
    let one = Noted::new(&key);
    one.journal.flush();
    one.adopt().await;
    one.journal.flush();
    assert!(one.journal.is_settled(), "there was nothing to write");
    let _counted = put_that("self.puts += 1; return put.apply(this, what)");
    run("self.puts = 0");
    one.write("a", "1");
    one.write("a", "2");
    assert_eq!(run("return self.puts"), 1);
    one.journal.flush();
    assert_eq!(run("return self.puts"), 2);
    one.settle().await;
    assert_eq!(one.settled.get(), 1);
    assert_eq!(Noted::new(&key).adopt().await, pairs(&[("a", "2")]));
}

#[wasm_bindgen_test]
async fn a_change_that_failed_does_not_come_back_over_a_newer_one() {
    let key = key();
    let one = Noted::new(&key);
    one.adopt().await;
    let aborts = put_that("const put1 = put.apply(this, what); this.transaction.abort()");
    one.write("a", "old");
    one.write("b", "old");
    drop(aborts);
    one.write("a", "new");
    one.journal.flush();
    one.settle().await;
    assert_eq!(one.errors.take(), [StorageError::Broken]);
    one.settle().await;
    assert_eq!(Noted::new(&key).adopt().await, pairs(&[("a", "new"), ("b", "old")]));
}

/// A browser that takes everything and then cannot write it. It counts how often.
fn disk_that_fails() -> Changed {
    Changed::new(
        "self.commits = 0;
        self.realCommit = IDBTransaction.prototype.commit;
        IDBTransaction.prototype.commit = function () { self.commits += 1; this.abort() }",
        "IDBTransaction.prototype.commit = self.realCommit",
    )
}

#[wasm_bindgen_test]
async fn what_came_in_during_a_write_that_fails_takes_its_changes_along() {
    let key = key();
    let one = Noted::new(&key);
    one.adopt().await;
    let fails = disk_that_fails();
    one.journal.write(["a", "b"].map(|name| change(name, "old")).into());
    one.write("a", "new");
    drop(fails);
    one.told().await;
    assert_eq!(one.errors.take(), [StorageError::Broken]);
    one.settle().await;
    assert_eq!(one.errors.take(), []);
    assert_eq!(Noted::new(&key).adopt().await, pairs(&[("a", "new"), ("b", "old")]));
}

#[wasm_bindgen_test]
async fn what_failed_is_not_tried_again_for_its_own_sake() {
    let key = key();
    let one = Noted::new(&key);
    one.adopt().await;
    let fails = disk_that_fails();
    one.write("a", "1");
    one.told().await;
    assert_eq!(run("return self.commits"), 1);
    assert_eq!(one.errors.take(), [StorageError::Broken]);
    assert!(!one.journal.is_settled());
    assert_eq!(one.settled.get(), 0);
    drop(fails);
    one.write("b", "2");
    one.settle().await;
    assert_eq!(one.errors.take(), []);
    assert_eq!(Noted::new(&key).adopt().await, pairs(&[("a", "1"), ("b", "2")]));
}

#[wasm_bindgen_test]
async fn what_failed_is_written_with_the_next_change() {
    let key = key();
    let one = Noted::new(&key);
    one.adopt().await;
    let full = put_that("throw new DOMException('', 'QuotaExceededError')");
    one.write("a", "1");
    one.write("b", "1");
    one.write("a", "2");
    assert_eq!(one.errors.take(), [StorageError::Full], "only the first one could be tried yet");
    one.told().await;
    assert_eq!(one.errors.take(), [StorageError::Full]);
    assert!(!one.journal.is_settled());
    assert_eq!(Noted::new(&key).adopt().await, []);
    drop(full);
    one.write("c", "1");
    one.settle().await;
    assert_eq!(one.errors.take(), []);
    assert_eq!(Noted::new(&key).adopt().await, pairs(&[("a", "2"), ("b", "1"), ("c", "1")]));
}

#[wasm_bindgen_test]
async fn a_browser_that_denies_its_database_is_told_apart() {
    let key = key();
    let one = Noted::new(&key);
    let back = "Object.defineProperty(self, 'indexedDB', self.realDatabases)";
    let denied = Changed::new(
        "self.realDatabases = Object.getOwnPropertyDescriptor(self, 'indexedDB');
        const get = () => { throw new Error('no') };
        Object.defineProperty(self, 'indexedDB', { get, configurable: true })",
        back,
    );
    one.write("a", "1");
    one.told().await;
    one.write("b", "2");
    one.told().await;
    assert_eq!(one.errors.take(), [StorageError::Denied; 2]);
    assert_eq!(one.find_error().await, StorageError::Denied);
    run("Object.defineProperty(self, 'indexedDB', { value: undefined, configurable: true })");
    assert_eq!(one.find_error().await, StorageError::Denied);
    for name in ["SecurityError", "InvalidStateError"] {
        let script = "const open = () => { throw new DOMException('', 'NAME') };
            Object.defineProperty(self, 'indexedDB', { value: { open }, configurable: true })";
        run(&script.replace("NAME", name));
        assert_eq!(one.find_error().await, StorageError::Denied, "{name}");
    }
    drop(denied);
    one.write("a", "3");
    one.settle().await;
    assert_eq!(one.errors.take(), []);
    assert_eq!(Noted::new(&key).adopt().await, pairs(&[("a", "3"), ("b", "2")]));
}

#[wasm_bindgen_test]
async fn a_newer_wizard_gets_the_database_and_a_dropped_one_is_opened_again() {
    let key = key();
    let one = Noted::new(&key);
    one.write("a", "1");
    one.settle().await;
    // Where it is not given, this waits for ever.
    // Whoever opens a database that is being deleted waits until it is gone.
    let other = Changed::new("", "indexedDB.deleteDatabase('spaces-oauth-wizard')");
    let newer = "return new Promise((done, failed) => {
        const request = indexedDB.open('spaces-oauth-wizard', 2);
        request.onsuccess = () => { request.result.close(); done() };
        request.onerror = failed;
    })";
    JsFuture::from(run(newer).unchecked_into::<Promise>()).await.unwrap();
    one.write("a", "2");
    one.write("b", "2");
    one.told().await;
    assert_eq!(one.errors.take(), [StorageError::OtherVersion]);
    assert!(!one.journal.is_settled());
    drop(other);
    // Says which connection is in use, and then drops it as the browser would.
    let _shown = Changed::new(
        "const real = self.realTransaction = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = function (...what) {
            self.connection = this;
            return real.apply(this, what);
        }",
        "IDBDatabase.prototype.transaction = self.realTransaction",
    );
    one.write("c", "3");
    one.settle().await;
    run("self.connection.close(); self.connection.dispatchEvent(new Event('close'))");
    one.write("d", "4");
    one.settle().await;
    assert_eq!(one.errors.take(), []);
    let all = [("a", "2"), ("b", "2"), ("c", "3"), ("d", "4")];
    assert_eq!(Noted::new(&key).adopt().await, pairs(&all));
}

#[wasm_bindgen_test]
async fn a_dropped_journal_writes_what_it_was_given() {
    let key = key();
    let settled = Promise::new(&mut |settled, _| {
        let settled = move || drop(settled.call0(&JsValue::UNDEFINED));
        let journal = Journal::new(&key, writer(), |_| (), settled, || ());
        journal.write(vec![change("a", "1")]);
        journal.write(vec![change("a", "2")]);
    });
    JsFuture::from(settled).await.unwrap();
    assert_eq!(Noted::new(&key).adopt().await, pairs(&[("a", "2")]));
}

#[wasm_bindgen_test]
async fn others_may_write_from_what_they_are_told() {
    let key = key();
    let again = Rc::new(RefCell::<Option<Rc<Journal>>>::default());
    let (told, resolve) = {
        let mut resolves = None;
        let told = Promise::new(&mut |resolve, _| resolves = Some(resolve));
        (told, resolves.unwrap())
    };
    let journal = {
        let again = Rc::clone(&again);
        Journal::new(
            &key,
            writer(),
            |_| (),
            move || {
                let Some(journal) = again.take() else {
                    return drop(resolve.call0(&JsValue::UNDEFINED));
                };
                journal.write(vec![change("b", "2")]);
            },
            || (),
        )
    };
    again.replace(Some(Rc::clone(&journal)));
    journal.write(vec![change("a", "1")]);
    JsFuture::from(told).await.unwrap();
    assert_eq!(Noted::new(&key).adopt().await, pairs(&[("a", "1"), ("b", "2")]));
}

#[wasm_bindgen_test]
async fn an_edit_rests_as_a_text_under_its_key_writer_and_name() {
    let key = key();
    let one = Noted::new(&key);
    one.write("a", "text");
    one.settle().await;
    let found = run("return new Promise((found) => {
        indexedDB.open('spaces-oauth-wizard', 1).onsuccess = ({ target: { result: database } }) => {
            const store = database.transaction('edits').objectStore('edits');
            store.getAllKeys().onsuccess = ({ target: { result: keys } }) => {
                store.getAll().onsuccess = ({ target: { result: texts } }) => {
                    database.close();
                    found(JSON.stringify(keys.map((key, place) => [key, texts[place]])));
                };
            };
        };
    })");
    let found = JsFuture::from(found.unchecked_into::<Promise>()).await.unwrap();
    let found = found.as_string().unwrap();
    let edit = format!(r#"[["{key}","{}","a"],"text"]"#, one.writer);
    assert!(found.contains(&edit), "{edit} is not in {found}");
}

#[wasm_bindgen_test]
async fn a_request_that_fails_throws_nothing_into_the_page() {
    let key = key();
    let one = Noted::new(&key);
    one.adopt().await;
    run("self.thrown = 0; self.addEventListener('error', () => { self.thrown += 1 })");
    // The request has an event `error` of its own before the transaction has its `abort`.
    let twice = put_that("const put1 = put.apply(this, what); this.add(...what); return put1");
    one.write("a", "1");
    drop(twice);
    one.told().await;
    assert_eq!(one.errors.take(), [StorageError::Broken]);
    one.write("b", "1");
    one.settle().await;
    assert_eq!(Noted::new(&key).adopt().await, pairs(&[("a", "1"), ("b", "1")]));
    assert_eq!(run("return self.thrown"), 0);
}

#[wasm_bindgen_test]
fn no_two_writers_have_one_name() {
    let names: std::collections::BTreeSet<String> = (0..1_000).map(|_| writer()).collect();
    assert_eq!(names.len(), 1_000);
}
