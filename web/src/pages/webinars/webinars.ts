/** What the pages about webinars share. */

import { api, ask, type Schema } from '../../api/client';

export type Webinar = Schema<'Webinar'>;

/** The time zone of this device, in which times are shown. */
export const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Pages of the list that are read at most: it has no order by time, so all have to be there. */
const PAGES = 10;

/** All webinars that one may see, first begun first. */
export async function readWebinars(): Promise<Webinar[]> {
  const all: Webinar[] = [];
  let after: string | null | undefined;
  for (let page = 0; page < PAGES; page++) {
    const query = { limit: 200, ...(after != null && { after }) };
    const part = await ask(api.GET('/api/v1/webinars', { params: { query } }));
    all.push(...part.items);
    after = part.next;
    if (after == null) break;
  }
  return all.sort((one, other) => Date.parse(one.starts_at) - Date.parse(other.starts_at));
}

/** Whether it is still to come, or goes on. */
export const isComing = (webinar: Webinar) =>
  webinar.status === 'live' ||
  (webinar.status === 'scheduled' && Date.parse(webinar.ends_at) > Date.now());

/** Whether it goes on, or should have begun. */
export const isNow = (webinar: Webinar) =>
  isComing(webinar) && (webinar.status === 'live' || Date.parse(webinar.starts_at) <= Date.now());

/** A webinar as a file that calendars take (RFC 5545). */
export function calendarFile(webinar: Webinar): Blob {
  const stamp = (moment: string | number) =>
    new Date(moment).toISOString().replace(/[-:]|\.\d+/g, '');
  const escaped = webinar.title.replace(/[\\;,]/g, (sign) => `\\${sign}`);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Surgalt//Surgalt//MN',
    'BEGIN:VEVENT',
    `UID:${webinar.id}@surgalt`,
    `DTSTAMP:${stamp(Date.now())}`,
    `DTSTART:${stamp(webinar.starts_at)}`,
    `DTEND:${stamp(webinar.ends_at)}`,
    `SUMMARY:${escaped}`,
    `URL:${location.origin}/webinars/${webinar.id}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return new Blob([lines.join('\r\n')], { type: 'text/calendar' });
}

/** Gives a file that was made here to the person. */
export function give(file: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
