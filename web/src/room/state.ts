/** The room as a client knows it: a fold of its log, each part by its own file in `parts/`. */

import type { Entry, Role, Snapshot, WaitsFor } from './frames';
import * as chat from './parts/chat';
import * as checks from './parts/checks';
import * as companions from './parts/companions';
import * as drawing from './parts/drawing';
import * as groups from './parts/groups';
import * as hands from './parts/hands';
import * as life from './parts/life';
import * as lobby from './parts/lobby';
import * as notes from './parts/notes';
import * as people from './parts/people';
import * as polls from './parts/polls';
import * as questions from './parts/questions';
import * as rules from './parts/rules';
import * as slides from './parts/slides';

/** Who reads: some of what happened means more to oneself. */
export interface Reader {
  person: string;
  role: Role;
}

export interface State {
  life: life.Life;
  people: people.People;
  chat: chat.Chat;
  hands: hands.Hand[];
  slides: slides.Slides;
  questions: questions.Question[];
  polls: polls.Poll[];
  checks: checks.Checks;
  rules: rules.Rules;
  lobby: lobby.Lobby;
  groups: groups.Groups;
  companions: companions.Companion[];
  notes: notes.Note[];
  drawing: drawing.Drawing;
  /** The reader's place while waiting: nothing else of the room is known then. */
  waiting: { place: number; for: WaitsFor } | null;
}

/** A room of which nothing is known. */
export function begin(): State {
  return {
    life: life.begin,
    people: people.begin,
    chat: chat.begin,
    hands: [],
    slides: slides.begin,
    questions: [],
    polls: [],
    checks: checks.begin,
    rules: rules.begin,
    lobby: lobby.begin,
    groups: groups.begin,
    companions: [],
    notes: [],
    drawing: drawing.begin,
    waiting: null,
  };
}

/** The room after one more entry. A part that the entry does not concern stays the same object. */
export function apply(state: State, entry: Entry, reader: Reader): State {
  return {
    life: life.apply(state.life, entry),
    people: people.apply(state.people, entry),
    chat: chat.apply(state.chat, entry, reader),
    hands: hands.apply(state.hands, entry),
    slides: slides.apply(state.slides, entry),
    questions: questions.apply(state.questions, entry, reader),
    polls: polls.apply(state.polls, entry, reader),
    checks: checks.apply(state.checks, entry, reader),
    rules: rules.apply(state.rules, entry),
    lobby: lobby.apply(state.lobby, entry),
    groups: groups.apply(state.groups, entry, reader),
    companions: companions.apply(state.companions, entry, reader),
    notes: notes.apply(state.notes, entry),
    drawing: drawing.apply(state.drawing, entry),
    waiting: state.waiting,
  };
}

/** The room after some entries. */
export function fold(state: State, entries: Entry[], reader: Reader): State {
  return entries.reduce((so_far, entry) => apply(so_far, entry, reader), state);
}

/** The room as a snapshot tells it; what no snapshot tells (lines, closed questions) stays. */
export function fromSnapshot(before: State, told: Snapshot): State {
  return {
    life: { status: told.status, hostPresent: told.host_present ?? true },
    people: { ...before.people, present: told.present ?? 0 },
    chat: chat.fromSnapshot(before.chat, told),
    hands: told.hands ?? [],
    slides: {
      ...slides.begin,
      slide: told.slide ?? 0,
      deck: told.deck?.deck ?? null,
      count: told.deck?.slides ?? 0,
    },
    questions: questions.fromSnapshot(before.questions, told),
    polls: polls.fromSnapshot(before.polls, told),
    checks: checks.fromSnapshot(before.checks, told),
    rules: told.rules ?? rules.begin,
    lobby: lobby.fromSnapshot(told),
    groups: groups.fromSnapshot(told),
    companions: before.companions,
    notes: told.notes ?? [],
    drawing: drawing.fromSnapshot(told),
    waiting:
      told.waiting === undefined
        ? null
        : { place: told.waiting, for: told.waits_for ?? 'admission' },
  };
}

/** The room, with what was read of its past: of that, only what is history. */
export function withPast(state: State, past: State): State {
  return {
    ...state,
    chat: chat.withPast(state.chat, past.chat),
    questions: questions.withPast(state.questions, past.questions),
    polls: polls.withPast(state.polls, past.polls),
    companions: past.companions.length > 0 ? past.companions : state.companions,
    groups: state.groups.names.length > 0 ? { ...past.groups, ...state.groups } : state.groups,
  };
}
