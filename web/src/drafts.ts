/** What somebody has begun to write and not sent, kept on this device until it is. */

import { session } from './api/session.svelte';

const KEPT = 'surgalt-draft';

function place(of: string): string {
  return `${KEPT} ${session.person?.id ?? ''} ${of}`;
}

/** Keeps it; a device without room keeps nothing, and the page goes on. */
export function keepDraft(of: string, draft: unknown) {
  try {
    localStorage.setItem(place(of), JSON.stringify(draft));
  } catch {
    // Full, or not allowed: what is on the page is still there.
  }
}

/** What was kept by whoever is signed in, if anything. */
export function draftOf<Draft>(of: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(place(of)) ?? 'null') as Draft | null;
  } catch {
    return null;
  }
}

/** It was sent, or is not wanted any more. */
export function dropDraft(of: string) {
  localStorage.removeItem(place(of));
}

/** Forgets them all: somebody else may sit here next. */
export function forgetDrafts() {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(`${KEPT} `)) localStorage.removeItem(key);
  }
}
