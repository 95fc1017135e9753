//! OneRoster 1.1 and 1.2 as CSV (1EdTech, "OneRoster CSV Tables"): a zip file with a manifest that says
//! which files there are, whole (`bulk`) or only what has changed (`delta`). People who teach or lead are
//! taken; pupils and parents are counted.

use std::collections::{BTreeSet, HashMap};

use super::super::columns::Column;
use super::super::row::{Problem, Row};
use super::{Format, MOST_ROWS, Refusal, Roster};
use crate::courses::text_encoding::decode;
use crate::quizzes::formats::archive::Archive;

/// The roles of people who work at an organisation, of both versions, and what they are here.
const STAFF: [(&str, &str); 9] = [
    ("teacher", "teacher"),
    ("aide", "other"),
    ("administrator", "specialist"),
    ("principal", "director"),
    ("counselor", "social_worker"),
    ("proctor", "other"),
    ("siteadministrator", "training_manager"),
    ("districtadministrator", "education_office_specialist"),
    ("systemadministrator", "specialist"),
];

/// Reads a package.
///
/// # Errors
/// When it is of another version, or lacks what its manifest names.
pub fn read(archive: &mut Archive<'_>) -> Result<Roster, Refusal> {
    let manifest = Records::read(archive, "manifest.csv", &["propertyName", "value"])?;
    let manifest: HashMap<&str, &str> = manifest
        .rows()
        .map(|row| (row.cell("propertyname"), row.cell("value")))
        .collect();
    let format = match manifest.get("oneroster.version").copied().unwrap_or("") {
        "1.1" => Format::Oneroster11,
        "1.2" => Format::Oneroster12,
        other => return Err(Refusal::new("roster-oneroster-version").with("version", other)),
    };
    let mode = |file: &str| {
        let mode = manifest.get(format!("file.{file}").as_str());
        mode.copied().unwrap_or("absent")
    };
    if mode("users") == "absent" {
        return Err(Refusal::new("roster-oneroster-no-people"));
    }
    let mut file = |name: &str, columns: &[&str]| match mode(name) {
        "absent" => Ok(None),
        _ => Records::read(archive, &format!("{name}.csv"), columns).map(Some),
    };
    let users = file("users", &["sourcedId", "givenName", "familyName"])?;
    let orgs = file("orgs", &["sourcedId", "name"])?;
    let demographics = file("demographics", &["sourcedId"])?;
    let enrollments = file("enrollments", &["userSourcedId", "classSourcedId", "role"])?;
    let classes = file("classes", &["sourcedId"])?;
    let roles = match format {
        Format::Oneroster12 => file("roles", &["userSourcedId", "role", "orgSourcedId"])?,
        _ => None,
    };
    let Some(users) = users else {
        return Err(Refusal::new("roster-oneroster-no-people"));
    };
    if users.records.len() > MOST_ROWS {
        return Err(Refusal::new("roster-too-many-rows").with("most", MOST_ROWS));
    }
    let package = Package {
        orgs: by_id(orgs.as_ref()),
        born: by_id(demographics.as_ref()),
        roles: roles_of(roles.as_ref()),
        subjects: subjects(enrollments.as_ref(), classes.as_ref()),
    };
    let mut rows = Vec::new();
    let mut others = 0;
    for user in users.rows() {
        match package.row(&user) {
            Some(row) => rows.push(row),
            None => others += 1,
        }
    }
    let mut remarks = Vec::new();
    let mut remark = |key: &str, count: usize| {
        if count > 0 {
            remarks.push(Problem::new(None, key).with("count", count));
        }
    };
    remark("roster-not-staff", others);
    remark("roster-places-left-out", package.orgs.len());
    Ok(Roster {
        format,
        rows,
        remarks,
        is_delta: mode("users") == "delta",
    })
}

struct Package<'a> {
    orgs: HashMap<&'a str, Record<'a>>,
    born: HashMap<&'a str, Record<'a>>,
    /// The roles of a user, the primary first: the role and the organisation.
    roles: HashMap<&'a str, Vec<(&'a str, &'a str)>>,
    /// What a user teaches.
    subjects: HashMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Package<'a> {
    /// The row of a user; none for a pupil or parent.
    fn row(&self, user: &Record<'a>) -> Option<Row> {
        let id = user.cell("sourcedid");
        // 1.1 has the role and the organisations in the user's own row.
        let own = (!user.cell("role").is_empty()).then(|| (user.cell("role"), ""));
        let roles = self.roles.get(id).into_iter().flatten().copied().chain(own);
        let mut staff = roles.filter_map(|(role, org)| {
            let role = role.to_lowercase();
            let known = STAFF.iter().find(|(name, _)| *name == role)?;
            Some((known.1, org))
        });
        let (position, org) = staff.next()?;
        let first = |cell: &'a str| cell.split(',').next().unwrap_or_default().trim();
        let org = [
            org,
            user.cell("primaryorgsourcedid"),
            first(user.cell("orgsourcedids")),
        ]
        .into_iter()
        .find(|org| !org.is_empty())
        .unwrap_or_default();
        let (name, code) = match self.orgs.get(org) {
            Some(found) => (found.cell("name"), found.cell("identifier")),
            None => ("", ""),
        };
        let subjects = self.subjects.get(id).into_iter().flatten().copied();
        let subject: Vec<&str> = subjects.take(3).collect();
        let telephone = [user.cell("phone"), user.cell("sms")];
        let telephone = telephone.into_iter().find(|number| !number.is_empty());
        let born = self.born.get(id).map(|record| record.cell("birthdate"));
        let cells = [
            (Column::SectorCode, id),
            (Column::Surname, user.cell("familyname")),
            (Column::GivenName, user.cell("givenname")),
            (Column::Email, user.cell("email")),
            (Column::Telephone, telephone.unwrap_or_default()),
            (Column::Organisation, name),
            (
                Column::OrganisationCode,
                if code.is_empty() { org } else { code },
            ),
            (Column::Position, position),
            (Column::Subject, &subject.join(", ")),
            (Column::BirthDate, born.unwrap_or_default()),
        ];
        let place = format!("users.csv:{}", user.line);
        let cells = cells.map(|(column, cell)| (column, cell.to_owned()));
        let mut row = Row::read(place, cells);
        let status = user.cell("status");
        row.said.left = status.eq_ignore_ascii_case("tobedeleted")
            || user.cell("enableduser").eq_ignore_ascii_case("false");
        // Numbers of other countries are kept as they can be: nobody is left out for one.
        row.problems
            .retain(|problem| problem.column != Some(Column::Telephone));
        Some(row)
    }
}

fn by_id<'a>(records: Option<&'a Records>) -> HashMap<&'a str, Record<'a>> {
    let rows = records.into_iter().flat_map(Records::rows);
    rows.map(|row| (row.cell("sourcedid"), row)).collect()
}

fn roles_of(records: Option<&Records>) -> HashMap<&str, Vec<(&str, &str)>> {
    let mut roles: HashMap<&str, Vec<(&str, &str)>> = HashMap::new();
    for row in records.into_iter().flat_map(Records::rows) {
        if row.cell("status").eq_ignore_ascii_case("tobedeleted") {
            continue;
        }
        let of_user = roles.entry(row.cell("usersourcedid")).or_default();
        let role = (row.cell("role"), row.cell("orgsourcedid"));
        match row.cell("roletype") {
            "primary" => of_user.insert(0, role),
            _ => of_user.push(role),
        }
    }
    roles
}

/// What people teach: the first subject of each class in which they are the teacher.
fn subjects<'a>(
    enrollments: Option<&'a Records>,
    classes: Option<&'a Records>,
) -> HashMap<&'a str, BTreeSet<&'a str>> {
    let classes = by_id(classes);
    let mut subjects: HashMap<&str, BTreeSet<&str>> = HashMap::new();
    for row in enrollments.into_iter().flat_map(Records::rows) {
        let class = classes.get(row.cell("classsourcedid"));
        let is_teacher = row.cell("role").eq_ignore_ascii_case("teacher");
        let subject = class.and_then(|class| class.cell("subjects").split(',').next());
        if let Some(subject) = subject.map(str::trim)
            && is_teacher
            && !subject.is_empty()
        {
            let of_user = subjects.entry(row.cell("usersourcedid")).or_default();
            of_user.insert(subject);
        }
    }
    subjects
}

/// The records of one file.
struct Records {
    columns: HashMap<String, usize>,
    records: Vec<(u64, csv::StringRecord)>,
}

/// A record of a file.
#[derive(Clone, Copy)]
struct Record<'a> {
    columns: &'a HashMap<String, usize>,
    cells: &'a csv::StringRecord,
    line: u64,
}

impl<'a> Record<'a> {
    /// A cell by the name of its column in small letters; empty when there is none.
    fn cell(&self, column: &str) -> &'a str {
        let place = self.columns.get(column);
        let cell = place.and_then(|place| self.cells.get(*place));
        cell.unwrap_or_default().trim()
    }
}

impl Records {
    fn read(archive: &mut Archive<'_>, file: &str, needed: &[&str]) -> Result<Self, Refusal> {
        let bytes = archive
            .file(file)?
            .ok_or_else(|| Refusal::new("roster-oneroster-missing").with("file", file))?;
        let decoded = decode(&bytes);
        if decoded.damaged {
            return Err(Refusal::new("roster-not-text"));
        }
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(decoded.text.as_bytes());
        let not_text = |_| Refusal::new("roster-not-text");
        let headings = reader.headers().map_err(not_text)?.clone();
        let columns: HashMap<String, usize> = headings
            .iter()
            .enumerate()
            .map(|(at, heading)| (heading.trim().to_lowercase(), at))
            .collect();
        let missing = needed
            .iter()
            .find(|column| !columns.contains_key(&column.to_lowercase()));
        if let Some(heading) = missing {
            let refusal = Refusal::new("roster-oneroster-column");
            return Err(refusal.with("file", file).with("heading", heading));
        }
        let mut records = Vec::new();
        for record in reader.into_records() {
            let record = record.map_err(not_text)?;
            let line = record.position().map_or(0, csv::Position::line);
            records.push((line, record));
        }
        Ok(Self { columns, records })
    }

    fn rows(&self) -> impl Iterator<Item = Record<'_>> {
        self.records.iter().map(|(line, cells)| Record {
            columns: &self.columns,
            cells,
            line: *line,
        })
    }
}
