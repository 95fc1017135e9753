//! Files of others, with exactly what becomes of them.

use super::super::read;
use crate::quizzes::formats::files_for_tests::{files, folder};
use crate::quizzes::formats::{Remark, Severity};

/// Every file with how many questions stand in it, how many of them are taken, how many remarks
/// are made on those, and how many are refused.
const EXPECTED: [(&str, usize, usize, usize, usize); 8] = [
    ("multichoice.xml", 1, 1, 0, 0),
    ("nested_categories_with_questions.xml", 5, 5, 4, 0),
    ("old_format_file.xml", 2, 2, 0, 0),
    ("truefalse.xml", 2, 2, 0, 0),
    ("types/description.xml", 1, 1, 0, 0),
    ("types/gapselect.xml", 1, 1, 1, 0),
    ("types/multichoice.xml", 1, 1, 1, 0),
    ("types/truefalse.xml", 1, 1, 0, 0),
];

#[test]
fn every_file_of_others_is_read_or_refused_for_a_reason() {
    let Some(folder) = folder("moodle-xml") else {
        return;
    };
    println!(
        "{:40} {:>9} {:>8} {:>8} {:>7}",
        "file", "questions", "imported", "reported", "refused"
    );
    let mut seen = 0;
    for (name, bytes) in files(&folder) {
        let imported = read(&bytes).unwrap_or_else(|refused| panic!("{name}: {refused}"));
        let is_refused = |remark: &&Remark| remark.severity == Severity::Refused;
        let refused = imported.remarks.iter().filter(is_refused).count();
        let reported = imported.remarks.len() - refused;
        let text = String::from_utf8_lossy(&bytes);
        let categories = text.matches("type=\"category\"").count();
        let questions = text.matches("<question type=").count() - categories;
        let found = (questions, imported.questions.len(), reported, refused);
        println!(
            "{name:40} {:>9} {:>8} {:>8} {:>7}",
            found.0, found.1, found.2, found.3
        );
        for remark in &imported.remarks {
            println!(
                "    {} {:?} {} {:?}",
                remark.place, remark.severity, remark.key, remark.arguments
            );
        }
        if let Some(name) = name.strip_prefix("stack/") {
            let reason = imported.remarks.first().unwrap();
            assert_eq!(
                (found, reason.key),
                ((1, 0, 0, 1), "import-moodle-type"),
                "{name}"
            );
            assert_eq!(reason.arguments, [("type", "stack".to_owned())]);
        } else {
            let expected = EXPECTED.iter().find(|(known, ..)| *known == name);
            let (_, questions, imported, reported, refused) =
                *expected.unwrap_or_else(|| panic!("{name} is new"));
            assert_eq!(found, (questions, imported, reported, refused), "{name}");
        }
        seen += 1;
    }
    assert_eq!(seen, 28);
}
