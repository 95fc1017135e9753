//! Issuing a certificate, in the transaction that completes the course.

use chrono::{DateTime, Datelike, Utc};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait,
    JoinType, QueryFilter, QuerySelect,
};
use uuid::Uuid;

use super::award;
use super::standing::Standing;
use super::tables::{Snapshot, certificate, serial_counter};
use crate::app::App;
use crate::courses::document::CourseDocument;
use crate::courses::tables::course;
use crate::db::Transaction;
use crate::error::{Code, Result};
use crate::ids;
use crate::messages::dates;
use crate::outbox::{self, Job, Letter};
use crate::people;
use crate::people::tables::person;
use crate::programmes::tables::{enrolment, programme};

/// Issues the certificate of an enrolment that has been completed, and writes its letter
/// down. The caller has locked the enrolment; should anybody ever not, the unique key refuses a
/// second certificate and with it the whole transaction.
///
/// # Errors
/// When the database fails.
pub async fn issue(
    app: &App,
    transaction: &Transaction,
    enrolment: &enrolment::Model,
    course: &CourseDocument,
    now: DateTime<Utc>,
) -> Result<()> {
    let person = people::store::get(transaction, enrolment.person_id).await?;
    let programme = programme_of(transaction, enrolment.course_id).await?;
    // The day that counts is that of completion, also when a survey has been waited for.
    let completed_at = enrolment.completed_at.unwrap_or(now);
    let snapshot = snapshot(app, &person, (course, &programme), completed_at);
    let year = snapshot.completed_on.year();
    let series = award::series(&app.config.certificates.series, &programme.code, year);
    let standing = Standing::ISSUED;
    let certificate = certificate::ActiveModel {
        id: Set(ids::new_id()),
        enrolment_id: Set(enrolment.id),
        person_id: Set(person.id),
        serial_number: Set(next_serial_number(transaction, &series).await?),
        code: Set(ids::new_code()),
        issued_at: Set(now),
        rendered_at: Set(None),
        rendering_failure: Set(None),
        revoked_at: Set(None),
        revoked_by: Set(None),
        revocation_reason: Set(None),
        version: Set(1),
        corrected_at: Set(None),
        course_id: Set(enrolment.course_id),
        programme_id: Set(programme.id),
        organisation_id: Set(person.organisation_id),
        year: Set(year),
        surname_key: Set(snapshot.surname.to_lowercase()),
        given_name_key: Set(snapshot.given_name.to_lowercase()),
        stamp: Set(standing.stamp),
        registered_stamp: Set(standing.registered),
        refused_stamp: Set(standing.refused),
        open_export_id: Set(None),
        export_state: Set(standing.state()),
        snapshot: Set(snapshot),
    }
    .insert(transaction)
    .await?;
    let job = Job::Letter {
        person_id: person.id,
        letter: Letter::CertificateIssued {
            certificate_id: certificate.id,
        },
    };
    let key = format!("certificate {}", certificate.id);
    outbox::enqueue(transaction, key, job, now, now).await
}

/// The programme of a course, without the course's draft, which is large.
async fn programme_of(
    connection: &impl ConnectionTrait,
    course_id: Uuid,
) -> Result<programme::Model> {
    let to_programme = course::Entity::belongs_to(programme::Entity)
        .from(course::Column::ProgrammeId)
        .to(programme::Column::Id)
        .into();
    let found = programme::Entity::find()
        .join_rev(JoinType::InnerJoin, to_programme)
        .filter(course::Column::Id.eq(course_id))
        .one(connection)
        .await?;
    found.ok_or(Code::NotFound.into())
}

/// Everything that the certificate says, as it is now.
fn snapshot(
    app: &App,
    person: &person::Model,
    (course, programme): (&CourseDocument, &programme::Model),
    completed_at: DateTime<Utc>,
) -> Snapshot {
    let config = &app.config.certificates;
    let zone = dates::zone(&person.time_zone);
    Snapshot {
        surname: person.surname.clone(),
        given_name: person.given_name.clone(),
        course_title: course.title.clone(),
        hours: course.hours,
        completed_on: completed_at.with_timezone(&zone).date_naive(),
        issuer: config.issuer.clone(),
        signatory: config.signatory.clone(),
        signatory_position: config.signatory_position.clone(),
        language: course.language,
        credits: programme.credits,
        programme_code: programme.code.clone(),
        programme_title: programme.title.clone(),
    }
}

/// Counts in one statement: of two certificates that are issued at the same moment, the second
/// waits for the first, and a number whose transaction fails is given to the next.
async fn next_serial_number(transaction: &Transaction, series: &str) -> Result<String> {
    let first = serial_counter::ActiveModel {
        series: Set(series.to_owned()),
        last: Set(1),
    };
    let last = Expr::col((serial_counter::Entity, serial_counter::Column::Last));
    let counted = serial_counter::Entity::insert(first)
        .on_conflict(
            OnConflict::column(serial_counter::Column::Series)
                .value(serial_counter::Column::Last, last.add(1))
                .to_owned(),
        )
        .exec_with_returning(transaction)
        .await?;
    Ok(award::serial_number(series, counted.last))
}
