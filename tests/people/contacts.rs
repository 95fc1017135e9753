use sea_orm::ActiveValue::Set;
use serde_json::{Value, json};
use surgalt::demo::walk::mailbox::{self, Mail};
use surgalt::policy::Role;

use crate::support::{Answer, Client, House, PASSWORD};

stories![
    somebody_signs_in_by_whichever_name_they_remember,
    guessing_by_several_names_is_guessing_at_one_account,
    an_address_of_ones_own_counts_once_a_letter_has_arrived,
    an_address_that_is_only_claimed_gives_way_to_its_owner,
    what_is_removed_opens_nothing_and_the_last_one_stays,
    an_officer_writes_addresses_down_for_the_own_learners_only,
    somebody_without_an_address_is_registered_by_telephone,
];

pub async fn sign_in(house: &House, name: &str, password: &str) -> Answer {
    let body = json!({"name": name, "password": password});
    house.stranger().post("/api/v1/sign-in", body).await
}

/// The mails to an address, once all that were due have been sent.
pub async fn mails_to(house: &House, email: &str) -> Vec<Mail> {
    house.outbox_is_empty().await;
    mailbox::mails_to(&house.app.config.data_folder, email)
}

async fn add_own(who: &Client, kind: &str, value: &str) -> Answer {
    let new = json!({"kind": kind, "value": value});
    who.post("/api/v1/me/contacts", new).await
}

async fn own(who: &Client) -> Vec<Value> {
    let found = who.get("/api/v1/me/contacts").await.expect(200);
    found.as_array().unwrap().clone()
}

async fn verify(house: &House, mail: &Mail) -> Answer {
    let body = json!({"token": mail.token().unwrap()});
    house.stranger().post("/api/v1/contacts/verify", body).await
}

async fn ask_for_link(house: &House, name: &str) {
    let body = json!({"name": name});
    let answer = house.stranger().post("/api/v1/magic-links", body).await;
    answer.expect(202);
}

async fn somebody_signs_in_by_whichever_name_they_remember(house: House) {
    let teacher = house.person(&[Role::Learner]).await;
    house
        .change_person(&teacher, |row| {
            row.register_number = Set(Some("АВ90010112".to_owned()));
        })
        .await;
    add_own(&teacher, "telephone", "9911-2233")
        .await
        .expect(201);
    for name in [
        teacher.email.as_str(),
        &format!(" {} ", teacher.email.to_uppercase()),
        "99112233",
        "+976 9911 2233",
        "ав90010112",
        // Typed on a Latin keyboard.
        "AB90010112",
    ] {
        let tokens = sign_in(&house, name, PASSWORD).await.expect(200);
        assert_eq!(tokens["person_id"], json!(teacher.id()), "{name}");
    }
    // What is wrong is not told, nor whether there is anybody.
    let wrong = sign_in(&house, "99112233", "өөр нууц үг").await;
    let wrong = wrong.refused(401, "wrong_credentials");
    for nobody in [
        "88112233",
        "nobody@example.mn",
        "ӨВ90010112",
        "Бат",
        "'; --",
    ] {
        let refused = sign_in(&house, nobody, PASSWORD).await;
        assert_eq!(refused.refused(401, "wrong_credentials"), wrong, "{nobody}");
    }
    // A link goes to the address that the number leads to.
    ask_for_link(&house, "АВ90010112").await;
    let mails = mails_to(&house, &teacher.email).await;
    assert!(mails.last().and_then(Mail::token).is_some());
}

async fn guessing_by_several_names_is_guessing_at_one_account(house: House) {
    let teacher = house.person(&[Role::Learner]).await;
    add_own(&teacher, "telephone", "99112234").await.expect(201);
    let names = [teacher.email.as_str(), "99112234", "+97699112234"];
    let tries = usize::try_from(house.app.config.sign_in.tries_per_account).unwrap();
    for number in 0..tries {
        let refused = sign_in(&house, names[number % names.len()], "дайсан").await;
        refused.refused(401, "wrong_credentials");
    }
    for name in names {
        let refused = sign_in(&house, name, PASSWORD).await;
        refused.refused(429, "too_many_requests");
    }
    let another = house.person(&[Role::Learner]).await;
    sign_in(&house, &another.email, PASSWORD).await.expect(200);
}

async fn an_address_of_ones_own_counts_once_a_letter_has_arrived(house: House) {
    let teacher = house.person(&[Role::Learner]).await;
    let (former, new) = (&teacher.email, "Oyun.Gerel@Example.mn");
    let added = add_own(&teacher, "email", new).await.expect(201);
    assert_eq!(added["value"], "oyun.gerel@example.mn");
    assert_eq!(
        (&added["main"], &added["verified_at"]),
        (&json!(false), &json!(null))
    );
    add_own(&teacher, "email", new)
        .await
        .refused(409, "already_exists");
    add_own(&teacher, "email", "@")
        .await
        .refused(422, "invalid");
    add_own(&teacher, "telephone", "911")
        .await
        .refused(422, "invalid");

    // Nothing signs in by it yet, nothing but the question goes there, and it cannot be the main one.
    sign_in(&house, new, PASSWORD)
        .await
        .refused(401, "wrong_credentials");
    ask_for_link(&house, new).await;
    let main = format!("/api/v1/me/contacts/{}/main", added["id"].as_str().unwrap());
    teacher
        .put(&main, json!(null))
        .await
        .refused(409, "contact_unverified");
    let letters = mails_to(&house, new).await;
    assert_eq!(letters.len(), 1, "{letters:?}");
    // The address that was there before is told.
    assert_eq!(mails_to(&house, former).await.len(), 1);

    verify(&house, &letters[0]).await.expect(204);
    verify(&house, &letters[0])
        .await
        .refused(401, "token_invalid");
    sign_in(&house, new, PASSWORD).await.expect(200);
    teacher.put(&main, json!(null)).await.expect(200);
    let account = teacher.get("/api/v1/me").await.expect(200);
    assert_eq!(account["email"], "oyun.gerel@example.mn");
    // A link goes to the address that was named, and else to the main one.
    ask_for_link(&house, former).await;
    assert_eq!(mails_to(&house, former).await.len(), 2);

    let path = main.replace("/main", "/verification");
    teacher.post(&path, json!(null)).await.expect(202);
    let stranger = house.person(&[Role::Learner]).await;
    stranger
        .post(&path, json!(null))
        .await
        .refused(404, "not_found");
    stranger
        .put(&main, json!(null))
        .await
        .refused(404, "not_found");
}

async fn an_address_that_is_only_claimed_gives_way_to_its_owner(house: House) {
    let administrator = house.person(&[Role::Administrator]).await;
    let squatter = house.person(&[Role::Learner]).await;
    let mine = "saruul@example.mn";
    add_own(&squatter, "email", mine).await.expect(201);
    let asked = mails_to(&house, mine).await;
    let new = json!({"email": mine, "surname": "Дорж", "given_name": "Саруул"});
    administrator.post("/api/v1/people", new).await.expect(201);
    assert_eq!(own(&squatter).await.len(), 1);
    // The link that was sent because of the claim verifies nothing any more.
    verify(&house, &asked[0])
        .await
        .refused(401, "token_invalid");
    add_own(&squatter, "email", mine)
        .await
        .refused(409, "email_taken");

    add_own(&squatter, "telephone", "99112235")
        .await
        .expect(201);
    let another = house.person(&[Role::Learner]).await;
    add_own(&another, "telephone", "+976 99112235")
        .await
        .refused(409, "telephone_taken");
}

async fn what_is_removed_opens_nothing_and_the_last_one_stays(house: House) {
    let teacher = house.person(&[Role::Learner]).await;
    let first = own(&teacher).await[0]["id"].as_str().unwrap().to_owned();
    let remove = async |id: &str| teacher.delete(&format!("/api/v1/me/contacts/{id}")).await;
    remove(&first).await.refused(409, "last_identifier");

    let new = "tuya@example.mn";
    add_own(&teacher, "email", new).await.expect(201);
    // A claim is nothing by which one is known.
    remove(&first).await.refused(409, "last_identifier");
    verify(&house, &mails_to(&house, new).await[0])
        .await
        .expect(204);
    ask_for_link(&house, &teacher.email).await;
    let link = mails_to(&house, &teacher.email).await.pop().unwrap();
    remove(&first).await.expect(204);
    let body = json!({"token": link.token().unwrap()});
    let refused = house.stranger().post("/api/v1/magic-links/use", body).await;
    refused.refused(401, "token_invalid");
    sign_in(&house, &teacher.email, PASSWORD)
        .await
        .refused(401, "wrong_credentials");
    let left = own(&teacher).await;
    assert_eq!((left.len(), &left[0]["main"]), (1, &json!(true)));
    assert_eq!(teacher.get("/api/v1/me").await.expect(200)["email"], new);
    remove(&first).await.refused(404, "not_found");

    for number in 1..10 {
        let number = format!("9900000{number}");
        add_own(&teacher, "telephone", &number).await.expect(201);
    }
    let administrator = house.person(&[Role::Administrator]).await;
    let path = format!("/api/v1/people/{}/contacts", teacher.id());
    let one_more = json!({"kind": "telephone", "value": "99000010"});
    let refused = administrator
        .post(&path, one_more)
        .await
        .refused(422, "invalid");
    assert_eq!(refused["fields"][0]["code"], "too_many_contacts");
}

async fn an_officer_writes_addresses_down_for_the_own_learners_only(house: House) {
    let tree = house.tree().await;
    let path = format!("/api/v1/people/{}/contacts", tree.teacher.id());
    let new = json!({"kind": "email", "value": "new.address@example.mn"});
    tree.neighbour
        .post(&path, new.clone())
        .await
        .refused(404, "not_found");
    tree.neighbour.get(&path).await.refused(404, "not_found");
    tree.teacher
        .post(&path, new.clone())
        .await
        .refused(403, "forbidden");
    let author = house
        .person_in(&[Role::Learner, Role::Methodologist], tree.school)
        .await;
    let of_author = format!("/api/v1/people/{}/contacts", author.id());
    tree.officer
        .post(&of_author, new.clone())
        .await
        .refused(403, "forbidden");
    author.get(&path).await.refused(403, "forbidden");

    let added = tree.officer.post(&path, new).await.expect(201);
    let known = tree.officer.get(&path).await.expect(200);
    assert_eq!(known.as_array().unwrap().len(), 2);
    // It counts at once; the person hears of it at the address that was there before.
    sign_in(&house, "new.address@example.mn", PASSWORD)
        .await
        .expect(200);
    assert_eq!(mails_to(&house, &tree.teacher.email).await.len(), 1);
    let letters = mails_to(&house, "new.address@example.mn").await;
    verify(&house, &letters[0]).await.expect(204);
    let known = tree.officer.get(&path).await.expect(200);
    let known = known.as_array().unwrap();
    let known = known.iter().find(|one| one["id"] == added["id"]).unwrap();
    assert!(known["verified_at"].is_string());
}

async fn somebody_without_an_address_is_registered_by_telephone(house: House) {
    let administrator = house.person(&[Role::Administrator]).await;
    let nameless = json!({"surname": "Дорж", "given_name": "Бат"});
    let refused = administrator.post("/api/v1/people", nameless).await;
    let refused = refused.refused(422, "invalid");
    assert_eq!(refused["fields"][0]["code"], "no_identifier");
    let new = json!({"telephone": "88110022", "surname": "Дорж", "given_name": "Бат"});
    let person = administrator
        .post("/api/v1/people", new.clone())
        .await
        .expect(201);
    assert_eq!(person["email"], json!(null));
    administrator
        .post("/api/v1/people", new)
        .await
        .refused(409, "telephone_taken");
    let listed = administrator
        .get("/api/v1/people?contact=unreachable")
        .await
        .expect(200);
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    assert_eq!(listed["items"][0]["id"], person["id"]);
    administrator
        .get("/api/v1/people?contact=lost")
        .await
        .refused(422, "invalid");
    assert!(house.mails().await.is_empty());
}
