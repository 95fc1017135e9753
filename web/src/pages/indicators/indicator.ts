/** How an indicator's figures are written. */

import type { Schema } from '../../api/client';
import { number } from '../../format';

export type Indicator = Schema<'Indicator'>;
export const KINDS: Schema<'IndicatorKind'>[] = ['count', 'percent', 'amount'];
export const QUERIES: Schema<'IndicatorQuery'>[] = [
  'enrolled',
  'finished',
  'certified',
  'finished_share',
];

/** Whether a period has not begun: what is counted by itself is nothing then, and says nothing. */
export function isToCome(period: string, now = new Date()): boolean {
  const [year, quarter] = period.split('-Q').map(Number);
  const first = new Date(year ?? 0, quarter === undefined ? 0 : (quarter - 1) * 3);
  return first > now;
}

/** A figure with its unit: "93.4%", "1,200 teachers". */
export function figure(value: number | null | undefined, unit: string): string {
  if (value == null) return '–';
  const written = number(value, 2);
  return unit === '' || unit === '%' ? `${written}${unit}` : `${written} ${unit}`;
}
