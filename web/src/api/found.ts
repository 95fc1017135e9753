/** What a person looks for by typing: people, organisations, courses. */

import { name } from '../format';
import { api, ask, type Schema } from './client';
import { readAll } from './pages';

/** Something that was found, and is told apart by its detail. */
export interface Found {
  id: string;
  text: string;
  detail?: string;
}

/** As many as are looked through by eye. */
const LIMIT = 12;

/** People whose name begins so, or who have this register number. */
export async function findPeople(text: string): Promise<Found[]> {
  const page = await ask(api.GET('/api/v1/people', { params: { query: { text, limit: LIMIT } } }));
  return page.items.map(asFound);
}

/** Organisations with this in their name. */
export async function findOrganisations(text: string): Promise<Found[]> {
  const query = { text, limit: LIMIT };
  const page = await ask(api.GET('/api/v1/organisations', { params: { query } }));
  return page.items.map((one) => ({ id: one.id, text: one.name, detail: one.code ?? '' }));
}

/** Every course that one may see. */
export function allCourses(): Promise<Schema<'Course'>[]> {
  return readAll((page) => ask(api.GET('/api/v1/courses', { params: { query: page } })));
}

/** Every programme. */
export function allProgrammes(): Promise<Schema<'Programme'>[]> {
  return readAll((page) => ask(api.GET('/api/v1/programmes', { params: { query: page } })));
}

/** The names of people who are known by their identifiers; whoever is not to be seen has none. */
export async function namePeople(ids: string[]): Promise<Found[]> {
  const each = ids.map((id) =>
    ask(api.GET('/api/v1/people/{id}', { params: { path: { id } } }))
      .then(asFound)
      .catch(() => ({ id, text: '…' })),
  );
  return Promise.all(each);
}

/** The names of organisations that are known by their identifiers. */
export async function nameOrganisations(ids: string[]): Promise<Found[]> {
  const each = ids.map((id) =>
    ask(api.GET('/api/v1/organisations/{id}', { params: { path: { id } } }))
      .then((one) => ({ id, text: one.name }))
      .catch(() => ({ id, text: '…' })),
  );
  return Promise.all(each);
}

function asFound(person: Schema<'Person'>): Found {
  return {
    id: person.id,
    text: name(person),
    detail: person.email ?? person.register_number ?? '',
  };
}
