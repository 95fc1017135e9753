use chrono::{Datelike, TimeDelta};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::{Value, json};
use surgalt::courses::tables::course;
use surgalt::ids;
use surgalt::people::tables::placement;
use surgalt::policy::Role;
use uuid::Uuid;

use super::{belongs_to, indicator, organisation, points, programme};
use crate::support::{Client, Course, House, short_course};

stories![
    the_platform_counts_who_is_enrolled_finished_and_certified,
    a_person_counts_where_the_person_was_then,
];

/// The year on the clock on the wall.
fn this_year(house: &House) -> i32 {
    let zone = chrono_tz::Asia::Ulaanbaatar;
    house.clock.now().with_timezone(&zone).year()
}

/// A course in this programme.
async fn course_in(house: &House, author: &Client, programme_id: Uuid) -> Course {
    let course = house.course(author, short_course("Манлайлал", "mn")).await;
    let transaction = house.app.database.begin().await.unwrap();
    let row = course::ActiveModel {
        id: Set(course.id),
        programme_id: Set(programme_id),
        ..Default::default()
    };
    row.update(&transaction).await.unwrap();
    transaction.commit().await.unwrap();
    course
}

/// The figures of a year, by query, when the moment has passed for which what was counted before is kept.
async fn figures(
    (house, year): (&House, i32),
    client: &Client,
    programme: Uuid,
    query: &str,
) -> Vec<Value> {
    house.clock.advance(TimeDelta::minutes(1));
    let path =
        format!("/api/v1/programmes/{programme}/indicators/report?from={year}&to={year}&{query}");
    let report = client.get(&path).await.expect(200);
    let lines = report["indicators"].as_array().unwrap();
    let value = |line: &Value| line["points"][0]["value"].clone();
    lines.iter().map(value).collect()
}

async fn the_platform_counts_who_is_enrolled_finished_and_certified(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let registrar = house.person(&[Role::Registrar]).await;
    let whole = programme(&house, "1000", None).await;
    let part = programme(&house, "5.2", Some(whole)).await;
    let elsewhere = programme(&house, "другое", None).await;
    for (code, kind, query) in [
        ("1", "count", "enrolled"),
        ("2", "count", "finished"),
        ("3", "count", "certified"),
        ("4", "percent", "finished_share"),
    ] {
        let new = json!({"code": code, "title": query, "kind": kind, "query": query});
        indicator(&author, whole, new).await;
    }
    let (one, two) = (
        course_in(&house, &author, whole).await,
        course_in(&house, &author, part).await,
    );
    let other = course_in(&house, &author, elsewhere).await;
    let province = organisation(&house, None).await;
    let school = organisation(&house, Some(&province)).await;
    let far = organisation(&house, None).await;
    let mut teachers = Vec::new();
    for place in [&school, &school, &far] {
        let teacher = house.person(&[Role::Learner]).await;
        belongs_to(&house, &teacher, place.0).await;
        teachers.push(teacher);
    }
    let year = this_year(&house);
    let none = figures((&house, year), &author, whole, "").await;
    assert_eq!(none, [json!(0.0), json!(0.0), json!(0.0), Value::Null]);
    // One takes two courses and counts once; one has not finished; one is far away.
    let certificate = house.certificate(&author, &teachers[0], &one).await;
    house.enrol(&teachers[0], &two).await;
    house.enrol(&teachers[1], &two).await;
    house.certificate(&author, &teachers[2], &two).await;
    house.enrol(&teachers[2], &other).await;
    let all = figures((&house, year), &author, whole, "").await;
    assert_eq!(all, [json!(3.0), json!(2.0), json!(2.0), json!(66.66)]);
    let at = format!("organisation_id={}", province.0);
    let ours = figures((&house, year), &author, whole, &at).await;
    assert_eq!(ours, [json!(2.0), json!(1.0), json!(1.0), json!(50.0)]);
    assert_eq!(
        figures((&house, year - 1), &author, whole, &at).await[0],
        0.0
    );
    let officer = house.person(&[Role::Officer]).await;
    belongs_to(&house, &officer, far.0).await;
    let theirs = figures((&house, year), &officer, whole, "").await;
    assert_eq!(theirs, [json!(1.0), json!(1.0), json!(1.0), json!(100.0)]);

    let id = certificate["id"].as_str().unwrap();
    let revocation = format!("/api/v1/certificates/{id}/revocation");
    let reason = json!({"reason": "Давхар олгосон"});
    registrar.post(&revocation, reason).await.expect(201);
    assert_eq!(figures((&house, year), &author, whole, "").await[2], 1.0);
}

async fn a_person_counts_where_the_person_was_then(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let whole = programme(&house, "1000", None).await;
    let new = json!({"code": "1", "title": "Бүртгүүлсэн", "kind": "count", "query": "enrolled"});
    indicator(&author, whole, new).await;
    let course = course_in(&house, &author, whole).await;
    let (then, now) = (
        organisation(&house, None).await,
        organisation(&house, None).await,
    );
    let teacher = house.person(&[Role::Learner]).await;
    house.enrol(&teacher, &course).await;
    belongs_to(&house, &teacher, now.0).await;
    let year = this_year(&house);
    // At the end of this year still at the one school, afterwards at the other.
    let day = |year: i32| chrono::NaiveDate::from_ymd_opt(year, 6, 1).unwrap();
    for (place, since, until) in [
        (&then, day(year - 2), Some(day(year + 1))),
        (&now, day(year + 1), None),
    ] {
        house
            .save(placement::ActiveModel {
                id: Set(ids::new_id()),
                person_id: Set(teacher.id()),
                organisation_id: Set(place.0),
                position: Set("teacher".to_owned()),
                subject: Set(String::new()),
                since: Set(since),
                until: Set(until),
                created_at: Set(house.clock.now()),
            })
            .await;
    }
    for (place, expected) in [(&then, 1.0), (&now, 0.0)] {
        let query = format!("organisation_id={}&from={year}&to={year}", place.0);
        let seen = points(&author, whole, &query).await;
        assert_eq!(seen[0]["value"], expected);
    }
}
