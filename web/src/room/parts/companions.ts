/** Who has checked in at this person's computer. */

import type { Entry, Who } from '../frames';
import type { Reader } from '../state';

export type Companion = Who;

export function apply(companions: Companion[], { by, event }: Entry, reader: Reader): Companion[] {
  if (event.type !== 'checked_in' && event.type !== 'checked_out') return companions;
  const { person } = event;
  const others = companions.filter((one) => one.person !== person);
  if (event.type === 'checked_out') return others;
  // Somebody checked in elsewhere is no longer here.
  return by?.person === reader.person ? [...others, { person, name: event.name }] : others;
}
