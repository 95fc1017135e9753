//! Files made to do harm.

use std::io::{Cursor, Write};

use super::*;

fn package(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const MANIFEST: &[u8] = b"<manifest><resources>\
    <resource identifier='a' type='imsqti_item_xmlv2p2' href='../../etc/passwd.xml'/>\
    <resource identifier='b' type='imsqti_item_xmlv2p2' href='b.xml'/>\
    <resource identifier='c' type='imsqti_item_xmlv2p2' href='c.xml'/></resources></manifest>";

const ITEM: &[u8] =
    b"<assessmentItem identifier='c'><responseDeclaration identifier='R' cardinality='single' \
    baseType='string'/><itemBody><p>Why? <img src='../../../etc/passwd' alt='a word'/></p>\
    <extendedTextInteraction responseIdentifier='R'/></itemBody></assessmentItem>";

#[test]
fn one_bad_item_does_not_spoil_the_others() {
    let entities = b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><assessmentItem>&x;</assessmentItem>";
    let bytes = package(&[
        ("imsmanifest.xml", MANIFEST),
        ("b.xml", entities),
        ("c.xml", ITEM),
    ]);
    let imported = read(&bytes).unwrap();
    let keys: Vec<&str> = imported.remarks.iter().map(|remark| remark.key).collect();
    assert_eq!(
        keys,
        [
            "import-package-file-missing",
            "import-xml-entity",
            "import-package-file-missing"
        ]
    );
    assert_eq!(imported.questions.len(), 1);
    assert_eq!(imported.questions[0].question.text, "Why? \\[a word\\]");
}

#[test]
fn a_package_that_bursts_or_leads_out_is_refused_as_a_whole() {
    let blanks = vec![b' '; 70 << 20];
    let bytes = package(&[("imsmanifest.xml", MANIFEST), ("b.xml", &blanks)]);
    assert!(bytes.len() < 1 << 20);
    assert_eq!(read(&bytes).unwrap_err().key, "import-archive-too-large");
    let bytes = package(&[("imsmanifest.xml", MANIFEST), ("../b.xml", ITEM)]);
    assert_eq!(read(&bytes).unwrap_err().key, "import-archive-path");
}

#[test]
fn deep_nesting_and_endless_rules_are_refused() {
    let deep = format!("<assessmentItem>{}", "<div>".repeat(100_000));
    assert_eq!(
        read(deep.as_bytes()).unwrap_err().key,
        "import-xml-too-large"
    );
    let choices: String = (0..2_000)
        .map(|at| format!("<simpleChoice identifier='c{at}'>{at}</simpleChoice>"))
        .collect();
    let many = format!(
        "<assessmentItem identifier='m'><responseDeclaration identifier='R' cardinality='multiple' baseType='identifier'>\
         <correctResponse><value>c1</value></correctResponse></responseDeclaration><itemBody><p>Q</p>\
         <choiceInteraction responseIdentifier='R' maxChoices='0'>{choices}</choiceInteraction></itemBody></assessmentItem>"
    );
    let started = std::time::Instant::now();
    let imported = read(many.as_bytes()).unwrap();
    assert_eq!(imported.remarks.last().unwrap().severity, Severity::Refused);
    assert!(started.elapsed().as_secs() < 20);
}

#[test]
fn what_stands_beside_an_item_is_not_believed_when_the_item_says_otherwise() {
    use crate::quizzes::questions::Question;
    let json = r#"{"text": "Is it?", "answer": {"kind": "true_false", "correct": true}}"#;
    let question: Question = serde_json::from_str(json).unwrap();
    let exported = [Exported {
        category: Vec::new(),
        tags: Vec::new(),
        difficulty: None,
        language: None,
        identifier: "one".to_owned(),
        question: &question,
    }];
    let written = write_2(&exported, &Files::new());
    assert_eq!(
        read(&written.bytes).unwrap().questions[0].question,
        question
    );
    let mut archive = Archive::open(&written.bytes, Limits::QUESTIONS).unwrap();
    let mut file = |name: &str| String::from_utf8(archive.file(name).unwrap().unwrap()).unwrap();
    let manifest = file("imsmanifest.xml");
    let edited = file("items/one.xml").replace("<value>true</value>", "<value>false</value>");
    let edited = edited.replace("mapKey=\"true\"", "mapKey=\"false\"");
    let changed = package(&[
        ("imsmanifest.xml", manifest.as_bytes()),
        ("items/one.xml", edited.as_bytes()),
    ]);
    let imported = read(&changed).unwrap();
    let answer = &imported.questions[0].question.answer;
    assert!(matches!(
        answer,
        crate::quizzes::questions::AnswerKey::TrueFalse { correct: false, .. }
    ));
}
