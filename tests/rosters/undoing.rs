//! An import that was a mistake: undone as a whole, while nothing depends on it.

use sea_orm::ActiveValue::Set;
use serde_json::{Value, json};
use surgalt::policy::Role;
use surgalt::second_stage::tables::mentorship;

use super::{Register, apply, outcome};
use crate::support::House;

stories![
    an_import_is_undone_as_if_it_had_never_been,
    an_import_on_which_something_depends_stays,
    a_new_teacher_who_has_a_mentor_is_not_taken_out,
    an_import_is_undone_only_after_it_was_applied,
];

const LIST: &str = "Овог,Нэр,РД,Сургууль,Албан тушаал,И-мэйл\n\
    Ням,Цэцэг,ТА90020211,2-р сургууль,Захирал,tsetseg@example.mn\n\
    Лхагва,Болд,УБ85011234,1-р сургууль,Багш,\n\
    Шинэ,Хүн,УБ99010112,1-р сургууль,Багш,hun@example.mn\n";

/// The teachers before, with what their row and their places say.
async fn state(register: &Register, people: &[String]) -> Vec<Value> {
    let mut state = Vec::new();
    for id in people {
        let path = format!("/api/v1/people/{id}");
        state.push(register.administrator.get(&path).await.expect(200));
        let path = format!("{path}/placements");
        state.push(register.administrator.get(&path).await.expect(200));
    }
    state
}

async fn an_import_is_undone_as_if_it_had_never_been(house: House) {
    let register = Register::open(house).await;
    let number = json!({"register_number": "ТА90020211"});
    let people = [
        register.teacher("Ням", "Цэцэг", number).await,
        register.teacher("Лхагва", "Болд", json!({})).await,
        register.teacher("Пүрэв", "Оюун", json!({})).await,
    ];
    let before = state(&register, &people).await;
    let path = register.import(LIST, true).await;
    let import = apply(&register, &register.registrar, &path).await;
    assert_eq!(outcome(&import, "applied"), 4);
    assert_ne!(state(&register, &people).await, before);

    let undoing = format!("{path}/undoing");
    let undone = register.registrar.post(&undoing, json!(null)).await;
    assert_eq!(undone.expect(202)["status"], "undoing");
    register.house.outbox_is_empty().await;
    let import = register.registrar.get(&path).await.expect(200);
    assert_eq!(import["status"], "undone");
    assert_eq!(outcome(&import, "undone"), 4);
    assert_eq!(state(&register, &people).await, before);
    assert!(register.person("Хүн Шинэ").await.is_none());
    let again = register.registrar.post(&undoing, json!(null)).await;
    assert_eq!(again.expect(202)["status"], "undone");
    for deed in ["roster_applied", "roster_undone"] {
        assert_eq!(register.house.deeds(deed).await, 1, "{deed}");
    }
    let late = format!("{path}/application");
    let late = register.registrar.post(&late, json!(null)).await;
    late.refused(409, "roster_not_ready");
    // And the list can be imported anew.
    let path = register.import(LIST, true).await;
    let import = apply(&register, &register.registrar, &path).await;
    assert_eq!(outcome(&import, "applied"), 4);
}

async fn an_import_on_which_something_depends_stays(house: House) {
    let register = Register::open(house).await;
    let methodologist = register.house.person(&[Role::Methodologist]).await;
    let course = crate::support::short_course("Сургалт", "mn");
    let course = register.house.course(&methodologist, course).await;
    let bold = register.teacher("Лхагва", "Болд", json!({})).await;
    let path = register.import(LIST, false).await;
    apply(&register, &register.registrar, &path).await;
    let undoing = format!("{path}/undoing");
    let new = register.person("Хүн").await.unwrap();
    let enrol = format!("/api/v1/courses/{}/enrolments", course.id);
    let enrolled = methodologist
        .post(&enrol, json!({"people": [new["id"]]}))
        .await;
    assert!(enrolled.status.is_success(), "{enrolled:?}");
    let path_of_bold = format!("/api/v1/people/{bold}");
    let tag = register
        .administrator
        .get(&path_of_bold)
        .await
        .header("etag");
    let change = json!({"given_name": "Болдбаатар"});
    register
        .administrator
        .patch_if_match(&path_of_bold, &tag, change)
        .await
        .expect(200);
    let refused = register.registrar.post(&undoing, json!(null)).await;
    let problem = refused.refused(409, "roster_in_use");
    let fields = problem["fields"].as_array().unwrap().iter();
    let fields: Vec<_> = fields.map(|one| one["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["changes", "enrolments"]);
    let import = register.registrar.get(&path).await.expect(200);
    assert_eq!(import["status"], "applied");
    assert!(register.person("Хүн").await.is_some());
}

async fn a_new_teacher_who_has_a_mentor_is_not_taken_out(house: House) {
    let register = Register::open(house).await;
    let path = register.import(LIST, false).await;
    apply(&register, &register.registrar, &path).await;
    let new = register.person("Хүн").await.unwrap();
    let mentor = register.teacher("Лхагва", "Болд", json!({})).await;
    let now = register.house.clock.now();
    let pair = mentorship::ActiveModel {
        id: Set(surgalt::ids::new_id()),
        mentor_id: Set(mentor.parse().unwrap()),
        teacher_id: Set(new["id"].as_str().unwrap().parse().unwrap()),
        course_id: Set(None),
        since: Set(now.date_naive()),
        until: Set(None),
        revision: Set(0),
        paired_by: Set(register.registrar.id()),
        created_at: Set(now),
    };
    register.house.save(pair).await;
    let undone = register
        .registrar
        .post(&format!("{path}/undoing"), json!(null))
        .await;
    let problem = undone.refused(409, "roster_in_use");
    assert_eq!(problem["fields"][0]["field"], "others");
}

async fn an_import_is_undone_only_after_it_was_applied(house: House) {
    let register = Register::open(house).await;
    let path = register.import(LIST, false).await;
    let undoing = format!("{path}/undoing");
    let early = register.registrar.post(&undoing, json!(null)).await;
    early.refused(409, "roster_not_ready");
    let lost = format!("/api/v1/roster-imports/{}/undoing", surgalt::ids::new_id());
    let lost = register.registrar.post(&lost, json!(null)).await;
    lost.refused(404, "not_found");
}
