/** Short sentences that tell what has just happened, and go by themselves. */

interface Notice {
  id: number;
  text: string;
}

/** How long one stays: long enough to be read twice. */
const STAYS_MS = 6_000;

class Notices {
  all = $state.raw<Notice[]>([]);
  #last = 0;

  add(text: string) {
    const id = ++this.#last;
    this.all = [...this.all, { id, text }];
    setTimeout(() => this.drop(id), STAYS_MS);
  }

  drop(id: number) {
    this.all = this.all.filter((notice) => notice.id !== id);
  }
}

/** What is shown now. */
export const notices = new Notices();

/** Tells the person something. */
export function say(text: string) {
  notices.add(text);
}
