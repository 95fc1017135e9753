/** What people and organisations are called, where only their identifiers are known: each is asked for once. */

import { api, ask } from './api/client';
import { name } from './format';

const known = new Map<string, Promise<string>>();

function once(id: string, read: () => Promise<string>): Promise<string> {
  let called = known.get(id);
  if (called === undefined) {
    called = read();
    known.set(id, called);
    // Without a line it is asked for again.
    called.catch(() => known.delete(id));
  }
  return called;
}

/** What a person is called. */
export function personName(id: string): Promise<string> {
  const params = { path: { id } };
  return once(id, async () => name(await ask(api.GET('/api/v1/people/{id}', { params }))));
}

/** What an organisation is called. */
export function organisationName(id: string): Promise<string> {
  const params = { path: { id } };
  return once(id, async () => (await ask(api.GET('/api/v1/organisations/{id}', { params }))).name);
}

/** Somebody or something is called otherwise from now on. */
export function forgetName(id: string) {
  known.delete(id);
}
