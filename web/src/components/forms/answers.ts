/** Answers to a form (docs: `src/surveys/answers.rs`): which questions are shown, and what is sent. */

import type { Schema } from '../../api/client';
import { language, LANGUAGES } from '../../messages.svelte';

export type Answer = Schema<'FormAnswer'>;
/** By the keys of the questions. */
export type Answers = Record<string, Answer>;
export type Question = Schema<'FormQuestion'>;
export type FormDocument = Schema<'FormDocument'>;

/** What stands in the person's language, or else in the form's first. */
export function inWords(
  words: Schema<'Words'> | null | undefined,
  languages: readonly Schema<'Language'>[] = LANGUAGES,
): string {
  const order = [language.current, ...languages];
  return order.map((code) => words?.[code]).find((text) => text) ?? '';
}

/** Whether there is anything in it. */
export function isEmpty(answer: Answer | undefined): boolean {
  if (answer === undefined) return true;
  if (typeof answer === 'number') return !Number.isFinite(answer);
  if (typeof answer === 'string') return answer.trim() === '';
  return Object.keys(answer).length === 0;
}

/** What counts of the answers: those to questions that are shown. */
export function whatCounts(document: FormDocument, answers: Answers): Answers {
  const kept: Answers = {};
  for (const question of document.questions ?? []) {
    const answer = answers[question.key];
    if (answer !== undefined && !isEmpty(answer) && isShown(question, kept)) {
      kept[question.key] = answer;
    }
  }
  return kept;
}

/** The questions that these answers leave to be shown, in order. */
export function shownQuestions(document: FormDocument, answers: Answers): Question[] {
  const kept = whatCounts(document, answers);
  return (document.questions ?? []).filter((question) => isShown(question, kept));
}

function isShown({ shown_if }: Question, before: Answers): boolean {
  if (shown_if == null) return true;
  const answer = before[shown_if.question];
  const chosen = Array.isArray(answer) ? answer : [answer];
  return chosen.some((one) => typeof one === 'string' && shown_if.chosen.includes(one));
}

/** The keys of the questions that still have to be answered. */
export function missing(document: FormDocument, answers: Answers): string[] {
  const lacks = (question: Question) => {
    const answer = answers[question.key];
    if (!question.required) return false;
    if (isEmpty(answer)) return true;
    const { asks } = question;
    return asks.kind === 'matrix' && Object.keys(answer ?? {}).length < asks.statements.length;
  };
  return shownQuestions(document, answers)
    .filter(lacks)
    .map((question) => question.key);
}
