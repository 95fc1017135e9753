/** The last lines of the chat, with what has happened to them. */

import type { Audience, Entry, Reaction, Snapshot, Who } from '../frames';
import { replaced } from '../list';
import type { Reader } from '../state';

export interface Line extends Who {
  number: number;
  at: string;
  text: string;
  to: Audience;
  role: string;
  replyTo: number | null;
  isEdited: boolean;
  /** Deleted by who wrote it, or removed by a host: its text is not shown any more. */
  isGone: boolean;
  /** How many people react with what. */
  reactions: Partial<Record<Reaction, number>>;
  /** With what the reader reacts. */
  own: Reaction[];
}

export interface Pin extends Who {
  line: number;
  text: string;
}

export interface Chat {
  /** In order; the last {@link KEPT}. */
  lines: readonly Line[];
  pins: readonly Pin[];
}

export const begin: Chat = { lines: [], pins: [] };

/** As many lines as are kept: more than anybody reads back during a webinar. */
export const KEPT = 1_500;

function change(chat: Chat, number: number, how: (line: Line) => Partial<Line>): Chat {
  const at = chat.lines.findIndex((line) => line.number === number);
  const line = chat.lines[at];
  if (line === undefined) return chat;
  return { ...chat, lines: replaced(chat.lines, at, { ...line, ...how(line) }) };
}

export function apply(chat: Chat, { number, at, by, to, event }: Entry, reader: Reader): Chat {
  switch (event.type) {
    case 'said': {
      if (by == null || (chat.lines.at(-1)?.number ?? 0) >= number) return chat;
      const line: Line = {
        number,
        at,
        person: by.person,
        name: by.name,
        role: by.role,
        text: event.text,
        to: to ?? 'everybody',
        replyTo: event.reply_to ?? null,
        isEdited: false,
        isGone: false,
        reactions: {},
        own: [],
      };
      return { ...chat, lines: [...chat.lines.slice(-KEPT + 1), line] };
    }
    case 'line_edited': {
      const { line, text } = event;
      const pins = chat.pins.map((pin) => (pin.line === line ? { ...pin, text } : pin));
      return { ...change(chat, line, () => ({ text, isEdited: true })), pins };
    }
    case 'line_deleted':
    case 'line_removed': {
      const pins = chat.pins.filter((pin) => pin.line !== event.line);
      return { ...change(chat, event.line, () => ({ isGone: true, text: '' })), pins };
    }
    case 'line_pinned': {
      const line = chat.lines.find((one) => one.number === event.line);
      const { person, name, text } = line ?? { person: '', name: '', text: '' };
      if (text === '') return chat;
      return { ...chat, pins: [...chat.pins, { line: event.line, person, name, text }] };
    }
    case 'line_unpinned':
      return { ...chat, pins: chat.pins.filter((pin) => pin.line !== event.line) };
    case 'line_reacted':
    case 'reaction_taken_back':
      return change(chat, event.line, (line) => {
        const reactions = { ...line.reactions, [event.reaction]: event.people };
        if (by?.person !== reader.person) return { reactions };
        const others = line.own.filter((one) => one !== event.reaction);
        const own = event.type === 'line_reacted' ? [...others, event.reaction] : others;
        return { reactions, own };
      });
    default:
      return chat;
  }
}

export function fromSnapshot(before: Chat, told: Snapshot): Chat {
  return { lines: before.lines, pins: told.pins ?? [] };
}

/** Both, in order, each line once: what was read reaches to this moment, and is more than what was followed. */
export function withPast(now: Chat, past: Chat): Chat {
  const lines = new Map(now.lines.map((line) => [line.number, line]));
  for (const line of past.lines) lines.set(line.number, line);
  const ordered = [...lines.values()].sort((one, other) => one.number - other.number);
  return { ...now, lines: ordered.slice(-KEPT) };
}
