/** A course that one takes: its outline, how far one is, and where its items are. */

import { api, ask, type Schema } from '../../api/client';
import { keep, kept } from '../../offline/kept';

type Item = Schema<'OutlineItem'>;

/** A course with how far its learner is. */
export interface Course {
  outline: Schema<'Outline'>;
  progress: Schema<'Progress'>;
}

/** What it is kept under. */
export const keyOf = (enrolment: string) => `enrolments/${enrolment}`;

export async function fetchCourse(enrolment: string): Promise<Course> {
  const params = { path: { id: enrolment } };
  const [outline, progress] = await Promise.all([
    ask(api.GET('/api/v1/enrolments/{id}', { params })),
    ask(api.GET('/api/v1/enrolments/{id}/progress', { params })),
  ]);
  return { outline, progress };
}

/**
 * The items around a lesson. The copy on this device will do, as long as the lesson is in it: who reads on
 * fetches the outline once.
 */
export async function itemsAround(enrolment: string, item: string): Promise<Item[]> {
  const copy = await kept<Course>(keyOf(enrolment));
  const known = copy === undefined ? [] : itemsOf(copy.value);
  if (known.some((one) => one.id === item)) return known;
  const course = await fetchCourse(enrolment);
  await keep(keyOf(enrolment), course);
  return itemsOf(course);
}

/** Notes in the copy on this device that a lesson was read. */
export async function noteRead(enrolment: string, item: string): Promise<void> {
  const copy = await kept<Course>(keyOf(enrolment));
  const found = copy && itemsOf(copy.value).find((one) => one.id === item);
  if (copy === undefined || found?.state !== 'open') return;
  found.state = 'read';
  await keep(keyOf(enrolment), copy.value);
}

export function itemsOf({ outline }: Course): Item[] {
  return outline.modules.flatMap((module) => module.items);
}

/** Why an item cannot be opened now; null when it can. Whoever has completed the course reads on. */
export function lockOf(item: Item, isCompleted: boolean): 'not_yet' | 'closed' | null {
  // A webinar is held at its own times.
  if (item.kind === 'webinar') return null;
  const state = item.window?.state;
  if (state === 'not_yet') return 'not_yet';
  return state === 'closed' && !isCompleted ? 'closed' : null;
}

/** Where an item is worked on. */
export function addressOf(enrolment: string, item: { id: string; kind: Item['kind'] }): string {
  const page = `/enrolments/${enrolment}/items/${item.id}`;
  return item.kind === 'quiz' ? `${page}/quiz` : page;
}

/** The last moment before an end: an end at midnight belongs to the day before. */
export function lastMoment(end: string): Date {
  return new Date(Date.parse(end) - 1);
}
