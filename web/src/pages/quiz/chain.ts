/** The history of an attempt, computed anew on this device: docs/receipts.md tells how. */

import type { Schema } from '../../api/client';

type Entry = Schema<'HistoryEntry'>;

async function sha256(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A moment with the six decimals that are hashed. */
function moment(written: string | null | undefined): string {
  if (written == null) return '';
  const [seconds = '', decimals = ''] = written.replace(/Z$/, '').split('.');
  return `${seconds}.${decimals.padEnd(6, '0')}Z`;
}

/** The number of the first entry that is not what its hash says; null when all are. */
export async function brokenAt(attempt: string, entries: Entry[]): Promise<number | null> {
  let before = await sha256(attempt);
  for (const [at, entry] of entries.entries()) {
    const lines = [
      before,
      attempt,
      entry.number,
      entry.kind,
      entry.question_id ?? '',
      entry.client_number ?? '',
      entry.device_id ?? '',
      entry.address,
      moment(entry.claimed_at),
      moment(entry.recorded_at),
      entry.body,
    ];
    before = await sha256(lines.join('\n'));
    if (before !== entry.hash || entry.number !== at + 1) return entry.number;
  }
  return null;
}
