/** Handing an address on: as the device shares things, or else copied. */

import { t } from './messages.svelte';
import { say } from './notices.svelte';

/** Shares it; where the device does not know how, it is copied, and that is said. */
export async function share(title: string, url: string): Promise<void> {
  if (navigator.share === undefined) return copy(url);
  try {
    await navigator.share({ title, url });
  } catch (error) {
    // Whoever has changed the mind needs nothing; whatever else goes wrong, copying works.
    if (!(error instanceof DOMException && error.name === 'AbortError')) await copy(url);
  }
}

/** Copies it, and says so. */
export async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say(t('copied'));
  } catch {
    // Without a secure connection browsers copy nothing by themselves.
    say(text);
  }
}
