//! A letter for each organisation directly below the one that reports: how its people are getting on beside all
//! others, its schools from the furthest behind up, and what is asked of it by when. Pure: what it says.

pub mod page;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::report::{Figures, Report};
use super::table::word;
use crate::messages::{Arguments, Language, dates};

/// What letters are made of.
#[derive(Debug)]
pub struct Mailing {
    /// The part of the tree that reports.
    pub report: Report,
    /// The same of each organisation directly below it.
    pub below: Vec<Report>,
    /// Which cohorts are to be done by when.
    pub due: Vec<(String, NaiveDate)>,
    /// On whose clock moments are told.
    pub zone: Tz,
    /// In which language.
    pub language: Language,
}

/// What one letter says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Who writes.
    pub sender: String,
    /// When it was true.
    pub as_of: String,
    /// Whom to.
    pub addressee: String,
    /// What about.
    pub title: String,
    /// The whole in a sentence.
    pub opening: String,
    /// The figures beside those of the whole.
    pub figures: Table,
    /// What stands above the list of schools.
    pub below: String,
    /// The schools, from the furthest behind up.
    pub schools: Table,
    /// What stands above what is asked.
    pub asking: String,
    /// What is asked, and by when.
    pub asks: Vec<String>,
    /// Places to be filled in by hand.
    pub signature: Vec<String>,
    /// How pages are numbered, by language.
    pub language: Language,
}

/// A table on paper; its first column is text, all others are figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The headings of its columns.
    pub headings: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

/// The letters, one for each organisation below; where there is none, one for the reporting organisation itself.
#[must_use]
pub fn letters(mailing: &Mailing) -> Vec<Letter> {
    match mailing.below.is_empty() {
        true => vec![letter(mailing, &mailing.report)],
        false => {
            let below = mailing.below.iter();
            below.map(|district| letter(mailing, district)).collect()
        }
    }
}

fn letter(mailing: &Mailing, district: &Report) -> Letter {
    let language = mailing.language;
    let text = |name: &str, arguments: &Arguments| {
        language.text(&format!("report-letter-{name}"), arguments)
    };
    let plain = |name: &str| text(name, &Arguments::none());
    let at = dates::moment(language, district.as_of, mailing.zone);
    let total = &district.total;
    let opening = Arguments::none()
        .with("invited", total.invited)
        .with("finished", total.finished)
        .with("track", total.on_track)
        .with("behind", total.behind);
    let name = |report: &Report| {
        let organisation = report.organisation.as_ref();
        organisation.map(|one| one.name.clone())
    };
    let everywhere = || word(language, "everywhere");
    let addressee = name(district).unwrap_or_else(everywhere);
    Letter {
        sender: name(&mailing.report).unwrap_or_default(),
        as_of: text("as-of", &Arguments::none().with("at", at)),
        title: text(
            "title",
            &Arguments::none().with("title", district.title.as_str()),
        ),
        opening: text("opening", &opening),
        figures: beside(mailing, district, &addressee),
        below: plain("schools"),
        schools: schools(district, language),
        asking: plain("asking"),
        asks: asks(mailing, total),
        signature: ["writer", "position", "signature"].map(plain).to_vec(),
        addressee,
        language,
    }
}

/// Its figures beside those of the whole, each with its share of those who take part.
fn beside(mailing: &Mailing, district: &Report, addressee: &str) -> Table {
    let language = mailing.language;
    let whole = mailing.report.organisation.as_ref();
    let whole = whole.map_or_else(|| word(language, "everywhere"), |one| one.name.clone());
    let figures = |of: &Figures| {
        [
            ("invited", Some(of.invited)),
            ("started", Some(of.started)),
            ("finished", Some(of.finished)),
            ("on-track", Some(of.on_track)),
            ("behind", Some(of.behind)),
            ("certified", Some(of.certified)),
            ("attended", Some(of.attended)),
            ("survey-answered", of.survey_answered),
        ]
    };
    let cells = |of: &Figures, figure: Option<i64>| {
        let share = figure.and_then(|figure| of.percent(figure));
        [
            number(figure),
            share.map_or_else(String::new, |share| format!("{share} %")),
        ]
    };
    let own = figures(&district.total).into_iter();
    let rows = own.zip(figures(&mailing.report.total));
    let rows = rows.map(|((name, own), (_, all))| {
        let mut row = vec![word(language, name)];
        row.extend(cells(&district.total, own));
        row.extend(cells(&mailing.report.total, all));
        row
    });
    let headings = [
        String::new(),
        addressee.to_owned(),
        String::new(),
        whole,
        String::new(),
    ];
    Table {
        headings: headings.to_vec(),
        rows: rows.collect(),
    }
}

/// The schools, by the share of those who are behind, the largest first.
fn schools(district: &Report, language: Language) -> Table {
    let columns = [
        "organisation",
        "invited",
        "finished",
        "on-track",
        "behind",
        "behind-percent",
    ];
    let mut below: Vec<_> = district.below.iter().collect();
    below.retain(|one| one.figures.invited > 0);
    // A stable order: by name they stand already.
    below.sort_by_key(|one| {
        let share = one.figures.percent(one.figures.behind);
        std::cmp::Reverse((share, one.figures.behind))
    });
    let rows = below.into_iter().map(|one| {
        let name = one.organisation.as_ref().map(|one| one.name.clone());
        let figures = &one.figures;
        vec![
            name.unwrap_or_else(|| word(language, "directly")),
            figures.invited.to_string(),
            figures.finished.to_string(),
            figures.on_track.to_string(),
            figures.behind.to_string(),
            number(figures.percent(figures.behind)),
        ]
    });
    Table {
        headings: columns.map(|name| word(language, name)).to_vec(),
        rows: rows.collect(),
    }
}

fn asks(mailing: &Mailing, total: &Figures) -> Vec<String> {
    let language = mailing.language;
    let behind = Arguments::none().with("behind", total.behind);
    let mut asks = match (total.behind, mailing.due.is_empty()) {
        (0, _) => vec![word(language, "letter-nobody-behind")],
        (_, true) => vec![language.text("report-letter-over", &behind)],
        (_, false) => vec![
            language.text("report-letter-ask", &behind),
            word(language, "letter-list"),
        ],
    };
    asks.extend(mailing.due.iter().map(|(cohort, until)| {
        let due = Arguments::none()
            .with("title", cohort.as_str())
            .with("date", dates::date(language, *until));
        language.text("report-letter-due", &due)
    }));
    asks
}

fn number(figure: Option<i64>) -> String {
    figure.map_or_else(String::new, |figure| figure.to_string())
}

#[cfg(test)]
mod tests;
