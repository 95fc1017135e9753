/** What a report can be of: a cohort, or the season of a programme. */

import { api, ask, type Schema } from '../../../api/client';
import { readAll } from '../../../api/pages';
import { t } from '../../../messages.svelte';

type Cohort = Schema<'Cohort'>;

/** One of the things that a report is of. */
export interface Choice {
  /** By which the address names it: `cohort:…`, or `season:…:2026`. */
  key: string;
  kind: 'cohort' | 'season';
  /** The cohort, or the programme. */
  id: string;
  year: number;
  title: string;
  /** What it stands under: the programme. */
  programme: string;
  /** Its first and last days. */
  from: string;
  until: string;
  /** The cohorts in it: that one, or all of the season. */
  cohorts: { id: string; title: string }[];
}

/** What there is, the newest first. */
export async function readChoices(): Promise<Choice[]> {
  const [cohorts, programmes] = await Promise.all([
    readAll((page) => ask(api.GET('/api/v1/cohorts', { params: { query: page } }))),
    readAll((page) => ask(api.GET('/api/v1/programmes', { params: { query: page } }))),
  ]);
  const titles = new Map(programmes.map((programme) => [programme.id, programme.title]));
  const single = cohorts.flatMap((cohort) => ofCohort(cohort, titles));
  const all = [...single, ...seasons(single, cohorts)];
  return all.sort((one, other) => other.from.localeCompare(one.from));
}

function ofCohort(cohort: Cohort, titles: Map<string, string>): Choice[] {
  const windows = [cohort.self_paced, cohort.webinars].filter((window) => window != null);
  const from = windows.map((window) => window.from).sort()[0];
  const until = windows.map((window) => window.until).sort();
  // Without a window it has no days of which there could be a report.
  if (from === undefined) return [];
  return [
    {
      key: `cohort:${cohort.id}`,
      kind: 'cohort',
      id: cohort.id,
      year: Number(from.slice(0, 4)),
      title: cohort.title,
      programme: titles.get(cohort.programme_id) ?? '',
      from,
      until: until.at(-1) ?? from,
      cohorts: [{ id: cohort.id, title: cohort.title }],
    },
  ];
}

/** The seasons: the cohorts of a programme that begin in one year. */
function seasons(single: Choice[], cohorts: Cohort[]): Choice[] {
  const programmeOf = new Map(cohorts.map((cohort) => [cohort.id, cohort.programme_id]));
  const found = new Map<string, Choice>();
  for (const one of single) {
    const id = programmeOf.get(one.id) ?? '';
    const key = `season:${id}:${one.year}`;
    const season = found.get(key) ?? {
      ...one,
      key,
      kind: 'season',
      id,
      title: t('progress-season', { year: String(one.year) }),
      cohorts: [],
    };
    season.cohorts.push(...one.cohorts);
    if (one.from < season.from) season.from = one.from;
    if (one.until > season.until) season.until = one.until;
    found.set(key, season);
  }
  return [...found.values()];
}

/** What is meant: what the address names, else the newest cohort that is under way, or has begun. */
export function choose(choices: Choice[], key: string | null, today: string): Choice | undefined {
  const begun = choices.filter((choice) => choice.kind === 'cohort' && choice.from <= today);
  return (
    choices.find((choice) => choice.key === key) ??
    begun.find((choice) => choice.until >= today) ??
    begun[0] ??
    choices[0]
  );
}

/** Where the report of something is. */
export function reportPath(choice: Choice, part: '' | '/trend' = ''): string {
  return choice.kind === 'cohort'
    ? `/api/v1/cohorts/${choice.id}/report${part}`
    : `/api/v1/programmes/${choice.id}/report${part}?year=${choice.year}`;
}
