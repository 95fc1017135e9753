//! An essay marked by a rubric, and by somebody who does not know whose it is.

use serde_json::{Value, json};
use surgalt::policy::Role;

use super::{changes, essay_text, hand_in, mark, one_essay, queue, sheet_path};
use crate::quizzes::{Learning, attempt_path};
use crate::support::House;

stories![
    levels_of_a_rubric_become_marks_and_the_learner_sees_them,
    who_marks_anonymously_learns_no_name,
    a_corrected_mark_leaves_its_trace,
    the_queue_gives_what_is_asked_for,
];

fn with_a_rubric(quiz: &mut Value) {
    one_essay(quiz);
    let level = |title: &str, points: u16| json!({"title": title, "points": points});
    quiz["questions"][0]["answer"]["rubric"] = json!({"criteria": [
        {"title": "Шалтгаан", "levels": [level("Алга", 0), level("Нэг", 1), level("Хоёр", 2)]},
        {"title": "Хэл", "levels": [level("Муу", 0), level("Сайн", 1)]},
    ]});
}

async fn levels_of_a_rubric_become_marks_and_the_learner_sees_them(house: House) {
    let learning = Learning::begin(&house, with_a_rubric).await;
    let attempt = learning.start().await;
    hand_in(&learning.teacher, &attempt, essay_text("Учир нь …")).await;
    let marker = house.person(&[Role::Methodologist]).await;
    let sheet = marker.get(&sheet_path(&attempt)).await.expect(200);
    let rubric = &sheet["essays"][0]["rubric"];
    assert_eq!(rubric["criteria"][0]["levels"][2]["title"], "Хоёр");
    assert_eq!(sheet["essays"][0]["waiting_for"], "first");

    for (given, field) in [
        (json!({"marks": 5}), "marks"),
        (json!({"marks": 5, "levels": [1, 1]}), "marks"),
        (json!({}), "levels"),
        (json!({"levels": [1]}), "levels"),
        (json!({"levels": [1, 1, 0]}), "levels"),
        (json!({"levels": [1, 2]}), "levels[1]"),
        (json!({"levels": [1, -1]}), "levels[1]"),
    ] {
        let problem = mark(&marker, &attempt, "essay", given.clone())
            .await
            .refused(422, "invalid");
        assert_eq!(problem["fields"][0]["field"], field, "{given}: {problem}");
    }
    assert!(
        changes(&marker, &attempt).await.is_empty(),
        "nothing has changed"
    );

    // One reason of two, and good language: two points of three.
    let given = json!({"levels": [1, 1], "comment": "Нэг шалтгаан дутуу."});
    let sheet = mark(&marker, &attempt, "essay", given).await.expect(200);
    assert_eq!(sheet["essays"][0]["marks"], 6.67);
    assert_eq!(sheet["essays"][0]["markings"][0]["levels"], json!([1, 1]));
    let read = learning.teacher.get(&attempt_path(&attempt)).await;
    let read = read.expect(200);
    let feedback = &read["feedback"]["questions"][0];
    assert_eq!(
        (&feedback["marks"], &read["attempt"]["passed"]),
        (&json!(6.67), &json!(true))
    );
    assert_eq!(
        feedback["rubric"],
        json!([
            {"title": "Шалтгаан", "levels": [{"title": "Нэг", "points": 1}]},
            {"title": "Хэл", "levels": [{"title": "Сайн", "points": 1}]},
        ])
    );
    assert_eq!(feedback["grader_comment"], "Нэг шалтгаан дутуу.");
}

async fn who_marks_anonymously_learns_no_name(house: House) {
    let learning = Learning::begin(&house, |quiz| {
        one_essay(quiz);
        quiz["marking"] = json!({"anonymous": true});
    })
    .await;
    let attempt = learning.start().await;
    hand_in(&learning.teacher, &attempt, essay_text("Учир нь …")).await;
    let marker = house.person(&[Role::Methodologist]).await;
    let waiting = queue(&marker, "").await;
    let sheet = marker.get(&sheet_path(&attempt)).await.expect(200);
    let pseudonym = &sheet["pseudonym"];
    assert_eq!(pseudonym.as_str().unwrap().len(), 8);
    assert_eq!(
        &waiting[0]["pseudonym"], pseudonym,
        "the same wherever it is met"
    );
    let person = learning.teacher.id().to_string();
    for told in [&waiting[0], &sheet] {
        assert_eq!(told["person"], Value::Null);
        let text = told.to_string();
        assert!(!text.contains(&person) && !text.contains("Дорж"), "{text}");
    }
    // Nor by the attempt itself, which is its learner's alone.
    marker
        .get(&attempt_path(&attempt))
        .await
        .refused(404, "not_found");
    mark(&marker, &attempt, "essay", json!({"marks": 4}))
        .await
        .expect(200);

    // And the learner does not learn who has marked; others who mark do.
    let seen = changes(&learning.teacher, &attempt).await;
    assert_eq!(
        (&seen[0]["after"], &seen[0]["by"]),
        (&json!(4.0), &Value::Null)
    );
    let seen = changes(&marker, &attempt).await;
    assert_eq!(seen[0]["by"]["id"], marker.id().to_string());
}

async fn a_corrected_mark_leaves_its_trace(house: House) {
    let learning = Learning::begin(&house, one_essay).await;
    let attempt = learning.start().await;
    hand_in(&learning.teacher, &attempt, essay_text("Учир нь …")).await;
    let one = house.person(&[Role::Methodologist]).await;
    let other = house.person(&[Role::Administrator]).await;
    assert!(changes(&learning.teacher, &attempt).await.is_empty());
    mark(&one, &attempt, "essay", json!({"marks": 3.5}))
        .await
        .expect(200);
    mark(&other, &attempt, "essay", json!({"marks": 7}))
        .await
        .expect(200);
    mark(&one, &attempt, "essay", json!({"marks": 5}))
        .await
        .expect(200);
    let seen = changes(&learning.teacher, &attempt).await;
    let told: Vec<_> = seen
        .iter()
        .map(|change| {
            (
                &change["before"],
                &change["after"],
                change["by"]["id"].as_str(),
            )
        })
        .collect();
    let (one, other) = (one.id().to_string(), other.id().to_string());
    assert_eq!(
        told,
        [
            (&Value::Null, &json!(3.5), Some(one.as_str())),
            (&json!(3.5), &json!(7.0), Some(other.as_str())),
            (&json!(7.0), &json!(5.0), Some(one.as_str())),
        ]
    );
    assert!(seen.iter().all(|change| change["why"] == "marked"));
    let read = learning.teacher.get(&attempt_path(&attempt)).await;
    assert_eq!(read.expect(200)["attempt"]["outcome"]["marks"], 5.0);

    // The record is nobody else's business, and no program's to rewrite.
    let stranger = house.person(&[Role::Learner]).await;
    let path = format!("{}/mark-changes", attempt_path(&attempt));
    stranger.get(&path).await.refused(404, "not_found");
    let app = house.app.clone();
    let rewritten = house
        .look(async move {
            use sea_orm::ConnectionTrait;
            let transaction = app.database.begin().await.unwrap();
            let statement = "UPDATE mark_changes SET marks_after = 1000";
            transaction.execute_unprepared(statement).await
        })
        .await;
    assert!(rewritten.unwrap_err().to_string().contains("only grows"));
    assert_eq!(house.deeds("answer_marked").await, 3);
}

async fn the_queue_gives_what_is_asked_for(house: House) {
    let learning = Learning::begin(&house, one_essay).await;
    let other = Learning::begin(&house, |quiz| {
        one_essay(quiz);
        quiz["marking"] = json!({"markers": 2});
    })
    .await;
    let (attempt, twice) = (learning.start().await, other.start().await);
    hand_in(&learning.teacher, &attempt, essay_text("…")).await;
    hand_in(&other.teacher, &twice, essay_text("…")).await;
    let marker = house.person(&[Role::Methodologist]).await;
    let second = house.person(&[Role::Methodologist]).await;
    mark(&second, &twice, "essay", json!({"marks": 4}))
        .await
        .expect(200);
    let question = learning.quiz().questions[0].id;
    let (mine, theirs) = (&attempt["attempt"]["id"], &twice["attempt"]["id"]);
    for (conditions, expected) in [
        (String::new(), vec![mine, theirs]),
        (format!("course_id={}", other.course.id), vec![theirs]),
        (format!("item_id={}", learning.item), vec![mine]),
        (format!("question_id={question}"), vec![mine]),
        ("waiting_for=first".to_owned(), vec![mine]),
        ("waiting_for=second".to_owned(), vec![theirs]),
        ("waiting_for=reconciliation".to_owned(), vec![]),
        (
            format!("limit=1&after={}", mine.as_str().unwrap()),
            vec![theirs],
        ),
    ] {
        let found = queue(&marker, &conditions).await;
        let found: Vec<_> = found.iter().map(|one| &one["attempt_id"]).collect();
        assert_eq!(found, expected, "{conditions}");
    }
    let first = marker
        .get("/api/v1/grading-queue?limit=1")
        .await
        .expect(200);
    assert_eq!(
        (&first["items"][0]["attempt_id"], &first["next"]),
        (mine, mine)
    );
    for wrong in ["waiting_for=third", "course_id=7", "limit=0", "after=x"] {
        let path = format!("/api/v1/grading-queue?{wrong}");
        marker.get(&path).await.refused(422, "invalid");
    }
    // Who has marked waits for the other, not for oneself.
    assert_eq!(queue(&second, "").await.len(), 1);
}
