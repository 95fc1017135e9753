//! Long lists of people, page by page: each of them once, in an order that an index knows.

use std::collections::HashSet;

use sea_orm::ActiveValue::Set;
use serde_json::Value;
use surgalt::people::names;
use surgalt::policy::Role;
use uuid::Uuid;

use crate::support::{Client, House};

stories![
    an_officer_reads_the_own_part_school_by_school,
    a_page_goes_on_after_somebody_who_is_no_longer_asked_for,
    whoever_sees_everybody_finds_names_in_their_order,
    a_search_leads_nobody_past_the_own_part,
];

/// The people of a list, two at a time.
async fn walked(client: &Client, path: &str) -> Vec<Uuid> {
    let mut all = Vec::new();
    let mut next = String::new();
    loop {
        let mark = if path.contains('?') { '&' } else { '?' };
        let page = client.get(&format!("{path}{mark}limit=2{next}")).await;
        let page = page.expect(200);
        all.extend(ids(&page));
        match page["next"].as_str() {
            Some(after) => next = format!("&after={after}"),
            None => return all,
        }
    }
}

fn ids(page: &Value) -> Vec<Uuid> {
    let items = page["items"].as_array().unwrap().iter();
    items
        .map(|one| one["id"].as_str().unwrap().parse().unwrap())
        .collect()
}

fn searched(text: &str) -> String {
    let bytes = text.bytes().map(|byte| format!("%{byte:02X}"));
    format!("/api/v1/people?text={}", bytes.collect::<String>())
}

async fn named(house: &House, given_name: &str, place: Uuid) -> Uuid {
    let person = house.person_in(&[Role::Learner], place).await;
    house
        .change_person(&person, |row| {
            row.surname = Set("Дорж".to_owned());
            row.given_name = Set(given_name.to_owned());
            row.name_key = Set(names::full_key("Дорж", given_name));
        })
        .await;
    person.id()
}

async fn an_officer_reads_the_own_part_school_by_school(house: House) {
    let tree = house.tree().await;
    let other = house
        .organisation("2-р сургууль", Some(tree.province))
        .await;
    let (mut first, mut second) = (vec![tree.teacher.id()], Vec::new());
    for number in 0..5 {
        let place = if number % 2 == 0 { other } else { tree.school };
        let id = named(&house, "Бат", place).await;
        if number % 2 == 0 {
            second.push(id);
        } else {
            first.push(id);
        }
    }
    named(&house, "Бат", tree.elsewhere).await;
    let due = [vec![tree.officer.id()], first, second.clone()].concat();
    assert_eq!(walked(&tree.officer, "/api/v1/people").await, due);
    // The registrar looks at one school in the same order, and at everybody in that of time.
    let registrar = house.person(&[Role::Registrar]).await;
    let school = format!("/api/v1/people?organisation_id={other}");
    assert_eq!(walked(&registrar, &school).await, second);
    let everybody = walked(&registrar, "/api/v1/people").await;
    assert!(everybody.is_sorted() && everybody.len() == due.len() + 3);
}

async fn a_page_goes_on_after_somebody_who_is_no_longer_asked_for(house: House) {
    let tree = house.tree().await;
    let mut people = vec![tree.officer.id(), tree.teacher.id()];
    for _ in 0..4 {
        people.push(named(&house, "Бат", tree.school).await);
    }
    let page = tree.officer.get("/api/v1/people?limit=3").await.expect(200);
    assert_eq!(ids(&page), people[..3]);
    let path = format!(
        "/api/v1/people?limit=9&after={}",
        page["next"].as_str().unwrap()
    );
    // Its position is not the one that is asked for any more: the next page begins after it all the same.
    let director = tree
        .officer
        .get(&format!("{path}&position=director"))
        .await
        .expect(200);
    assert!(ids(&director).is_empty());
    let rest = tree.officer.get(&path).await.expect(200);
    assert_eq!(ids(&rest), people[3..]);
    let nobody = format!("/api/v1/people?after={}", Uuid::from_u128(7));
    tree.officer.get(&nobody).await.refused(422, "invalid");
}

async fn whoever_sees_everybody_finds_names_in_their_order(house: House) {
    let tree = house.tree().await;
    let registrar = house.person(&[Role::Registrar]).await;
    let mut due = Vec::new();
    for given_name in ["Цогтзул", "Цогтаа", "Цогтболд", "Ганзул", "Цогтбаяр"]
    {
        let id = named(&house, given_name, tree.school).await;
        due.push((names::full_key("Дорж", given_name), id));
    }
    due.retain(|(key, _)| key.starts_with(&names::key("Цогт")));
    due.sort();
    let due: Vec<Uuid> = due.into_iter().map(|(_, id)| id).collect();
    for text in ["Цогт", "tsogt"] {
        let path = searched(text);
        assert_eq!(walked(&registrar, &path).await, due, "{text}");
    }
    let both = walked(&registrar, &searched("Dorj Tsogtbold")).await;
    assert_eq!(both.len(), 1);
}

async fn a_search_leads_nobody_past_the_own_part(house: House) {
    let tree = house.tree().await;
    let own = named(&house, "Цогтбаяр", tree.school).await;
    let other = named(&house, "Цогтбаяр", tree.elsewhere).await;
    for text in ["Цогт", "Цогтбаяр", "Дорж Цогтбаяр", "Tsogtbayar Dorj"] {
        let path = searched(text);
        assert_eq!(walked(&tree.officer, &path).await, [own], "{text}");
        assert_eq!(walked(&tree.neighbour, &path).await, [other], "{text}");
    }
    // A part that is not one's own is nothing, whoever is in it.
    let path = format!("/api/v1/people?organisation_id={}", tree.elsewhere);
    assert!(walked(&tree.officer, &path).await.is_empty());
    let all: HashSet<Uuid> = walked(&tree.neighbour, &path).await.into_iter().collect();
    assert_eq!(all, HashSet::from([other, tree.neighbour.id()]));
}
