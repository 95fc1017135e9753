//! Files of other systems: what becomes of each item.

use super::super::files_for_tests;
use super::*;

/// File, questions in it, imported, changed, left out, refused.
type Row = (String, usize, usize, usize, usize, usize);

/// What became of a file; one that was refused as a whole counts as one question refused.
fn row(file: &str, bytes: &[u8]) -> Row {
    let Ok(imported) = read(bytes) else {
        return (file.to_owned(), 1, 0, 0, 0, 1);
    };
    let count = |severity| {
        imported
            .remarks
            .iter()
            .filter(|one| one.severity == severity)
            .count()
    };
    let (taken, refused) = (imported.questions.len(), count(Severity::Refused));
    for question in &imported.questions {
        assert_eq!(convert::problem(&question.question), None, "{file}");
    }
    (
        file.to_owned(),
        taken + refused,
        taken,
        count(Severity::Changed),
        count(Severity::LeftOut),
        refused,
    )
}

#[test]
fn every_file_imports_or_is_refused_for_a_reason() {
    let folders = [
        "qti12-22",
        "qti21-items",
        "qti2-scoring",
        "qti3",
        "qti-bad-zips",
    ];
    let mut sums = Vec::new();
    for name in folders {
        let Some(folder) = files_for_tests::folder(name) else {
            return;
        };
        let files = files_for_tests::files(&folder);
        let rows: Vec<Row> = files
            .iter()
            .filter(|(file, _)| !file.ends_with(".json"))
            .map(|(file, bytes)| row(file, bytes))
            .collect();
        for (file, questions, imported, changed, left_out, refused) in &rows {
            println!(
                "{name}/{file}: {questions} questions, {imported} imported, {changed} changed, {left_out} left out, {refused} refused"
            );
        }
        let sum = |of: &dyn Fn(&Row) -> usize| rows.iter().map(of).sum::<usize>();
        sums.push((
            name,
            rows.len(),
            sum(&|row| row.1),
            sum(&|row| row.2),
            sum(&|row| row.5),
        ));
    }
    println!("{sums:#?}");
    assert_eq!(
        sums,
        [
            ("qti12-22", 3, 10, 10, 0),
            ("qti21-items", 21, 21, 11, 10),
            ("qti2-scoring", 30, 30, 13, 17),
            ("qti3", 2, 48, 47, 1),
            ("qti-bad-zips", 2, 2, 0, 2),
        ]
    );
}

/// Why files and items of other systems are refused, by their names.
#[test]
fn each_refusal_has_its_true_reason() {
    let expected = [
        ("qti21-items", "upmc/carre2g.xml", "import-qti-randomised"),
        ("qti21-items", "upmc/relatif3.xml", "import-qti-randomised"),
        (
            "qti21-items",
            "upmc/sexercice1.xml",
            "import-qti-randomised",
        ),
        (
            "qti2-scoring",
            "baseTypes_all/item.xml",
            "import-qti-no-interaction",
        ),
        (
            "qti2-scoring",
            "mapping_bounds_upperLower/item.xml",
            "import-qti-one-option",
        ),
        (
            "qti2-scoring",
            "qti22_basic_q2_multiple/item.xml",
            "import-qti-no-key",
        ),
        (
            "qti2-scoring",
            "qti22_advanced_q10_hotspot/item.xml",
            "import-qti-picture-missing",
        ),
        ("qti-bad-zips", "BadManifest.zip", "import-xml-unreadable"),
        (
            "qti-bad-zips",
            "NotContentPackage.zip",
            "import-qti-no-manifest",
        ),
    ];
    for (folder, file, key) in expected {
        let Some(folder) = files_for_tests::folder(folder) else {
            return;
        };
        let bytes = std::fs::read(folder.join(file)).unwrap();
        let found = match read(&bytes) {
            Err(refused) => refused.key,
            Ok(imported) => {
                let refused = imported
                    .remarks
                    .iter()
                    .find(|one| one.severity == Severity::Refused);
                refused.unwrap().key
            }
        };
        assert_eq!(found, key, "{file}");
    }
}
