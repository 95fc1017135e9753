//! Why a room refuses something: the one list of reasons and their stable codes.

use serde::{Deserialize, Serialize};

/// Declares the reasons: each with its code, which is part of the protocol and which
/// `messages/*.ftl` explains in every language.
macro_rules! refusals {
    ($($(#[$doc:meta])+ $name:ident = $code:literal;)+) => {
        /// Why a command is refused. Its [`code`](Refusal::code) is part of the protocol.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Refusal { $($(#[$doc])+ #[serde(rename = $code)] $name,)+ }

        impl Refusal {
            /// Every refusal.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The stable code that clients act on and the message catalogue explains.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }
        }
    };
}

refusals! {
    /// The webinar has ended.
    Ended = "webinar_ended";
    /// The webinar was called off.
    Cancelled = "webinar_cancelled";
    /// The webinar has not begun.
    NotStarted = "webinar_not_started";
    /// The webinar has already begun.
    AlreadyStarted = "webinar_already_started";
    /// The person's role does not allow it.
    NotAllowed = "not_allowed";
    /// The person waits for a seat of a full room, and nobody is let in past the others.
    RoomFull = "room_full";
    /// The person has [`DEVICE_LIMIT`](super::room::DEVICE_LIMIT) devices connected.
    TooManyDevices = "too_many_devices";
    /// The session is not, or no longer, one of the person's.
    SessionUnknown = "session_unknown";
    /// The command's number is older than all the room remembers of its session, or is 0.
    CommandTooOld = "command_too_old";
    /// More commands within [`RATE_WINDOW`](super::room::RATE_WINDOW) than the rules allow.
    TooManyCommands = "too_many_commands";
    /// The text is empty, or has control characters other than line break and tab.
    TextInvalid = "text_invalid";
    /// The text has more characters than such a text may have.
    TextTooLong = "text_too_long";
    /// A host has removed the person from the room.
    Removed = "removed";
    /// Nobody of that identifier ever was in the room.
    PersonUnknown = "person_unknown";
    /// The person is removed already.
    AlreadyRemoved = "already_removed";
    /// The person is not removed.
    NotRemoved = "not_removed";
    /// The room remembers no more removed people.
    TooManyRemoved = "too_many_removed";
    /// The person has that role already.
    RoleAlreadyGiven = "role_already_given";
    /// The room gives no more roles.
    TooManyRoles = "too_many_roles";
    /// The hosts have closed the chat.
    ChatClosed = "chat_closed";
    /// There is no such line, it is too long ago, or it is not for the person.
    LineUnknown = "line_unknown";
    /// The line is not for everybody and cannot be pinned for all.
    LineNotPublic = "line_not_public";
    /// The time in which the line could be changed is over.
    TooLateToEdit = "too_late_to_edit";
    /// The line is pinned already.
    AlreadyPinned = "already_pinned";
    /// The line is not pinned.
    NotPinned = "not_pinned";
    /// As many lines are pinned as can be.
    TooManyPins = "too_many_pins";
    /// The person has reacted with that already.
    AlreadyReacted = "already_reacted";
    /// The person has not reacted with that.
    NotReacted = "not_reacted";
    /// The room remembers no more reactions to its last lines.
    TooManyReactions = "too_many_reactions";
    /// The hosts take no raised hands.
    HandsClosed = "hands_closed";
    /// The hand is up already.
    HandAlreadyRaised = "hand_already_raised";
    /// The hand is not up.
    HandNotRaised = "hand_not_raised";
    /// As many hands are up as can be.
    TooManyHands = "too_many_hands";
    /// There is no such slide.
    SlideInvalid = "slide_invalid";
    /// The deck is the one in use already.
    DeckInUse = "deck_in_use";
    /// There is no deck.
    DeckUnknown = "deck_unknown";
    /// There is no such question, or it is not for the person.
    QuestionUnknown = "question_unknown";
    /// The question is not where this could happen to it.
    QuestionClosed = "question_closed";
    /// As many questions are open as can be, in the room or of the person.
    TooManyQuestions = "too_many_questions";
    /// The person has voted for that already.
    AlreadyVoted = "already_voted";
    /// The person has not voted for that.
    NotVoted = "not_voted";
    /// The room remembers no more votes for questions.
    TooManyVotes = "too_many_votes";
    /// The poll has too few or too many options, or a scale that makes no sense.
    PollInvalid = "poll_invalid";
    /// There is no such poll.
    PollUnknown = "poll_unknown";
    /// The poll is closed.
    PollClosed = "poll_closed";
    /// As many polls are open as can be.
    TooManyPolls = "too_many_polls";
    /// The answer is not one to that poll.
    AnswerInvalid = "answer_invalid";
    /// A quiz cannot be closed before its right options are known.
    RightOptionsMissing = "right_options_missing";
    /// The time is shorter or longer than it may be.
    TimeInvalid = "time_invalid";
    /// An attendance check is open already.
    CheckOpen = "check_open";
    /// There is no such attendance check, or its time is over.
    CheckClosed = "check_closed";
    /// The person has answered the check already.
    AlreadyAnswered = "already_answered";
    /// No timer runs.
    TimerNotRunning = "timer_not_running";
    /// As many announcements are up as can be.
    TooManyAnnouncements = "too_many_announcements";
    /// There is no such announcement.
    AnnouncementUnknown = "announcement_unknown";
    /// The capacity is not between 1 and what the house can take.
    CapacityInvalid = "capacity_invalid";
    /// The rate is not between 1 and [`RATE_LIMIT`](super::room::RATE_LIMIT).
    RateInvalid = "rate_invalid";
    /// The person still waits, in the lobby or for a seat.
    WaitingInLobby = "waiting_in_lobby";
    /// Nobody such waits in the lobby.
    NotInLobby = "not_in_lobby";
    /// As many people wait as can be.
    LobbyFull = "lobby_full";
    /// A stroke or a pointer that cannot be.
    DrawingInvalid = "drawing_invalid";
    /// As much is drawn as can be.
    TooManyStrokes = "too_many_strokes";
    /// There is nothing to take back.
    NothingDrawn = "nothing_drawn";
    /// There is no such line in the notes.
    NoteUnknown = "note_unknown";
    /// Somebody has changed the line of the notes meanwhile.
    NoteChanged = "note_changed";
    /// The notes have as many lines as they can have.
    TooManyNotes = "too_many_notes";
    /// Breakout groups are open already.
    GroupsOpen = "groups_open";
    /// No breakout groups are open.
    GroupsClosed = "groups_closed";
    /// There is no such breakout group, or the person is not in it.
    GroupUnknown = "group_unknown";
    /// There are too few or too many groups, or they were opened too often.
    TooManyGroups = "too_many_groups";
    /// More people than can be put into groups at once.
    TooManyPeople = "too_many_people";
    /// The person at whose device somebody checks in is not in the room.
    NotInRoom = "not_in_room";
    /// Nobody such has checked in there.
    NotCheckedIn = "not_checked_in";
    /// As many people have checked in at one person's device as can.
    TooManyCompanions = "too_many_companions";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{Arguments, Language};
    use crate::webinars::protocol::{FRAME_INVALID, ROOM_BUSY};

    #[test]
    fn every_refusal_has_its_words_in_every_language() {
        let codes = Refusal::ALL.iter().map(|refusal| refusal.code());
        for code in codes.chain([FRAME_INVALID, ROOM_BUSY]) {
            let key = format!("room-{}", code.replace('_', "-"));
            for language in Language::ALL {
                assert_ne!(language.text(&key, &Arguments::none()), key, "{language:?}");
            }
        }
    }

    #[test]
    fn no_code_is_used_twice_and_each_is_in_the_document() {
        let document = include_str!("../../docs/protocol.md");
        let mut codes: Vec<&str> = Refusal::ALL.iter().map(|one| one.code()).collect();
        for code in &codes {
            assert!(
                document.contains(&format!("`{code}`")),
                "{code} is not described"
            );
        }
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), count);
    }
}
