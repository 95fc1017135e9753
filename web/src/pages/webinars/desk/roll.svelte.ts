/** Everybody of a webinar for its host: what was counted so far, with what is heard since. */

import { api, ask, type Schema } from '../../../api/client';
import type { Role } from '../../../room/frames';
import type { Person } from '../../../room/parts/people';
import type { Live } from '../room/live.svelte';

type Counted = Schema<'PersonAttendance'>;

export interface Row {
  person: string;
  name: string;
  role: Role;
  isPresent: boolean;
  isRemoved: boolean;
  hasHand: boolean;
  /** Share of the planned time in per cent; null while it is not counted. */
  share: number | null;
  /** How often the line broke. */
  cuts: number;
  /** The line is broken just now. */
  isLost: boolean;
  checks: { answered: number; of: number } | null;
}

/** Counting is asked for anew after this long. */
const EVERY_MS = 60_000;
/** Who was cut longer ago is gone. */
const LOST_MS = 90_000;

export class Roll {
  counted = $state.raw<ReadonlyMap<string, Counted>>(new Map());
  /** Whether it has failed the last time. */
  hasFailed = $state(false);

  constructor(readonly live: Live) {
    $effect(() => {
      void this.look();
      const timer = setInterval(() => void this.look(), EVERY_MS);
      return () => clearInterval(timer);
    });
  }

  /** Reads what is counted. */
  async look(): Promise<void> {
    const counted = new Map<string, Counted>();
    let after: string | null | undefined;
    try {
      do {
        const query = { limit: 200, ...(after != null && { after }) };
        const params = { path: { id: this.live.webinar }, query };
        const page = await ask(api.GET('/api/v1/webinars/{id}/attendance', { params }));
        for (const one of page.items) counted.set(one.person, one);
        after = page.next;
      } while (after != null);
      this.counted = counted;
      this.hasFailed = false;
    } catch {
      this.hasFailed = true;
    }
  }

  /** Everybody: who has a hand up first, then who is here, by name. */
  readonly rows = $derived.by(() => {
    const { state, now } = this.live;
    // Who is lost changes with time, but not each second.
    const at = Math.floor(now / 10_000) * 10_000;
    const hands = new Set(state.hands.map((hand) => hand.person));
    const known = state.people.known;
    const all = new Set([...this.counted.keys(), ...known.keys()]);
    const rows: Row[] = [];
    for (const id of all) {
      const row = rowOf(id, this.counted.get(id), known.get(id), hands.has(id), at);
      if (row.name !== '') rows.push(row);
    }
    const rank = (row: Row) => (row.hasHand ? 0 : row.isPresent ? 1 : row.isLost ? 2 : 3);
    return rows.sort((one, other) => rank(one) - rank(other) || (one.name < other.name ? -1 : 1));
  });
}

function rowOf(
  id: string,
  counted: Counted | undefined,
  heard: Person | undefined,
  hasHand: boolean,
  at: number,
): Row {
  // Only who has come or gone since is known better than it was counted.
  const isHeard = heard !== undefined && (heard.connections.length > 0 || heard.cuts > 0);
  return {
    person: id,
    name: heard?.name || counted?.name || '',
    role: heard?.role ?? counted?.role ?? 'participant',
    isPresent: isHeard ? heard.connections.length > 0 : (counted?.is_present ?? false),
    isRemoved: heard?.isRemoved ?? false,
    hasHand,
    share: counted?.shares.connected ?? null,
    cuts: Math.max(heard?.cuts ?? 0, Math.max(0, (counted?.intervals.length ?? 1) - 1)),
    isLost: heard?.lostAt != null && at - Date.parse(heard.lostAt) < LOST_MS,
    checks: counted?.checks ?? null,
  };
}
