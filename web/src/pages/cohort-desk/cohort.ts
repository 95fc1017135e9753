/** What is told of cohorts in more than one place. */

import { api, ask, type Schema } from '../../api/client';
import { readAll } from '../../api/pages';
import { shortDate } from '../../format';
import { t } from '../../messages.svelte';

export type Cohort = Schema<'Cohort'>;
export type NewCohort = Schema<'NewCohort'>;
export type State = Schema<'CohortMemberState'>;
export type Position = Schema<'Position'>;

/** The states, in the order in which people come through them. */
export const STATES: State[] = ['applied', 'invited', 'waiting', 'member', 'refused', 'withdrawn'];

export const POSITIONS: Position[] = [
  'teacher',
  'director',
  'kindergarten_head',
  'training_manager',
  'social_worker',
  'education_office_specialist',
  'specialist',
  'other',
];

/** What a position is called. */
export function positionText(position: string | null | undefined): string {
  return position == null ? '–' : t(`desk-position-${position.replaceAll('_', '-')}`);
}

/** From when until when it is learnt, and webinars are held. */
export function windowText(cohort: Pick<Cohort, 'self_paced' | 'webinars'>): string {
  const parts: string[] = [];
  const { self_paced: learning, webinars } = cohort;
  const days = (window: Schema<'CohortWindow'>) => ({
    from: shortDate(window.from),
    until: shortDate(window.until),
  });
  if (learning != null) parts.push(t('cohort-learning-days', days(learning)));
  if (webinars != null) parts.push(t('cohort-webinar-days', days(webinars)));
  return parts.length > 0 ? parts.join(' · ') : t('cohort-no-windows');
}

/** An item of a course, as far as a cohort needs to know it. */
export interface CourseItem {
  id: string;
  title: string;
  kind: Schema<'ItemKind'>;
  course: string;
}

/** The items of a course as learners have them now, or as they are drafted while nothing is published. */
export async function itemsOf(id: string): Promise<CourseItem[]> {
  const course = await ask(api.GET('/api/v1/courses/{id}', { params: { path: { id } } }));
  const document = await documentOf(course);
  return (document.modules ?? []).flatMap((module) =>
    (module.items ?? []).map((item) => ({
      id: item.id ?? '',
      title: item.title,
      kind: item.content.kind,
      course: course.title,
    })),
  );
}

/** What is in a course: its newest version, or its draft. */
export async function documentOf(course: Schema<'Course'>): Promise<Schema<'CourseDocument'>> {
  const { id, version } = course;
  if (version == null) {
    return ask(api.GET('/api/v1/courses/{id}/draft', { params: { path: { id } } }));
  }
  const params = { path: { id, number: version } };
  const whole = await ask(api.GET('/api/v1/courses/{id}/versions/{number}', { params }));
  return whole.document;
}

/** The groups of a course. */
export function groupsOf(id: string): Promise<Schema<'CourseGroup'>[]> {
  return readAll((page) =>
    ask(
      api.GET('/api/v1/courses/{id}/groups', {
        params: { path: { id }, query: page },
      }),
    ),
  );
}

/** Numbers as people write them, "1, 5-7", as a list; those that are no numbers are left out. */
export function numbersOf(text: string): number[] {
  const all = text.split(/[\s,;]+/).flatMap((part) => {
    const [from, to = from] = part.split(/[-–]/).map(Number);
    if (from === undefined || to === undefined || !(from > 0) || !(to >= from)) return [];
    return Array.from({ length: Math.min(to - from + 1, 80) }, (_, at) => from + at);
  });
  return [...new Set(all)].sort((one, other) => one - other);
}
