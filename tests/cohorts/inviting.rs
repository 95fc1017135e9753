//! Inviting whom a rule means: who they are, once each, and in which order they wait.

use chrono::Days;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;
use surgalt::cohorts::inviting;
use surgalt::messages::Language;
use surgalt::outbox::tables::outbox_job;
use surgalt::people::tables::person;
use surgalt::programmes::tables::enrolment;

use super::{Season, officer, organisation, place, placed, teacher};
use crate::support::{Client, House, short_course};

stories![
    everybody_whom_the_rule_means_is_enrolled_and_told_once,
    where_somebody_was_on_the_day_counts_and_where_one_is_on_coming_is_kept,
    who_moves_to_another_school_is_listed_and_counted_by_its_officer,
    a_full_cohort_lets_people_wait_and_move_up_in_order,
    a_worker_that_takes_over_invites_nobody_twice,
    a_course_that_is_added_is_taken_by_everybody,
    many_are_invited_set_by_set,
];

async fn everybody_whom_the_rule_means_is_enrolled_and_told_once(house: House) {
    let season = Season::open(house).await;
    let house = &season.house;
    let province = organisation(house, "Архангай", None).await;
    let above = Some((province.0, province.1.as_str()));
    let school = organisation(house, "1-р сургууль", above).await.0;
    let elsewhere = organisation(house, "Ховд", None).await.0;
    let bat = teacher(house, school, 9).await;
    let sarnai = teacher(house, school, 9).await;
    let young = teacher(house, school, 4).await;
    let far = teacher(house, elsewhere, 9).await;
    let director = house.person(&[surgalt::policy::Role::Learner]).await;
    place(house, &director, school, "director", 9).await;
    let named = teacher(house, elsewhere, 30).await;
    let second = house
        .course(
            &season.methodologist,
            short_course("Хоёр дахь сургалт", "mn"),
        )
        .await;
    let cohort = season
        .make(|new| {
            new["courses"] = json!([season.course.id, second.id]);
            new["rule"] = json!({"positions": ["teacher"], "years_of_service": [10],
                "organisations": [province.0], "people": [named.id()]});
        })
        .await;
    season.invite(&cohort).await;

    let invited = |people: &[&Client]| {
        let mut all: Vec<_> = people
            .iter()
            .map(|one| (one.id(), "invited".to_owned()))
            .collect();
        all.sort();
        all
    };
    let mut members = season.members(&cohort, &season.methodologist).await;
    members.sort();
    assert_eq!(members, invited(&[&bat, &sarnai, &named]));
    let list = season.methodologist.get(&format!("{cohort}/members")).await;
    let first = &list.expect(200)["items"][0];
    assert_eq!(first["organisation"]["name"], "1-р сургууль");
    assert_eq!(
        (&first["position"], &first["year_of_service"]),
        (&json!("teacher"), &json!(10))
    );
    for one in [&bat, &named] {
        let own = one.get("/api/v1/me/enrolments").await.expect(200);
        assert_eq!(own["items"].as_array().unwrap().len(), 2);
        let letters = season.letters_to(one).await;
        assert_eq!(letters.len(), 1, "one letter for two courses: {letters:?}");
        assert!(letters[0].contains("Арав дахь жил"), "{letters:?}");
        assert!(letters[0].contains("Хоёр дахь сургалт"), "{letters:?}");
    }
    for one in [&young, &far, &director] {
        let own = one.get("/api/v1/me/enrolments").await.expect(200);
        assert_eq!(own["items"], json!([]));
        assert!(season.letters_to(one).await.is_empty());
    }
    // Again: only who has come into the register since.
    let late = teacher(house, school, 9).await;
    season.invite(&cohort).await;
    let mut members = season.members(&cohort, &season.methodologist).await;
    members.sort();
    assert_eq!(members, invited(&[&bat, &sarnai, &named, &late]));
    assert_eq!(season.letters_to(&bat).await.len(), 1);
}

async fn where_somebody_was_on_the_day_counts_and_where_one_is_on_coming_is_kept(house: House) {
    let season = Season::open(house).await;
    let house = &season.house;
    let school = organisation(house, "1-р сургууль", None).await.0;
    let other = organisation(house, "2-р сургууль", None).await.0;
    let today = house.clock.now().date_naive();
    let back = |days| today - Days::new(days);
    // One has left the school since the day, the other has come to it.
    // Their placements now began two months ago.
    let left = teacher(house, other, 0).await;
    placed(
        house,
        &left,
        school,
        "director",
        (back(400), Some(back(100))),
    )
    .await;
    let came = teacher(house, school, 0).await;
    placed(house, &came, other, "teacher", (back(400), Some(back(100)))).await;
    let cohort = season
        .make(|new| {
            new["rule"] = json!({"on": back(200), "organisations": [school]});
        })
        .await;
    season.invite(&cohort).await;
    let members = season.members(&cohort, &season.methodologist).await;
    assert_eq!(members, [(left.id(), "invited".to_owned())]);
    let list = season.methodologist.get(&format!("{cohort}/members")).await;
    let kept = &list.expect(200)["items"][0];
    assert_eq!(
        kept["organisation"]["name"], "2-р сургууль",
        "where one is on coming"
    );
    assert_eq!(kept["position"], "teacher");
}

async fn a_full_cohort_lets_people_wait_and_move_up_in_order(house: House) {
    let season = Season::open(house).await;
    let school = organisation(&season.house, "1-р сургууль", None).await.0;
    let mut people = Vec::new();
    for _ in 0..4 {
        people.push(teacher(&season.house, school, 9).await);
    }
    let rule = json!({"organisations": [school]});
    let cohort = season
        .make(|new| {
            new["rule"] = rule.clone();
            new["capacity"] = json!(2);
        })
        .await;
    season.invite(&cohort).await;
    let states = async || -> Vec<String> {
        let members = season.members(&cohort, &season.methodologist).await;
        let state = |id| members.iter().find(|one| one.0 == id).unwrap().1.clone();
        people.iter().map(|one| state(one.id())).collect()
    };
    assert_eq!(states().await, ["invited", "invited", "waiting", "waiting"]);
    let own = people[3].get("/api/v1/me/cohorts").await.expect(200);
    assert_eq!(own["items"][0]["membership"]["place"], 2);
    assert_eq!(
        own["items"][0]["courses"],
        json!([]),
        "who waits takes no course"
    );
    assert!(season.letters_to(&people[2]).await.is_empty());

    let membership = format!("{cohort}/membership");
    people[0].delete(&membership).await.expect(204);
    people[0].delete(&membership).await.expect(204);
    assert_eq!(
        states().await,
        ["withdrawn", "invited", "invited", "waiting"]
    );
    assert_eq!(season.letters_to(&people[2]).await.len(), 1);
    let gone = format!("{cohort}/members/{}", people[1].id());
    for _ in 0..2 {
        season.methodologist.delete(&gone).await.expect(204);
    }
    assert_eq!(
        states().await,
        ["withdrawn", "withdrawn", "invited", "invited"]
    );
    // Who goes by an own wish leaves no line, and who is gone is not taken out again.
    assert_eq!(season.house.deeds("cohort_member_removed").await, 1);
    // Nobody who has left is invited again, and a place that is added waits for others.
    let late = teacher(&season.house, school, 9).await;
    season.invite(&cohort).await;
    assert_eq!(season.letters_to(&people[0]).await.len(), 1);
    let read = season.methodologist.get(&cohort).await;
    let tag = read.header("etag");
    let counts = &read.expect(200)["members"];
    let waiting = json!({"state": "waiting", "people": 1});
    assert!(counts.as_array().unwrap().contains(&waiting), "{counts}");
    let programmes = season
        .methodologist
        .get("/api/v1/programmes")
        .await
        .expect(200);
    let wider = season.cohort(|new| {
        new["programme_id"] = programmes["items"][0]["id"].clone();
        new["rule"] = rule.clone();
        new["capacity"] = json!(3);
    });
    let changed = season
        .methodologist
        .put_if_match(&cohort, &tag, wider)
        .await;
    changed.expect(200);
    assert_eq!(season.letters_to(&late).await.len(), 1);
}

async fn who_moves_to_another_school_is_listed_and_counted_by_its_officer(house: House) {
    let season = Season::open(house).await;
    let house = &season.house;
    let here = organisation(house, "1-р сургууль", None).await.0;
    let there = organisation(house, "2-р сургууль", None).await.0;
    let mover = teacher(house, here, 9).await;
    teacher(house, here, 9).await;
    let cohort = season
        .make(|new| new["rule"] = json!({"organisations": [here, there], "positions": ["teacher"]}))
        .await;
    season.invite(&cohort).await;
    let [before, after] = [officer(house, here).await, officer(house, there).await];
    // How many are counted and how many are listed are always the same.
    let seen = async |officer: &Client| {
        let counts = officer.get(&cohort).await.expect(200)["members"].clone();
        let counts = counts.as_array().unwrap().iter();
        let counted: i64 = counts.map(|one| one["people"].as_i64().unwrap()).sum();
        let listed = officer.get(&format!("{cohort}/members")).await.expect(200);
        let listed = listed["items"].as_array().unwrap().len();
        assert_eq!(counted, i64::try_from(listed).unwrap());
        counted
    };
    assert_eq!((seen(&before).await, seen(&after).await), (2, 0));

    let administrator = house.person(&[surgalt::policy::Role::Administrator]).await;
    let path = format!("/api/v1/people/{}", mover.id());
    let moved = json!({"organisation_id": there});
    administrator
        .patch_if_match(&path, "*", moved)
        .await
        .expect(200);
    assert_eq!((seen(&before).await, seen(&after).await), (1, 1));
    // Whoever comes after the move is there from the first.
    teacher(house, there, 9).await;
    season.invite(&cohort).await;
    assert_eq!(seen(&after).await, 2);
}

async fn a_worker_that_takes_over_invites_nobody_twice(house: House) {
    let season = Season::open(house).await;
    let school = organisation(&season.house, "1-р сургууль", None).await.0;
    let bat = teacher(&season.house, school, 9).await;
    let cohort = season
        .make(|new| new["rule"] = json!({"organisations": [school]}))
        .await;
    season.invite(&cohort).await;
    let id = cohort.rsplit('/').next().unwrap().parse().unwrap();
    let app = season.house.app.clone();
    // Two at once, and after the first has done it all.
    let twice = async move {
        let (first, second) = tokio::join!(inviting::invite(&app, id), inviting::invite(&app, id));
        first.and(second).unwrap();
    };
    season.house.look(twice).await;
    assert_eq!(season.letters_to(&bat).await.len(), 1);
    let letters = outbox_job::Entity::find()
        .filter(outbox_job::Column::Key.starts_with("cohort-joined"))
        .count(season.house.app.database.reader())
        .await;
    assert_eq!(letters.unwrap(), 1);
}

async fn a_course_that_is_added_is_taken_by_everybody(house: House) {
    let season = Season::open(house).await;
    let school = organisation(&season.house, "1-р сургууль", None).await.0;
    let bat = teacher(&season.house, school, 9).await;
    let rule = json!({"organisations": [school]});
    let cohort = season.make(|new| new["rule"] = rule.clone()).await;
    season.invite(&cohort).await;
    let second = house_course(&season).await;
    let read = season.methodologist.get(&cohort).await;
    let tag = read.header("etag");
    let programme = read.expect(200)["programme_id"].clone();
    let change = season.cohort(|new| {
        new["programme_id"] = programme;
        new["rule"] = rule.clone();
        new["courses"] = json!([season.course.id, second]);
    });
    let changed = season
        .methodologist
        .put_if_match(&cohort, &tag, change.clone())
        .await;
    assert_eq!(
        changed.expect(200)["courses"],
        json!([season.course.id, second])
    );
    let stale = season
        .methodologist
        .put_if_match(&cohort, &tag, change)
        .await;
    stale.refused(412, "changed");
    season.house.outbox_is_empty().await;
    let own = bat.get("/api/v1/me/enrolments").await.expect(200);
    assert_eq!(own["items"].as_array().unwrap().len(), 2);
}

async fn house_course(season: &Season) -> uuid::Uuid {
    let document = short_course("Хоёр дахь сургалт", "mn");
    season
        .house
        .course(&season.methodologist, document)
        .await
        .id
}

async fn many_are_invited_set_by_set(house: House) {
    const MANY: usize = 520;
    let season = Season::open(house).await;
    let house = &season.house;
    let school = organisation(house, "1-р сургууль", None).await.0;
    let people = (0..MANY).map(|number| person::ActiveModel {
        id: Set(surgalt::ids::new_id()),
        organisation_id: Set(Some(school)),
        surname: Set("Дорж".to_owned()),
        given_name: Set(format!("Бат {number}")),
        language: Set(Language::Mn),
        time_zone: Set("Asia/Ulaanbaatar".to_owned()),
        active: Set(true),
        revision: Set(0),
        created_at: Set(house.clock.now()),
        ..Default::default()
    });
    let transaction = house.app.database.begin().await.unwrap();
    surgalt::db::insert_all(&transaction, people, None)
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    let cohort = season
        .make(|new| {
            new["rule"] = json!({"organisations": [school]});
            new["capacity"] = json!(MANY - 1);
        })
        .await;
    season.invite(&cohort).await;
    let read = season.methodologist.get(&cohort).await.expect(200);
    assert_eq!(
        read["members"],
        json!([{"state": "invited", "people": MANY - 1}, {"state": "waiting", "people": 1}])
    );
    let enrolled = enrolment::Entity::find()
        .count(house.app.database.reader())
        .await;
    assert_eq!(enrolled.unwrap(), u64::try_from(MANY - 1).unwrap());
}
