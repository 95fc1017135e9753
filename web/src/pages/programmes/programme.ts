/** What is told of programmes in more than one place. */

import type { Schema } from '../../api/client';

export type Programme = Schema<'Programme'>;

/** In which years it is held: "2025–2028", "2025–"; empty when that is not known. */
export function years(programme: Programme): string {
  const { first_year: first, last_year: last } = programme;
  if (first == null && last == null) return '';
  return first === last ? String(first) : `${first ?? ''}–${last ?? ''}`;
}

/** Those that stand at the top: with no parent, or with one that is not among them. */
export function roots(all: Programme[]): Programme[] {
  const known = new Set(all.map((one) => one.id));
  return all.filter((one) => one.parent_id == null || !known.has(one.parent_id));
}

/** Ordered by the code as people count: 5.2 before 5.10. */
export function byCode(one: Programme, other: Programme): number {
  return one.code.localeCompare(other.code, undefined, { numeric: true });
}

/** A programme and everything below it, which cannot become its parent. */
export function within(all: Programme[], id: string): Set<string> {
  const inside = new Set([id]);
  let grew = true;
  while (grew) {
    grew = false;
    for (const one of all) {
      if (one.parent_id != null && inside.has(one.parent_id) && !inside.has(one.id)) {
        inside.add(one.id);
        grew = true;
      }
    }
  }
  return inside;
}
