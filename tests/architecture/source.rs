//! The sources of the house, as the rules read them.

use std::path::Path;

/// A file of the house.
pub struct Source {
    /// Where it is, from the root of the repository: `src/quizzes/grading.rs`.
    pub path: String,
    pub text: String,
}

impl Source {
    pub fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    /// The feature the file is a part of: the folder under `src/`.
    pub fn feature(&self) -> Option<&str> {
        let (feature, _) = self.path.strip_prefix("src/")?.split_once('/')?;
        Some(feature)
    }

    /// The file's place in its feature, without the ending: `http/attempts`.
    pub fn place(&self) -> Option<&str> {
        let (_, place) = self.path.strip_prefix("src/")?.split_once('/')?;
        place.strip_suffix(".rs")
    }

    /// The code without comments and without what stands in strings.
    pub fn code(&self) -> String {
        pieces(&self.text)
            .into_iter()
            .map(|piece| match piece {
                Piece::Code(text) => text,
                Piece::Text(_) => "\"\"".to_owned(),
            })
            .collect()
    }

    /// What stands in strings, but not in attributes and not in the tests at the end of the file.
    pub fn texts(&self) -> Vec<String> {
        let mut code = String::new();
        let mut texts = Vec::new();
        for piece in pieces(&self.text) {
            match piece {
                Piece::Code(text) => code.push_str(&text),
                Piece::Text(_) if code.contains("#[cfg(test)]") => break,
                Piece::Text(text) if !in_attribute(&code) => texts.push(text),
                Piece::Text(_) => {}
            }
        }
        texts
    }
}

/// Whether the code ends inside `#[…`.
fn in_attribute(code: &str) -> bool {
    let Some(start) = code.rfind("#[") else {
        return false;
    };
    let mut depth = 0;
    for letter in code[start..].chars() {
        match letter {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            return false;
        }
    }
    true
}

enum Piece {
    Code(String),
    Text(String),
}

/// Code and the contents of strings in turn; comments are left out.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut code = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        if rest.starts_with("//") {
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
        } else if rest.starts_with("/*") {
            rest = rest.split_once("*/").map_or("", |(_, after)| after);
        } else if let Some((inside, after)) = string(rest) {
            pieces.push(Piece::Code(std::mem::take(&mut code)));
            pieces.push(Piece::Text(inside.to_owned()));
            rest = after;
        } else if let Some(length) = character(rest) {
            rest = &rest[length..];
        } else {
            code.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    pieces.push(Piece::Code(code));
    pieces
}

/// A string at the beginning: what stands in it, and what comes after.
fn string(text: &str) -> Option<(&str, &str)> {
    if let Some(raw) = text.strip_prefix('r') {
        let marks = raw.len() - raw.trim_start_matches('#').len();
        let inside = raw[marks..].strip_prefix('"')?;
        let end = format!("\"{}", "#".repeat(marks));
        return inside.split_once(end.as_str());
    }
    let inside = text.strip_prefix('"')?;
    let mut escaped = false;
    for (index, letter) in inside.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some((&inside[..index], &inside[index + 1..])),
            _ => {}
        }
    }
    None
}

/// The length of a character in single quotes at the beginning; a lifetime is none.
fn character(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    if inside.starts_with('\\') {
        return inside[2..].find('\'').map(|end| end + 4);
    }
    let letter = inside.chars().next()?;
    let after = &inside[letter.len_utf8()..];
    after.starts_with('\'').then_some(2 + letter.len_utf8())
}

/// Every file with this ending in these folders.
pub fn files(folders: &[&str], ending: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut open: Vec<_> = folders.iter().map(|folder| root.join(folder)).collect();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|found| found == ending) {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap();
                found.push(Source::new(name, &std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(!found.is_empty(), "no files in {folders:?}");
    found
}

#[test]
fn comments_strings_and_code_are_told_apart() {
    let source = Source::new(
        "src/a/b.rs",
        "// тайлбар\nlet a = \"үг \\\" үг\"; /* \" */ let b = ('\"', '\\'', r#\"түүхий\"#);\n\
         #[schema(example = \"жишээ\", items[1])]\nfn f<'a>() {}\n#[cfg(test)] \"шалгалт\"",
    );
    assert_eq!(source.texts(), ["үг \\\" үг", "түүхий"]);
    assert!(source.code().contains("fn f<'a>() {}"));
    assert!(!source.code().contains("тайлбар"));
    assert_eq!((source.feature(), source.place()), (Some("a"), Some("b")));
}
