//! HTML of other systems made into our Markdown, and our Markdown made into HTML for them.
//!
//! Formulas stay TeX on the way: `\(…\)`, `\[…\]`, `$…$` and `$$…$$` are taken out before the HTML is
//! read and put back as `$…$` and `$$…$$`, so that nothing in them is taken for HTML or Markdown.

mod convert;
mod emphasis;
mod escape;
mod formulas;
mod frame;
mod inline;
mod table;
mod tokens;

use comrak::{Options, markdown_to_html};

/// Markdown that says what the HTML says. Scripts and styles are left out, MathML is kept as HTML.
#[must_use]
pub fn to_markdown(html: &str) -> String {
    let (html, formulas) = formulas::take_out(html);
    formulas.put_back(&emphasis::resolve(&convert::convert(&html)))
}

/// Markdown that shows a plain text as it stands, line by line.
#[must_use]
pub fn plain_to_markdown(text: &str) -> String {
    let lines: Vec<String> = text
        .trim()
        .lines()
        .map(|line| escape::line(line.trim()))
        .collect();
    let mut markdown = String::new();
    for (number, line) in lines.iter().enumerate() {
        if number > 0 {
            let between_paragraphs = line.is_empty() || markdown.ends_with('\n');
            markdown.push_str(if between_paragraphs { "\n" } else { "\\\n" });
        }
        markdown.push_str(line);
    }
    markdown
}

/// The words of HTML alone.
#[must_use]
pub fn plain_text(html: &str) -> String {
    tokens::text_of(html)
}

/// HTML of our Markdown, with formulas as `\(…\)` and `\[…\]`.
#[must_use]
pub fn to_html(markdown: &str) -> String {
    formulas::from_spans(markdown_to_html(markdown, &options()).trim())
}

/// The same without the paragraph around it, for places where only words may stand.
#[must_use]
pub fn to_inline_html(markdown: &str) -> String {
    let html = to_html(markdown);
    html.strip_prefix("<p>")
        .and_then(|html| html.strip_suffix("</p>"))
        .filter(|html| !html.contains("<p>"))
        .map(str::to_owned)
        .unwrap_or(html)
}

/// What our Markdown may say, as `courses/markdown.rs` shows it.
fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.extension.math_dollars = true;
    // What authors wrote as HTML stays HTML; whoever shows it takes out what could run.
    options.render.r#unsafe = true;
    options
}

#[cfg(test)]
mod tests;
