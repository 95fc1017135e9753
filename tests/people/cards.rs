use chrono::TimeDelta;
use serde_json::{Value, json};
use surgalt::ids;
use surgalt::people::recovery::{self, Issue, Issued};
use surgalt::people::recovery_code::grouped;
use surgalt::people::tables::access::recovery_code::{self, CodeKind};
use surgalt::policy::Role;
use uuid::Uuid;

use super::contacts::{mails_to, sign_in};
use crate::support::{Answer, Client, House};

stories![
    cards_are_printed_for_a_school_and_seen_by_its_officers_only,
    a_list_is_printed_whole_or_not_at_all,
    a_card_works_once_and_not_after_it_was_revoked_or_replaced,
];

async fn print(by: &Client, body: Value) -> Answer {
    by.post("/api/v1/sign-in-cards", body).await
}

async fn batches(by: &Client) -> Vec<Value> {
    let page = by.get("/api/v1/sign-in-cards").await.expect(200);
    page["items"].as_array().unwrap().clone()
}

async fn cards_are_printed_for_a_school_and_seen_by_its_officers_only(house: House) {
    let tree = house.tree().await;
    for _ in 0..11 {
        house.person_in(&[Role::Learner], tree.school).await;
    }
    // Whoever is more than a learner gets none from an officer.
    house
        .person_in(&[Role::Learner, Role::Registrar], tree.school)
        .await;
    let school = json!({"organisation_id": tree.school});
    print(&tree.teacher, school.clone())
        .await
        .refused(403, "forbidden");
    print(&tree.neighbour, school.clone())
        .await
        .refused(422, "invalid");
    let printed = print(&tree.officer, school).await;
    assert_eq!(printed.status, 201);
    assert_eq!(printed.header("content-type"), "application/pdf");
    assert_eq!(printed.header("cache-control"), "no-store");
    assert!(printed.bytes.starts_with(b"%PDF-"));
    let place = printed.header("location");

    let seen = batches(&tree.officer).await;
    assert_eq!((seen.len(), &seen[0]["cards"]), (1, &json!(12)));
    assert_eq!(
        place,
        format!("/api/v1/sign-in-cards/{}", seen[0]["id"].as_str().unwrap())
    );
    let mails = mails_to(&house, &tree.teacher.email).await;
    assert_eq!(mails.len(), 1, "the teacher hears of the card");

    assert!(batches(&tree.neighbour).await.is_empty());
    tree.neighbour
        .delete(&place)
        .await
        .refused(404, "not_found");
    let colleague = house.person_in(&[Role::Officer], tree.school).await;
    let revoked = colleague.delete(&place).await.expect(200);
    assert!(revoked["revoked_at"].is_string());
    assert_eq!(tree.officer.delete(&place).await.expect(200), revoked);
}

async fn a_list_is_printed_whole_or_not_at_all(house: House) {
    let tree = house.tree().await;
    let far = house.person_in(&[Role::Learner], tree.elsewhere).await;
    let of = |people: &[&Client]| {
        let people: Vec<Uuid> = people.iter().map(|one| one.id()).collect();
        json!({"people": people})
    };
    let refused = print(&tree.officer, of(&[&tree.teacher, &far])).await;
    let refused = refused.refused(422, "invalid");
    assert_eq!(refused["fields"][0]["field"], "people[1]");
    let author = house.person_in(&[Role::Methodologist], tree.school).await;
    print(&tree.officer, of(&[&author]))
        .await
        .refused(403, "forbidden");
    print(&tree.officer, json!({}))
        .await
        .refused(422, "invalid");
    print(&tree.officer, json!({"people": []}))
        .await
        .refused(422, "invalid");
    let both = json!({"people": [tree.teacher.id()], "organisation_id": tree.school});
    print(&tree.officer, both).await.refused(422, "invalid");
    assert!(batches(&tree.officer).await.is_empty());

    assert_eq!(print(&tree.officer, of(&[&tree.teacher])).await.status, 201);
    // A list is its printer's own affair.
    let colleague = house.person_in(&[Role::Officer], tree.province).await;
    assert!(batches(&colleague).await.is_empty());
    let administrator = house.person(&[Role::Administrator]).await;
    assert_eq!(batches(&administrator).await.len(), 1);
    assert_eq!(print(&administrator, of(&[&author])).await.status, 201);
}

/// A card whose code is known, in the place of one that was printed.
async fn card(house: &House, by: &Client, whom: &Client, batch_id: Option<Uuid>) -> String {
    let code = recovery::new_printed();
    let issued = Issued {
        person_id: whom.id(),
        id: ids::new_id(),
        hash: ids::hash_of_secret(&code),
    };
    let issue = Issue {
        kind: CodeKind::Printed,
        batch_id,
        issued_by: by.id(),
        now: house.clock.now(),
        life: TimeDelta::days(house.app.config.sign_in.card_days),
    };
    let transaction = house.app.database.begin().await.unwrap();
    recovery::issue(&transaction, issue, vec![issued])
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    grouped(&code)
}

async fn a_card_works_once_and_not_after_it_was_revoked_or_replaced(house: House) {
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

    let tree = house.tree().await;
    let used = async |code: &str| {
        let body = json!({"code": code, "password": "шинэ нууц үг"});
        let path = "/api/v1/recovery-codes/use";
        house.stranger().post(path, body).await
    };
    let older = card(&house, &tree.officer, &tree.teacher, None).await;
    let newer = card(&house, &tree.officer, &tree.teacher, None).await;
    used(&older).await.refused(401, "recovery_code_invalid");
    house.clock.advance(TimeDelta::days(13));
    let tokens = used(&newer).await.expect(200);
    assert_eq!(tokens["person_id"], json!(tree.teacher.id()));
    used(&newer).await.refused(401, "recovery_code_invalid");
    sign_in(&house, &tree.teacher.email, "шинэ нууц үг")
        .await
        .expect(200);

    let mut officer = tree.officer.clone();
    officer.sign_in(crate::support::PASSWORD).await;
    let list = json!({"people": [tree.teacher.id()]});
    let place = print(&officer, list).await.header("location");
    let batch: Uuid = place.rsplit('/').next().unwrap().parse().unwrap();
    let code = card(&house, &tree.officer, &tree.teacher, Some(batch)).await;
    officer.delete(&place).await.expect(200);
    used(&code).await.refused(401, "recovery_code_invalid");
    // Each card that was printed or replaced is closed; nothing of a code is kept that opens anything.
    let rows = recovery_code::Entity::find()
        .filter(recovery_code::Column::PersonId.eq(tree.teacher.id()))
        .all(house.app.database.reader())
        .await
        .unwrap();
    assert_eq!(rows.len(), 4);
    for row in rows {
        assert!(row.used_at.is_some() || row.cancelled_at.is_some());
        assert!(!code.replace('-', "").contains(&row.hash) && row.hash.len() == 64);
    }

    let late = card(&house, &tree.officer, &tree.teacher, None).await;
    house.clock.advance(TimeDelta::days(14));
    used(&late).await.refused(401, "recovery_code_invalid");
}
