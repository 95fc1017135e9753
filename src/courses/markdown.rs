//! Markdown of authors, made into HTML that is safe to show.
//!
//! CommonMark with tables, task lists, footnotes, strikethrough and bare links. Mathematics between
//! dollar signs stays TeX, in a `span` that says `data-math-style`. Authors may write simple HTML
//! (`<br>` in a table, `<sub>`); whatever could run, load or pretend is taken out.

use std::borrow::Cow;
use std::sync::OnceLock;

use ammonia::{Builder, UrlRelative};
use comrak::{Options, markdown_to_html};
use uuid::Uuid;

/// Where our own files are served from.
pub const FILES: &str = "/api/v1/files/";

/// The HTML of a text.
#[must_use]
pub fn render(markdown: &str) -> String {
    let html = markdown_to_html(markdown, &options());
    sanitizer().clean(&html).to_string()
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.extension.math_dollars = true;
    // HTML is let through here because every text goes through the sanitiser afterwards.
    options.render.r#unsafe = true;
    options
}

fn sanitizer() -> &'static Builder<'static> {
    static SANITIZER: OnceLock<Builder<'static>> = OnceLock::new();
    SANITIZER.get_or_init(|| {
        let mut builder = Builder::new();
        builder
            .add_tags(["input", "section"])
            .add_tag_attributes("input", ["checked"])
            // Only the boxes of task lists, which nobody can tick or type into.
            .set_tag_attribute_value("input", "type", "checkbox")
            .set_tag_attribute_value("input", "disabled", "")
            .add_tag_attributes("a", ["id", "class"])
            .add_tag_attributes("li", ["id", "class"])
            .add_tag_attributes("sup", ["class"])
            .add_tag_attributes("section", ["class"])
            .add_tag_attributes("code", ["class"])
            .add_tag_attributes("span", ["data-math-style"])
            .url_schemes(["http", "https", "mailto", "tel"].into())
            .url_relative(UrlRelative::PassThrough)
            .link_rel(Some("noopener noreferrer"))
            .attribute_filter(filter);
        builder
    })
}

/// Lets an attribute through when its value is one that the renderer writes, and an image when
/// its place is one we trust.
fn filter<'value>(element: &str, attribute: &str, value: &'value str) -> Option<Cow<'value, str>> {
    let fits = match (element, attribute) {
        ("img", "src") => value.starts_with("https://") || is_own_file(value),
        (_, "id") => value.starts_with("fn-") || value.starts_with("fnref-"),
        ("code", "class") => value.starts_with("language-"),
        (_, "class") => matches!(value, "footnote-ref" | "footnote-backref" | "footnotes"),
        _ => true,
    };
    fits.then_some(Cow::Borrowed(value))
}

fn is_own_file(address: &str) -> bool {
    address
        .strip_prefix(FILES)
        .is_some_and(|id| Uuid::try_parse(id).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_authors_write_is_shown() {
        for (markdown, expected) in [
            ("**Сайн** уу", "<p><strong>Сайн</strong> уу</p>"),
            (
                "|а|б|\n|:-:|---|\n|1<br>2|3|",
                "<th align=\"center\">а</th>",
            ),
            ("|а|\n|---|\n|1<br>2|", "<td>1<br>2</td>"),
            ("~~үгүй~~", "<del>үгүй</del>"),
            ("H<sub>2</sub>O", "H<sub>2</sub>O"),
            (
                "```rust\nfn\n```",
                "<code class=\"language-rust\">fn\n</code>",
            ),
            (
                "$a_1*b*c$",
                "<span data-math-style=\"inline\">a_1*b*c</span>",
            ),
            ("нэг[^1]\n\n[^1]: тайлбар", "<li id=\"fn-1\">"),
            ("нэг[^1]\n\n[^1]: тайлбар", "href=\"#fn-1\""),
            (
                "[а](/x)",
                "<a href=\"/x\" rel=\"noopener noreferrer\">а</a>",
            ),
            (
                "https://example.mn",
                "<a href=\"https://example.mn\" rel=\"noopener noreferrer\">",
            ),
            (
                "![з](https://example.mn/a.png)",
                "src=\"https://example.mn/a.png\"",
            ),
            (
                "![з](/api/v1/files/0199a000-0000-7000-8000-000000000001)",
                "src=\"/api/v1/files/0199a000-0000-7000-8000-000000000001\"",
            ),
        ] {
            let html = render(markdown);
            assert!(html.contains(expected), "{markdown} gave {html}");
        }
        let tasks = render("- [x] хийсэн\n- [ ] хийгээгүй");
        assert_eq!(tasks.matches("type=\"checkbox\"").count(), 2, "{tasks}");
        assert_eq!(tasks.matches("checked").count(), 1, "{tasks}");
        assert_eq!(tasks.matches("disabled").count(), 2, "{tasks}");
    }

    #[test]
    fn nothing_that_runs_or_pretends_comes_through() {
        for (markdown, forbidden) in [
            ("<script>alert(1)</script>", "alert"),
            ("<style>p{}</style>", "p{}"),
            ("<img src=x onerror=alert(1)>", "onerror"),
            ("<img src=http://example.mn/a.png>", "src"),
            ("![а](//example.mn/a.png)", "src"),
            ("![а](/api/v1/files/../me)", "src"),
            ("![а](data:image/png;base64,AAAA)", "src"),
            ("[а](javascript:alert(1))", "javascript"),
            ("<a href='java&#9;script:alert(1)'>а</a>", "script:"),
            ("<a href='data:text/html,x'>а</a>", "data:"),
            ("<iframe src=https://example.mn></iframe>", "iframe"),
            ("<form action=/x><input name=password></form>", "form"),
            ("<input type=password name=p value=v>", "password"),
            ("<p id=sign-in class=button style='x:y'>а</p>", "sign-in"),
            ("<p style='position:fixed'>а</p>", "style"),
            ("<svg onload=alert(1)>", "svg"),
            ("<a href=/ target=_top>а</a>", "target"),
            ("<!-- х -->", "х"),
        ] {
            let html = render(markdown);
            assert!(!html.contains(forbidden), "{markdown} gave {html}");
        }
    }
}
