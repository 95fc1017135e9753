/** What visits and pairs are planned with: courses, forms, moments of a day. */

import { api, ask, type Schema } from '../../../api/client';
import { given, LONGEST_PAGE, readAll } from '../../../api/pages';
import { Problem } from '../../../api/problem';
import { language } from '../../../messages.svelte';

/** The courses that one may see, by title. */
export async function readCourses(): Promise<Schema<'Course'>[]> {
  const all = await readAll((after) =>
    ask(api.GET('/api/v1/courses', { params: { query: given({ after, limit: LONGEST_PAGE }) } })),
  );
  return all.sort((one, other) => one.title.localeCompare(other.title, language.current));
}

/** The forms of observation that can be used; none for whoever may not see them. */
export async function readForms(): Promise<{ id: string; title: string }[]> {
  try {
    const all = await readAll((after) =>
      ask(
        api.GET('/api/v1/forms', {
          params: { query: given({ after, purpose: 'observation' as const, limit: LONGEST_PAGE }) },
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
