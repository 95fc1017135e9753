/** What an author should look at before publishing: what the server would refuse, and what readers would stumble over. */

import { items, type Course, type Item } from './draft.svelte';

export interface Check {
  /** Its text, by its key. */
  text: string;
  /** What it is about. */
  name: string;
  /** Where it is mended, within the course. */
  at: string;
  /** Whether publishing would be refused. */
  blocks: boolean;
}

/** Everything that is open. */
export function checks(course: Course): Check[] {
  const found: Check[] = [];
  const modules = course.modules ?? [];
  if (modules.length === 0) {
    found.push({ text: 'write-check-no-modules', name: course.title, at: '', blocks: true });
  }
  for (const one of modules) {
    if ((one.items ?? []).length === 0) {
      found.push({ text: 'write-check-empty-module', name: one.title, at: '', blocks: true });
    }
  }
  if ((course.description ?? '').trim() === '') {
    const at = '?part=settings';
    found.push({ text: 'write-check-no-description', name: course.title, at, blocks: false });
  }
  for (const item of items(course)) {
    const texts = checkItem(item);
    const about = { name: item.title, at: `/items/${item.id}`, blocks: false };
    found.push(...texts.map((text) => ({ text, ...about })));
  }
  return found;
}

function checkItem({ content }: Item): string[] {
  if (content.kind === 'lesson') {
    const { markdown } = content;
    if (markdown.trim() === '') return ['write-check-empty-lesson'];
    const found = [];
    if (/!\[\s*\]\(/.test(markdown)) found.push('write-check-picture-without-text');
    if ((content.minutes ?? 0) === 0) found.push('write-check-no-minutes');
    return found;
  }
  if (content.kind === 'quiz') {
    const { opens_at, closes_at, questions = [], draws = [] } = content;
    const found = [];
    if (closes_at != null && new Date(closes_at) < new Date()) found.push('write-check-closed');
    if (opens_at == null && closes_at == null && content.feedback_after_close != null) {
      found.push('write-check-feedback-never');
    }
    const isAsking = questions.some((one) => one.answer.kind !== 'information');
    if (!isAsking && draws.length === 0) found.push('write-check-asks-nothing');
    return found;
  }
  return [];
}

/** What a field of the draft that the server has refused is called by its author. */
export function placeOf(course: Course, field: string): { name: string; at: string } {
  const [, module, item, question] =
    /^modules\[(\d+)\](?:\.items\[(\d+)\](?:\.content\.questions\[(\d+)\])?)?/.exec(field) ?? [];
  const within = course.modules?.[Number(module)];
  const found = item === undefined ? undefined : within?.items?.[Number(item)];
  if (found !== undefined) {
    const asked = question === undefined ? '' : ` · ${Number(question) + 1}`;
    return { name: found.title + asked, at: `/items/${found.id}` };
  }
  return { name: within?.title ?? course.title, at: '' };
}
