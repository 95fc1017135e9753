/**
 * Answers on this device: each is written here first, with the client's own number, and is then sent
 * (`sending.ts`). What was not confirmed stays `waiting`, and of two devices the newer answer counts.
 */

import type { Schema } from '../api/client';
import { serverNow } from './clock';
import {
  database,
  type Answered,
  type Certainty,
  type KeptAnswer,
  type KeptAttempt,
} from './database';
import { WAITING } from './resume.svelte';

// Where there is none, tabs see each other's answers when they are opened.
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('surgalt-answers') : undefined;
const listeners = new Set<(attempt: string) => void>();
channel?.addEventListener('message', (event: MessageEvent<string>) => tell(event.data));

function tell(attempt: string) {
  for (const listener of listeners) listener(attempt);
}

/** Tells this tab and the others that something about an attempt has changed. */
export function changed(attempt: string) {
  tell(attempt);
  channel?.postMessage(attempt);
}

/** Calls whenever something about an attempt has changed, in whatever tab. Returns how to stop that. */
export function onChange(listener: (attempt: string) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether two answers are the same. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, one]) => one != null);
  return Object.fromEntries(entries.sort().map(([name, one]) => [name, sorted(one)]));
}

/** An attempt of this device. */
export async function attemptOf(id: string): Promise<KeptAttempt | undefined> {
  return (await database()).get('attempts', id);
}

/** All attempts of a person. */
export async function attemptsOf(person: string): Promise<KeptAttempt[]> {
  const all = await (await database()).getAll('attempts');
  return all.filter((one) => one.person === person);
}

/** The answers to an attempt. */
export async function answersTo(attempt: string): Promise<KeptAnswer[]> {
  return (await database()).getAllFromIndex('answers', 'attempt', attempt);
}

/** Changes what is kept of an attempt; absent while it is not kept at all. */
export async function changeAttempt(id: string, change: Partial<KeptAttempt>) {
  const transaction = (await database()).transaction('attempts', 'readwrite');
  const before = await transaction.store.get(id);
  if (before !== undefined) await transaction.store.put({ ...before, ...change });
  await transaction.done;
  if (change.isToSubmit === true) localStorage.setItem(WAITING, '1');
  if (before !== undefined) changed(id);
}

/** Writes an answer down on this device. When this is done nothing is lost any more. */
export async function keep(
  attempt: string,
  question: string,
  response: Answered,
  certainty: Certainty | null,
): Promise<void> {
  localStorage.setItem(WAITING, '1');
  const transaction = (await database()).transaction('answers', 'readwrite');
  const before = await transaction.store.get([attempt, question]);
  const isNew = !(before && isSame([before.response, before.certainty], [response, certainty]));
  if (isNew) {
    const isOpen = before?.state === 'waiting' && !before.isTried;
    await transaction.store.put({
      attempt,
      question,
      response,
      certainty,
      clientNumber: (before?.clientNumber ?? 0) + (isOpen ? 0 : 1),
      madeAt: new Date(serverNow()).toISOString(),
      isTried: false,
      state: 'waiting',
      savedAt: before?.savedAt ?? null,
      problem: null,
      overtaken: before?.overtaken ?? null,
    });
  }
  await transaction.done;
  if (isNew) changed(attempt);
}

/** Changes the answer with this number; when there is a newer one meanwhile, that stays as it is. */
export async function settle(
  { attempt, question, clientNumber }: KeptAnswer,
  change: Partial<KeptAnswer>,
): Promise<void> {
  const transaction = (await database()).transaction('answers', 'readwrite');
  const now = await transaction.store.get([attempt, question]);
  const isIt = now?.clientNumber === clientNumber;
  if (isIt) await transaction.store.put({ ...now, ...change });
  await transaction.done;
  if (isIt) changed(attempt);
}

/** Marks answers as being on their way: what is changed from now on is another answer. */
export async function tried(answers: KeptAnswer[]): Promise<void> {
  const transaction = (await database()).transaction('answers', 'readwrite');
  for (const answer of answers) {
    const now = await transaction.store.get([answer.attempt, answer.question]);
    if (now?.clientNumber !== answer.clientNumber) continue;
    await transaction.store.put({ ...now, isTried: true });
  }
  await transaction.done;
}

/** Keeps the receipt of an answer. */
export async function keepReceipt(answer: KeptAnswer, receipt: Schema<'Receipt'>) {
  const { attempt, question } = answer;
  await (await database()).put('receipts', { ...receipt, attempt, question });
}

/** The receipts that this device has of an attempt. */
export async function receiptsOf(attempt: string) {
  return (await database()).getAllFromIndex('receipts', 'attempt', attempt);
}

/**
 * Takes over what the server has: of every question the newer answer. What waits here and is newer gets a
 * number behind the server's; what waits and is older is put aside for the person to see.
 */
export async function adopt(
  detail: Schema<'AttemptDetail'>,
  about: Pick<KeptAttempt, 'person'> & Partial<KeptAttempt>,
): Promise<KeptAttempt> {
  const id = detail.attempt.id;
  const transaction = (await database()).transaction(['attempts', 'answers'], 'readwrite');
  const attempts = transaction.objectStore('attempts');
  const answers = transaction.objectStore('answers');
  const before = await attempts.get(id);
  const attempt: KeptAttempt = {
    enrolment: null,
    item: null,
    title: '',
    files: [],
    flagged: [],
    isToSubmit: false,
    ...before,
    ...about,
    id,
    summary: detail.attempt,
    paper: detail.paper ?? before?.paper ?? null,
  };
  await attempts.put(attempt);
  for (const theirs of detail.answers) {
    const mine = await answers.get([id, theirs.question_id]);
    const next = merged(id, mine, theirs);
    if (next !== mine) await answers.put(next);
  }
  await transaction.done;
  changed(id);
  return attempt;
}

function merged(
  attempt: string,
  mine: KeptAnswer | undefined,
  theirs: Schema<'SavedAnswer'>,
): KeptAnswer {
  const isLike =
    mine && isSame([mine.response, mine.certainty], [theirs.response, theirs.certainty]);
  const isUnsettled = mine !== undefined && mine.state !== 'saved';
  if (isUnsettled && !isLike) {
    if (mine.clientNumber > theirs.client_number) return mine;
    // Made after theirs had been saved: the person has decided anew.
    if (mine.state === 'waiting' && mine.madeAt > theirs.saved_at) {
      return { ...mine, clientNumber: theirs.client_number + 1, isTried: false };
    }
  }
  if (mine?.state === 'saved' && isLike && mine.clientNumber >= theirs.client_number) return mine;
  return {
    attempt,
    question: theirs.question_id,
    response: theirs.response,
    certainty: theirs.certainty ?? null,
    clientNumber: Math.max(theirs.client_number, mine?.clientNumber ?? 0),
    madeAt: theirs.saved_at,
    isTried: true,
    state: 'saved',
    savedAt: theirs.saved_at,
    problem: null,
    overtaken: isUnsettled && !isLike ? mine.response : (mine?.overtaken ?? null),
  };
}

/** Notes whether anything waits, of whomever: a device may be shared. */
export async function noteWhetherAnyWaits(): Promise<void> {
  // Before looking: what is written meanwhile says so itself.
  localStorage.removeItem(WAITING);
  const kept = await database();
  const answers = await kept.getAll('answers');
  const attempts = await kept.getAll('attempts');
  const uploads = await kept.getAll('uploads');
  const waits =
    answers.some((one) => one.state === 'waiting') ||
    attempts.some((one) => one.isToSubmit) ||
    uploads.some((one) => one.problem === null);
  if (waits) localStorage.setItem(WAITING, '1');
}

/** Gives back to the device what nobody needs any more: attempts that are long over, their pictures and papers. */
export async function forgetOld(): Promise<void> {
  const MONTH_MS = 30 * 86_400_000;
  const isOld = (moment: string) => serverNow() - Date.parse(moment) > MONTH_MS;
  const kept = await database();
  const attempts = await kept.getAll('attempts');
  for (const { id, summary } of attempts) {
    if (summary.submitted_at == null || !isOld(summary.submitted_at)) continue;
    const answers = await answersTo(id);
    if (answers.some((one) => one.state !== 'saved')) continue;
    for (const { attempt, question } of answers) await kept.delete('answers', [attempt, question]);
    await kept.delete('attempts', id);
  }
  if (attempts.every(({ summary }) => summary.state !== 'open')) await kept.clear('pictures');
  for (const paper of await kept.getAll('papers')) {
    if (isOld(paper.fetchedAt)) await kept.delete('papers', paper.item);
  }
}
