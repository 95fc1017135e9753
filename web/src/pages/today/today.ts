/** What one's day is made of: what is left in one's courses, the next webinars, and the surveys that wait. */

import { api, ask, type Schema } from '../../api/client';
import { readAll } from '../../api/pages';

export interface Left {
  id: string;
  title: string;
  kind: Schema<'ItemKind'>;
  /** When it is open; null when nothing binds it. */
  window: Schema<'ItemWindow'> | null;
}

/** A course that one has not completed. */
export interface Task {
  enrolment: string;
  title: string;
  /** The cohort in which one takes it, if any. */
  cohort: string | null;
  done: number;
  left: Left[];
}

export interface Today {
  tasks: Task[];
  webinars: Schema<'Webinar'>[];
  surveys: Schema<'WaitingSurvey'>[];
  /** Cohorts into which one is invited and has not said anything. */
  invitations: { id: string; title: string }[];
  /** Whether one takes or has taken any course, or waits for a cohort. */
  hasBegun: boolean;
}

/** Of so many courses outside of cohorts it is told what is left: people rarely take more at once. */
const MOST_TASKS = 10;
/** The next ones: the others are on the page of webinars, and what is to be done is not pushed away. */
const MOST_WEBINARS = 2;

export async function fetchToday(): Promise<Today> {
  const [cohorts, enrolments, surveys, webinars] = await Promise.all([
    readAll((page) => ask(api.GET('/api/v1/me/cohorts', { params: { query: page } }))),
    readAll((page) => ask(api.GET('/api/v1/me/enrolments', { params: { query: page } }))),
    ask(api.GET('/api/v1/me/surveys')),
    readAll((page) => ask(api.GET('/api/v1/webinars', { params: { query: page } }))),
  ]);
  const tasks = inCohorts(cohorts);
  const known = new Set(tasks.map((task) => task.enrolment));
  const others = enrolments.filter((one) => one.completed_at == null && !known.has(one.id));
  tasks.push(...(await Promise.all(others.slice(0, MOST_TASKS).map(outside))));
  const invited = cohorts.filter((cohort) => cohort.membership.state === 'invited');
  return {
    tasks: tasks.sort((one, other) => dueAt(one) - dueAt(other)),
    webinars: toCome(webinars),
    surveys: surveys.items,
    invitations: invited.map(({ membership, title }) => ({ id: membership.cohort_id, title })),
    hasBegun: cohorts.length + enrolments.length > 0,
  };
}

/** What is open of a task, in reading order. */
export function openOf(task: Task): Left[] {
  const isOpen = ({ kind, window }: Left) =>
    kind === 'webinar' || window === null || window.state === 'open' || window.state === 'grace';
  return task.left.filter(isOpen);
}

/** What to begin with: what can be done at any time before what has its own time. */
export function nextOf(task: Task): Left | undefined {
  const open = openOf(task);
  return open.find((left) => left.kind !== 'webinar') ?? open[0];
}

/** What of a task has to be done first, where something has to. */
export function dueOf(task: Task): Left | undefined {
  const bound = openOf(task).filter((left) => left.window?.ends_at != null);
  return bound.sort((one, other) => endOf(one) - endOf(other))[0];
}

function endOf(left: Left): number {
  return left.window?.ends_at == null ? Infinity : Date.parse(left.window.ends_at);
}

function dueAt(task: Task): number {
  const due = dueOf(task);
  // A number that sorts: two tasks without an end are alike.
  return due === undefined ? Number.MAX_SAFE_INTEGER : endOf(due);
}

function inCohorts(cohorts: Schema<'Page_OwnCohort'>['items']): Task[] {
  const tasks = new Map<string, Task>();
  for (const cohort of cohorts) {
    for (const course of cohort.courses) {
      if (course.completed_at != null || tasks.has(course.enrolment_id)) continue;
      tasks.set(course.enrolment_id, {
        enrolment: course.enrolment_id,
        title: course.title,
        cohort: cohort.title,
        done: course.done,
        left: course.left.map(({ item_id: id, ...item }) => ({ id, ...item })),
      });
    }
  }
  return [...tasks.values()];
}

async function outside(enrolment: Schema<'Enrolment'>): Promise<Task> {
  const params = { path: { id: enrolment.id } };
  const progress = await ask(api.GET('/api/v1/enrolments/{id}/progress', { params }));
  const left = progress.missing.map(({ item_id: id, title, kind }) => ({
    id,
    title,
    kind: kind as Schema<'ItemKind'>,
    window: null,
  }));
  return {
    enrolment: enrolment.id,
    title: enrolment.title,
    cohort: null,
    done: progress.done.length,
    left,
  };
}

function toCome(webinars: Schema<'Webinar'>[]): Schema<'Webinar'>[] {
  const isToCome = ({ status, ends_at }: Schema<'Webinar'>) =>
    status === 'live' || (status === 'scheduled' && Date.parse(ends_at) > Date.now());
  return webinars
    .filter(isToCome)
    .sort((one, other) => one.starts_at.localeCompare(other.starts_at))
    .slice(0, MOST_WEBINARS);
}
