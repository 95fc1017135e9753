/** What the states and rows of an import look like. */

import type { Schema } from '../../../api/client';

/** What a row can mean, what needs a person first. */
export const DIFFERENCES: Schema<'RosterDifference'>[] = [
  'doubtful',
  'error',
  'new',
  'changed',
  'moved',
  'left',
  'unchanged',
];

/** The colour of a state. */
export function tone(status: Schema<'RosterStatus'>): string {
  if (status === 'applied') return 'good';
  return status === 'compared' ? 'warn' : '';
}

/** Whether the server works on it. */
export function isAtWork(status: Schema<'RosterStatus'>): boolean {
  return status === 'comparing' || status === 'applying' || status === 'undoing';
}
