//! What a person grades, written: the guidance stands where only scorers see it.

use super::super::super::super::questions::rubric::Rubric;
use super::super::super::Severity;
use super::super::node::Node;
use super::Draft;
use super::page::Page;
use super::parts::response;

/// A text for a person to read.
pub fn essay(
    page: &mut Page<'_>,
    guidance: &str,
    rubric: Option<&Rubric>,
    template: &str,
) -> Draft {
    if !template.is_empty() {
        page.remark(Severity::LeftOut, "import-qti-template");
    }
    let interaction = Node::new("extendedTextInteraction").with("responseIdentifier", "RESPONSE");
    draft(page, interaction, "string", guidance, rubric)
}

/// Files for a person to read.
pub fn file(page: &mut Page<'_>, guidance: &str, rubric: Option<&Rubric>, most_files: u8) -> Draft {
    if most_files > 1 {
        page.remark(Severity::Changed, "import-qti-one-file");
    }
    let interaction = Node::new("uploadInteraction").with("responseIdentifier", "RESPONSE");
    draft(page, interaction, "file", guidance, rubric)
}

fn draft(
    page: &mut Page<'_>,
    interaction: Node,
    base: &str,
    guidance: &str,
    rubric: Option<&Rubric>,
) -> Draft {
    let mut before = Vec::new();
    if !guidance.is_empty() || rubric.is_some() {
        let mut block = Node::new("rubricBlock").with("view", "scorer");
        block.parts = page.blocks(guidance);
        before.push(match rubric {
            Some(rubric) => {
                page.remark(Severity::Changed, "import-qti-rubric");
                block.holding(table(rubric))
            }
            None => block,
        });
    }
    before.push(interaction);
    Draft {
        responses: vec![response("RESPONSE", "single", base)],
        interaction: before,
        ..Draft::default()
    }
}

/// A rubric as a table: a row for each level of a criterion.
fn table(rubric: &Rubric) -> Node {
    let cell = |text: &str| Node::new("td").saying(text);
    let rows = rubric.criteria.iter().flat_map(|criterion| {
        criterion.levels.iter().map(move |level| {
            Node::new("tr")
                .holding(cell(&criterion.title))
                .holding(cell(&level.title))
                .holding(cell(&level.points.to_string()))
        })
    });
    Node::new("table").holding(Node::new("tbody").holding_all(rows.collect::<Vec<Node>>()))
}
