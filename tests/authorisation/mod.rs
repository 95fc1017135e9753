//! Who may do what: every route, asked by everybody, against one table (`table.txt`).

mod belongings;
mod cohorts;
mod letters;
mod meetings;
mod registers;
mod registry;
mod route;
mod studies;
mod table;
mod ways_in;

use surgalt::policy::Role;

use crate::support::{Backend, Client, House};
use belongings::Belongings;
use route::Route;
use table::Line;

#[actix_web::test]
async fn every_route_is_open_to_those_whom_the_table_names_and_to_nobody_else_on_sqlite() {
    the_table_holds(Backend::Sqlite).await;
}

#[actix_web::test]
async fn every_route_is_open_to_those_whom_the_table_names_and_to_nobody_else_on_postgresql() {
    the_table_holds(Backend::Postgresql).await;
}

async fn the_table_holds(backend: Backend) {
    // Hundreds of people sign in from one address.
    let house =
        House::open_with(backend, |config| config.sign_in.tries_per_address = 100_000).await;
    let lines = table::read();
    let routes = route::all();
    let mut faults = table::differences(&lines, &routes);
    let strangers = People::of(&house).await;
    let anothers = Belongings::of_somebody(&house, &strangers.officer).await;
    let mut readers = Vec::new();
    for role in Role::ALL {
        readers.push(Asker::new(&house, role).await);
    }
    for route in &routes {
        let Some(line) = lines.iter().find(|line| line.is_of(route)) else {
            continue;
        };
        faults.extend(refusals(line, route, &strangers, &anothers).await);
        faults.extend(permissions(&house, line, route, &readers).await);
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// A person of one role, with what is somebody else's and what is the own.
struct Asker {
    client: Client,
    anothers: Belongings,
    own: Belongings,
}

impl Asker {
    async fn new(house: &House, role: Role) -> Self {
        let client = house.person(&[role]).await;
        Self {
            anothers: Belongings::of_somebody(house, &client).await,
            own: Belongings::of(house, &client).await,
            client,
        }
    }
}

/// One person of each role, and somebody who is not signed in.
struct People {
    stranger: Client,
    officer: Client,
    others: Vec<(Role, Client)>,
}

impl People {
    async fn of(house: &House) -> Self {
        let mut others = Vec::new();
        for role in Role::ALL {
            others.push((role, house.person(&[role]).await));
        }
        let officer = others.iter().find(|(role, _)| *role == Role::Officer);
        Self {
            stranger: house.stranger(),
            officer: officer.unwrap().1.clone(),
            others,
        }
    }
}

/// Whoever is not named is refused, with what is another person's.
async fn refusals(
    line: &Line,
    route: &Route,
    people: &People,
    anothers: &Belongings,
) -> Vec<String> {
    let mut faults = Vec::new();
    if !line.stranger {
        let outcome = route.ask(&people.stranger, anothers).await;
        if !outcome.asks_to_sign_in() {
            faults.push(format!("{route}: a stranger gets {outcome}"));
        }
    }
    for (role, client) in &people.others {
        if line.roles.contains(role) {
            continue;
        }
        let outcome = route.ask(client, anothers).await;
        if !outcome.is_refusal() {
            faults.push(format!("{route}: {role:?} gets {outcome}, and may not"));
        }
    }
    faults
}

/// Whoever is named is let in. Each comes new, with things that nobody has touched: what is asked
/// for really happens. Who only reads touches nothing: the same people read everything.
async fn permissions(house: &House, line: &Line, route: &Route, readers: &[Asker]) -> Vec<String> {
    let mut faults = Vec::new();
    if line.stranger {
        let officer = house.person(&[Role::Officer]).await;
        let anothers = Belongings::of_somebody(house, &officer).await;
        let outcome = route.ask(&house.stranger(), &anothers).await;
        if outcome.is_refusal() || outcome.is_fault() {
            faults.push(format!("{route}: a stranger gets {outcome}, and may"));
        }
    }
    if route.only_reads() {
        for (role, reader) in Role::ALL.into_iter().zip(readers) {
            let asked = [
                (line.roles.contains(&role), &reader.anothers, "another's"),
                (line.own.contains(&role), &reader.own, "the own"),
            ];
            for (_, things, whose) in asked.into_iter().filter(|(may, ..)| *may) {
                let outcome = route.ask(&reader.client, things).await;
                if outcome.is_refusal() || outcome.is_fault() {
                    faults.push(format!(
                        "{route}: {role:?} gets {outcome} with what is {whose}"
                    ));
                }
            }
        }
        return faults;
    }
    for role in Role::ALL {
        if line.roles.contains(&role) {
            let client = house.person(&[role]).await;
            let anothers = Belongings::of_somebody(house, &client).await;
            let outcome = route.ask(&client, &anothers).await;
            if outcome.is_refusal() || outcome.is_fault() {
                faults.push(format!("{route}: {role:?} gets {outcome}, and may"));
            }
        }
        if line.own.contains(&role) {
            let client = house.person(&[role]).await;
            let own = Belongings::of(house, &client).await;
            let outcome = route.ask(&client, &own).await;
            if outcome.is_refusal() || outcome.is_fault() {
                faults.push(format!(
                    "{route}: {role:?} gets {outcome} with what is the own"
                ));
            }
        }
    }
    faults
}
