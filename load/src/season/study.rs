//! What a participant does by oneself: getting in, reading, answering, and what comes of it when the
//! window has closed.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};
use uuid::Uuid;

use super::agenda::GRANTED;
use super::api::{at, id, text};
use super::cast::{Fate, WayIn};
use super::course::Quiz;
use super::letters::Kind;
use super::person::Person;
use super::world::{Cohort, PASSWORD, Staff, World};
use crate::{Failure, roster};

/// What is closed for whoever comes too late.
const CLOSED: (u16, &str) = (409, "window_closed");

/// Does what somebody does on a day of the self-paced window.
///
/// # Errors
/// When the server refuses anything.
pub async fn study(
    world: &World,
    staff: &Staff,
    cohort: &Cohort,
    person: &mut Person,
    day: u16,
) -> Result<(), Failure> {
    let (first, second) = person.part.days;
    if day == first {
        come(world, staff, cohort, person).await?;
        read(world, person, cohort.course.lessons.first()).await?;
        if person.part.fate.is_in_time() {
            read(world, person, cohort.course.lessons.get(1)).await?;
            answer(world, person, cohort.course.quizzes.first(), true).await?;
        }
    }
    if day == second && person.part.fate.is_in_time() {
        read(world, person, cohort.course.lessons.get(2)).await?;
        answer(world, person, cohort.course.quizzes.get(1), false).await?;
    }
    Ok(())
}

/// Whether somebody does anything on a day of the self-paced window.
pub fn is_due(person: &Person, day: u16) -> bool {
    let (first, second) = person.part.days;
    let fate = person.part.fate;
    fate.starts() && (day == first || (day == second && fate.is_in_time()))
}

/// Signs in the first time, and says yes to the invitation.
async fn come(
    world: &World,
    staff: &Staff,
    cohort: &Cohort,
    person: &mut Person,
) -> Result<(), Failure> {
    let email = person.email();
    let signed_in = match person.part.way_in {
        WayIn::Link => {
            let body = json!({"name": email});
            world
                .api
                .post("", "/api/v1/magic-links", &body)
                .await?
                .expect(202)?;
            world.expects(&email, Kind::MagicLink);
            let body = json!({"token": world.token(&email).await?});
            let path = "/api/v1/magic-links/use";
            world.api.post("", path, &body).await?.expect(200)?
        }
        WayIn::Code => by_code(world, staff, person).await?,
    };
    person.device = Some(serde_json::from_value(signed_in)?);
    let token = person.token(&world.api, &world.clock).await?;
    let own = world
        .api
        .get(&token, "/api/v1/me/cohorts")
        .await?
        .expect(200)?;
    let own = at(&own, "/items").as_array().into_iter().flatten();
    let mut own = own.filter(|one| *at(one, "/membership/cohort_id") == json!(cohort.id));
    let own = own.next().ok_or("somebody is not in the own cohort")?;
    person.enrolment = Some(id(at(own, "/courses/0"), "enrolment_id")?);
    let path = format!("/api/v1/cohorts/{}/membership", cohort.id);
    world
        .api
        .post(&token, &path, &Value::Null)
        .await?
        .expect(200)?;
    Ok(())
}

/// The officer of the person's district reads a code aloud.
async fn by_code(world: &World, staff: &Staff, person: &Person) -> Result<Value, Failure> {
    let district = world.places.district_of(person.part.school);
    let officer_of = staff.officers.get(usize::try_from(district)?);
    let officer = officer_of
        .ok_or("a district has no officer")?
        .token(world)
        .await?;
    let path = format!("/api/v1/people/{}/recovery-codes", person.id()?);
    let issued = world
        .api
        .post(&officer, &path, &Value::Null)
        .await?
        .expect(201)?;
    world.expects(&person.email(), Kind::RecoveryIssued);
    let name = roster::register_number(person.part.number);
    let body = json!({"code": text(&issued, "code")?, "name": name, "password": PASSWORD});
    let path = "/api/v1/recovery-codes/use";
    let signed_in = world.api.post("", path, &body).await?.expect(200)?;
    world.expects(&person.email(), Kind::PasswordChanged);
    Ok(signed_in)
}

async fn read(world: &World, person: &mut Person, lesson: Option<&Uuid>) -> Result<(), Failure> {
    let lesson = *lesson.ok_or("there is no such lesson")?;
    let token = person.token(&world.api, &world.clock).await?;
    let path = person.item(lesson)?;
    world.api.get(&token, &path).await?.expect(200)?;
    let path = format!("{path}/read");
    world
        .api
        .put(&token, &path, &Value::Null)
        .await?
        .expect(204)?;
    person.record.done.insert(lesson);
    Ok(())
}

/// Tries a quiz until it is passed: who fails at first does so once.
async fn answer(
    world: &World,
    person: &mut Person,
    quiz: Option<&Quiz>,
    may_fail: bool,
) -> Result<(), Failure> {
    let quiz = quiz.ok_or("there is no such quiz")?;
    if may_fail && person.part.fails_first && attempt(world, person, quiz, false).await? {
        return Err("wrong answers pass a quiz".into());
    }
    match attempt(world, person, quiz, true).await? {
        true => {
            person.record.done.insert(quiz.id);
            Ok(())
        }
        false => Err("right answers do not pass a quiz".into()),
    }
}

/// One try; whether it is passed.
async fn attempt(
    world: &World,
    person: &mut Person,
    quiz: &Quiz,
    right: bool,
) -> Result<bool, Failure> {
    let token = person.token(&world.api, &world.clock).await?;
    let path = format!("{}/attempts", person.item(quiz.id)?);
    let started = world
        .api
        .post(&token, &path, &Value::Null)
        .await?
        .expect(200)?;
    let path = format!("/api/v1/attempts/{}", id(at(&started, "/attempt"), "id")?);
    let questions = at(&started, "/paper/questions")
        .as_array()
        .into_iter()
        .flatten();
    for (number, question) in (1..).zip(questions) {
        let question = id(question, "id")?;
        let response = quiz.response(question, right);
        let body = json!({"client_number": number, "response": response});
        let path = format!("{path}/answers/{question}");
        world.api.put(&token, &path, &body).await?.expect(200)?;
    }
    let path = format!("{path}/submission");
    let submitted = world
        .api
        .post(&token, &path, &Value::Null)
        .await?
        .expect(200)?;
    let passed = at(&submitted, "/attempt/passed").as_bool();
    Ok(passed.ok_or("a quiz that marks itself is not marked")?)
}

/// The window has closed: what was left is refused, and some are granted more time.
///
/// # Errors
/// When it is not refused, or more time is.
pub async fn close(
    world: &World,
    staff: &Staff,
    cohort: &Cohort,
    person: &mut Person,
    until: NaiveDate,
) -> Result<(), Failure> {
    let fate = person.part.fate;
    if !matches!(fate, Fate::TooLate | Fate::Granted) {
        return Ok(());
    }
    let own = person.token(&world.api, &world.clock).await?;
    let lesson = *cohort
        .course
        .lessons
        .get(1)
        .ok_or("there is no such lesson")?;
    let path = format!("{}/read", person.item(lesson)?);
    let (status, code) = CLOSED;
    world
        .api
        .put(&own, &path, &Value::Null)
        .await?
        .refused(status, code)?;
    let quiz = cohort
        .course
        .quizzes
        .first()
        .ok_or("there is no such quiz")?;
    let path = format!("{}/attempts", person.item(quiz.id)?);
    world
        .api
        .post(&own, &path, &Value::Null)
        .await?
        .refused(status, code)?;
    person.record.refused += 2;
    if fate == Fate::Granted {
        let methodologist = staff.methodologist.token(world).await?;
        let until = until.checked_add_days(Days::new(GRANTED));
        let granted = json!({"person_id": person.id()?, "until": until,
            "reason": "Сургуульд нь цахилгаан тасарсан"});
        let path = format!("/api/v1/cohorts/{}/extensions", cohort.id);
        world
            .api
            .post(&methodologist, &path, &granted)
            .await?
            .expect(201)?;
        person.record.granted = true;
    }
    Ok(())
}

/// Who was granted more time does the rest.
///
/// # Errors
/// When the server refuses anything.
pub async fn catch_up(world: &World, cohort: &Cohort, person: &mut Person) -> Result<(), Failure> {
    if !person.record.granted {
        return Ok(());
    }
    for lesson in cohort.course.lessons.iter().skip(1) {
        read(world, person, Some(lesson)).await?;
    }
    for quiz in &cohort.course.quizzes {
        answer(world, person, Some(quiz), false).await?;
    }
    Ok(())
}
