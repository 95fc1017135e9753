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
    path: '/register',
    load: () => import('./pages/registry/Register.svelte'),
    areas: ['registry'],
    menu: {
      text: 'menu-register',
      icon: 'certificate',
      roles: ['officer', 'registrar', 'administrator'],
    },
  },
  {
    path: '/register/:id',
    load: () => import('./pages/registry/Certificate.svelte'),
    areas: ['registry'],
  },
  {
    path: '/register-exports',
    load: () => import('./pages/registry/Exports.svelte'),
    areas: ['registry'],
    menu: { text: 'menu-register-exports', icon: 'send', roles: ['registrar', 'administrator'] },
  },
  {
    path: '/register-exports/:id',
    load: () => import('./pages/registry/Export.svelte'),
    areas: ['registry'],
  },
  {
    path: '/register-credits',
    load: () => import('./pages/registry/CreditsSearch.svelte'),
    areas: ['registry'],
    menu: { text: 'menu-register-credits', icon: 'list', roles: ['registrar', 'administrator'] },
  },
  {
    path: '/register-credits/:id',
    load: () => import('./pages/registry/PersonCredits.svelte'),
    areas: ['registry'],
  },
];
