//! Files of other systems: what becomes of each item.

use super::super::files_for_tests;
use super::*;

/// What became of a file: its questions, and how many remarks of each kind.
fn outcome(bytes: &[u8]) -> String {
    match read(bytes) {
        Err(refused) => format!("refused: {} {:?}", refused.key, refused.place),
        Ok(imported) => {
            let count = |severity| imported.remarks.iter().filter(|one| one.severity == severity).count();
            format!(
                "{} imported, {} changed, {} left out, {} refused",
                imported.questions.len(),
                count(Severity::Changed),
                count(Severity::LeftOut),
                count(Severity::Refused),
            )
        }
    }
}

#[test]
fn every_file_imports_or_is_refused_for_a_reason() {
    for name in ["qti12-22", "qti21-items", "qti2-scoring", "qti3", "qti-bad-zips"] {
        let Some(folder) = files_for_tests::folder(name) else {
            return;
        };
        for (file, bytes) in files_for_tests::files(&folder) {
            if file.ends_with(".json") {
                continue;
            }
            println!("{name}/{file}: {}", outcome(&bytes));
            if let Ok(imported) = read(&bytes) {
                for remark in imported.remarks {
                    println!("      {remark:?}");
                }
                for question in imported.questions {
                    println!("      {} {:?}", question.question.marks, question.question.answer);
                    println!("      {:?} {:?} {:?}", question.question.text.chars().take(150).collect::<String>(), question.question.comment, question.question.outcome_comments);
                }
            }
        }
    }
}
