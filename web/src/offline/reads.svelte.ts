/**
 * Lessons that the person says to have read. Each is written down on this device first and sent then, so that a
 * weak line makes nobody wait; without a line it is sent when there is one again.
 */

import { api, ask } from '../api/client';
import { problemOf } from '../api/problem';
import { session } from '../api/session.svelte';
import { line } from '../line.svelte';
import { database, owner, type ReadMark } from './kept-database';

class Reads {
  /** What waits to be sent. */
  waiting = $state.raw<ReadMark[]>([]);
  /** What the server did not take, with why. */
  refused = $state.raw<ReadMark[]>([]);
  /** How many have been sent: whoever shows progress asks for it again when this changes. */
  sent = $state(0);

  #sentItems = new Set<string>();
  #sending: Promise<void> | undefined;
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    $effect.root(() => {
      $effect(() => {
        if (line.isUp && session.person !== null) void this.send();
      });
    });
  }

  /** Whether this device knows that a lesson was read, though an older answer does not. */
  has(item: string): boolean {
    void this.sent;
    return this.#sentItems.has(item) || this.isWaiting(item);
  }

  /** Whether the server still has to be told. */
  isWaiting(item: string): boolean {
    return this.waiting.some((mark) => mark.item === item);
  }

  /**
   * Marks a lesson as read.
   * @throws {Problem} only where the device can write nothing down, and the server did not take it
   */
  async mark(enrolment: string, item: string, title: string): Promise<void> {
    const mark: ReadMark = { person: owner(), enrolment, item, title };
    try {
      if (mark.person === '') throw new Error('nobody knows yet whose it is');
      await (await database()).put('reads', mark);
    } catch {
      await tell(mark);
      this.#isSent(mark);
      return;
    }
    this.waiting = [...this.waiting.filter((one) => one.item !== item), mark];
    void this.send();
  }

  /** Sends what waits, one after the other. */
  async send(): Promise<void> {
    this.#sending ??= this.#sendAll().finally(() => (this.#sending = undefined));
    await this.#sending;
  }

  /** The person has seen that a mark was refused. */
  async dismiss(mark: ReadMark): Promise<void> {
    await forget(mark);
    await this.#look();
  }

  async #sendAll() {
    await this.#look();
    for (let mark = this.waiting[0]; mark !== undefined; mark = this.waiting[0]) {
      try {
        await tell(mark);
        await forget(mark);
        this.#isSent(mark);
      } catch (error) {
        const problem = problemOf(error);
        if (problem.mayPass || problem.status === 401) return this.#sendLater(problem.retryAfter);
        const refusal = [problem.title, problem.detail].filter(Boolean).join('. ');
        await (await database()).put('reads', { ...mark, refusal });
      }
      await this.#look();
    }
  }

  /** A line that comes back is noticed by itself; a server that is busy is not. */
  #sendLater(seconds: number | null) {
    clearTimeout(this.#later);
    this.#later = setTimeout(() => void this.send(), (seconds ?? 60) * 1000);
  }

  #isSent(mark: ReadMark) {
    this.#sentItems.add(mark.item);
    this.sent += 1;
  }

  /** Reads anew what is written down: another tab may have sent it. */
  async #look() {
    const own = owner();
    const marks = await database()
      .then((made) => made.getAll('reads'))
      .catch((): ReadMark[] => []);
    const mine = marks.filter((mark) => mark.person === own);
    this.waiting = mine.filter((mark) => mark.refusal === undefined);
    this.refused = mine.filter((mark) => mark.refusal !== undefined);
  }
}

async function tell({ enrolment, item }: ReadMark): Promise<void> {
  const path = { id: enrolment, item_id: item };
  await ask(api.PUT('/api/v1/enrolments/{id}/items/{item_id}/read', { params: { path } }));
}

async function forget({ person, enrolment, item }: ReadMark): Promise<void> {
  await (await database()).delete('reads', [person, enrolment, item]);
}

/** The one queue of this tab. */
export const reads = new Reads();
