/** Attendance checks, the timer, announcements and quick reactions. */

import type { Entry, Reaction, Snapshot } from '../frames';
import type { Reader } from '../state';

export interface Checks {
  /** The check that may still be open. */
  check: { check: number; until: string; answered: boolean; people: number } | null;
  /** When the timer is over. */
  timer: string | null;
  announcements: readonly { number: number; text: string }[];
  /** The last quick reactions. */
  reactions: readonly { number: number; at: string; reaction: Reaction }[];
}

export const begin: Checks = { check: null, timer: null, announcements: [], reactions: [] };

/** Reactions that are shown rising at once. */
const SHOWN = 12;

export function apply(checks: Checks, { number, at, by, event }: Entry, reader: Reader): Checks {
  const { check } = checks;
  switch (event.type) {
    case 'check_opened':
      return {
        ...checks,
        check: { check: number, until: event.until, answered: false, people: 0 },
      };
    case 'check_answered': {
      if (check === null || check.check !== event.check) return checks;
      const answered = check.answered || by?.person === reader.person;
      return { ...checks, check: { ...check, answered, people: check.people + 1 } };
    }
    case 'check_closed':
      return { ...checks, check: null };
    case 'timer_started':
      return { ...checks, timer: event.until };
    case 'timer_stopped':
      return { ...checks, timer: null };
    case 'announced':
      return { ...checks, announcements: [...checks.announcements, { number, text: event.text }] };
    case 'announcement_taken_down': {
      const left = checks.announcements.filter((one) => one.number !== event.announcement);
      return { ...checks, announcements: left };
    }
    case 'reacted': {
      const last = checks.reactions.slice(-SHOWN + 1);
      return { ...checks, reactions: [...last, { number, at, reaction: event.reaction }] };
    }
    case 'ended':
      return { ...checks, check: null, timer: null };
    default:
      return checks;
  }
}

export function fromSnapshot(before: Checks, told: Snapshot): Checks {
  return {
    check: told.check === undefined ? null : { ...told.check, people: before.check?.people ?? 0 },
    timer: told.timer ?? null,
    announcements: told.announcements ?? [],
    reactions: [],
  };
}
