use actix_web::http::Method;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;
use surgalt::people::tables::person;
use surgalt::policy::Role;

use crate::support::{Client, House, short_course};

stories![
    the_paper_stays_as_it_was_on_the_day,
    a_telephone_does_not_load_the_same_paper_twice,
    a_paper_that_was_lost_from_the_storage_is_drawn_again,
    a_name_that_no_typeface_has_holds_up_nobodys_mail,
];

async fn rename(house: &House, whom: &Client, given_name: &str) {
    let transaction = house.app.database.begin().await.unwrap();
    person::ActiveModel {
        id: Set(whom.id()),
        given_name: Set(given_name.to_owned()),
        ..Default::default()
    }
    .update(&transaction)
    .await
    .unwrap();
    transaction.commit().await.unwrap();
}

async fn the_paper_stays_as_it_was_on_the_day(house: House) {
    let host = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    rename(&house, &teacher, "Өлзийбаяр").await;
    let course = house.course(&host, short_course("Үнэлгээ", "mn")).await;
    let certificate = house.certificate(&host, &teacher, &course).await;
    rename(&house, &teacher, "Болд").await;

    let path = format!(
        "/api/v1/certificates/{}",
        certificate["id"].as_str().unwrap()
    );
    let now = teacher.get(&path).await.expect(200);
    assert_eq!(now["given_name"], "Өлзийбаяр");
    assert_eq!(now["course"], "Үнэлгээ");
    assert_eq!(now["hours"], 24);
    let ulaanbaatar = house
        .clock
        .now()
        .with_timezone(&chrono_tz::Asia::Ulaanbaatar);
    assert_eq!(now["completed_on"], json!(ulaanbaatar.date_naive()));

    let pdf = teacher.get(&format!("{path}/pdf")).await;
    assert_eq!(pdf.header("content-type"), "application/pdf");
    let number = now["serial_number"].as_str().unwrap();
    let name = format!("attachment; filename=\"{number}.pdf\"");
    assert!(pdf.header("content-disposition").starts_with(&name));
    assert!(pdf.bytes.starts_with(b"%PDF-"));
    house.outbox_is_empty().await;
    let rendered = teacher.get(&path).await.expect(200);
    assert!(rendered["rendered_at"].is_string(), "{rendered}");
}

async fn a_telephone_does_not_load_the_same_paper_twice(house: House) {
    let host = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let course = house.course(&host, short_course("Манлайлал", "mn")).await;
    let certificate = house.certificate(&host, &teacher, &course).await;
    let path = format!(
        "/api/v1/certificates/{}/pdf",
        certificate["id"].as_str().unwrap()
    );
    let first = teacher.get(&path).await;
    let tag = first.header("etag");
    assert!(tag.starts_with('"') && tag.len() > 20, "{tag}");
    for (known, status) in [(tag.as_str(), 304), ("\"another\"", 200), ("*", 304)] {
        let headers = [("if-none-match", known)];
        let answer = teacher.send(Method::GET, &path, &headers, Vec::new()).await;
        assert_eq!(answer.status, status, "{known}");
        assert_eq!(answer.bytes.is_empty(), status == 304);
    }
}

async fn a_paper_that_was_lost_from_the_storage_is_drawn_again(house: House) {
    let host = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let course = house.course(&host, short_course("Манлайлал", "mn")).await;
    let certificate = house.certificate(&host, &teacher, &course).await;
    let id = certificate["id"].as_str().unwrap();
    let path = format!("/api/v1/certificates/{id}/pdf");
    let first = teacher.get(&path).await.bytes;
    house.outbox_is_empty().await;
    let file = format!("files/certificates/{id}.pdf");
    std::fs::remove_file(house.app.config.data_folder.join(&file)).unwrap();
    assert_eq!(teacher.get(&path).await.bytes, first);
    assert!(house.app.config.data_folder.join(file).exists());
}

async fn a_name_that_no_typeface_has_holds_up_nobodys_mail(house: House) {
    let host = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    rename(&house, &teacher, "李小龍").await;
    let course = house.course(&host, short_course("Манлайлал", "mn")).await;
    let certificate = house.certificate(&host, &teacher, &course).await;
    let other = house.person(&[Role::Learner]).await;
    house.certificate(&host, &other, &course).await;

    let mails = house.mails().await;
    let with_paper = |mail: &&String| mail.contains("application/pdf");
    assert_eq!(mails.len(), 2);
    assert_eq!(mails.iter().filter(with_paper).count(), 1);

    let path = format!(
        "/api/v1/certificates/{}",
        certificate["id"].as_str().unwrap()
    );
    let refused = teacher.get(&format!("{path}/pdf")).await;
    refused.refused(409, "certificate_not_drawable");
    let registrar = house.person(&[Role::Registrar]).await;
    let seen = registrar.get(&path).await.expect(200);
    let failure = seen["rendering_failure"].as_str().unwrap();
    assert!(failure.contains("U+674E"), "{failure}");
}
