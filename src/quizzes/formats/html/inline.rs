//! Links, code and quotations in Markdown.

use super::frame::Frame;

pub(super) fn prefixed(text: &str, prefix: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("{prefix}{line}")).collect();
    lines.join("\n")
}

pub(super) fn link(outer: &mut Frame, link: &Frame) {
    let text = link.text.trim();
    if link.detail.is_empty() || link.detail.trim_start().starts_with("javascript:") {
        return outer.join(&link.text);
    }
    if text.is_empty() {
        return;
    }
    outer.wrap(
        &link.text,
        "[",
        &format!("]({})", destination(&link.detail)),
    );
}

/// An address as it may stand in the brackets of a link.
pub(super) fn destination(address: &str) -> String {
    let address: String = address
        .trim()
        .chars()
        .filter(|letter| !letter.is_control())
        .map(|letter| match letter {
            ' ' => "%20".to_owned(),
            '(' | ')' | '<' | '>' | '\\' => format!("%{:02X}", u32::from(letter)),
            _ => letter.to_string(),
        })
        .collect();
    address
}

pub(super) fn longest_run(text: &str) -> usize {
    let (mut longest, mut run) = (0, 0);
    for letter in text.chars() {
        run = if letter == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

pub(super) fn code(text: &str) -> String {
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    if words.is_empty() {
        return String::new();
    }
    let text = words.join(" ");
    let fence = "`".repeat(longest_run(&text) + 1);
    let space = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{space}{text}{space}{fence}")
}
