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
  {
    path: '/people',
    load: () => import('./pages/office/people/People.svelte'),
    areas: ['office', 'office-people'],
    menu: { text: 'menu-people', icon: 'people', roles: [...officers, 'registrar'] },
  },
  {
    path: '/people/:id',
    load: () => import('./pages/office/people/PersonPage.svelte'),
    areas: ['office', 'office-people', 'office-audit'],
  },
  {
    path: '/organisations',
    load: () => import('./pages/office/organisations/Organisations.svelte'),
    areas: ['office', 'office-people'],
    menu: { text: 'menu-organisations', icon: 'tree', roles: officers },
  },
  {
    path: '/sign-in-cards',
    load: () => import('./pages/office/cards/Cards.svelte'),
    areas: ['office', 'office-people'],
    menu: { text: 'menu-sign-in-cards', icon: 'key', roles: officers },
  },
  {
    path: '/rosters',
    load: () => import('./pages/office/rosters/Rosters.svelte'),
    areas: ['office', 'office-rosters'],
    menu: { text: 'menu-rosters', icon: 'roster', roles: [...officers, 'registrar'] },
  },
  {
    path: '/rosters/:id',
    load: () => import('./pages/office/rosters/RosterPage.svelte'),
    areas: ['office', 'office-rosters'],
  },
  {
    path: '/visits-plan',
    load: () => import('./pages/office/visits/Plan.svelte'),
    areas: ['office', 'office-visits'],
    menu: { text: 'menu-visits-plan', icon: 'calendar', roles: [...officers, 'methodologist'] },
  },
  {
    path: '/audit-log',
    load: () => import('./pages/office/audit/AuditLog.svelte'),
    areas: ['office', 'office-audit'],
    menu: { text: 'menu-audit-log', icon: 'log', roles: officers },
  },
];
