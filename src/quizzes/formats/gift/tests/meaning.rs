//! What files in GIFT mean as questions, and what is said of those that mean nothing.

use serde_json::{Value, json};

use crate::quizzes::formats::{Imported, gift};

fn read(file: &str) -> Imported {
    gift::read(file.as_bytes()).unwrap()
}

fn remarks(imported: &Imported) -> Vec<String> {
    let remark =
        |remark: &crate::quizzes::formats::Remark| format!("{} {}", remark.place, remark.key);
    imported.remarks.iter().map(remark).collect()
}

/// The only question of a file as JSON, without remarks.
fn only(file: &str) -> Value {
    let imported = read(file);
    assert_eq!(remarks(&imported), Vec::<String>::new(), "{file}");
    assert_eq!(imported.questions.len(), 1, "{file}");
    serde_json::to_value(&imported.questions[0].question).unwrap()
}

#[test]
fn the_first_comment_on_a_statement_is_for_a_wrong_answer() {
    let question = only("S.{FALSE#wrong!#right!####always}");
    assert_eq!(question["answer"]["true_comment"], "wrong!");
    assert_eq!(question["answer"]["false_comment"], "right!");
    assert_eq!(question["comment"], "always");
    assert_eq!(only("S.{T#wrong!}")["answer"]["false_comment"], "wrong!");
}

#[test]
fn answers_earn_what_their_weights_say() {
    let single = only("Q?{~a ~%50%b =c#well}");
    assert_eq!(single["answer"]["options"][1]["percent"], 50.0);
    assert_eq!(single["answer"]["options"][2]["correct"], true);
    let several = only("Q?{~%-50%a ~%50%b ~%50%c ~d}");
    assert_eq!(several["answer"]["scoring"], "weighted");
    assert_eq!(several["answer"]["options"][0]["percent"], -50.0);
    assert_eq!(several["answer"]["options"][1]["correct"], true);
    let short = only("Q?{=Nazareth#Yes =%75%Nazereth#Nearly =%25%Beth*#No}");
    assert_eq!(short["answer"]["accepted"], json!(["Nazareth"]));
    assert_eq!(short["outcome_comments"]["right"], "Yes");
    assert_eq!(short["answer"]["others"][0]["percent"], 75.0);
    assert_eq!(short["answer"]["wildcards"], true);
    assert_eq!(only("2\\*2?{=2\\*2}")["answer"]["accepted"], json!(["2*2"]));
}

#[test]
fn numbers_have_tolerances_and_ranges() {
    let key = |answers: &str| only(&format!("Q?{{#{answers}}}"))["answer"].clone();
    assert_eq!(
        key("1822"),
        json!({"kind": "number", "correct": 1822.0, "tolerance": 0.0})
    );
    assert_eq!(key("3,14:0.5")["tolerance"], 0.5);
    let range = key("9.811..9.812");
    assert_eq!(
        (range["correct"].as_f64(), range["tolerance"].as_f64()),
        (Some(9.8115), Some(0.0005))
    );
    assert_eq!(key("-1e3..-10")["correct"], -505.0);
    let known = key("=1822:0 =%50%1822:2#close");
    assert_eq!(
        known["others"][0],
        json!({"number": 1822.0, "tolerance": 2.0, "percent": 50.0, "comment": "close"})
    );
    assert_eq!(only("Q?{#=3:2 ~#no}")["outcome_comments"]["wrong"], "no");
}

#[test]
fn texts_become_markdown() {
    let question = only("::T\\:1::[html]<b>Bold</b> and {=a ~b#<i>no</i>} more");
    assert_eq!(question["title"], "T:1");
    assert_eq!(question["text"], "**Bold** and _____ more");
    assert_eq!(question["answer"]["options"][1]["comment"], "*no*");
    assert_eq!(only("[markdown]# A\\n\\n* b{}")["text"], "# A\n\n* b");
    assert_eq!(only("[plain]2*3*4 <b>?{T}")["text"], "2\\*3\\*4 \\<b>?");
}

#[test]
fn what_stands_beside_a_question_is_kept() {
    let imported = read(
        "$CATEGORY: $course$/top/A//B/C\n\n// [id:7] [tag:x] [tag:y z]\nQ?{T}\n\n$CATEGORY: D\nR.",
    );
    let [first, second] = imported.questions.as_slice() else {
        panic!("{imported:?}")
    };
    assert_eq!(first.category, ["A/B", "C"]);
    assert_eq!((first.identifier.as_str(), first.tags.len()), ("7", 2));
    assert_eq!(first.place, "line 4");
    assert_eq!(
        (second.category.join("/"), second.place.as_str()),
        ("D".to_owned(), "line 7")
    );
}

#[test]
fn odd_files_are_understood() {
    for (file, count) in [
        ("\u{feff}Q?{T}\r\n\r\nR?{F}\r\n", 2),
        ("Q?{T}\rR?{F}\r\rS", 3),
        ("Q?{\n=a\n\n~b\n}\n\nR?{T}", 2),
        ("Q?{T}\nR?{F}\n::S::S?{=a}\n::D::text", 4),
        ("Q?{=$\\frac{1}{2}$ ~b}", 1),
        ("Q?{T}\n// comment\n// another\n\n\n\n// [id:1]\n", 1),
        ("Q?{~%50%a\n~%50%b\n~c}\n \t\nR{}", 2),
    ] {
        let imported = read(file);
        assert_eq!(
            (imported.questions.len(), remarks(&imported)),
            (count, vec![]),
            "{file:?}"
        );
    }
    // Cyrillic in the encoding of old Windows.
    let (bytes, _, _) = encoding_rs::WINDOWS_1251
        .encode("Москва — столица России?{T}\n\nПариж — столица Франции?{T}");
    let imported = gift::read(&bytes).unwrap();
    assert_eq!(
        imported.questions[0].question.text,
        "Москва — столица России?"
    );
    assert_eq!(remarks(&imported), [" import-encoding"]);
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    for (file, count, expected) in [
        ("ok{T}\n\nQ?{=a", 1, "line 3 import-gift-brace"),
        ("Q?}", 0, "line 1 import-gift-brace"),
        ("Q {T} and {F}", 0, "line 1 import-gift-answers-twice"),
        ("Q?{#=abc}", 0, "line 1 import-number-unreadable"),
        ("Q?{#=%50%3}", 0, "line 1 import-nothing-right"),
        ("Q?{~a ~b}", 0, "line 1 import-question-invalid"),
        ("Q?{=a ~}", 0, "line 1 import-question-invalid"),
        ("Q?{=a =b ~c}", 1, "line 1 import-several-right"),
        ("Q?{=a#x =b#y}", 1, "line 1 import-comment-left-out"),
        ("Q?{=%50%a* =ab}", 1, "line 1 import-order-changed"),
        (
            "[html]<img src\\=\"@@PLUGINFILE@@/a.png\">{T}",
            1,
            "line 1 import-file-missing",
        ),
        ("::T::{T}", 1, "line 1 import-title-asked"),
        ("Q?{T}\";", 1, "line 1 import-text-after-answers"),
    ] {
        let imported = read(file);
        assert_eq!(
            (imported.questions.len(), remarks(&imported)),
            (count, vec![expected.to_owned()]),
            "{file}"
        );
    }
    for (file, key) in [
        (&b"\n \n"[..], "import-no-questions"),
        (b"a\0b", "import-not-text"),
    ] {
        assert_eq!(gift::read(file).unwrap_err().key, key);
    }
}

#[test]
fn large_and_hostile_files_take_no_longer_than_their_size() {
    for line in [
        "Q?{T}\n", "a{{T}\n", "{\n\n}\n", "::a::b\n", "Q{=a#", "{", "// [id:", "a{~b}c {",
    ] {
        let file = line.repeat((32 << 10) / line.len());
        let took = super::time(|| drop(gift::read(file.as_bytes())));
        assert!(took.as_secs() < 20, "{line:?} {took:?}");
    }
}
