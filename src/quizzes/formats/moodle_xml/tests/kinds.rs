//! What each of Moodle's types becomes.

use serde_json::{Value, json};

use super::super::read;
use crate::quizzes::formats::Severity;

/// What others write of each type, and what it becomes: the text, the key, and the keys of remarks.
fn becomes(kind: &str, text: &str, parts: &str) -> (String, Value, Vec<String>) {
    let file = format!(
        "<quiz><question type='{kind}'><name><text>a</text></name><questiontext format='html'><text>\
         {text}</text></questiontext><defaultgrade>2.5</defaultgrade>{parts}</question></quiz>"
    );
    let mut imported = read(file.as_bytes()).unwrap();
    let said = |argument: Option<&(&str, String)>| {
        argument.map_or_else(String::new, |(_, value)| value.clone())
    };
    let remarks = imported
        .remarks
        .iter()
        .filter(|remark| remark.key != "import-moodle-marks")
        .map(|remark| said(remark.arguments.first()))
        .collect();
    assert!(
        imported
            .remarks
            .iter()
            .all(|remark| remark.severity != Severity::Refused),
        "{:?}",
        imported.remarks
    );
    let question = imported.questions.remove(0).question;
    assert_eq!(question.marks, 3, "halves go up");
    (
        question.text,
        serde_json::to_value(question.answer).unwrap(),
        remarks,
    )
}

#[test]
fn cloze_becomes_gaps() {
    let (text, answer, remarks) = becomes(
        "cloze",
        "A {1:SHORTANSWER:=Paris#Yes~%50%par\\}is~*#No} &lt;b>B&lt;/b> {:MCV:x~=y &amp;lt; z#\\#1} {2:NM:=5:0.1~%25%6} {a}",
        "",
    );
    assert_eq!(text, "A [[1]] **B** [[2]] [[3]] {a}");
    assert_eq!(
        answer["gaps"],
        json!([
            {"kind": "typed", "accepted": ["Paris"], "case_sensitive": false, "weight": 1, "others": [
                {"text": "Paris", "percent": 100.0, "comment": "Yes"},
                {"text": "par}is", "percent": 50.0, "comment": ""}]},
            {"kind": "selected", "weight": 1, "options": [
                {"text": "x", "correct": false, "comment": ""},
                {"text": "y < z", "correct": true, "comment": "\\#1"}]},
            {"kind": "number", "correct": 5.0, "tolerance": 0.1, "weight": 2, "others": [
                {"number": 6.0, "tolerance": 0.0, "percent": 25.0, "comment": ""}]},
        ])
    );
    assert_eq!(remarks, ["*#", "MULTICHOICE_V"]);
}

#[test]
fn gaps_of_other_types_are_numbered_anew() {
    let option = |text: &str, group: u8| {
        format!("<selectoption><text>{text}</text><group>{group}</group></selectoption>")
    };
    let options = [
        option("a", 1),
        option("b", 2),
        option("c", 1),
        option("d", 2),
    ]
    .concat();
    let (text, answer, remarks) = becomes("gapselect", "[[3]] and [[2]]", &options);
    assert_eq!((text.as_str(), remarks.len()), ("[[1]] and [[2]]", 0));
    assert_eq!(answer["gaps"][0]["options"][1]["text"], "c");
    assert_eq!(answer["gaps"][0]["options"][1]["correct"], true);
    assert_eq!(answer["gaps"][1]["options"][0]["text"], "b");

    let boxes = "<dragbox><text>a</text><group>1</group></dragbox><dragbox><text>&lt;b>b&lt;/b></text><group>2</group><infinite/></dragbox>";
    let (text, answer, remarks) = becomes("ddwtos", "[[2]]", boxes);
    assert_eq!(
        (text.as_str(), remarks),
        ("[[1]]", vec!["group".to_owned()])
    );
    assert_eq!(
        answer["choices"],
        json!([{"text": "a"}, {"text": "**b**", "again": true}])
    );
    assert_eq!(
        answer["gaps"],
        json!([{"kind": "dragged", "choice": 1, "weight": 1}])
    );

    let rest = "<delimitchars>[]</delimitchars><answerdisplay>gapfill</answerdisplay><casesensitive>1</casesensitive>";
    let (text, answer, _) = becomes("gapfill", "The [cat|dog] sat", rest);
    assert_eq!(text, "The [[1]] sat");
    assert_eq!(answer["gaps"][0]["accepted"], json!(["cat", "dog"]));
    assert_eq!(answer["gaps"][0]["case_sensitive"], true);
}

#[test]
fn numbers_have_tolerances_and_units() {
    let parts = "<answer fraction='100'><text>1,5</text><tolerance>0.1</tolerance><feedback><text/></feedback></answer>\
        <answer fraction='0'><text>*</text><feedback><text>No</text></feedback></answer>\
        <units><unit><multiplier>100</multiplier><unit_name>cm</unit_name></unit></units>\
        <unitgradingtype>2</unitgradingtype><unitpenalty>0.1</unitpenalty><showunits>0</showunits>";
    let (_, answer, remarks) = becomes("numerical", "b", parts);
    assert_eq!(
        answer,
        json!({"kind": "number", "correct": 1.5, "tolerance": 0.1,
            "units": {"units": [{"name": "cm", "factor": 100.0}], "penalty_percent": 10}})
    );
    assert!(remarks.is_empty());

    let parts = "<answer fraction='100'><text>{a}*2</text><tolerance>0.01</tolerance><tolerancetype>1</tolerancetype>\
        <correctanswerformat>1</correctanswerformat><correctanswerlength>3</correctanswerlength></answer>\
        <dataset_definitions><dataset_definition><name><text>a</text></name><minimum><text>1</text></minimum>\
        <maximum><text>9</text></maximum><decimals><text>1</text></decimals><dataset_items>\
        <dataset_item><number>2</number><value>4.5</value></dataset_item>\
        <dataset_item><number>1</number><value>3</value></dataset_item></dataset_items>\
        </dataset_definition></dataset_definitions>";
    let (text, answer, remarks) = becomes("calculatedsimple", "{a}?", parts);
    assert_eq!((text.as_str(), remarks.len()), ("{a}?", 0));
    assert_eq!(
        answer,
        json!({"kind": "calculated", "formula": "{a}*2", "tolerance": 0.0, "tolerance_percent": 1.0, "decimals": 3,
            "sets": [[3.0], [4.5]], "variables": [{"name": "a", "least": 1.0, "most": 9.0, "decimals": 1}]})
    );
}

#[test]
fn several_right_options_and_fractions_keep_their_marks() {
    let answer = |text: &str, fraction: &str| {
        format!("<answer fraction='{fraction}'><text>{text}</text></answer>")
    };
    let options = |single: bool, fractions: &[&str]| {
        let answers: String = fractions
            .iter()
            .map(|fraction| answer("o", fraction))
            .collect();
        becomes(
            "multichoice",
            "b",
            &format!("<single>{single}</single>{answers}"),
        )
        .1
    };
    let third = options(false, &["33.33333", "33.33333", "33.33333", "-33.33333"]);
    assert_eq!(third.get("scoring"), None, "right minus wrong");
    assert_eq!(options(false, &["50", "50", "0"])["scoring"], "weighted");
    assert_eq!(
        options(false, &["60", "40", "-10"])["options"][2]["percent"],
        -10.0
    );
    let both = options(true, &["100", "100", "50"]);
    assert_eq!(both["options"][0]["correct"], true);
    assert_eq!(both["options"][1]["percent"], 100.0);
}
