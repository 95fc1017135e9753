/** When a question deserves a look, as item analysis has it, and what it is called. */

import type { Schema } from '../../api/client';
import { t } from '../../messages.svelte';

type Report = Schema<'QuestionReport'>;

/** Fewer answers than these say little of a question. */
export const FEW = 10;

/** What is striking about a question; empty for one that works. */
export function concerns({ figures }: Report): string[] {
  const { facility_index: facility, discrimination_index: discrimination } = figures;
  if (figures.answered < FEW) return figures.answered === 0 ? [] : ['few'];
  const found: string[] = [];
  if (facility != null && facility < 0.2) found.push('hard');
  if (facility != null && facility > 0.95) found.push('easy');
  if (discrimination != null && discrimination < 0) found.push('backwards');
  else if (discrimination != null && discrimination < 20) found.push('flat');
  return found;
}

/** What authors call it, or the beginning of what it asks. */
export function titleOf(question: Report): string {
  const said = question.title || question.text?.replace(/[*_#`>\[\]]/g, '') || '';
  const short = said.length > 70 ? `${said.slice(0, 68).trimEnd()}…` : said;
  return short === '' ? t('statistics-question', { number: question.number }) : short;
}
