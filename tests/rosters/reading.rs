//! What is taken as a roster, and how the difference is told.

use serde_json::json;

use super::{PATH, Register, path_of, rows, send, send_with};
use crate::support::House;

stories![
    the_difference_is_told_before_anything_changes,
    a_file_that_is_not_a_roster_is_refused_in_the_language_of_the_person,
    a_list_that_is_sent_twice_is_imported_once,
    a_package_of_oneroster_is_compared,
];

async fn the_difference_is_told_before_anything_changes(house: House) {
    let register = Register::open(house).await;
    let number = |number: &str| json!({"register_number": number});
    register
        .teacher("Дорж", "Бат-Эрдэнэ", number("УБ85011234"))
        .await;
    register.teacher("Ганбаатар", "Сарнай", json!({})).await;
    register.teacher("Лхагва", "Болд", json!({})).await;
    register.teacher("Пүрэв", "Оюун", json!({})).await;
    let moved = number("ТА90020211");
    register.teacher("Ням", "Цэцэг", moved).await;
    let list = "Овог,Нэр,РД,Сургууль,Албан тушаал,И-мэйл\n\
        Dorj,Bat-Erdene,УБ85011234,1-р сургууль,Багш,\n\
        Ганбаатарын,Сарнай,,1-р сургууль,Захирал,\n\
        Лхагва,Булд,,1-р сургууль,Багш,\n\
        Ням,Цэцэг,ТА90020211,2-р сургууль,Багш,\n\
        Шинэ,Хүн,,2-р сургууль,Багш,new@example.mn\n\
        Алдаа,Гаргав,12345,1-р сургууль,Багш,мэйл\n\
        Хаана,Байна,,99-р сургууль,Багш,\n";
    let path = register.import(list, true).await;
    let expected = [
        "2 unchanged Bat-Erdene",
        "3 changed Сарнай",
        "4 doubtful Булд",
        "5 moved Цэцэг",
        "6 new Хүн",
        "7 error Гаргав register_number email",
        "8 error Байна place_unknown",
        "left Оюун",
    ];
    assert_eq!(rows(&register.registrar, &path, "").await, expected);
    let one = rows(&register.registrar, &path, "?difference=moved").await;
    assert_eq!(one, ["5 moved Цэцэг"]);

    let import = register.registrar.get(&path).await.expect(200);
    assert_eq!(import["status"], "compared");
    assert_eq!(
        (&import["row_count"], &import["worked_through"]),
        (&json!(8), &json!(8))
    );
    assert_eq!(import["undecided"], 1);
    for count in import["counts"].as_array().unwrap() {
        let expected = if count["difference"] == "error" { 2 } else { 1 };
        assert_eq!(count["count"], expected, "{count}");
    }
    // Page by page, and what is different of one row.
    let page = register
        .registrar
        .get(&format!("{path}/rows?limit=3"))
        .await
        .expect(200);
    let next = page["next"].as_str().unwrap();
    let page = format!("{path}/rows?limit=3&after={next}");
    let page = register.registrar.get(&page).await.expect(200);
    assert_eq!(page["items"][0]["number"], 4);
    let change = &page["items"][0]["changes"][0];
    assert_eq!(
        (&change["column"], &change["before"], &change["after"]),
        (
            &json!("organisation"),
            &json!("1-р сургууль"),
            &json!("2-р сургууль")
        )
    );
    let doubtful = register
        .registrar
        .get(&format!("{path}/rows?difference=doubtful"))
        .await;
    let doubtful = doubtful.expect(200);
    assert_eq!(doubtful["items"][0]["candidates"][0]["given_name"], "Болд");
    // Nothing has changed.
    assert!(register.person("Хүн Шинэ").await.is_none());
    let sarnai = register.person("Сарнай").await.unwrap();
    assert_eq!(sarnai["position"], "teacher");
    register
        .registrar
        .get(&format!("{path}/rows?difference=strange"))
        .await
        .refused(422, "invalid");
}

async fn a_file_that_is_not_a_roster_is_refused_in_the_language_of_the_person(house: House) {
    let register = Register::open(house).await;
    let cohorts = b"name,idnumber,description,category,visible\ncohort name 1,cohortid1,,,\n";
    for (language, words) in [("mn", "“Нэр” багана алга"), ("en", "cohorts for Moodle")]
    {
        let headers = [("accept-language", language)];
        let answer = send_with(&register.registrar, cohorts, &[], &headers).await;
        let problem = answer.refused(422, "invalid");
        let message = problem["fields"][0]["message"].as_str().unwrap();
        assert!(message.contains(words), "{message}");
    }
    let list = "Овог,Нэр\nДорж,Бат\n".as_bytes();
    send(&register.registrar, list, &[])
        .await
        .refused(422, "invalid");
    for (name, value) in [
        ("as_of", "today"),
        ("complete", "perhaps"),
        ("organisation_id", "1"),
        ("colour", "blue"),
        (
            "organisation_id",
            surgalt::ids::new_id().to_string().as_str(),
        ),
    ] {
        let answer = send(&register.registrar, list, &[(name, value)]).await;
        let problem = answer.refused(422, "invalid");
        assert_eq!(problem["fields"][0]["field"], name);
    }
    let all = register.registrar.get(PATH).await.expect(200);
    assert_eq!(all["items"], json!([]));
    // With the organisation named beside it, it is one.
    let school = [
        ("organisation_id", register.school.as_str()),
        ("as_of", "2021-09-15"),
    ];
    let sent = send(&register.registrar, list, &school).await.expect(201);
    assert_eq!(sent["as_of"], "2021-09-15");
    register.house.outbox_is_empty().await;
    assert_eq!(
        rows(&register.registrar, &path_of(&sent), "").await,
        ["2 new Бат"]
    );
}

async fn a_list_that_is_sent_twice_is_imported_once(house: House) {
    let register = Register::open(house).await;
    let list = "Овог,Нэр,Сургууль\nДорж,Бат,1-р сургууль\n".as_bytes();
    let key = [("idempotency-key", "one")];
    let first = send_with(&register.registrar, list, &[], &key)
        .await
        .expect(201);
    let again = send_with(&register.registrar, list, &[], &key)
        .await
        .expect(201);
    assert_eq!(first, again);
    let other = "Овог,Нэр,Сургууль\nДорж,Болд,1-р сургууль\n".as_bytes();
    send_with(&register.registrar, other, &[], &key)
        .await
        .refused(409, "idempotency_key_reused");
    let all = register.registrar.get(PATH).await.expect(200);
    assert_eq!(all["items"].as_array().unwrap().len(), 1);
}

async fn a_package_of_oneroster_is_compared(house: House) {
    use std::io::Write;
    let register = Register::open(house).await;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [
        (
            "manifest.csv",
            "propertyName,value\noneroster.version,1.2\nfile.users,delta\nfile.orgs,bulk\nfile.roles,bulk\n",
        ),
        (
            "orgs.csv",
            "sourcedId,status,name,type,identifier\no1,active,1-р сургууль,school,\n",
        ),
        (
            "roles.csv",
            "sourcedId,userSourcedId,roleType,role,orgSourcedId\nr1,u1,primary,teacher,o1\n",
        ),
        (
            "users.csv",
            "sourcedId,enabledUser,givenName,familyName,email\nu1,TRUE,Бат,Дорж,bat@example.mn\nu2,TRUE,Сурагч,Нэг,\n",
        ),
    ] {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    let sent = send(&register.registrar, &bytes, &[("complete", "true")]).await;
    let sent = sent.expect(201);
    assert_eq!(sent["format"], "oneroster12");
    let codes = sent["remarks"].as_array().unwrap().iter();
    let codes: Vec<_> = codes.map(|one| one["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["not_staff", "places_left_out", "delta"]);
    register.teacher("Лхагва", "Болд", json!({})).await;
    register.house.outbox_is_empty().await;
    // Changes only: nobody has left.
    assert_eq!(
        rows(&register.registrar, &path_of(&sent), "").await,
        ["users.csv:2 new Бат"]
    );
}
