/** What is known while somebody is in a room. */

import type { Problem } from '../api/problem';
import type { Ending } from './backoff';
import type { Role } from './frames';
import type { Command } from './outbox';
import type { State } from './state';

/** How the line to the room is. */
export type Phase =
  | { at: 'connecting' }
  | { at: 'open'; by: 'socket' | 'polling' }
  /** Cut: tried again at that time of this device. */
  | { at: 'cut'; again: number }
  | { at: 'out'; why: Ending }
  | { at: 'refused'; problem: Problem };

/** With each change a new object. */
export interface Known {
  phase: Phase;
  state: State;
  role: Role;
  /** What was given and is not confirmed yet. */
  commands: readonly Command[];
  /** Whether older lines can be read. */
  hasEarlier: boolean;
}
