//! QTI: items of 1EdTech (IMS), alone or in content packages. QTI 2.1, 2.2 and 3.0 differ in
//! spelling alone as far as questions go (`qti/tree.rs`); 1.2, as Canvas and Respondus write it, is
//! read as well (`qti/version_1.rs`).
//!
//! An item brings its own rule of marking along, a small program. It is run (`qti/processing.rs`)
//! to find out what is right and how partly right answers are marked, however the rule is written,
//! and to check that our key gives the same marks; where it cannot, a remark says so.

mod choices;
mod convert;
mod dragged;
mod drawn;
mod feedback;
mod gaps;
mod item;
mod localise;
mod media;
mod node;
mod open;
mod orders;
mod package;
mod pairs;
mod pictures;
mod places;
mod processing;
mod table;
mod tree;
mod typed;
mod version_1;
mod write;

#[cfg(test)]
mod grading_tests;
#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod kinds_tests;
#[cfg(test)]
mod read_tests;
#[cfg(test)]
mod round_trip_tests;

use super::archive::{Archive, Limits, is_archive};
use super::{Exported, Files, Imported, ImportedQuestion, Refused, Remark, Severity, Written};
use media::Media;
use node::Node;
use package::Resource;
use tree::Spelling;

/// Reads an item, or a package of items.
///
/// # Errors
/// When the file is neither, or goes beyond what is taken.
pub fn read(bytes: &[u8]) -> Result<Imported, Refused> {
    let mut imported = Imported::default();
    let mut media;
    let resources;
    if is_archive(bytes) {
        media = Media::of(Some(Archive::open(bytes, Limits::QUESTIONS)?));
        resources = package::resources(&mut media, &mut imported.remarks)?;
    } else {
        media = Media::of(None);
        let root = tree::read(bytes)?;
        if !package::is_questions(&root) {
            let key = if root.name == "assessmentTest" {
                "import-qti-test-alone"
            } else {
                "import-qti-nothing"
            };
            return Err(Refused::new("", key));
        }
        let resource = Resource::default();
        questions(&root, &resource, &mut media, &mut imported)?;
        resources = Vec::new();
    }
    for resource in &resources {
        let Some(bytes) = media.bytes(&resource.path)? else {
            let remark = Remark::new(
                &resource.path,
                Severity::Refused,
                "import-package-file-missing",
            );
            imported.remarks.push(remark.with("file", &resource.path));
            continue;
        };
        match tree::read(&bytes) {
            Ok(root) => questions(&root, resource, &mut media, &mut imported)?,
            Err(refused) => imported.remarks.push(Remark {
                place: format!("{} {}", resource.path, refused.place)
                    .trim_end()
                    .to_owned(),
                severity: Severity::Refused,
                key: refused.key,
                arguments: refused.arguments,
            }),
        }
    }
    if imported.questions.is_empty() && imported.remarks.is_empty() {
        return Err(Refused::new("", "import-qti-nothing"));
    }
    imported.files = media.into_files();
    Ok(imported)
}

/// Writes a content package of QTI 2.2 items.
#[must_use]
pub fn write_2(questions: &[Exported<'_>], files: &Files) -> Written {
    write::package(questions, files, Spelling::Second)
}

/// Writes a content package of QTI 3.0 items.
#[must_use]
pub fn write_3(questions: &[Exported<'_>], files: &Files) -> Written {
    write::package(questions, files, Spelling::Third)
}

/// Takes the questions of one file.
fn questions(
    root: &Node,
    resource: &Resource,
    media: &mut Media<'_>,
    imported: &mut Imported,
) -> Result<(), Refused> {
    match root.name.as_str() {
        "assessmentItem" => one(root, resource, media, imported),
        "assessmentTest" => {
            let remark = Remark::new(&resource.path, Severity::LeftOut, "import-qti-test");
            imported.remarks.push(remark);
            Ok(())
        }
        "questestinterop" => {
            for (item, name) in version_1::items(root) {
                let path = &resource.path;
                let place = if path.is_empty() {
                    name
                } else {
                    format!("{path}#{name}")
                };
                foreign(&item, place, resource, media, imported)?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn one(
    root: &Node,
    resource: &Resource,
    media: &mut Media<'_>,
    imported: &mut Imported,
) -> Result<(), Refused> {
    let identifier = root.attribute_or_empty("identifier").trim().to_owned();
    let place = if resource.path.is_empty() {
        identifier.clone()
    } else {
        resource.path.clone()
    };
    if let Some(own) = own(root, resource, media) {
        imported.questions.push(ImportedQuestion {
            place,
            category: own.category,
            tags: own.tags,
            difficulty: own.difficulty,
            language: own.language,
            identifier: own.identifier,
            question: own.question,
        });
        return Ok(());
    }
    foreign(root, place, resource, media, imported)
}

/// Takes an item of another system.
fn foreign(
    root: &Node,
    place: String,
    resource: &Resource,
    media: &mut Media<'_>,
    imported: &mut Imported,
) -> Result<(), Refused> {
    let identifier = root.attribute_or_empty("identifier").trim().to_owned();
    let local = localise::item(root, &resource.path, &place, media, &mut imported.remarks)?;
    match convert::question(&local, &place) {
        Err(refusal) => imported.remarks.push(refusal),
        Ok((question, remarks)) => {
            imported.remarks.extend(remarks);
            let language = root.attribute("xml:lang").map(str::to_owned);
            imported.questions.push(ImportedQuestion {
                place,
                category: resource.category.clone(),
                tags: resource.tags.clone(),
                difficulty: resource.difficulty,
                language: resource.language.clone().or(language),
                identifier,
                question,
            });
        }
    }
    Ok(())
}

/// The question as we wrote it, when the package is ours and nobody has changed the item since.
fn own(root: &Node, resource: &Resource, media: &mut Media<'_>) -> Option<write::Own> {
    let json = resource.own.as_deref()?;
    let is_third = root.attribute_or_empty("xmlns").contains("v3p0");
    let spelling = if is_third {
        Spelling::Third
    } else {
        Spelling::Second
    };
    write::unpacked(json, root, spelling, media)
}
