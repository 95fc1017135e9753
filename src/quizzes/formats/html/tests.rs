use super::*;

#[test]
fn what_other_systems_write_becomes_markdown() {
    for (html, markdown) in [
        ("", ""),
        ("Нэг &amp; хоёр", "Нэг & хоёр"),
        ("<p>Нэг</p>\n<p>Хоёр</p>", "Нэг\n\nХоёр"),
        ("<p>Нэг<br />хоёр<br></p>", "Нэг\\\nхоёр"),
        ("<p>Нэг<br><br>хоёр</p>", "Нэг\n\nхоёр"),
        ("<div>а</div><div><div>б</div></div>", "а\n\nб"),
        ("<p>a <strong>b</strong> <em>c</em>.</p>", "a **b** *c*."),
        ("<b> a </b>b", "**a** b"),
        ("<b>Question:</b> which", "**Question:** which"),
        ("<b>a,</b>b", "<strong>a,</strong>b"),
        ("<i>a</i><i>b</i>", "*ab*"),
        ("<b><i>a</i></b>", "***a***"),
        ("<b></b>a", "a"),
        (
            "<span style=\"text-decoration: underline;\">a</span> b",
            "<u>a</u> b",
        ),
        (
            "<span style='font-weight: bold'>a <span>b</span></span> c",
            "**a b** c",
        ),
        (
            "H<sub>2</sub>O m<sup>2</sup>",
            "H<sub>2</sub>O m<sup>2</sup>",
        ),
        (
            "<ul><li>a</li><li>b<ol><li>c<li>d</ol></li></ul>",
            "- a\n- b\n  1. c\n  2. d",
        ),
        (
            "<ol start=3><li><p>a</p><p>b</p></li></ol>c",
            "3. a\n\n   b\n\nc",
        ),
        ("<h2>a<br>b</h2>c", "## a b\n\nc"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n> \n> b"),
        ("<pre>a\n  *b*</pre>", "```\na\n  *b*\n```"),
        ("<p>x <code>a*b`</code></p>", "x `` a*b` ``"),
        (
            "<table><tr><th>a<th>b<tr><td>1|2<td>3<br>4</table>",
            "| a | b |\n| --- | --- |\n| 1\\|2 | 3<br>4 |",
        ),
        (
            "<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
            "|  |  |\n| --- | --- |\n| 1 | 2 |",
        ),
        (
            "<a href=\"https://a.mn/x (1)\">a</a>",
            "[a](https://a.mn/x%20%281%29)",
        ),
        ("<a href=\"javascript:alert(1)\">a</a>", "a"),
        (
            "<img src=\"/api/v1/files/1\" alt=\"a\nb\" width=3>",
            "![a b](/api/v1/files/1)",
        ),
        ("<audio controls><source src=a.mp3></audio>", "![](a.mp3)"),
        ("a<script>alert('<p>')</script><style>p{}</style>b", "ab"),
        ("<!-- a -->b<![CDATA[c]]>", "b"),
        ("1 < 2 &lt;b&gt;", "1 < 2 \\<b>"),
        (
            "2*3*4 a_b _c_ `x` [a](b) ~x~",
            "2\\*3\\*4 a_b \\_c\\_ \\`x\\` \\[a\\](b) \\~x\\~",
        ),
        (
            "<p># a</p><p>- b</p><p>1. c</p><p>1.5</p>",
            "\\# a\n\n\\- b\n\n1\\. c\n\n1.5",
        ),
        ("The [[1]] sat [[12]] {a}", "The [[1]] sat [[12]] {a}"),
        ("&nbsp;a&amp;nbsp;", "\u{a0}a\\&nbsp;"),
    ] {
        assert_eq!(to_markdown(html), markdown, "{html}");
    }
}

#[test]
fn formulas_stay_tex() {
    for (html, markdown) in [
        (r"<p>\(a_1 &lt; b*c*d\)</p>", r"$a_1 < b*c*d$"),
        (r"\[\frac{1}{2}\]", r"$$\frac{1}{2}$$"),
        ("$$x\n<br>\ny$$", "$$x y$$"),
        ("$x_1$ and $y_2$.", "$x_1$ and $y_2$."),
        ("costs $5 and $10", "costs \\$5 and \\$10"),
        (r"\( \)", r"\\( \\)"),
        (r"<b>\(a\)</b>", "**$a$**"),
        ("<a title=\"$x$\" href=b>$x$</a>", "[$x$](b)"),
        (
            "<p><math><mi>a</mi>\n\n<mo>*</mo></math></p>",
            "<math><mi>a</mi> <mo>&#42;</mo></math>",
        ),
        (r"\(a", r"\\(a"),
        (r"\(\text{5\$}\)", r"$\text{5\$}$"),
    ] {
        assert_eq!(to_markdown(html), markdown, "{html}");
    }
}

#[test]
fn our_markdown_becomes_html_and_comes_back() {
    for markdown in [
        "Нэг",
        "Нэг\n\nхоёр **гурав** *дөрөв* ~~тав~~",
        "a $x_1 < y$ b\n\n$$\\frac{1}{2}$$",
        "- a\n- b\n\n1. c\n2. d",
        "| a | b |\n| --- | --- |\n| 1 | 2<br>3 |",
        "![зураг](/api/v1/files/0199a000-0000-7000-8000-000000000001)",
        "[a](https://example.mn/b) `код` H<sub>2</sub>O",
        "## a\n\n> b",
        "5\\$ \\(a) \\[b\\]",
        "[[1]] ба [[2]]",
        "a\\\nb",
    ] {
        let html = to_html(markdown);
        let again = to_markdown(&html);
        assert_eq!(to_html(&again), html, "{markdown} gave {again}");
    }
    assert_eq!(to_html("$a$ 5\\$"), r"<p>\(a\) 5&#36;</p>");
    assert_eq!(to_inline_html("**a** $b$"), r"<strong>a</strong> \(b\)");
}

#[test]
fn plain_text_is_shown_as_it_stands() {
    for (text, markdown) in [
        ("a*b", "a\\*b"),
        ("a\nb\n\nc", "a\\\nb\n\nc"),
        ("# a", "\\# a"),
        ("<b>", "\\<b>"),
    ] {
        assert_eq!(plain_to_markdown(text), markdown);
        let shown = to_markdown(&to_html(markdown));
        assert_eq!(shown, markdown);
    }
}

#[test]
fn no_nesting_and_no_length_is_too_much() {
    let started = std::time::Instant::now();
    for html in [
        "<div>".repeat(5_000),
        "<ul><li>".repeat(10_000),
        "<b><i>".repeat(10_000) + "a",
        "<blockquote>a<br>".repeat(5_000),
        "<table><tr><td>".repeat(5_000) + "a",
        "\\(".repeat(10_000),
        "$a".repeat(10_000),
        "<math>".repeat(10_000),
        "[".repeat(10_000),
        "&".repeat(10_000),
    ] {
        let markdown = to_markdown(&html);
        assert!(markdown.len() < 100 * html.len());
    }
    assert!(started.elapsed().as_secs() < 60);
}
