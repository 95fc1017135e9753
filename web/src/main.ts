/** The app begins: language, session, address. */

import { mount } from 'svelte';

import { session } from './api/session.svelte';
import App from './App.svelte';
import './design/base.css';
import { language, need } from './messages.svelte';
import { resume } from './offline/resume.svelte';
import { router } from './router.svelte';
// Puts light or dark on.
import './theme.svelte';
import { keepVersions } from './versions';

document.documentElement.lang = language.current;
void begin();

async function begin() {
  // The token is on its way while texts and the page are: on a weak line that is most of a second.
  if (session.isOpen) session.token().catch(() => undefined);
  // Without texts there is nothing to show but what the page itself says.
  await need('app').catch(() => undefined);
  mount(App, { target: document.body });
  router.start();
  resume();
  if (import.meta.env.PROD) void keepVersions();
}
