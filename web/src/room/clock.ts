/** How far this device's clock is from the server's (RFC 5905, sections 8 and 10). */

interface Sample {
  offset: number;
  roundTrip: number;
}

/** Measurements that are compared, and that a thin line is asked for. */
const COMPARED = 8;
const COMPARED_THIN = 3;
/** Between two of them, and until a later one. */
const APART_MS = 700;
const LATER_MS = 60_000;

export class Clock {
  #samples: Sample[] = [];
  #guess = 0;

  /** Measures over a connection that has just been opened. */
  measure(ask: (sent: number) => void, isThin: boolean) {
    const count = isThin ? COMPARED_THIN : COMPARED;
    const one = () => ask(Date.now());
    for (let at = 0; at < count; at++) setTimeout(one, at * APART_MS);
    setTimeout(one, LATER_MS);
  }

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
