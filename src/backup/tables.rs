//! Every table there is, as an archive reads it. A story holds this list against the schema of both databases.

use std::marker::PhantomData;

use async_trait::async_trait;
use futures_util::TryStreamExt;
use sea_orm::{EntityTrait, IdenStatic, Iterable, ModelTrait};
use serde_json::Value as Json;

use super::BackupError;
use super::cell::{Kind, written};
use crate::db::Transaction;

type Result<T> = std::result::Result<T, BackupError>;

/// A table.
#[async_trait]
pub trait Table: Send + Sync {
    /// What it is called.
    fn name(&self) -> String;

    /// Its columns, in the order in which rows are told.
    ///
    /// # Errors
    /// When an archive cannot hold one of them.
    fn columns(&self) -> Result<Vec<(String, Kind)>>;

    /// Tells all of its rows, and says how many they are.
    ///
    /// # Errors
    /// When the database fails, or whoever is told does.
    async fn read(&self, transaction: &Transaction, tell: &mut Told<'_>) -> Result<u64>;
}

/// Who is told a row.
pub type Told<'a> = dyn FnMut(Vec<Json>) -> Result<()> + Send + 'a;

struct Of<E>(PhantomData<fn() -> E>);

#[async_trait]
impl<E> Table for Of<E>
where
    E: EntityTrait,
    E::Model: Send + Sync,
    E::Column: Iterable,
{
    fn name(&self) -> String {
        E::default().table_name().to_owned()
    }

    fn columns(&self) -> Result<Vec<(String, Kind)>> {
        let column = |column: E::Column| {
            let holds = E::Model::get_value_type(column);
            let name = column.as_str().to_owned();
            let unknown = || BackupError::Unknown(format!("{}.{name}: {holds:?}", self.name()));
            Ok((name.clone(), Kind::of(&holds).ok_or_else(unknown)?))
        };
        E::Column::iter().map(column).collect()
    }

    async fn read(&self, transaction: &Transaction, tell: &mut Told<'_>) -> Result<u64> {
        let mut rows = std::pin::pin!(E::find().stream(transaction).await?);
        let mut count = 0;
        while let Some(row) = rows.try_next().await? {
            let cell = |column: E::Column| {
                let unknown =
                    || BackupError::Unknown(format!("{}.{}", self.name(), column.as_str()));
                written(row.get(column)).ok_or_else(unknown)
            };
            tell(E::Column::iter().map(cell).collect::<Result<_>>()?)?;
            count += 1;
        }
        Ok(count)
    }
}

fn of<E>() -> Box<dyn Table>
where
    E: EntityTrait,
    E::Model: Send + Sync,
    E::Column: Iterable,
{
    Box::new(Of::<E>(PhantomData))
}

macro_rules! tables {
    ($($($part:ident)::+),+ $(,)?) => {
        vec![$(of::<crate::$($part)::+::Entity>()),+]
    };
}

/// All tables, each after those that its triggers read.
#[must_use]
pub fn all() -> Vec<Box<dyn Table>> {
    tables![
        people::tables::organisation,
        people::tables::person,
        people::tables::person_role,
        people::tables::session,
        people::tables::refresh_token,
        people::tables::single_use_token,
        people::tables::signing_key,
        people::tables::rate_limit,
        programmes::tables::programme,
        courses::tables::course,
        courses::tables::course_version,
        courses::tables::file,
        programmes::tables::enrolment,
        programmes::tables::lesson_read,
        quizzes::tables::attempt,
        quizzes::tables::answer,
        webinars::tables::webinar,
        webinars::tables::room_event,
        webinars::tables::room_ticket,
        webinars::tables::attendance,
        certificates::tables::certificate,
        certificates::tables::serial_counter,
        outbox::tables::outbox_job,
        http::idempotency::table,
        quizzes::tables::attempt_entry,
        quizzes::tables::attempt_chain,
        quizzes::tables::sealed_paper,
        quizzes::tables::accommodation,
        quizzes::bank::tables::category,
        quizzes::bank::tables::bank_question,
        quizzes::bank::tables::question_version,
        quizzes::bank::tables::question_tag,
        quizzes::bank::tables::file_use,
        quizzes::tables::marking::given_mark,
        quizzes::tables::marking::attempt_file,
        quizzes::tables::marking::correction,
        quizzes::tables::marking::corrected_version,
        quizzes::tables::marking::appeal,
        quizzes::tables::marking::mark_change,
        webinars::tables::check_in_code,
        webinars::tables::attendance_sheet,
        webinars::tables::attendance_correction,
        webinars::slides::tables::slide_deck,
        webinars::slides::tables::slide_picture,
        webinars::tables::webinar_series,
        webinars::tables::webinar_group,
        programmes::tables::course_group,
        programmes::tables::course_group_member,
        people::tables::placement,
        rosters::tables::roster_import,
        rosters::tables::roster_file,
        rosters::tables::roster_row,
        cohorts::tables::calendar_feed,
        cohorts::tables::cohort,
        cohorts::tables::cohort_course,
        cohorts::tables::cohort_member,
        cohorts::tables::cohort_extension,
        cohorts::tables::cohort_reminder,
        people::tables::access::contact,
        people::tables::access::sign_in_card_batch,
        people::tables::access::recovery_code,
        audit::tables::audit_entry,
        audit::tables::audit_place,
        surveys::tables::form,
        surveys::tables::form_version,
        surveys::tables::survey_placement,
        surveys::tables::survey_participation,
        surveys::tables::survey_answer,
        surveys::tables::survey_count,
        surveys::tables::withheld_certificate,
        second_stage::tables::mentorship,
        second_stage::tables::mentor_meeting,
        second_stage::tables::visit,
        certificates::tables::superseded,
        certificates::tables::exports::export,
        certificates::tables::exports::export_row,
        evidence::tables::evidence_file,
        certificates::tables::credits::earned_credit,
        indicators::tables::indicator,
        indicators::tables::indicator_target,
        indicators::tables::indicator_value,
        programmes::tables::item_done,
    ]
}
