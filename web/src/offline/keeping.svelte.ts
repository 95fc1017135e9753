/** Something that a page fetches and this device keeps: the copy is shown until something newer comes. */

import { untrack } from 'svelte';

import { follow, Loaded } from '../load.svelte';
import { drop, keep, kept } from './kept';

/** What is known of it: `keptAt` says that it is a copy, until something newer has come. */
export class Keeping<T> extends Loaded<T> {
  readonly #key: string;

  constructor(key: string, read: () => Promise<T>) {
    super(read);
    this.#key = key;
  }

  override async again(): Promise<void> {
    const fetched = super.again();
    if (untrack(() => this.value) === undefined) await this.#showCopy();
    await fetched;
    if (this.isLoading) return;
    if (this.problem === null) {
      this.keptAt = null;
      await keep(this.#key, $state.snapshot(this.value));
    } else if (!this.problem.mayPass) {
      // It is not there, or not for this person any more: neither is the copy.
      this.value = undefined;
      this.keptAt = null;
      await drop(this.#key);
    }
  }

  async #showCopy() {
    const copy = await kept<T>(this.#key);
    if (copy === undefined || this.value !== undefined) return;
    this.value = copy.value;
    this.keptAt = copy.at;
  }
}

/** As `load`, for what is kept under a key. */
export function loadKept<T>(key: string, read: () => Promise<T>): Keeping<T> {
  return follow(new Keeping(key, read));
}
