//! The same webinar for several groups: who sees, is told of and gets into which session.

use serde_json::{Value, json};
use surgalt::policy::Role;

use super::{Hall, plan};
use crate::support::{Client, House};

stories![
    each_group_has_its_own_session,
    who_changes_the_group_goes_to_the_other_session,
    a_group_is_of_people_who_take_the_course,
];

/// A group of these people.
async fn group(hall: &Hall, name: &str, people: &[&Client]) -> Value {
    let path = format!("/api/v1/courses/{}/groups", hall.course.id);
    let people: Vec<_> = people.iter().map(|person| person.id()).collect();
    let new = json!({"name": name, "people": people});
    hall.host.post(&path, new).await.expect(201)
}

/// A session of an hour for a group; gives its identifier.
async fn session(hall: &Hall, after: i64, group: &Value) -> String {
    let mut plan = plan(&hall.house, &hall.course, after, 60);
    plan["groups"] = json!([group["id"]]);
    let webinar = hall.host.post("/api/v1/webinars", plan).await.expect(201);
    assert_eq!(webinar["groups"], json!([group["id"]]));
    webinar["id"].as_str().unwrap().to_owned()
}

/// The webinars that somebody sees.
async fn seen_by(client: &Client) -> Vec<String> {
    let list = client.get("/api/v1/webinars").await.expect(200);
    let items = list["items"].as_array().unwrap().iter();
    items
        .map(|one| one["id"].as_str().unwrap().to_owned())
        .collect()
}

async fn each_group_has_its_own_session(house: House) {
    let hall = Hall::open(house).await;
    let (bat, sarnai) = (hall.teacher().await, hall.teacher().await);
    let early = group(&hall, "Өглөөний бүлэг", &[&bat]).await;
    let late = group(&hall, "Оройн бүлэг", &[&sarnai]).await;
    let before = hall.house.mails().await.len();
    // Not so soon that everybody is reminded already.
    let morning = session(&hall, 24 * 60, &early).await;
    let evening = session(&hall, 36 * 60, &late).await;

    let all = hall.webinar.clone();
    assert_eq!(seen_by(&bat).await, [all.clone(), morning.clone()]);
    assert_eq!(seen_by(&sarnai).await, [all.clone(), evening.clone()]);
    assert_eq!(
        seen_by(&hall.host).await,
        [all, morning.clone(), evening.clone()]
    );
    let path = format!("/api/v1/webinars/{evening}");
    for rest in ["", "/events", "/replay"] {
        let asked = bat.get(&format!("{path}{rest}")).await;
        asked.refused(404, "not_found");
    }
    let ticket = bat.post(&format!("{path}/tickets"), json!(null)).await;
    ticket.refused(404, "not_found");
    assert_eq!(sarnai.enter(&evening).await.role, "participant");

    // An officer of the two schools looks on at both.
    let officer = hall.house.person(&[Role::Officer]).await;
    hall.house.in_one_school(&[&officer, &bat, &sarnai]).await;
    assert_eq!(officer.enter(&morning).await.role, "observer");
    assert_eq!(officer.enter(&evening).await.role, "observer");
    // Each session was told to the host and to its own group.
    let mails = hall.house.mails().await.split_off(before);
    let told = |who: &Client| {
        mails
            .iter()
            .filter(|mail| mail.contains(&who.email))
            .count()
    };
    assert_eq!((told(&hall.host), told(&bat), told(&sarnai)), (2, 1, 1));
}

async fn who_changes_the_group_goes_to_the_other_session(house: House) {
    let hall = Hall::open(house).await;
    let bat = hall.teacher().await;
    let early = group(&hall, "Өглөөний бүлэг", &[&bat]).await;
    let late = group(&hall, "Оройн бүлэг", &[]).await;
    let morning = session(&hall, 60, &early).await;
    let evening = session(&hall, 600, &late).await;
    // A ticket is good for who is in the group when it is used.
    let ticket = bat.ticket(&morning).await;
    for (group, people) in [(&early, json!([])), (&late, json!([bat.id()]))] {
        let id = group["id"].as_str().unwrap();
        let path = format!("/api/v1/courses/{}/groups/{id}", hall.course.id);
        let read = hall.host.get(&path).await;
        let tag = read.header("etag");
        let change = json!({"name": group["name"], "people": people});
        let put = actix_web::http::Method::PUT;
        let headers = [("if-match", tag.as_str())];
        let changed = hall
            .host
            .send_json(put.clone(), &path, &headers, change.clone())
            .await;
        assert_eq!(changed.expect(200)["people"], people);
        let stale = hall.host.send_json(put, &path, &headers, change).await;
        stale.refused(412, "changed");
    }
    assert_eq!(seen_by(&bat).await, [hall.webinar.clone(), evening.clone()]);
    assert!(bat.knock(&morning, &ticket).await.is_err());
    assert_eq!(bat.enter(&evening).await.role, "participant");
    // And the session itself can be opened to all.
    let path = format!("/api/v1/webinars/{morning}");
    let tag = hall.host.get(&path).await.header("etag");
    let change = json!({"groups": []});
    hall.host
        .patch_if_match(&path, &tag, change)
        .await
        .expect(200);
    assert!(seen_by(&bat).await.contains(&morning));
}

async fn a_group_is_of_people_who_take_the_course(house: House) {
    let hall = Hall::open(house).await;
    let stranger = hall.house.person(&[Role::Learner]).await;
    let path = format!("/api/v1/courses/{}/groups", hall.course.id);
    let new = json!({"name": "Бүлэг", "people": [stranger.id()]});
    let refused = hall.host.post(&path, new).await.refused(422, "invalid");
    assert_eq!(refused["fields"][0]["field"], "people[0]");
    group(&hall, "Бүлэг", &[]).await;
    let again = hall.host.post(&path, json!({"name": "Бүлэг"})).await;
    again.refused(409, "already_exists");
    let teacher = hall.teacher().await;
    teacher.get(&path).await.refused(403, "forbidden");
    let groups = hall.host.get(&path).await.expect(200);
    assert_eq!(groups["items"].as_array().unwrap().len(), 1);
    let mut plan = plan(&hall.house, &hall.course, 60, 60);
    plan["groups"] = json!([stranger.id()]);
    let refused = hall
        .host
        .post("/api/v1/webinars", plan)
        .await
        .refused(422, "invalid");
    assert_eq!(refused["fields"][0]["field"], "groups[0]");
}
