//! Tables.

/// The table as Markdown. A table of one cell is only there for its frame, so its content stands
/// alone.
pub(super) fn markdown(rows: &[(bool, Vec<String>)]) -> String {
    let width = rows
        .iter()
        .map(|(_, cells)| cells.len())
        .max()
        .unwrap_or_default();
    match rows {
        [] => return String::new(),
        [(_, cells)] if cells.len() == 1 => return cells.first().cloned().unwrap_or_default(),
        _ => {}
    }
    let mut lines = Vec::new();
    let (heading, body) = match rows.split_first() {
        Some(((true, cells), body)) => (cells.clone(), body),
        // Markdown knows no table without a heading, so that one of body rows alone has an empty one.
        _ => (Vec::new(), rows),
    };
    lines.push(line(&heading, width));
    lines.push(format!("|{}", " --- |".repeat(width)));
    lines.extend(body.iter().map(|(_, cells)| line(cells, width)));
    lines.join("\n")
}

fn line(cells: &[String], width: usize) -> String {
    let mut line = String::from("|");
    for at in 0..width {
        let cell = cells.get(at).map_or("", String::as_str);
        let words = cell.replace('|', "\\|").replace("\\\n", "<br>");
        let paragraphs: Vec<&str> = words.split('\n').filter(|line| !line.is_empty()).collect();
        line.push_str(&format!(" {} |", paragraphs.join("<br>")));
    }
    line
}
