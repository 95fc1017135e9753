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
  // On a slow line each way there and back counts: a token, the texts and the page come together.
  if (session.isOpen) session.token().catch(() => undefined);
  const texts = need('app').catch(() => undefined);
  router.start();
  // Without texts there is nothing to show but what the page itself says.
  await texts;
  mount(App, { target: document.body });
  resume();
  if (import.meta.env.PROD) void keepVersions();
}
