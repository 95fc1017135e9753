/** Polls and quizzes. */

import type { Answer, Answers, Entry, Results, Snapshot } from '../frames';
import { replaced } from '../list';
import type { Reader } from '../state';

export interface Poll {
  poll: number;
  question: string;
  answers: Answers;
  isOpen: boolean;
  /** What was shown last of what it comes to. */
  results: Results | null;
  /** What the reader has answered. */
  own: Answer | null;
  /** For who presents: the answers that were heard, the last of each person. */
  heard: ReadonlyMap<string, Answer>;
  /** For who presents: what it came to before the first that was heard. */
  before: Results | null;
  /** The right options of a quiz, for who presents. */
  right: number[];
}

function begun(poll: number, question: string, answers: Answers): Poll {
  return {
    poll,
    question,
    answers,
    isOpen: true,
    results: null,
    own: null,
    heard: new Map(),
    before: null,
    right: [],
  };
}

export function apply(polls: Poll[], { number, by, event }: Entry, reader: Reader): Poll[] {
  const change = (number: number, how: (poll: Poll) => Partial<Poll>) => {
    const at = polls.findIndex((one) => one.poll === number);
    const poll = polls[at];
    return poll === undefined ? polls : replaced(polls, at, { ...poll, ...how(poll) });
  };
  switch (event.type) {
    case 'poll_opened':
      return [...polls, begun(number, event.question, event.answers)];
    case 'right_options_set':
      return change(event.poll, () => ({ right: event.options }));
    case 'voted':
      if (by == null) return polls;
      return change(event.poll, (poll) => {
        const heard = new Map(poll.heard).set(by.person, event.answer);
        return by.person === reader.person ? { heard, own: event.answer } : { heard };
      });
    case 'poll_closed':
      return change(event.poll, (poll) => ({
        isOpen: false,
        results: event.results ?? poll.results,
      }));
    case 'results_shown':
      return change(event.poll, () => ({ results: event.results }));
    default:
      return polls;
  }
}

export function fromSnapshot(before: Poll[], told: Snapshot): Poll[] {
  const known = new Map(before.map((poll) => [poll.poll, poll]));
  const open = (told.polls ?? []).map((one): Poll => {
    const mine = known.get(one.poll) ?? begun(one.poll, one.question, one.answers);
    return { ...mine, heard: new Map(), before: one.results ?? null };
  });
  const isUp = new Set(open.map((poll) => poll.poll));
  const closed = before.filter((poll) => !isUp.has(poll.poll));
  return [...closed.map((poll) => ({ ...poll, isOpen: false })), ...open];
}

/** The past tells of closed ones, and what the reader has answered. */
export function withPast(now: Poll[], past: Poll[]): Poll[] {
  const read = new Map(past.map((poll) => [poll.poll, poll]));
  const known = new Set(now.map((poll) => poll.poll));
  const older = past.filter((poll) => !known.has(poll.poll));
  const newer = now.map((poll): Poll => {
    const was = read.get(poll.poll);
    if (was === undefined) return poll;
    // Read from its beginning on, the log has every answer: it is the better count.
    const counts = was.heard.size > 0 ? { heard: was.heard, before: null } : {};
    return { ...poll, ...counts, own: was.own ?? poll.own, results: was.results ?? poll.results };
  });
  return [...older, ...newer].sort((one, other) => one.poll - other.poll);
}

/** What a poll comes to as far as was heard, for who presents. */
export function tally(poll: Poll): Results {
  const { answers } = poll;
  const length =
    answers.kind === 'scale'
      ? answers.to - answers.from + 1
      : 'options' in answers
        ? answers.options.length
        : 0;
  const counts = Array.from({ length }, (_, at) => poll.before?.counts?.[at] ?? 0);
  const words = new Map(poll.before?.words?.map((one) => [one.words, one.people]));
  for (const answer of poll.heard.values()) {
    const chosen =
      'options' in answer
        ? answer.options.map((option) => option - 1)
        : 'value' in answer && answers.kind === 'scale'
          ? [answer.value - answers.from]
          : [];
    for (const at of chosen) counts[at] = (counts[at] ?? 0) + 1;
    if ('words' in answer) {
      const said = answer.words.toLowerCase();
      words.set(said, (words.get(said) ?? 0) + 1);
    }
  }
  return {
    people: (poll.before?.people ?? 0) + poll.heard.size,
    counts,
    words: [...words]
      .map(([words, people]) => ({ words, people }))
      .sort((one, other) => other.people - one.people)
      .slice(0, 50),
  };
}
