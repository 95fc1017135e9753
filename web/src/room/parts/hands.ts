/** Raised hands, first raised first. */

import type { Entry, Who } from '../frames';

export interface Hand extends Who {
  raised_at: string;
}

export function apply(hands: Hand[], { at, by, event }: Entry): Hand[] {
  const without = (person: string) => hands.filter((hand) => hand.person !== person);
  switch (event.type) {
    case 'hand_raised':
      if (by == null) return hands;
      return [...without(by.person), { person: by.person, name: by.name, raised_at: at }];
    case 'hand_lowered':
    case 'removed':
      return without(event.person);
    case 'ended':
      return [];
    default:
      return hands;
  }
}
