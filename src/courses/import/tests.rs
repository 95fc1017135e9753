use serde_json::json;

use super::*;
use crate::error::Code;

/// The folder of the demo course.
fn demo() -> BTreeMap<String, Vec<u8>> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("demo/course");
    let mut files = BTreeMap::new();
    for folder in ["", "lessons", "quizzes"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = path.strip_prefix(&root).unwrap().display().to_string();
                files.insert(name, std::fs::read(path).unwrap());
            }
        }
    }
    files
}

fn with_lesson(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let course = json!({"title": "Сургалт", "language": "mn", "hours": 8, "modules": [
        {"title": "Нэг", "items": [{"title": "Хичээл", "lesson": "lessons/1.md"}]}]});
    BTreeMap::from([
        (COURSE.to_owned(), course.to_string().into_bytes()),
        ("lessons/1.md".to_owned(), bytes.to_vec()),
    ])
}

fn markdown(document: &CourseDocument) -> &str {
    match &document.items().next().unwrap().content {
        Content::Lesson(lesson) => &lesson.markdown,
        other => panic!("{other:?}"),
    }
}

/// The fields that were refused, with why.
fn refused(outcome: Result<(CourseDocument, Vec<Repaired>)>) -> Vec<(String, String)> {
    let error = outcome.unwrap_err();
    assert_eq!(error.code, Code::Invalid);
    let fields = error.fields.into_iter();
    fields.map(|field| (field.field, field.key)).collect()
}

#[test]
fn the_demo_course_is_read_and_nothing_in_it_is_touched() {
    let files = demo();
    let (document, repaired) = parse_bundle(&files).unwrap();
    assert_eq!(repaired, []);
    assert_eq!(document.modules.len(), 8);
    assert_eq!(document.items().count(), 18);
    assert_eq!(
        markdown(&document).as_bytes(),
        files["lessons/01-manlailal.md"]
    );
    let optional: Vec<_> = document.items().filter(|item| !item.required).collect();
    assert_eq!(optional.len(), 1);
    assert!(document.items().all(|item| item.id.is_nil()));
}

#[test]
fn lessons_typed_in_an_old_font_are_repaired_and_every_place_is_told() {
    let (document, repaired) =
        parse_bundle(&with_lesson("Сайн.\n\nÌîíãîë õýë".as_bytes())).unwrap();
    assert_eq!(markdown(&document), "Сайн.\n\nМонгол хэл");
    let expected = Repaired {
        file: "lessons/1.md".to_owned(),
        place: "line 3".to_owned(),
        before: "Ìîíãîë õýë".to_owned(),
        after: "Монгол хэл".to_owned(),
    };
    assert_eq!(repaired, [expected]);
}

#[test]
fn lessons_in_the_old_encoding_are_decoded() {
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode("Монгол хэл, сургууль, багш нар");
    let (document, _) = parse_bundle(&with_lesson(&bytes)).unwrap();
    assert_eq!(markdown(&document), "Монгол хэл, сургууль, багш нар");
}

#[test]
fn texts_within_json_are_repaired_by_field() {
    let course: ImportedCourse = serde_json::from_value(json!({
        "title": "Ìîíãîë õýë", "language": "mn", "hours": 8, "modules": [
            {"title": "Сайн", "items": [{"title": "Хичээл",
                "lesson": {"markdown": "Нэг\nÑàéí áàéíà óó\nхоёр"}}]}]
    }))
    .unwrap();
    let (document, repaired) = parse_inline(&course).unwrap();
    assert_eq!(document.title, "Монгол хэл");
    assert_eq!(markdown(&document), "Нэг\nСайн байна уу\nхоёр");
    let places: Vec<_> = repaired
        .iter()
        .map(|one| (one.place.as_str(), one.after.as_str()))
        .collect();
    assert!(places.contains(&("title", "Монгол хэл")), "{places:?}");
    let lesson = "modules[0].items[0].lesson.markdown";
    assert!(places.contains(&(lesson, "Сайн байна уу")), "{places:?}");
}

#[test]
fn what_is_missing_or_wrong_is_named_by_file_and_field() {
    let key = |field: &str, key: &str| (field.to_owned(), key.to_owned());
    assert_eq!(
        refused(parse_bundle(&BTreeMap::new())),
        [key("course.json", "field-file-missing")]
    );
    let mut files = with_lesson(b"");
    files.remove("lessons/1.md");
    assert_eq!(
        refused(parse_bundle(&files)),
        [key(
            "course.json: modules[0].items[0].lesson",
            "field-file-missing"
        )]
    );
    let utf8_with_a_hole = ["сайн ".repeat(50).as_bytes(), b"\xff"].concat();
    assert_eq!(
        refused(parse_bundle(&with_lesson(&utf8_with_a_hole))),
        [key("lessons/1.md", "field-damaged-text")]
    );
    let mut files = demo();
    let quiz = |files: &BTreeMap<String, Vec<u8>>| -> serde_json::Value {
        serde_json::from_slice(&files["quizzes/01-manlailal.json"]).unwrap()
    };
    let mut no_marks = quiz(&files);
    no_marks["questions"][1]["marks"] = json!(0);
    files.insert(
        "quizzes/01-manlailal.json".to_owned(),
        no_marks.to_string().into_bytes(),
    );
    assert_eq!(
        refused(parse_bundle(&files)),
        [key(
            "quizzes/01-manlailal.json: questions[1].marks",
            "field-too-small"
        )]
    );
    let mut unknown = quiz(&files);
    unknown["questions"][1]["points"] = json!(1);
    files.insert(
        "quizzes/01-manlailal.json".to_owned(),
        unknown.to_string().into_bytes(),
    );
    files.insert("quizzes/02-shine-zuun.json".to_owned(), b"{".to_vec());
    assert_eq!(
        refused(parse_bundle(&files)),
        [
            key(
                "quizzes/01-manlailal.json: questions[1].points",
                "field-unreadable"
            ),
            key("quizzes/02-shine-zuun.json", "field-unreadable"),
        ]
    );
}

#[test]
fn an_item_is_exactly_one_thing() {
    for item in [
        json!({"title": "а"}),
        json!({"title": "а", "lesson": {"markdown": "б"}, "webinar": {"minutes": 60}}),
    ] {
        let course: ImportedCourse = serde_json::from_value(json!({
            "title": "Сургалт", "language": "mn", "hours": 8,
            "modules": [{"title": "Нэг", "items": [item]}]
        }))
        .unwrap();
        let expected = ("course.modules[0].items[0]", "field-exactly-one-content");
        let found = refused(parse_inline(&course));
        assert_eq!(found, [(expected.0.to_owned(), expected.1.to_owned())]);
    }
}

#[test]
fn a_course_within_a_request_names_its_own_fields() {
    let course: ImportedCourse = serde_json::from_value(json!({
        "title": "", "language": "mn", "hours": 8, "modules": [{"title": "Нэг", "items": [
            {"title": "Вебинар", "webinar": {"minutes": 0}},
            {"title": "Хичээл", "lesson": "lessons/1.md"}]}]
    }))
    .unwrap();
    let missing = refused(parse_inline(&course));
    assert_eq!(missing[0].0, "course.modules[0].items[1].lesson");
    let mut course = course;
    course.modules[0].items.pop();
    let mut fields: Vec<_> = refused(parse_inline(&course))
        .into_iter()
        .map(|one| one.0)
        .collect();
    fields.sort();
    assert_eq!(
        fields,
        ["course.modules[0].items[0].webinar.minutes", "course.title"]
    );
}
