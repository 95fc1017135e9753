//! What happens while lines are said: who speaks when, who is cut when, and when the server dies.

use std::collections::VecDeque;
use std::time::Duration;

use super::Plan;
use super::client::{SECOND, State};
use super::figures::RoomFigures;
use super::memory::Memory;
use super::play::{Stage, seconds};
use super::trouble::Troubles;
use super::world::World;
use crate::Failure;
use crate::moments::spread;
use crate::report::rounded;
use crate::server::own_processor_seconds;

/// Speakers that are asked for one line before it is left out.
const ASKED: usize = 64;

/// The part of the time between two lines of a speaker that must pass: a little less than all of it,
/// so that a line which is said late does not put off the next.
const BREATH: f64 = 0.85;

/// When what is due, in microseconds since the program began.
#[derive(Debug)]
pub struct Speech {
    /// The first line.
    begin: u64,
    /// From here on it is measured.
    measured: u64,
    /// The end.
    end: u64,
    /// From one line to the next.
    between: f64,
    lines: f64,
    /// From one line of a speaker to the next at least.
    pause: u64,
    speakers: usize,
    next_speaker: usize,
    cuts: VecDeque<u64>,
    troubles: Troubles,
}

impl Speech {
    /// Draws the moments.
    ///
    /// # Errors
    /// When there are too few speakers.
    pub fn plan(plan: &Plan, world: &mut World) -> Result<Self, Failure> {
        let begin = world.tick() + SECOND / 10;
        let measured = begin + microseconds(plan.warm_up_seconds);
        let end = measured + microseconds(plan.seconds).max(SECOND / 10);
        let people = f64::from(plan.participants);
        let minutes = plan.seconds.as_secs_f64() / 60.0;
        let cuts = (people * plan.cut_percent / 100.0 * minutes).ceil();
        let cuts = (0_u32..)
            .find(|count| f64::from(*count) >= cuts)
            .unwrap_or(0);
        let mut moments = |count: usize| {
            let moments = spread(count, plan.seconds, &mut world.random);
            moments
                .into_iter()
                .map(|at| measured + microseconds(at))
                .collect()
        };
        Ok(Self {
            begin,
            measured,
            end,
            between: 1_000_000.0 / plan.events_per_second,
            lines: 0.0,
            pause: microseconds(Duration::from_secs_f64(BREATH / plan.lines_per_speaker)),
            speakers: plan.speakers()?,
            next_speaker: 0,
            cuts: moments(usize::try_from(cuts)?),
            troubles: Troubles::plan(plan, measured, &mut world.random),
        })
    }

    /// When the next line is due.
    fn next_line(&self) -> u64 {
        self.begin
            + microseconds(Duration::from_secs_f64(
                self.lines * self.between / 1_000_000.0,
            ))
    }

    /// When anything is due next.
    fn next(&self, now: u64) -> u64 {
        let first = |queue: &VecDeque<u64>| queue.front().copied().unwrap_or(self.end);
        let measured = if now < self.measured {
            self.measured
        } else {
            self.end
        };
        let next = self
            .next_line()
            .min(first(&self.cuts))
            .min(self.troubles.next().unwrap_or(self.end));
        next.min(measured).min(self.end)
    }
}

/// Processor time of the server, over its deaths.
#[derive(Debug, Default)]
struct Spent {
    /// Of servers that were killed.
    before: f64,
    /// What it all was when measuring began, with this program's own and the deliveries.
    begun: Option<(f64, f64, u64, u64)>,
}

/// Holds the speech: everything that is due happens, and everybody is served, until its end.
///
/// # Errors
/// When the server does not come back, or `epoll` fails.
pub fn hold(
    stage: &mut Stage,
    plan: &Plan,
    mut speech: Speech,
    figures: &mut RoomFigures,
) -> Result<(), Failure> {
    stage.crowd.world.tally.measured = speech.measured..speech.end;
    let mut memory = Memory::default();
    let mut spent = Spent::default();
    loop {
        let now = stage.crowd.world.tick();
        if now >= speech.measured && spent.begun.is_none() {
            spent.begun = Some(look(stage, &spent));
            if plan.stall > 0 {
                memory.begin(stage.servers.memory());
                stall(stage, plan, true);
            }
        }
        if memory.is_due(now) {
            memory.go_on(stage.servers.memory());
        }
        if now >= speech.end {
            break;
        }
        while speech.next_line() <= now {
            say(stage, plan, &mut speech);
        }
        while speech.cuts.front().is_some_and(|at| *at <= now) {
            speech.cuts.pop_front();
            cut(stage, figures);
        }
        spent.before += speech.troubles.happen(stage, plan)?;
        stage.crowd.turn(speech.next(stage.crowd.world.now))?;
    }
    sum_up(stage, &spent, figures);
    (figures.memory_before_mb, figures.memory_during_mb) = (memory.before(), memory.during());
    figures.memory_limit_mb = memory.limit(plan.stall);
    stall(stage, plan, false);
    // The last trouble may have come just before the end.
    while stage.crowd.world.up().len() < stage.servers.count() || !speech.troubles.are_over() {
        speech.troubles.happen(stage, plan)?;
        stage.crowd.turn(stage.crowd.world.now + SECOND / 20)?;
    }
    Ok(())
}

fn say(stage: &mut Stage, plan: &Plan, speech: &mut Speech) {
    let due = speech.next_line();
    speech.lines += 1.0;
    let now = stage.crowd.world.now;
    for _ in 0..ASKED.min(speech.speakers) {
        // The host does not speak: a line of the host's is waited for at the beginning and the end.
        let who = 1 + speech.next_speaker % speech.speakers;
        speech.next_speaker += 1;
        let may = stage
            .crowd
            .clients
            .get(who)
            .is_some_and(|one| one.may_speak(now, speech.pause));
        if may {
            let bytes = usize::from(plan.bytes);
            stage
                .crowd
                .with(who, |client, _, world| client.say(due, bytes, world));
            return;
        }
    }
    stage.crowd.world.tally.unsaid += 1;
}

fn cut(stage: &mut Stage, figures: &mut RoomFigures) {
    let random = &mut stage.crowd.world.random;
    let limit = u16::try_from(stage.crowd.clients.len()).unwrap_or(u16::MAX);
    let (who, half_open) = (usize::from(random.below(limit)), random.below(2) == 0);
    let is_there = |one: &super::client::Client| one.state == State::Inside && !one.stalls;
    if stage.crowd.clients.get(who).is_some_and(is_there) {
        stage.crowd.cut(who, half_open);
        figures.cuts += 1;
    }
}

/// Some stop reading, or read again.
fn stall(stage: &mut Stage, plan: &Plan, stalls: bool) {
    let count = stage.crowd.clients.len();
    let stalling = usize::try_from(plan.stall).unwrap_or_default();
    for who in count.saturating_sub(stalling)..count {
        stage.crowd.with(who, |client, tools, world| {
            client.stall(stalls, world.now)?;
            client.readable(true, &mut tools.scratch, world)
        });
    }
}

fn look(stage: &Stage, spent: &Spent) -> (f64, f64, u64, u64) {
    let server = stage.servers.processor_seconds().unwrap_or_default();
    let own = own_processor_seconds().unwrap_or_default();
    let tally = &stage.crowd.world.tally;
    (
        spent.before + server,
        own,
        tally.delivered,
        tally.acknowledged,
    )
}

fn sum_up(stage: &Stage, spent: &Spent, figures: &mut RoomFigures) {
    let Some(begun) = spent.begun else { return };
    let ended = look(stage, spent);
    let measured = &stage.crowd.world.tally.measured;
    let time = seconds(stage.crowd.world.now - measured.start).max(0.001);
    let count = |from: u64, to: u64| f64::from(u32::try_from(to - from).unwrap_or(u32::MAX));
    let deliveries = count(begun.2, ended.2);
    let server = ended.0 - begun.0;
    figures.seconds = rounded(time, 1_000.0);
    figures.deliveries_per_second = rounded(deliveries / time, 10.0);
    figures.events_per_second = rounded(count(begun.3, ended.3) / time, 10.0);
    figures.server_cpu_percent = Some(rounded(server / time * 100.0, 10.0));
    figures.load_cpu_percent = Some(rounded((ended.1 - begun.1) / time * 100.0, 10.0));
    figures.server_cpu_s_per_million =
        Some(rounded(server / deliveries.max(1.0) * 1_000_000.0, 1_000.0));
}

fn microseconds(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}
