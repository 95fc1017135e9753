/** How far this device's clock is from the server's (RFC 5905, sections 8 and 10). */

interface Sample {
  offset: number;
  roundTrip: number;
}

/** Measurements that are compared. */
const COMPARED = 8;

export class Clock {
  #samples: Sample[] = [];
  #guess = 0;

  /** The server has said what time it is; how long that took to come is not known. */
  told(now: string) {
    this.#guess = Date.parse(now) - Date.now();
  }

  /** An answer to `clock` has come. */
  answered(sent: number, received: string, answered: string, came = Date.now()) {
    const [arrived, left] = [Date.parse(received), Date.parse(answered)];
    const sample = {
      offset: (arrived - sent + (left - came)) / 2,
      roundTrip: came - sent - (left - arrived),
    };
    this.#samples = [...this.#samples.slice(-COMPARED + 1), sample];
  }

  /** Milliseconds that the server's clock is ahead. */
  get offset(): number {
    const best = this.#samples.reduce<Sample | null>(
      (best, one) => (best === null || one.roundTrip < best.roundTrip ? one : best),
      null,
    );
    return best?.offset ?? this.#guess;
  }

  /** What the server's clock shows. */
  now(): number {
    return Date.now() + this.offset;
  }
}
