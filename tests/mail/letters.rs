use mail_parser::MimeHeaders;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::json;
use surgalt::messages::Language;
use surgalt::outbox::tables::outbox_job;
use surgalt::outbox::{self, Letter};
use surgalt::people::tables::person;
use surgalt::policy::Role;

use super::read;
use crate::support::{Client, House, short_course};

stories![
    every_letter_comes_in_the_persons_language,
    an_invited_teacher_gets_in_by_the_link_in_the_mail,
    a_letter_that_is_sent_twice_is_one_letter,
    who_has_been_switched_off_gets_no_mail,
    a_certificate_that_was_revoked_meanwhile_is_not_sent,
];

async fn speaks(house: &House, whom: &Client, language: Language) {
    let transaction = house.app.database.begin().await.unwrap();
    person::ActiveModel {
        id: Set(whom.id()),
        language: Set(language),
        ..Default::default()
    }
    .update(&transaction)
    .await
    .unwrap();
    transaction.commit().await.unwrap();
}

async fn send(house: &House, whom: &Client, letter: Letter) {
    let transaction = house.app.database.begin().await.unwrap();
    outbox::send(&house.app, &transaction, whom.id(), letter)
        .await
        .unwrap();
    transaction.commit().await.unwrap();
}

async fn every_letter_comes_in_the_persons_language(house: House) {
    let host = house.person(&[Role::Methodologist]).await;
    for (language, greeting, subjects) in [
        (
            Language::Mn,
            "Сайн байна уу, ",
            [
                "урьж",
                "нэвтрэх",
                "солигд",
                "бүртгэгдлээ",
                "Вебинар: ",
                "удахгүй",
                "гэрчилгээ",
            ],
        ),
        (
            Language::En,
            "Dear ",
            [
                "invited",
                "sign in",
                "changed",
                "enrolled",
                "Webinar: ",
                "soon",
                "certificate",
            ],
        ),
        (
            Language::Ru,
            "Здравствуйте, ",
            [
                "Приглашение",
                "входа",
                "изменён",
                "зачислены",
                "Вебинар: ",
                "Скоро",
                "сертификат",
            ],
        ),
        (
            Language::Ky,
            "Саламатсызбы, ",
            [
                "чакыруу",
                "кирүү",
                "өзгөртүлдү",
                "катталдыңыз",
                "Вебинар: ",
                "жакында",
                "сертификат",
            ],
        ),
    ] {
        let teacher = house.person(&[Role::Learner]).await;
        speaks(&house, &teacher, language).await;
        let title = "Манлайлал & <үнэлгээ>";
        let course = house.course(&host, short_course(title, "mn")).await;
        let webinar_item = course.document.items().last().unwrap().id;
        let webinar_id = house.webinar(&host, &course, webinar_item).await.id;
        let before = house.mails().await.len();
        send(&house, &teacher, Letter::Invitation).await;
        send(&house, &teacher, Letter::MagicLink).await;
        send(&house, &teacher, Letter::PasswordChanged).await;
        let other = house.course(&host, short_course(title, "mn")).await;
        let enrolment_id = house.enrol(&teacher, &other).await;
        send(&house, &teacher, Letter::Enrolled { enrolment_id }).await;
        send(&house, &teacher, Letter::WebinarScheduled { webinar_id }).await;
        send(&house, &teacher, Letter::WebinarSoon { webinar_id }).await;
        house.certificate(&host, &teacher, &course).await;

        house.outbox_is_empty().await;
        let mails = by_name(&house).split_off(before);
        for (mail, expected) in mails.iter().zip(subjects) {
            let mail = read(mail);
            let subject = mail.subject().unwrap();
            assert!(subject.contains(expected), "{subject} has no {expected}");
            let plain = mail.body_text(0).unwrap();
            assert!(plain.starts_with(greeting), "{plain}");
            assert!(
                !plain.contains("letter-") && !plain.contains("&#"),
                "{plain}"
            );
            let html = mail.body_html(0).unwrap();
            assert!(html.contains(&format!("<html lang=\"{}\">", language.code())));
            assert!(
                !html.contains("<үнэлгээ>") && !html.contains("letter-"),
                "{html}"
            );
            assert_eq!(
                mail.header_raw("Auto-Submitted").unwrap().trim(),
                "auto-generated"
            );
            let to = mail.to().unwrap().first().unwrap();
            assert_eq!(to.address(), Some(teacher.email.as_str()));
        }
        assert_eq!(mails.len(), 7);
        let certificate = read(mails.last().unwrap());
        let file = certificate.attachment(0).unwrap();
        assert!(file.attachment_name().unwrap().ends_with(".pdf"));
        assert!(file.contents().starts_with(b"%PDF-"));
    }
}

/// The mails in the order of their files' names, which is the order in which they were caused.
fn by_name(house: &House) -> Vec<String> {
    let folder = house.app.config.data_folder.join("mail");
    let entries = std::fs::read_dir(folder).unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
        .iter()
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect()
}

async fn an_invited_teacher_gets_in_by_the_link_in_the_mail(house: House) {
    let administrator = house.person(&[Role::Administrator]).await;
    let new = json!({"email": "saruul@example.mn", "surname": "Дорж", "given_name": "Саруул"});
    administrator.post("/api/v1/people", new).await.expect(201);
    let mails = house.mails().await;
    let mail = read(&mails[0]);
    let text = mail.body_text(0).unwrap();
    let link = format!(
        "{}/invitation#token=",
        house.app.config.server.public_address
    );
    let (_, token) = text.split_once(&link).unwrap();
    let token = token.split_whitespace().next().unwrap();
    assert!(text.contains(&format!("оруулна уу: {token}")), "{text}");
    let accept = json!({"token": token, "password": "сайхан шөнө 8"});
    let path = "/api/v1/invitations/accept";
    let answer = house.stranger().post(path, accept.clone()).await;
    assert!(answer.expect(200)["access_token"].is_string());
    let again = house.stranger().post(path, accept).await;
    again.refused(401, "token_invalid");
}

async fn a_letter_that_is_sent_twice_is_one_letter(house: House) {
    let teacher = house.person(&[Role::Learner]).await;
    send(&house, &teacher, Letter::PasswordChanged).await;
    let first = house.mails().await;
    let reader = house.app.database.reader();
    let job = outbox_job::Entity::find()
        .one(reader)
        .await
        .unwrap()
        .unwrap();
    // The server died after it had sent the letter and before it had noted so.
    let transaction = house.app.database.begin().await.unwrap();
    outbox_job::ActiveModel {
        id: Set(job.id),
        status: Set("waiting".to_owned()),
        done_at: Set(None),
        ..Default::default()
    }
    .update(&transaction)
    .await
    .unwrap();
    transaction.commit().await.unwrap();
    let again = house.mails().await;
    assert_eq!((first.len(), again.len()), (1, 1));
    let id = read(&again[0]).message_id().unwrap().to_owned();
    assert_eq!(Some(id.as_str()), read(&first[0]).message_id());
    assert_eq!(id, format!("{}@example.mn", job.id));
}

async fn who_has_been_switched_off_gets_no_mail(house: House) {
    let teacher = house.person(&[Role::Learner]).await;
    let transaction = house.app.database.begin().await.unwrap();
    person::ActiveModel {
        id: Set(teacher.id()),
        active: Set(false),
        ..Default::default()
    }
    .update(&transaction)
    .await
    .unwrap();
    transaction.commit().await.unwrap();
    send(&house, &teacher, Letter::MagicLink).await;
    assert!(house.mails().await.is_empty());
}

async fn a_certificate_that_was_revoked_meanwhile_is_not_sent(house: House) {
    let host = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let registrar = house.person(&[Role::Registrar]).await;
    let course = house.course(&host, short_course("Манлайлал", "mn")).await;
    let certificate = house.certificate(&host, &teacher, &course).await;
    let id = certificate["id"].as_str().unwrap();
    let before = house.mails().await.len();
    let path = format!("/api/v1/certificates/{id}/revocation");
    let reason = json!({"reason": "Алдаатай"});
    registrar.post(&path, reason).await.expect(201);
    let certificate_id = id.parse().unwrap();
    send(
        &house,
        &teacher,
        Letter::CertificateIssued { certificate_id },
    )
    .await;
    assert_eq!(house.mails().await.len(), before);
}
