/** Questions to the hosts, with votes. */

import type { Entry, Snapshot, Who } from '../frames';
import { replaced } from '../list';
import type { Reader } from '../state';

export type Standing = 'waiting' | 'new' | 'answered' | 'dismissed' | 'withdrawn';

export interface Question extends Who {
  question: number;
  text: string;
  standing: Standing;
  votes: number;
  /** Whether the reader has voted for it. */
  voted: boolean;
  /** The answer in writing; null when there is none, or it was given live. */
  answer: string | null;
}

export const isOpen = (question: Question) =>
  question.standing === 'new' || question.standing === 'waiting';

function put(questions: Question[], one: Question): Question[] {
  const at = questions.findIndex((other) => other.question === one.question);
  return at < 0 ? [...questions, one] : replaced(questions, at, one);
}

export function apply(
  questions: Question[],
  { number, by, event }: Entry,
  reader: Reader,
): Question[] {
  const change = (number: number, how: Partial<Question>) => {
    const found = questions.find((one) => one.question === number);
    return found === undefined ? questions : put(questions, { ...found, ...how });
  };
  switch (event.type) {
    case 'question_asked':
      if (by == null) return questions;
      return put(questions, {
        question: number,
        person: by.person,
        name: by.name,
        text: event.text,
        standing: event.moderated ? 'waiting' : 'new',
        votes: 0,
        voted: false,
        answer: null,
      });
    case 'question_approved': {
      const { question, person, name, text } = event;
      const known = questions.find((one) => one.question === question);
      const now = known ?? { votes: 0, voted: false, answer: null };
      return put(questions, { ...now, question, person, name, text, standing: 'new' });
    }
    case 'question_voted':
    case 'question_vote_taken_back': {
      const { question, votes } = event;
      if (by?.person !== reader.person) return change(question, { votes });
      return change(question, { votes, voted: event.type === 'question_voted' });
    }
    case 'question_answered':
      return change(event.question, { standing: 'answered', answer: event.text ?? null });
    case 'question_dismissed':
      return change(event.question, { standing: 'dismissed' });
    case 'question_withdrawn':
      return change(event.question, { standing: 'withdrawn' });
    default:
      return questions;
  }
}

export function fromSnapshot(before: Question[], told: Snapshot): Question[] {
  const open = (told.questions ?? []).map((one) => ({ ...one, answer: null }));
  return [...before.filter((one) => !isOpen(one)), ...open];
}

/** The past tells of the closed ones, and of open ones beyond the first that a snapshot has. */
export function withPast(now: Question[], past: Question[]): Question[] {
  const known = new Set(now.map((one) => one.question));
  return [...now, ...past.filter((one) => !known.has(one.question))];
}
