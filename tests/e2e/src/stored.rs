//! What the pages of an origin keep in `IndexedDB`.

use serde_json::{Value, json};

use crate::{Page, page::PATIENCE};

/// The database of the wizard's journal.
const DATABASE: &str = "spaces-oauth-wizard";
/// The store of its edits.
const EDITS: &str = "edits";

/// What the scripts of this file can say. A database is opened only if it is there, for opening it
/// would make it.
const WORDS: &str = r"
    const asked = (request) => new Promise((done, failed) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
    });
    const names = async () => (await indexedDB.databases()).map(({ name }) => name);
    const within = async (name, work) => {
        const database = await asked(indexedDB.open(name));
        try { return await work(database); } finally { database.close(); }
    };
    const entries = async (database, name) => {
        const store = database.transaction(name).objectStore(name);
        const [keys, values] = await Promise.all(
            [asked(store.getAllKeys()), asked(store.getAll())]);
        return keys.map((key, i) => [key, values[i]]);
    };
    const changed = (database, name, change) => new Promise((done, failed) => {
        const transaction = database.transaction(name, 'readwrite', { durability: 'strict' });
        transaction.oncomplete = () => done(true);
        transaction.onabort = () => failed(transaction.error);
        change(transaction.objectStore(name));
    });
    const text = async (value) => {
        if (value instanceof Blob) return value.text();
        if (value instanceof ArrayBuffer) return new TextDecoder().decode(value);
        if (ArrayBuffer.isView(value)) return new TextDecoder().decode(value);
        if (value instanceof Map || value instanceof Set) return text([...value]);
        if (value === null || typeof value !== 'object') return String(value);
        const parts = Object.entries(value).map(async ([name, part]) => `${name}: ${await text(part)}`);
        return `{${(await Promise.all(parts)).join(', ')}}`;
    };
";

impl Page<'_> {
    /// All entries of the wizard's journal, each with its key; none where there is no journal.
    pub async fn journal(&self) -> Vec<(Value, Value)> {
        let script = "
            if (!(await names()).includes(args[0])) return [];
            return within(args[0], (database) =>
                database.objectStoreNames.contains(args[1]) ? entries(database, args[1]) : []);";
        let entries = self.ask_storage(script, vec![json!(DATABASE), json!(EDITS)]).await;
        let entries: Vec<(Value, Value)> =
            serde_json::from_value(entries).expect("they are pairs of a key and a value");
        entries
    }

    /// Waits until the wizard's journal is as wished.
    pub async fn until_journal(&self, is_as_wished: impl Fn(&[(Value, Value)]) -> bool) {
        let look = async { while !is_as_wished(&self.journal().await) {} };
        let came = tokio::time::timeout(PATIENCE, look).await.is_ok();
        assert!(came, "the journal never was as wished: {:#?}", self.journal().await);
    }

    /// Puts an entry into the wizard's journal, whatever it is; the key is of use only where the
    /// values do not hold their own.
    pub async fn put_into_journal(&self, key: Value, value: Value) {
        let script = "
            return within(args[0], (database) => changed(database, args[1], (store) =>
                store.keyPath === null ? store.put(args[3], args[2]) : store.put(args[3])));";
        self.ask_storage(script, vec![json!(DATABASE), json!(EDITS), key, value]).await;
    }

    /// Removes an entry from the wizard's journal.
    pub async fn remove_from_journal(&self, key: Value) {
        let script = "
            return within(args[0], (database) =>
                changed(database, args[1], (store) => store.delete(args[2])));";
        self.ask_storage(script, vec![json!(DATABASE), json!(EDITS), key]).await;
    }

    /// All that the origin keeps in any database, as text: names, keys and values.
    pub async fn databases(&self) -> String {
        let script = "
            const all = [];
            for (const name of await names()) {
                all.push(name);
                await within(name, async (database) => {
                    for (const store of database.objectStoreNames) {
                        all.push(store, await text(await entries(database, store)));
                    }
                });
            }
            return all.join('\\n');";
        let all = self.ask_storage(script, vec![]).await;
        all.as_str().expect("it is text").to_owned()
    }

    async fn ask_storage(&self, script: &str, args: Vec<Value>) -> Value {
        let script =
            format!("{WORDS} const args = arguments; return (async () => {{ {script} }})();");
        self.browser().script(&script, args).await
    }
}
