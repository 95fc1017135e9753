/** Whether there is a line to the server, as far as this device knows. */

class Line {
  /** Whether the last request reached the server, and the device believes that it has a network. */
  isUp = $state(navigator.onLine);

  constructor() {
    addEventListener('online', () => this.isThere());
    addEventListener('offline', () => this.isGone());
  }

  /** An answer has come. */
  isThere() {
    this.isUp = true;
  }

  /** A request has not reached anybody. */
  isGone() {
    this.isUp = false;
  }
}

/** The line of this device. */
export const line = new Line();
