//! Who still has what to do in a cohort: page by page, as a table, and on paper for each school.

mod paper;
mod table;

use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LANGUAGE, CONTENT_TYPE, DispositionType,
};
use actix_web::{HttpRequest, HttpResponse, get, web};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::views::{Names, Organisation, Person};
use crate::app::App;
use crate::cohorts::membership::State;
use crate::cohorts::tables::{cohort, cohort_member};
use crate::cohorts::work::{self, Work};
use crate::cohorts::{joining, store};
use crate::completion::rules::Lack;
use crate::courses::document::ItemKind;
use crate::error::{Error, Result};
use crate::http::attachment::disposition;
use crate::http::routes::Routes;
use crate::http::sheets::{self, WORKBOOK};
use crate::http::{Page, PageQuery, language};
use crate::people;
use crate::policy::{Action, Actor};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(read);
}

/// Whose work is asked for, and in which form.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Only those who came from this organisation, or from below it.
    organisation: Option<Uuid>,
    /// The form of the answer; JSON, page by page, when absent. The others have everybody.
    #[param(inline)]
    format: Option<Format>,
}

/// A form of the answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Format {
    /// JSON.
    #[default]
    Json,
    /// Comma-separated values, UTF-8 with its mark.
    Csv,
    /// A workbook.
    Xlsx,
    /// A page to be printed, with a sheet for each school.
    Html,
}

/// Somebody who has not finished.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CohortBehind, example = json!({"id": "0199a000-0000-7000-8000-000000000061",
    "person": {"id": "0199a000-0000-7000-8000-000000000007", "surname": "Дорж", "given_name": "Бат"},
    "organisation": {"id": "0199a000-0000-7000-8000-000000000003", "name": "1-р сургууль"},
    "position": "teacher", "done": 3, "of": 5, "left": [
        {"course_id": "0199a000-0000-7000-8000-000000000011",
            "item_id": "0199a000-0000-7000-8000-000000000021", "title": "Сорил 1", "kind": "quiz",
            "code": "quiz_not_passed"}]}))]
pub(super) struct Behind {
    /// The identifier of the membership.
    pub(super) id: Uuid,
    /// Who it is.
    pub(super) person: Person,
    /// From where the person came; null from nowhere.
    organisation: Option<Organisation>,
    /// As what the person came; null when nobody knew.
    position: Option<String>,
    /// How much is done of what the courses ask for.
    done: usize,
    /// How much they ask for.
    of: usize,
    /// What is left to do, in order.
    left: Vec<Left>,
}

/// Something that is left to do.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CohortLeft)]
struct Left {
    /// The course.
    course_id: Uuid,
    /// The item.
    item_id: Uuid,
    /// What it is called.
    title: String,
    /// What it is.
    kind: ItemKind,
    /// What it lacks: `lesson_unread`, `quiz_not_passed` or `webinar_not_attended`.
    code: &'static str,
}

/// Who of a cohort still has what to do, of those whom one may see: who takes part and has not done everything
/// that its courses ask for.
#[utoipa::path(tag = "cohorts", operation_id = "list_behind_in_cohort",
    params(("id" = Uuid, Path, description = "The cohort"), PageQuery, Filter),
    responses((status = 200, description = "A page of people, or a table of all", content(
        (Page<Behind> = "application/json"), (String = "text/csv"), (String = "text/html"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))))]
#[get("/cohorts/{id}/behind")]
async fn read(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    page: PageQuery,
    filter: Option<web::Query<Filter>>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    actor.require(Action::SeeProgress)?;
    let filter = filter.ok_or_else(|| Error::field("organisation, format", "field-invalid"))?;
    let reader = app.database.reader();
    let cohort = store::find(reader, &actor, *id).await?;
    let wanted = wanted(reader, &actor, &cohort, filter.organisation).await?;
    let whom = (&cohort, &wanted);
    let format = filter.format.unwrap_or_default();
    if format == Format::Json {
        let found = load(&app, &actor, whom, page.after(), page.limit() + 1).await?;
        return Ok(HttpResponse::Ok().json(paged(found, page.limit())));
    }
    let own = people::store::get(reader, actor.person_id).await?;
    let language = language::wished(request.headers()).unwrap_or(own.language);
    let mut people = load(&app, &actor, whom, None, usize::MAX).await?;
    table::by_school(&mut people);
    let at = (
        app.clock.now(),
        crate::messages::dates::zone(&cohort.time_zone),
    );
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .insert_header((CONTENT_LANGUAGE, language.code()));
    let (media_type, ending, bytes) = match format {
        Format::Html => return paper::page(&cohort, &people, language, at, answer),
        Format::Xlsx => {
            let sheet = table::sheet(&people, language);
            (WORKBOOK, "xlsx", sheets::workbook(&[sheet])?)
        }
        Format::Csv | Format::Json => {
            let sheet = table::sheet(&people, language);
            ("text/csv; charset=utf-8", "csv", sheets::csv_alone(&sheet)?)
        }
    };
    let name = format!("{}.{ending}", cohort.title);
    let named = disposition(DispositionType::Attachment, &name);
    Ok(answer
        .insert_header((CONTENT_TYPE, media_type))
        .insert_header((CONTENT_DISPOSITION, named))
        .body(bytes))
}

/// The condition on those who take part and have not completed all courses.
///
/// # Errors
/// [`Code::Invalid`](crate::error::Code::Invalid) when one may not see the organisation.
pub(super) async fn wanted(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    cohort: &cohort::Model,
    organisation_id: Option<Uuid>,
) -> Result<Condition> {
    let there = store::from_organisation(connection, actor, organisation_id).await?;
    Ok(there
        .add(cohort_member::Column::State.is_in(State::TAKING_PART))
        .add(store::unfinished(cohort.id)))
}

/// Those of the people whom the actor sees who are wanted and behind, at most so many, after this one; read set
/// by set.
///
/// # Errors
/// When the database fails.
pub(super) async fn load(
    app: &App,
    actor: &Actor,
    (cohort, wanted): (&cohort::Model, &Condition),
    mut after: Option<Uuid>,
    most: usize,
) -> Result<Vec<Behind>> {
    let reader = app.database.reader();
    let courses = store::courses_of(reader, cohort.id).await?;
    let visible =
        |actor: &Actor| store::members_visible_to(actor, cohort.id).filter(wanted.clone());
    let mut behind = Vec::new();
    loop {
        let left = u64::try_from(most - behind.len()).unwrap_or(u64::MAX);
        let page = PageQuery::new(after, joining::AT_ONCE.min(left));
        let set = people::store::paging::page(&page, reader, actor, visible, |row| row.id);
        let set = set.await?;
        let people = set.items.iter().map(|row| row.person_id);
        let works = work::of(app, reader, &courses, people).await?;
        let names = Names::of(reader, &set.items).await?;
        for row in set.items {
            let own = works.get(&row.person_id).map_or(&[][..], Vec::as_slice);
            behind.extend(Behind::of(row, own, &names));
        }
        after = set.next;
        if after.is_none() || behind.len() >= most {
            return Ok(behind);
        }
    }
}

fn paged(mut items: Vec<Behind>, limit: usize) -> Page<Behind> {
    let more = items.len() > limit;
    items.truncate(limit);
    let last = items.last().map(|one| one.id);
    Page {
        items,
        next: last.filter(|_| more),
    }
}

impl Behind {
    fn of(row: cohort_member::Model, works: &[Work], names: &Names) -> Option<Self> {
        let left: Vec<Left> = works.iter().flat_map(left).collect();
        if left.is_empty() {
            return None;
        }
        let done = works.iter().map(|work| work.progress.done.len()).sum();
        Some(Self {
            id: row.id,
            person: names.person(&row)?,
            organisation: names.organisation(&row),
            position: row.position,
            done,
            of: done + left.len(),
            left,
        })
    }
}

fn left(work: &Work) -> impl Iterator<Item = Left> {
    work.left().map(|(item, missing)| Left {
        course_id: work.enrolment.course_id,
        item_id: item.id,
        title: item.title.clone(),
        kind: item.kind(),
        code: match missing.lack {
            Lack::LessonUnread => "lesson_unread",
            Lack::QuizNotPassed => "quiz_not_passed",
            Lack::WebinarNotAttended { .. } => "webinar_not_attended",
        },
    })
}
