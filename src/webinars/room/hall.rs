//! A room with a clock that a story moves by hand.

use serde_json::Value;

use super::super::event::Reader;
use super::super::snapshot::Snapshot;
use super::*;

/// The log so far, the room it makes, and the time.
pub(in super::super) struct Hall {
    pub(in super::super) log: Vec<Entry>,
    pub(in super::super) state: State,
    pub(in super::super) now: DateTime<Utc>,
}

pub(in super::super) const HOST: u128 = 1;
pub(in super::super) const BAT: u128 = 2;
pub(in super::super) const SARNAI: u128 = 3;
pub(in super::super) const OFFICER: u128 = 4;

pub(in super::super) fn checkpoint() -> Command {
    let silence = TimeDelta::seconds(15);
    Command::Checkpoint { silence }
}

pub(in super::super) fn author(person: u128, sent: Option<(u64, u64)>) -> Author {
    let role = match person {
        HOST => Role::Host,
        OFFICER => Role::Observer,
        _ => Role::Participant,
    };
    let sent = sent.map(|(session, command)| Sent { session, command });
    Author {
        person: Uuid::from_u128(person),
        name: format!("person {person}"),
        role,
        sent,
    }
}

/// A device of somebody wants in, with the session that it continues.
pub(in super::super) fn join(person: u128, session: Option<u64>) -> Command {
    Command::Join {
        author: author(person, None),
        session,
        through: None,
    }
}

impl Hall {
    pub(in super::super) fn new() -> Self {
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        Self {
            log: Vec::new(),
            state: State::default(),
            now,
        }
    }

    pub(in super::super) fn wait(&mut self, seconds: i64) -> &mut Self {
        self.now += TimeDelta::seconds(seconds);
        self
    }

    pub(in super::super) fn try_do(&mut self, command: Command) -> Result<Decision, Refusal> {
        let decision = decide(&self.state, self.now, command)?;
        if let Decision::Append(entry) = &decision {
            apply(&mut self.state, entry);
            self.log.push(entry.clone());
        }
        Ok(decision)
    }

    /// The number of the entry that the command became or had become.
    pub(in super::super) fn number(&mut self, command: Command) -> u64 {
        match self.try_do(command).unwrap() {
            Decision::Append(entry) => entry.number,
            Decision::Already(number) => number,
            Decision::Nothing => panic!("nothing was written down"),
        }
    }

    pub(in super::super) fn joins(&mut self, person: u128) -> u64 {
        self.number(join(person, None))
    }

    /// A line is cut.
    pub(in super::super) fn leaves(&mut self, person: u128, connection: u64) {
        self.goes(person, connection, false);
    }

    /// Somebody says goodbye.
    pub(in super::super) fn says_goodbye(&mut self, person: u128, connection: u64) {
        self.goes(person, connection, true);
    }

    fn goes(&mut self, person: u128, connection: u64, goodbye: bool) {
        let last_heard = self.now;
        self.number(Command::Leave {
            person: Uuid::from_u128(person),
            connection,
            last_heard,
            goodbye,
        });
    }

    /// Lets happen what follows by itself, as a running room does after every turn.
    pub(in super::super) fn settles(&mut self) -> &mut Self {
        while let Ok(Decision::Append(_)) = self.try_do(Command::Settle) {}
        self
    }

    pub(in super::super) fn ask(
        &mut self,
        person: u128,
        request: Request,
    ) -> Result<Decision, Refusal> {
        self.try_do(Command::Ask {
            author: author(person, None),
            request,
        })
    }

    pub(in super::super) fn says(
        &mut self,
        person: u128,
        sent: (u64, u64),
        text: &str,
    ) -> Result<Decision, Refusal> {
        self.try_do(Command::Ask {
            author: author(person, Some(sent)),
            request: say(text),
        })
    }

    /// Asks for what stands in a frame, without its number.
    pub(in super::super) fn asks(&mut self, person: u128, frame: Value) -> Result<Entry, Refusal> {
        let request = serde_json::from_value(frame.clone());
        let request = request.unwrap_or_else(|error| panic!("{frame}: {error}"));
        self.ask(person, request).map(|decision| match decision {
            Decision::Append(entry) => entry,
            other => panic!("not written down: {other:?}"),
        })
    }

    /// Does what stands in a frame; gives the entry's number.
    pub(in super::super) fn does(&mut self, person: u128, frame: Value) -> u64 {
        match self.asks(person, frame.clone()) {
            Ok(entry) => entry.number,
            Err(refusal) => panic!("{frame}: {}", refusal.code()),
        }
    }

    /// Tries what stands in frames, one after the other, each with the code that is expected:
    /// empty when it happens.
    #[track_caller]
    pub(in super::super) fn tries(
        &mut self,
        table: impl IntoIterator<Item = (u128, Value, &'static str)>,
    ) {
        for (person, frame, expected) in table {
            let outcome = self.asks(person, frame.clone());
            let code = outcome.err().map_or("", Refusal::code);
            assert_eq!(code, expected, "person {person}: {frame}");
        }
    }

    /// A person as a reader of the log.
    pub(in super::super) fn reader(&self, person: u128) -> Reader {
        let policy = author(person, None).role;
        self.state.reader(Uuid::from_u128(person), policy)
    }

    /// Who of these sees an entry.
    pub(in super::super) fn who_sees<const N: usize>(
        &self,
        number: u64,
        people: [u128; N],
    ) -> Vec<u128> {
        let entry = self
            .log
            .iter()
            .find(|entry| entry.number == number)
            .unwrap();
        let people = people.into_iter();
        people
            .filter(|person| self.reader(*person).sees(entry.aim()))
            .collect()
    }

    /// The room for a person who comes new.
    pub(in super::super) fn snapshot(&self, person: u128) -> Value {
        let snapshot = Snapshot::of(&self.state, &self.reader(person));
        serde_json::to_value(&snapshot).unwrap()
    }
}

pub(in super::super) fn say(text: &str) -> Request {
    Request::Chat(chat::Request::Say {
        text: text.to_owned(),
        to: None,
        reply_to: None,
    })
}

/// An account as it stands in a frame.
pub(in super::super) fn id(person: u128) -> Uuid {
    Uuid::from_u128(person)
}

pub(in super::super) fn live_hall() -> Hall {
    let mut hall = Hall::new();
    hall.joins(HOST);
    hall.ask(HOST, Request::Start {}).unwrap();
    hall
}
