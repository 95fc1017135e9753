use serde_json::json;
use surgalt::ids;
use surgalt::outbox::tables::outbox_job;
use surgalt::outbox::{Job, Letter};
use surgalt::policy::Role;

use super::{course, enrol_oneself, fields, published_course, rows};
use crate::support::{Client, House};

stories![
    a_methodologist_enrols_all_or_nobody,
    whoever_is_enrolled_twice_gets_one_mail,
    a_course_that_is_not_open_is_entered_through_a_methodologist,
    nobody_enrols_before_the_course_is_published,
    an_officer_sees_the_own_people_only,
    seven_people_are_listed_page_by_page,
];

/// The letters about enrolments, to whom.
async fn letters(house: &House) -> Vec<uuid::Uuid> {
    let jobs = rows::<outbox_job::Entity>(house).await;
    let letters = jobs.into_iter().filter_map(|row| match row.job {
        Job::Letter {
            person_id,
            letter: Letter::Enrolled { .. },
        } => Some(person_id),
        _ => None,
    });
    let mut people: Vec<_> = letters.collect();
    people.sort_unstable();
    people
}

async fn enrol(methodologist: &Client, course: &str, people: &[&Client]) -> serde_json::Value {
    let people: Vec<_> = people.iter().map(|person| person.id()).collect();
    let path = format!("{course}/enrolments");
    methodologist
        .post(&path, json!({"people": people}))
        .await
        .expect(200)
}

async fn a_methodologist_enrols_all_or_nobody(house: House) {
    let methodologist = house.person(&[Role::Methodologist]).await;
    let (bat, dorj) = (
        house.person(&[Role::Learner]).await,
        house.person(&[Role::Learner]).await,
    );
    let course = published_course(&methodologist).await;
    let path = format!("{course}/enrolments");
    let people = json!({"people": [bat.id(), ids::new_id(), dorj.id(), ids::new_id()]});
    let refused = methodologist
        .post(&path, people.clone())
        .await
        .refused(422, "invalid");
    assert_eq!(
        fields(&refused),
        [("people[1]", "unknown"), ("people[3]", "unknown")]
    );
    let own = bat.get("/api/v1/me/enrolments").await.expect(200);
    assert_eq!(own["items"], json!([]));
    assert!(letters(&house).await.is_empty());
    bat.post(&path, people).await.refused(403, "forbidden");

    let enrolled = enrol(&methodologist, &course, &[&dorj, &bat]).await;
    assert_eq!(enrolled["items"][0]["person"]["id"], json!(dorj.id()));
    assert_eq!(enrolled["items"][1]["person"]["id"], json!(bat.id()));
    let own = bat.get("/api/v1/me/enrolments").await.expect(200);
    assert_eq!(own["items"], json!([enrolled["items"][1]]));
    assert_eq!(letters(&house).await, [bat.id(), dorj.id()]);
}

async fn whoever_is_enrolled_twice_gets_one_mail(house: House) {
    let methodologist = house.person(&[Role::Methodologist]).await;
    let colleague = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let course = published_course(&methodologist).await;
    let (once, twice) = ([&teacher], [&teacher, &teacher]);
    let (one, other) = futures_util::join!(
        enrol(&methodologist, &course, &once),
        enrol(&colleague, &course, &twice),
    );
    assert_eq!(one["items"][0], other["items"][0]);
    let by_oneself = enrol_oneself(&teacher, &course).await;
    assert!(by_oneself.ends_with(super::id(&one["items"][0])));
    assert_eq!(letters(&house).await, [teacher.id()]);
}

async fn a_course_that_is_not_open_is_entered_through_a_methodologist(house: House) {
    let methodologist = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let course = published_course(&methodologist).await;
    let tag = methodologist.get(&course).await.header("etag");
    let closed = json!({"self_enrolment": false});
    methodologist
        .patch_if_match(&course, &tag, closed)
        .await
        .expect(200);
    let path = format!("{course}/enrolment");
    teacher
        .post(&path, json!(null))
        .await
        .refused(404, "not_found");
    enrol(&methodologist, &course, &[&teacher]).await;
    teacher.get(&course).await.expect(200);
}

async fn nobody_enrols_before_the_course_is_published(house: House) {
    let methodologist = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let course = course(&methodologist).await;
    let path = format!("{course}/enrolment");
    teacher
        .post(&path, json!(null))
        .await
        .refused(404, "not_found");
    let path = format!("{course}/enrolments");
    let people = json!({"people": [teacher.id()]});
    methodologist
        .post(&path, people)
        .await
        .refused(409, "not_published");
}

async fn an_officer_sees_the_own_people_only(house: House) {
    let administrator = house.person(&[Role::Administrator]).await;
    let methodologist = house.person(&[Role::Methodologist]).await;
    let officer = house.person(&[Role::Officer]).await;
    let (own, other) = (
        house.person(&[Role::Learner]).await,
        house.person(&[Role::Learner]).await,
    );
    let school = json!({"name": "1-р сургууль"});
    let school = administrator
        .post("/api/v1/organisations", school)
        .await
        .expect(201);
    for person in [&officer, &own] {
        let path = format!("/api/v1/people/{}", person.id());
        let tag = administrator.get(&path).await.header("etag");
        let change = json!({"organisation_id": school["id"]});
        administrator
            .patch_if_match(&path, &tag, change)
            .await
            .expect(200);
    }
    let course = published_course(&methodologist).await;
    let enrolled = enrol(&methodologist, &course, &[&own, &other]).await;
    let path = format!(
        "/api/v1/enrolments?course={}",
        enrolled["items"][0]["course_id"].as_str().unwrap()
    );
    let seen = officer.get(&path).await.expect(200);
    assert_eq!(seen["items"], json!([enrolled["items"][0]]));
    let all = methodologist.get(&path).await.expect(200);
    assert_eq!(all["items"].as_array().unwrap().len(), 2);
    own.get(&path).await.refused(403, "forbidden");
    let elsewhere = format!("/api/v1/enrolments?course={}", ids::new_id());
    let none = methodologist.get(&elsewhere).await.expect(200);
    assert_eq!(none["items"], json!([]));
    methodologist
        .get("/api/v1/enrolments?course=x")
        .await
        .refused(422, "invalid");

    let of = |at: usize| format!("/api/v1/enrolments/{}", super::id(&enrolled["items"][at]));
    officer.get(&of(0)).await.expect(200);
    officer.get(&of(1)).await.refused(404, "not_found");
    own.get(&of(0)).await.expect(200);
    own.get(&of(1)).await.refused(404, "not_found");
}

async fn seven_people_are_listed_page_by_page(house: House) {
    let methodologist = house.person(&[Role::Methodologist]).await;
    let course = published_course(&methodologist).await;
    let people =
        futures_util::future::join_all((0..7).map(|_| house.person(&[Role::Learner]))).await;
    let people: Vec<&Client> = people.iter().collect();
    enrol(&methodologist, &course, &people).await;
    let mut found = Vec::new();
    let mut path = "/api/v1/enrolments?limit=3".to_owned();
    for length in [3, 3, 1] {
        let page = methodologist.get(&path).await.expect(200);
        let items = page["items"].as_array().unwrap();
        assert_eq!(items.len(), length);
        found.extend(items.iter().map(|item| item["person"]["id"].to_string()));
        path = format!(
            "/api/v1/enrolments?limit=3&after={}",
            page["next"].as_str().unwrap_or_default()
        );
    }
    let mut expected: Vec<_> = people
        .iter()
        .map(|person| json!(person.id()).to_string())
        .collect();
    expected.sort_unstable();
    // Several who are enrolled at once are enrolled in the order of their identifiers.
    assert_eq!(found, expected);
}
