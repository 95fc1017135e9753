/** Who is signed in on this device, and the tokens that say so. */

import type { components } from './schema';

type Tokens = components['schemas']['Tokens'];
export type Person = components['schemas']['Person'];
export type Role = components['schemas']['Role'];

/** What is kept on the device: the way back in, and who it is, so that the app opens without a line. */
const KEPT = 'surgalt-session';
/** A token is renewed this long before it ends: a request on a weak line takes its time. */
const MARGIN_MS = 30_000;

interface Kept {
  refresh: string;
  person: Person | null;
}

class Session {
  /** Who is signed in; null while it is not known. */
  person = $state.raw<Person | null>(null);
  /** Whether somebody is. */
  isOpen = $state(false);

  #access = '';
  #endsAt = 0;

  constructor() {
    this.#read();
    // Another tab has signed in or out.
    window.addEventListener('storage', (event) => {
      if (event.key === KEPT) this.#read();
    });
  }

  #read() {
    const kept = read();
    this.isOpen = kept !== null;
    this.person = kept?.person ?? null;
    if (kept === null) this.#access = '';
  }

  /** Signed in: keeps the tokens. */
  open(tokens: Tokens) {
    this.#access = tokens.access_token;
    this.#endsAt = Date.parse(tokens.expires_at);
    const before = read()?.person ?? null;
    // Somebody else may have been here before.
    this.person = before?.id === tokens.person_id ? before : null;
    write({ refresh: tokens.refresh_token, person: this.person });
    this.isOpen = true;
  }

  /** Remembers who it is. */
  know(person: Person) {
    const kept = read();
    if (kept === null) return;
    write({ ...kept, person });
    this.person = person;
  }

  /** Signed out on this device. */
  close() {
    localStorage.removeItem(KEPT);
    this.#access = '';
    this.person = null;
    this.isOpen = false;
  }

  /** Whether the person has one of these roles. */
  has(...roles: Role[]): boolean {
    return this.person?.roles.some((held) => roles.includes(held)) ?? false;
  }

  /**
   * A token for the next request; empty when nobody is signed in. `stale` is one that was refused.
   * @throws TypeError without a line
   */
  async token(stale?: string): Promise<string> {
    const isGood = () => this.#access !== stale && Date.now() < this.#endsAt - MARGIN_MS;
    if (this.#access !== '' && isGood()) return this.#access;
    // A refresh token works once: tabs take turns, and each looks at what the one before has left.
    const renew = async () => {
      if (this.#access !== '' && isGood()) return;
      await this.#renew();
    };
    await (navigator.locks?.request(KEPT, renew) ?? renew());
    return this.#access;
  }

  async #renew() {
    const kept = read();
    if (kept === null) return this.close();
    const answer = await fetch('/api/v1/tokens', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token: kept.refresh }),
    });
    if (answer.ok) this.open(await answer.json());
    else if (answer.status === 401) this.close();
  }
}

function read(): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}

function write(kept: Kept) {
  localStorage.setItem(KEPT, JSON.stringify(kept));
}

/** The session of this device. */
export const session = new Session();
