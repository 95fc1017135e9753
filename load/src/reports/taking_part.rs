//! What somebody does in a season, as rows: 64 in a hundred finish, twelve stop before the webinar, twelve
//! after a lesson, twelve never begin.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ActiveValue::Set;
use serde_json::json;
use surgalt::audit::Deed;
use surgalt::audit::tables::{audit_entry, audit_place};
use surgalt::certificates::standing::ExportState;
use surgalt::certificates::tables::{Snapshot, certificate};
use surgalt::cohorts::membership::State;
use surgalt::cohorts::tables::cohort_member;
use surgalt::ids;
use surgalt::messages::Language;
use surgalt::programmes::tables::{enrolment, item_done, lesson_read};
use surgalt::quizzes::tables::attempt;
use surgalt::second_stage::tables::visit;
use surgalt::second_stage::visit::{State as VisitState, Steps};
use surgalt::surveys::answers::{Answer, Answers};
use surgalt::surveys::tables::{survey_answer, survey_participation};
use surgalt::webinars::tables::attendance;
use uuid::Uuid;

use super::ledger::Counts;
use super::rows::Rows;
use super::season::{Cohort, Season};
use super::teacher::Teacher;
use super::world::Programme;
use crate::moments::Random;

/// Somebody's part in a season.
#[derive(Debug)]
pub struct Part<'a> {
    /// The season.
    pub season: &'a Season,
    /// The cohort.
    pub cohort: &'a Cohort,
    /// The programme.
    pub programme: &'a Programme,
    /// Who.
    pub teacher: &'a Teacher,
}

/// What grew with everybody: the number of the next certificate, and how often each answer was given where.
#[derive(Debug, Default)]
pub struct Growing {
    /// How many certificates the season has.
    pub certificates: i64,
    /// People by organisation, and what they said of the season as a whole.
    pub answers: std::collections::BTreeMap<(Uuid, &'static str), i32>,
}

impl Part<'_> {
    /// Writes down all of it, and says what is to be counted.
    pub fn play(&self, random: &mut Random, growing: &mut Growing, rows: &mut Rows) -> Counts {
        let roll = random.below(100);
        let (lessons, passed, attended) = match roll {
            0..64 => (2, true, true),
            64..76 => (2, true, false),
            76..88 => (1, false, false),
            _ => (0, false, false),
        };
        let enrolment_id = ids::new_id_at(self.at(0));
        let done = lessons + usize::from(passed) + usize::from(attended);
        let done = self.season.items.get(..done).unwrap_or_default();
        self.join(enrolment_id, done, rows);
        for item_id in self.season.items.iter().take(lessons) {
            rows.lessons.push(lesson_read::ActiveModel {
                enrolment_id: Set(enrolment_id),
                item_id: Set(*item_id),
                read_at: Set(self.at(5)),
            });
        }
        if passed {
            self.pass(enrolment_id, rows);
        }
        let mut counts = Counts {
            invited: 1,
            started: i64::from(lessons > 0),
            ..Counts::default()
        };
        if attended {
            self.attend(rows);
            growing.certificates += 1;
            self.certify(enrolment_id, growing.certificates, rows);
            (counts.finished, counts.certified) = (1, 1);
            if roll < 58 {
                counts.surveyed = 1;
                self.answer(roll, growing, rows);
            }
        }
        if roll == 1 {
            self.be_visited(rows);
        }
        if self.teacher.number.is_multiple_of(4) {
            self.be_written_of(enrolment_id, rows);
        }
        counts
    }

    /// A moment of one's own on a day of the season.
    fn at(&self, day: i64) -> DateTime<Utc> {
        self.season.day(day) + TimeDelta::milliseconds(self.teacher.number.into())
    }

    fn join(&self, enrolment_id: Uuid, done: &[Uuid], rows: &mut Rows) {
        let joined = self.at(0);
        rows.members.push(cohort_member::ActiveModel {
            id: Set(ids::new_id_at(joined)),
            cohort_id: Set(self.cohort.id),
            person_id: Set(self.teacher.id),
            organisation_id: Set(Some(self.teacher.school.id)),
            position: Set(Some(self.teacher.position.name().to_owned())),
            year_of_service: Set(i32::try_from(self.cohort.year_of_service).ok()),
            state: Set(State::Invited),
            by_rule: Set(true),
            since: Set(joined),
            joined_at: Set(joined),
            decided_by: Set(None),
            reason: Set(String::new()),
            revision: Set(0),
            place_id: Set(None),
        });
        rows.enrolments.push(enrolment::ActiveModel {
            id: Set(enrolment_id),
            person_id: Set(self.teacher.id),
            course_id: Set(self.season.course_id),
            version_id: Set(self.season.version_id),
            revision: Set(0),
            created_at: Set(joined),
            completed_at: Set((done.len() == 4).then(|| self.at(25))),
            started_at: Set((!done.is_empty()).then(|| self.at(5))),
            self_paced_done: Set(i32::try_from(done.len().min(3)).unwrap_or_default()),
            webinars_done: Set(i32::from(done.len() == 4)),
            attended_percent: Set((done.len() == 4).then_some(97)),
        });
        for item_id in done {
            rows.items.push(item_done::ActiveModel {
                enrolment_id: Set(enrolment_id),
                item_id: Set(*item_id),
                done_at: Set(self.at(5)),
            });
        }
    }

    fn pass(&self, enrolment_id: Uuid, rows: &mut Rows) {
        let [_, _, quiz, _] = self.season.items;
        let (begun, ended) = (self.at(10), self.at(10) + TimeDelta::minutes(20));
        rows.attempts.push(attempt::ActiveModel {
            id: Set(ids::new_id_at(begun)),
            enrolment_id: Set(enrolment_id),
            item_id: Set(quiz),
            version_id: Set(self.season.version_id),
            number: Set(1),
            seed: Set(i64::from(self.teacher.number)),
            created_at: Set(begun),
            started_at: Set(Some(begun)),
            deadline: Set(None),
            awaited_until: Set(None),
            submitted_at: Set(Some(ended)),
            graded_at: Set(Some(ended)),
            marks: Set(Some(100)),
            marks_possible: Set(100),
            passed: Set(Some(true)),
            revision: Set(1),
            abandoned_at: Set(None),
        });
    }

    fn attend(&self, rows: &mut Rows) {
        let number = usize::try_from(self.teacher.number / 3).unwrap_or_default();
        let webinars = &self.cohort.webinars;
        let Some(webinar_id) = webinars.get(number % webinars.len().max(1)) else {
            return;
        };
        rows.attendance.push(attendance::ActiveModel {
            webinar_id: Set(*webinar_id),
            person_id: Set(self.teacher.id),
            name: Set(self.teacher.name()),
            role: Set("participant".to_owned()),
            seconds: Set(7_000),
            share_percent: Set(97),
            active_percent: Set(90),
            watched_percent: Set(97),
            intervals: Set(json!([])),
            activity: Set(json!({})),
            checks: Set(json!({"answered": 0, "of": 0})),
            watched: Set(json!([])),
        });
    }

    fn certify(&self, enrolment_id: Uuid, number: i64, rows: &mut Rows) {
        let (issued, year) = (self.at(25), self.season.year());
        let Teacher {
            surname,
            given_name,
            ..
        } = self.teacher;
        rows.certificates.push(certificate::ActiveModel {
            id: Set(ids::new_id_at(issued)),
            enrolment_id: Set(enrolment_id),
            person_id: Set(self.teacher.id),
            serial_number: Set(format!("SG-5.2-{year}-{number:06}")),
            code: Set(ids::new_code()),
            snapshot: Set(Snapshot {
                surname: surname.clone(),
                given_name: given_name.clone(),
                course_title: self.season.title.clone(),
                hours: 24,
                completed_on: issued.date_naive(),
                issuer: "Багшийн хөгжлийн төв".to_owned(),
                signatory: "Б. Болд".to_owned(),
                signatory_position: "Захирал".to_owned(),
                language: Language::Mn,
                credits: 150,
                programme_code: "5.2".to_owned(),
                programme_title: "Манлайлал".to_owned(),
            }),
            issued_at: Set(issued),
            rendered_at: Set(None),
            rendering_failure: Set(None),
            revoked_at: Set(None),
            revoked_by: Set(None),
            revocation_reason: Set(None),
            version: Set(1),
            corrected_at: Set(None),
            course_id: Set(self.season.course_id),
            programme_id: Set(self.programme.id),
            organisation_id: Set(Some(self.teacher.school.id)),
            year: Set(year),
            surname_key: Set(surname.to_lowercase()),
            given_name_key: Set(given_name.to_lowercase()),
            stamp: Set(1),
            registered_stamp: Set(None),
            refused_stamp: Set(None),
            open_export_id: Set(None),
            export_state: Set(ExportState::Waiting),
        });
    }

    fn answer(&self, roll: u16, growing: &mut Growing, rows: &mut Rows) {
        let said = if roll < 54 { "very_good" } else { "good" };
        let (organisation_id, answer_id) = (self.teacher.school.id, ids::new_drawn_id());
        *growing.answers.entry((organisation_id, said)).or_default() += 1;
        rows.participations.push(survey_participation::ActiveModel {
            placement_id: Set(self.season.survey_id),
            person_id: Set(self.teacher.id),
            organisation_id: Set(Some(organisation_id)),
            answered: Set(true),
            request_key: Set(None),
            draft: Set(None),
            answer_id: Set(Some(answer_id)),
            answered_at: Set(Some(self.at(26))),
        });
        let answers = [("overall".to_owned(), Answer::Text(said.to_owned()))];
        rows.answers.push(survey_answer::ActiveModel {
            id: Set(answer_id),
            placement_id: Set(self.season.survey_id),
            organisation_id: Set(Some(organisation_id)),
            mixed: Set(false),
            answers: Set(Answers(answers.into())),
        });
    }

    fn be_visited(&self, rows: &mut Rows) {
        let at = self.at(27);
        rows.visits.push(visit::ActiveModel {
            id: Set(ids::new_id_at(at)),
            course_id: Set(self.season.course_id),
            person_id: Set(self.teacher.id),
            visitor_id: Set(self.programme.author_id),
            form_version_id: Set(None),
            place: Set("Анги".to_owned()),
            time_zone: Set("Asia/Ulaanbaatar".to_owned()),
            starts_at: Set(at),
            ends_at: Set(at + TimeDelta::hours(1)),
            state: Set(VisitState::Planned),
            observation: Set(Answers::default()),
            steps: Set(Steps::default()),
            follow_up_on: Set(None),
            held_at: Set(None),
            acknowledged_at: Set(None),
            closed_at: Set(None),
            revision: Set(0),
            planned_by: Set(self.programme.author_id),
            created_at: Set(self.at(26)),
        });
    }

    fn be_written_of(&self, enrolment_id: Uuid, rows: &mut Rows) {
        let (at, deed) = (self.at(0), Deed::PersonEnrolled);
        let id = ids::new_id_at(at);
        let school = &self.teacher.school;
        for organisation_id in [school.id, school.district, school.province, school.ministry] {
            rows.deed_places.push(audit_place::ActiveModel {
                organisation_id: Set(organisation_id),
                entry_id: Set(id),
                action: Set(deed.name().to_owned()),
            });
        }
        rows.deeds.push(audit_entry::ActiveModel {
            id: Set(id),
            at: Set(at),
            actor_id: Set(Some(self.programme.author_id)),
            session_id: Set(None),
            action: Set(deed.name().to_owned()),
            subject_kind: Set(deed.subject().to_owned()),
            subject_id: Set(Some(enrolment_id)),
            person_id: Set(Some(self.teacher.id)),
            organisation_id: Set(Some(school.id)),
            details: Set(json!({"course_id": self.season.course_id})),
        });
    }
}
