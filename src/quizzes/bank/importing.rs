//! Writing down what was read from a file of questions, in one transaction. An import on trial does
//! the same and is not committed.

use std::collections::HashMap;

use sea_orm::QuerySelect;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::arrival::{self, Arrival, Details, Identifiers};
use super::import_report::{Line, Note, Report};
use super::importing_files::ArrivedFiles;
use super::named_files::{named_files, renamed, unlinked};
use super::store;
use super::tables::{bank_question, category};
use super::writing::{self, Hand, NewQuestion};
use crate::db::Transaction;
use crate::error::{Code, Error, Result};
use crate::messages::Arguments;
use crate::quizzes::formats::{Imported, ImportedQuestion, Severity};
use crate::quizzes::questions::Question;

/// The longest name of a category, in characters.
const LONGEST_NAME: usize = 200;

/// Writes what was read into a category and the categories below it that the file names.
///
/// # Errors
/// When the database fails. What the bank refuses is noted, and the other questions are taken.
pub async fn import(
    transaction: &Transaction,
    imported: Imported,
    files: &ArrivedFiles,
    category: &category::Model,
    hand: Hand,
) -> Result<Report> {
    let mut import = Import {
        transaction,
        files,
        hand,
        identifiers: Identifiers::default(),
        categories: HashMap::from([(Vec::new(), category.clone())]),
        known: HashMap::new(),
        report: Report {
            notes: imported.remarks.into_iter().map(Note::from).collect(),
            ..Report::default()
        },
    };
    import.report.notes.extend(files.notes());
    for question in imported.questions {
        import.take(question).await?;
    }
    Ok(import.report)
}

struct Import<'import> {
    transaction: &'import Transaction,
    files: &'import ArrivedFiles,
    hand: Hand,
    identifiers: Identifiers,
    /// The categories that have been met, by their names below the one that is imported into.
    categories: HashMap<Vec<String>, category::Model>,
    /// What the bank has in these categories.
    known: HashMap<Uuid, HashMap<String, Known>>,
    report: Report,
}

/// A question that the bank has.
struct Known {
    row: bank_question::Model,
    question: Question,
    details: Details,
}

impl Import<'_> {
    fn note(&mut self, place: &str, severity: Severity, key: &str, arguments: Arguments) {
        self.report.notes.push(Note {
            place: place.to_owned(),
            severity,
            key: key.to_owned(),
            arguments,
        });
    }

    async fn take(&mut self, arriving: ImportedQuestion) -> Result<()> {
        let place = arriving.place.clone();
        let Some(question) = self.with_files(&arriving.question, &place) else {
            return Ok(());
        };
        let details = self.details(&arriving);
        let (category_id, category) = self.category(&arriving.category, &place).await?;
        let wanted = match arriving.identifier.trim() {
            "" => arrival::identifier_by_content(&arriving.question),
            given => given.to_owned(),
        };
        let (identifier, is_repeated) = self.identifiers.distinct(category_id, &wanted);
        if is_repeated {
            let arguments = Arguments::none().with("identifier", &identifier);
            self.note(
                &place,
                Severity::Changed,
                "import-identifier-repeated",
                arguments,
            );
        }
        let title = title(&question);
        let known = self
            .known
            .get(&category_id)
            .and_then(|all| all.get(&identifier));
        let outcome = match known {
            Some(known) => update(self.transaction, known, &question, &details, self.hand).await,
            None => {
                let new = NewQuestion {
                    category_id,
                    identifier: Some(identifier.clone()),
                    details,
                    question,
                    note: String::new(),
                };
                let row = writing::create_question(self.transaction, new, self.hand).await;
                row.map(|row| (Arrival::New, row))
            }
        };
        match outcome {
            Ok((arrival, row)) => {
                self.report.questions.push(Line {
                    place,
                    identifier,
                    title,
                    category,
                    arrival,
                    question_id: row.id,
                    version: row.version,
                });
                Ok(())
            }
            // Nothing has been written of it: what does not fit is found before.
            Err(error) if error.code == Code::Invalid => {
                self.refuse(&place, error);
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    fn refuse(&mut self, place: &str, error: Error) {
        for field in error.fields {
            let place = format!("{place}: {}", field.field);
            self.note(&place, Severity::Refused, &field.key, field.arguments);
        }
    }

    /// The question with the files of the bank in the place of those of the import; none when it
    /// cannot be asked without a file that was left out.
    fn with_files(&mut self, question: &Question, place: &str) -> Option<Question> {
        let mut question = question.clone();
        let mut named = named_files(&question);
        named.sort_by_key(|(_, id)| *id);
        named.dedup_by_key(|(_, id)| *id);
        for (field, id) in named {
            let Some(name) = self.files.left_out(id) else {
                continue;
            };
            let name = Arguments::none().with("name", name);
            if field.ends_with("picture.file") {
                self.note(place, Severity::Refused, "import-picture-left-out", name);
                return None;
            }
            self.note(place, Severity::LeftOut, "import-file-left-out", name);
            question = unlinked(&question, id);
        }
        Some(renamed(&question, |id| self.files.kept_as(id)))
    }

    fn details(&mut self, arriving: &ImportedQuestion) -> Details {
        let mut details = Details {
            difficulty: arriving.difficulty.map(|difficulty| difficulty.clamp(1, 5)),
            ..Details::default()
        };
        for tag in &arriving.tags {
            if arrival::is_tag(tag) && details.tags.len() < 50 {
                details.tags.push(tag.trim().to_owned());
            } else {
                let arguments = Arguments::none().with("tag", tag);
                self.note(
                    &arriving.place,
                    Severity::LeftOut,
                    "import-tag-left-out",
                    arguments,
                );
            }
        }
        if let Some(language) = arriving.language.as_deref().filter(|tag| !tag.is_empty()) {
            if arrival::is_language(language) {
                details.language = Some(language.to_owned());
            } else {
                let arguments = Arguments::none().with("language", language);
                let key = "import-language-left-out";
                self.note(&arriving.place, Severity::LeftOut, key, arguments);
            }
        }
        details
    }

    /// The category of these names, made where it is not there, and the names as they are.
    async fn category(&mut self, names: &[String], place: &str) -> Result<(Uuid, Vec<String>)> {
        let mut way: Vec<String> = Vec::new();
        for name in names {
            let Some(parent) = self.categories.get(&way).cloned() else {
                break;
            };
            let short: String = name.trim().chars().take(LONGEST_NAME).collect();
            if short.is_empty() {
                continue;
            }
            if parent.path.matches('/').count() >= writing::DEEPEST {
                let arguments = Arguments::none().with("name", name);
                self.note(
                    place,
                    Severity::Changed,
                    "import-category-too-deep",
                    arguments,
                );
                break;
            }
            way.push(short.clone());
            if !self.categories.contains_key(&way) {
                if short.chars().count() < name.trim().chars().count() {
                    let arguments = Arguments::none().with("name", &short);
                    self.note(
                        place,
                        Severity::Changed,
                        "import-category-shortened",
                        arguments,
                    );
                }
                let category = self.find_or_make(&parent, &short).await?;
                self.categories.insert(way.clone(), category);
            }
        }
        let id = self
            .categories
            .get(&way)
            .map(|category| category.id)
            .ok_or(Code::NotFound)?;
        if !self.known.contains_key(&id) {
            let known = known_in(self.transaction, id).await?;
            self.known.insert(id, known);
        }
        Ok((id, way))
    }

    async fn find_or_make(&self, parent: &category::Model, name: &str) -> Result<category::Model> {
        let place = writing::place(Some(parent.id), name);
        let found = category::Entity::find()
            .filter(category::Column::Place.eq(place))
            .one(self.transaction)
            .await?;
        match found {
            Some(category) => Ok(category),
            None => {
                let now = self.hand.now;
                writing::create_category(self.transaction, Some(parent), name, "", now).await
            }
        }
    }
}

/// What the bank has in a category, by identifier, the rows locked until the transaction ends.
async fn known_in(transaction: &Transaction, category_id: Uuid) -> Result<HashMap<String, Known>> {
    let rows = bank_question::Entity::find()
        .filter(bank_question::Column::CategoryId.eq(category_id))
        .lock_exclusive()
        .all(transaction)
        .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let versions: Vec<(Uuid, i32)> = rows.iter().map(|row| (row.id, row.version)).collect();
    let mut tags = store::tags(transaction, &ids).await?;
    let mut questions = store::in_versions(transaction, &versions).await?;
    let known = rows.into_iter().filter_map(|row| {
        let known = Known {
            question: questions.remove(&(row.id, row.version))?,
            details: Details {
                tags: tags.remove(&row.id).unwrap_or_default(),
                difficulty: row.difficulty.and_then(|number| u8::try_from(number).ok()),
                language: row.language.clone(),
            },
            row,
        };
        Some((known.row.identifier.clone(), known))
    });
    Ok(known.collect())
}

/// Brings a question that the bank has to what the file says of it.
async fn update(
    transaction: &Transaction,
    known: &Known,
    question: &Question,
    said: &Details,
    hand: Hand,
) -> Result<(Arrival, bank_question::Model)> {
    let details = known.details.updated_by(said);
    let has_new_words = arrival::kept_as(question, known.row.id) != known.question;
    let has_new_details = !details.is_same_as(&known.details);
    let mut row = known.row.clone();
    if has_new_words {
        row = writing::add_version(transaction, &row, question, String::new(), hand).await?;
    }
    if has_new_details {
        writing::replace_tags(transaction, row.id, &details.tags).await?;
        let change = bank_question::ActiveModel {
            id: Set(row.id),
            difficulty: Set(details.difficulty.map(i32::from)),
            language: Set(details.language),
            revision: Set(row.revision + 1),
            ..Default::default()
        };
        row = change.update(transaction).await?;
    }
    let arrival = if has_new_words || has_new_details {
        Arrival::Changed
    } else {
        Arrival::Unchanged
    };
    Ok((arrival, row))
}

/// What a report calls a question.
fn title(question: &Question) -> String {
    let name = if question.title.is_empty() {
        &question.text
    } else {
        &question.title
    };
    name.chars().take(80).collect()
}
