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

/** A figure with its unit: "93.4%", "1,200 teachers". */
export function figure(value: number | null | undefined, unit: string): string {
  if (value == null) return '–';
  const written = number(value, 2);
  return unit === '' || unit === '%' ? `${written}${unit}` : `${written} ${unit}`;
}
