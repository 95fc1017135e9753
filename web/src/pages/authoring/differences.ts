/** What has changed from one state of a course to another, by modules and items. */

import { same } from '../../components/editing.svelte';
import { items, type Course } from './draft.svelte';

export interface Difference {
  kind: 'added' | 'removed' | 'edited' | 'order' | 'settings';
  name: string;
}

/** The differences, in reading order. */
export function differences(before: Course, after: Course): Difference[] {
  const found: Difference[] = [];
  const bare = ({ modules: _, ...rest }: Course) => rest;
  if (!same(bare(before), bare(after))) found.push({ kind: 'settings', name: after.title });
  // Draws are filled with their questions only by publishing.
  const written = (value: unknown) =>
    JSON.parse(
      JSON.stringify(value, (key, inner) =>
        key === 'draws'
          ? inner.map(({ questions: _, ...draw }: { questions?: unknown }) => draw)
          : inner,
      ),
    ) as unknown;
  const parts = (course: Course) => [
    ...(course.modules ?? []).map(({ id, title }) => ({ id, title })),
    ...items(course),
  ];
  const known = new Map(parts(before).map((one) => [one.id, one]));
  const now = parts(after);
  for (const one of now) {
    const old = known.get(one.id);
    if (old === undefined) found.push({ kind: 'added', name: one.title });
    else if (!same(written(old), written(one))) found.push({ kind: 'edited', name: one.title });
  }
  const kept = new Set(now.map((one) => one.id));
  for (const one of known.values()) {
    if (!kept.has(one.id)) found.push({ kind: 'removed', name: one.title });
  }
  const order = (course: Course) =>
    (course.modules ?? []).map((one) => [one.id, one.items?.map((item) => item.id)]);
  if (!same(order(before), order(after)) && found.every((one) => one.kind !== 'added')) {
    found.push({ kind: 'order', name: '' });
  }
  return found;
}
