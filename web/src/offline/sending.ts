/**
 * Sends what waits on this device: at once while there is a line, again and again without one, by one tab
 * at a time. An attempt that the person has submitted is submitted after its answers.
 */

import { api, ask, askWhole } from '../api/client';
import { Problem, problemOf } from '../api/problem';
import type { Schema } from '../api/client';
import { session } from '../api/session.svelte';
import { line } from '../line.svelte';
import * as kept from './answers';
import { heard } from './clock';
import type { KeptAnswer, KeptAttempt } from './database';
import * as uploads from './uploads';

const LOCK = 'surgalt-answers';
/** A request that has not been answered by then is tried anew: lines of telephones fall silent. */
const PATIENCE_MS = 25_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** How much goes in one request over a line that may break at any moment. */
const AT_ONCE = { entries: 50, letters: 100_000 };

let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let dueAt = Infinity;

addEventListener('online', () => wake());
document.addEventListener('visibilitychange', () => {
  // A telephone stops the clocks of what it hides; what is typed goes before that, too.
  wake();
});

/** Sends what waits after a while; the soonest wish counts. */
export function wake(wait = 0): void {
  const due = Date.now() + wait;
  if (timer !== undefined && dueAt <= due) return;
  clearTimeout(timer);
  dueAt = due;
  timer = setTimeout(() => {
    timer = undefined;
    void send();
  }, wait);
}

async function send(): Promise<void> {
  try {
    await (navigator.locks?.request(LOCK, sendAll) ?? sendAll());
    failures = 0;
  } catch (error) {
    const problem = problemOf(error);
    // Whoever signs in again wakes us.
    if (problem.status === 401) return;
    const usual = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures++);
    // Not everybody at once, when a line is there again for a whole school.
    const wait = usual * (0.5 + Math.random() / 2);
    wake(Math.max(wait, (problem.retryAfter ?? 0) * 1000));
  }
}

async function sendAll(): Promise<void> {
  const person = session.person?.id;
  if (person === undefined) return;
  for (const attempt of await kept.attemptsOf(person)) {
    await uploads.send(attempt.id, refusalOf);
    while (await sendSome(attempt));
    if (attempt.isToSubmit) await submit(attempt);
  }
  await kept.noteWhetherAnyWaits();
}

/** Sends a part of what waits of an attempt; whether there was anything. */
async function sendSome(attempt: KeptAttempt): Promise<boolean> {
  const all = await kept.answersTo(attempt.id);
  const waiting = inOrder(
    attempt,
    all.filter((answer) => answer.state === 'waiting'),
  );
  const part: KeptAnswer[] = [];
  let letters = 0;
  for (const answer of waiting) {
    letters += JSON.stringify(answer.response).length;
    if (part.length > 0 && (part.length >= AT_ONCE.entries || letters > AT_ONCE.letters)) break;
    part.push(answer);
  }
  if (part.length === 0) return false;
  await kept.tried(part);
  let receipts: Schema<'Receipt'>[];
  try {
    receipts = await handIn(attempt.id, part);
  } catch (error) {
    const problem = problemOf(error);
    if (problem.mayPass || problem.status === 401) throw error;
    // All or nothing was taken: each goes alone, and what is refused says so.
    if (part.length > 1) await oneByOne(attempt, part);
    else if (part[0] !== undefined) await refused(part[0], problem);
    return true;
  }
  await confirm(attempt, part, receipts);
  return true;
}

/** As they were made; where there is no way back as they stand on the paper. */
function inOrder(attempt: KeptAttempt, answers: KeptAnswer[]): KeptAnswer[] {
  const questions = attempt.paper?.questions.map((question) => question.id) ?? [];
  const isStrict = attempt.paper?.navigation === 'sequential';
  return answers.sort((one, other) =>
    isStrict
      ? questions.indexOf(one.question) - questions.indexOf(other.question)
      : one.madeAt.localeCompare(other.madeAt),
  );
}

async function handIn(attempt: string, answers: KeptAnswer[]): Promise<Schema<'Receipt'>[]> {
  const path = { id: attempt };
  const entries = answers.map((answer) => ({
    client_number: answer.clientNumber,
    response: answer.response,
    certainty: answer.certainty,
    claimed_at: answer.madeAt,
  }));
  return patiently(async (signal) => {
    const [only, ...others] = entries;
    if (only !== undefined && others.length === 0) {
      const question_id = answers[0]?.question ?? '';
      const request = { params: { path: { ...path, question_id } }, body: only, signal };
      const saved = await askWhole(api.PUT('/api/v1/attempts/{id}/answers/{question_id}', request));
      heard(saved.response);
      return saved.data.receipt == null ? [] : [saved.data.receipt];
    }
    const body = {
      entries: entries.map((entry, at) => ({
        ...entry,
        kind: 'answer' as const,
        question_id: answers[at]?.question ?? '',
      })),
    };
    const request = { params: { path }, body, signal };
    const done = await askWhole(api.POST('/api/v1/attempts/{id}/synchronisation', request));
    heard(done.response);
    return done.data.receipts;
  });
}

async function patiently<T>(what: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const control = new AbortController();
  const patience = setTimeout(() => control.abort(), PATIENCE_MS);
  try {
    return await what(control.signal);
  } catch (error) {
    if (!control.signal.aborted) throw error;
    line.isGone();
    throw new Problem(0, {});
  } finally {
    clearTimeout(patience);
  }
}

async function oneByOne(attempt: KeptAttempt, answers: KeptAnswer[]): Promise<void> {
  for (const answer of answers) {
    try {
      await confirm(attempt, [answer], await handIn(attempt.id, [answer]));
    } catch (error) {
      const problem = problemOf(error);
      if (problem.mayPass || problem.status === 401) throw error;
      await refused(answer, problem);
    }
  }
}

/** What a failure says against what was sent; thrown again when trying later may help. */
function refusalOf(error: unknown): string {
  const problem = problemOf(error);
  if (problem.mayPass || problem.status === 401) throw error;
  return whyRefused(problem);
}

function whyRefused(problem: Problem): string {
  const texts = [...problem.fields.map((field) => field.message), problem.detail, problem.title];
  return texts.find((text) => text !== '') ?? problem.code;
}

async function refused(answer: KeptAnswer, problem: Problem): Promise<void> {
  await kept.settle(answer, { state: 'refused', problem: whyRefused(problem) });
  // Somebody has submitted it elsewhere: the page shows how it stands now.
  if (problem.code === 'attempt_closed') await readAgain(answer.attempt);
}

async function confirm(
  attempt: KeptAttempt,
  answers: KeptAnswer[],
  receipts: Schema<'Receipt'>[],
): Promise<void> {
  if (receipts.length !== answers.length) throw new Problem(502, {});
  let isOvertaken = false;
  for (const [at, answer] of answers.entries()) {
    const receipt = receipts[at];
    if (receipt === undefined) continue;
    await kept.keepReceipt(answer, receipt);
    const savedAt = receipt.recorded_at;
    if (receipt.kind === 'superseded') {
      isOvertaken = true;
      // It is on the server's disk, but does not count: reading again brings the one that does.
      await kept.settle(answer, { state: 'late', savedAt });
    } else {
      await kept.settle(answer, { state: receipt.kind === 'late' ? 'late' : 'saved', savedAt });
    }
  }
  if (isOvertaken) await readAgain(attempt.id);
}

/** Reads how an attempt stands at the server. */
export async function readAgain(id: string): Promise<Schema<'AttemptDetail'>> {
  const read = await patiently((signal) =>
    askWhole(api.GET('/api/v1/attempts/{id}', { params: { path: { id } }, signal })),
  );
  heard(read.response);
  const person = session.person?.id;
  if (person !== undefined) await kept.adopt(read.data, { person });
  return read.data;
}

async function submit(attempt: KeptAttempt): Promise<void> {
  const request = { params: { path: { id: attempt.id } } };
  try {
    const detail = await patiently((signal) =>
      ask(api.POST('/api/v1/attempts/{id}/submission', { ...request, signal })),
    );
    await kept.adopt(detail, { person: attempt.person, isToSubmit: false });
  } catch (error) {
    const problem = problemOf(error);
    if (problem.mayPass || problem.status === 401) throw error;
    await kept.changeAttempt(attempt.id, { isToSubmit: false });
  }
}
