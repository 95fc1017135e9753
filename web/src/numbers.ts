/**
 * How numbers are written. By hand: browsers come without Mongolian and Kyrgyz, and the first formatter that a
 * page makes costs a slow telephone an eighth of a second.
 */

import type { Language } from './messages.svelte';

interface Signs {
  thousands: string;
  point: string;
  percent: string;
}

const SPACE = '\u00a0';
const english: Signs = { thousands: ',', point: '.', percent: '%' };
const russian: Signs = { thousands: SPACE, point: ',', percent: `${SPACE}%` };
const SIGNS: Record<Language, Signs> = { mn: english, en: english, ru: russian, ky: russian };

/** A number with its separators, rounded to so many digits after the point, without zeros at the end. */
export function written(value: number, digits: number, language: Language): string {
  const { thousands, point } = SIGNS[language];
  const rounded = Number(Math.abs(value).toFixed(digits));
  const [whole = '', fraction] = String(rounded).split('.');
  const sign = value < 0 && rounded !== 0 ? '-' : '';
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
  return sign + grouped + (fraction === undefined ? '' : point + fraction);
}

/** A share from 0 to 1, as percent. */
export function writtenPercent(share: number, digits: number, language: Language): string {
  return written(share * 100, digits, language) + SIGNS[language].percent;
}
