/** Which page is shown: the address decides, and links change it without loading anything anew. */

import type { Component } from 'svelte';
import { parse } from 'regexparam';

import { session } from './api/session.svelte';
import { need } from './messages.svelte';
import { pages, type Page } from './routes';

interface Shown {
  /** The address for which it was made: that of the next page comes before its component does. */
  path: string;
  page: Page;
  component: Component<Record<string, string>>;
  parameters: Record<string, string>;
}

const routes = pages.map((page) => ({ page, ...parse(page.path) }));

class Router {
  /** The address, without the host. */
  path = $state(location.pathname);
  /** What stands after `?` in it. */
  query = $state.raw(new URLSearchParams(location.search));
  /** What is shown; null while the first page comes, and where there is none. */
  shown = $state.raw<Shown | null>(null);
  /** Whether a page is on its way. */
  isLoading = $state(true);
  /** Whether the page could not be fetched. */
  hasFailed = $state(false);

  #asked = 0;

  /** Begins to listen to addresses and links. */
  start() {
    window.addEventListener('popstate', () => void this.#show());
    window.addEventListener('click', (event) => this.#follow(event));
    void this.#show();
  }

  /** Goes to an address of the app; `instead` leaves no way back to where one was. */
  go(address: string, { instead = false } = {}) {
    history[instead ? 'replaceState' : 'pushState'](null, '', address);
    scrollTo(0, 0);
    void this.#show();
  }

  /** Changes what stands after `?`, for filters: back leads to the page before. */
  ask(values: Record<string, string | null>) {
    const query = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(values)) {
      if (value === null || value === '') query.delete(name);
      else query.set(name, value);
    }
    const text = query.size > 0 ? `?${query}` : '';
    history.replaceState(null, '', location.pathname + text);
    this.query = query;
  }

  /** Tries again what could not be fetched. */
  again() {
    void this.#show();
  }

  #follow(event: MouseEvent) {
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!isPlain || event.defaultPrevented || link === null || link.target !== '') return;
    if (link.origin !== location.origin || link.hasAttribute('download')) return;
    if (!routes.some((route) => route.pattern.test(link.pathname))) return;
    // Within a page: the browser knows the way.
    if (link.hash !== '' && link.pathname === location.pathname) return;
    event.preventDefault();
    this.go(link.pathname + link.search);
  }

  async #show() {
    const number = ++this.#asked;
    this.path = location.pathname;
    this.query = new URLSearchParams(location.search);
    const route = routes.find((route) => route.pattern.test(this.path));
    if (route !== undefined && route.page.isOpen !== true && !session.isOpen) {
      const from =
        this.path === '/' ? '' : `?from=${encodeURIComponent(this.path + location.search)}`;
      return this.go(`/sign-in${from}`, { instead: true });
    }
    this.isLoading = true;
    this.hasFailed = false;
    try {
      const [component] = await Promise.all([
        route?.page.load(),
        need('app', ...(route?.page.areas ?? [])),
      ]);
      if (number !== this.#asked) return;
      const found = route?.pattern.exec(this.path);
      const values = (route?.keys ?? []).map((key, at) => [
        key,
        decodeURIComponent(found?.[at + 1] ?? ''),
      ]);
      this.shown =
        route === undefined || component === undefined
          ? null
          : {
              path: this.path,
              page: route.page,
              component: component.default,
              parameters: Object.fromEntries(values),
            };
    } catch {
      if (number === this.#asked) this.hasFailed = true;
    } finally {
      if (number === this.#asked) this.isLoading = false;
    }
  }
}

/** The one router. */
export const router = new Router();
