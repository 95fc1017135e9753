/**
 * Something that is being written: it is kept on the device with every letter, saved by itself or by
 * a button, and compared with what others have made of it meanwhile. Nothing typed is ever lost.
 */

import { untrack } from 'svelte';

import { type Problem, problemOf } from '../api/problem';
import { session } from '../api/session.svelte';
import { line } from '../line.svelte';

/** How it stands. */
export type State = 'saved' | 'changed' | 'saving' | 'kept' | 'refused' | 'conflict';

interface Options<T> {
  /** By which the device knows it. */
  key: string;
  /** As it was read. */
  base: T;
  /** Saves it; tells how it is kept. Throws a problem with status 412 and `theirs` when others were faster. */
  save: (value: T, base: T) => Promise<T>;
  /** Whether it is saved by itself. */
  automatic?: boolean;
}

/** How long nothing is typed before it is saved by itself. */
const PAUSE_MS = 1_500;
/** How long until it is tried again when it could not be sent. */
const AGAIN_MS = 15_000;

/** Whether two values of JSON say the same; what is absent, null or in another order does not differ. */
export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one, ordered) === JSON.stringify(other, ordered);
}

function ordered(_: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner != null);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

export class Editing<T> {
  /** What is being written; inputs are bound to it. */
  value: T = $state() as T;
  state = $state<State>('saved');
  /** What others have made of it; null when they have deleted it. */
  theirs = $state.raw<T | null>(null);
  /** One's own, after the others' was taken, so that one can go back to it. */
  mine = $state.raw<T | null>(null);
  problem = $state.raw<Problem | null>(null);
  /** Whether it was found on the device, from a time before. */
  isRestored = $state(false);

  #base: T;
  /** What was sent when it was refused. */
  #refused: T | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #options: Options<T>;
  readonly #key: string;

  /** To be made while a component begins. */
  constructor(options: Options<T>) {
    this.#options = options;
    this.#key = `surgalt-draft:${session.person?.id ?? ''}:${options.key}`;
    this.#base = options.base;
    this.value = structuredClone(options.base);
    this.#restore();
    $effect(() => {
      const now = $state.snapshot(this.value) as T;
      // Only what is written counts here, not how it stands.
      untrack(() => this.#look(now));
    });
    $effect(() => {
      if (line.isUp && this.state === 'kept') void this.save();
    });
    $effect(() => () => {
      clearTimeout(this.#timer);
      if (options.automatic && this.state === 'changed') void this.save();
    });
  }

  /** Whether there is something that is not saved. */
  get isDirty(): boolean {
    return this.state !== 'saved';
  }

  /** What is wrong with a field, as long as it is as it was when it was refused. */
  of(field: string, prefix = ''): string | undefined {
    const message = this.problem?.of(prefix + field);
    return message !== undefined && this.#isAsRefused(field) ? message : undefined;
  }

  /** The fields that were refused and have not been changed since. */
  wrong(prefix = ''): Problem['fields'] {
    const fields = this.problem?.fields ?? [];
    return fields.filter((one) => this.#isAsRefused(one.field.slice(prefix.length)));
  }

  #isAsRefused(field: string): boolean {
    const path = field.split(/[.[\]]+/).filter(Boolean);
    const at = (from: unknown) =>
      path.reduce<unknown>(
        (value, name) => (value as Record<string, unknown> | null)?.[name],
        from,
      );
    return same(at($state.snapshot(this.value)), at(this.#refused));
  }

  /** Saves it now; whether that was done. */
  async save(): Promise<boolean> {
    clearTimeout(this.#timer);
    if (this.state === 'saving' || this.state === 'conflict') return false;
    const sent = $state.snapshot(this.value) as T;
    this.state = 'saving';
    try {
      this.#base = await this.#options.save(sent, this.#base);
      this.problem = null;
      const now = $state.snapshot(this.value) as T;
      if (same(now, sent)) this.#settle('saved');
      // What was typed meanwhile.
      else this.#touch(now, true);
      return true;
    } catch (error) {
      this.#refused = sent;
      this.#fail(problemOf(error));
      return false;
    }
  }

  /** Forgets what was not saved. */
  discard() {
    clearTimeout(this.#timer);
    this.value = structuredClone(this.#base);
    this.problem = null;
    this.isRestored = false;
    this.#settle('saved');
  }

  /** One's own goes over what others have made. */
  async keepMine(): Promise<void> {
    if (this.theirs === null) return;
    this.#base = this.theirs;
    this.theirs = null;
    this.state = 'changed';
    await this.save();
  }

  /** What others have made stays; one's own can still be taken back. */
  takeTheirs() {
    if (this.theirs === null) return;
    this.mine = $state.snapshot(this.value) as T;
    this.#base = this.theirs;
    this.value = structuredClone(this.theirs);
    this.theirs = null;
    this.#settle('saved');
  }

  /** Goes back to one's own. */
  takeMine() {
    if (this.mine === null) return;
    this.value = structuredClone(this.mine);
    this.mine = null;
  }

  #look(now: T) {
    if (!same(now, this.#base)) this.#touch(now);
    else if (this.state === 'changed' || this.state === 'refused') this.#settle('saved');
  }

  #touch(now: T, force = false) {
    this.#keep(now);
    if (this.state === 'conflict' || (this.state === 'saving' && !force)) return;
    this.state = 'changed';
    if (!this.#options.automatic) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), PAUSE_MS);
  }

  #settle(state: State) {
    this.state = state;
    localStorage.removeItem(this.#key);
  }

  #fail(problem: Problem) {
    if (problem.status === 412 && 'theirs' in problem) {
      this.theirs = problem.theirs as T | null;
      this.problem = null;
      this.state = 'conflict';
    } else if (problem.mayPass) {
      this.problem = null;
      this.state = 'kept';
      this.#timer = setTimeout(() => void this.save(), AGAIN_MS);
    } else {
      this.problem = problem;
      this.state = 'refused';
    }
  }

  #keep(value: T) {
    try {
      localStorage.setItem(this.#key, JSON.stringify({ value, base: this.#base }));
    } catch {
      // The device is full: it is still on the page, and saved as soon as that is possible.
    }
  }

  #restore() {
    const text = localStorage.getItem(this.#key);
    if (text === null) return;
    const kept = JSON.parse(text) as { value: T; base: T };
    if (same(kept.value, this.#base)) return localStorage.removeItem(this.#key);
    this.isRestored = true;
    this.value = kept.value;
    if (same(kept.base, this.#base)) return;
    this.theirs = this.#base;
    this.state = 'conflict';
  }
}
