/** A person in a webinar's room: follows its log, gives commands, and goes on where a cut has stopped it. */

import { Clock } from './clock';
import type { Hello } from './connection';
import type { Entry, Events, Request, Role, ServerFrame, Welcome } from './frames';
import { readKept, writeKept } from './kept';
import type { Known } from './known';
import { Outbox } from './outbox';
import { Past, readLog } from './past';
import { Reach } from './reach';
import { begin, fold, fromSnapshot, withPast } from './state';

/** How much of the log is read when somebody comes, and by how much more when asked. */
const PAST = 1_000;
const THIN_PAST = 200;

export class RoomClient {
  readonly clock = new Clock();
  #state = begin();
  #role: Role = 'participant';
  /** The last number that was seen; null when the room has to be told anew. */
  #last: number | null = null;
  /** Entries that came while the fate of old commands is looked up; null while it is not. */
  #held: Events[] | null = null;
  readonly #reach: Reach;
  readonly #outbox: Outbox;
  readonly #past: Past;

  constructor(
    readonly webinar: string,
    readonly person: string,
    readonly isThin: boolean,
    private readonly tell: (known: Known) => void,
  ) {
    this.#reach = new Reach(webinar, isThin, {
      hello: () => this.#hello(),
      frame: (frame) => this.#heard(frame),
      changed: () => this.#changed(),
    });
    this.#outbox = new Outbox((frame) => this.#reach.send(frame), readKept(webinar));
    this.#past = new Past(webinar);
  }

  /** Goes in, and stays in. */
  enter() {
    this.#reach.open();
  }

  /** Goes out: for good, which gives the seat to the next, or because the page is left. */
  leave(forGood: boolean) {
    this.#reach.close(forGood);
    if (forGood) writeKept(this.webinar, null);
  }

  /** Tries now what would be tried later. */
  again() {
    const { at } = this.#reach.phase;
    if (at === 'open' || at === 'connecting') return;
    if (at === 'out') {
      // Opened elsewhere: this is another device from now on.
      this.#outbox.session = null;
      this.#last = null;
    }
    this.#reach.again();
  }

  /** Gives a command. Resolves with the entry it becomes; rejects with why it was refused. */
  give(request: Request): Promise<number> {
    const answer = this.#outbox.give(request, this.#reach.isWelcome && this.#held === null);
    this.#keep();
    this.#changed();
    return answer;
  }

  /** Reads more of what was before. */
  async earlier(): Promise<void> {
    await this.#readPast(this.#past.from - PAST);
  }

  #hello(): Hello {
    const { session } = this.#outbox;
    return {
      type: 'hello',
      ...(session !== null && { session }),
      ...(session !== null && this.#last !== null && { last: this.#last }),
      ...(this.isThin && { thin: true as const }),
    };
  }

  #heard(frame: ServerFrame) {
    switch (frame.type) {
      case 'welcome':
        return void this.#welcome(frame);
      case 'events':
        return this.#held === null ? this.#events(frame) : void this.#held.push(frame);
      case 'place':
        this.#state = { ...this.#state, waiting: { place: frame.place, for: frame.waits_for } };
        break;
      case 'acknowledged':
        this.#outbox.acknowledged(frame.command, frame.number);
        this.#outbox.readThrough(this.#last ?? 0);
        this.#keep();
        break;
      case 'refused':
        if (frame.command === undefined) return;
        if (frame.code === 'session_unknown') return this.#comeBackNew();
        this.#outbox.refused(frame.command, frame.code, frame.detail);
        this.#keep();
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

  async #welcome(frame: Welcome) {
    this.clock.told(frame.now);
    this.#role = frame.role;
    const connection = this.#reach.current;
    const { session } = this.#outbox;
    this.#held = null;
    if (session !== null && session !== frame.session && this.#outbox.commands.length > 0) {
      const held: Events[] = [];
      this.#held = held;
      await this.#compare(session, frame.after).catch(() => undefined);
      if (connection !== this.#reach.current || this.#held !== held) return;
      this.#held = null;
      this.#begin(frame);
      held.forEach((events) => this.#events(events));
    } else {
      this.#begin(frame);
    }
  }

  #begin(frame: Welcome) {
    const wasWaiting = this.#state.waiting !== null;
    this.#last = frame.after;
    if (frame.snapshot !== undefined) {
      this.#state = fromSnapshot(this.#state, frame.snapshot);
      // What was being read ends before this.
      this.#past.forget();
      const span = this.isThin ? THIN_PAST : PAST;
      if (this.#state.waiting === null) void this.#readPast(frame.after - span);
    }
    this.#outbox.opened(frame.session);
    if (!wasWaiting) this.#measure();
    this.#keep();
    this.#changed();
  }

  #events(frame: Events) {
    if (frame.through < (this.#last ?? 0)) return;
    if (frame.after !== this.#last) return this.#comeBackNew();
    this.#last = frame.through;
    for (const { number, by } of frame.events) {
      if (by?.person === this.person && by.sent?.session === this.#outbox.session) {
        this.#outbox.acknowledged(by.sent.command, number);
      }
    }
    this.#outbox.readThrough(frame.through);
    this.#past.followed(frame.events);
    const reader = { person: this.person, role: this.#role };
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
    this.#held = null;
    this.#reach.anew();
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
    if (this.#last === null) return;
    const read = await this.#past.read(from, this.#last);
    const reader = { person: this.person, role: this.#role };
    if (read !== null) this.#state = withPast(this.#state, fold(begin(), read, reader));
    this.#changed();
  }

  #measure() {
    const connection = this.#reach.current;
    const ask = (sent: number) => {
      if (connection === this.#reach.current) this.#reach.send({ type: 'clock', sent });
    };
    this.clock.measure(ask, this.isThin);
  }

  #keep() {
    writeKept(this.webinar, this.#outbox.kept());
  }

  #changed() {
    const { phase } = this.#reach;
    // There is nothing to come back to.
    if (phase.at === 'out' && phase.why !== 'left') writeKept(this.webinar, null);
    this.tell({
      phase,
      state: this.#state,
      role: this.#role,
      commands: this.#outbox.commands,
      hasEarlier: this.#past.from > 0,
    });
  }
}
