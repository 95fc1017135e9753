/** What visits and pairs are planned with: courses, forms, moments of a day. */

import { api, ask } from '../../../api/client';
import { readAll } from '../../../api/pages';
import { Problem } from '../../../api/problem';
import { language } from '../../../messages.svelte';
import { compareNames } from '../places';

/** A course, as far as planning needs to know it. */
export interface Course {
  id: string;
  title: string;
}

/**
 * The courses that people of one's part may take, by title: those that one may see oneself, and those of
 * cohorts, whose titles their enrolments tell.
 */
export async function readCourses(): Promise<Course[]> {
  const [seen, cohorts] = await Promise.all([
    readAll((page) => ask(api.GET('/api/v1/courses', { params: { query: page } }))),
    readAll((page) => ask(api.GET('/api/v1/cohorts', { params: { query: page } }))),
  ]);
  const titles = new Map(seen.map((course) => [course.id, course.title]));
  const others = new Set(cohorts.flatMap((cohort) => cohort.courses));
  const asked = [...others].filter((id) => !titles.has(id)).map(titleOf);
  for (const one of await Promise.all(asked)) if (one !== null) titles.set(one.id, one.title);
  const all = [...titles].map(([id, title]) => ({ id, title }));
  return all.sort((one, other) => compareNames(one.title, other.title));
}

async function titleOf(course: string): Promise<Course | null> {
  const query = { course, limit: 1 };
  const { items } = await ask(api.GET('/api/v1/enrolments', { params: { query } }));
  return items[0] === undefined ? null : { id: course, title: items[0].title };
}

/** The forms of observation that can be used; none for whoever may not see them. */
export async function readForms(): Promise<{ id: string; title: string }[]> {
  try {
    const all = await readAll((page) =>
      ask(
        api.GET('/api/v1/forms', {
          params: { query: { purpose: 'observation' as const, ...page } },
        }),
      ),
    );
    return all
      .filter((form) => form.published)
      .map(({ id, draft: { title } }) => ({
        id,
        title: title[language.current] ?? Object.values(title).find(Boolean) ?? '',
      }));
  } catch (error) {
    if (error instanceof Problem && error.status === 403) return [];
    throw error;
  }
}

/** A day and a time of this device's clock, as a moment, some minutes later. */
export function momentOf(day: string, time: string, minutes = 0): string {
  const moment = new Date(`${day}T${time}`);
  moment.setMinutes(moment.getMinutes() + minutes);
  return moment.toISOString();
}

/** The clock by which the times were written. */
export const zoneHere = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Today, as days are written. */
export const today = () => new Date().toLocaleDateString('sv');
