/** The order of a draft: what stands where, and what follows when something moves. */

import type { Schema } from '../../api/client';

type Course = Schema<'CourseDocument'>;

/** A list in which the one at `from` has moved to `to`. */
export function shifted<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, at) => at !== from);
  const one = list[from];
  return one === undefined ? rest : [...rest.slice(0, to), one, ...rest.slice(to)];
}

/**
 * The draft in which a module or an item has moved to where `to` stands: an item onto a module
 * goes to its end.
 */
export function moved(document: Course, id: string, to: string): Course {
  const modules = document.modules ?? [];
  const placeOf = (wanted: string) => modules.findIndex((one) => one.id === wanted);
  if (placeOf(id) >= 0) {
    const target = placeOf(to);
    const within = modules.findIndex((one) => one.items?.some((item) => item.id === to));
    const place = target >= 0 ? target : within;
    return place < 0 ? document : { ...document, modules: shifted(modules, placeOf(id), place) };
  }
  const item = modules.flatMap((one) => one.items ?? []).find((one) => one.id === id);
  if (item === undefined) return document;
  const from = modules.find((one) => one.items?.includes(item));
  const changed = modules.map((one) => {
    const list = one.items ?? [];
    const target = list.findIndex((other) => other.id === to);
    if (one === from && target >= 0) {
      return { ...one, items: shifted(list, list.indexOf(item), target) };
    }
    const rest = list.filter((other) => other !== item);
    if (one.id === to) return { ...one, items: [...rest, item] };
    if (target < 0) return { ...one, items: rest };
    return { ...one, items: [...rest.slice(0, target), item, ...rest.slice(target)] };
  });
  const isThere = changed.some((one) => one.items.some((other) => other.id === id));
  return isThere ? { ...document, modules: changed } : document;
}

/** As the server takes an order. */
export function orderOf(document: Course): Schema<'Order'> {
  const modules = (document.modules ?? []).map((one) => ({
    id: one.id ?? '',
    items: (one.items ?? []).map((item) => ({
      id: item.id ?? '',
      ...(item.content.kind === 'quiz'
        ? { questions: (item.content.questions ?? []).map((question) => question.id ?? '') }
        : {}),
    })),
  }));
  return { modules };
}
