//! Rows of a sheet as questions: finds the headings, reads the cells that every kind has, and says
//! of every cell that was not understood or not used which one it is.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::super::{Imported, ImportedQuestion, Refused, Remark, Severity, shared};
use super::answers;
use super::columns::{Column, KINDS, TRUTHS, Words, meant};
use super::lines::number;
use super::workbook::{Cell, Row, Sheet, place};
use crate::quizzes::questions::{OutcomeComments, Question};

/// In how many rows from the top headings are looked for.
const ROWS_OF_HEADINGS: usize = 20;

/// The questions of the sheets that have headings.
///
/// # Errors
/// When no sheet has any.
pub fn questions(sheets: &[Sheet], languages: &[Words<'_>]) -> Result<Imported, Refused> {
    let mut imported = Imported::default();
    let mut is_any = false;
    for sheet in sheets.iter().filter(|sheet| !sheet.rows.is_empty()) {
        let Some((headings, columns)) = headings(sheet, languages) else {
            let explains = |words: &Words<'_>| words("import-sheet-explanation") == sheet.name;
            if !languages.iter().any(explains) {
                let remark = Remark::new(&sheet.name, Severity::LeftOut, "import-sheet-left-out");
                imported.remarks.push(remark);
            }
            continue;
        };
        is_any = true;
        note_unknown(sheet, headings, &columns, &mut imported.remarks);
        let rows = sheet.rows.iter().filter(|(number, _)| **number > headings);
        for (number, row) in rows {
            let mut reader = RowReader {
                sheet: &sheet.name,
                number: *number,
                row,
                columns: &columns,
                languages,
                used: BTreeSet::new(),
                remarks: Vec::new(),
                is_refused: false,
            };
            reader.question(&mut imported);
        }
    }
    if is_any {
        Ok(imported)
    } else {
        Err(Refused::new("", "import-headings-missing"))
    }
}

/// The row of the headings, and which column is which: the row must tell at least the kind and
/// the text.
fn headings(sheet: &Sheet, languages: &[Words<'_>]) -> Option<(u32, BTreeMap<Column, u32>)> {
    sheet
        .rows
        .iter()
        .take(ROWS_OF_HEADINGS)
        .find_map(|(number, row)| {
            let mut columns = BTreeMap::new();
            for (at, cell) in row {
                if let Cell::Says(heading) = cell
                    && let Some(column) = Column::of(heading, languages)
                {
                    columns.entry(column).or_insert(*at);
                }
            }
            let are_headings =
                columns.contains_key(&Column::Kind) && columns.contains_key(&Column::Text);
            are_headings.then_some((*number, columns))
        })
}

/// Says which headings were not recognised.
fn note_unknown(
    sheet: &Sheet,
    headings: u32,
    columns: &BTreeMap<Column, u32>,
    remarks: &mut Vec<Remark>,
) {
    for (at, cell) in sheet.rows.get(&headings).into_iter().flatten() {
        if let Cell::Says(heading) = cell
            && !columns.values().any(|known| known == at)
        {
            let place = place(&sheet.name, headings, *at);
            let remark = Remark::new(place, Severity::LeftOut, "import-column-unknown");
            remarks.push(remark.with("heading", heading.trim()));
        }
    }
}

/// A row while it is read.
pub struct RowReader<'a> {
    sheet: &'a str,
    number: u32,
    row: &'a Row,
    columns: &'a BTreeMap<Column, u32>,
    /// The languages in which words are recognised.
    pub languages: &'a [Words<'a>],
    used: BTreeSet<u32>,
    remarks: Vec<Remark>,
    is_refused: bool,
}

impl RowReader<'_> {
    /// The name of the cell of a column, or of the row when there is no such column.
    fn place(&self, column: Column) -> String {
        place(
            self.sheet,
            self.number,
            self.columns.get(&column).copied().unwrap_or_default(),
        )
    }

    /// Refuses the question because of a cell.
    pub fn refuse(&mut self, column: Column, key: &'static str, names: &[(&'static str, &str)]) {
        self.remark(column, Severity::Refused, key, names);
        self.is_refused = true;
    }

    /// Says something of a cell.
    pub fn remark(
        &mut self,
        column: Column,
        severity: Severity,
        key: &'static str,
        names: &[(&'static str, &str)],
    ) {
        let mut remark = Remark::new(self.place(column), severity, key);
        for (name, value) in names {
            remark = remark.with(name, value.chars().take(100).collect::<String>());
        }
        self.remarks.push(remark);
    }

    /// What a cell says, as it stands; empty when it says nothing.
    pub fn raw(&mut self, column: Column) -> String {
        let Some(at) = self.columns.get(&column) else {
            return String::new();
        };
        self.used.insert(*at);
        match self.row.get(at) {
            None => String::new(),
            Some(Cell::Says(says)) => says.clone(),
            Some(Cell::Error) => {
                self.refuse(column, "import-cell-error", &[]);
                String::new()
            }
        }
    }

    /// What a cell says, without white space around it.
    pub fn text(&mut self, column: Column) -> String {
        self.raw(column).trim().to_owned()
    }

    /// The number in a cell.
    pub fn number(&mut self, column: Column) -> Option<f64> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let read = number(text.strip_suffix('%').unwrap_or(&text));
        if read.is_none() {
            self.refuse(column, "import-cell-no-number", &[("text", &text)]);
        }
        read
    }

    /// The whole number in a cell.
    pub fn whole<T: std::str::FromStr>(&mut self, column: Column) -> Option<T> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let read = text.strip_suffix('%').unwrap_or(&text).trim().parse().ok();
        if read.is_none() {
            self.refuse(column, "import-cell-no-number", &[("text", &text)]);
        }
        read
    }

    /// The yes or no in a cell; no when it is empty.
    pub fn yes(&mut self, column: Column) -> bool {
        let text = self.text(column);
        match meant(&text, &TRUTHS, self.languages) {
            Some("yes" | "true") => true,
            Some(_) => false,
            None => match text.as_str() {
                "" | "0" | "-" => false,
                "1" | "+" | "x" => true,
                _ => {
                    self.refuse(column, "import-cell-no-truth", &[("text", &text)]);
                    false
                }
            },
        }
    }

    /// One of some words in a cell, as programs name it.
    pub fn word(
        &mut self,
        column: Column,
        known: &[(&'static str, &'static str)],
    ) -> Option<&'static str> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let word = meant(&text, known, self.languages);
        if word.is_none() {
            self.refuse(column, "import-cell-unknown-word", &[("text", &text)]);
        }
        word
    }

    /// Reads the row.
    fn question(&mut self, imported: &mut Imported) {
        let Some(kind) = self.kind() else {
            return imported.remarks.append(&mut self.remarks);
        };
        let case = answers::answer(kind, self);
        let question = case.map(|answer| Question {
            id: Uuid::nil(),
            source: None,
            section: 0,
            title: self.text(Column::Title),
            text: self.text(Column::Text),
            marks: self.whole(Column::Marks).unwrap_or(1),
            comment: self.text(Column::Comment),
            outcome_comments: OutcomeComments {
                right: self.text(Column::Right),
                partly: self.text(Column::Partly),
                wrong: self.text(Column::Wrong),
            },
            answer,
        });
        let difficulty = self.whole(Column::Difficulty);
        if difficulty.is_some_and(|difficulty| !(1..=5).contains(&difficulty)) {
            self.refuse(Column::Difficulty, "import-difficulty", &[]);
        }
        let language = self.text(Column::Language);
        let taken = question.map(|question| ImportedQuestion {
            place: self.place(Column::Text),
            category: category(&self.text(Column::Category)),
            tags: tags(&self.raw(Column::Tags)),
            difficulty,
            language: (!language.is_empty()).then_some(language),
            identifier: self.text(Column::Identifier),
            question,
        });
        let Some(taken) = taken.filter(|_| !self.is_refused) else {
            return imported.remarks.append(&mut self.remarks);
        };
        self.note_unused();
        imported.remarks.append(&mut self.remarks);
        let before = imported.remarks.len();
        shared::take(imported, taken);
        // A field that does not fit has its own cell.
        for remark in imported.remarks.iter_mut().skip(before) {
            let field = remark.arguments.iter().find(|(name, _)| *name == "field");
            let column = field.map_or(Column::Title, |(_, field)| column_of(field));
            remark.place = self.place(column);
        }
    }

    fn kind(&mut self) -> Option<&'static str> {
        let text = self.text(Column::Kind);
        if text.is_empty() && !self.is_refused {
            self.refuse(Column::Kind, "import-kind-missing", &[]);
            return None;
        }
        let kind = meant(&text, &KINDS, self.languages);
        if kind.is_none() {
            self.refuse(Column::Kind, "import-kind-unknown", &[("kind", &text)]);
        }
        kind
    }

    /// Says which cells mean nothing for the question's kind.
    fn note_unused(&mut self) {
        let unused: Vec<Column> = self
            .columns
            .iter()
            .filter(|(_, at)| self.row.contains_key(at) && !self.used.contains(at))
            .map(|(column, _)| *column)
            .collect();
        for column in unused {
            self.remark(column, Severity::LeftOut, "import-cell-not-used", &[]);
        }
    }
}

/// The names of a category; a slash of a name is written twice.
fn category(path: &str) -> Vec<String> {
    let names = path.replace("//", "\u{e001}");
    names
        .split('/')
        .map(|name| name.replace('\u{e001}', "/").trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

/// The tags, divided by line breaks, or by commas when there is none.
fn tags(cell: &str) -> Vec<String> {
    let divider = if cell.contains('\n') { '\n' } else { ',' };
    let tags = cell
        .split(divider)
        .map(str::trim)
        .filter(|tag| !tag.is_empty());
    tags.map(str::to_owned).collect()
}

/// The column of a field that does not fit.
fn column_of(field: &str) -> Column {
    const FIELDS: [(&str, Column); 16] = [
        ("title", Column::Title),
        ("text", Column::Text),
        ("marks", Column::Marks),
        ("comment", Column::Comment),
        ("outcome_comments.right", Column::Right),
        ("outcome_comments.partly", Column::Partly),
        ("outcome_comments.wrong", Column::Wrong),
        ("answer.tolerance_percent", Column::TolerancePercent),
        ("answer.tolerance", Column::Tolerance),
        ("answer.units", Column::Units),
        ("answer.variables", Column::Variables),
        ("answer.decimals", Column::Decimals),
        ("answer.guidance", Column::Guidance),
        ("answer.rubric", Column::Rubric),
        ("answer.template", Column::Template),
        ("answer.most_files", Column::MostFiles),
    ];
    let known = FIELDS.iter().find(|(name, _)| field.starts_with(name));
    known.map_or(Column::Answers, |(_, column)| *column)
}
