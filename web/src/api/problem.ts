/** What went wrong, in words that a person can use. */

import type { components } from './schema';

type Written = components['schemas']['Problem'];

/** A failure that the server has explained, or that there is no line to it. */
export class Problem extends Error {
  /** The HTTP status; 0 without a line. */
  readonly status: number;
  /** The stable name of what is wrong; `no_line` without a line. */
  readonly code: string;
  /** What is wrong, in the person's language. */
  readonly title: string;
  /** What to do about it. */
  readonly detail: string;
  /** The fields that were refused: where, and why. */
  readonly fields: { field: string; code: string; message: string }[];
  /** The moment that is told, where one is. */
  readonly at: string | null;
  /** How many seconds to wait before trying again, where that is told. */
  readonly retryAfter: number | null;

  constructor(status: number, written: Partial<Written>, retryAfter: number | null = null) {
    super(written.title ?? written.code ?? String(status));
    this.status = status;
    this.code = written.code ?? (status === 0 ? 'no_line' : 'unknown');
    this.title = written.title ?? '';
    this.detail = written.detail ?? '';
    this.fields = written.fields ?? [];
    this.at = written.at ?? null;
    this.retryAfter = retryAfter;
  }

  /** Whether trying again later may help: no line, too much at once, a server that is being upgraded. */
  get mayPass(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  /** What is wrong with a field, if anything. */
  of(field: string): string | undefined {
    return this.fields.find((one) => one.field === field)?.message;
  }
}

/** Whatever was thrown, as a problem. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  // `fetch` throws a TypeError when there is no line; anything else is a mistake of ours.
  if (thrown instanceof TypeError && !('line' in thrown)) return new Problem(0, {});
  return new Problem(0, { code: 'unknown', title: String(thrown) });
}
