use actix_web::http::Method;
use serde_json::json;
use surgalt::policy::Role;

use crate::support::{Answer, Client, House, short_course};

stories![
    anybody_who_holds_the_paper_sees_what_is_on_it_and_nothing_else,
    a_code_copied_badly_from_the_paper_is_found,
    the_page_speaks_four_languages_and_runs_no_script,
    a_course_cannot_smuggle_anything_into_the_page,
    whoever_checks_all_day_is_told_to_rest,
];

async fn code(house: &House, title: &str) -> String {
    let host = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let course = house.course(&host, short_course(title, "mn")).await;
    let certificate = house.certificate(&host, &teacher, &course).await;
    certificate["code"].as_str().unwrap().to_owned()
}

async fn page(client: &Client, path: &str, language: &str) -> Answer {
    let headers = [("accept-language", language)];
    client.send(Method::GET, path, &headers, Vec::new()).await
}

fn text(answer: &Answer) -> String {
    String::from_utf8(answer.bytes.clone()).unwrap()
}

async fn anybody_who_holds_the_paper_sees_what_is_on_it_and_nothing_else(house: House) {
    let code = code(&house, "Манлайлал").await;
    let path = format!("/api/v1/verify/{code}");
    let seen = house.stranger().get(&path).await.expect(200);
    let fields: Vec<_> = seen.as_object().unwrap().keys().cloned().collect();
    let expected = [
        "completed_on",
        "course",
        "credits",
        "hours",
        "issuer",
        "name",
        "revoked",
        "serial_number",
        "superseded_by",
        "version",
    ];
    assert_eq!(fields, expected);
    assert!(seen["name"].as_str().unwrap().starts_with("Дорж Бат-Өлзий"));
    assert_eq!(seen["revoked"], false);
    let nobodys = house
        .stranger()
        .get("/api/v1/verify/0000-0000-0000-0000")
        .await;
    nobodys.refused(404, "not_found");
    let nonsense = house.stranger().get("/api/v1/verify/%D0%AF").await;
    nonsense.refused(404, "not_found");
}

async fn a_code_copied_badly_from_the_paper_is_found(house: House) {
    let code = code(&house, "Манлайлал").await;
    let badly = code.to_lowercase().replace('0', "o").replace('1', "l");
    for typed in [badly.replace('-', ""), badly, code.replace('-', "%20")] {
        let path = format!("/api/v1/verify/{typed}");
        house.stranger().get(&path).await.expect(200);
        let page = house.stranger().get(&format!("/verify/{typed}")).await;
        assert_eq!(page.status, 200, "{typed}");
    }
    let asked = house.stranger().get("/verify").await;
    assert!(text(&asked).contains("name=\"code\""));
    let typed = code.to_lowercase().replace('-', "+");
    let found = house.stranger();
    let found = found.get(&format!("/verify?lang=ru&code={typed}")).await;
    assert!(text(&found).contains("Сертификат действителен"));
}

async fn the_page_speaks_four_languages_and_runs_no_script(house: House) {
    let path = format!("/verify/{}", code(&house, "Манлайлал").await);
    let stranger = house.stranger();
    for (language, valid, unknown) in [
        (
            "mn",
            "Гэрчилгээ хүчинтэй байна",
            "Ийм кодтой гэрчилгээ олдсонгүй",
        ),
        (
            "en",
            "The certificate is valid",
            "No certificate has this code",
        ),
        (
            "ru",
            "Сертификат действителен",
            "Сертификат с таким кодом не найден",
        ),
        (
            "ky",
            "Сертификат жарактуу",
            "Мындай коддуу сертификат табылган жок",
        ),
    ] {
        let wished = page(&stranger, &path, language).await;
        let named = page(&stranger, &format!("{path}?lang={language}"), "de").await;
        for answer in [&wished, &named] {
            let html = text(answer);
            assert!(html.contains(valid), "{html}");
            assert!(html.contains(&format!("<html lang=\"{language}\">")));
            assert!(
                !html.contains("<script") && !html.contains("verify-"),
                "{html}"
            );
        }
        let missing = page(&stranger, "/verify/0000-0000-0000-0000", language).await;
        assert_eq!(missing.status, 404);
        assert!(text(&missing).contains(unknown));
    }
    let answer = page(&stranger, &path, "mn").await;
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"));
    assert_eq!(answer.header("x-robots-tag"), "noindex");
    assert_eq!(answer.header("cache-control"), "no-store");
}

async fn a_course_cannot_smuggle_anything_into_the_page(house: House) {
    let title = "<script>alert(1)</script> & \"Бат\"";
    let path = format!("/verify/{}", code(&house, title).await);
    let html = text(&house.stranger().get(&path).await);
    assert!(!html.contains("<script"), "{html}");
    assert!(html.contains("&#60;script&#62;alert(1)"), "{html}");
    let junk = house.stranger().get("/verify?code=%3Cscript%3E").await;
    assert_eq!(junk.status, 404);
    assert!(!text(&junk).contains("<script"));
}

async fn whoever_checks_all_day_is_told_to_rest(house: House) {
    let path = "/api/v1/verify/0000-0000-0000-0000";
    let stranger = house.stranger();
    let mut checks = 0;
    let refused = loop {
        let answer = stranger.get(path).await;
        if answer.status != 404 {
            break answer;
        }
        checks += 1;
    };
    assert!(
        checks >= 300,
        "a whole school checks from one address: {checks}"
    );
    let wait: i64 = refused.header("retry-after").parse().unwrap();
    refused.refused(429, "too_many_requests");
    let page = page(&stranger, "/verify/0000-0000-0000-0000", "en").await;
    assert_eq!(page.status, 429);
    assert!(text(&page).contains("Try again in fifteen minutes"));

    house.clock.advance(chrono::TimeDelta::seconds(wait));
    let again = stranger.get(path).await;
    assert_eq!(again.refused(404, "not_found")["fields"], json!([]));
}
