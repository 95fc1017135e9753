/** How a series repeats, as a form holds it. */

import type { Schema } from '../../../api/client';

export type Rule = Schema<'SeriesRule'>;
export type Weekday = Schema<'Weekday'>;

export const WEEKDAYS: Weekday[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];

export interface Draft {
  every: Schema<'SeriesUnit'>;
  interval: number;
  weekdays: Weekday[];
  ends: 'count' | 'until';
  count: number;
  until: string;
  except: string[];
}

export function draftOf(rule?: Rule): Draft {
  return {
    every: rule?.every ?? 'week',
    interval: rule?.interval ?? 1,
    weekdays: rule?.weekdays ?? [],
    ends: rule?.until != null ? 'until' : 'count',
    count: rule?.count ?? 8,
    until: rule?.until ?? '',
    except: rule?.except ?? [],
  };
}

export function ruleOf(draft: Draft, when: { date: string; time: string; minutes: number }): Rule {
  const { every, interval, weekdays, ends, count, until, except } = draft;
  const written = {
    starts_on: when.date,
    at: when.time,
    minutes: when.minutes,
    every,
    interval,
    weekdays,
    except: except.filter(Boolean),
  };
  return (ends === 'count' ? { ...written, count } : { ...written, until }) as Rule;
}
