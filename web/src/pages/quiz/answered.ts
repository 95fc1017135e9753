/** Whether and how something is answered. */

import type { Answered, KeptAnswer } from '../../offline/database';
import type { Schema } from '../../api/client';

/** Whether there is something in an answer: an empty one counts as none. */
export function isAnswered(response: Answered | undefined): boolean {
  if (response === undefined) return false;
  switch (response.kind) {
    case 'single_choice':
    case 'true_false':
      return true;
    case 'multiple_choice':
      return response.options.length > 0;
    case 'matching':
      return response.pairs.length > 0;
    case 'ordering':
      return response.items.length > 0;
    case 'gap_fill':
      return response.gaps.length > 0;
    case 'drag_onto_image':
      return response.placed.length > 0;
    case 'hotspot':
      return response.points.length > 0;
    case 'file':
      return response.files.length > 0;
    default:
      return response.text.trim() !== '';
  }
}

/** Whether nothing of a question is left open: of several parts each is answered. */
export function isWhole(
  question: Schema<'PaperQuestion'>,
  response: Answered | undefined,
): boolean {
  const { asked } = question;
  if (!isAnswered(response)) return false;
  if (asked.kind === 'matching' && response?.kind === 'matching') {
    return response.pairs.length >= asked.prompts.length;
  }
  if (asked.kind === 'gap_fill' && response?.kind === 'gap_fill') {
    return response.gaps.length >= asked.gaps.length;
  }
  return true;
}

/** The questions of a paper that ask something. */
export function asking(paper: Schema<'Paper'>): Schema<'PaperQuestion'>[] {
  return paper.questions.filter((question) => question.asked.kind !== 'information');
}

/** How many answers are not on the server's disk. */
export function unsent(answers: Record<string, KeptAnswer>): number {
  return Object.values(answers).filter((one) => one.state === 'waiting').length;
}
