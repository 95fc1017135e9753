//! Targets and values side by side over time: pure rules.

use uuid::Uuid;

use super::figure::Figure;
use super::kind::{Entry, Kind, Query};
use super::period::Period;
use crate::http::sheets::{Entry as Cell, Sheet};
use crate::messages::{Arguments, Language};

/// The most periods of one report.
pub const MOST_PERIODS: usize = 16;

/// An indicator over the periods of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The indicator.
    pub indicator_id: Uuid,
    /// By which documents name it.
    pub code: String,
    /// What it measures.
    pub title: String,
    /// What kind of figure it is.
    pub kind: Kind,
    /// In what it is counted.
    pub unit: String,
    /// What fills it; absent when people do.
    pub query: Option<Query>,
    /// One for each period.
    pub points: Vec<Point>,
}

/// An indicator in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The period.
    pub period: Period,
    /// What was aimed at; only years have targets, and only the programme as a whole.
    pub target: Option<Figure>,
    /// What was found.
    pub entry: Option<Entry>,
    /// From where.
    pub source: Option<Source>,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The platform has counted.
    Query,
    /// It was entered.
    Entered {
        /// The entry.
        value_id: Uuid,
    },
    /// It follows from entries of organisations below.
    Below {
        /// How many.
        entries: usize,
    },
}

impl Point {
    /// How many per cent of the target was reached, rounded down.
    #[must_use]
    pub fn reached_percent(&self) -> Option<Figure> {
        self.entry?.value.of_target(self.target?)
    }
}

/// The periods of a report: the years from the first to the last or, of each year, its quarters; none
/// when there is no year or there are too many.
#[must_use]
pub fn periods(first: i32, last: i32, by_quarter: bool) -> Option<Vec<Period>> {
    let years = usize::try_from(last.checked_sub(first)?.checked_add(1)?).ok()?;
    let each = if by_quarter { 4 } else { 1 };
    if years == 0 || years.checked_mul(each)? > MOST_PERIODS {
        return None;
    }
    let years = (first..=last)
        .map(Period::year_of)
        .collect::<Option<Vec<Period>>>()?;
    Some(match by_quarter {
        false => years,
        true => years.into_iter().flat_map(Period::quarters).collect(),
    })
}

/// The report as one table: a line an indicator; of each period the target, the value, and how much of
/// the target was reached.
#[must_use]
pub fn table(lines: &[Line], periods: &[Period], language: Language) -> Sheet {
    let word = |name: &str| language.text(&format!("indicators-{name}"), &Arguments::none());
    let with_period = |name: &str, period: &Period| {
        let period = Arguments::none().with("period", period);
        language.text(&format!("indicators-{name}"), &period)
    };
    let mut headings = vec![word("code"), word("title"), word("unit")];
    for period in periods {
        headings.push(with_period("target", period));
        headings.push(with_period("value", period));
        headings.push(with_period("reached", period));
    }
    Sheet {
        name: word("sheet"),
        headings,
        rows: lines.iter().map(row).collect(),
    }
}

fn row(line: &Line) -> Vec<Cell> {
    let text = |text: &String| Cell::Text(text.clone());
    let figure = |figure: Option<Figure>| Cell::from(figure.map(f64::from));
    let mut cells = vec![text(&line.code), text(&line.title), text(&line.unit)];
    for point in &line.points {
        cells.push(figure(point.target));
        cells.push(figure(point.entry.map(|entry| entry.value)));
        cells.push(figure(point.reached_percent()));
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(first: i32, last: i32, by_quarter: bool) -> Option<Vec<String>> {
        let periods = periods(first, last, by_quarter)?;
        Some(periods.iter().map(Period::to_string).collect())
    }

    #[test]
    fn a_report_is_of_some_years_or_of_their_quarters() {
        let years = names(2014, 2016, false).unwrap();
        assert_eq!(years, ["2014", "2015", "2016"]);
        let quarters = names(2015, 2016, true).unwrap();
        assert_eq!(quarters.len(), 8);
        assert_eq!(quarters[4], "2016-Q1");
        for (first, last, by_quarter) in [
            (2016, 2014, false),
            (2000, 2016, false),
            (2012, 2016, true),
            (0, 1, false),
            (i32::MIN, i32::MAX, false),
        ] {
            assert_eq!(names(first, last, by_quarter), None, "{first} {last}");
        }
    }

    #[test]
    fn the_table_has_a_cell_for_each_heading_in_every_language() {
        let periods = periods(2014, 2015, false).unwrap();
        let point = |period: &Period| Point {
            period: *period,
            target: Some(Figure::from_count(40)),
            entry: Some(Entry {
                value: Figure::from_count(30),
                of: None,
            }),
            source: Some(Source::Query),
        };
        let line = Line {
            indicator_id: Uuid::nil(),
            code: "9.5".to_owned(),
            title: "Сургууль, цэцэрлэг".to_owned(),
            kind: Kind::Count,
            unit: "байгууллага".to_owned(),
            query: None,
            points: periods.iter().map(point).collect(),
        };
        for language in Language::ALL {
            let sheet = table(std::slice::from_ref(&line), &periods, language);
            assert_eq!(sheet.headings.len(), sheet.rows[0].len());
            assert!(sheet.headings[3].contains("2014"), "{:?}", sheet.headings);
            assert!(!sheet.headings.iter().any(|one| one.contains("indicators-")));
            assert_eq!(sheet.rows[0][5], Cell::Number(75.0));
        }
    }
}
