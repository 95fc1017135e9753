/** Moments as `<input type="datetime-local">` has them: on this device's clock, without a zone. */

/** A moment of the API as the input shows it; empty for none. */
export function toLocal(moment: string | null | undefined): string {
  if (moment == null) return '';
  const at = new Date(moment);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** What stands in the input as the API takes it; null for nothing. */
export function fromLocal(text: string): string | null {
  return text === '' ? null : new Date(text).toISOString();
}

/** The day it is here, as `<input type="date">` has it. */
export function today(): string {
  return toLocal(new Date().toISOString()).slice(0, 10);
}
