//! Where a question of the bank is used.

use actix_web::{get, web};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::courses;
use crate::courses::document::{Content, CourseDocument};
use crate::error::Result;
use crate::http::routes::Routes;
use crate::policy::{Action, Actor};
use crate::quizzes::bank::store;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(list);
}

/// A quiz that uses a question of the bank.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({
    "course_id": "0199a000-0000-7000-8000-000000000002",
    "course_title": "Хувь хүний хөгжлийн манлайлал", "course_version": 1,
    "item_id": "0199a000-0000-7000-8000-000000000022", "item_title": "Сорил",
    "question_version": 1, "drawn": false
}))]
pub struct QuestionUse {
    /// The course.
    course_id: Uuid,
    /// What the course is called.
    course_title: String,
    /// The number of the published version; null for the draft.
    course_version: Option<i32>,
    /// The quiz.
    item_id: Uuid,
    /// What the quiz is called.
    item_title: String,
    /// The version of the question that it uses.
    question_version: u32,
    /// Whether it may be drawn, and is not asked of everybody.
    drawn: bool,
}

/// The quizzes that use a question, in drafts and in published versions. A draft names what it has
/// copied; what its draws may draw is known once it is published.
#[utoipa::path(tag = "question bank", operation_id = "list_question_uses",
    params(("id" = Uuid, Path, description = "The question")),
    responses((status = 200, description = "Drafts first, then published versions",
        body = [QuestionUse])))]
#[get("/question-bank/questions/{id}/uses")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
) -> Result<web::Json<Vec<QuestionUse>>> {
    actor.require(Action::Author)?;
    let reader = app.database.reader();
    let id = store::question(reader, *id).await?.id;
    let mut uses = Vec::new();
    for course_id in store::courses_whose_draft_mentions(reader, id).await? {
        let course = courses::store::get(reader, course_id).await?;
        uses.extend(uses_in(&course.draft, id, course.id, None));
    }
    for version_id in store::versions_that_mention(reader, id).await? {
        let version = app.versions.get(reader, version_id).await?;
        uses.extend(uses_in(
            &version.document,
            id,
            version.course_id,
            Some(version.number),
        ));
    }
    Ok(web::Json(uses))
}

fn uses_in(
    document: &CourseDocument,
    question_id: Uuid,
    course_id: Uuid,
    course_version: Option<i32>,
) -> Vec<QuestionUse> {
    let mut uses = Vec::new();
    for item in document.items() {
        let Content::Quiz(quiz) = &item.content else {
            continue;
        };
        let fixed = quiz.questions.iter().map(|question| (question, false));
        let drawn = quiz.draws.iter().flat_map(|draw| &draw.questions);
        let drawn = drawn.map(|question| (question, true));
        for (question, drawn) in fixed.chain(drawn) {
            let source = question
                .source
                .filter(|source| source.question_id == question_id);
            let Some(source) = source else {
                continue;
            };
            let one = QuestionUse {
                course_id,
                course_title: document.title.clone(),
                course_version,
                item_id: item.id,
                item_title: item.title.clone(),
                question_version: source.version,
                drawn,
            };
            // Two draws of one quiz may both draw it.
            if uses.last() != Some(&one) {
                uses.push(one);
            }
        }
    }
    uses
}
