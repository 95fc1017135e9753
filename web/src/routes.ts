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

/** Who watches a part of the organisation tree, or all of it. */
const officers: Role[] = ['officer', 'administrator'];

/** The first page that fits is shown. */
export const pages: Page[] = [
  // Ways in.
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
  // What everybody does as a learner.
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
    path: '/courses/:id/surveys',
    load: () => import('./pages/course-desk/Surveys.svelte'),
    areas: ['teaching', 'teaching-surveys'],
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
    path: '/enrolments/:id/items/:item/quiz',
    load: () => import('./pages/quiz/Quiz.svelte'),
    areas: ['quiz'],
  },
  {
    path: '/attempts/:id',
    load: () => import('./pages/quiz/Attempt.svelte'),
    areas: ['quiz'],
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
  // For methodologists; before the address that fits it as well.
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
    path: '/surveys/:id',
    load: () => import('./pages/survey/Survey.svelte'),
    areas: ['account-forms'],
  },
  {
    path: '/certificates',
    load: () => import('./pages/certificates/Certificates.svelte'),
    areas: ['account-certificates'],
    menu: { text: 'menu-certificates', icon: 'certificate', roles: everybody },
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
  // What a methodologist does.
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
    path: '/programmes/:id/indicators',
    load: () => import('./pages/indicators/Indicators.svelte'),
    areas: ['teaching', 'teaching-indicators'],
  },
  {
    path: '/cohort-desk/:id',
    load: () => import('./pages/cohort-desk/CohortDesk.svelte'),
    areas: ['teaching', 'teaching-cohorts'],
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
  // What an officer does.
  {
    path: '/progress',
    load: () => import('./pages/office/progress/Progress.svelte'),
    areas: ['office', 'office-progress'],
    menu: { text: 'menu-progress', icon: 'report', roles: [...officers, 'methodologist'] },
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
  // What a registrar does.
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
  // What an administrator does.
  {
    path: '/administration/people',
    load: () => import('./pages/administration/People.svelte'),
    areas: ['administration'],
    menu: { text: 'menu-administration-people', icon: 'people', roles: ['administrator'] },
  },
  {
    path: '/administration/people/new',
    load: () => import('./pages/administration/NewPerson.svelte'),
    areas: ['administration'],
  },
  {
    path: '/administration/people/:id',
    load: () => import('./pages/administration/Person.svelte'),
    areas: ['administration'],
  },
  {
    path: '/administration/organisations',
    load: () => import('./pages/administration/Organisations.svelte'),
    areas: ['administration'],
    menu: { text: 'menu-administration-organisations', icon: 'tree', roles: ['administrator'] },
  },
  {
    path: '/administration/organisations/:id',
    load: () => import('./pages/administration/Organisation.svelte'),
    areas: ['administration'],
  },
  {
    path: '/administration/mail',
    load: () => import('./pages/administration/Mail.svelte'),
    areas: ['administration'],
    menu: { text: 'menu-administration-mail', icon: 'mail', roles: ['administrator'] },
  },
  {
    path: '/administration/settings',
    load: () => import('./pages/administration/Settings.svelte'),
    areas: ['administration'],
    menu: { text: 'menu-administration-settings', icon: 'settings', roles: ['administrator'] },
  },
  {
    path: '/administration/health',
    load: () => import('./pages/administration/Health.svelte'),
    areas: ['administration'],
    menu: { text: 'menu-administration-health', icon: 'check', roles: ['administrator'] },
  },
  // One's own account.
  {
    // Its place in the menu is below, under the person's own name.
    path: '/profile',
    load: () => import('./pages/profile/Profile.svelte'),
    areas: ['account'],
  },
];
