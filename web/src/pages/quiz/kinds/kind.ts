/** What every kind of question is given. */

import type { Answered } from '../../../offline/database';
import type { Schema } from '../../../api/client';

export type Asked<Kind extends Schema<'Asked'>['kind']> = Extract<Schema<'Asked'>, { kind: Kind }>;
export type Given<Kind extends Answered['kind']> = Extract<Answered, { kind: Kind }>;

export interface KindProperties<Kind extends Schema<'Asked'>['kind']> {
  /** The question's identifier. */
  id: string;
  /** The element that says what is asked. */
  labelledby: string;
  asked: Asked<Kind>;
  /** What is answered so far. */
  given: Answered | undefined;
  /** Whether nothing can be changed any more. */
  isFrozen: boolean;
  change: (response: Answered) => void;
}

/** The letter of a choice: A, B, C… */
export function letter(number: number): string {
  const own = String.fromCharCode(65 + (number % 26));
  return number < 26 ? own : own + String(Math.floor(number / 26));
}
