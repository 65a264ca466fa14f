//! Which connection is open, and what it is called.

use wizard_core::pack::Named;

/// An open connection: its environment, its process and itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Opened(pub(super) [Named; 3]);

impl Opened {
    pub(super) fn of(all: [&Named; 3]) -> Self {
        Self(all.map(Clone::clone))
    }

    /// As text, which [`Opened::read`] reads.
    pub(super) fn to_json(&self) -> String {
        let texts: Vec<_> = self.0.iter().flat_map(|named| [&named.id, &named.name]).collect();
        serde_json::to_string(&texts).unwrap_or_default()
    }

    /// Reads what was kept; `None` if it is something else.
    pub(super) fn read(json: &str) -> Option<Self> {
        let [env, env_name, process, process_name, id, name]: [String; 6] =
            serde_json::from_str(json).ok()?;
        let named = |id: String, name| (!id.trim().is_empty()).then_some(Named { id, name });
        Some(Self([named(env, env_name)?, named(process, process_name)?, named(id, name)?]))
    }
}

#[cfg(test)]
mod tests {
    use wizard_core::pack::Named;

    use super::Opened;

    #[test]
    fn what_is_kept_is_read_and_nothing_else_is() {
        let named = |id: &str, name: &str| Named { id: id.to_owned(), name: name.to_owned() };
        let opened = Opened([named("2", "Te\"st"), named("1", ""), named("3", "Quick\nBooks")]);
        assert_eq!(Opened::read(&opened.to_json()), Some(opened));
        for other in
            ["", "null", "{}", r#"["a","b","c"]"#, r#"["","","1","","2",""]"#, "[1,2,3,4,5,6]"]
        {
            assert_eq!(Opened::read(other), None, "{other}");
        }
    }
}
