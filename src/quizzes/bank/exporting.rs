//! Reading a part of the bank for a file of questions.

use std::collections::HashMap;

use object_store::ObjectStoreExt;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::named_files::named_files;
use super::store::{self, Search};
use super::tables::{bank_question, category};
use crate::app::App;
use crate::courses::files;
use crate::error::{Code, Error, Result};
use crate::quizzes::formats::{Exported, Files};
use crate::quizzes::questions::Question;

/// A part of the bank, ready to be written in any format.
#[derive(Debug, Default)]
pub struct Part {
    questions: Vec<Taken>,
    /// The files that the questions name; empty when they were not asked for.
    pub files: Files,
}

/// A question with what the bank keeps beside it.
#[derive(Debug)]
struct Taken {
    category: Vec<String>,
    row: bank_question::Model,
    tags: Vec<String>,
    question: Question,
}

impl Part {
    /// The questions as formats take them.
    #[must_use]
    pub fn exported(&self) -> Vec<Exported<'_>> {
        let all = self.questions.iter().map(|taken| Exported {
            category: taken.category.clone(),
            tags: taken.tags.clone(),
            difficulty: taken
                .row
                .difficulty
                .and_then(|number| u8::try_from(number).ok()),
            language: taken.row.language.clone(),
            identifier: taken.row.identifier.clone(),
            question: &taken.question,
        });
        all.collect()
    }
}

/// The questions of a category and the categories within it, in their current versions and without
/// those that are retired, ordered by category and then by age. Categories are named from below the
/// one that is exported: imported into the same one, every question is where it was.
///
/// # Errors
/// [`Code::TooLarge`] when the files that the questions name come to more than `limit` bytes.
pub async fn read(app: &App, root: &category::Model, limit: Option<u64>) -> Result<Part> {
    let reader = app.database.reader();
    let categories = category::Entity::find()
        .filter(category::Column::Path.starts_with(&root.path))
        .all(reader)
        .await?;
    let names: HashMap<Uuid, &str> = categories
        .iter()
        .map(|one| (one.id, one.name.as_str()))
        .collect();
    let way = |path: &str| -> Vec<String> {
        let below = path.strip_prefix(&root.path).unwrap_or_default();
        let ids = below.split('/').filter_map(|id| id.parse::<Uuid>().ok());
        ids.filter_map(|id| names.get(&id).map(|name| (*name).to_owned()))
            .collect()
    };
    let ways: HashMap<Uuid, Vec<String>> = categories
        .iter()
        .map(|one| (one.id, way(&one.path)))
        .collect();
    let search = Search {
        path: Some(root.path.clone()),
        retired: Some(false),
        ..Search::default()
    };
    let rows = store::questions(&search)
        .order_by_asc(bank_question::Column::Id)
        .all(reader)
        .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let versions: Vec<(Uuid, i32)> = rows.iter().map(|row| (row.id, row.version)).collect();
    let mut tags = store::tags(reader, &ids).await?;
    let mut questions = store::in_versions(reader, &versions).await?;
    let mut taken: Vec<Taken> = rows
        .into_iter()
        .filter_map(|row| {
            Some(Taken {
                category: ways.get(&row.category_id)?.clone(),
                tags: tags.remove(&row.id).unwrap_or_default(),
                question: questions.remove(&(row.id, row.version))?,
                row,
            })
        })
        .collect();
    taken.sort_by(|left, right| left.category.cmp(&right.category));
    let mut part = Part {
        questions: taken,
        files: Files::new(),
    };
    if let Some(limit) = limit {
        part.files = files_of(app, &part.questions, limit).await?;
    }
    Ok(part)
}

/// The files that questions name, whole, as far as they fit together.
async fn files_of(app: &App, questions: &[Taken], limit: u64) -> Result<Files> {
    let named = questions
        .iter()
        .flat_map(|taken| named_files(&taken.question));
    let mut ids: Vec<Uuid> = named.map(|(_, id)| id).collect();
    ids.sort_unstable();
    ids.dedup();
    let rows = store::bank_files(app.database.reader(), &ids).await?;
    let size: i64 = rows.iter().map(|file| file.size).sum();
    if u64::try_from(size).map_err(Error::internal)? > limit {
        return Err(Code::TooLarge.into());
    }
    let mut files = Files::new();
    for row in rows {
        let stored = app.files.get(&files::location(row.id)).await?;
        files.insert(row.id, (row.name, stored.bytes().await?.to_vec()));
    }
    Ok(files)
}
