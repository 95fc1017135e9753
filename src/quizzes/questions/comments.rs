//! What an author says to an answer, by how right it is.

use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Comments by how right an answer is, each in Markdown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields, default)]
pub struct OutcomeComments {
    /// On an answer that earned every mark.
    #[garde(length(chars, max = 20_000))]
    pub right: String,
    /// On an answer that earned some.
    #[garde(length(chars, max = 20_000))]
    pub partly: String,
    /// On an answer that earned none.
    #[garde(length(chars, max = 20_000))]
    pub wrong: String,
}

impl OutcomeComments {
    /// Whether none is written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.right.is_empty() && self.partly.is_empty() && self.wrong.is_empty()
    }
}
