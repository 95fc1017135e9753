/** How an attempt begins: with the paper that was fetched ahead, where there is one. */

import { api, ask, askWhole, newKey } from '../../api/client';
import { Problem } from '../../api/problem';
import { session } from '../../api/session.svelte';
import { adopt, attemptsOf } from '../../offline/answers';
import { heard } from '../../offline/clock';
import type { KeptAttempt } from '../../offline/database';
import { openPaper, sealedPaper } from '../../offline/papers';

interface Beginning {
  enrolment: string;
  item: string;
  title: string;
}

/** The keys of starts whose answer has not arrived: sent again they start nothing twice. */
const keys = new Map<string, string>();

/** Starts an attempt, or goes on with one; returns its identifier. */
export async function begin({ enrolment, item, title }: Beginning): Promise<string> {
  // A person who has just signed in is asked for before the database is written to.
  const person = session.person?.id ?? (await ask(api.GET('/api/v1/me'))).id;
  const kept = await sealedPaper(item).catch(() => undefined);
  const key = keys.get(item) ?? newKey();
  keys.set(item, key);
  const begun = await askWhole(
    api.POST('/api/v1/enrolments/{id}/items/{item_id}/attempts', {
      params: {
        path: { id: enrolment, item_id: item },
        query: { paper: kept === undefined ? 'open' : 'sealed' },
        header: { 'Idempotency-Key': key },
      },
    }),
  ).catch((error: unknown) => {
    // Refused is an answer as well: the next try is another one.
    if (error instanceof Problem && error.status !== 0) keys.delete(item);
    throw error;
  });
  keys.delete(item);
  heard(begun.response);
  const detail = begun.data;
  if (kept !== undefined && detail.sealed != null) {
    // A paper of another version of the course does not open: the attempt is then read as it is.
    detail.paper = await openPaper(kept.sealed, detail.sealed).catch(() => null);
  }
  await adopt(detail, { person, enrolment, item, title });
  return detail.attempt.id;
}

/** What this device knows of the tries at a quiz, for when there is no line. */
export async function keptOf(item: string): Promise<KeptAttempt[]> {
  const person = session.person?.id ?? '';
  return (await attemptsOf(person)).filter((one) => one.item === item);
}
