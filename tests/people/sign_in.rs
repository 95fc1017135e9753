use serde_json::json;
use surgalt::policy::Role;

use crate::support::House;

stories![
    a_teacher_signs_in_and_stays_signed_in,
    a_copied_refresh_token_signs_the_device_out,
    signing_out_holds_at_once,
    guessing_passwords_ends_after_a_few_tries,
];

async fn a_teacher_signs_in_and_stays_signed_in(house: House) {
    let mut teacher = house.person(&[Role::Learner]).await;
    let own = teacher.get("/api/v1/me").await.expect(200);
    assert_eq!(own["surname"], "Дорж");
    assert_eq!(own["roles"], json!(["learner"]));

    house.clock.advance(chrono::TimeDelta::minutes(11));
    teacher
        .get("/api/v1/me")
        .await
        .refused(401, "unauthenticated");
    let token = teacher.refresh_token.clone();
    let tokens = teacher
        .post("/api/v1/tokens", json!({"token": token}))
        .await
        .expect(200);
    teacher.take_tokens(&tokens);
    teacher.get("/api/v1/me").await.expect(200);
}

async fn a_copied_refresh_token_signs_the_device_out(house: House) {
    let mut teacher = house.person(&[Role::Learner]).await;
    let copied = json!({"token": teacher.refresh_token});
    let tokens = teacher
        .post("/api/v1/tokens", copied.clone())
        .await
        .expect(200);
    teacher.take_tokens(&tokens);

    house
        .stranger()
        .post("/api/v1/tokens", copied)
        .await
        .refused(401, "token_invalid");
    teacher
        .get("/api/v1/me")
        .await
        .refused(401, "unauthenticated");
    let newest = json!({"token": teacher.refresh_token});
    teacher
        .post("/api/v1/tokens", newest)
        .await
        .refused(401, "token_invalid");
}

async fn signing_out_holds_at_once(house: House) {
    let phone = house.person(&[Role::Learner]).await;
    let mut computer = phone.clone();
    computer.sign_in(crate::support::PASSWORD).await;
    let devices = phone.get("/api/v1/me/devices").await.expect(200);
    assert_eq!(devices.as_array().unwrap().len(), 2);

    computer
        .post("/api/v1/sign-out", json!(null))
        .await
        .expect(204);
    computer
        .get("/api/v1/me")
        .await
        .refused(401, "unauthenticated");
    phone.get("/api/v1/me").await.expect(200);
    phone
        .post("/api/v1/sign-out/everywhere", json!(null))
        .await
        .expect(204);
    phone
        .get("/api/v1/me")
        .await
        .refused(401, "unauthenticated");
}

async fn guessing_passwords_ends_after_a_few_tries(house: House) {
    let teacher = house.person(&[Role::Learner]).await;
    let guess = json!({"email": teacher.email.to_uppercase(), "password": "дайсан"});
    for _ in 0..house.app.config.sign_in.tries_per_account {
        let refused = house
            .stranger()
            .post("/api/v1/sign-in", guess.clone())
            .await;
        refused.refused(401, "wrong_credentials");
    }
    let refused = house
        .stranger()
        .post("/api/v1/sign-in", guess.clone())
        .await;
    let wait: i64 = refused.header("retry-after").parse().unwrap();
    assert!((1..=901).contains(&wait));
    refused.refused(429, "too_many_requests");

    house.clock.advance(chrono::TimeDelta::seconds(wait));
    house
        .stranger()
        .post("/api/v1/sign-in", guess)
        .await
        .refused(401, "wrong_credentials");
}
