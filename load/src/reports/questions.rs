//! What is asked: every list, search, report and export that grows with the country, by who asks it.

use uuid::Uuid;

use super::names::{COMMON, SPELLINGS};
use super::world::{Signed, Staff, World};

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// The officer of a district.
    District,
    /// The officer of a province.
    Province,
    /// The officer of the whole tree.
    Ministry,
    /// The registrar.
    Registrar,
    /// The methodologist.
    Author,
}

impl Who {
    /// Everybody who asks.
    pub const ALL: [Self; 5] = [
        Self::District,
        Self::Province,
        Self::Ministry,
        Self::Registrar,
        Self::Author,
    ];

    /// In a word.
    pub fn name(self) -> &'static str {
        match self {
            Self::District => "district",
            Self::Province => "province",
            Self::Ministry => "ministry",
            Self::Registrar => "registrar",
            Self::Author => "methodologist",
        }
    }

    /// That person's device.
    pub fn of(self, staff: &Staff) -> Signed {
        match self {
            Self::District => staff.district,
            Self::Province => staff.province,
            Self::Ministry => staff.ministry,
            Self::Registrar => staff.registrar,
            Self::Author => staff.author,
        }
    }
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What it is called in the figures: the same in a small and in a large country.
    pub name: String,
    /// Who asks.
    pub who: Who,
    /// The path, with its query.
    pub path: String,
    /// How many people its answer counts, by the ledger; 0 for an answer that lists what it tells of.
    pub counted: i64,
}

/// How many were invited into cohorts, of those whom somebody sees.
fn invited(world: &World, who: Who, cohorts: &[Uuid]) -> i64 {
    let part = match who {
        Who::District => Some(world.district_id),
        Who::Province => Some(world.province_id),
        Who::Ministry | Who::Registrar | Who::Author => None,
    };
    world.ledger.sum(cohorts, part).invited
}

/// A list of the whole country, of a province, of a district.
const OFFICERS: [Who; 3] = [Who::District, Who::Province, Who::Ministry];
/// Those whose sight ends nowhere, beside those.
const READERS: [Who; 4] = [Who::District, Who::Province, Who::Ministry, Who::Registrar];

/// All questions about a world.
pub fn all(world: &World) -> Vec<Question> {
    let mut questions = Questions(Vec::new());
    people(world, &mut questions);
    learning(world, &mut questions);
    registers(world, &mut questions);
    questions.0
}

struct Questions(Vec<Question>);

impl Questions {
    fn ask(&mut self, who: &[Who], name: &str, path: &str) {
        self.ask_counting(who, name, path, |_| 0);
    }

    /// What is answered by counting: so many of those whom each of them sees.
    fn ask_counting(&mut self, who: &[Who], name: &str, path: &str, counted: impl Fn(Who) -> i64) {
        for who in who {
            self.0.push(Question {
                name: format!("{name} ({})", who.name()),
                who: *who,
                path: format!("/api/v1{path}"),
                counted: counted(*who),
            });
        }
    }
}

fn people(world: &World, questions: &mut Questions) {
    let (person, district) = (world.person_id, world.district_id);
    questions.ask(&READERS, "people", "/people");
    let deep = format!("/people?after={person}");
    questions.ask(&READERS, "people, a page in the middle", &deep);
    questions.ask(&READERS, "people, teachers", "/people?position=teacher");
    questions.ask(
        &READERS,
        "people, specialists",
        "/people?position=specialist",
    );
    questions.ask(&READERS, "people, fifth year", "/people?year_of_service=5");
    let both = "/people?position=director&year_of_service=5";
    questions.ask(&READERS, "people, directors in the fifth year", both);
    questions.ask(
        &READERS,
        "people, letters bounce",
        "/people?contact=bounced",
    );
    questions.ask(
        &READERS,
        "people, unreachable",
        "/people?contact=unreachable",
    );
    let of_district = format!("/people?organisation_id={district}");
    questions.ask(
        &[Who::Province, Who::Registrar],
        "people of a district",
        &of_district,
    );
    let text = |text: &str| format!("/people?text={}", encoded(text));
    questions.ask(&READERS, "people, a common beginning", &text(COMMON));
    for (number, spelling) in (1..).zip(SPELLINGS) {
        let name = format!("people, a name, spelling {number}");
        questions.ask(&READERS, &name, &text(spelling));
    }
    let (surname, given_name) = &world.name;
    let whole = text(&format!("{surname} {given_name}"));
    questions.ask(&READERS, "people, a whole name", &whole);
    questions.ask(&READERS, "people, nobody's name", &text("Вангчингсүрэнжав"));
    questions.ask(
        &READERS,
        "people, a register number",
        &text(&world.register_number),
    );
    for (name, path) in [
        ("a person", String::new()),
        ("a person's placements", "/placements".to_owned()),
        ("a person's credits", "/credits".to_owned()),
        ("a person's addresses", "/contacts".to_owned()),
    ] {
        let path = format!("/people/{person}{path}");
        questions.ask(&[Who::District], name, &path);
    }
    questions.ask(&OFFICERS, "organisations", "/organisations");
    let schools = format!("/organisations?text={}", encoded("12-р сургууль"));
    questions.ask(&OFFICERS, "organisations by name", &schools);
}

fn learning(world: &World, questions: &mut Questions) {
    let (programme, district) = (world.programme.id, world.district_id);
    questions.ask(&OFFICERS, "cohorts", "/cohorts");
    let Some(season) = world.seasons.last() else {
        return;
    };
    if let Some(cohort) = season.cohorts.first() {
        let path = format!("/cohorts/{cohort}");
        let of_cohort = |who| invited(world, who, &[*cohort]);
        questions.ask_counting(&READERS, "a cohort with its counts", &path, of_cohort);
        questions.ask(&READERS, "members", &format!("{path}/members"));
        questions.ask(
            &READERS,
            "members, those who wait",
            &format!("{path}/members?state=waiting"),
        );
        let of_district = format!("{path}/members?organisation={district}");
        questions.ask(
            &[Who::Province, Who::Registrar],
            "members of a district",
            &of_district,
        );
        questions.ask(&READERS, "behind", &format!("{path}/behind"));
        questions.ask(
            &[Who::District, Who::Province],
            "behind as CSV",
            &format!("{path}/behind?format=csv"),
        );
        questions.ask(
            &[Who::District],
            "behind on paper",
            &format!("{path}/behind?format=html"),
        );
        for (who, name, ending) in [
            (&READERS[..], "cohort report", "report"),
            (&OFFICERS, "cohort report as CSV", "report?format=csv"),
            (&OFFICERS, "cohort trend", "report/trend"),
        ] {
            questions.ask_counting(who, name, &format!("{path}/{ending}"), of_cohort);
        }
    }
    // A programme's report holds its last season against the one before.
    let two = world.seasons.iter().rev().take(2);
    let two: Vec<Uuid> = two.flat_map(|one| one.cohorts.clone()).collect();
    let two_seasons = |who| invited(world, who, &two);
    let this_season = |who| invited(world, who, &season.cohorts);
    let report = format!("/programmes/{programme}/report");
    questions.ask_counting(&READERS, "programme report", &report, two_seasons);
    let trend = format!("{report}/trend");
    questions.ask_counting(&OFFICERS, "programme trend", &trend, this_season);
    let indicators = format!(
        "/programmes/{programme}/indicators/report?from={0}&to={0}",
        season.year
    );
    questions.ask_counting(&READERS, "indicators of a year", &indicators, this_season);
    let course = season.course_id;
    questions.ask(&READERS, "enrolments", "/enrolments");
    questions.ask(
        &READERS,
        "enrolments of a course",
        &format!("/enrolments?course={course}"),
    );
    questions.ask(&[Who::Author], "grading queue", "/grading-queue");
    questions.ask(&[Who::Author], "appeals", "/appeals");
    questions.ask(&OFFICERS, "webinars", "/webinars");
    let webinar = season.webinar_id;
    questions.ask(
        &READERS,
        "attendance",
        &format!("/webinars/{webinar}/attendance"),
    );
    let export = format!("/webinars/{webinar}/attendance/export?format=csv");
    questions.ask(
        &[Who::District, Who::Province],
        "attendance as CSV",
        &export,
    );
    questions.ask(&READERS, "surveys", "/surveys");
    let survey = season.survey_id;
    let results = format!("/surveys/{survey}/results");
    questions.ask_counting(&READERS, "survey results", &results, this_season);
    let of_district = format!("/surveys/{survey}/results?organisation_id={district}");
    let there = |_| invited(world, Who::District, &season.cohorts);
    questions.ask_counting(
        &[Who::Registrar],
        "survey results of a district",
        &of_district,
        there,
    );
    let export = format!("/surveys/{survey}/export?format=csv");
    questions.ask(&[Who::District, Who::Province], "survey as CSV", &export);
}

fn registers(world: &World, questions: &mut Questions) {
    let (person, district) = (world.person_id, world.district_id);
    let year = world.seasons.last().map_or(0, |season| season.year);
    questions.ask(&READERS, "certificates", "/certificates");
    questions.ask(
        &READERS,
        "certificates of a year",
        &format!("/certificates?year={year}"),
    );
    let of_district = format!("/certificates?organisation_id={district}");
    questions.ask(
        &[Who::Province, Who::Registrar],
        "certificates of a district",
        &of_district,
    );
    questions.ask(
        &READERS,
        "certificates, revoked",
        "/certificates?state=revoked",
    );
    questions.ask(
        &READERS,
        "certificates, superseded",
        "/certificates?state=superseded",
    );
    questions.ask(
        &READERS,
        "certificates, to be told",
        "/certificates?export=waiting",
    );
    let text = |text: &str| format!("/certificates?text={}", encoded(text));
    questions.ask(&READERS, "certificates, a common beginning", &text(COMMON));
    questions.ask(&READERS, "certificates, a name", &text(&world.name.1));
    questions.ask(
        &READERS,
        "certificates, nobody's name",
        &text("Вангчингсүрэнжав"),
    );
    questions.ask(
        &READERS,
        "certificates, a number",
        &text(&format!("SG-5.2-{year}-000042")),
    );
    questions.ask(&OFFICERS, "audit log", "/audit-log");
    questions.ask(
        &OFFICERS,
        "audit log, enrolments",
        "/audit-log?action=person_enrolled",
    );
    questions.ask(
        &OFFICERS,
        "audit log, codes",
        "/audit-log?action=recovery_code_issued",
    );
    questions.ask(
        &OFFICERS,
        "audit log of a person",
        &format!("/audit-log?person={person}"),
    );
    questions.ask(
        &[Who::District],
        "audit log as CSV",
        "/audit-log/export?format=csv",
    );
    questions.ask(&READERS, "visits", "/visits");
    questions.ask(
        &[Who::District, Who::Province],
        "visits as CSV",
        "/visits/export?format=csv",
    );
    questions.ask(&READERS, "mentors", "/mentorships");
    questions.ask(&READERS, "rosters", "/roster-imports");
    questions.ask(&OFFICERS, "sign-in cards", "/sign-in-cards");
}

/// A value of a query.
pub fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}
