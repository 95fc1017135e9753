/** Time zones, by the names of IANA. */

/** Where most people are. */
export const nearZones = ['Asia/Ulaanbaatar', 'Asia/Hovd', 'Asia/Bishkek', 'Europe/Moscow', 'UTC'];

/** The one of this device. */
export function deviceZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** All that this browser knows; older ones do not tell. */
export function zones(): string[] {
  return Intl.supportedValuesOf?.('timeZone') ?? [];
}

/** What a clock shows there. */
export function timeIn(timeZone: string, language: string, moment = new Date()): string {
  const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const;
  return new Intl.DateTimeFormat(language, options).format(moment);
}
