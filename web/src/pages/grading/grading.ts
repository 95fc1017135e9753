/** What the queue, the desk and the appeals share. */

import { api, ask, type Schema } from '../../api/client';
import { given } from '../../api/given';
import { name } from '../../format';

export type Waiting = Schema<'WaitingFor'>;
export const TURNS: Waiting[] = ['first', 'second', 'reconciliation'];

/** Which part of the queue somebody works through; it stays in the address from one attempt to the next. */
export interface Filter {
  course_id: string | undefined;
  waiting_for: Waiting | undefined;
}

/** The filter that stands in an address. */
export function filterOf(query: URLSearchParams): Filter {
  return {
    course_id: query.get('course') ?? undefined,
    waiting_for: TURNS.find((turn) => turn === query.get('turn')),
  };
}

/** The address of an attempt on the desk, with the filter. */
export function deskAddress(attempt: string, filter: Filter): string {
  const query = new URLSearchParams();
  if (filter.course_id !== undefined) query.set('course', filter.course_id);
  if (filter.waiting_for !== undefined) query.set('turn', filter.waiting_for);
  return `/grading/${attempt}${query.size > 0 ? `?${query}` : ''}`;
}

/** A page of the queue. */
export function readQueue(filter: Filter, after?: string, limit?: number) {
  const query = given({ ...filter, after, limit });
  return ask(api.GET('/api/v1/grading-queue', { params: { query } }));
}

/** The next attempt that waits, but for this one; null when none does. */
export async function nextAfter(attempt: string, filter: Filter): Promise<string | null> {
  // Identifiers grow with time: what comes after this one is next, and then it begins anew.
  for (const after of [attempt, undefined]) {
    const page = await readQueue(filter, after, 2);
    const other = page.items.find((one) => one.attempt_id !== attempt);
    if (other !== undefined) return other.attempt_id;
  }
  return null;
}

/** Whose it is: a name, or a pseudonym. */
export function whose(one: Schema<'Whose'>): string {
  return one.person == null ? (one.pseudonym ?? '–') : name(one.person);
}
