/** The frames of the subprotocol `surgalt.v1`, as `docs/protocol.md` describes them. */

import type { Schema } from '../api/client';

export type Entry = Schema<'RoomEntry'>;
export type Event = Schema<'RoomEvent'>;
export type Role = Schema<'RoomRole'>;
export type Rules = Omit<Schema<'RoomRules'>, 'rate'> & { rate?: number };
export type Reaction = Schema<'RoomReaction'>;
export type Answers = Schema<'RoomPollAnswers'>;
export type Answer = Schema<'RoomPollAnswer'>;
export type Results = Schema<'RoomPollResults'>;
export type Audience = Schema<'RoomAudience'>;
export type WaitsFor = Schema<'RoomWaitsFor'>;
export type Colour = Schema<'RoomColour'>;
export type Status = Schema<'WebinarStatus'>;

/** A place on a slide, in thousandths across and down. */
export type Point = number[];

/** To whom a line is written. */
export type Recipients = 'everybody' | 'hosts' | { group: number };

/** Whoever is meant. */
export interface Who {
  person: string;
  name: string;
}

/** The room at one number: what is up, and no history. What is empty may be left out. */
export interface Snapshot {
  status: Status;
  slide?: number;
  deck?: { deck: string; slides: number };
  present?: number;
  hands?: (Who & { raised_at: string })[];
  host_present?: boolean;
  rules?: Rules;
  waiting?: number;
  waits_for?: WaitsFor;
  pins?: (Who & { line: number; text: string })[];
  announcements?: { number: number; text: string }[];
  notes?: { note: number; base: number; text: string }[];
  drawing?: {
    slide: number;
    stroke: number;
    person: string;
    colour: Colour;
    width: number;
    points: Point[];
  }[];
  questions?: (Who & {
    question: number;
    text: string;
    standing: 'waiting' | 'new';
    votes: number;
    voted: boolean;
  })[];
  polls?: { poll: number; question: string; answers: Answers; results?: Results }[];
  check?: { check: number; until: string; answered: boolean };
  timer?: string;
  groups?: { names: string[]; until?: string | null; own?: number };
  lobby?: { count: number; first: Who[] };
  queue?: { count: number; first: Who[] };
}

export interface Welcome {
  type: 'welcome';
  session: number;
  connection: number;
  role: Role;
  after: number;
  now: string;
  snapshot?: Snapshot;
}

export interface Events {
  type: 'events';
  after: number;
  through: number;
  present: number;
  events: Entry[];
}

export interface Refused {
  type: 'refused';
  command?: number;
  code: string;
  detail: string;
}

/** What the server sends. What a later server sends beside it is ignored. */
export type ServerFrame =
  | Welcome
  | Events
  | Refused
  | { type: 'place'; place: number; waits_for: WaitsFor }
  | { type: 'acknowledged'; command: number; number: number }
  | { type: 'clock'; sent: number; received: string; answered: string }
  | { type: 'closed'; code: number; reason: string };

/** What a client asks of the room; its number is given by the {@link Outbox}. */
export type Request =
  | { type: 'start' | 'end' | 'raise_hand' | 'stop_timer' | 'recall_groups' }
  | { type: 'give_role'; person: string; role: Role }
  | { type: 'hand_over' | 'remove' | 'let_back'; person: string }
  | ({ type: 'set_rules' } & Partial<Rules>)
  | { type: 'admit' | 'lower_hand'; person?: string }
  | { type: 'say'; text: string; to?: Recipients; reply_to?: number }
  | { type: 'edit_line'; line: number; text: string }
  | { type: 'delete_line' | 'remove_line' | 'pin_line' | 'unpin_line'; line: number }
  | { type: 'react_to_line' | 'take_reaction_back'; line: number; reaction: Reaction }
  | { type: 'react'; reaction: Reaction }
  | { type: 'show_slide' | 'undo_drawing' | 'clear_drawing'; slide: number }
  | { type: 'ask_question'; text: string }
  | {
      type:
        | 'vote_for_question'
        | 'take_vote_back'
        | 'withdraw_question'
        | 'approve_question'
        | 'dismiss_question';
      question: number;
    }
  | { type: 'answer_question'; question: number; text?: string }
  | { type: 'open_poll'; question: string; answers: Answers }
  | { type: 'set_right_options'; poll: number; options: number[] }
  | { type: 'vote'; poll: number; answer: Answer }
  | { type: 'close_poll'; poll: number; show?: boolean }
  | { type: 'show_results'; poll: number }
  | { type: 'open_check' | 'start_timer' | 'deal_groups'; seconds?: number; seed?: number }
  | { type: 'answer_check' | 'close_check'; check: number }
  | { type: 'announce'; text: string }
  | { type: 'take_down'; announcement: number }
  | { type: 'draw'; slide: number; colour: Colour; width: number; points: Point[] }
  | { type: 'write_note'; text: string; after?: number }
  | { type: 'edit_note'; note: number; base: number; text: string }
  | { type: 'delete_note'; note: number; base: number }
  | { type: 'open_groups'; names: string[]; seconds?: number };

export const leads = (role: Role) => role === 'host' || role === 'co_host';
export const presents = (role: Role) => leads(role) || role === 'presenter';
export const takesPart = (role: Role) => role !== 'observer';
