//! The tree of organisations: built, changed, moved, looked through.

use serde_json::{Value, json};
use surgalt::policy::Role;

use crate::support::{Client, House};

stories![
    a_district_that_is_moved_takes_its_schools_along,
    nothing_is_moved_below_itself_even_by_two_at_once,
    organisations_are_found_by_kind_code_and_name,
    the_neighbours_organisations_do_not_exist,
];

const PATH: &str = "/api/v1/organisations";

async fn organisation(by: &Client, name: &str, kind: &str, parent: Option<&Value>) -> Value {
    let parent = parent.map(|parent| parent["id"].clone());
    let new = json!({"name": name, "kind": kind, "parent_id": parent});
    by.post(PATH, new).await.expect(201)
}

fn path_of(organisation: &Value) -> String {
    format!("{PATH}/{}", organisation["id"].as_str().unwrap())
}

async fn change(by: &Client, organisation: &Value, change: Value) -> crate::support::Answer {
    let path = path_of(organisation);
    let tag = by.get(&path).await.header("etag");
    by.patch_if_match(&path, &tag, change).await
}

async fn put(by: &Client, who: &Client, place: &Value) {
    let path = format!("/api/v1/people/{}", who.id());
    let tag = by.get(&path).await.header("etag");
    let moved = json!({"organisation_id": place["id"]});
    by.patch_if_match(&path, &tag, moved).await.expect(200);
}

fn names(list: &Value) -> Vec<&str> {
    let items = list["items"].as_array().unwrap().iter();
    items.map(|one| one["name"].as_str().unwrap()).collect()
}

async fn a_district_that_is_moved_takes_its_schools_along(house: House) {
    let administrator = house.person(&[Role::Administrator]).await;
    let one = organisation(&administrator, "Архангай", "province", None).await;
    let other = organisation(&administrator, "Увс", "province", None).await;
    let soum = organisation(&administrator, "Өлзийт", "soum", Some(&one)).await;
    let school = organisation(&administrator, "1-р сургууль", "school", Some(&soum)).await;
    let teacher = house.person(&[Role::Learner]).await;
    put(&administrator, &teacher, &school).await;
    let [officer, neighbour] = [&one, &other];
    let mut watchers = Vec::new();
    for province in [officer, neighbour] {
        let watcher = house.person(&[Role::Officer]).await;
        put(&administrator, &watcher, province).await;
        watchers.push(watcher);
    }
    let path = format!("/api/v1/people/{}", teacher.id());
    watchers[0].get(&path).await.expect(200);
    watchers[1].get(&path).await.refused(404, "not_found");

    let moved = json!({"parent_id": other["id"], "name": "Өлзийт сум", "code": "7-12"});
    let moved = change(&administrator, &soum, moved).await.expect(200);
    assert_eq!(moved["name"], "Өлзийт сум");
    assert_eq!(moved["parent_id"], other["id"]);
    watchers[0].get(&path).await.refused(404, "not_found");
    watchers[1].get(&path).await.expect(200);
    let seen = watchers[1].get(PATH).await.expect(200);
    assert_eq!(names(&seen), ["Увс", "Өлзийт сум", "1-р сургууль"]);
    // And as a root of its own; what is not named stays.
    let root = change(&administrator, &soum, json!({"parent_id": null})).await;
    let root = root.expect(200);
    assert_eq!(
        (&root["parent_id"], &root["code"], &root["kind"]),
        (&json!(null), &json!("7-12"), &json!("soum"))
    );
    watchers[1].get(&path).await.refused(404, "not_found");
    assert_eq!(house.deeds("organisation_changed").await, 2);
}

async fn nothing_is_moved_below_itself_even_by_two_at_once(house: House) {
    let administrator = house.person(&[Role::Administrator]).await;
    let top = organisation(&administrator, "Яам", "ministry", None).await;
    let below = organisation(&administrator, "Хүрээлэн", "institute", Some(&top)).await;
    for parent in [&top, &below] {
        let moved = change(&administrator, &top, json!({"parent_id": parent["id"]})).await;
        let problem = moved.refused(422, "invalid");
        assert_eq!(problem["fields"][0]["code"], "below_itself");
    }
    let nowhere = json!({"parent_id": surgalt::ids::new_id()});
    change(&administrator, &top, nowhere)
        .await
        .refused(422, "invalid");

    let a = organisation(&administrator, "А", "other", None).await;
    let b = organisation(&administrator, "Б", "other", None).await;
    let under = |parent: &Value| json!({"parent_id": parent["id"]});
    let (one, other) = tokio::join!(
        change(&administrator, &a, under(&b)),
        change(&administrator, &b, under(&a)),
    );
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 422]);
}

async fn organisations_are_found_by_kind_code_and_name(house: House) {
    let administrator = house.person(&[Role::Administrator]).await;
    let province = organisation(&administrator, "Баян-Өлгий", "province", None).await;
    let school = organisation(&administrator, "1-р сургууль", "school", Some(&province)).await;
    organisation(&administrator, "11-р сургууль", "school", Some(&province)).await;
    change(&administrator, &school, json!({"code": "83-01"}))
        .await
        .expect(200);
    let id = province["id"].as_str().unwrap();
    let below = format!("parent_id={id}&kind=school&text=1-%D1%80");
    for (query, found) in [
        ("kind=school", vec!["1-р сургууль", "11-р сургууль"]),
        ("kind=province", vec!["Баян-Өлгий"]),
        ("root=true", vec!["Баян-Өлгий"]),
        ("text=bayan-ulgii", vec!["Баян-Өлгий"]),
        ("text=11-r", vec!["11-р сургууль"]),
        ("text=83-01", vec!["1-р сургууль"]),
        ("text=-", vec![]),
        (below.as_str(), vec!["1-р сургууль", "11-р сургууль"]),
    ] {
        let list = administrator.get(&format!("{PATH}?{query}")).await;
        assert_eq!(names(&list.expect(200)), found, "{query}");
    }
    administrator
        .get(&format!("{PATH}?kind=kingdom"))
        .await
        .refused(422, "invalid");
    let twin = json!({"name": "Өөр", "code": "83-01"});
    administrator
        .post(PATH, twin)
        .await
        .refused(409, "already_exists");
}

async fn the_neighbours_organisations_do_not_exist(house: House) {
    let administrator = house.person(&[Role::Administrator]).await;
    let one = organisation(&administrator, "Архангай", "province", None).await;
    let other = organisation(&administrator, "Увс", "province", None).await;
    organisation(&administrator, "1-р сургууль", "school", Some(&other)).await;
    let officer = house.person(&[Role::Officer]).await;
    put(&administrator, &officer, &one).await;
    let of_other = other["id"].as_str().unwrap();
    for query in [
        "text=surguuli",
        &format!("parent_id={of_other}"),
        "kind=school",
    ] {
        let list = officer.get(&format!("{PATH}?{query}")).await.expect(200);
        assert_eq!(names(&list), [""; 0], "{query}");
    }
    officer.get(&path_of(&one)).await.expect(200);
    officer
        .get(&path_of(&other))
        .await
        .refused(404, "not_found");
    let tag = [("if-match", "*")];
    let patch = actix_web::http::Method::PATCH;
    let (path, renamed) = (path_of(&one), json!({"name": "Миний"}));
    let renamed = officer.send_json(patch, &path, &tag, renamed).await;
    renamed.refused(403, "forbidden");
}
