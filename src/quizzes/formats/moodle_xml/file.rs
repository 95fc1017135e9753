//! The file: categories and questions one after the other.

use garde::Validate;

use super::super::xml::{self, Element};
use super::super::{Imported, ImportedQuestion, Refused, Remark, Severity};
use super::media::Media;
use super::question::{Problem, Reading};
use super::{DIFFICULTY_TAG, LANGUAGE_TAG};
use super::{calculated, choices, gaps, number, placed, plug_in_gaps, simple, typed};
use crate::quizzes::questions::{AnswerKey, OutcomeComments, Question};

/// The longest title that is kept, in characters.
const LONGEST_TITLE: usize = 300;

/// How many tags of a question are looked at.
const MOST_TAGS: usize = 200;

/// Reads the questions of a file.
///
/// # Errors
/// When it is no XML within the limits, or has no questions for Moodle in it.
pub fn read(bytes: &[u8]) -> Result<Imported, Refused> {
    let root = xml::parse(bytes)?;
    if root.name != "quiz" {
        let mut refused = Refused::new(format!("line {}", root.line), "import-moodle-root");
        refused.arguments.push(("element", root.name));
        return Err(refused);
    }
    let mut imported = Imported::default();
    let mut category = Vec::new();
    let mut media = Media::default();
    for element in root.elements() {
        let place = format!("line {}", element.line);
        if element.name != "question" {
            let remark = Remark::new(place, Severity::LeftOut, "import-moodle-left-out");
            imported.remarks.push(remark.with("part", &element.name));
        } else if element.attribute("type") == Some("category") {
            category = category_of(element);
            if !simple::text_at(element, &["info"]).is_empty() {
                let remark = Remark::new(place, Severity::LeftOut, "import-moodle-left-out");
                imported.remarks.push(remark.with("part", "info"));
            }
        } else {
            let mut reading = Reading::new(element, place, &mut media);
            match question(&mut reading) {
                Ok(mut question) => {
                    question.category.clone_from(&category);
                    let remarks = reading.remarks;
                    take(&mut imported, question, remarks);
                }
                Err(problem) => imported.remarks.push(problem.remark(&reading.place)),
            }
        }
    }
    imported.files = media.used_by(&imported.questions);
    if imported.questions.is_empty() && imported.remarks.is_empty() {
        return Err(Refused::new("", "import-no-questions"));
    }
    Ok(imported)
}

/// Takes a question that fits the rules for authors, or says which field does not.
fn take(imported: &mut Imported, taken: ImportedQuestion, remarks: Vec<Remark>) {
    if let Err(report) = taken.question.validate() {
        let field = report.iter().next().map(|(path, _)| path.to_string());
        let remark = Remark::new(&taken.place, Severity::Refused, "import-question-invalid");
        imported
            .remarks
            .push(remark.with("field", field.unwrap_or_default()));
        return;
    }
    imported.remarks.extend(remarks);
    imported.questions.push(taken);
}

/// The category without the place in Moodle that it hangs from: `$course$/top/`.
fn category_of(element: &Element) -> Vec<String> {
    let path = simple::text_at(element, &["category"]);
    // A slash in a name is written twice.
    let mut names: Vec<String> = path
        .replace("//", "\0")
        .split('/')
        .map(|name| name.replace('\0', "/").trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect();
    let is_context = |name: &String| name.len() > 2 && name.starts_with('$') && name.ends_with('$');
    if names.first().is_some_and(is_context) {
        names.remove(0);
        if names.first().is_some_and(|name| name == "top") {
            names.remove(0);
        }
    }
    names
}

fn question(reading: &mut Reading<'_>) -> Result<ImportedQuestion, Problem> {
    let kind = reading
        .element
        .attribute("type")
        .unwrap_or_default()
        .trim()
        .to_owned();
    reading.fits()?;
    let mut text = reading.markdown_at("questiontext");
    reading.fits()?;
    let answer = match kind.as_str() {
        "multichoice" => choices::multichoice(reading)?,
        "multichoiceset" => choices::all_or_nothing(reading)?,
        "mtf" | "kprime" => choices::rows(reading, &kind)?,
        "truefalse" => choices::true_false(reading)?,
        "shortanswer" => typed::short_answer(reading)?,
        "numerical" => number::numerical(reading)?,
        "calculated" | "calculatedsimple" => calculated::calculated(reading, &text)?,
        "matching" | "match" => simple::matching(reading)?,
        "ordering" => simple::ordering(reading)?,
        "multianswer" | "cloze" => gaps::multianswer(reading, &mut text)?,
        "gapselect" => gaps::gap_select(reading, &mut text)?,
        "ddwtos" => gaps::drag_words(reading, &mut text)?,
        "gapfill" => plug_in_gaps::gap_fill(reading, &mut text)?,
        "ddimageortext" => placed::drag_onto_image(reading)?,
        "ddmarker" => placed::markers(reading)?,
        "essay" => simple::essay(reading),
        "description" => AnswerKey::Information,
        _ => return Err(Problem::new("import-moodle-type").with("type", kind)),
    };
    let (tags, difficulty, language) = tags(reading);
    let question = Question {
        id: uuid::Uuid::nil(),
        source: None,
        section: 0,
        title: title(reading),
        text,
        marks: marks(reading, &answer),
        comment: reading.markdown_at("generalfeedback"),
        outcome_comments: outcome_comments(reading),
        answer,
    };
    let identifier = reading.take_text("idnumber");
    reading.name_what_is_left();
    reading.fits()?;
    Ok(ImportedQuestion {
        place: reading.place.clone(),
        category: Vec::new(),
        tags,
        difficulty,
        language,
        identifier,
        question,
    })
}

fn title(reading: &mut Reading<'_>) -> String {
    let title = reading.take_text("name");
    if title.chars().count() <= LONGEST_TITLE {
        return title;
    }
    reading.remark(Severity::Changed, "import-title-cut");
    let shorter: String = title.chars().take(LONGEST_TITLE).collect();
    shorter.trim_end().to_owned()
}

/// Marks are whole, and at least one.
fn marks(reading: &mut Reading<'_>, answer: &AnswerKey) -> u16 {
    let written = reading.take_text("defaultgrade");
    if written.is_empty() || *answer == AnswerKey::Information {
        return 1;
    }
    let grade = number::parse(&written).unwrap_or(1.0);
    let distance = |whole: &u16| (f64::from(*whole) - grade).abs();
    // From above, so that halves go up.
    let whole = (1..=1_000_u16)
        .rev()
        .min_by(|one, other| distance(one).total_cmp(&distance(other)));
    let whole = whole.unwrap_or(1);
    if (f64::from(whole) - grade).abs() > 1e-9 {
        let remark = Remark::new(&reading.place, Severity::Changed, "import-moodle-marks");
        let remark = remark
            .with("written", written)
            .with("marks", whole.to_string());
        reading.remarks.push(remark);
    }
    whole
}

fn outcome_comments(reading: &mut Reading<'_>) -> OutcomeComments {
    let wrong = reading.markdown_at("incorrectfeedback");
    OutcomeComments {
        right: reading.markdown_at("correctfeedback"),
        partly: reading.markdown_at("partiallycorrectfeedback"),
        wrong: if wrong.is_empty() {
            std::mem::take(&mut reading.otherwise)
        } else {
            wrong
        },
    }
}

fn tags(reading: &mut Reading<'_>) -> (Vec<String>, Option<u8>, Option<String>) {
    let (mut tags, mut difficulty, mut language) = (Vec::new(), None, None);
    let all = reading.take_all("tags");
    for tag in all.iter().flat_map(|tags| tags.elements()).take(MOST_TAGS) {
        let tag = simple::text_of(tag);
        if let Some(tag) = tag.strip_prefix(LANGUAGE_TAG) {
            language = Some(tag.to_owned());
        } else if let Some(level) = tag.strip_prefix(DIFFICULTY_TAG)
            && let Ok(level @ 1..=5) = level.parse()
        {
            difficulty = Some(level);
        } else if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    (tags, difficulty, language)
}
