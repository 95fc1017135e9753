/** What one has watched of a replay: kept together, and reported now and then. */

import { api, ask } from '../../../api/client';

type Stretch = [from: number, to: number];

/** Stretches that are nearer than this are one. */
const NEAR_MS = 1_500;

/** The stretches with one more, in order and apart from each other. */
export function withStretch(stretches: Stretch[], added: Stretch): Stretch[] {
  const sorted = [...stretches, added].sort((one, other) => one[0] - other[0]);
  const joined: Stretch[] = [];
  for (const [from, to] of sorted) {
    const last = joined.at(-1);
    if (last !== undefined && from - last[1] <= NEAR_MS) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

export class Watched {
  #stretches: Stretch[] = [];
  #hasNew = false;

  constructor(
    readonly webinar: string,
    /** When the webinar began. */
    readonly began: number,
  ) {}

  add(from: number, to: number) {
    if (to <= from) return;
    this.#stretches = withStretch(this.#stretches, [from, to]);
    this.#hasNew = true;
  }

  /** Reports it. Reporting the same again changes nothing, so all of it is told each time. */
  async report(): Promise<void> {
    if (!this.#hasNew) return;
    this.#hasNew = false;
    const moment = (ms: number) => new Date(this.began + Math.round(ms)).toISOString();
    const intervals = this.#stretches.map(([from, to]) => ({ from: moment(from), to: moment(to) }));
    const params = { path: { id: this.webinar } };
    try {
      await ask(api.POST('/api/v1/webinars/{id}/watched', { params, body: { intervals } }));
    } catch (error) {
      this.#hasNew = true;
      throw error;
    }
  }
}
