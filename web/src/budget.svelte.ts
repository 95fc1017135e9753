/** How much of this device lessons may take that are kept for times without a line. */

const KEPT = 'surgalt-budget';
const MEGABYTE = 1_000_000;

/** What one may choose, in bytes. */
export const BUDGETS = [50, 100, 250, 500, 1_000].map((megabytes) => megabytes * MEGABYTE);
/** Until somebody chooses: enough for the lessons of a course, and little for a telephone of 16 GB. */
const USUAL = 250 * MEGABYTE;

class Budget {
  current = $state(remembered());

  /** Chooses. */
  choose(bytes: number) {
    this.current = bytes;
    localStorage.setItem(KEPT, String(bytes));
  }
}

function remembered(): number {
  const kept = Number(localStorage.getItem(KEPT));
  return Number.isFinite(kept) && kept > 0 ? kept : USUAL;
}

/** The budget of this device, in bytes. */
export const budget = new Budget();
