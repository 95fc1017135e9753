/** Something that a person does: it is on its way, and may fail. */

import { problemOf, type Problem } from './api/problem';
import { say } from './notices.svelte';

/** A deed that a button or a form stands for. */
export class Deed {
  /** Whether it is on its way: the button waits. */
  isBusy = $state(false);
  /** Why the last try has failed, to be shown beside what was tried. */
  problem = $state.raw<Problem | null>(null);

  /** Does it, one at a time. True when it was done. `done` is said to the person. */
  async run(what: () => Promise<unknown>, done?: string): Promise<boolean> {
    if (this.isBusy) return false;
    this.isBusy = true;
    try {
      await what();
      this.problem = null;
      if (done !== undefined) say(done);
      return true;
    } catch (error) {
      this.problem = problemOf(error);
      return false;
    } finally {
      this.isBusy = false;
    }
  }
}
