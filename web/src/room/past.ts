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
