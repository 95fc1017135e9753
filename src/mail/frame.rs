//! How a letter looks, as HTML and as plain text. The words come from the caller.
//!
//! The HTML is a table with styles on its elements and without pictures: old mail programs know
//! nothing else, and many people read mail on a line that pays by the megabyte.

use askama::Template;

use crate::error::{Error, Result};
use crate::messages::{Arguments, Language};

/// What a letter says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// The language it is written in.
    pub language: Language,
    /// The subject line.
    pub subject: String,
    /// How the person is addressed.
    pub greeting: String,
    /// The first paragraph: what it is about.
    pub lead: String,
    /// What is told in a few words each, with what it is.
    pub facts: Vec<(String, String)>,
    /// Where to go from here.
    pub action: Option<Action>,
    /// Paragraphs after that.
    pub notes: Vec<String>,
}

/// A link that is shown as a button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What it does.
    pub label: String,
    /// Where it leads.
    pub address: String,
}

#[derive(Template)]
#[template(path = "letter.html")]
struct Html<'a> {
    content: &'a Content,
}

#[derive(Template)]
#[template(path = "letter.txt")]
struct Text<'a> {
    content: &'a Content,
}

impl Content {
    /// The letter as HTML.
    ///
    /// # Errors
    /// Never, as long as the template fits.
    pub fn html(&self) -> Result<String> {
        Html { content: self }.render().map_err(Error::internal)
    }

    /// The letter as plain text.
    ///
    /// # Errors
    /// Never, as long as the template fits.
    pub fn text(&self) -> Result<String> {
        Text { content: self }.render().map_err(Error::internal)
    }

    /// A text of the frame, in the letter's language.
    fn words(&self, key: &str) -> String {
        self.language.text(key, &Arguments::none())
    }
}
