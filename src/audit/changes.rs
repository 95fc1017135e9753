//! What a change has changed, for the details of a line: only what differs, before and after.

use serde::Serialize;
use serde_json::{Map, Value, json};

/// The fields of a thing that is being changed.
#[derive(Debug, Default)]
pub struct Changes(Map<String, Value>);

impl Changes {
    /// Nothing so far.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// A field; left out when it stayed.
    #[must_use]
    pub fn field<T: Serialize + PartialEq>(mut self, name: &str, before: &T, after: &T) -> Self {
        if before != after {
            let both = json!({"before": before, "after": after});
            self.0.insert(name.to_owned(), both);
        }
        self
    }

    /// As the details of a line.
    #[must_use]
    pub fn details(self) -> Value {
        json!({"changed": self.0})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_told() {
        let changes = Changes::none()
            .field("surname", &"Дорж", &"Дорж")
            .field("active", &true, &false);
        let expected = json!({"changed": {"active": {"before": true, "after": false}}});
        assert_eq!(changes.details(), expected);
    }
}
