/** Reading the log over REST: the chat so far, and what became of commands of a forgotten session. */

import { api, ask } from '../api/client';
import type { Entry } from './frames';

const PAGE = 1_000;

/** The entries after one number, through another, as far as they concern the reader. */
export async function readLog(webinar: string, after: number, through: number): Promise<Entry[]> {
  const entries: Entry[] = [];
  let from = after;
  while (from < through) {
    const query = { after: from, limit: Math.min(PAGE, through - from) };
    const params = { path: { id: webinar }, query };
    const page = await ask(api.GET('/api/v1/webinars/{id}/events', { params }));
    entries.push(...page.items.filter((entry) => entry.number <= through));
    from = page.next ?? through;
  }
  return entries;
}

/** Reads what was before somebody came, beside what goes on meanwhile. */
export class Past {
  /** The number after which everything was read. */
  from = 0;
  /** Entries that came while it is being read; null while it is not. */
  #since: Entry[] | null = null;

  constructor(readonly webinar: string) {}

  /** Entries have come. */
  followed(entries: Entry[]) {
    this.#since?.push(...entries);
  }

  /** What is being read is of no use any more: the room was told anew. */
  forget() {
    this.#since = null;
  }

  /** The entries after one number through another, and those that came meanwhile; null when they are of no use. */
  async read(from: number, through: number): Promise<Entry[] | null> {
    if (this.#since !== null) return null;
    const since: Entry[] = [];
    this.#since = since;
    const after = Math.max(0, from);
    try {
      const entries = await readLog(this.webinar, after, through);
      if (this.#since !== since) return null;
      this.from = after;
      return [...entries, ...since];
    } catch {
      // The room goes on without its past, which can be asked for again.
      if (this.#since === since) this.from = through;
      return null;
    } finally {
      if (this.#since === since) this.#since = null;
    }
  }
}
