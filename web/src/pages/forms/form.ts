/** What the pages of forms and of surveys share. */

import type { Schema } from '../../api/client';
import { language } from '../../messages.svelte';

export type Words = Schema<'Words'>;
export type Language = Schema<'Language'>;
export type Question = Schema<'FormQuestion'>;
export type Asks = Schema<'FormAsks'>;
export type Kind = Asks['kind'];

export const KINDS: Kind[] = [
  'single_choice',
  'multiple_choice',
  'scale',
  'matrix',
  'number',
  'short_text',
  'long_text',
];

/** A text in the reader's language, or in the first that there is. */
export function said(words: Words | null | undefined): string {
  if (words == null) return '';
  const { mn, en, ru, ky } = words;
  return (
    words[language.current] || [mn, en, ru, ky].find((text) => text != null && text !== '') || ''
  );
}

/** A key that is not among these: `q3`, `o2`. */
export function freeKey(letter: string, taken: string[]): string {
  let number = taken.length + 1;
  while (taken.includes(`${letter}${number}`)) number += 1;
  return `${letter}${number}`;
}

/** How a question of a kind begins. */
export function emptyAsks(kind: Kind): Asks {
  const named = (letter: string) => [1, 2].map((at) => ({ key: `${letter}${at}`, text: {} }));
  switch (kind) {
    case 'single_choice':
    case 'multiple_choice':
      return { kind, options: named('o') };
    case 'scale':
      return { kind, steps: 5, labels: [] };
    case 'matrix':
      return { kind, scale: { steps: 5, labels: [] }, statements: named('s') };
    default:
      return { kind };
  }
}

/** The options of a question, where it has some. */
export function optionsOf(asks: Asks): Schema<'FormNamed'>[] {
  return asks.kind === 'single_choice' || asks.kind === 'multiple_choice' ? asks.options : [];
}
