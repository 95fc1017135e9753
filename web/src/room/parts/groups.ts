/** Breakout groups. */

import type { Entry, Snapshot } from '../frames';
import type { Reader } from '../state';

export interface Groups {
  /** Their names, numbered from 1; none while no groups are open. */
  names: string[];
  until: string | null;
  /** The reader's group. */
  own: number | null;
  /** Who is in which group, as far as it was heard. */
  members: ReadonlyMap<string, number>;
}

export const begin: Groups = { names: [], until: null, own: null, members: new Map() };

export function apply(groups: Groups, { event }: Entry, reader: Reader): Groups {
  switch (event.type) {
    case 'groups_opened':
      return { ...begin, names: event.names, until: event.until ?? null };
    case 'groups_filled': {
      const members = new Map(groups.members);
      for (const { group, people } of event.members) {
        for (const person of people) members.set(person, group);
      }
      return { ...groups, members, own: members.get(reader.person) ?? null };
    }
    case 'groups_recalled':
    case 'ended':
      return begin;
    default:
      return groups;
  }
}

export function fromSnapshot({ groups }: Snapshot): Groups {
  if (groups === undefined) return begin;
  return { ...begin, names: groups.names, until: groups.until ?? null, own: groups.own ?? null };
}
