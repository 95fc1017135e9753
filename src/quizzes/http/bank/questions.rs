//! The questions of the bank: putting them in, finding them, and what is kept beside them.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, patch, post, web};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::views::{self, BankQuestion, BankQuestionChange, NewBankQuestion};
use super::views::{QuestionVersionHead, WholeBankQuestion};
use crate::app::App;
use crate::db;
use crate::error::{Code, Error, Result};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, IfMatch, Json, Page, PageQuery, etag, idempotency};
use crate::policy::{Action, Actor};
use crate::quizzes::bank::arrival::Details;
use crate::quizzes::bank::store::{self, Search};
use crate::quizzes::bank::tables::{bank_question, question_version};
use crate::quizzes::bank::writing::{self, Hand, NewQuestion};
use crate::quizzes::quiz::DifficultyRange;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(list)
        .service(create)
        .service(read)
        .service(change);
}

/// Which questions are asked for; every condition given must hold.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Only those in this category or one within it.
    category_id: Option<Uuid>,
    /// Only those that have all these tags, parted by commas.
    tags: Option<String>,
    /// Only those at least so difficult.
    #[param(minimum = 1, maximum = 5)]
    least_difficulty: Option<u8>,
    /// Only those at most so difficult.
    #[param(minimum = 1, maximum = 5)]
    most_difficulty: Option<u8>,
    /// Only those in this language, a tag of BCP 47.
    language: Option<String>,
    /// Only those of this kind, as it is called in `answer.kind`.
    kind: Option<String>,
    /// Only those in whose title or text all these words stand.
    text: Option<String>,
    /// Only those that are retired, or only those that are not.
    retired: Option<bool>,
}

impl Filter {
    async fn search(self, connection: &impl ConnectionTrait) -> Result<Search> {
        let path = match self.category_id {
            None => None,
            Some(id) => Some(
                store::named_category(connection, "category_id", id)
                    .await?
                    .path,
            ),
        };
        for (name, asked) in [
            ("least_difficulty", self.least_difficulty),
            ("most_difficulty", self.most_difficulty),
        ] {
            if asked.is_some_and(|asked| !(1..=5).contains(&asked)) {
                return Err(Error::field(name, "field-invalid"));
            }
        }
        let is_asked = self.least_difficulty.is_some() || self.most_difficulty.is_some();
        let tags = self.tags.unwrap_or_default();
        Ok(Search {
            path,
            tags: tags
                .split(',')
                .filter(|tag| !tag.trim().is_empty())
                .map(str::to_owned)
                .collect(),
            difficulty: is_asked.then(|| DifficultyRange {
                least: self.least_difficulty.unwrap_or(1),
                most: self.most_difficulty.unwrap_or(5),
            }),
            language: self.language,
            kind: self.kind,
            text: self.text.unwrap_or_default(),
            retired: self.retired,
        })
    }
}

/// The questions of the bank in their current versions.
#[utoipa::path(tag = "question bank", operation_id = "list_bank_questions",
    params(PageQuery, Filter),
    responses((status = 200, description = "A page of questions", body = Page<BankQuestion>)))]
#[get("/question-bank/questions")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    page: PageQuery,
    filter: Option<web::Query<Filter>>,
) -> Result<web::Json<Page<BankQuestion>>> {
    actor.require(Action::Author)?;
    let filter = filter.ok_or_else(|| Error::field("category_id", "field-invalid"))?;
    let reader = app.database.reader();
    let search = filter.into_inner().search(reader).await?;
    let questions = store::questions(&search);
    let found = page
        .load(reader, questions, bank_question::Column::Id, |row| row.id)
        .await?;
    Ok(web::Json(Page {
        items: views::show(reader, found.items).await?,
        next: found.next,
    }))
}

/// Puts a question into the bank.
#[utoipa::path(tag = "question bank", operation_id = "create_bank_question",
    request_body = NewBankQuestion,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "In the bank, as version 1", body = BankQuestion),
        (status = 409, description = "The category has one with this identifier", body = Problem,
            content_type = "application/problem+json")))]
#[post("/question-bank/questions")]
async fn create(
    app: web::Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(new): Json<NewBankQuestion>,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    idempotency::once(
        &app,
        &actor,
        &key,
        StatusCode::CREATED,
        async |transaction| {
            store::named_category(transaction, "category_id", new.category_id).await?;
            let hand = Hand {
                person_id: actor.person_id,
                now: app.clock.now(),
            };
            let question = NewQuestion {
                category_id: new.category_id,
                identifier: new.identifier,
                details: Details {
                    tags: new.tags,
                    difficulty: new.difficulty,
                    language: new.language,
                },
                question: new.question,
                note: new.note,
            };
            let row = writing::create_question(transaction, question, hand).await?;
            views::show_one(transaction, row).await
        },
    )
    .await
}

/// A question of the bank with the versions it has had.
#[utoipa::path(tag = "question bank", operation_id = "read_bank_question",
    params(("id" = Uuid, Path, description = "The question")),
    responses((status = 200, description = "The question", body = WholeBankQuestion,
        headers(("ETag" = String, description = "For If-Match")))))]
#[get("/question-bank/questions/{id}")]
async fn read(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let reader = app.database.reader();
    let row = store::question(reader, *id).await?;
    let tag = etag::of(row.revision);
    let versions = question_version::Entity::find()
        .filter(question_version::Column::QuestionId.eq(row.id))
        .order_by_desc(question_version::Column::Number)
        .select_only()
        .columns([
            question_version::Column::Number,
            question_version::Column::Note,
            question_version::Column::AuthorId,
            question_version::Column::CreatedAt,
        ])
        .into_model::<QuestionVersionHead>();
    let whole = WholeBankQuestion {
        versions: versions.all(reader).await?,
        question: views::show_one(reader, row).await?,
    };
    Ok(HttpResponse::Ok().insert_header(tag).json(whole))
}

/// Changes what the bank keeps beside a question: moves, tags or retires it. The question itself
/// changes by a new version alone.
#[utoipa::path(tag = "question bank", operation_id = "change_bank_question",
    request_body = BankQuestionChange,
    params(("id" = Uuid, Path, description = "The question"),
        ("If-Match" = String, Header, description = "The ETag that the change was made from")),
    responses((status = 200, description = "As it is now", body = BankQuestion,
        headers(("ETag" = String, description = "For If-Match")))))]
#[patch("/question-bank/questions/{id}")]
async fn change(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(change): Json<BankQuestionChange>,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let transaction = app.database.begin().await?;
    let before = store::lock_question(&transaction, *id).await?;
    if_match.require(before.revision)?;
    if let Some(category_id) = change.category_id {
        store::named_category(&transaction, "category_id", category_id).await?;
    }
    if let Some(tags) = &change.tags {
        writing::replace_tags(&transaction, before.id, tags).await?;
    }
    let row = bank_question::ActiveModel {
        id: Set(before.id),
        category_id: Set(change.category_id.unwrap_or(before.category_id)),
        identifier: Set(change.identifier.unwrap_or(before.identifier)),
        difficulty: Set(change.difficulty.map(i32::from).or(before.difficulty)),
        language: Set(change.language.or(before.language)),
        retired: Set(change.retired.unwrap_or(before.retired)),
        revision: Set(before.revision + 1),
        ..Default::default()
    };
    let row = row
        .update(&transaction)
        .await
        .map_err(db::taken(Code::AlreadyExists))?;
    let tag = etag::of(row.revision);
    let shown = views::show_one(&transaction, row).await?;
    transaction.commit().await?;
    Ok(HttpResponse::Ok().insert_header(tag).json(shown))
}
