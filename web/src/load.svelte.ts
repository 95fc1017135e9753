/** Something that a page shows and has to fetch first: it is on its way, there, or has failed. */

import { problemOf, type Problem } from './api/problem';
import { session } from './api/session.svelte';
import { line } from './line.svelte';
import { language } from './messages.svelte';

/** What is known of it. */
export class Loaded<T> {
  /** What has come last; it stays while it is fetched again. */
  value = $state.raw<T | undefined>(undefined);
  /** Why the last try has failed. */
  problem = $state.raw<Problem | null>(null);
  /** Whether it is on its way. */
  isLoading = $state(true);
  /** From when it is, where a copy that this device has kept is shown (`offline/keeping.svelte.ts`). */
  keptAt = $state.raw<Date | null>(null);

  #asked = 0;
  readonly #read: () => Promise<T>;

  constructor(read: () => Promise<T>) {
    this.#read = read;
  }

  /** Fetches it again. */
  async again(): Promise<void> {
    const number = ++this.#asked;
    this.isLoading = true;
    try {
      const value = await this.#read();
      if (number !== this.#asked) return;
      this.value = value;
      this.problem = null;
    } catch (error) {
      if (number === this.#asked) this.problem = problemOf(error);
    } finally {
      if (number === this.#asked) this.isLoading = false;
    }
  }
}

/**
 * To be called while a component begins: `const courses = load(() => ask(api.GET('/api/v1/courses')))`.
 * Fetches anew when anything that `read` looks at before its first `await` changes, when the language
 * does, and when a line is there again after a failure.
 */
export function load<T>(read: () => Promise<T>): Loaded<T> {
  return follow(new Loaded(read));
}

/** Fetches it now, and anew as {@link load} says. */
export function follow<L extends Loaded<unknown>>(loaded: L): L {
  $effect(() => {
    void language.current;
    void session.isOpen;
    void loaded.again();
  });
  $effect(() => {
    if (line.isUp && loaded.problem?.code === 'no_line') void loaded.again();
  });
  return loaded;
}

interface Page<Row> {
  items: Row[];
  next?: string | null;
}

/** A list that comes in pages, longer with each. */
export class Paged<Row> extends Loaded<Page<Row>> {
  /** Whether the next page is on its way. */
  isLoadingMore = $state(false);

  readonly #page: (after: string | undefined) => Promise<Page<Row>>;

  constructor(page: (after: string | undefined) => Promise<Page<Row>>) {
    super(() => page(undefined));
    this.#page = page;
  }

  /** What has come so far. */
  get rows(): Row[] {
    return this.value?.items ?? [];
  }

  /** Whether there are more. */
  get hasMore(): boolean {
    return this.value?.next != null;
  }

  /** Fetches the next page. */
  async more(): Promise<void> {
    const before = this.value;
    if (before?.next == null || this.isLoadingMore) return;
    this.isLoadingMore = true;
    try {
      const next = await this.#page(before.next);
      // Meanwhile it may have begun anew.
      if (this.value === before) {
        const { items } = next;
        this.value = { ...next, items: [...before.items, ...items] };
      }
      this.problem = null;
    } catch (error) {
      this.problem = problemOf(error);
    } finally {
      this.isLoadingMore = false;
    }
  }
}

/** As {@link load}, for a list that comes in pages: `read` is told after what the next one begins. */
export function loadPages<Row>(
  read: (after: string | undefined) => Promise<Page<Row>>,
): Paged<Row> {
  return follow(new Paged(read));
}
