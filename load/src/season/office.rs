//! What those do who work for the season before it begins: the tree of organisations, the staff, the
//! register, the programme with its courses, and the cohorts.

use std::cell::RefCell;
use std::collections::HashMap;

use serde_json::{Value, json};
use surgalt::policy::Role;
use uuid::Uuid;

use super::agenda::survey_days;
use super::api::{at, id, text};
use super::course::{self, Course};
use super::letters::Kind;
use super::person::{Person, service_began};
use super::places::{self, Place};
use super::world::{Cohort, Desk, Group, PASSWORD, Staff, World};
use crate::Failure;
use crate::roster;

/// Where the administrator signs in, who is there before the season.
pub const ADMINISTRATOR: &str = "administrator@load.example";
/// Where those who work for the season sign in.
pub const METHODOLOGIST: &str = "methodologist@load.example";
const REGISTRAR: &str = "registrar@load.example";
/// The indicators of the programme: code, kind, and what fills each.
const INDICATORS: [(&str, &str, &str); 4] = [
    ("1", "count", "enrolled"),
    ("2", "count", "finished"),
    ("3", "count", "certified"),
    ("4", "percent", "finished_share"),
];
/// The satisfaction survey of the house.
const SATISFACTION: Uuid = surgalt::surveys::built_in::SATISFACTION;

/// The tree, and everybody who works for the season.
///
/// # Errors
/// When the server refuses.
pub async fn open(world: &World) -> Result<Staff, Failure> {
    let administrator = Desk::new(ADMINISTRATOR);
    let organisations = plant(world, &administrator).await?;
    hire(world, &administrator, REGISTRAR, (Role::Registrar, None)).await?;
    hire(
        world,
        &administrator,
        METHODOLOGIST,
        (Role::Methodologist, None),
    )
    .await?;
    world
        .each(0..world.places.districts, async |district| {
            let at = organisations.get(&places::district(district)).copied();
            let email = officer(district);
            let hired = hire(world, &administrator, &email, (Role::Officer, at)).await;
            world.note(&email, hired);
        })
        .await;
    let officers = (0..world.places.districts).map(|district| Desk::new(&officer(district)));
    Ok(Staff {
        registrar: Desk::new(REGISTRAR),
        methodologist: Desk::new(METHODOLOGIST),
        officers: officers.collect(),
        administrator,
        organisations,
    })
}

/// Where the officer of a district gets mail.
pub fn officer(district: u32) -> String {
    format!("{district}@offices.example")
}

/// The tree, level by level; gives the organisations by their codes.
async fn plant(world: &World, administrator: &Desk) -> Result<HashMap<String, Uuid>, Failure> {
    let token = administrator.token(world).await?;
    let planted = RefCell::new(HashMap::new());
    for level in world.places.levels() {
        world
            .each(level, async |place: Place| {
                let above = place.above.as_ref();
                let parent = above.and_then(|code| planted.borrow().get(code).copied());
                let new = json!({"name": place.name, "kind": place.kind, "code": place.code,
                    "parent_id": parent});
                let made = async {
                    let made = world
                        .api
                        .post(&token, "/api/v1/organisations", &new)
                        .await?;
                    id(&made.expect(201)?, "id")
                };
                match made.await {
                    Ok(made) => drop(planted.borrow_mut().insert(place.code, made)),
                    Err(error) => world.note(&place.name, Err(error)),
                }
            })
            .await;
    }
    Ok(planted.into_inner())
}

/// Registers somebody with a role, who accepts the invitation.
async fn hire(
    world: &World,
    administrator: &Desk,
    email: &str,
    (role, organisation): (Role, Option<Uuid>),
) -> Result<(), Failure> {
    let token = administrator.token(world).await?;
    let new = json!({"email": email, "surname": "Load", "given_name": email.split('@').next(),
        "language": "mn", "roles": [role.name()], "organisation_id": organisation});
    world
        .api
        .post(&token, "/api/v1/people", &new)
        .await?
        .expect(201)?;
    world.expects(email, Kind::Invitation);
    let invitation = world.token(email).await?;
    let body = json!({"token": invitation, "password": PASSWORD});
    world
        .api
        .post("", "/api/v1/invitations/accept", &body)
        .await?
        .expect(200)?;
    Ok(())
}

/// The register: everybody's row is compared, and applied when there is nothing doubtful.
///
/// # Errors
/// When the server refuses, or understands a row otherwise than it is meant.
pub async fn register(world: &World, staff: &Staff, people: &[Person]) -> Result<(), Failure> {
    let token = staff.registrar.token(world).await?;
    let mut list = "surname,given_name,register_number,email,organisation_code,position,\
                    service_began_on\n"
        .to_owned();
    for person in people {
        list.push_str(&row(world, person)?);
    }
    let mut registrar = crate::client::Connection::new(world.api.address, &token);
    let (compared, _) = roster::dry_run(&mut registrar, &list).await?;
    let rows = i64::try_from(people.len())?;
    if roster::count(at(&compared, "/counts"), "difference", "new") != rows {
        return Err(format!("the list is not understood: {compared}").into());
    }
    let applied = roster::apply(&mut registrar, &compared).await?;
    match roster::count(at(&applied, "/outcomes"), "outcome", "applied") == rows {
        true => Ok(()),
        false => Err(format!("the list was not applied: {applied}").into()),
    }
}

fn row(world: &World, person: &Person) -> Result<String, Failure> {
    let part = &person.part;
    let number = part.number;
    let (surname, given_name) = roster::name(number, false);
    let cohort = world
        .season
        .cohorts
        .get(part.cohort)
        .ok_or("there is no cohort")?;
    let began = service_began(number, cohort.target.year_of_service, cohort.self_paced.0);
    let began = began.ok_or("there is no such day")?;
    let register_number = roster::register_number(number);
    let (email, school) = (person.email(), places::school(part.school));
    let position = part.position.name();
    Ok(format!(
        "{surname},{given_name},{register_number},{email},{school},{position},{began}\n"
    ))
}

/// The programme, and a course and a cohort for each target; gives the programme and the cohorts.
///
/// # Errors
/// When the server refuses.
pub async fn plan(world: &World, staff: &Staff) -> Result<(Uuid, Vec<Cohort>), Failure> {
    let token = staff.methodologist.token(world).await?;
    let season = &world.season;
    let programme = json!({"code": "МД-2021", "title": season.programme.title.mn});
    let programme = world
        .api
        .post(&token, "/api/v1/programmes", &programme)
        .await?;
    let programme_id = id(&programme.expect(201)?, "id")?;
    for (code, kind, query) in INDICATORS {
        let new = json!({"code": code, "title": query, "kind": kind, "query": query});
        let path = format!("/api/v1/programmes/{programme_id}/indicators");
        world.api.post(&token, &path, &new).await?.expect(201)?;
    }
    let mut cohorts = Vec::new();
    for one in &season.cohorts {
        let year = one.target.year_of_service;
        let (course_id, course) = publish(world, &token, programme_id, year).await?;
        let path = format!("/api/v1/courses/{course_id}");
        let closes = one
            .webinars
            .1
            .checked_add_days(chrono::Days::new(survey_days()));
        let closes_at = season.at(closes.ok_or("there is no such day")?, 20, 0)?;
        let survey = json!({"form_id": SATISFACTION, "moment": "certificate", "anonymous": true,
            "closes_at": closes_at});
        let survey = world
            .api
            .post(&token, &format!("{path}/surveys"), &survey)
            .await?;
        let survey_id = id(&survey.expect(201)?, "id")?;
        let window = |(from, until)| json!({"from": from, "until": until});
        let new = json!({"programme_id": programme_id, "title": format!("{year} дахь жил"),
            "time_zone": season.timezone, "courses": [course_id],
            "rule": {"on": one.self_paced.0, "years_of_service": [year],
                "organisations": [staff.organisations.get(&places::ministry())]},
            "self_paced": window(one.self_paced), "webinars": window(one.webinars)});
        let made = world
            .api
            .post(&token, "/api/v1/cohorts", &new)
            .await?
            .expect(201)?;
        cohorts.push(Cohort {
            id: id(&made, "id")?,
            course,
            course_id,
            survey_id,
            groups: Vec::new(),
        });
    }
    Ok((programme_id, cohorts))
}

/// Writes the course of a year of service, and reads it as it was published.
async fn publish(
    world: &World,
    token: &str,
    programme_id: Uuid,
    year: u16,
) -> Result<(Uuid, Course), Failure> {
    let draft = course::document(&format!("{year} дахь жилийн багш"));
    let new = json!({"programme_id": programme_id, "draft": draft});
    let made = world.api.post(token, "/api/v1/courses", &new).await?;
    let course_id = id(&made.expect(201)?, "id")?;
    let path = format!("/api/v1/courses/{course_id}/versions");
    let version = world
        .api
        .post(token, &path, &Value::Null)
        .await?
        .expect(201)?;
    let path = format!("{path}/{}", at(&version, "/number"));
    let version = world.api.get(token, &path).await?.expect(200)?;
    let document = serde_json::from_value(at(&version, "/document").clone())?;
    Ok((course_id, Course::of(&document)?))
}

/// Invites everybody whom a cohort's rule means, and learns who that is.
///
/// # Errors
/// When the server refuses, or invites others than are meant.
pub async fn invite(world: &World, staff: &Staff, cohort: &Cohort) -> Result<(), Failure> {
    let token = staff.methodologist.token(world).await?;
    let path = format!("/api/v1/cohorts/{}/invitations", cohort.id);
    world
        .api
        .post(&token, &path, &Value::Null)
        .await?
        .expect(202)?;
    Ok(())
}

/// Who has been invited.
///
/// # Errors
/// When it is somebody whom the season does not know.
pub async fn meet(
    world: &World,
    staff: &Staff,
    cohort: &Cohort,
    people: &mut [&mut Person],
) -> Result<(), Failure> {
    let token = staff.methodologist.token(world).await?;
    let path = format!("/api/v1/cohorts/{}/members", cohort.id);
    let members = world.api.pages(&token, &path).await?;
    let mut known: HashMap<String, &mut Person> = HashMap::new();
    for person in people.iter_mut() {
        known.insert(roster::name(person.part.number, false).1, person);
    }
    for member in members {
        let name = text(at(&member, "/person"), "given_name")?;
        let person = known.remove(&name);
        let person = person.ok_or_else(|| format!("{name} is invited, and should not be"))?;
        person.id = Some(id(at(&member, "/person"), "id")?);
        person.record.invited = true;
        world.expects(&person.email(), Kind::CohortJoined);
    }
    Ok(())
}

/// Divides a cohort into groups, and plans a webinar for each.
///
/// # Errors
/// When the server refuses.
pub async fn divide(
    world: &World,
    staff: &Staff,
    cohort: &mut Cohort,
    groups: Vec<(Vec<Uuid>, chrono::DateTime<chrono::Utc>)>,
) -> Result<(), Failure> {
    let token = staff.methodologist.token(world).await?;
    let path = format!("/api/v1/courses/{}/groups", cohort.course_id);
    for (number, (people, starts_at)) in groups.into_iter().enumerate() {
        let group = json!({"name": format!("{number}-р бүлэг"), "people": people});
        let group = id(
            &world.api.post(&token, &path, &group).await?.expect(201)?,
            "id",
        )?;
        let ends_at = starts_at + chrono::TimeDelta::minutes(super::course::MINUTES);
        let webinar = json!({"course_id": cohort.course_id, "item_id": cohort.course.webinar,
            "starts_at": starts_at, "ends_at": ends_at, "groups": [group]});
        let webinar = world
            .api
            .post(&token, "/api/v1/webinars", &webinar)
            .await?
            .expect(201)?;
        world.expects(METHODOLOGIST, Kind::WebinarScheduled);
        cohort.groups.push(Group {
            webinar_id: Some(id(&webinar, "id")?),
            live: None,
        });
    }
    Ok(())
}
