/** Every page: where it is, who finds it in the menu, and which texts it needs. */

import type { Component } from 'svelte';

import type { Role } from './api/session.svelte';

/** A page; what stands in the path after `:` comes as a property. */
export interface Page {
  path: string;
  load: () => Promise<{ default: Component<any> }>;
  /** The areas of texts that it needs, beside `app`. */
  areas: string[];
  /** Whether it is for people who are not signed in as well. */
  isOpen?: boolean;
  /** Who finds it in the menu, under which text, with which picture. */
  menu?: { text: string; icon: string; roles: Role[] };
}

const everybody: Role[] = ['learner', 'methodologist', 'officer', 'registrar', 'administrator'];

/** Who watches a part of the organisation tree, or all of it. */
const officers: Role[] = ['officer', 'administrator'];

/** The first page that fits is shown. */
export const pages: Page[] = [
  {
    path: '/sign-in',
    load: () => import('./pages/sign-in/SignIn.svelte'),
    areas: [],
    isOpen: true,
  },
  {
    path: '/',
    load: () => import('./pages/today/Today.svelte'),
    areas: ['learning'],
    menu: { text: 'menu-today', icon: 'today', roles: everybody },
  },
  {
    path: '/progress',
    load: () => import('./pages/office/progress/Progress.svelte'),
    areas: ['office', 'office-progress'],
    menu: { text: 'menu-progress', icon: 'report', roles: officers },
  },
];
