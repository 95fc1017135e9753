/** A person in a webinar's room: enters, follows its log, gives commands, and comes back after a cut. */

import { api, ask } from '../api/client';
import { Problem, problemOf } from '../api/problem';
import { endingOf, waitAfter, type Ending } from './backoff';
import { Clock } from './clock';
import { openSocket, type Connection, type Heard, type Hello } from './connection';
import type { Entry, Events, Request, Role, ServerFrame, Welcome } from './frames';
import { readKept, writeKept } from './kept';
import { Outbox, type Command } from './outbox';
import { readLog } from './past';
import { openPolling } from './polling';
import { begin, fold, fromSnapshot, withPast, type State } from './state';

/** How the line to the room is. */
export type Phase =
  | { at: 'connecting' }
  | { at: 'open'; by: 'socket' | 'polling' }
  /** Cut: tried again at that time of this device. */
  | { at: 'cut'; again: number }
  | { at: 'out'; why: Ending }
  | { at: 'refused'; problem: Problem };

/** What changes while somebody is in a room; each time a new object. */
export interface Known {
  phase: Phase;
  state: State;
  role: Role;
  /** What was given and is not confirmed yet. */
  commands: readonly Command[];
  /** Whether older lines can be read. */
  hasEarlier: boolean;
}

/** Silence after which a line is taken for cut: more than twice what the server lets pass. */
const SILENCE_MS = 50_000;
const THIN_SILENCE_MS = 180_000;
/** How much of the log is read when somebody comes, and by how much more when asked. */
const PAST = 1_000;
const THIN_PAST = 200;
/** Measurements of the clock, their distance, and that of later ones. */
const MEASURED = 8;
const MEASURED_THIN = 3;
const MEASURED_EVERY_MS = 700;
const MEASURED_LATER_MS = 60_000;
/** Websockets that failed with a good ticket, before plain HTTP is tried. */
const SOCKETS = 2;

export class RoomClient {
  readonly clock = new Clock();
  #phase: Phase = { at: 'connecting' };
  #state = begin();
  #role: Role = 'participant';
  #last: number | null = null;
  #connection: Connection | null = null;
  #tries = 0;
  #failedSockets = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #watch: ReturnType<typeof setInterval> | undefined;
  #heardAt = 0;
  #isWelcome = false;
  /** Entries that came while the past is being read; null while it is not. */
  #since: Entry[] | null = null;
  #pastFrom = 0;
  #turnedAway: Problem | null = null;
  readonly #outbox: Outbox;

  constructor(
    readonly webinar: string,
    readonly person: string,
    readonly isThin: boolean,
    private readonly tell: (known: Known) => void,
  ) {
    const send = (frame: object) => this.#connection?.send(frame);
    this.#outbox = new Outbox(send, readKept(webinar));
  }

  /** Goes in, and stays in. */
  enter() {
    addEventListener('online', this.#isOnline);
    addEventListener('offline', this.#isOffline);
    document.addEventListener('visibilitychange', this.#isOnline);
    this.#watch = setInterval(() => this.#beat(), 5_000);
    void this.#connect();
  }

  /** Goes out: for good, which gives the seat to the next, or because the page is left. */
  leave(forGood: boolean) {
    removeEventListener('online', this.#isOnline);
    removeEventListener('offline', this.#isOffline);
    document.removeEventListener('visibilitychange', this.#isOnline);
    clearInterval(this.#watch);
    clearTimeout(this.#timer);
    this.#phase = { at: 'out', why: 'left' };
    this.#connection?.close(forGood);
    this.#connection = null;
    if (forGood) writeKept(this.webinar, null);
    this.#changed();
  }

  /** Tries now what would be tried later. */
  again() {
    if (this.#phase.at === 'open' || this.#phase.at === 'connecting') return;
    if (this.#phase.at === 'out') {
      // Opened elsewhere: this is another device from now on.
      this.#outbox.session = null;
      this.#last = null;
    }
    this.#tries = 0;
    void this.#connect();
  }

  /** Gives a command. Resolves with the entry it becomes; rejects with why it was refused. */
  give(request: Request): Promise<number> {
    const answer = this.#outbox.give(request, this.#isWelcome);
    this.#keep();
    this.#changed();
    return answer;
  }

  /** Reads more of what was before. */
  async earlier(): Promise<void> {
    await this.#readPast(this.#pastFrom - PAST);
  }

  async #connect() {
    clearTimeout(this.#timer);
    this.#phase = { at: 'connecting' };
    this.#changed();
    let ticket: string;
    try {
      const params = { path: { id: this.webinar } };
      ticket = (await ask(api.POST('/api/v1/webinars/{id}/tickets', { params }))).ticket;
    } catch (error) {
      const problem = problemOf(error);
      if (problem.mayPass) return this.#waitFor(1006, (problem.retryAfter ?? 0) * 1_000);
      this.#phase = { at: 'refused', problem };
      return this.#changed();
    }
    // Somebody has left, or another try was quicker.
    if (this.#phase.at !== 'connecting' || this.#connection !== null) return;
    const { session } = this.#outbox;
    const hello: Hello = {
      type: 'hello',
      ...(session !== null && { session }),
      ...(session !== null && this.#last !== null && { last: this.#last }),
      ...(this.isThin && { thin: true as const }),
    };
    const isSocket = this.#failedSockets < SOCKETS;
    let connection: Connection | null = null;
    const heard: Heard = {
      frame: (frame) => connection === this.#connection && this.#heard(frame, isSocket),
      closed: (code) => connection === this.#connection && this.#closed(code, isSocket),
    };
    const open = isSocket ? openSocket : openPolling;
    this.#heardAt = Date.now();
    connection = open(this.webinar, ticket, hello, heard);
    this.#connection = connection;
  }

  #heard(frame: ServerFrame, isSocket: boolean) {
    this.#heardAt = Date.now();
    switch (frame.type) {
      case 'welcome':
        return void this.#welcome(frame, isSocket);
      case 'events':
        return this.#events(frame);
      case 'place':
        this.#state = { ...this.#state, waiting: { place: frame.place, for: frame.waits_for } };
        break;
      case 'acknowledged':
        this.#outbox.acknowledged(frame.command, frame.number);
        this.#outbox.readThrough(this.#last ?? 0);
        this.#keep();
        break;
      case 'refused':
        if (frame.command !== undefined) {
          this.#outbox.refused(frame.command, frame.code, frame.detail);
          this.#keep();
          if (frame.code === 'session_unknown') this.#comeBackNew();
        } else if (!this.#isWelcome) {
          const { code, detail } = frame;
          this.#turnedAway = new Problem(409, { code, title: detail });
        }
        break;
      case 'clock':
        this.clock.answered(frame.sent, frame.received, frame.answered);
        break;
      default:
        // What a later server says beside this.
        return;
    }
    this.#changed();
  }

  async #welcome(frame: Welcome, isSocket: boolean) {
    this.clock.told(frame.now);
    this.#role = frame.role;
    this.#tries = 0;
    this.#failedSockets = isSocket ? 0 : this.#failedSockets;
    this.#phase = { at: 'open', by: isSocket ? 'socket' : 'polling' };
    const connection = this.#connection;
    const { session } = this.#outbox;
    if (session !== null && session !== frame.session && this.#outbox.commands.length > 0) {
      await this.#compare(session, frame.after).catch(() => undefined);
      if (connection !== this.#connection) return;
    }
    const wasWaiting = this.#state.waiting !== null;
    this.#last = frame.after;
    if (frame.snapshot !== undefined) {
      this.#state = fromSnapshot(this.#state, frame.snapshot);
      // What was being read ends before this.
      this.#since = null;
      const span = this.isThin ? THIN_PAST : PAST;
      if (this.#state.waiting === null) void this.#readPast(frame.after - span);
    }
    this.#isWelcome = true;
    this.#outbox.opened(frame.session);
    if (!wasWaiting) this.#measure();
    this.#keep();
    this.#changed();
  }

  #events(frame: Events) {
    if (frame.through < (this.#last ?? 0)) return;
    if (frame.after !== this.#last) return this.#comeBackNew();
    this.#last = frame.through;
    const reader = { person: this.person, role: this.#role };
    for (const entry of frame.events) {
      const { by } = entry;
      if (by?.person === this.person && by.sent?.session === this.#outbox.session) {
        this.#outbox.acknowledged(by.sent.command, entry.number);
      }
    }
    this.#outbox.readThrough(frame.through);
    this.#since?.push(...frame.events);
    const state = fold(this.#state, frame.events, reader);
    this.#state = { ...state, people: { ...state.people, present: frame.present } };
    this.#keep();
    this.#changed();
    // Who is given a role sees what was hidden before in the snapshot of a new connection.
    if (frame.events.some((entry) => this.#changesOwnRole(entry))) this.#comeBackNew();
  }

  #changesOwnRole({ by, event }: Entry): boolean {
    if (event.type !== 'role_given' && event.type !== 'handed_over') return false;
    const isBy = event.type === 'handed_over' && by?.person === this.person;
    return event.person === this.person || isBy;
  }

  /** Connects anew and reads the room as it is. */
  #comeBackNew() {
    this.#last = null;
    this.#drop();
    void this.#connect();
  }

  /** The server no longer knew the session: which of its commands had happened? */
  async #compare(session: number, through: number) {
    const from = this.#last ?? Math.max(0, through - PAST);
    for (const { number, by } of await readLog(this.webinar, from, through)) {
      if (by?.person === this.person && by.sent?.session === session) {
        this.#outbox.acknowledged(by.sent.command, number);
      }
    }
    this.#outbox.readThrough(through);
  }

  async #readPast(from: number) {
    if (this.#since !== null || this.#last === null) return;
    const since: Entry[] = [];
    this.#since = since;
    const through = this.#last;
    try {
      const after = Math.max(0, from);
      const read = await readLog(this.webinar, after, through);
      if (this.#since !== since) return;
      const reader = { person: this.person, role: this.#role };
      const past = fold(begin(), [...read, ...since], reader);
      this.#state = withPast(this.#state, past);
      this.#pastFrom = after;
    } catch {
      // The room goes on without its past, which can be asked for again.
      this.#pastFrom = through;
    } finally {
      if (this.#since === since) this.#since = null;
      this.#changed();
    }
  }

  #closed(code: number, isSocket: boolean) {
    const wasWelcome = this.#isWelcome;
    this.#isWelcome = false;
    this.#connection = null;
    if (this.#phase.at === 'out') return;
    const ending = endingOf(code);
    if (ending !== null) {
      this.#phase = { at: 'out', why: ending };
      return this.#changed();
    }
    if (code === 4007 && this.#turnedAway !== null && this.#turnedAway.code !== 'lobby_full') {
      this.#phase = { at: 'refused', problem: this.#turnedAway };
      this.#turnedAway = null;
      return this.#changed();
    }
    if (!wasWelcome) this.#failedSockets = isSocket ? this.#failedSockets + 1 : 0;
    this.#waitFor(code, 0);
  }

  #waitFor(code: number, atLeast: number) {
    const wait = Math.max(atLeast, waitAfter(code, this.#tries++));
    this.#phase = { at: 'cut', again: Date.now() + wait };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#connect(), wait);
    this.#changed();
  }

  #drop() {
    const connection = this.#connection;
    this.#connection = null;
    this.#isWelcome = false;
    connection?.close(false);
  }

  #beat() {
    const limit = this.isThin ? THIN_SILENCE_MS : SILENCE_MS;
    if (this.#connection === null || Date.now() - this.#heardAt < limit) return;
    this.#drop();
    this.#waitFor(4005, 0);
  }

  readonly #isOnline = () => {
    if (this.#phase.at !== 'cut' || document.visibilityState === 'hidden') return;
    void this.#connect();
  };

  readonly #isOffline = () => {
    if (this.#connection === null) return;
    this.#drop();
    this.#waitFor(1006, 0);
  };

  #measure() {
    const connection = this.#connection;
    const ask = () => {
      if (connection !== this.#connection) return;
      connection?.send({ type: 'clock', sent: Date.now() });
    };
    const count = this.isThin ? MEASURED_THIN : MEASURED;
    for (let at = 0; at < count; at++) setTimeout(ask, at * MEASURED_EVERY_MS);
    setTimeout(ask, MEASURED_LATER_MS);
  }

  #keep() {
    writeKept(this.webinar, this.#outbox.kept());
  }

  #changed() {
    this.tell({
      phase: this.#phase,
      state: this.#state,
      role: this.#role,
      commands: this.#outbox.commands,
      hasEarlier: this.#pastFrom > 0,
    });
  }
}
