/** Whether there is a line to the server, as far as this device knows. */

/** How long to wait before asking whether the server is there again, at first and at most. */
const FIRST_MS = 3_000;
const LAST_MS = 60_000;

class Line {
  /** Whether the last request reached the server, and the device believes that it has a network. */
  isUp = $state(navigator.onLine);

  #wait = FIRST_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    addEventListener('online', () => this.isThere());
    addEventListener('offline', () => this.isGone());
  }

  /** An answer has come. */
  isThere() {
    this.isUp = true;
    this.#wait = FIRST_MS;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** A request has not reached anybody. */
  isGone() {
    this.isUp = false;
    this.#timer ??= setTimeout(() => void this.#look(), this.#wait);
  }

  /** A device may believe in its network all the while: only an answer tells, asked for less and less often. */
  async #look() {
    this.#timer = undefined;
    this.#wait = Math.min(this.#wait * 2, LAST_MS);
    await fetch('/healthz', { method: 'HEAD', cache: 'no-store' }).then(
      () => this.isThere(),
      () => this.isGone(),
    );
  }
}

/** The line of this device. */
export const line = new Line();
