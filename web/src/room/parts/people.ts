/** Who is here: for who leads everybody, for others those who lead. */

import type { Entry, Role, Who } from '../frames';

/** A connection, by the number of its join, and the server that it came through when there are several. */
interface Connection {
  number: number;
  node: string | null;
}

export interface Person extends Who {
  role: Role;
  /** The open connections that were heard of. */
  connections: Connection[];
  /** How often a connection broke. */
  cuts: number;
  /** When the last connection was gone without a goodbye; null while one is there. */
  lostAt: string | null;
  isRemoved: boolean;
}

export interface People {
  /** How many are present. */
  present: number;
  /** By their accounts; made anew with each change. */
  known: ReadonlyMap<string, Person>;
}

export const begin: People = { present: 0, known: new Map() };

const nobody = (who: Who): Person => ({
  ...who,
  role: 'participant',
  connections: [],
  cuts: 0,
  lostAt: null,
  isRemoved: false,
});

function changed(people: People, who: Who, change: (person: Person) => Partial<Person>): People {
  const person = people.known.get(who.person) ?? nobody(who);
  const known = new Map(people.known);
  known.set(who.person, { ...person, ...change(person) });
  return { ...people, known };
}

/** Servers are gone, and with them these connections. */
function without(people: People, isGone: (connection: Connection) => boolean): People {
  const known = new Map<string, Person>();
  for (const [id, person] of people.known) {
    known.set(id, {
      ...person,
      connections: person.connections.filter((connection) => !isGone(connection)),
    });
  }
  return { ...people, known };
}

export function apply(people: People, { number, by, through, event }: Entry): People {
  const named = (person: string) => ({ person, name: people.known.get(person)?.name ?? '' });
  switch (event.type) {
    case 'joined':
      if (by == null) return people;
      return changed(people, by, (person) => ({
        name: by.name,
        role: by.role,
        connections: [...person.connections, { number, node: through?.node ?? null }],
        lostAt: null,
      }));
    case 'left':
      return changed(people, named(event.person), (person) => {
        const connections = person.connections.filter((one) => one.number !== event.connection);
        const isCut = event.goodbye !== true;
        return {
          connections,
          cuts: person.cuts + (isCut ? 1 : 0),
          lostAt: isCut && connections.length === 0 ? event.last_heard : null,
        };
      });
    case 'restarted':
      return without(people, () => true);
    case 'node_lost':
      return without(people, ({ node }) => node === event.node);
    case 'role_given':
      return changed(people, named(event.person), () => ({ role: event.role }));
    case 'handed_over':
      return changed(people, named(event.person), () => ({ role: 'host' }));
    case 'removed':
      return changed(people, named(event.person), () => ({ isRemoved: true, connections: [] }));
    case 'let_back':
      return changed(people, named(event.person), () => ({ isRemoved: false }));
    default:
      return people;
  }
}
