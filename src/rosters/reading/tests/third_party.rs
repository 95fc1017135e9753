//! Rosters from elsewhere, and files of other kinds that people send by mistake.

use super::super::*;
use crate::messages::{Arguments, Language};
use crate::quizzes::formats::files_for_tests::{files, folder};

/// What comes of a file: how many rows, how many with problems, how many remarks; or the refusal.
fn told(bytes: &[u8]) -> String {
    match read(bytes, false) {
        Ok(roster) => {
            let with_problems = roster.rows.iter().filter(|row| !row.problems.is_empty());
            format!(
                "{:?}: {} people, {} with problems, {} remarks",
                roster.format,
                roster.rows.len(),
                with_problems.count(),
                roster.remarks.len()
            )
        }
        Err(refusal) => refusal.key,
    }
}

/// The refusal as a person reads it.
fn words(bytes: &[u8], language: Language) -> String {
    let Err(refusal) = read(bytes, false) else {
        return String::new();
    };
    let mut arguments = Arguments(refusal.arguments);
    if let Some(column) = refusal.column {
        arguments = arguments.with("column", column.heading(language));
    }
    language.text(&refusal.key, &arguments)
}

#[track_caller]
fn check(folder_name: &str, expected: &[(&str, &str)]) {
    let Some(folder) = folder(folder_name) else {
        return;
    };
    let mut wrong = Vec::new();
    for (name, bytes) in files(&folder) {
        let outcome = told(&bytes);
        println!(
            "{folder_name}/{name}: {outcome} {}",
            words(&bytes, Language::En)
        );
        let known = expected.iter().find(|(file, _)| *file == name);
        let is_right = known.is_some_and(|(_, expected)| *expected == outcome);
        if !is_right {
            wrong.push(format!("{name}: {outcome}, not {known:?}"));
        }
        // Naming an organisation beside it makes no roster of it.
        if let (Err(refusal), Ok(_)) = (read(&bytes, false), read(&bytes, true)) {
            wrong.push(format!("{name}: only {}", refusal.key));
        }
        for language in Language::ALL {
            let words = words(&bytes, language);
            assert!(
                !words.contains('{') && !words.contains("roster-"),
                "{words}"
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_package_and_list_of_oneroster_is_read_or_refused_for_a_true_reason() {
    check(
        "oneroster",
        &[
            // Two teachers; three pupils and a parent are left out.
            (
                "Test_full_data_set.zip",
                "Oneroster11: 2 people, 0 with problems, 2 remarks",
            ),
            // Two teachers and a site administrator; three pupils are left out.
            (
                "v1p2_full_dataset.zip",
                "Oneroster12: 3 people, 0 with problems, 2 remarks",
            ),
            ("names/courses.csv", "roster-no-headings"),
            ("names/firstnames.csv", "roster-no-headings"),
            ("names/grades.csv", "roster-no-headings"),
            ("names/lastnames.csv", "roster-no-headings"),
            ("names/orgs.csv", "roster-no-headings"),
            ("names/teachers.csv", "roster-no-headings"),
        ],
    );
}

#[test]
fn files_for_moodle_are_refused_as_what_they_are() {
    const COURSES: &str = "roster-is-moodle-courses";
    const ENROLMENTS: &str = "roster-is-moodle-enrolments";
    const COHORTS: &str = "roster-is-moodle-cohorts";
    check(
        "csv-upload",
        &[
            ("courses.csv", COURSES),
            ("courses_manager1.csv", COURSES),
            ("enrolment_cohort.csv", ENROLMENTS),
            ("enrolment_cohort_addtogroup_groupname.csv", ENROLMENTS),
            ("enrolment_cohort_missing_fields.csv", ENROLMENTS),
            ("enrolment_delete.csv", ENROLMENTS),
            ("enrolment_enable.csv", ENROLMENTS),
            ("enrolment_meta.csv", ENROLMENTS),
            ("enrolment_meta_addtogroup_groupname.csv", ENROLMENTS),
            ("enrolment_multiple.csv", ENROLMENTS),
            ("enrolment_role.csv", ENROLMENTS),
            ("groups_import_multicourse.csv", "roster-is-moodle-groups"),
            ("unsupported_enrol_method.csv", ENROLMENTS),
            ("uploadcohorts1.csv", COHORTS),
            ("uploadcohorts3.csv", COHORTS),
            ("uploadcohorts_test.csv", COHORTS),
        ],
    );
}
