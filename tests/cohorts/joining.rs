//! Coming by an own wish, and the consent of the school.

use serde_json::json;
use surgalt::policy::Role;

use super::{Season, officer, organisation, teacher};
use crate::support::House;

stories![
    whoever_belongs_comes_by_an_own_wish_and_nobody_else,
    the_schools_officer_decides_and_the_neighbours_does_not_even_see_it,
    who_is_invited_may_say_yes_and_who_leaves_stays_within_the_window,
];

async fn whoever_belongs_comes_by_an_own_wish_and_nobody_else(house: House) {
    let season = Season::open(house).await;
    let school = organisation(&season.house, "1-р сургууль", None).await.0;
    let bat = teacher(&season.house, school, 9).await;
    let young = teacher(&season.house, school, 1).await;
    let closed = season
        .make(|new| new["rule"] = json!({"years_of_service": [10]}))
        .await;
    let open = season
        .make(|new| {
            new["rule"] = json!({"years_of_service": [10]});
            new["self_enrolment"] = json!("open");
        })
        .await;
    let wish = |cohort: &str| format!("{cohort}/membership");
    // What one is not in and may not come to does not exist.
    bat.get(&closed).await.refused(404, "not_found");
    bat.post(&wish(&closed), json!(null))
        .await
        .refused(404, "not_found");
    let seen = bat.get("/api/v1/cohorts").await.expect(200);
    assert_eq!(seen["items"].as_array().unwrap().len(), 1);
    assert_eq!(
        seen["items"][0]["rule"],
        json!(null),
        "who is meant is not for everybody"
    );
    young
        .post(&wish(&open), json!(null))
        .await
        .refused(409, "not_eligible");
    let come = bat.post(&wish(&open), json!(null)).await.expect(200);
    assert_eq!(come["state"], "member");
    let again = bat.post(&wish(&open), json!(null)).await.expect(200);
    assert_eq!(again, come);
    assert_eq!(season.letters_to(&bat).await.len(), 1);
    season.enrolment(&bat).await;
    bat.delete(&wish(&closed)).await.refused(404, "not_found");
    bat.get(&format!("{open}/members"))
        .await
        .refused(403, "forbidden");
}

async fn the_schools_officer_decides_and_the_neighbours_does_not_even_see_it(house: House) {
    let season = Season::open(house).await;
    let house = &season.house;
    let school = organisation(house, "1-р сургууль", None).await.0;
    let other = organisation(house, "2-р сургууль", None).await.0;
    let (bat, sarnai) = (
        teacher(house, school, 9).await,
        teacher(house, school, 9).await,
    );
    let (own, neighbour) = (officer(house, school).await, officer(house, other).await);
    let cohort = season
        .make(|new| {
            new["self_enrolment"] = json!("approval");
            new["capacity"] = json!(1);
        })
        .await;
    for one in [&bat, &sarnai] {
        let asked = one.post(&format!("{cohort}/membership"), json!(null)).await;
        assert_eq!(asked.expect(200)["state"], "applied");
        let own = one.get("/api/v1/me/enrolments").await.expect(200);
        assert_eq!(
            own["items"],
            json!([]),
            "nobody is enrolled before the school consents"
        );
    }
    let decision = |who: &crate::support::Client| format!("{cohort}/members/{}/decision", who.id());
    let yes = json!({"approved": true});
    assert!(season.members(&cohort, &neighbour).await.is_empty());
    let refused = neighbour.put(&decision(&bat), yes.clone()).await;
    refused.refused(404, "not_found");
    bat.put(&decision(&bat), yes.clone())
        .await
        .refused(403, "forbidden");
    let registrar = house.person(&[Role::Registrar]).await;
    let refused = registrar.put(&decision(&bat), yes.clone()).await;
    refused.refused(403, "forbidden");

    let filter = format!("{cohort}/members?state=applied&organisation={school}");
    let applied = own.get(&filter).await.expect(200);
    assert_eq!(applied["items"].as_array().unwrap().len(), 2);
    let refused = neighbour.get(&filter).await.refused(422, "invalid");
    assert_eq!(refused["fields"][0]["field"], "organisation");
    for _ in 0..2 {
        let decided = own.put(&decision(&bat), yes.clone()).await.expect(200);
        assert_eq!(decided["state"], "member");
    }
    assert_eq!(season.letters_to(&bat).await.len(), 1);
    let no = json!({"approved": false, "reason": "Хичээл орох хүнгүй болно."});
    let refused = own.put(&decision(&bat), no.clone()).await;
    refused.refused(409, "application_decided");
    own.put(&decision(&sarnai), no).await.expect(200);
    assert_eq!(house.deeds("application_decided").await, 2);
    let letters = season.letters_to(&sarnai).await;
    assert_eq!(letters.len(), 1);
    assert!(
        letters[0].contains("Хичээл орох хүнгүй болно."),
        "{letters:?}"
    );
    let again = sarnai
        .post(&format!("{cohort}/membership"), json!(null))
        .await;
    again.refused(409, "application_decided");
}

async fn who_is_invited_may_say_yes_and_who_leaves_stays_within_the_window(house: House) {
    let season = Season::open(house).await;
    let school = organisation(&season.house, "1-р сургууль", None).await.0;
    let bat = teacher(&season.house, school, 9).await;
    let cohort = season
        .make(|new| new["rule"] = json!({"organisations": [school]}))
        .await;
    season.invite(&cohort).await;
    let path = format!("{cohort}/membership");
    let yes = bat.post(&path, json!(null)).await.expect(200);
    assert_eq!(yes["state"], "member");
    bat.delete(&path).await.expect(204);
    // Leaving opens nothing, and there is no way back by oneself.
    let enrolment = season.enrolment(&bat).await;
    let lesson = format!("/api/v1/enrolments/{enrolment}/items/{}", season.items()[0]);
    bat.get(&lesson).await.refused(409, "window_not_open");
    bat.post(&path, json!(null))
        .await
        .refused(409, "cohort_closed");
}
