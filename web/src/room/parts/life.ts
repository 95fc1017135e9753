/** Where the webinar stands. */

import { leads, type Entry, type Status } from '../frames';

export interface Life {
  status: Status;
  /** Whether somebody who leads is here; a room without goes on. */
  hostPresent: boolean;
}

export const begin: Life = { status: 'scheduled', hostPresent: true };

export function apply(life: Life, { by, event }: Entry): Life {
  switch (event.type) {
    case 'joined':
      // Who comes for the first time, or back before anybody was missed, is not told of as `host_back`.
      return by != null && leads(by.role) ? { ...life, hostPresent: true } : life;
    case 'started':
      return { ...life, status: 'live' };
    case 'ended':
      return { ...life, status: 'ended' };
    case 'cancelled':
      return { ...life, status: 'cancelled' };
    case 'host_missing':
      return { ...life, hostPresent: false };
    case 'host_back':
      return { ...life, hostPresent: true };
    default:
      return life;
  }
}
