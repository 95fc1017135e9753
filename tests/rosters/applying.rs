//! An import becomes the register: row by row, once each, whatever dies in between.

use serde_json::{Value, json};
use surgalt::outbox::Job;
use surgalt::rosters::applying::apply_some;
use surgalt::rosters::tables::roster_import;
use uuid::Uuid;

use super::{Register, apply, outcome, rows};
use crate::support::{Client, House};

stories![
    the_register_says_afterwards_what_the_list_says,
    doubtful_rows_do_what_somebody_has_decided,
    what_has_changed_since_the_comparison_is_left_alone,
    a_worker_that_dies_leaves_nothing_out_and_does_nothing_twice,
    whoever_has_a_role_is_not_changed_by_a_list,
];

async fn decide(by: &Client, path: &str, number: u32, decision: Value) -> crate::support::Answer {
    let path = format!("{path}/rows/{number}/decision");
    by.put(&path, decision).await
}

async fn the_register_says_afterwards_what_the_list_says(house: House) {
    let register = Register::open(house).await;
    let number = json!({"register_number": "ТА90020211"});
    let tsetseg = register.teacher("Ням", "Цэцэг", number).await;
    let oyun = register.teacher("Пүрэв", "Оюун", json!({})).await;
    let mails = register.house.mails().await.len();
    let list = "Овог,Нэр,РД,Сургууль,Албан тушаал,И-мэйл,Заадаг хичээл,Багшилж эхэлсэн огноо\n\
        Ням,Цэцэг,ТА90020211,2-р сургууль,Захирал,tsetseg@example.mn,,\n\
        Шинэ,Хүн,УБ99010112,1-р сургууль,Багш,hun@example.mn,Математик,2021.09.01\n";
    let path = register.import(list, true).await;
    let import = apply(&register, &register.registrar, &path).await;
    assert_eq!(outcome(&import, "applied"), 3);
    assert_eq!(import["applied_by"], json!(register.registrar.id()));

    let person = async |id: &str| {
        let path = format!("/api/v1/people/{id}");
        register.administrator.get(&path).await.expect(200)
    };
    let tsetseg = person(&tsetseg).await;
    assert_eq!(tsetseg["organisation_id"], json!(register.other));
    assert_eq!(tsetseg["position"], "director");
    assert_eq!(tsetseg["email"], "tsetseg@example.mn");
    let oyun = person(&oyun).await;
    assert_eq!(
        (&oyun["organisation_id"], &oyun["position"]),
        (&json!(null), &json!(null))
    );
    assert_eq!(oyun["active"], true, "who has left can still sign in");
    let new = register.person("Хүн").await.unwrap();
    assert_eq!(new["register_number"], "УБ99010112");
    assert_eq!(new["service_began_on"], "2021-09-01");
    assert_eq!(new["roles"], json!(["learner"]));
    let history = format!("/api/v1/people/{}/placements", new["id"].as_str().unwrap());
    let history = register.administrator.get(&history).await.expect(200);
    assert_eq!(history[0]["subject"], "Математик");
    assert_eq!(
        register.house.mails().await.len(),
        mails,
        "nobody is written to"
    );

    // Applying again changes nothing, and the same list has nothing new.
    let again = format!("{path}/application");
    let again = register
        .registrar
        .post(&again, json!(null))
        .await
        .expect(202);
    assert_eq!(again["status"], "applied");
    let path = register.import(list, true).await;
    assert_eq!(
        rows(&register.registrar, &path, "").await,
        ["2 unchanged Цэцэг", "3 unchanged Хүн"]
    );
}

async fn doubtful_rows_do_what_somebody_has_decided(house: House) {
    let register = Register::open(house).await;
    for given in ["Болд", "Мөнх", "Цогт"] {
        register.teacher("Лхагва", given, json!({})).await;
    }
    let list = "Овог,Нэр,Сургууль,И-мэйл\n\
        Лхагва,Булд,1-р сургууль,buld@example.mn\n\
        Лхагва,Мунх,1-р сургууль,\n\
        Лхагва,Цугт,1-р сургууль,\n\
        Лхагва,Шинэ,1-р сургууль,\n";
    let path = register.import(list, false).await;
    let by = &register.registrar;
    let stranger = json!({"decision": "same_person", "person_id": surgalt::ids::new_id()});
    decide(by, &path, 1, stranger).await.refused(422, "invalid");
    decide(by, &path, 4, json!({"decision": "leave_out"}))
        .await
        .refused(409, "roster_not_ready");
    decide(by, &path, 9, json!({"decision": "leave_out"}))
        .await
        .refused(404, "not_found");
    let decided = decide(by, &path, 1, json!({"decision": "same_person"})).await;
    let decided = decided.expect(200);
    let changes = decided["changes"].as_array().unwrap().iter();
    let changed: Vec<_> = changes.map(|one| one["column"].as_str().unwrap()).collect();
    assert_eq!(changed, ["given_name", "email"]);
    decide(by, &path, 2, json!({"decision": "leave_out"}))
        .await
        .expect(200);
    // Decided anew.
    decide(by, &path, 2, json!({"decision": "another_person"}))
        .await
        .expect(200);
    let import = by.get(&path).await.expect(200);
    assert_eq!(import["undecided"], 1);

    let import = apply(&register, by, &path).await;
    assert_eq!(outcome(&import, "applied"), 3);
    let bold = register.person("Булд").await.unwrap();
    assert_eq!(bold["given_name"], "Булд");
    assert_eq!(bold["email"], "buld@example.mn");
    let list = register
        .administrator
        .get("/api/v1/people?text=munkh")
        .await;
    let list = list.expect(200);
    assert_eq!(list["items"].as_array().unwrap().len(), 2, "Мөнх and Мунх");
    assert_eq!(register.person("Цогт").await.unwrap()["given_name"], "Цогт");
    decide(by, &path, 3, json!({"decision": "leave_out"}))
        .await
        .refused(409, "roster_not_ready");
}

async fn what_has_changed_since_the_comparison_is_left_alone(house: House) {
    let register = Register::open(house).await;
    let bat = register.teacher("Дорж", "Бат", json!({})).await;
    let list = "Овог,Нэр,Сургууль,И-мэйл\n\
        Дорж,Бат,2-р сургууль,\n\
        Дорж,Бат,1-р сургууль,bat@example.mn\n\
        Шинэ,Хүн,1-р сургууль,new@example.mn\n";
    let path = register.import(list, false).await;
    let path_of_bat = format!("/api/v1/people/{bat}");
    let tag = register
        .administrator
        .get(&path_of_bat)
        .await
        .header("etag");
    let change = json!({"email": "other@example.mn"});
    register
        .administrator
        .patch_if_match(&path_of_bat, &tag, change)
        .await
        .expect(200);
    register
        .teacher("Өөр", "Хүний", json!({"email": "new@example.mn"}))
        .await;
    let import = apply(&register, &register.registrar, &path).await;
    assert_eq!(outcome(&import, "skipped"), 2);
    let rows = rows(&register.registrar, &path, "").await;
    assert_eq!(
        rows,
        [
            "2 doubtful Бат",
            "3 changed Бат changed_meanwhile",
            "4 new Хүн taken_meanwhile"
        ]
    );
    let bat = register.administrator.get(&path_of_bat).await.expect(200);
    assert_eq!(bat["email"], "other@example.mn");
}

async fn a_worker_that_dies_leaves_nothing_out_and_does_nothing_twice(house: House) {
    let register = Register::open(house).await;
    let mut list = "Овог,Нэр,Сургууль\n".to_owned();
    for number in 1..=250 {
        // Names of their own, of syllables that stay apart however they are spelled.
        let syllables = ["ба", "га", "да", "жа", "за", "ка", "ла", "ма", "на", "па"];
        let name: String = [number / 100, number / 10 % 10, number % 10]
            .iter()
            .map(|digit| syllables[*digit])
            .collect();
        list += &format!("Дорж,{name},1-р сургууль\n");
    }
    let path = register.import(&list, false).await;
    let id: Uuid = path.rsplit('/').next().unwrap().parse().unwrap();
    // The job is taken by somebody who does a part of it and is gone.
    let app = register.house.app.clone();
    let transaction = app.database.begin().await.unwrap();
    use sea_orm::{ActiveModelTrait, ActiveValue::Set};
    let begun = roster_import::ActiveModel {
        id: Set(id),
        status: Set(surgalt::rosters::state::Status::Applying),
        worked_through: Set(0),
        ..Default::default()
    };
    begun.update(&transaction).await.unwrap();
    transaction.commit().await.unwrap();
    let part = register.house.app.clone();
    let more = register
        .house
        .look(async move { apply_some(&part, id).await.unwrap() });
    assert!(more.await);
    let half = register.registrar.get(&path).await.expect(200);
    assert_eq!(half["worked_through"], 100);
    assert_eq!(outcome(&half, "applied"), 100);

    let transaction = app.database.begin().await.unwrap();
    let now = register.house.clock.now();
    for key in ["again", "and again"] {
        let job = Job::ApplyRoster { import_id: id };
        surgalt::outbox::enqueue(&transaction, key.to_owned(), job, now, now)
            .await
            .unwrap();
    }
    transaction.commit().await.unwrap();
    register.house.outbox_is_empty().await;
    let import = register.registrar.get(&path).await.expect(200);
    assert_eq!(import["status"], "applied");
    assert_eq!(outcome(&import, "applied"), 250);
    let people = format!(
        "/api/v1/people?limit=200&organisation_id={}",
        register.school
    );
    let first = register.administrator.get(&people).await.expect(200);
    let next = first["next"].as_str().unwrap();
    let rest = format!("{people}&after={next}");
    let rest = register.administrator.get(&rest).await.expect(200);
    assert_eq!(rest["items"].as_array().unwrap().len(), 50);
}

async fn whoever_has_a_role_is_not_changed_by_a_list(house: House) {
    let register = Register::open(house).await;
    register
        .teacher("Дорж", "Бат", json!({"roles": ["administrator"]}))
        .await;
    let list = "Овог,Нэр,Сургууль,И-мэйл\nДорж,Бат,1-р сургууль,mine@example.mn\n";
    let path = register.import(list, true).await;
    assert_eq!(
        rows(&register.registrar, &path, "").await,
        ["2 error Бат has_role"]
    );
    // Nor has such a person left because a list says so.
    let list = "Овог,Нэр,Сургууль\nШинэ,Хүн,1-р сургууль\n";
    let path = register.import(list, true).await;
    assert_eq!(rows(&register.registrar, &path, "").await, ["2 new Хүн"]);
}
