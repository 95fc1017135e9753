/** What follows when somebody was let in. */

import { api, ask, type Schema } from '../../api/client';
import { session } from '../../api/session.svelte';
import { router } from '../../router.svelte';

/** Keeps the tokens, learns who it is, and goes to where the person wanted to go. */
export async function enter(tokens: Schema<'Tokens'>): Promise<void> {
  session.open(tokens);
  // Who it is can be asked again; the tokens cannot.
  const person = await ask(api.GET('/api/v1/me')).catch(() => null);
  if (person !== null) session.know(person);
  const from = router.query.get('from') ?? '/';
  // Only to places of this app.
  router.go(from.startsWith('/') && !from.startsWith('//') ? from : '/', { instead: true });
}
