//! Who is reminded of a window, of what, and how often.

use chrono::TimeDelta;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;
use surgalt::cohorts::reminding;
use surgalt::people::tables::person;

use super::{Season, officer, organisation, teacher};
use crate::support::{Client, House, PASSWORD};

stories![
    each_moment_of_a_window_is_told_once_and_never_to_who_has_finished,
    two_cohorts_are_one_letter_and_the_night_is_quiet,
    an_officer_reminds_the_own_people_once_a_day,
    whoever_has_more_time_is_reminded_later,
];

/// The hour's reminders are thought of, and what is due leaves.
async fn hour(season: &Season) {
    think(season).await;
    season.house.clock.advance(TimeDelta::minutes(6));
    season.house.outbox_is_empty().await;
}

async fn think(season: &Season) {
    let app = season.house.app.clone();
    let work = async move {
        // As two nodes do it.
        let now = app.clock.now();
        reminding::tick(&app, now).await.unwrap();
        reminding::tick(&app, now).await.unwrap();
        reminding::remind(&app).await.unwrap();
    };
    season.house.look(work).await;
    season.house.outbox_is_empty().await;
}

async fn read_lesson(season: &Season, who: &Client) {
    let enrolment = season.enrolment(who).await;
    season.house.read(enrolment, season.items()[0]).await;
}

/// How many letters each of them has got.
async fn counts(season: &Season, people: &[&Client]) -> Vec<usize> {
    let mut counts = Vec::new();
    for one in people {
        counts.push(season.letters_to(one).await.len());
    }
    counts
}

async fn each_moment_of_a_window_is_told_once_and_never_to_who_has_finished(house: House) {
    let season = Season::open(house).await;
    let school = organisation(&season.house, "1-р сургууль", None).await.0;
    let mut idle = teacher(&season.house, school, 9).await;
    let mut begun = teacher(&season.house, school, 9).await;
    let mut done = teacher(&season.house, school, 9).await;
    let cohort = season
        .make(|new| new["rule"] = json!({"organisations": [school]}))
        .await;
    season.invite(&cohort).await;
    let [one, two, three] = [idle.clone(), begun.clone(), done.clone()];
    let all = [&one, &two, &three];
    assert_eq!(
        counts(&season, &all).await,
        [1, 1, 1],
        "that one takes part"
    );
    hour(&season).await;
    assert_eq!(
        counts(&season, &all).await,
        [1, 1, 1],
        "nothing is open yet"
    );

    season
        .until(0, 9, &mut [&mut idle, &mut begun, &mut done])
        .await;
    hour(&season).await;
    hour(&season).await;
    assert_eq!(counts(&season, &all).await, [2, 2, 2], "it is open");
    season.until(0, 10, &mut [&mut begun, &mut done]).await;
    read_lesson(&season, &begun).await;
    read_lesson(&season, &done).await;
    let enrolment = season.enrolment(&done).await;
    season
        .house
        .graded(enrolment, &season.course, season.items()[1], true)
        .await;

    season.until(5, 12, &mut []).await;
    hour(&season).await;
    hour(&season).await;
    assert_eq!(
        counts(&season, &all).await,
        [3, 2, 2],
        "who has begun is not pushed"
    );
    season.until(7, 12, &mut []).await;
    hour(&season).await;
    hour(&season).await;
    assert_eq!(
        counts(&season, &all).await,
        [4, 3, 2],
        "three days are left"
    );
    let last = season.letters_to(&begun).await.pop().unwrap();
    assert!(
        last.contains("Сорил 1") && !last.contains("Манлайлал гэж юу вэ?"),
        "{last}"
    );
    assert!(
        !last.contains("Хаалтын вебинар"),
        "webinars have their own letters: {last}"
    );
    season.until(10, 9, &mut []).await;
    hour(&season).await;
    season.until(12, 9, &mut []).await;
    hour(&season).await;
    assert_eq!(counts(&season, &all).await, [5, 4, 2], "it was missed");
}

async fn two_cohorts_are_one_letter_and_the_night_is_quiet(house: House) {
    let season = Season::open(house).await;
    let school = organisation(&season.house, "1-р сургууль", None).await.0;
    let bat = teacher(&season.house, school, 9).await;
    let far = teacher(&season.house, school, 9).await;
    let berlin = season.house.app.database.begin().await.unwrap();
    person::ActiveModel {
        id: Set(far.id()),
        time_zone: Set("Europe/Berlin".to_owned()),
        ..Default::default()
    }
    .update(&berlin)
    .await
    .unwrap();
    berlin.commit().await.unwrap();
    for title in ["Арав дахь жил", "Бүх багш"] {
        let cohort = season
            .make(|new| {
                new["title"] = json!(title);
                new["rule"] = json!({"organisations": [school]});
            })
            .await;
        season.invite(&cohort).await;
    }
    assert_eq!(counts(&season, &[&bat, &far]).await, [2, 2]);
    // At midnight both windows open; in Berlin it is the afternoon before.
    season.until(0, 0, &mut []).await;
    season.house.clock.advance(TimeDelta::minutes(1));
    hour(&season).await;
    assert_eq!(counts(&season, &[&bat, &far]).await, [2, 3]);
    season.until(0, 7, &mut []).await;
    hour(&season).await;
    assert_eq!(counts(&season, &[&bat, &far]).await, [2, 3]);
    season.until(0, 8, &mut []).await;
    season.house.clock.advance(TimeDelta::minutes(1));
    hour(&season).await;
    assert_eq!(counts(&season, &[&bat, &far]).await, [3, 3]);
    let letter = season.letters_to(&bat).await.pop().unwrap();
    for title in ["Арав дахь жил", "Бүх багш"] {
        assert!(letter.contains(title), "{letter}");
    }
}

async fn an_officer_reminds_the_own_people_once_a_day(house: House) {
    let season = Season::open(house).await;
    let house = &season.house;
    let school = organisation(house, "1-р сургууль", None).await.0;
    let other = organisation(house, "2-р сургууль", None).await.0;
    let (mut bat, done) = (
        teacher(house, school, 9).await,
        teacher(house, school, 9).await,
    );
    let elsewhere = teacher(house, other, 9).await;
    let mut own = officer(house, school).await;
    let cohort = season
        .make(|new| new["rule"] = json!({"positions": ["teacher"]}))
        .await;
    season.invite(&cohort).await;
    season.until(2, 12, &mut [&mut bat, &mut own]).await;
    read_lesson(&season, &done_signed_in(&done).await).await;
    let enrolment = season.enrolment(&done_signed_in(&done).await).await;
    house
        .graded(enrolment, &season.course, season.items()[1], true)
        .await;
    let webinar = house
        .webinar(&season.methodologist, &season.course, season.items()[2])
        .await;
    house.attended(&done, enrolment, webinar.id, 100).await;
    let told = counts(&season, &[&bat, &done, &elsewhere]).await;

    let path = format!("{cohort}/reminders");
    bat.post(&path, json!({})).await.refused(403, "forbidden");
    let foreign = own.post(&path, json!({"organisation": other})).await;
    foreign.refused(422, "invalid");
    let sent = own.post(&path, json!({})).await.expect(200);
    assert_eq!(
        sent,
        json!({"behind": 1, "reminded": 1, "reminded_today": 0})
    );
    let again = own
        .post(&path, json!({"organisation": school}))
        .await
        .expect(200);
    assert_eq!(
        again,
        json!({"behind": 1, "reminded": 0, "reminded_today": 1})
    );
    let nobody = own
        .post(&path, json!({"people": [elsewhere.id()]}))
        .await
        .expect(200);
    assert_eq!(nobody["behind"], 0, "nobody of another school");
    let now = counts(&season, &[&bat, &done, &elsewhere]).await;
    assert_eq!(now, [told[0] + 1, told[1], told[2]]);
    let letter = season.letters_to(&bat).await.pop().unwrap();
    assert!(letter.contains("Манлайлал гэж юу вэ?"), "{letter}");
    season.until(3, 12, &mut [&mut own]).await;
    let next = own.post(&path, json!({})).await.expect(200);
    assert_eq!(next["reminded"], 1);
}

async fn done_signed_in(one: &Client) -> Client {
    let mut one = one.clone();
    one.sign_in(PASSWORD).await;
    one
}

async fn whoever_has_more_time_is_reminded_later(house: House) {
    let season = Season::open(house).await;
    let school = organisation(&season.house, "1-р сургууль", None).await.0;
    let (bat, extended) = (
        teacher(&season.house, school, 9).await,
        teacher(&season.house, school, 9).await,
    );
    let cohort = season
        .make(|new| new["rule"] = json!({"organisations": [school]}))
        .await;
    season.invite(&cohort).await;
    let new = json!({"person_id": extended.id(), "until": season.day(19), "reason": "Өвчтэй"});
    let granted = season
        .methodologist
        .post(&format!("{cohort}/extensions"), new)
        .await;
    granted.expect(201);
    // The joined letter, then: opened; for who has ten days more, half time is later.
    season.until(7, 12, &mut []).await;
    hour(&season).await;
    assert_eq!(counts(&season, &[&bat, &extended]).await, [2, 2]);
    let of_bat = season.letters_to(&bat).await.pop().unwrap();
    let of_extended = season.letters_to(&extended).await.pop().unwrap();
    assert_ne!(of_bat, of_extended);
    season.until(10, 9, &mut []).await;
    hour(&season).await;
    assert_eq!(counts(&season, &[&bat, &extended]).await, [3, 3]);
    let missed = season.letters_to(&bat).await.pop().unwrap();
    assert!(missed.contains("хаагдсан"), "{missed}");
    let half = season.letters_to(&extended).await.pop().unwrap();
    assert!(half.contains("тал нь"), "{half}");
    season.until(20, 9, &mut []).await;
    hour(&season).await;
    assert_eq!(counts(&season, &[&bat, &extended]).await, [3, 4]);
}
