/** A cohort while it is filled in: as the fields need it, and as the API takes it. */

import { nameOrganisations, namePeople, type Found } from '../../api/found';
import { numbersOf, type Cohort, type NewCohort } from './cohort';

/** Two days that are filled in; both are empty while there is no window. */
export interface Days {
  from: string;
  until: string;
}

export interface Draft {
  title: string;
  courses: Found[];
  selfPaced: Days;
  webinars: Days;
  /** The last day of an item, by its identifier; empty for none. */
  deadlines: Record<string, string>;
  graceDays: number;
  capacity: number | null;
  selfEnrolment: Cohort['self_enrolment'];
  timeZone: string;
  on: string;
  positions: string[];
  yearsOfService: string;
  organisations: Found[];
  people: Found[];
  groups: string[];
  series: string[];
  sessions: string[];
}

/** What a new cohort begins with. */
export function emptyDraft(): Draft {
  return {
    title: '',
    courses: [],
    selfPaced: { from: '', until: '' },
    webinars: { from: '', until: '' },
    deadlines: {},
    graceDays: 0,
    capacity: null,
    selfEnrolment: 'closed',
    timeZone: '',
    on: '',
    positions: [],
    yearsOfService: '',
    organisations: [],
    people: [],
    groups: [],
    series: [],
    sessions: [],
  };
}

/** A cohort that is there, to be changed. */
export async function draftOf(cohort: Cohort, courses: Found[]): Promise<Draft> {
  const rule = cohort.rule;
  const [organisations, people] = await Promise.all([
    nameOrganisations(rule?.organisations ?? []),
    namePeople(rule?.people ?? []),
  ]);
  const named = new Map(courses.map((course) => [course.id, course]));
  return {
    title: cohort.title,
    courses: cohort.courses.map((id) => named.get(id) ?? { id, text: '…' }),
    selfPaced: cohort.self_paced ?? { from: '', until: '' },
    webinars: cohort.webinars ?? { from: '', until: '' },
    deadlines: Object.fromEntries(cohort.deadlines.map((one) => [one.item_id, one.until])),
    graceDays: cohort.grace_days,
    capacity: cohort.capacity ?? null,
    selfEnrolment: cohort.self_enrolment,
    timeZone: cohort.time_zone,
    on: rule?.on ?? '',
    positions: rule?.positions ?? [],
    yearsOfService: (rule?.years_of_service ?? []).join(', '),
    organisations,
    people,
    groups: cohort.timetable.groups ?? [],
    series: cohort.timetable.series ?? [],
    sessions: cohort.timetable.webinars ?? [],
  };
}

const window = (days: Days) => (days.from === '' && days.until === '' ? null : { ...days });
const ids = (found: Found[]) => found.map((one) => one.id);

/** As the API takes it. `items` are those of the chosen courses: days of others are left out. */
export function written(draft: Draft, programmeId: string, items: Set<string>): NewCohort {
  return {
    programme_id: programmeId,
    title: draft.title,
    courses: ids(draft.courses),
    self_paced: window(draft.selfPaced),
    webinars: window(draft.webinars),
    deadlines: Object.entries(draft.deadlines)
      .filter(([id, until]) => until !== '' && items.has(id))
      .map(([item_id, until]) => ({ item_id, until })),
    grace_days: draft.graceDays,
    capacity: draft.capacity,
    self_enrolment: draft.selfEnrolment,
    time_zone: draft.timeZone === '' ? null : draft.timeZone,
    rule: {
      on: draft.on === '' ? null : draft.on,
      positions: draft.positions,
      years_of_service: numbersOf(draft.yearsOfService),
      organisations: ids(draft.organisations),
      people: ids(draft.people),
    },
    timetable: { groups: draft.groups, series: draft.series, webinars: draft.sessions },
  };
}
