/** Moments in fields of the browser, which know no time zone: the device's. */

/** As `datetime-local` takes it; empty for none. */
export function localOf(moment: string | null | undefined): string {
  if (moment == null) return '';
  const at = new Date(moment);
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** The moment that was filled in; null for none. */
export function momentOf(local: string): string | null {
  return local === '' ? null : new Date(local).toISOString();
}
