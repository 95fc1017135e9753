/** Answers that were not sent before the app was closed are sent when it starts, whatever page is opened. */

import { session } from '../api/session.svelte';

/** Says that something waits, so that the app need not open the database to know. */
export const WAITING = 'surgalt-answers-waiting';

/** Sends what waits as soon as it is known who is here. */
export function resume(): void {
  $effect.root(() => {
    $effect(() => {
      if (session.person === null || localStorage.getItem(WAITING) === null) return;
      // Without a line the part that sends may be missing: then the next start tries again.
      void import('./sending').then(({ wake }) => wake()).catch(() => undefined);
    });
  });
}
