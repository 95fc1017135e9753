/** Who waits to be let in and for a seat: for who leads. */

import type { Entry, Snapshot, Who } from '../frames';

export interface Door {
  count: number;
  /** The first of them. */
  first: readonly Who[];
}

export interface Lobby {
  lobby: Door;
  queue: Door;
}

const nobody: Door = { count: 0, first: [] };
export const begin: Lobby = { lobby: nobody, queue: nobody };

/** Names that are kept of those who wait. */
const NAMED = 200;

function add(door: Door, { person, name }: Who): Door {
  if (door.first.some((one) => one.person === person)) return door;
  const first = door.first.length < NAMED ? [...door.first, { person, name }] : door.first;
  return { count: door.count + 1, first };
}

function take(door: Door, people: string[]): Door {
  const gone = new Set(people);
  const first = door.first.filter((one) => !gone.has(one.person));
  // Of those without a name here nobody knows: the count is mended by the next snapshot.
  const count = Math.max(first.length, door.count - (door.first.length - first.length));
  return { count, first };
}

export function apply(state: Lobby, { by, event }: Entry): Lobby {
  const { lobby, queue } = state;
  switch (event.type) {
    case 'waiting':
      if (by == null) return state;
      return event.waits_for === 'seat'
        ? { lobby, queue: add(queue, by) }
        : { lobby: add(lobby, by), queue };
    case 'admitted':
      return { lobby: event.person == null ? nobody : take(lobby, [event.person]), queue };
    case 'queued': {
      const moved = lobby.first.filter(
        (one) => event.person == null || one.person === event.person,
      );
      const left = event.person == null ? nobody : take(lobby, [event.person]);
      return { lobby: left, queue: moved.reduce(add, queue) };
    }
    case 'seated':
      return { lobby, queue: take(queue, event.people) };
    case 'joined':
      if (by == null || lobby.count + queue.count === 0) return state;
      return { lobby: take(lobby, [by.person]), queue: take(queue, [by.person]) };
    case 'left':
    case 'removed':
      if (event.type === 'left' && event.goodbye !== true) return state;
      return { lobby: take(lobby, [event.person]), queue: take(queue, [event.person]) };
    case 'rules_set':
      if (event.rules.admission === 'by_host') return state;
      return event.queued === true
        ? { lobby: nobody, queue: lobby.first.reduce(add, queue) }
        : { lobby: nobody, queue };
    default:
      return state;
  }
}

export function fromSnapshot(told: Snapshot): Lobby {
  return { lobby: told.lobby ?? nobody, queue: told.queue ?? nobody };
}
