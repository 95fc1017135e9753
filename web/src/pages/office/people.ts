/** People by name, and the words for what they are. */

import { api, ask, type Schema } from '../../api/client';
import { session } from '../../api/session.svelte';
import { t } from '../../messages.svelte';

export type Person = Schema<'Person'>;

/** The positions in the order in which they are offered. */
export const POSITIONS: Schema<'Position'>[] = [
  'teacher',
  'training_manager',
  'director',
  'kindergarten_head',
  'social_worker',
  'specialist',
  'education_office_specialist',
  'other',
];

/** What somebody is, in words; also when nobody knows. */
export function position(name: string | null | undefined): string {
  return t(
    name == null ? 'office-position-unknown' : `office-position-${name.replaceAll('_', '-')}`,
  );
}

/** People by the beginning of their name, in any spelling, or by their register number. */
export async function findPeople(text: string): Promise<Person[]> {
  const query = { text, limit: 20 };
  return (await ask(api.GET('/api/v1/people', { params: { query } }))).items;
}

/** Whether one lets this person in again and says where the person is: an officer does so for learners only. */
export function isInOnesCare(person: Person): boolean {
  return session.has('administrator') || person.roles.every((role) => role === 'learner');
}
