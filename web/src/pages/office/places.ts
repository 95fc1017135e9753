/** Organisations by name: of a person, in a path, in a search. */

import { api, ask, type Schema } from '../../api/client';
import { readAll } from '../../api/pages';
import { Problem } from '../../api/problem';
import { session } from '../../api/session.svelte';
import { language, t } from '../../messages.svelte';

export type Place = Schema<'Organisation'>;

/** Names hardly ever change; they are asked for once while the app is open. */
const known = new Map<string, Promise<Place>>();

/**
 * An organisation by its identifier.
 * @throws {Problem} when one does not see it
 */
export function place(id: string): Promise<Place> {
  let asked = known.get(id);
  if (asked === undefined) {
    asked = ask(api.GET('/api/v1/organisations/{id}', { params: { path: { id } } }));
    known.set(id, asked);
    asked.catch(() => known.delete(id));
  }
  return asked;
}

/** What has just been read need not be asked for again. */
export function remember(places: Place[]): void {
  places.forEach((one) => known.set(one.id, Promise.resolve(one)));
}

/** The way from the top of what one sees down to an organisation, which is the last one. */
export async function wayTo(id: string): Promise<Place[]> {
  const way: Place[] = [];
  let next: string | null | undefined = id;
  while (next != null) {
    try {
      const found: Place = await place(next);
      way.unshift(found);
      next = found.parent_id;
    } catch (error) {
      // What is above one's own part does not exist for oneself.
      if (error instanceof Problem && error.status === 404) break;
      throw error;
    }
  }
  return way;
}

/** Organisations with this in their name, in any spelling. */
export async function findPlaces(text: string): Promise<Place[]> {
  const query = { text, limit: 20 };
  const { items } = await ask(api.GET('/api/v1/organisations', { params: { query } }));
  remember(items);
  return items;
}

/** What is directly below an organisation, in natural order. */
export async function placesBelow(parent_id: string): Promise<Place[]> {
  const all = await readAll((page) =>
    ask(api.GET('/api/v1/organisations', { params: { query: { parent_id, ...page } } })),
  );
  remember(all);
  return [...all].sort((one, other) => compareNames(one.name, other.name));
}

/** The tops of what one sees: one's own place for an officer, the roots for who looks after everybody. */
export async function rootPlaces(): Promise<Place[]> {
  const own = session.person?.organisation_id;
  const isOfficer = session.has('officer') && !session.has('administrator', 'methodologist');
  if (isOfficer && own != null) return [await place(own)];
  const roots = await readAll((page) =>
    ask(api.GET('/api/v1/organisations', { params: { query: { root: true, ...page } } })),
  );
  remember(roots);
  return roots.sort((one, other) => compareNames(one.name, other.name));
}

/** The order of names in the person's language, in which school 2 comes before school 10. */
export function compareNames(one: string, other: string): number {
  return new Intl.Collator(language.current, { numeric: true }).compare(one, other);
}

/** What an organisation is. */
export function kind(of: Place): string {
  return t(`office-kind-${of.kind}`);
}
