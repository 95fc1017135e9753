/** The way to a room, kept open: a ticket, a connection, and another one after each cut. */

import { api, ask } from '../api/client';
import { Problem, problemOf } from '../api/problem';
import { endingOf, waitAfter } from './backoff';
import { openSocket, type Connection, type Heard, type Hello } from './connection';
import type { ServerFrame } from './frames';
import type { Phase } from './known';
import { openPolling } from './polling';
import { watch } from './watch';

/** Silence after which a line is taken for cut: more than twice what the server lets pass. */
const SILENCE_MS = 50_000;
const THIN_SILENCE_MS = 180_000;
/** Websockets that failed with a good ticket, before plain HTTP is tried. */
const SOCKETS = 2;

export interface Listener {
  /** What to say when a connection opens. */
  hello: () => Hello;
  frame: (frame: ServerFrame) => void;
  /** How the way is has changed. */
  changed: () => void;
}

export class Reach {
  phase: Phase = { at: 'connecting' };
  /** Whether the room has said `welcome` over this connection. */
  isWelcome = false;
  #connection: Connection | null = null;
  #tries = 0;
  #failedSockets = 0;
  #heardAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unwatch: () => void = () => undefined;
  #turnedAway: Problem | null = null;

  constructor(
    readonly webinar: string,
    readonly isThin: boolean,
    readonly listener: Listener,
  ) {}

  open() {
    this.#unwatch = watch({
      back: () => this.phase.at === 'cut' && void this.#connect(),
      gone: () => this.#connection !== null && this.#cut(1006),
      beat: () => this.#beat(),
    });
    void this.#connect();
  }

  close(forGood: boolean) {
    this.#unwatch();
    clearTimeout(this.#timer);
    this.phase = { at: 'out', why: 'left' };
    const connection = this.#connection;
    this.#connection = null;
    this.isWelcome = false;
    connection?.close(forGood);
    this.listener.changed();
  }

  /** Tries now what would be tried later. */
  again() {
    this.#tries = 0;
    void this.#connect();
  }

  /** Leaves this connection for a new one. */
  anew() {
    this.#drop();
    void this.#connect();
  }

  send(frame: object) {
    this.#connection?.send(frame);
  }

  /** Names the connection that is open, to see later whether it still is. */
  get current(): unknown {
    return this.#connection;
  }

  async #connect() {
    clearTimeout(this.#timer);
    this.phase = { at: 'connecting' };
    this.listener.changed();
    let ticket: string;
    try {
      const params = { path: { id: this.webinar } };
      ticket = (await ask(api.POST('/api/v1/webinars/{id}/tickets', { params }))).ticket;
    } catch (error) {
      if (this.phase.at === 'connecting') this.#noTicket(problemOf(error));
      return;
    }
    // Meanwhile the person may have left.
    if (this.phase.at !== 'connecting' || this.#connection !== null) return;
    const isSocket = this.#failedSockets < SOCKETS;
    let connection: Connection | null = null;
    const isOurs = () => connection === this.#connection;
    const heard: Heard = {
      frame: (frame) => isOurs() && this.#heard(frame, isSocket),
      closed: (code) => isOurs() && this.#closed(code, isSocket),
    };
    this.#heardAt = Date.now();
    const open = isSocket ? openSocket : openPolling;
    connection = open(this.webinar, ticket, this.listener.hello(), heard);
    this.#connection = connection;
  }

  #noTicket(problem: Problem) {
    if (problem.mayPass) return this.#waitFor(1006, (problem.retryAfter ?? 0) * 1_000);
    // Who was cut when it ended learns of it here.
    const isOver = problem.code === 'webinar_closed';
    this.phase = isOver ? { at: 'out', why: 'ended' } : { at: 'refused', problem };
    this.listener.changed();
  }

  #heard(frame: ServerFrame, isSocket: boolean) {
    this.#heardAt = Date.now();
    if (frame.type === 'welcome') {
      this.#tries = 0;
      if (isSocket) this.#failedSockets = 0;
      this.isWelcome = true;
      this.phase = { at: 'open', by: isSocket ? 'socket' : 'polling' };
    } else if (frame.type === 'refused' && !this.isWelcome) {
      this.#turnedAway = new Problem(409, { code: frame.code, title: frame.detail });
    }
    this.listener.frame(frame);
  }

  #closed(code: number, isSocket: boolean) {
    if (!this.isWelcome) this.#failedSockets = isSocket ? this.#failedSockets + 1 : 0;
    this.isWelcome = false;
    this.#connection = null;
    const ending = endingOf(code);
    if (ending !== null) {
      this.phase = { at: 'out', why: ending };
    } else if (
      code === 4007 &&
      this.#turnedAway !== null &&
      this.#turnedAway.code !== 'lobby_full'
    ) {
      this.phase = { at: 'refused', problem: this.#turnedAway };
    } else {
      return this.#waitFor(code, 0);
    }
    this.#turnedAway = null;
    this.listener.changed();
  }

  #waitFor(code: number, atLeast: number) {
    const wait = Math.max(atLeast, waitAfter(code, this.#tries++));
    this.phase = { at: 'cut', again: Date.now() + wait };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#connect(), wait);
    this.listener.changed();
  }

  #drop() {
    const connection = this.#connection;
    this.#connection = null;
    this.isWelcome = false;
    connection?.close(false);
  }

  /** The connection is of no use any more. */
  #cut(code: number) {
    this.#drop();
    this.#waitFor(code, 0);
  }

  #beat() {
    const limit = this.isThin ? THIN_SILENCE_MS : SILENCE_MS;
    if (this.#connection !== null && Date.now() - this.#heardAt > limit) this.#cut(4005);
  }
}
