/** What this device keeps: copies of what was read, and deeds that wait for a line. */

import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

import { session } from '../api/session.svelte';

/** Something that was fetched once, with whose it is in the key. */
export interface Copy {
  key: string;
  value: unknown;
  at: number;
}

/** What has to be known of a copy to drop it: so nobody reads a hundred megabytes to find the oldest. */
export interface Weight {
  key: string;
  bytes: number;
  usedAt: number;
}

/** A lesson that was read, and that the server does not know of yet. */
export interface ReadMark {
  person: string;
  enrolment: string;
  item: string;
  /** What the lesson is called, to tell the person what waits. */
  title: string;
  /** Why the server has refused it, in the person's language. */
  refusal?: string;
}

interface Tables extends DBSchema {
  copies: { key: string; value: Copy };
  weights: { key: string; value: Weight; indexes: { usedAt: number } };
  reads: { key: [string, string, string]; value: ReadMark };
}

let opened: Promise<IDBPDatabase<Tables>> | undefined;

/** The database; rejected where the browser has none, as in some private windows. */
export function database(): Promise<IDBPDatabase<Tables>> {
  opened ??= openDB<Tables>('surgalt-kept', 1, {
    upgrade(made) {
      made.createObjectStore('copies', { keyPath: 'key' });
      made.createObjectStore('weights', { keyPath: 'key' }).createIndex('usedAt', 'usedAt');
      made.createObjectStore('reads', { keyPath: ['person', 'enrolment', 'item'] });
    },
    // Another tab has a newer version of the app: let it go on.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    terminated: () => (opened = undefined),
  });
  return opened;
}

/** Whose things are read and written: one device may serve a whole teachers' room. */
export function owner(): string {
  return session.person?.id ?? '';
}
