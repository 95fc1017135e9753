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

const teaching: Role[] = ['methodologist', 'administrator'];
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
  // What a methodologist does beside writing and hosting.
  {
    path: '/programmes',
    load: () => import('./pages/programmes/Programmes.svelte'),
    areas: ['teaching', 'teaching-cohorts'],
    menu: { text: 'menu-programmes', icon: 'tree', roles: teaching },
  },
  {
    path: '/programmes/new',
    load: () => import('./pages/programmes/NewProgramme.svelte'),
    areas: ['teaching', 'teaching-cohorts'],
  },
  {
    path: '/programmes/:id',
    load: () => import('./pages/programmes/Programme.svelte'),
    areas: ['teaching', 'teaching-cohorts'],
  },
  {
    path: '/programmes/:id/cohorts/new',
    load: () => import('./pages/cohort-desk/NewCohort.svelte'),
    areas: ['teaching', 'teaching-cohorts'],
  },
  {
    path: '/cohort-desk/:id',
    load: () => import('./pages/cohort-desk/CohortDesk.svelte'),
    areas: ['teaching', 'teaching-cohorts'],
  },
  {
    path: '/courses/:id/people',
    load: () => import('./pages/course-desk/People.svelte'),
    areas: ['teaching', 'teaching-course'],
  },
  {
    path: '/courses/:id/groups',
    load: () => import('./pages/course-desk/Groups.svelte'),
    areas: ['teaching', 'teaching-course'],
  },
  {
    path: '/courses/:id/quizzes',
    load: () => import('./pages/course-desk/Quizzes.svelte'),
    areas: ['teaching', 'teaching-course'],
  },
  {
    path: '/courses/:id/quizzes/:item/statistics',
    load: () => import('./pages/quiz-statistics/QuizStatistics.svelte'),
    areas: ['teaching', 'teaching-statistics'],
  },
  {
    path: '/grading',
    load: () => import('./pages/grading/Grading.svelte'),
    areas: ['teaching', 'teaching-grading'],
    menu: { text: 'menu-grading', icon: 'check', roles: teaching },
  },
  {
    path: '/grading/:id',
    load: () => import('./pages/grading/Desk.svelte'),
    areas: ['teaching', 'teaching-grading'],
  },
  {
    path: '/programmes/:id/indicators',
    load: () => import('./pages/indicators/Indicators.svelte'),
    areas: ['teaching', 'teaching-indicators'],
  },
  {
    path: '/courses/:id/surveys',
    load: () => import('./pages/course-desk/Surveys.svelte'),
    areas: ['teaching', 'teaching-surveys'],
  },
  {
    path: '/forms',
    load: () => import('./pages/forms/Forms.svelte'),
    areas: ['teaching', 'teaching-surveys'],
    menu: { text: 'menu-forms', icon: 'survey', roles: teaching },
  },
  {
    path: '/forms/:id',
    load: () => import('./pages/forms/FormDesk.svelte'),
    areas: ['teaching', 'teaching-surveys'],
  },
  {
    path: '/surveys/:id/results',
    load: () => import('./pages/survey-results/SurveyResults.svelte'),
    areas: ['teaching', 'teaching-surveys'],
  },
];
