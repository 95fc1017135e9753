//! Reports as tables for spreadsheets.

use super::report::{DailyReport, Figures, OfItem, Report};
use super::share;
use crate::courses::document::ItemKind;
use crate::http::sheets::{Entry, Sheet};
use crate::messages::{Arguments, Language};
use crate::people::position::Position;

/// The columns of figures, in the order of [`figures`].
const FIGURES: [&str; 12] = [
    "invited",
    "waiting",
    "left",
    "started",
    "on-track",
    "behind",
    "finished",
    "finished-percent",
    "certified",
    "survey-answered",
    "attended",
    "attended-percent",
];

/// The tables of a report: by organisation, position and year of service, item by item, and beside the season
/// before when there is one.
#[must_use]
pub fn sheets(report: &Report, language: Language) -> Vec<Sheet> {
    let mut sheets = vec![
        organisations(report, language),
        positions(report, language),
        years(report, language),
        items(report, language),
    ];
    sheets.extend(against(report, language));
    sheets
}

/// How it came along, day by day.
#[must_use]
pub fn daily(report: &DailyReport, language: Language) -> Sheet {
    let headings = ["day", "started", "finished", "certified"];
    let rows = report.days.iter().map(|day| {
        vec![
            Entry::Text(day.day.to_string()),
            count(day.started),
            count(day.finished),
            count(day.certified),
        ]
    });
    Sheet {
        name: word(language, "sheet-trend"),
        headings: headings.map(|name| word(language, name)).to_vec(),
        rows: rows.collect(),
    }
}

fn organisations(report: &Report, language: Language) -> Sheet {
    let whole = report.organisation.as_ref();
    let whole = whole.map_or_else(|| word(language, "everywhere"), |one| one.name.clone());
    let below = report.below.iter().map(|one| {
        let name = one.organisation.as_ref().map(|one| one.name.clone());
        let name = name.unwrap_or_else(|| word(language, "directly"));
        (name, one.figures)
    });
    let rows = std::iter::once((whole, report.total)).chain(below);
    of_figures(language, "sheet-organisations", "organisation", rows)
}

fn positions(report: &Report, language: Language) -> Sheet {
    let rows = report.positions.iter().map(|one| {
        let position = one.position.as_deref().and_then(Position::named);
        let name = position.map_or_else(
            || word(language, "unknown"),
            |position| position.called(language),
        );
        (name, one.figures)
    });
    of_figures(language, "sheet-positions", "position", rows)
}

fn years(report: &Report, language: Language) -> Sheet {
    let rows = report.years_of_service.iter().map(|one| {
        let year = one.year_of_service.map(|year| year.to_string());
        let name = year.unwrap_or_else(|| word(language, "unknown"));
        (name, one.figures)
    });
    of_figures(language, "sheet-years", "year-of-service", rows)
}

fn against(report: &Report, language: Language) -> Option<Sheet> {
    let before = report.against.as_ref()?;
    let title = || Arguments::none().with("title", before.title.as_str());
    let rows = [
        (report.title.clone(), report.total),
        (language.text("report-then", &title()), before.then),
        (
            language.text("report-in-the-end", &title()),
            before.in_the_end,
        ),
    ];
    Some(of_figures(language, "sheet-against", "season", rows))
}

fn of_figures(
    language: Language,
    name: &str,
    first: &str,
    rows: impl IntoIterator<Item = (String, Figures)>,
) -> Sheet {
    let columns = std::iter::once(first).chain(FIGURES);
    let rows = rows.into_iter().map(|(name, of)| {
        let mut row = vec![Entry::Text(name)];
        row.extend(figures(&of));
        row
    });
    Sheet {
        name: word(language, name),
        headings: columns.map(|name| word(language, name)).collect(),
        rows: rows.collect(),
    }
}

fn figures(of: &Figures) -> [Entry; FIGURES.len()] {
    let known = |figure: Option<i64>| figure.map_or(Entry::Nothing, count);
    [
        count(of.invited),
        count(of.waiting),
        count(of.left),
        count(of.started),
        count(of.on_track),
        count(of.behind),
        count(of.finished),
        known(of.percent(of.finished)),
        count(of.certified),
        known(of.survey_answered),
        count(of.attended),
        known(of.attended_percent),
    ]
}

fn items(report: &Report, language: Language) -> Sheet {
    let headings = ["item", "kind", "done", "of", "percent"];
    let row = |item: &OfItem| {
        vec![
            Entry::Text(item.title.clone()),
            Entry::Text(word(language, kind(item.kind))),
            count(item.done),
            count(item.of),
            share::percent(item.done, item.of).map_or(Entry::Nothing, count),
        ]
    };
    Sheet {
        name: word(language, "sheet-items"),
        headings: headings.map(|name| word(language, name)).to_vec(),
        rows: report.items.iter().map(row).collect(),
    }
}

fn kind(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Lesson => "kind-lesson",
        ItemKind::Quiz => "kind-quiz",
        ItemKind::Webinar => "kind-webinar",
    }
}

fn count(figure: i64) -> Entry {
    Entry::Count(usize::try_from(figure).unwrap_or_default())
}

/// A text of the catalogue.
pub(super) fn word(language: Language, name: &str) -> String {
    language.text(&format!("report-{name}"), &Arguments::none())
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use uuid::Uuid;

    use super::*;
    use crate::reports::report::{Against, Below, OfPosition, OfYear};

    #[test]
    fn every_table_has_a_cell_for_each_heading_and_words_in_every_language() {
        let figures = Figures {
            invited: 3,
            finished: 2,
            ..Figures::default()
        };
        let report = Report {
            as_of: DateTime::UNIX_EPOCH,
            title: "Ээлж".to_owned(),
            organisation: None,
            total: figures,
            below: vec![Below {
                organisation: None,
                figures,
            }],
            positions: vec![OfPosition {
                position: Some("teacher".to_owned()),
                figures,
            }],
            years_of_service: vec![OfYear {
                year_of_service: Some(10),
                figures,
            }],
            items: vec![OfItem {
                course_id: Uuid::nil(),
                item_id: Uuid::nil(),
                title: "Сорил".to_owned(),
                kind: ItemKind::Quiz,
                done: 2,
                of: 3,
            }],
            against: Some(Against {
                title: "Өмнөх ээлж".to_owned(),
                then: Figures::default(),
                in_the_end: figures,
            }),
        };
        for language in Language::ALL {
            let sheets = sheets(&report, language);
            assert_eq!(sheets.len(), 5);
            for sheet in &sheets {
                assert!(
                    !sheet.name.starts_with("report-"),
                    "{language:?} {}",
                    sheet.name
                );
                // Excel takes no longer names.
                assert!(sheet.name.chars().count() <= 31, "{}", sheet.name);
                assert!(!sheet.headings.iter().any(|one| one.starts_with("report-")));
                for row in &sheet.rows {
                    assert_eq!(row.len(), sheet.headings.len());
                    assert!(!matches!(&row[0], Entry::Text(text) if text.starts_with("report-")));
                }
            }
            assert_eq!(sheets[0].rows[1][8], Entry::Count(67));
            assert_eq!(sheets[3].rows[0][4], Entry::Count(67));
            assert_eq!(sheets[4].rows[1][8], Entry::Nothing, "a share of nobody");
        }
    }
}
