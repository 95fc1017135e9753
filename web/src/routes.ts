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
    areas: ['account'],
    isOpen: true,
  },
  {
    path: '/invitation',
    load: () => import('./pages/sign-in/Invitation.svelte'),
    areas: ['account'],
    isOpen: true,
  },
  {
    path: '/address',
    load: () => import('./pages/sign-in/Address.svelte'),
    areas: ['account'],
    isOpen: true,
  },
  {
    path: '/recovery',
    load: () => import('./pages/sign-in/Recovery.svelte'),
    areas: ['account'],
    isOpen: true,
  },
  {
    path: '/',
    load: () => import('./pages/today/Today.svelte'),
    areas: ['learning'],
    menu: { text: 'menu-today', icon: 'today', roles: everybody },
  },
  {
    path: '/certificates',
    load: () => import('./pages/certificates/Certificates.svelte'),
    areas: ['account-certificates'],
    menu: { text: 'menu-certificates', icon: 'certificate', roles: everybody },
  },
  {
    path: '/surveys/:id',
    load: () => import('./pages/survey/Survey.svelte'),
    areas: ['account-forms'],
  },
  {
    path: '/visits',
    load: () => import('./pages/visits/Visits.svelte'),
    areas: ['account-visits'],
    menu: { text: 'menu-visits', icon: 'people', roles: ['methodologist', 'officer'] },
  },
  {
    path: '/visits/:id',
    load: () => import('./pages/visits/Visit.svelte'),
    areas: ['account-visits', 'account-forms'],
  },
  {
    path: '/mentorships/:id',
    load: () => import('./pages/visits/Mentorship.svelte'),
    areas: ['account-visits'],
  },
  {
    // Its place in the menu is below, under the person's own name.
    path: '/profile',
    load: () => import('./pages/profile/Profile.svelte'),
    areas: ['account'],
  },
];
