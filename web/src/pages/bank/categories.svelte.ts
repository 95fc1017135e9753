/** The categories of the question bank, as the tree that they are. */

import { api, ask, type Schema } from '../../api/client';
import { readAll } from '../../api/pages';
import { load, type Loaded } from '../../load.svelte';

export type Category = Schema<'QuestionCategory'>;

/** To be called while a component begins. */
export function loadCategories(): Loaded<Category[]> {
  return load(() =>
    readAll((page) =>
      ask(api.GET('/api/v1/question-bank/categories', { params: { query: page } })),
    ),
  );
}

/** What a category is called, with those it lies in: “Science / Biology”. */
export function pathOf(all: Category[], id: string): string {
  const names: string[] = [];
  let at = all.find((one) => one.id === id);
  while (at !== undefined) {
    names.unshift(at.name);
    const { parent_id } = at;
    at = all.find((one) => one.id === parent_id);
  }
  return names.join(' / ');
}

/** The categories in the order of the tree, each with how deep it lies. */
export function tree(all: Category[]): { category: Category; depth: number }[] {
  const within = (parent: string | null, depth: number): { category: Category; depth: number }[] =>
    all
      .filter((one) => (one.parent_id ?? null) === parent)
      .sort((one, other) => one.name.localeCompare(other.name))
      .flatMap((category) => [{ category, depth }, ...within(category.id, depth + 1)]);
  return within(null, 0);
}
