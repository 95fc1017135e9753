/** Leaving: this device, or all of them. */

import { api, ask } from '../../api/client';
import { session } from '../../api/session.svelte';
import { problemOf } from '../../api/problem';
import { forgetDrafts } from '../../drafts';

/** Signs this device out; without a line it forgets by itself who was here. */
export async function signOut(): Promise<void> {
  try {
    await ask(api.POST('/api/v1/sign-out'));
  } catch (error) {
    const { status } = problemOf(error);
    if (status !== 0 && status !== 401) throw error;
  }
  leave();
}

/** Signs every device out, this one too. */
export async function signOutEverywhere(): Promise<void> {
  await ask(api.POST('/api/v1/sign-out/everywhere'));
  leave();
}

function leave() {
  forgetDrafts();
  session.close();
}
