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
    path: '/authoring',
    load: () => import('./pages/authoring/Courses.svelte'),
    areas: ['authoring'],
    menu: { text: 'menu-authoring', icon: 'write', roles: ['methodologist'] },
  },
  {
    path: '/authoring/import',
    load: () => import('./pages/authoring/ImportCourse.svelte'),
    areas: ['authoring'],
  },
  {
    path: '/authoring/:course',
    load: () => import('./pages/authoring/Desk.svelte'),
    areas: ['authoring'],
  },
  {
    path: '/authoring/:course/versions/:number',
    load: () => import('./pages/authoring/VersionPage.svelte'),
    areas: ['authoring'],
  },
  {
    path: '/authoring/:course/new-quiz/:module',
    load: () => import('./pages/authoring/NewQuiz.svelte'),
    areas: ['authoring'],
  },
  {
    path: '/authoring/:course/items/:item',
    load: () => import('./pages/authoring/ItemPage.svelte'),
    areas: ['authoring'],
  },
  {
    path: '/authoring/:course/items/:item/questions/:question',
    load: () => import('./pages/authoring/QuestionPage.svelte'),
    areas: ['authoring'],
  },
  {
    path: '/question-bank',
    load: () => import('./pages/bank/Bank.svelte'),
    areas: ['authoring'],
    menu: { text: 'menu-question-bank', icon: 'bank', roles: ['methodologist'] },
  },
  {
    path: '/question-bank/import',
    load: () => import('./pages/bank/ImportPage.svelte'),
    areas: ['authoring'],
  },
  {
    path: '/question-bank/export',
    load: () => import('./pages/bank/ExportPage.svelte'),
    areas: ['authoring'],
  },
  {
    path: '/question-bank/questions/:question',
    load: () => import('./pages/bank/BankQuestionPage.svelte'),
    areas: ['authoring'],
  },
];
