/** Moments, numbers and names as each language writes them. */

import { calendars, type Unit } from './calendars';
import { language } from './messages.svelte';
import { written, writtenPercent } from './numbers';

type Moment = string | Date;

const dateOf = (moment: Moment) => (typeof moment === 'string' ? new Date(moment) : moment);

const two = (value: number) => String(value).padStart(2, '0');

function format(options: Intl.DateTimeFormatOptions) {
  const made = new Map<string, Intl.DateTimeFormat>();
  return (moment: Moment): string => {
    const code = language.current;
    let formatter = made.get(code);
    if (formatter === undefined) {
      formatter = new Intl.DateTimeFormat(code === 'en' ? 'en-GB' : code, options);
      made.set(code, formatter);
    }
    return formatter.format(dateOf(moment));
  };
}

const longDay = format({ dateStyle: 'long' });
const mediumDay = format({ dateStyle: 'medium' });

/** A moment as a day: 30 November 2026. */
export function day(moment: Moment): string {
  return calendars[language.current]?.day(dateOf(moment)) ?? longDay(moment);
}

/** A moment as a short day. */
export function shortDay(moment: Moment): string {
  return calendars[language.current]?.shortDay(dateOf(moment)) ?? mediumDay(moment);
}

/** A moment as a time of the day, on the 24-hour clock in every language. */
export function time(moment: Moment): string {
  const date = dateOf(moment);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** A moment, day and time. */
export function moment(moment: Moment): string {
  return `${shortDay(moment)}, ${time(moment)}`;
}

/** A day that has no time and no zone (`2026-11-30`), as a day. */
export function date(written: string): string {
  return day(new Date(`${written}T00:00`));
}

/** The same, short. */
export function shortDate(written: string): string {
  return shortDay(new Date(`${written}T00:00`));
}

/** How far away a moment is: "in 3 days", "2 hours ago". */
export function fromNow(moment: Moment, now = Date.now()): string {
  const seconds = (dateOf(moment).getTime() - now) / 1000;
  if (Math.abs(seconds) >= 86_400) return distance(daysFrom(new Date(now), dateOf(moment)), 'day');
  if (Math.abs(seconds) >= 3_600) return distance(Math.trunc(seconds / 3_600), 'hour');
  if (Math.abs(seconds) >= 60) return distance(Math.trunc(seconds / 60), 'minute');
  return distance(Math.trunc(seconds), 'second');
}

/** Days as calendars count them: whatever is after midnight is tomorrow. */
function daysFrom(one: Date, other: Date): number {
  const [from, to] = [one, other].map((date) =>
    Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()),
  );
  return ((to ?? 0) - (from ?? 0)) / 86_400_000;
}

function distance(count: number, unit: Unit): string {
  const own = calendars[language.current];
  if (own !== undefined) return own.distance(count, unit);
  return new Intl.RelativeTimeFormat(language.current, { numeric: 'auto' }).format(count, unit);
}

/** A number with its separators. */
export function number(value: number, digits = 0): string {
  return written(value, digits, language.current);
}

/** A share from 0 to 1, as percent. */
export function percent(share: number, digits = 0): string {
  return writtenPercent(share, digits, language.current);
}

/** Bytes, in the unit in which they are easily read. */
export function bytes(value: number): string {
  if (value < 1_000_000) return `${number(value / 1000)} kB`;
  return `${number(value / 1_000_000, 1)} MB`;
}

/** Seconds as minutes and seconds: 12:05, or 1:02:05. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const rest = `${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** A person as people say it: surname and given name; in Mongolian the surname's beginning is enough on small places. */
export function name(person: { surname: string; given_name: string }): string {
  return person.surname === '' ? person.given_name : `${person.surname} ${person.given_name}`;
}
