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
    path: '/courses',
    load: () => import('./pages/learning/Courses.svelte'),
    areas: ['learning'],
    menu: { text: 'menu-courses', icon: 'courses', roles: ['learner'] },
  },
  {
    path: '/enrolments/:id',
    load: () => import('./pages/learning/Enrolment.svelte'),
    areas: ['learning'],
  },
  {
    path: '/enrolments/:id/items/:item',
    load: () => import('./pages/learning/Lesson.svelte'),
    areas: ['learning'],
  },
  {
    path: '/cohorts',
    load: () => import('./pages/learning/Cohorts.svelte'),
    areas: ['learning'],
    menu: { text: 'menu-cohorts', icon: 'calendar', roles: ['learner'] },
  },
  {
    path: '/webinars',
    load: () => import('./pages/webinars/Webinars.svelte'),
    areas: ['webinars'],
    menu: { text: 'menu-webinars', icon: 'webinar', roles: everybody },
  },
  {
    path: '/webinars/new',
    load: () => import('./pages/webinars/plan/New.svelte'),
    areas: ['webinars', 'desk'],
  },
  {
    path: '/webinars/:id',
    load: () => import('./pages/webinars/Webinar.svelte'),
    areas: ['webinars', 'room'],
  },
  {
    path: '/webinars/:id/replay',
    load: () => import('./pages/webinars/after/Replay.svelte'),
    areas: ['webinars', 'room'],
  },
  {
    path: '/webinars/:id/plan',
    load: () => import('./pages/webinars/plan/Change.svelte'),
    areas: ['webinars', 'desk', 'room'],
  },
  {
    path: '/webinars/:id/attendance',
    load: () => import('./pages/webinars/plan/Attendance.svelte'),
    areas: ['webinars', 'desk', 'room'],
  },
  {
    path: '/webinar-series/:id',
    load: () => import('./pages/webinars/plan/Series.svelte'),
    areas: ['webinars', 'desk'],
  },
];
