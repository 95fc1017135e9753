/** The clock of a time zone: what is planned is planned by it, wherever the planner sits. */

import { session } from '../../../api/session.svelte';
import { here } from '../webinars';

/** Zones that are offered: one's own, that of the device, and those of the country. */
export function zones(current: string): string[] {
  const own = session.person?.time_zone ?? here;
  return [...new Set([current, own, here, 'Asia/Ulaanbaatar', 'Asia/Hovd'])];
}

/** What the clock of a zone shows at a moment: `2026-11-30` and `18:30`. */
export function clockOf(moment: string | number, zone: string): { date: string; time: string } {
  // Swedish writes days and times as ISO does.
  const written = new Intl.DateTimeFormat('sv', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(moment));
  const [date = '', time = ''] = written.split(' ');
  return { date, time };
}

/** The moment at which the clock of a zone shows this. */
export function momentOf(date: string, time: string, zone: string): Date {
  const wanted = Date.parse(`${date}T${time}Z`);
  let moment = wanted;
  // The zone's distance is that of the moment itself: the second step is for days on which it changes.
  for (let step = 0; step < 2; step++) {
    const shown = clockOf(moment, zone);
    moment += wanted - Date.parse(`${shown.date}T${shown.time}Z`);
  }
  return new Date(moment);
}
