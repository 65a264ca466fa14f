use crate::{ParamValue, secretive::looks_secret};

/// Names a row of a table for as long as the table is on screen. A later row has a greater one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(pub u32);

/// A row of a table: a parameter, or what is to become one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which row it is.
    pub id: RowId,
    /// The parameter's name, as far as it was typed.
    pub key: String,
    /// The parameter's value, as far as it was typed.
    pub value: ParamValue,
    /// Since when it has this key; a later time is greater.
    since: u64,
    /// Whether the platform gave it this key.
    given: bool,
    /// Whether the person has typed its value.
    is_edited: bool,
    /// Whether it takes no key yet: it is not known which ones the platform has.
    waits: bool,
    secret_check: SecretCheck,
    /// The key that it held last, which it goes on to shield while it is withheld.
    last_key: Option<String>,
}

/// How a row is treated that may hold a secret.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum SecretCheck {
    /// Like any other.
    #[default]
    None,
    /// It looks like a secret, so it is neither sent nor kept.
    Quarantined,
    /// The person has said that it is none.
    MarkedNotSecret,
}

impl Row {
    /// Whether nothing was typed into it.
    pub fn is_empty(&self) -> bool {
        self.key.is_empty() && self.value.shown().is_empty()
    }

    /// Whether it looks like a secret, and nobody has said that it is none.
    pub fn is_quarantined(&self) -> bool {
        self.secret_check == SecretCheck::Quarantined
    }

    /// Looks at it anew.
    fn check_for_secret(&mut self) {
        if self.secret_check != SecretCheck::MarkedNotSecret {
            let looks_secret = looks_secret(&self.key, self.value.shown());
            self.secret_check =
                if looks_secret { SecretCheck::Quarantined } else { SecretCheck::None };
        }
    }

    /// Whether its value is no text, so that it can be seen and removed only.
    pub const fn is_fixed(&self) -> bool {
        matches!(self.value, ParamValue::Other(_))
    }
}

/// The rows of a table.
///
/// A JSON object has each key once and the form can hold an empty or a repeated one while somebody
/// types. So a row *holds* its key only if no other row had it before, and an empty key only if the
/// platform gave it; only what is held can be saved. A row that comes by another's key on its way,
/// letter by letter, takes nothing from it.
#[derive(Debug, Default)]
pub struct Rows {
    list: Vec<Row>,
    next: u32,
    /// Counts the changes of keys.
    time: u64,
}

impl Rows {
    /// The rows in their order.
    pub fn all(&self) -> &[Row] {
        &self.list
    }

    /// Adds an empty row at the end.
    pub fn add(&mut self) -> RowId {
        self.insert(self.list.len(), String::new(), ParamValue::Text(String::new()))
    }

    /// Adds a row that an earlier wizard could not save. It holds no key before
    /// [`Rows::let_go`]: the platform may have it.
    pub fn restore(&mut self, key: String, text: String) -> RowId {
        let id = self.insert(self.list.len(), key, ParamValue::Text(text));
        if let Some(row) = self.list.last_mut() {
            row.waits = true;
        }
        id
    }

    /// The platform's keys are in their rows; what waited for that may hold the others.
    pub fn let_go(&mut self) {
        for row in self.list.iter_mut().filter(|row| row.waits) {
            self.time += 1;
            (row.waits, row.since) = (false, self.time);
        }
    }

    /// Takes a row away.
    pub fn remove(&mut self, id: RowId) {
        self.list.retain(|row| row.id != id);
    }

    /// Takes all rows away that hold no key.
    pub fn remove_unsavable(&mut self) {
        let held = self.savable_ids();
        self.list.retain(|row| held.contains(&row.id));
    }

    /// Sets a row's key.
    pub fn set_key(&mut self, id: RowId, key: String) {
        self.time += 1;
        let time = self.time;
        let held = self.savable_ids();
        if let Some(row) = self.editable(id).filter(|row| row.key != key) {
            let before = std::mem::replace(&mut row.key, key);
            (row.since, row.given) = (time, false);
            let was_withheld = row.is_quarantined();
            if held.contains(&id) {
                row.last_key = Some(before);
            }
            row.secret_check = SecretCheck::None;
            row.check_for_secret();
            let has_its_key_back = row.last_key.as_ref() == Some(&row.key);
            if was_withheld && !row.is_quarantined() && has_its_key_back {
                self.take_key_back(id);
            }
        }
    }

    /// A row has its key again, in the place of one that showed what the platform holds meanwhile.
    fn take_key_back(&mut self, id: RowId) {
        let Some(row) = self.list.iter().find(|row| row.id == id) else { return };
        let key = row.key.clone();
        self.list.retain(|row| row.id == id || !row.given || row.is_edited || row.key != key);
    }

    /// Sets a row's value.
    pub fn set_value(&mut self, id: RowId, text: String) {
        if let Some(row) = self.editable(id) {
            row.value = ParamValue::Text(text);
            row.is_edited = true;
            row.check_for_secret();
        }
    }

    /// The person says that a row holds no secret.
    pub fn mark_not_secret(&mut self, id: RowId) {
        let Some(row) = self.list.iter_mut().find(|row| row.id == id) else { return };
        row.secret_check = SecretCheck::MarkedNotSecret;
        self.take_key_back(id);
    }

    /// Whether a row of that key is withheld.
    pub fn quarantines(&self, key: &str) -> bool {
        let shields = |row: &Row| row.key == key || row.last_key.as_deref() == Some(key);
        self.list.iter().any(|row| row.is_quarantined() && shields(row))
    }

    /// Puts parameters into rows: the first one into the row named, if that is still empty, the
    /// others into new rows below it.
    pub fn paste(&mut self, at: RowId, params: Vec<(String, String)>) {
        let Some(mut place) = self.list.iter().position(|row| row.id == at) else { return };
        for (key, text) in params {
            let value = ParamValue::Text(text);
            if self.list[place].is_empty() {
                let id = self.list[place].id;
                self.set_key(id, key);
                self.list[place].value = value;
            } else {
                place += 1;
                self.insert(place, key, value);
            }
            self.list[place].check_for_secret();
        }
    }

    /// Follows what the platform holds with the edits laid over it. Rows that hold no key stay:
    /// they are nobody's but the person's.
    pub fn follow(&mut self, params: &[(String, ParamValue)]) {
        let held = self.savable_ids();
        let is_known = |key: &str| params.iter().any(|(other, _)| other == key);
        self.list.retain(|row| !held.contains(&row.id) || is_known(&row.key));
        for (key, value) in params {
            let held = |row: &&mut Row| row.key == *key && held.contains(&row.id);
            if let Some(row) = self.list.iter_mut().find(held) {
                row.value.clone_from(value);
            } else {
                self.insert(self.list.len(), key.clone(), value.clone());
                if let Some(row) = self.list.last_mut() {
                    row.given = true;
                }
            }
        }
    }

    /// The rows that hold their key.
    pub fn savable(&self) -> impl Iterator<Item = &Row> {
        self.list.iter().filter(|row| self.owns_key(row))
    }

    /// Whether a row holds its key.
    pub fn owns_key(&self, row: &Row) -> bool {
        let can_hold =
            |row: &Row| !row.waits && !row.is_quarantined() && (row.given || !row.key.is_empty());
        let had_it_before =
            |other: &Row| other.since < row.since && other.key == row.key && can_hold(other);
        can_hold(row) && !self.list.iter().any(had_it_before)
    }

    fn savable_ids(&self) -> Vec<RowId> {
        self.savable().map(|row| row.id).collect()
    }

    fn insert(&mut self, place: usize, key: String, value: ParamValue) -> RowId {
        let id = RowId(self.next);
        self.next += 1;
        self.time += 1;
        let row = Row {
            id,
            key,
            value,
            since: self.time,
            given: false,
            is_edited: false,
            waits: false,
            secret_check: SecretCheck::None,
            last_key: None,
        };
        self.list.insert(place, row);
        id
    }

    fn editable(&mut self, id: RowId) -> Option<&mut Row> {
        self.list.iter_mut().find(|row| row.id == id && !row.is_fixed())
    }
}

/// Parameters in a text of several lines, each `key=value`; `None` for any other text.
///
/// What stands on either side of the first `=` is taken as it is.
pub fn lines(text: &str) -> Option<Vec<(String, String)>> {
    let lines: Vec<&str> =
        text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).collect();
    if lines.len() < 2 {
        return None;
    }
    let param = |line: &str| {
        let (key, value) = line.split_once('=')?;
        (!key.trim().is_empty()).then(|| (key.to_owned(), value.to_owned()))
    };
    lines.into_iter().map(param).collect()
}

#[cfg(test)]
mod tests {
    use super::{RowId, Rows, lines};
    use crate::ParamValue;

    fn text(text: &str) -> ParamValue {
        ParamValue::Text(text.to_owned())
    }

    /// Rows of these keys, all with their key as the value.
    fn rows(keys: &[&str]) -> Rows {
        let mut rows = Rows::default();
        for key in keys {
            let id = rows.add();
            rows.set_key(id, (*key).to_owned());
            rows.set_value(id, (*key).to_owned());
        }
        rows
    }

    fn keys(rows: &Rows) -> Vec<&str> {
        rows.all().iter().map(|row| row.key.as_str()).collect()
    }

    /// The value of the row that holds a key.
    fn value(rows: &Rows, key: &str) -> ParamValue {
        rows.savable().find(|row| row.key == key).expect("a row holds it").value.clone()
    }

    #[test]
    fn the_row_that_had_a_key_first_holds_it() {
        let mut rows = rows(&["a", "", "b"]);
        rows.paste(RowId(0), vec![("b".into(), "pasted".into())]);
        assert_eq!(keys(&rows), ["a", "b", "", "b"]);
        assert_eq!(value(&rows, "b"), text("b"), "the pasted row is the younger one");
        assert!(!rows.owns_key(&rows.all()[1]));
        rows.remove(RowId(2));
        assert_eq!(value(&rows, "b"), text("pasted"), "its turn has come");
        rows.remove_unsavable();
        assert_eq!(keys(&rows), ["a", "b"]);
    }

    #[test]
    fn a_row_that_gets_anothers_key_takes_nothing_from_it() {
        let mut rows = rows(&["a", "b"]);
        rows.set_key(RowId(0), "b".to_owned());
        assert_eq!(value(&rows, "b"), text("b"), "the younger row had it first");
        rows.set_key(RowId(0), "bc".to_owned());
        assert_eq!(value(&rows, "bc"), text("a"));
    }

    #[test]
    fn only_the_platform_gives_an_empty_key() {
        let mut rows = rows(&[""]);
        rows.follow(&[(String::new(), text("theirs"))]);
        assert_eq!(value(&rows, ""), text("theirs"));
        assert_eq!(rows.savable().count(), 1);
    }

    #[test]
    fn what_is_pasted_fills_an_empty_row_first() {
        let mut rows = rows(&["a", ""]);
        rows.paste(RowId(1), vec![("c".into(), "1".into()), ("d".into(), "2".into())]);
        assert_eq!(keys(&rows), ["a", "c", "d"]);
        assert_eq!(rows.all()[1].id, RowId(1));
    }

    #[test]
    fn rows_follow_the_platform_and_keep_what_it_cannot_have() {
        let mut rows = rows(&["gone", "stays", "", "stays"]);
        let params = [("stays".to_owned(), text("theirs")), ("new".to_owned(), text("n"))];
        rows.follow(&params);
        assert_eq!(keys(&rows), ["stays", "", "stays", "new"]);
        assert_eq!(rows.all()[0].value, text("theirs"));
        assert_eq!(rows.all()[2].value, text("stays"), "it does not hold the key");
        rows.follow(&params);
        assert_eq!(keys(&rows), ["stays", "", "stays", "new"], "twice is as good as once");
    }

    #[test]
    fn a_value_that_is_no_text_is_not_edited() {
        let mut rows = Rows::default();
        rows.follow(&[("n".to_owned(), ParamValue::Other("1.0".to_owned()))]);
        rows.set_value(RowId(0), "2".to_owned());
        rows.set_key(RowId(0), "m".to_owned());
        assert_eq!(value(&rows, "n"), ParamValue::Other("1.0".to_owned()));
    }

    #[test]
    fn lines_of_parameters() {
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        assert_eq!(
            lines("scope=a b\r\nprompt=consent=x\n\n"),
            Some(vec![pair("scope", "a b"), pair("prompt", "consent=x")])
        );
        for other in ["", "a=1", "a=1\nb", "=1\n=2", "a text\nof two lines"] {
            assert_eq!(lines(other), None, "{other}");
        }
    }
}
