use chrono::TimeDelta;
use serde_json::{Value, json};
use surgalt::policy::Role;

use super::contacts::{mails_to, sign_in};
use crate::support::{Answer, Backend, Client, House, PASSWORD};

stories![
    a_teacher_who_has_forgotten_everything_gets_in_by_a_code,
    a_code_is_for_the_own_learners_only,
    a_wrong_code_tells_nothing_and_a_mistyped_one_costs_no_try,
    a_code_works_once_however_many_come_with_it,
];

mod rates {
    use super::*;

    stories_on![an_officer_issues_only_so_many_codes_an_hour];

    async fn an_officer_issues_only_so_many_codes_an_hour(backend: Backend) {
        let house = House::open_with(backend, |config| {
            config.sign_in.recovery_codes_per_hour = 2;
            config.sign_in.access_token_seconds = 7_200;
        })
        .await;
        let tree = house.tree().await;
        for _ in 0..2 {
            issue(&tree.officer, &tree.teacher).await.expect(201);
        }
        let refused = issue(&tree.officer, &tree.teacher).await;
        let wait: i64 = refused.header("retry-after").parse().unwrap();
        assert!((3_500..=3_601).contains(&wait), "{wait}");
        refused.refused(429, "too_many_requests");
        house.clock.advance(TimeDelta::seconds(wait));
        issue(&tree.officer, &tree.teacher).await.expect(201);
    }
}

async fn issue(by: &Client, whom: &Client) -> Answer {
    let path = format!("/api/v1/people/{}/recovery-codes", whom.id());
    by.post(&path, json!(null)).await
}

async fn code_of(by: &Client, whom: &Client) -> String {
    let issued = issue(by, whom).await.expect(201);
    issued["code"].as_str().unwrap().to_owned()
}

fn with(code: &str, name: &str) -> Value {
    json!({"code": code, "name": name, "password": "шинэ нууц үг"})
}

async fn use_code(house: &House, body: Value) -> Answer {
    let path = "/api/v1/recovery-codes/use";
    house.stranger().post(path, body).await
}

async fn a_teacher_who_has_forgotten_everything_gets_in_by_a_code(house: House) {
    let tree = house.tree().await;
    let second = format!("/api/v1/people/{}/contacts", tree.teacher.id());
    for (kind, value) in [("telephone", "99887766"), ("email", "second@example.mn")] {
        let new = json!({"kind": kind, "value": value});
        tree.officer.post(&second, new).await.expect(201);
    }
    let before = mails_to(&house, "second@example.mn").await.len();

    let older = code_of(&tree.officer, &tree.teacher).await;
    let issued = issue(&tree.officer, &tree.teacher).await;
    assert_eq!(issued.header("cache-control"), "no-store");
    let code = issued.expect(201)["code"].as_str().unwrap().to_owned();
    assert_eq!((code.len(), code.find('-')), (11, Some(5)));
    use_code(&house, with(&older, "99887766"))
        .await
        .refused(401, "recovery_code_invalid");

    let said = code.to_lowercase().replace('-', " ");
    let tokens = use_code(&house, with(&said, "99887766")).await.expect(200);
    assert_eq!(tokens["person_id"], json!(tree.teacher.id()));
    // Whoever was signed in before is out, and only the new password works.
    tree.teacher
        .get("/api/v1/me")
        .await
        .refused(401, "unauthenticated");
    sign_in(&house, "99887766", PASSWORD)
        .await
        .refused(401, "wrong_credentials");
    sign_in(&house, "99887766", "шинэ нууц үг")
        .await
        .expect(200);
    use_code(&house, with(&code, "99887766"))
        .await
        .refused(401, "recovery_code_invalid");
    // Every address has heard of both codes, and of the new password.
    for address in [tree.teacher.email.as_str(), "second@example.mn"] {
        let mails = mails_to(&house, address).await;
        assert!(mails.len() >= 3, "{address}: {mails:?}");
        assert!(mails.iter().all(|mail| !mail.text.contains(&code)));
    }
    let told = mails_to(&house, "second@example.mn").await.len();
    assert_eq!(told - before, 3);
}

async fn a_code_is_for_the_own_learners_only(house: House) {
    let tree = house.tree().await;
    issue(&tree.neighbour, &tree.teacher)
        .await
        .refused(404, "not_found");
    issue(&tree.teacher, &tree.teacher)
        .await
        .refused(403, "forbidden");
    issue(&tree.officer, &tree.officer)
        .await
        .refused(403, "forbidden");
    let colleague = house
        .person_in(&[Role::Learner, Role::Registrar], tree.school)
        .await;
    issue(&tree.officer, &colleague)
        .await
        .refused(403, "forbidden");
    issue(&colleague, &tree.teacher)
        .await
        .refused(403, "forbidden");
    // Who sees everybody by another role lets in as an officer only whom the officer sees.
    let both = house
        .person_in(&[Role::Officer, Role::Methodologist], tree.elsewhere)
        .await;
    issue(&both, &tree.teacher).await.refused(404, "not_found");

    let administrator = house.person(&[Role::Administrator]).await;
    issue(&administrator, &colleague).await.expect(201);
    let path = format!("/api/v1/people/{}", tree.teacher.id());
    let code = code_of(&tree.officer, &tree.teacher).await;
    let off = json!({"active": false});
    administrator
        .patch_if_match(&path, "*", off)
        .await
        .expect(200);
    issue(&tree.officer, &tree.teacher)
        .await
        .refused(409, "switched_off");
    let body = with(&code, &tree.teacher.email);
    use_code(&house, body)
        .await
        .refused(401, "recovery_code_invalid");
}

async fn a_wrong_code_tells_nothing_and_a_mistyped_one_costs_no_try(house: House) {
    let tree = house.tree().await;
    let code = code_of(&tree.officer, &tree.teacher).await;
    let name = tree.teacher.email.as_str();
    let last = code.chars().next_back().unwrap();
    let mistyped = format!("{}{}", &code[..10], if last == 'A' { 'B' } else { 'A' });
    for _ in 0..30 {
        let refused = use_code(&house, with(&mistyped, name)).await;
        assert_eq!(
            refused.refused(422, "invalid")["fields"][0]["field"],
            "code"
        );
    }
    let without = json!({"code": code, "password": "шинэ нууц үг"});
    use_code(&house, without).await.refused(422, "invalid");

    // Another's code, and a right code under another's name or nobody's.
    let another = house.person_in(&[Role::Learner], tree.school).await;
    let other = code_of(&tree.officer, &another).await;
    let wrong = use_code(&house, with(&other, name)).await;
    let wrong = wrong.refused(401, "recovery_code_invalid");
    for named in [another.email.as_str(), "nobody@example.mn", "88888888", "?"] {
        let refused = use_code(&house, with(&code, named)).await;
        assert_eq!(
            refused.refused(401, "recovery_code_invalid"),
            wrong,
            "{named}"
        );
    }
    let tries = house.app.config.sign_in.tries_per_account;
    for _ in 1..tries {
        use_code(&house, with(&other, name)).await.expect(401);
    }
    use_code(&house, with(&code, name))
        .await
        .refused(429, "too_many_requests");
    // Nobody is kept from signing in by somebody who guesses codes.
    sign_in(&house, name, PASSWORD).await.expect(200);

    house.clock.advance(TimeDelta::minutes(16));
    let short = json!({"code": code, "name": name, "password": "богино"});
    use_code(&house, short).await.refused(422, "invalid");
    let hours = house.app.config.sign_in.recovery_code_hours;
    house.clock.advance(TimeDelta::hours(hours));
    use_code(&house, with(&code, name))
        .await
        .refused(401, "recovery_code_invalid");
}

async fn a_code_works_once_however_many_come_with_it(house: House) {
    let tree = house.tree().await;
    let code = code_of(&tree.officer, &tree.teacher).await;
    let body = || with(&code, &tree.teacher.email);
    let (one, other) = tokio::join!(use_code(&house, body()), use_code(&house, body()));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 401]);
    // A password that was changed otherwise cancels a code as well.
    let another = house.person_in(&[Role::Learner], tree.school).await;
    let code = code_of(&tree.officer, &another).await;
    let change = json!({"current": PASSWORD, "new": "өөр нууц үг"});
    another
        .post("/api/v1/me/password", change)
        .await
        .expect(204);
    let body = with(&code, &another.email);
    use_code(&house, body)
        .await
        .refused(401, "recovery_code_invalid");
}
