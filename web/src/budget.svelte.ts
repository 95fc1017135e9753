/** How much of this device lessons may take that are kept for times without a line. */

import { allow, budget as allowed } from './offline/kept';

const MEGABYTE = 1_000_000;

/** What one may choose, in bytes. */
export const BUDGETS = [50, 100, 250, 500, 1_000].map((megabytes) => megabytes * MEGABYTE);

class Budget {
  current = $state(allowed());

  /** Chooses; what is kept beyond that goes. */
  choose(bytes: number) {
    this.current = bytes;
    void allow(bytes);
  }
}

/** The budget of this device, in bytes. */
export const budget = new Budget();
