/** What of a room outlives a page that is loaded anew, on this tab: the session, and what was not answered. */

import type { Kept } from './outbox';

const key = (webinar: string) => `surgalt-room-${webinar}`;

export function readKept(webinar: string): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(key(webinar)) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}

export function writeKept(webinar: string, kept: Kept | null) {
  try {
    if (kept === null) sessionStorage.removeItem(key(webinar));
    else sessionStorage.setItem(key(webinar), JSON.stringify(kept));
  } catch {
    // A device without room keeps nothing: the room goes on all the same.
  }
}
