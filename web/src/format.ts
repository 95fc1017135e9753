/** Moments, numbers and names as each language writes them. */

import { language } from './messages.svelte';

function format(options: Intl.DateTimeFormatOptions) {
  const made = new Map<string, Intl.DateTimeFormat>();
  return (moment: string | Date): string => {
    const code = language.current;
    let formatter = made.get(code);
    if (formatter === undefined) {
      formatter = new Intl.DateTimeFormat(code, options);
      made.set(code, formatter);
    }
    return formatter.format(typeof moment === 'string' ? new Date(moment) : moment);
  };
}

/** A moment as a day: 30 November 2026. */
export const day = format({ dateStyle: 'long' });
/** A moment as a short day. */
export const shortDay = format({ dateStyle: 'medium' });
/** A moment as a time of the day. */
export const time = format({ timeStyle: 'short' });
/** A moment, day and time. */
export const moment = format({ dateStyle: 'medium', timeStyle: 'short' });

/** A day that has no time and no zone (`2026-11-30`), as a day. */
export function date(written: string): string {
  return day(new Date(`${written}T00:00`));
}

/** How far away a moment is: "in 3 days", "2 hours ago". */
export function fromNow(moment: string | Date, now = Date.now()): string {
  const seconds = (new Date(moment).getTime() - now) / 1000;
  const formatter = new Intl.RelativeTimeFormat(language.current, { numeric: 'auto' });
  const units = [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ] as const;
  for (const [unit, length] of units) {
    if (Math.abs(seconds) >= length) return formatter.format(Math.trunc(seconds / length), unit);
  }
  return formatter.format(Math.trunc(seconds), 'second');
}

/** A number with its separators. */
export function number(value: number, digits = 0): string {
  const options = { maximumFractionDigits: digits };
  return new Intl.NumberFormat(language.current, options).format(value);
}

/** A share from 0 to 1, as percent. */
export function percent(share: number, digits = 0): string {
  const options = { style: 'percent', maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(language.current, options).format(share);
}

/** Bytes, in the unit in which they are easily read. */
export function bytes(value: number): string {
  if (value < 1_000_000) return `${number(value / 1000)} kB`;
  return `${number(value / 1_000_000, 1)} MB`;
}

/** Seconds as minutes and seconds: 12:05, or 1:02:05. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const rest = `${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** A person as people say it: surname and given name; in Mongolian the surname's beginning is enough on small places. */
export function name(person: { surname: string; given_name: string }): string {
  return person.surname === '' ? person.given_name : `${person.surname} ${person.given_name}`;
}
