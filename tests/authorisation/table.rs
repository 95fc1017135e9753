//! The table, read.

use std::collections::BTreeSet;

use surgalt::policy::Role;

use super::route::Route;

/// A line of the table: who may ask for a route.
#[derive(Debug)]
pub struct Line {
    method: String,
    path: String,
    pub stranger: bool,
    /// Who may ask for what is the own.
    pub own: Vec<Role>,
    pub roles: Vec<Role>,
}

impl Line {
    fn read(line: &str) -> Self {
        let mut words = line.split_whitespace();
        let mut line = Self {
            method: words.next().unwrap().to_owned(),
            path: words
                .next()
                .unwrap_or_else(|| panic!("no path: {line}"))
                .to_owned(),
            stranger: false,
            own: Vec::new(),
            roles: Vec::new(),
        };
        for word in words {
            match (word, word.strip_prefix("own:")) {
                ("s", _) => line.stranger = true,
                ("own", _) => line.own = Role::ALL.to_vec(),
                (_, Some(letters)) => line.own = letters.chars().map(role).collect(),
                (letters, None) => line.roles.extend(letters.chars().map(role)),
            }
        }
        line
    }

    pub fn is_of(&self, route: &Route) -> bool {
        self.method == route.method.as_str() && self.path == route.path
    }
}

fn role(letter: char) -> Role {
    let named = |role: &Role| role.name().starts_with(letter);
    Role::ALL
        .into_iter()
        .find(named)
        .unwrap_or_else(|| panic!("who is {letter}?"))
}

/// Every line of the table.
pub fn read() -> Vec<Line> {
    include_str!("table.txt")
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(Line::read)
        .collect()
}

/// Where the table and the document differ: routes that the table forgets, lines without a route,
/// lines that stand twice, and routes whose document says otherwise who needs to sign in.
pub fn differences(lines: &[Line], routes: &[Route]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for line in lines {
        let name = format!("{} {}", line.method, line.path);
        if !routes.iter().any(|route| line.is_of(route)) {
            faults.push(format!("{name}: a line without a route"));
        }
        if !seen.insert(name.clone()) {
            faults.push(format!("{name}: stands twice"));
        }
    }
    for route in routes {
        match lines.iter().find(|line| line.is_of(route)) {
            None => faults.push(format!("{route}: not in the table")),
            Some(line) if line.stranger != route.is_open => {
                faults.push(format!(
                    "{route}: its document says otherwise who must sign in"
                ));
            }
            Some(_) => {}
        }
    }
    faults
}

#[test]
fn a_route_that_the_table_forgets_is_found_and_a_line_without_a_route_as_well() {
    let routes = super::route::all();
    let mut lines = read();
    lines.retain(|line| line.path != "/api/v1/people");
    lines.push(Line::read("GET /api/v1/treasures s"));
    let faults = differences(&lines, &routes);
    assert!(faults.contains(&"GET /api/v1/people: not in the table".to_owned()));
    assert!(faults.contains(&"GET /api/v1/treasures: a line without a route".to_owned()));
}
