use serde_json::json;
use surgalt::people::tables::person;
use surgalt::policy::Role;

use super::{ids, name_programme, path, this_year};
use crate::support::{Client, Course, House, short_course};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};

stories![
    the_registrar_finds_what_is_looked_for,
    the_neighbours_officer_finds_nothing_of_ours,
    a_certificate_stays_with_the_school_where_it_was_earned,
];

/// A learner of this name who has completed the course; gives the certificate.
async fn completed(
    house: &House,
    (host, course): (&Client, &Course),
    learner: &Client,
    (surname, given_name): (&str, &str),
) -> serde_json::Value {
    let transaction = house.app.database.begin().await.unwrap();
    let row = person::ActiveModel {
        id: Set(learner.id()),
        surname: Set(surname.to_owned()),
        given_name: Set(given_name.to_owned()),
        ..Default::default()
    };
    row.update(&transaction).await.unwrap();
    transaction.commit().await.unwrap();
    house.certificate(host, learner, course).await
}

async fn school_of(house: &House, person: &Client) -> String {
    let registrar = house.person(&[Role::Registrar]).await;
    let path = format!("/api/v1/people/{}", person.id());
    let person = registrar.get(&path).await.expect(200);
    person["organisation_id"].as_str().unwrap().to_owned()
}

async fn the_registrar_finds_what_is_looked_for(house: House) {
    let host = house.person(&[Role::Methodologist]).await;
    let registrar = house.person(&[Role::Registrar]).await;
    let course = house.course(&host, short_course("Манлайлал", "mn")).await;
    let other = house.course(&host, short_course("Арга зүй", "mn")).await;
    let programme = name_programme(&house, &course, "5.2", 0).await;
    let (bat, dorj) = (
        house.person(&[Role::Learner]).await,
        house.person(&[Role::Learner]).await,
    );
    house.in_one_school(&[&bat]).await;
    let school = school_of(&house, &bat).await;
    let of_bat = completed(&house, (&host, &course), &bat, ("Үнэнбат", "Өлзий")).await;
    let of_dorj = completed(&house, (&host, &other), &dorj, ("Дорж", "Сүрэн")).await;
    let revocation = format!("{}/revocation", path(&of_dorj));
    let reason = json!({"reason": "Давхар олгосон"});
    registrar.post(&revocation, reason).await.expect(201);
    let (bats, dorjs) = (of_bat["id"].clone(), of_dorj["id"].clone());
    let year = this_year(&house);
    let number = of_bat["serial_number"].as_str().unwrap().to_lowercase();
    for (query, expected) in [
        (String::new(), vec![&bats, &dorjs]),
        (format!("programme_id={programme}"), vec![&bats]),
        (format!("course_id={}", other.id), vec![&dorjs]),
        (format!("year={year}"), vec![&bats, &dorjs]),
        ("year=1999".to_owned(), vec![]),
        (format!("organisation_id={school}"), vec![&bats]),
        ("state=valid".to_owned(), vec![&bats]),
        ("state=revoked".to_owned(), vec![&dorjs]),
        ("state=superseded".to_owned(), vec![]),
        ("export=waiting".to_owned(), vec![&bats]),
        ("export=not_needed".to_owned(), vec![&dorjs]),
        // үнэнб
        (
            "text=%D2%AF%D0%BD%D1%8D%D0%BD%D0%B1".to_owned(),
            vec![&bats],
        ),
        // ӨЛЗ
        ("text=%D3%A8%D0%9B%D0%97".to_owned(), vec![&bats]),
        // Дорж Сү
        (
            "text=%D0%94%D0%BE%D1%80%D0%B6+%D0%A1%D2%AF".to_owned(),
            vec![&dorjs],
        ),
        // Дорж Ө
        ("text=%D0%94%D0%BE%D1%80%D0%B6+%D3%A8".to_owned(), vec![]),
        (format!("text={number}"), vec![&bats]),
        ("text=%25".to_owned(), vec![]),
        (format!("programme_id={programme}&state=revoked"), vec![]),
    ] {
        let found = ids(&registrar, &format!("/api/v1/certificates?{query}")).await;
        assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{query}");
    }
    for query in ["state=lost", "year=x", "programme_id=5.2"] {
        let asked = registrar
            .get(&format!("/api/v1/certificates?{query}"))
            .await;
        asked.refused(422, "invalid");
    }
    let nowhere = format!("/api/v1/certificates?organisation_id={}", bat.id());
    registrar.get(&nowhere).await.refused(404, "not_found");
}

async fn the_neighbours_officer_finds_nothing_of_ours(house: House) {
    let host = house.person(&[Role::Methodologist]).await;
    let registrar = house.person(&[Role::Registrar]).await;
    let course = house.course(&host, short_course("Манлайлал", "mn")).await;
    let (teacher, colleague) = (
        house.person(&[Role::Learner]).await,
        house.person(&[Role::Learner]).await,
    );
    let (officer, neighbour) = (
        house.person(&[Role::Officer]).await,
        house.person(&[Role::Officer]).await,
    );
    house.in_one_school(&[&teacher, &officer]).await;
    house.in_one_school(&[&colleague, &neighbour]).await;
    let ours = house.certificate(&host, &teacher, &course).await;
    let theirs = house.certificate(&host, &colleague, &course).await;
    let correction = json!({"version": 1, "given_name": "Батбаяр", "reason": "Алдаатай"});
    let corrections = format!("{}/corrections", path(&ours));
    registrar
        .post(&corrections, correction.clone())
        .await
        .expect(201);
    let school = school_of(&house, &teacher).await;

    let list = "/api/v1/certificates";
    assert_eq!(ids(&officer, list).await, [ours["id"].clone()]);
    assert_eq!(ids(&neighbour, list).await, [theirs["id"].clone()]);
    let superseded = "/api/v1/certificates?state=superseded";
    assert_eq!(ids(&officer, superseded).await, [ours["id"].clone()]);
    for query in [
        "state=superseded".to_owned(),
        "text=%D0%B1%D0%B0%D1%82%D0%B1%D0%B0%D1%8F%D1%80".to_owned(),
        format!("text={}", ours["serial_number"].as_str().unwrap()),
    ] {
        let found = ids(&neighbour, &format!("/api/v1/certificates?{query}")).await;
        assert!(found.is_empty(), "{query}");
    }
    let in_our_school = format!("/api/v1/certificates?organisation_id={school}");
    assert_eq!(ids(&officer, &in_our_school).await.len(), 1);
    neighbour
        .get(&in_our_school)
        .await
        .refused(404, "not_found");
    for rest in ["", "/pdf", "/versions"] {
        let address = format!("{}{rest}", path(&ours));
        assert_eq!(officer.get(&address).await.status, 200, "{rest}");
        neighbour.get(&address).await.refused(404, "not_found");
    }
    let credits = format!("/api/v1/people/{}/credits", teacher.id());
    officer.get(&credits).await.expect(200);
    neighbour.get(&credits).await.refused(404, "not_found");
    // An officer looks on, and changes nothing.
    let refused = officer.post(&corrections, correction).await;
    refused.refused(403, "forbidden");
    for address in ["/api/v1/certificate-exports"] {
        officer.get(address).await.refused(403, "forbidden");
        officer
            .post(address, json!({}))
            .await
            .refused(403, "forbidden");
    }
}

async fn a_certificate_stays_with_the_school_where_it_was_earned(house: House) {
    let host = house.person(&[Role::Methodologist]).await;
    let registrar = house.person(&[Role::Registrar]).await;
    let course = house.course(&host, short_course("Манлайлал", "mn")).await;
    let teacher = house.person(&[Role::Learner]).await;
    house.in_one_school(&[&teacher]).await;
    let then = school_of(&house, &teacher).await;
    let certificate = house.certificate(&host, &teacher, &course).await;
    house.in_one_school(&[&teacher]).await;
    let now = school_of(&house, &teacher).await;
    let found = |school: String| {
        let registrar = registrar.clone();
        async move {
            let path = format!("/api/v1/certificates?organisation_id={school}");
            ids(&registrar, &path).await
        }
    };
    assert_eq!(found(then.clone()).await, [certificate["id"].clone()]);
    assert!(found(now).await.is_empty());
    let read = registrar.get(&path(&certificate)).await.expect(200);
    assert_eq!(read["organisation_id"], then);
}
