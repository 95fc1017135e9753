//! The transaction of an answer to a survey. Of an anonymous one it leaves two rows that nothing
//! joins: that the person has answered, and what was answered.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    JoinType, QueryFilter, QuerySelect,
};
use uuid::Uuid;

use super::answers::{Answers, Extent, fitting};
use super::document::FormDocument;
use super::store::{self, counts};
use super::tables::{Moment, survey_answer, survey_participation, survey_placement};
use super::tally::Tally;
use super::{closing, gate};
use crate::app::App;
use crate::db::Transaction;
use crate::error::{Code, Error, Result};
use crate::ids;
use crate::people;
use crate::policy::Actor;
use crate::programmes;
use crate::programmes::tables::enrolment;
use crate::webinars::tables::{attendance, webinar};

/// The enrolment by which a survey waits for somebody.
///
/// # Errors
/// [`Code::NotFound`] when it does not: the person does not take the course, or has not come so far.
pub async fn asked_as(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    placement: &survey_placement::Model,
) -> Result<enrolment::Model> {
    let found = enrolment::Entity::find()
        .filter(enrolment::Column::PersonId.eq(actor.person_id))
        .filter(enrolment::Column::CourseId.eq(placement.course_id))
        .one(connection)
        .await?;
    let enrolment = found.ok_or(Code::NotFound)?;
    let has_come = match placement.moment {
        Moment::Link => true,
        Moment::Completion | Moment::Certificate => enrolment.completed_at.is_some(),
        Moment::Webinar => has_attended(connection, actor, placement).await?,
    };
    if has_come {
        Ok(enrolment)
    } else {
        Err(Code::NotFound.into())
    }
}

async fn has_attended(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    placement: &survey_placement::Model,
) -> Result<bool> {
    let held = attendance::Entity::belongs_to(webinar::Entity)
        .from(attendance::Column::WebinarId)
        .to(webinar::Column::Id);
    let found = attendance::Entity::find()
        .join(JoinType::InnerJoin, held.into())
        .filter(attendance::Column::PersonId.eq(actor.person_id))
        .filter(webinar::Column::CourseId.eq(placement.course_id))
        .filter(webinar::Column::ItemId.eq(placement.item_id))
        .one(connection)
        .await?;
    Ok(found.is_some())
}

/// Keeps what somebody has answered so far, of a named survey.
///
/// # Errors
/// [`Code::SurveyClosed`], [`Code::SurveyAnswered`], [`Code::SurveyAnonymous`], [`Code::Invalid`].
pub async fn save_draft(
    app: &App,
    actor: &Actor,
    placement: &survey_placement::Model,
    given: &Answers,
) -> Result<()> {
    if placement.anonymous {
        return Err(Code::SurveyAnonymous.into());
    }
    let document = document(app, placement).await?;
    let kept = fitting(&document, given, Extent::Draft).map_err(Error::fields)?;
    let transaction = app.database.begin().await?;
    let (_, before) = enter(app, &transaction, actor, placement.id).await?;
    if before.answered {
        return Err(Code::SurveyAnswered.into());
    }
    let mut row = before.into_active_model();
    row.draft = Set(Some(kept));
    row.update(&transaction).await?;
    Ok(transaction.commit().await?)
}

/// Takes somebody's answer, once. The same request sent again is answered as the first was, and
/// changes nothing, whatever it says: of an anonymous answer nothing is kept to compare it with.
///
/// # Errors
/// [`Code::SurveyClosed`], [`Code::SurveyAnswered`], [`Code::Invalid`].
pub async fn submit(
    app: &App,
    actor: &Actor,
    placement: &survey_placement::Model,
    key: Option<&str>,
    given: &Answers,
) -> Result<()> {
    let reader = app.database.reader();
    let before = store::participation(reader, placement.id, actor.person_id).await?;
    if before.is_some_and(|before| is_the_same(&before, key)) {
        return Ok(());
    }
    let document = document(app, placement).await?;
    let kept = fitting(&document, given, Extent::Whole).map_err(Error::fields)?;
    let person = people::store::get(reader, actor.person_id).await?;
    let transaction = app.database.begin().await?;
    let (enrolment, before) = enter(app, &transaction, actor, placement.id).await?;
    if before.answered {
        return match is_the_same(&before, key) {
            true => Ok(()),
            false => Err(Code::SurveyAnswered.into()),
        };
    }
    let answer = survey_answer::ActiveModel {
        id: Set(ids::new_drawn_id()),
        placement_id: Set(placement.id),
        organisation_id: Set(person.organisation_id),
        mixed: Set(false),
        answers: Set(kept.clone()),
    }
    .insert(&transaction)
    .await?;
    let mut row = before.into_active_model();
    row.answered = Set(true);
    row.organisation_id = Set(person.organisation_id);
    row.request_key = Set(key.map(str::to_owned));
    row.draft = Set(None);
    if placement.anonymous {
        closing::mix_later(app, &transaction, placement).await?;
    } else {
        row.answer_id = Set(Some(answer.id));
        row.answered_at = Set(Some(app.clock.now()));
        let tally = counted(&document, &kept);
        counts::add(&transaction, placement.id, person.organisation_id, &tally).await?;
    }
    row.update(&transaction).await?;
    gate::release(app, &transaction, &enrolment, placement.id).await?;
    transaction.commit().await?;
    app.outbox.wake();
    Ok(())
}

/// The counts of answers to a form.
#[must_use]
pub fn counted(document: &FormDocument, answers: &Answers) -> Tally {
    let mut tally = Tally::of(answers);
    let asks = |cell: &str| document.question(cell).map(|question| &question.asks);
    tally.leave_out(|cell| asks(cell).is_some_and(|asks| asks.is_text()));
    tally
}

fn is_the_same(before: &survey_participation::Model, key: Option<&str>) -> bool {
    before.answered && key.is_some() && before.request_key.as_deref() == key
}

async fn document(app: &App, placement: &survey_placement::Model) -> Result<FormDocument> {
    let version = store::version(app.database.reader(), placement.version_id).await?;
    Ok(version.document)
}

/// The rows that an answer is about: the enrolment, locked, and the person's part in the survey, made
/// when it is not there. The survey stays open until the transaction ends.
async fn enter(
    app: &App,
    transaction: &Transaction,
    actor: &Actor,
    placement_id: Uuid,
) -> Result<(enrolment::Model, survey_participation::Model)> {
    let placement = survey_placement::Entity::find_by_id(placement_id)
        .one(transaction)
        .await?
        .ok_or(Code::NotFound)?;
    let asked = asked_as(transaction, actor, &placement).await?;
    // First the enrolment, then the survey: as completing a course does.
    let enrolment = programmes::store::lock(transaction, asked.id).await?;
    let placement = store::hold(transaction, placement_id).await?;
    if !gate::is_open(&placement, app.clock.now()) {
        return Err(Code::SurveyClosed.into());
    }
    let row = survey_participation::ActiveModel {
        placement_id: Set(placement_id),
        person_id: Set(actor.person_id),
        organisation_id: Set(None),
        answered: Set(false),
        request_key: Set(None),
        draft: Set(None),
        answer_id: Set(None),
        answered_at: Set(None),
    };
    survey_participation::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([
                survey_participation::Column::PlacementId,
                survey_participation::Column::PersonId,
            ])
            .do_nothing()
            .to_owned(),
        )
        .exec_without_returning(transaction)
        .await?;
    let found = store::participation(transaction, placement_id, actor.person_id).await?;
    Ok((enrolment, found.ok_or(Code::NotFound)?))
}
