/** The key of something that is made once, however often it is sent. */

import { newKey } from './client';

/** Keeps a key while the same is sent again; what says something else is another request. */
export class Once {
  #key = '';
  #sent: string | undefined;

  /** The header for a request with this body. */
  header(body: unknown = null): { 'Idempotency-Key': string } {
    const text = JSON.stringify(body);
    if (text !== this.#sent) [this.#key, this.#sent] = [newKey(), text];
    return { 'Idempotency-Key': this.#key };
  }

  /** It has been made: the next one is another, even if it says the same. */
  done() {
    this.#sent = undefined;
  }
}
