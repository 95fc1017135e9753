//! Where people are and were: dated facts, and lists of people by them.

use serde_json::{Value, json};
use surgalt::policy::Role;

use crate::support::{Client, House};

stories![
    a_teacher_moves_and_the_past_stays_as_it_was,
    an_officer_says_where_own_people_are_and_nobody_elses,
    whoever_has_a_role_is_placed_by_an_administrator,
    people_are_found_by_place_position_service_and_name,
    a_register_number_is_one_persons,
];

async fn school(by: &Client, name: &str, parent: Option<&str>) -> String {
    let new = json!({"name": name, "kind": "school", "parent_id": parent});
    let made = by.post("/api/v1/organisations", new).await.expect(201);
    made["id"].as_str().unwrap().to_owned()
}

fn person(who: &Client) -> String {
    format!("/api/v1/people/{}", who.id())
}

fn fact(place: &str, since: &str) -> Value {
    json!({"organisation_id": place, "position": "teacher", "subject": "Математик",
        "since": since})
}

/// The placements as `organisation since until`.
fn told(list: &Value) -> Vec<String> {
    let all = list.as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap_or("now").to_owned();
    all.map(|one| {
        format!(
            "{} {} {}",
            text(&one["organisation_id"]),
            text(&one["since"]),
            text(&one["until"])
        )
    })
    .collect()
}

async fn a_teacher_moves_and_the_past_stays_as_it_was(house: House) {
    let registrar = house.person(&[Role::Registrar]).await;
    let administrator = house.person(&[Role::Administrator]).await;
    let a = school(&administrator, "1-р сургууль", None).await;
    let b = school(&administrator, "2-р сургууль", None).await;
    let bat = house.person(&[Role::Learner]).await;
    let path = format!("{}/placements", person(&bat));
    registrar
        .post(&path, fact(&a, "2015-09-01"))
        .await
        .expect(201);
    let all = registrar.post(&path, fact(&b, "2020-09-01")).await;
    let all = all.expect(201);
    let expected = [
        format!("{a} 2015-09-01 2020-09-01"),
        format!("{b} 2020-09-01 now"),
    ];
    assert_eq!(told(&all), expected);
    let now = registrar.get(&person(&bat)).await.expect(200);
    assert_eq!(
        (&now["organisation_id"], &now["position"]),
        (&json!(b), &json!("teacher"))
    );
    // A year at the other school that nobody had written down.
    let mut year = fact(&b, "2017-09-01");
    year["until"] = json!("2018-09-01");
    let all = registrar.post(&path, year.clone()).await.expect(201);
    assert_eq!(
        told(&all)[..3],
        [
            format!("{a} 2015-09-01 2017-09-01"),
            format!("{b} 2017-09-01 2018-09-01"),
            format!("{a} 2018-09-01 2020-09-01"),
        ]
    );
    registrar
        .post(&path, year)
        .await
        .refused(409, "already_exists");
    let mut overlapping = fact(&a, "2017-10-01");
    overlapping["until"] = json!("2019-01-01");
    registrar
        .post(&path, overlapping)
        .await
        .refused(409, "placement_overlaps");

    // It was the first school from the beginning, and the year was never so.
    let read = registrar.get(&path).await;
    let tag = read.header("etag");
    let all = read.expect(200);
    let of = |number: usize| format!("{path}/{}", all[number]["id"].as_str().unwrap());
    let removed = registrar.delete_if_match(&of(1), &tag).await;
    let tag = removed.header("etag");
    assert_eq!(removed.expect(200).as_array().unwrap().len(), 3);
    let mut right = fact(&a, "2014-09-01");
    right["until"] = json!("2018-09-01");
    let corrected = registrar.put_if_match(&of(0), &tag, right.clone()).await;
    let all = corrected.expect(200);
    assert_eq!(told(&all)[0], format!("{a} 2014-09-01 2018-09-01"));
    registrar
        .put_if_match(&of(0), &tag, right)
        .await
        .refused(412, "changed");
    let lost = format!("{path}/{}", surgalt::ids::new_id());
    registrar
        .delete_if_match(&lost, "*")
        .await
        .refused(404, "not_found");
    for (deed, times) in [("added", 3), ("corrected", 1), ("removed", 1)] {
        let lines = house.deeds(&format!("placement_{deed}")).await;
        assert_eq!(lines, times, "{deed}");
    }
}

async fn an_officer_says_where_own_people_are_and_nobody_elses(house: House) {
    let administrator = house.person(&[Role::Administrator]).await;
    let province = school(&administrator, "Архангай", None).await;
    let own = school(&administrator, "1-р сургууль", Some(&province)).await;
    let other = school(&administrator, "Увсын сургууль", None).await;
    let (officer, near, far) = (
        house.person(&[Role::Officer]).await,
        house.person(&[Role::Learner]).await,
        house.person(&[Role::Learner]).await,
    );
    for (who, place) in [(&officer, &province), (&near, &province), (&far, &other)] {
        let path = format!("{}/placements", person(who));
        administrator
            .post(&path, fact(place, "2019-09-01"))
            .await
            .expect(201);
    }
    let path = format!("{}/placements", person(&near));
    officer
        .post(&path, fact(&own, "2020-09-01"))
        .await
        .expect(201);
    // Neither away to the neighbour, nor from there.
    officer
        .post(&path, fact(&other, "2021-09-01"))
        .await
        .refused(422, "invalid");
    let foreign = format!("{}/placements", person(&far));
    officer.get(&foreign).await.refused(404, "not_found");
    officer
        .post(&foreign, fact(&own, "2021-09-01"))
        .await
        .refused(404, "not_found");
    let methodologist = house.person(&[Role::Methodologist]).await;
    methodologist
        .post(&path, fact(&own, "2021-09-01"))
        .await
        .refused(403, "forbidden");
    near.get(&path).await.refused(403, "forbidden");
}

async fn whoever_has_a_role_is_placed_by_an_administrator(house: House) {
    let administrator = house.person(&[Role::Administrator]).await;
    let registrar = house.person(&[Role::Registrar]).await;
    let officer = house.person(&[Role::Officer]).await;
    let top = school(&administrator, "Яам", None).await;
    let path = format!("{}/placements", person(&officer));
    // A wider place is a wider sight.
    registrar
        .post(&path, fact(&top, "2021-09-01"))
        .await
        .refused(403, "forbidden");
    administrator
        .post(&path, fact(&top, "2021-09-01"))
        .await
        .expect(201);
}

async fn people_are_found_by_place_position_service_and_name(house: House) {
    let administrator = house.person(&[Role::Administrator]).await;
    let province = school(&administrator, "Архангай", None).await;
    let own = school(&administrator, "1-р сургууль", Some(&province)).await;
    let today = surgalt::people::registration::today("Asia/Ulaanbaatar", house.clock.now());
    let years_ago = |years: u64| (today - chrono::Days::new(365 * years + 100)).to_string();
    let mut ids = Vec::new();
    for (number, surname, given, place, position, years) in [
        (1, "Дорж", "Бат-Эрдэнэ", &own, "teacher", 9),
        (2, "Ганбаатар", "Өлзий", &own, "director", 4),
        (3, "Лхагва", "Батзориг", &province, "teacher", 0),
    ] {
        let new = json!({"email": format!("found{number}@example.mn"), "surname": surname,
            "given_name": given, "organisation_id": place, "position": position,
            "service_began_on": years_ago(years), "register_number": format!("уб8501123{number}")});
        let made = administrator.post("/api/v1/people", new).await.expect(201);
        assert_eq!(made["register_number"], format!("УБ8501123{number}"));
        ids.push(made["id"].clone());
    }
    for (query, found) in [
        (format!("organisation_id={province}"), vec![0, 1, 2]),
        (format!("organisation_id={own}"), vec![0, 1]),
        (
            format!("organisation_id={province}&position=teacher"),
            vec![0, 2],
        ),
        ("year_of_service=10".to_owned(), vec![0]),
        ("year_of_service=5".to_owned(), vec![1]),
        ("year_of_service=1".to_owned(), vec![2]),
        ("text=bat&position=teacher".to_owned(), vec![0, 2]),
        ("text=Bat%20Erdene".to_owned(), vec![0]),
        ("text=Dorj%20Bat-Erdene".to_owned(), vec![0]),
        ("text=Baterdene%20Do".to_owned(), vec![0]),
        ("text=Ulzii".to_owned(), vec![1]),
        ("text=%D1%83%D0%B1%2085011233".to_owned(), vec![2]),
        ("text=Found2@example.mn%20".to_owned(), vec![1]),
        ("text=found9@example.mn".to_owned(), vec![]),
        ("text=...".to_owned(), vec![]),
    ] {
        let list = administrator.get(&format!("/api/v1/people?{query}")).await;
        let list = list.expect(200);
        let list = list["items"].as_array().unwrap().iter();
        let number = |one: &Value| ids.iter().position(|id| *id == one["id"]).unwrap();
        let mut seen: Vec<usize> = list.map(number).collect();
        seen.sort_unstable();
        assert_eq!(seen, found, "{query}");
    }
    for query in ["year_of_service=0", "year_of_service=x", "position=king"] {
        let list = administrator.get(&format!("/api/v1/people?{query}")).await;
        list.refused(422, "invalid");
    }
    // The neighbour's officer finds none of them.
    let officer = house.person(&[Role::Officer]).await;
    house.in_one_school(&[&officer]).await;
    for query in [
        format!("organisation_id={own}"),
        "text=bat".to_owned(),
        "text=found1@example.mn".to_owned(),
        "position=teacher".to_owned(),
    ] {
        let list = officer
            .get(&format!("/api/v1/people?{query}"))
            .await
            .expect(200);
        let others = list["items"].as_array().unwrap().iter();
        let others = others.filter(|one| one["id"] != json!(officer.id()));
        assert_eq!(others.count(), 0, "{query}");
    }
}

async fn a_register_number_is_one_persons(house: House) {
    let administrator = house.person(&[Role::Administrator]).await;
    let new = |number: u32, register: &str| {
        json!({"email": format!("number{number}@example.mn"), "surname": "Дорж",
            "given_name": "Бат", "register_number": register})
    };
    let path = "/api/v1/people";
    administrator
        .post(path, new(1, "УБ85011234"))
        .await
        .expect(201);
    let again = administrator.post(path, new(2, "уб 85011234")).await;
    again.refused(409, "identifier_taken");
    let impossible = administrator.post(path, new(3, "УБ85139934")).await;
    let problem = impossible.refused(422, "invalid");
    assert_eq!(problem["fields"][0]["field"], "register_number");
    let bat = house.person(&[Role::Learner]).await;
    let tag = administrator.get(&person(&bat)).await.header("etag");
    let change = json!({"register_number": "УБ85011234"});
    let taken = administrator
        .patch_if_match(&person(&bat), &tag, change)
        .await;
    taken.refused(409, "identifier_taken");
    let change = json!({"sector_code": "T-77", "service_began_on": "2012-09-01"});
    let changed = administrator
        .patch_if_match(&person(&bat), &tag, change)
        .await;
    assert_eq!(changed.expect(200)["sector_code"], "T-77");
}
