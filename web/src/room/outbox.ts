/** Commands on their way: numbered, kept until they are answered, and sent again after a cut. */

import { Problem } from '../api/problem';
import type { Request } from './frames';

/** As many as the server remembers for a session. */
const UNANSWERED = 16;

/** A command that the person has given. */
export interface Command {
  /** Stays the same, whatever number it is sent under. */
  id: number;
  /** Its number in the session; 0 while it waits for its turn. */
  command: number;
  request: Request;
  /** The entry it has become, once that is known. */
  entry: number | null;
}

interface Promised {
  done: (entry: number) => void;
  failed: (problem: Problem) => void;
}

export interface Kept {
  session: number;
  next: number;
  commands: { command: number; request: Request }[];
}

export class Outbox {
  session: number | null = null;
  commands: readonly Command[] = [];
  #next = 1;
  #lastId = 0;
  readonly #promised = new Map<number, Promised>();
  readonly #send: (frame: object) => void;

  constructor(send: (frame: object) => void, kept: Kept | null) {
    this.#send = send;
    if (kept === null) return;
    this.session = kept.session;
    this.#next = kept.next;
    this.commands = kept.commands.map((one) => ({ ...one, id: ++this.#lastId, entry: null }));
  }

  /** What has to be kept, so that a page that is loaded anew goes on. */
  kept(): Kept | null {
    if (this.session === null) return null;
    const commands = this.#open().map(({ command, request }) => ({ command, request }));
    return { session: this.session, next: this.#next, commands };
  }

  /** Gives a command; kept when there is no line. Resolves with its entry. */
  give(request: Request, isOpen: boolean): Promise<number> {
    const id = ++this.#lastId;
    this.commands = [...this.commands, { id, command: 0, request, entry: null }];
    const promise = new Promise<number>((done, failed) => this.#promised.set(id, { done, failed }));
    if (isOpen) this.#flush();
    return promise;
  }

  /** A connection is open, in this session: all that was not answered is sent again, in order. */
  opened(session: number) {
    if (session !== this.session) {
      // What did not happen in the old session is new in this one.
      this.session = session;
      this.#next = 1;
      this.commands = this.commands.map((one) => ({ ...one, command: 0 }));
    }
    for (const one of this.#open()) if (one.command > 0) this.#sendOne(one);
    this.#flush();
  }

  /** A command has become an entry. */
  acknowledged(command: number, entry: number) {
    const found = this.#open().find((one) => one.command === command);
    if (found === undefined) return;
    this.#change(found.id, { entry });
    this.#promised.get(found.id)?.done(entry);
    this.#promised.delete(found.id);
    this.#flush();
  }

  /** A command was refused. */
  refused(command: number, code: string, detail: string) {
    const found = this.#open().find((one) => one.command === command);
    if (found === undefined) return;
    // The room takes it a moment later, under the same number.
    if (code === 'room_busy' || code === 'too_many_commands') {
      setTimeout(() => this.#again(found.id), code === 'room_busy' ? 1_000 : 3_000);
      return;
    }
    this.commands = this.commands.filter((one) => one.id !== found.id);
    this.#promised.get(found.id)?.failed(new Problem(409, { code, title: detail }));
    this.#promised.delete(found.id);
    this.#flush();
  }

  /** The log was read through this number: what it shows need not be shown as waiting. */
  readThrough(number: number) {
    const isSeen = (one: Command) => one.entry !== null && one.entry <= number;
    if (this.commands.some(isSeen)) this.commands = this.commands.filter((one) => !isSeen(one));
  }

  #open(): Command[] {
    return this.commands.filter((one) => one.entry === null);
  }

  #again(id: number) {
    const found = this.#open().find((one) => one.id === id);
    if (found !== undefined) this.#sendOne(found);
  }

  #flush() {
    let free = UNANSWERED - this.#open().filter((one) => one.command > 0).length;
    for (const one of this.#open()) {
      if (one.command > 0) continue;
      if (free-- <= 0) return;
      const numbered = this.#change(one.id, { command: this.#next++ });
      if (numbered !== undefined) this.#sendOne(numbered);
    }
  }

  #change(id: number, how: Partial<Command>): Command | undefined {
    this.commands = this.commands.map((one) => (one.id === id ? { ...one, ...how } : one));
    return this.commands.find((one) => one.id === id);
  }

  #sendOne({ command, request }: Command) {
    this.#send({ ...request, command });
  }
}
