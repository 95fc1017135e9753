use serde_json::json;
use surgalt::demo::walk::mailbox::{self, Mail};
use surgalt::policy::Role;

use crate::support::House;

stories![
    a_teacher_signs_in_and_stays_signed_in,
    a_copied_refresh_token_signs_the_device_out,
    an_answer_lost_on_a_bad_line_signs_nobody_out,
    an_older_invitation_does_not_open_the_account_again,
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

    house.clock.advance(chrono::TimeDelta::seconds(31));
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

async fn an_answer_lost_on_a_bad_line_signs_nobody_out(house: House) {
    let mut teacher = house.person(&[Role::Learner]).await;
    let sent = json!({"token": teacher.refresh_token});
    let lost = teacher
        .post("/api/v1/tokens", sent.clone())
        .await
        .expect(200);
    let tokens = teacher.post("/api/v1/tokens", sent).await.expect(200);
    teacher.take_tokens(&tokens);
    teacher.get("/api/v1/me").await.expect(200);

    // The answer that was lost may have been caught by somebody: once the time for sending again
    // is over, whoever comes with it ends the session.
    house.clock.advance(chrono::TimeDelta::seconds(31));
    let caught = json!({"token": lost["refresh_token"]});
    let refused = house.stranger().post("/api/v1/tokens", caught).await;
    refused.refused(401, "token_invalid");
    teacher
        .get("/api/v1/me")
        .await
        .refused(401, "unauthenticated");
}

async fn an_older_invitation_does_not_open_the_account_again(house: House) {
    let administrator = house.person(&[Role::Administrator]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let path = format!("/api/v1/people/{}", teacher.id());
    let invitation = async || {
        administrator
            .post(&format!("{path}/invitation"), json!(null))
            .await
            .expect(202);
        house.outbox_is_empty().await;
        let mails = mailbox::mails_to(&house.app.config.data_folder, &teacher.email);
        mails.last().and_then(Mail::token).unwrap()
    };
    let accept = async |token: &str| {
        let body = json!({"token": token, "password": "шинэ нууц үг"});
        house
            .stranger()
            .post("/api/v1/invitations/accept", body)
            .await
    };
    let (older, newer) = (invitation().await, invitation().await);
    assert_ne!(older, newer);
    accept(&newer).await.expect(200);
    accept(&older).await.refused(401, "token_invalid");

    // Nor does one that went to an address that has been corrected since.
    let astray = invitation().await;
    let tag = administrator.get(&path).await.header("etag");
    let corrected = json!({"email": format!("corrected-{}", teacher.email)});
    administrator
        .patch_if_match(&path, &tag, corrected)
        .await
        .expect(200);
    accept(&astray).await.refused(401, "token_invalid");
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
