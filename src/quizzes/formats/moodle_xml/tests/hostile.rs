//! Files that mean harm.

use super::super::read;
use crate::quizzes::formats::Severity;

/// A question of one choice, with a text.
fn file(text: &str) -> String {
    format!(
        "<quiz><question type='truefalse'><name><text>a</text></name><questiontext format='html'>\
         <text>{text}</text></questiontext><answer fraction='100'><text>true</text></answer>\
         </question></quiz>"
    )
}

#[test]
fn what_is_no_file_of_questions_is_refused() {
    let whole = file("a");
    for (bytes, key) in [
        (&b""[..], "import-xml-unreadable"),
        (b"GIF89a", "import-xml-unreadable"),
        (&whole.as_bytes()[..100], "import-xml-unreadable"),
        (b"<quiz>\xd3\xd3</quiz>", "import-xml-encoding"),
        (b"<quiz/>", "import-no-questions"),
        (b"<html/>", "import-moodle-root"),
        (b"<quiz>&a;</quiz>", "import-xml-entity"),
    ] {
        assert_eq!(read(bytes).unwrap_err().key, key);
    }
}

#[test]
fn entities_are_never_expanded_nor_files_fetched() {
    let mut laughs = String::from("<!DOCTYPE quiz [<!ENTITY a0 'lol'>");
    for level in 1..20 {
        let names = format!("&a{};", level - 1).repeat(10);
        laughs.push_str(&format!("<!ENTITY a{level} '{names}'>"));
    }
    let laughs = format!("{laughs}]>{}", file("&a19;"));
    let outside = format!(
        "<!DOCTYPE quiz [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>{}",
        file("&a;")
    );
    let quadratic = format!(
        "<!DOCTYPE quiz [<!ENTITY a '{}'>]>{}",
        "a".repeat(100_000),
        file(&"&a;".repeat(10_000))
    );
    for bytes in [laughs, outside, quadratic] {
        assert_eq!(read(bytes.as_bytes()).unwrap_err().key, "import-xml-entity");
    }
}

#[test]
fn no_depth_and_no_length_is_too_much() {
    let deep = format!("<quiz>{}", "<question>".repeat(500_000));
    assert_eq!(
        read(deep.as_bytes()).unwrap_err().key,
        "import-xml-too-large"
    );
    let many = format!("<quiz>{}</quiz>", "<a/>".repeat(1_100_000));
    assert_eq!(
        read(many.as_bytes()).unwrap_err().key,
        "import-xml-too-large"
    );

    let long = file(&"a".repeat(64 << 20));
    let imported = read(long.as_bytes()).unwrap();
    assert_eq!(imported.remarks[0].key, "import-moodle-too-long");

    for text in [
        "a".repeat(2 << 20),
        "&lt;div>".repeat(200_000),
        "\\(".repeat(200_000),
        "{1:SA:=".repeat(100_000),
        format!("{{1:SA:{}}}", "~=a".repeat(300_000)),
        "[[1".repeat(300_000),
        "[".repeat(1_000_000),
        "@@PLUGINFILE@@/a ".repeat(100_000),
    ]
    .into_iter()
    .flat_map(|text| {
        let file = file(&text);
        ["multianswer", "gapselect", "gapfill", "truefalse"]
            .map(|kind| file.replace("'truefalse'", &format!("'{kind}'")))
    }) {
        let imported = read(text.as_bytes()).unwrap();
        assert_eq!(imported.questions, []);
        let refused = imported.remarks.last().unwrap();
        assert_eq!(
            (refused.severity, refused.place.as_str()),
            (Severity::Refused, "line 1")
        );
    }
}

#[test]
fn a_question_that_is_broken_is_named_and_the_others_are_taken() {
    let choice = |answers: &str| {
        format!(
            "\n<question type='multichoice'><questiontext><text>b</text></questiontext>{answers}</question>"
        )
    };
    let answer = |fraction: &str| format!("<answer fraction='{fraction}'><text>c</text></answer>");
    let gaps = |text: &str| {
        format!(
            "\n<question type='cloze'><questiontext><text>{text}</text></questiontext></question>"
        )
    };
    let marker = "\n<question type='ddmarker'><questiontext><text>b</text></questiontext><file name='a.png' \
                  encoding='base64'>AAAA</file></question>";
    let broken = [
        choice(""),
        choice(&answer("100")),
        choice(&answer("0").repeat(2)),
        choice(&answer("x").repeat(2)),
        choice(&answer("100").repeat(51)),
        gaps("no gaps"),
        gaps("{1:MULTIRESPONSE:=a~b}"),
        gaps("{999:SA:=a}"),
        gaps("{1:NUMERICAL:=a}"),
        gaps("{1:SA:b}"),
        marker.to_owned(),
        "\n<question type='calculatedmulti'/>".to_owned(),
        "\n<question/>".to_owned(),
    ];
    let whole = file("a").replace("</quiz>", &format!("{}</quiz>", broken.concat()));
    let imported = read(whole.as_bytes()).unwrap();
    assert_eq!(imported.questions.len(), 1);
    let refused: Vec<(&str, &str)> = imported
        .remarks
        .iter()
        .filter(|remark| remark.severity == Severity::Refused)
        .map(|remark| (remark.place.as_str(), remark.key))
        .collect();
    let keys: Vec<&str> = refused.iter().map(|(_, key)| *key).collect();
    assert_eq!(
        keys,
        [
            "import-moodle-no-right-answer",
            "import-question-invalid",
            "import-moodle-no-right-answer",
            "import-moodle-unreadable",
            "import-question-invalid",
            "import-moodle-no-gaps",
            "import-moodle-part",
            "import-moodle-unreadable",
            "import-moodle-unreadable",
            "import-moodle-no-right-answer",
            "import-moodle-picture",
            "import-moodle-type",
            "import-moodle-type",
        ]
    );
    let places: Vec<String> = (2..15).map(|line| format!("line {line}")).collect();
    assert!(
        refused
            .iter()
            .map(|(place, _)| *place)
            .eq(places.iter().map(String::as_str))
    );
}

#[test]
fn a_file_that_is_garbage_is_left_out_by_name() {
    for content in ["", "%%%", "AAA", "AAAA="] {
        let text = "&lt;img src='@@PLUGINFILE@@/a%20b.png'></text>\
                    <file name='a b.png' encoding='base64'>CONTENT</file><text>";
        let imported = read(file(text).replace("CONTENT", content).as_bytes()).unwrap();
        assert_eq!((imported.questions.len(), imported.files.len()), (1, 0));
        let remark = imported.remarks.first().unwrap();
        assert_eq!(
            (remark.severity, remark.key),
            (Severity::LeftOut, "import-moodle-file")
        );
        assert_eq!(remark.arguments, [("name", "a b.png".to_owned())]);
    }
}
