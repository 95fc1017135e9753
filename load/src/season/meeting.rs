//! The webinar of a group: a methodologist hosts it, and the group's people come late, are cut and come
//! back, leave early, or stay. Between what they do the clock is moved.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::attending::{Moment, Stretch};
use super::cast::Fate;
use super::course::{MINUTES, SHARE};
use super::letters::Kind;
use super::office::METHODOLOGIST;
use super::person::Person;
use super::seat::Seat;
use super::time::Time;
use super::world::{Cohort, Staff, World};
use crate::Failure;

/// What happens in which minute.
const MINUTES_OF: [(i64, Act); 6] = [
    (5, Act::ComeLate),
    (20, Act::BeCut),
    (28, Act::ComeBack),
    (40, Act::LeaveEarly),
    (50, Act::TakeSecond),
    (60, Act::LeaveFirst),
];

/// What somebody does in a webinar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    /// Is there before it begins.
    Come,
    /// Comes late.
    ComeLate,
    /// Is cut.
    BeCut,
    /// Comes back after a cut.
    ComeBack,
    /// Leaves in the middle.
    LeaveEarly,
    /// Comes with a telephone as well.
    TakeSecond,
    /// Goes on with the telephone alone.
    LeaveFirst,
}

/// Somebody of the group, with the seats that the person has.
struct Guest<'a> {
    person: &'a mut Person,
    seats: Vec<Seat>,
}

/// Whether somebody comes to the webinar at all: of those who came too late for the course, each second.
fn comes(person: &Person) -> bool {
    match person.part.fate {
        Fate::Live | Fate::Cut | Fate::Granted | Fate::Leaver => true,
        Fate::TooLate => person.part.number.is_multiple_of(2),
        Fate::Later | Fate::Absent | Fate::Dabbler => false,
    }
}

/// Whether somebody does this.
fn does(person: &Person, act: Act) -> bool {
    let (fate, number) = (person.part.fate, person.part.number);
    let is_late = fate == Fate::Live && number.is_multiple_of(10);
    match act {
        Act::Come => !is_late,
        Act::ComeLate => is_late,
        Act::BeCut | Act::ComeBack => fate == Fate::Cut,
        Act::LeaveEarly => fate == Fate::Leaver,
        Act::TakeSecond | Act::LeaveFirst => fate == Fate::Cut && number.is_multiple_of(2),
    }
}

/// Holds the webinar of a group, from an hour before its beginning until everybody has been counted.
///
/// # Errors
/// When it cannot be held.
pub async fn hold(
    (world, staff, time): (&World, &Staff, &mut Time),
    cohort: &mut Cohort,
    group: usize,
    starts_at: DateTime<Utc>,
    people: &mut [&mut Person],
) -> Result<(), Failure> {
    let webinar = cohort.groups.get(group).and_then(|group| group.webinar_id);
    let webinar = webinar.ok_or("no webinar is planned")?;
    let early = TimeDelta::minutes(1);
    time.until(starts_at - TimeDelta::hours(1) + early).await?;
    for person in people.iter() {
        world.expects(&person.email(), Kind::WebinarSoon);
    }
    world.expects(METHODOLOGIST, Kind::WebinarSoon);
    time.until(starts_at - TimeDelta::minutes(5)).await?;
    let mut guests: Vec<Guest<'_>> = Vec::new();
    for person in people.iter_mut().filter(|person| comes(person)) {
        let seats = Vec::new();
        guests.push(Guest { person, seats });
    }
    let host = staff.methodologist.token(world).await?;
    let (host_seat, _) = Seat::take(world, &host, webinar, 0).await?;
    act(world, webinar, &mut guests, Act::Come).await;
    time.until(starts_at).await?;
    breathe(world, &mut guests).await;
    let from = turn(world, staff, webinar, "start").await?;
    for (minute, what) in MINUTES_OF {
        time.until(starts_at + TimeDelta::minutes(minute)).await?;
        breathe(world, &mut guests).await;
        act(world, webinar, &mut guests, what).await;
    }
    time.until(starts_at + TimeDelta::minutes(MINUTES)).await?;
    breathe(world, &mut guests).await;
    let to = turn(world, staff, webinar, "end").await?;
    drop(host_seat);
    let live = Stretch { from, to };
    for Guest { person, .. } in guests {
        let record = &mut person.record;
        record.attended.goes(to);
        match record.attended.is_enough(live, SHARE) {
            Some(true) => drop(record.done.insert(cohort.course.webinar)),
            Some(false) => {}
            None => world.note(&person.email(), Err("attended nearly enough".into())),
        }
    }
    if let Some(group) = cohort.groups.get_mut(group) {
        group.live = Some(live);
    }
    time.settle().await
}

/// Begins or ends the webinar; when that was.
async fn turn(world: &World, staff: &Staff, webinar: Uuid, how: &str) -> Result<Moment, Failure> {
    let host = staff.methodologist.token(world).await?;
    let earliest = world.clock.now();
    let path = format!("/api/v1/webinars/{webinar}/{how}");
    world
        .api
        .post(&host, &path, &Value::Null)
        .await?
        .expect(200)?;
    let latest = world.clock.now();
    Ok(Moment { earliest, latest })
}

/// Everybody is heard by the server, and reads what has come: the room must not wait for anybody.
async fn breathe(world: &World, guests: &mut [Guest<'_>]) {
    let mut seats: Vec<(String, &mut Seat)> = Vec::new();
    for guest in guests {
        let who = guest.person.email();
        seats.extend(guest.seats.iter_mut().map(|seat| (who.clone(), seat)));
    }
    for (who, seat) in &mut seats {
        world.note(who, seat.breathe());
    }
    for (who, seat) in seats {
        world.note(&who, seat.is_heard().await);
    }
}

/// Those who do this, do it.
async fn act(world: &World, webinar: Uuid, guests: &mut [Guest<'_>], what: Act) {
    let acting = guests.iter_mut().filter(|guest| does(guest.person, what));
    world
        .each(acting, async |guest: &mut Guest<'_>| {
            let outcome = guest.act(world, webinar, what).await;
            world.note(&guest.person.email(), outcome);
        })
        .await;
}

impl Guest<'_> {
    async fn act(&mut self, world: &World, webinar: Uuid, what: Act) -> Result<(), Failure> {
        match what {
            Act::Come | Act::ComeLate | Act::ComeBack | Act::TakeSecond => {
                let token = self.person.token(&world.api, &world.clock).await?;
                let seed = self.person.part.number;
                let (seat, at) = Seat::take(world, &token, webinar, seed).await?;
                self.seats.push(seat);
                self.person.record.attended.comes(at);
            }
            Act::BeCut => {
                // Without a word: the server hears the line break.
                self.seats.clear();
                self.person.record.attended.goes(about(world));
            }
            Act::LeaveEarly => {
                if let Some(seat) = self.seats.pop() {
                    let earliest = world.clock.now();
                    seat.leave().await?;
                    let latest = world.clock.now();
                    self.person
                        .record
                        .attended
                        .goes(Moment { earliest, latest });
                }
            }
            Act::LeaveFirst => {
                if self.seats.len() > 1 {
                    self.seats.remove(0).leave().await?;
                }
            }
        }
        Ok(())
    }
}

/// About now: the server takes somebody who was cut to have been there until last heard, which was when all
/// breathed, and hears the line break a moment later.
fn about(world: &World) -> Moment {
    let (now, slack) = (world.clock.now(), TimeDelta::seconds(30));
    Moment {
        earliest: now - slack,
        latest: now + slack,
    }
}
