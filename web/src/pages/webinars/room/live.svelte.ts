/** The room as the page shows it: what is known of it, the time, and what the person does. */

import { createContext } from 'svelte';

import { problemOf } from '../../../api/problem';
import { session } from '../../../api/session.svelte';
import { say } from '../../../notices.svelte';
import { RoomClient } from '../../../room/client';
import { leads, presents, takesPart, type Request } from '../../../room/frames';
import type { Known } from '../../../room/known';
import { begin } from '../../../room/state';

const KEPT_THIN = 'surgalt-thin';

interface NetworkInformation {
  saveData?: boolean;
  effectiveType?: string;
}

/** Whether little is to be fetched: as the person has said, or as the device does. */
export function isThinHere(): boolean {
  const kept = localStorage.getItem(KEPT_THIN);
  if (kept !== null) return kept === 'yes';
  const { connection } = navigator as Navigator & { connection?: NetworkInformation };
  return connection?.saveData === true || /2g/.test(connection?.effectiveType ?? '');
}

export class Live {
  known = $state.raw<Known>({
    phase: { at: 'connecting' },
    state: begin(),
    role: 'participant',
    commands: [],
    hasEarlier: false,
  });
  /** The server's time, each second. */
  now = $state(Date.now());
  isThin = $state(isThinHere());

  readonly me = session.person?.id ?? '';
  readonly state = $derived(this.known.state);
  readonly leads = $derived(leads(this.known.role));
  readonly presents = $derived(presents(this.known.role));
  readonly takesPart = $derived(takesPart(this.known.role));

  #client: RoomClient;
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor(readonly webinar: string) {
    this.#client = this.#begin();
  }

  #begin(): RoomClient {
    return new RoomClient(this.webinar, this.me, this.isThin, (known) => (this.known = known));
  }

  enter() {
    this.#client.enter();
    this.#ticking = setInterval(() => (this.now = this.#client.clock.now()), 1_000);
  }

  /** Goes out; `forGood` gives the seat to the next. */
  leave(forGood: boolean) {
    clearInterval(this.#ticking);
    this.#client.leave(forGood);
  }

  again() {
    this.#client.again();
  }

  earlier(): Promise<void> {
    return this.#client.earlier();
  }

  /** Fetches less from now on, or all again. */
  chooseThin(isThin: boolean) {
    localStorage.setItem(KEPT_THIN, isThin ? 'yes' : 'no');
    this.isThin = isThin;
    this.#client.leave(false);
    this.#client = this.#begin();
    this.#client.enter();
  }

  /** Gives a command. Rejects with why it was refused. */
  ask(request: Request): Promise<number> {
    return this.#client.give(request);
  }

  /** Gives a command of one button: why it was refused is told and goes by itself. */
  do(request: Request) {
    this.ask(request).catch((error: unknown) => say(problemOf(error).title));
  }

  /** Whether such a command is on its way. */
  isOnItsWay(type: Request['type']): boolean {
    return this.known.commands.some((one) => one.request.type === type);
  }
}

/** The room that a page is about. */
export const [useLive, provideLive] = createContext<Live>();
