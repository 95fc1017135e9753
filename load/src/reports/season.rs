//! A season: a course of two lessons, a quiz and a webinar, three cohorts with a window each, a webinar for
//! each cohort, and the survey that closes it.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde_json::{Value, json};
use surgalt::cohorts::membership::SelfEnrolment;
use surgalt::cohorts::tables::{cohort, cohort_course};
use surgalt::courses::document::CourseDocument;
use surgalt::courses::tables::{course, course_version};
use surgalt::db::Transaction;
use surgalt::ids;
use surgalt::surveys::tables::{Moment, survey_placement};
use surgalt::webinars::room::Status;
use surgalt::webinars::tables::{attendance_sheet, webinar};
use uuid::Uuid;

use super::world::Programme;
use crate::Failure;
use crate::seed::insert;

/// How many come to one webinar.
const IN_A_WEBINAR: u32 = 1_000;

/// The years of service whose people the three cohorts are for.
pub const YEARS_OF_SERVICE: [u32; 3] = [10, 5, 1];

/// A season.
#[derive(Debug, Clone)]
pub struct Season {
    /// Its first day.
    pub begins: DateTime<Utc>,
    /// The course.
    pub course_id: Uuid,
    /// Its version.
    pub version_id: Uuid,
    /// What the course is called.
    pub title: String,
    /// The items of the course, in order: two lessons, a quiz, a webinar.
    pub items: [Uuid; 4],
    /// The cohorts, as [`YEARS_OF_SERVICE`].
    pub cohorts: Vec<Cohort>,
    /// The survey.
    pub survey_id: Uuid,
}

/// A cohort of it.
#[derive(Debug, Clone)]
pub struct Cohort {
    /// Its identifier.
    pub id: Uuid,
    /// Its webinars: each of its people comes to one.
    pub webinars: Vec<Uuid>,
    /// In which year of service its people are.
    pub year_of_service: u32,
}

impl Season {
    /// A season for so many people that begins on a day.
    pub fn new(begins: DateTime<Utc>, people: u32) -> Self {
        let id = ids::new_id;
        let cohort = |year_of_service| Cohort {
            id: id(),
            webinars: (0..=people / 3 / IN_A_WEBINAR).map(|_| id()).collect(),
            year_of_service,
        };
        Self {
            begins,
            course_id: id(),
            version_id: id(),
            title: format!("Манлайлал {}", begins.year()),
            items: [id(), id(), id(), id()],
            cohorts: YEARS_OF_SERVICE.map(cohort).to_vec(),
            survey_id: id(),
        }
    }

    /// A moment so many days after the beginning.
    pub fn day(&self, day: i64) -> DateTime<Utc> {
        self.begins + TimeDelta::days(day)
    }

    /// The year in which its courses are completed.
    pub fn year(&self) -> i32 {
        self.day(25).year()
    }

    fn date(&self, day: i64) -> NaiveDate {
        self.day(day).date_naive()
    }

    fn document(&self) -> Result<CourseDocument, Failure> {
        let [first, second, quiz, webinar] = self.items;
        let lesson = |id: Uuid, title: &str| {
            json!({"id": id, "title": title,
                "content": {"kind": "lesson", "markdown": "Хичээл", "minutes": 10}})
        };
        Ok(serde_json::from_value(json!({
            "title": self.title, "language": "mn", "hours": 24,
            "completion": {"lessons_read": true, "quizzes_passed": true,
                "webinar_share_percent": 80},
            "modules": [{"id": self.course_id, "title": "Нэг", "items": [
                lesson(first, "Эхний хичээл"), lesson(second, "Дараагийн хичээл"),
                {"id": quiz, "title": "Шалгалт", "content": {"kind": "quiz", "minutes": 60,
                    "pass_percent": 60, "questions": [crate::content::question(0)]}},
                {"id": webinar, "title": "Вебинар",
                    "content": {"kind": "webinar", "minutes": 120}},
            ]}],
        }))?)
    }

    /// Writes it down, without its people.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write(
        &self,
        transaction: &Transaction,
        programme: &Programme,
    ) -> Result<(), Failure> {
        self.write_course(transaction, programme).await?;
        let rows = self.cohorts.iter();
        let rows = rows.map(|one| self.cohort(one, programme).into_active_model().reset_all());
        insert(transaction, rows.collect()).await?;
        let rows = self.cohorts.iter().map(|one| cohort_course::ActiveModel {
            cohort_id: Set(one.id),
            course_id: Set(self.course_id),
            number: Set(0),
        });
        insert(transaction, rows.collect()).await?;
        let webinars: Vec<Uuid> = self.webinars().collect();
        let rows = webinars.iter();
        let rows = rows.map(|id| self.webinar(*id, programme).into_active_model().reset_all());
        insert(transaction, rows.collect()).await?;
        let (begun, ended) = (self.day(20), self.day(20) + TimeDelta::hours(2));
        let rows = webinars.iter().map(|id| attendance_sheet::ActiveModel {
            webinar_id: Set(*id),
            started_at: Set(begun),
            ended_at: Set(ended),
            of_seconds: Set(7_200),
            counted_at: Set(ended),
        });
        insert(transaction, rows.collect()).await?;
        let survey = survey_placement::Model {
            id: self.survey_id,
            course_id: self.course_id,
            version_id: programme.form_version_id,
            moment: Moment::Completion,
            item_id: None,
            anonymous: false,
            opens_at: self.begins,
            closes_at: self.day(60),
            closed_at: None,
            settled_at: None,
            smallest_group: 5,
            revision: 0,
            placed_by: programme.author_id,
            created_at: self.begins,
        };
        insert(transaction, vec![survey.into_active_model().reset_all()]).await
    }

    async fn write_course(
        &self,
        transaction: &Transaction,
        programme: &Programme,
    ) -> Result<(), Failure> {
        let document = self.document()?;
        let row = course::ActiveModel {
            id: Set(self.course_id),
            programme_id: Set(programme.id),
            author_id: Set(programme.author_id),
            self_enrolment: Set(false),
            draft: Set(document.clone()),
            revision: Set(0),
            published_version_id: Set(None),
            created_at: Set(self.begins),
        };
        insert(transaction, vec![row]).await?;
        let row = course_version::ActiveModel {
            id: Set(self.version_id),
            course_id: Set(self.course_id),
            number: Set(1),
            document: Set(document),
            published_by: Set(programme.author_id),
            published_at: Set(self.begins),
        };
        insert(transaction, vec![row]).await?;
        let row = course::ActiveModel {
            id: Set(self.course_id),
            published_version_id: Set(Some(self.version_id)),
            ..Default::default()
        };
        course::Entity::update(row).exec(transaction).await?;
        Ok(())
    }

    fn cohort(&self, one: &Cohort, programme: &Programme) -> cohort::Model {
        let year = one.year_of_service;
        cohort::Model {
            id: one.id,
            programme_id: programme.id,
            title: format!("{}: {year} дахь жил", self.title),
            time_zone: "Asia/Ulaanbaatar".to_owned(),
            rule: json!({"on": null, "positions": [], "years_of_service": [year],
                "organisations": [], "people": []}),
            capacity: None,
            self_enrolment: SelfEnrolment::Closed,
            self_paced_from: Some(self.date(0)),
            self_paced_until: Some(self.date(40)),
            webinars_from: Some(self.date(41)),
            webinars_until: Some(self.date(60)),
            deadlines: Value::Array(Vec::new()),
            grace_days: 0,
            timetable: json!({"series": [], "webinars": [], "groups": []}),
            // Nobody is reminded while it is measured.
            remind_from: None,
            remind_until: None,
            invitations_asked_at: Some(self.begins),
            invitations_done_at: Some(self.begins),
            revision: 0,
            created_by: programme.author_id,
            created_at: self.begins,
        }
    }

    /// The webinars of all its cohorts.
    pub fn webinars(&self) -> impl Iterator<Item = Uuid> {
        self.cohorts
            .iter()
            .flat_map(|one| one.webinars.iter().copied())
    }

    fn webinar(&self, id: Uuid, programme: &Programme) -> webinar::Model {
        let [.., item_id] = self.items;
        webinar::Model {
            id,
            course_id: self.course_id,
            item_id,
            host_id: programme.author_id,
            title: self.title.clone(),
            starts_at: self.day(20),
            ends_at: self.day(20) + TimeDelta::hours(2),
            status: Status::Ended,
            revision: 0,
            created_at: self.begins,
            time_zone: "Asia/Ulaanbaatar".to_owned(),
            series_id: None,
            series_day: None,
            apart: false,
        }
    }
}
