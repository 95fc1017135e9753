/** A webinar told again: its events in their time, as fast as one likes, from any place. */

import { fetchFile, type Schema } from '../../../api/client';
import { session } from '../../../api/session.svelte';
import type { Entry } from '../../../room/frames';
import { begin, fold } from '../../../room/state';

type Told = Schema<'ReplayLine'>;
type Head = Extract<Told, { type: 'head' }>;
type Moment = Extract<Told, { type: 'moment' }>;
type Deck = Extract<Told, { type: 'deck' }>;

export interface Replay {
  head: Head;
  decks: Deck[];
  moments: Moment[];
  /** How long it is, in milliseconds. */
  length: number;
}

/** Reads a replay: a JSON object a line. */
export async function readReplay(webinar: string): Promise<Replay> {
  const text = await (await fetchFile(`/api/v1/webinars/${webinar}/replay`)).text();
  const lines = text.split('\n').filter(Boolean);
  const told = lines.map((line) => JSON.parse(line) as Told);
  const head = told.find((line) => line.type === 'head');
  if (head === undefined) throw new Error('a replay without a head');
  const moments = told.filter((line) => line.type === 'moment');
  const { started_at, ended_at } = head;
  const length =
    started_at != null && ended_at != null
      ? Date.parse(ended_at) - Date.parse(started_at)
      : (moments.at(-1)?.offset ?? 0);
  return { head, decks: told.filter((line) => line.type === 'deck'), moments, length };
}

const TICK_MS = 250;

export class Player {
  /** Milliseconds from the beginning. */
  at = $state(0);
  isPlaying = $state(false);
  speed = $state(1);
  state = $state.raw(begin());

  #next = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  #last = 0;
  readonly #reader = { person: session.person?.id ?? '', role: 'participant' as const };

  constructor(
    readonly replay: Replay,
    /** What was watched: a stretch in milliseconds from the beginning. */
    private readonly watched: (from: number, to: number) => void,
  ) {
    this.go(0);
  }

  toggle() {
    if (this.isPlaying) this.pause();
    else this.play();
  }

  play() {
    if (this.at >= this.replay.length) this.go(0);
    this.isPlaying = true;
    this.#last = performance.now();
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  pause() {
    this.isPlaying = false;
    clearInterval(this.#timer);
  }

  /** Goes to a place: what happened until then is there at once. */
  go(to: number) {
    this.at = Math.min(this.replay.length, Math.max(0, to));
    this.state = begin();
    this.#next = 0;
    this.#tell();
  }

  #tick() {
    const now = performance.now();
    const from = this.at;
    this.at = Math.min(this.replay.length, from + (now - this.#last) * this.speed);
    this.#last = now;
    this.#tell();
    this.watched(from, this.at);
    if (this.at >= this.replay.length) this.pause();
  }

  #tell() {
    const { moments, head } = this.replay;
    const entries: Entry[] = [];
    const began = Date.parse(head.started_at ?? head.starts_at);
    for (; this.#next < moments.length; this.#next++) {
      const moment = moments[this.#next];
      if (moment === undefined || moment.offset > this.at) break;
      const by = moment.by == null ? undefined : head.people[moment.by];
      entries.push({
        number: moment.number,
        at: new Date(began + moment.offset).toISOString(),
        event: moment.event,
        ...(by !== undefined && { by }),
        ...(moment.to !== undefined && { to: moment.to }),
      });
    }
    if (entries.length > 0) this.state = fold(this.state, entries, this.#reader);
  }
}
