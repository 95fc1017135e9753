//! A hall that answers its polls in the same moment.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde_json::{Value, json};
use surgalt::config::Config;
use uuid::Uuid;

use super::Hall;
use super::happenings::enter;
use crate::support::{Backend, House, RoomClient, raise_open_files};

stories_on![a_thousand_answers_in_one_moment_are_counted_once_each];

/// People who answer, and polls that are open: a thousand answers.
const PEOPLE: usize = 334;
const POLLS: usize = 3;
/// Of these people so many answer on two devices.
const DEVICES: usize = 20;
const OPTIONS: usize = 4;

/// A device, whose it is, and what it answers.
struct Device {
    person: Uuid,
    room: RoomClient,
    /// The votes by the numbers of their commands: the poll's place, and the option from 1.
    votes: BTreeMap<u64, (usize, usize)>,
}

impl Device {
    fn frame(&self, command: u64, polls: &[u64]) -> Value {
        let (poll, option) = self.votes[&command];
        json!({"type": "vote", "command": command, "poll": polls[poll],
            "answer": {"options": [option]}})
    }

    /// Waits until every vote is acknowledged; what a busy room puts off is sent again, as the protocol
    /// asks for.
    async fn is_answered(&mut self, polls: &[u64]) {
        loop {
            let count = self.votes.len();
            let answered =
                |room: &RoomClient| room.acknowledged.len() + room.refused.len() >= count;
            self.room.until(answered).await;
            if self.room.refused.is_empty() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
            for (command, code) in std::mem::take(&mut self.room.refused) {
                assert_eq!(code, "room_busy");
                let frame = self.frame(command.unwrap(), polls);
                self.room.send(frame).await;
            }
        }
    }
}

async fn a_thousand_answers_in_one_moment_are_counted_once_each(backend: Backend) {
    raise_open_files();
    let many = i32::try_from(PEOPLE * 2).unwrap();
    let settings = |config: &mut Config| {
        config.sign_in.tries_per_address = many;
        // Whoever has come reads nothing until all have, which takes a busy machine a while.
        config.webinars.silence_seconds = 600;
    };
    let house = House::open_with(backend, settings).await;
    let hall = Hall::open(house).await;
    hall.start().await;
    let mut host = enter(&hall, &hall.host).await;
    let mut devices = Vec::new();
    for number in 0..PEOPLE {
        let teacher = hall.teacher().await;
        for _ in 0..if number < DEVICES { 2 } else { 1 } {
            devices.push(Device {
                person: teacher.id(),
                room: enter(&hall, &teacher).await,
                votes: BTreeMap::new(),
            });
        }
    }
    let options: Vec<String> = (1..=OPTIONS).map(|option| format!("{option}")).collect();
    let mut polls = Vec::new();
    for number in 0..POLLS {
        let poll = json!({"type": "open_poll", "question": format!("Асуулт {number}"),
            "answers": {"kind": "single", "options": options}});
        polls.push(host.does(poll).await);
    }
    for device in &mut devices {
        device.room.sees(polls[POLLS - 1]).await;
    }

    // Nobody waits for anybody: the first is not answered before the last has voted.
    for (place, device) in devices.iter_mut().enumerate() {
        for poll in 0..POLLS {
            let command = u64::try_from(poll).unwrap() + 1;
            // Two devices of one person never say the same.
            device
                .votes
                .insert(command, (poll, 1 + (place + poll) % OPTIONS));
            let frame = device.frame(command, &polls);
            device.room.send(frame).await;
        }
    }
    for device in &mut devices {
        device.is_answered(&polls).await;
    }

    // The ledger: what was acknowledged last of each person holds.
    let mut acknowledged = BTreeSet::new();
    let mut last: BTreeMap<(usize, Uuid), (u64, usize)> = BTreeMap::new();
    for device in &devices {
        for (command, (poll, option)) in &device.votes {
            let number = device.room.acknowledged[command];
            assert!(acknowledged.insert(number), "{number} stands for two votes");
            let holds = last.entry((*poll, device.person)).or_default();
            *holds = (*holds).max((number, *option));
        }
    }
    let log = hall.log().await;
    let voted = log.iter().filter(|entry| entry["event"]["type"] == "voted");
    let voted: Vec<u64> = voted
        .map(|entry| entry["number"].as_u64().unwrap())
        .collect();
    assert_eq!(voted.len(), (PEOPLE + DEVICES) * POLLS);
    assert_eq!(voted.into_iter().collect::<BTreeSet<_>>(), acknowledged);
    for (place, poll) in polls.iter().enumerate() {
        let mut counts = [0; OPTIONS];
        for (_, (_, option)) in last.iter().filter(|((of, _), _)| *of == place) {
            counts[option - 1] += 1;
        }
        let closed = host.does(json!({"type": "close_poll", "poll": poll})).await;
        host.sees(closed).await;
        let told = host.entries.iter().find(|entry| entry["number"] == closed);
        let results = &told.unwrap()["event"]["results"];
        assert_eq!(results, &json!({"people": PEOPLE, "counts": counts}));
    }
}
