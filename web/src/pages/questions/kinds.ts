/** The kinds of questions: what each begins with, and what of one fits into another. */

import type { Schema } from '../../api/client';
import { t } from '../../messages.svelte';

export type Question = Schema<'Question'>;
export type Answer = Schema<'AnswerKey'>;
export type Kind = Answer['kind'];
/** The key of one kind. */
export type Key<K extends Kind> = Extract<Answer, { kind: K }>;

/** As they are offered: the usual ones first. */
export const KINDS: readonly Kind[] = [
  'single_choice',
  'multiple_choice',
  'true_false',
  'short_text',
  'number',
  'matching',
  'ordering',
  'gap_fill',
  'drag_onto_image',
  'hotspot',
  'calculated',
  'essay',
  'file',
  'information',
];

export function kindText(kind: Kind): string {
  return t(`write-question-${kind.replaceAll('_', '-')}`);
}

/** What a question is called in a list: its own name, or how its text begins. */
export function excerpt(question: Question): string {
  const name = question.title || question.text;
  const plain = name
    .replaceAll(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[*_`#>$|]+/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (plain === '') return t('write-question-untitled');
  return plain.length > 120 ? `${plain.slice(0, 119)}…` : plain;
}

/** A question of a kind, with nothing in it. */
export function blank(kind: Kind, section = 0): Question {
  return { text: '', marks: 1, comment: '', section, answer: blankAnswer(kind) };
}

/** The key of another kind, with as much of this one as fits. */
export function turnedInto(answer: Answer, kind: Kind): Answer {
  const texts = textsOf(answer);
  const next = blankAnswer(kind);
  if (texts.length === 0) return next;
  if (next.kind === 'single_choice' || next.kind === 'multiple_choice') {
    const isFirstRight = !texts.some((one) => one.correct);
    next.options = texts.map((one, at) => ({
      ...one,
      correct: isFirstRight ? at === 0 : one.correct,
    }));
    if (next.kind === 'single_choice') {
      const right = next.options.findIndex((one) => one.correct);
      next.options = next.options.map((one, at) => ({ ...one, correct: at === right }));
    }
    while (next.options.length < 2) next.options.push(choice());
  } else if (next.kind === 'ordering') {
    next.items = texts.map((one) => one.text);
    while (next.items.length < 2) next.items.push('');
  } else if (next.kind === 'matching') {
    next.pairs = texts.map((one) => ({ prompt: one.text, matches: '' }));
    while (next.pairs.length < 2) next.pairs.push({ prompt: '', matches: '' });
  } else if (next.kind === 'short_text') {
    const right = texts.filter((one) => one.correct);
    next.accepted = (right.length > 0 ? right : texts.slice(0, 1)).map((one) => one.text);
  }
  return next;
}

function textsOf(answer: Answer): { text: string; correct: boolean }[] {
  switch (answer.kind) {
    case 'single_choice':
    case 'multiple_choice':
      return answer.options
        .filter((one) => one.text !== '')
        .map(({ text, correct }) => ({ text, correct: correct ?? false }));
    case 'ordering':
      return answer.items.filter(Boolean).map((text) => ({ text, correct: false }));
    case 'short_text':
      return answer.accepted.filter(Boolean).map((text) => ({ text, correct: true }));
    case 'matching':
      return answer.pairs
        .filter((one) => one.prompt !== '')
        .map((one) => ({ text: one.prompt, correct: false }));
    default:
      return [];
  }
}

export function choice(correct = false): Schema<'Choice'> {
  return { text: '', correct, comment: '' };
}

function blankAnswer(kind: Kind): Answer {
  const picture = { file: '', alternative: '', width: 1, height: 1 };
  switch (kind) {
    case 'single_choice':
      return { kind, options: [choice(true), choice(), choice(), choice()] };
    case 'multiple_choice':
      return { kind, options: [choice(true), choice(true), choice(), choice()] };
    case 'true_false':
      return { kind, correct: true };
    case 'short_text':
      return { kind, accepted: [''] };
    case 'number':
      return { kind, correct: 0, tolerance: 0 };
    case 'calculated':
      return {
        kind,
        formula: '{a} + {b}',
        variables: ['a', 'b'].map((name) => ({ name, least: 1, most: 10, decimals: 0 })),
        tolerance: 0,
        decimals: 2,
      };
    case 'matching':
      return { kind, pairs: [1, 2, 3].map(() => ({ prompt: '', matches: '' })), distractors: [] };
    case 'ordering':
      return { kind, items: ['', '', ''] };
    case 'gap_fill':
      return { kind, gaps: [{ kind: 'typed', accepted: [''] }], choices: [] };
    case 'drag_onto_image':
      return { kind, picture, choices: [], zones: [], zones_shown: true };
    case 'hotspot':
      return { kind, picture, zones: [], zones_shown: false, most_points: 1 };
    case 'essay':
      return { kind, guidance: '', template: '' };
    case 'file':
      return { kind, guidance: '', most_files: 1 };
    case 'information':
      return { kind };
  }
}
