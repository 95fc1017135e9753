//! Whose an attempt is, as the API tells it to whoever marks it.

use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::{Error, FieldError, Result};
use crate::messages::Arguments;
use crate::people::tables::person;
use crate::quizzes::hundredths::Hundredths;
use crate::quizzes::marking::pseudonym;
use crate::quizzes::quiz::Quiz;
use crate::quizzes::store;
use crate::quizzes::tables::attempt;

/// A person, by name.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0199a000-0000-7000-8000-000000000001", "surname": "Дорж", "given_name": "Бат"
}))]
pub struct Learner {
    /// The identifier.
    pub id: Uuid,
    /// The surname.
    pub surname: String,
    /// The given name.
    pub given_name: String,
}

impl From<person::Model> for Learner {
    fn from(row: person::Model) -> Self {
        Self {
            id: row.id,
            surname: row.surname,
            given_name: row.given_name,
        }
    }
}

/// Whose an attempt is: a name, or a pseudonym where the quiz is marked anonymously.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Whose {
    /// Who it is; null where the quiz is marked anonymously.
    pub person: Option<Learner>,
    /// What the attempt is called instead; null where the name is told.
    pub pseudonym: Option<String>,
}

impl Whose {
    /// Whose this attempt at this quiz is, as a marker is told.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(
        connection: &impl ConnectionTrait,
        row: &attempt::Model,
        quiz: &Quiz,
    ) -> Result<Self> {
        if quiz.marking.anonymous {
            return Ok(Self {
                person: None,
                pseudonym: Some(pseudonym(row.id)),
            });
        }
        let person = store::marking::learner_of(connection, row).await?;
        Ok(Self {
            person: Some(person.into()),
            pseudonym: None,
        })
    }
}

/// Goes on when the marks are neither less than nothing nor more than there are.
///
/// # Errors
/// [`crate::error::Code::Invalid`] otherwise.
pub fn require_at_most(marks: Hundredths, most: Hundredths) -> Result<()> {
    if marks < Hundredths::default() {
        let arguments = Arguments::none().with("min", 0);
        return Err(Error::fields(vec![FieldError {
            field: "marks".to_owned(),
            key: "field-too-small".to_owned(),
            arguments,
        }]));
    }
    if marks <= most {
        return Ok(());
    }
    Err(Error::fields(vec![FieldError {
        field: "marks".to_owned(),
        key: "field-too-great".to_owned(),
        arguments: Arguments::none().with("max", f64::from(most)),
    }]))
}
