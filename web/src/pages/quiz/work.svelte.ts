/** An attempt in hand: what is asked, what is answered, and how each answer stands. */

import { api, ask } from '../../api/client';
import type { Problem } from '../../api/problem';
import { problemOf } from '../../api/problem';
import type { Schema } from '../../api/client';
import * as kept from '../../offline/answers';
import { serverNow } from '../../offline/clock';
import type {
  Answered,
  Certainty,
  KeptAnswer,
  KeptAttempt,
  KeptUpload,
} from '../../offline/database';
import { fetchPictures } from '../../offline/pictures';
import { readAgain, wake } from '../../offline/sending';
import { uploadsTo } from '../../offline/uploads';

/** What is typed goes a moment later, longer texts less often: a line that is weak has to carry them whole. */
const TYPED_MS = 1_500;
const MS_PER_LETTER = 1;
const LONGEST_MS = 15_000;

interface Wish {
  response: Answered;
  certainty: Certainty | null;
  wait: number;
}

export class Work {
  /** The attempt as this device knows it. */
  attempt = $state.raw<KeptAttempt>();
  /** By question. */
  answers = $state.raw<Record<string, KeptAnswer>>({});
  /** The files that wait to be uploaded. */
  uploads = $state.raw<KeptUpload[]>([]);
  /** The attempt as the server has shown it last. */
  detail = $state.raw<Schema<'AttemptDetail'>>();
  /** The questions whose answer is being written onto this device. */
  writing = $state.raw<ReadonlySet<string>>(new Set());
  /** Why it could not be read, or written down. */
  problem = $state.raw<Problem | null>(null);
  /** The moment by the server's clock. */
  now = $state(serverNow());

  readonly #wishes = new Map<string, Wish>();
  #isWriting = false;

  constructor(readonly id: string) {}

  /** Begins; returns how to end. */
  begin(): () => void {
    const stop = kept.onChange((attempt) => {
      if (attempt === this.id) void this.#look();
    });
    const ticking = setInterval(() => (this.now = serverNow()), 500);
    void this.#look()
      .then(() => this.read())
      .then(() => kept.forgetOld());
    void navigator.storage?.persist?.();
    return () => {
      stop();
      clearInterval(ticking);
    };
  }

  get paper(): Schema<'Paper'> | null {
    return this.attempt?.paper ?? null;
  }

  /** Seconds until the deadline; null without one. */
  get secondsLeft(): number | null {
    const deadline = this.attempt?.summary.deadline;
    if (deadline == null) return null;
    return Math.max(0, Math.ceil((Date.parse(deadline) - this.now) / 1000));
  }

  /** Whether answers are taken. */
  get isOpen(): boolean {
    return (
      this.attempt?.summary.state === 'open' && !this.attempt.isToSubmit && this.secondsLeft !== 0
    );
  }

  /** Reads how it stands at the server, and sends what waits. */
  async read(): Promise<void> {
    try {
      const detail = await readAgain(this.id);
      this.detail = detail;
      this.problem = null;
      if (detail.attempt.state === 'open') {
        wake();
        if (detail.paper != null) void fetchPictures(detail.paper);
      }
      const asksFiles = detail.paper?.questions.some(({ asked }) => asked.kind === 'file');
      if (asksFiles === true) void this.#readFiles();
    } catch (error) {
      this.problem = problemOf(error);
    }
  }

  /** An answer has been changed; what is typed is sent a little later than what is chosen. */
  change(question: string, response: Answered, certainty?: Certainty | null): void {
    const before = this.answers[question];
    const wish: Wish = { response, certainty: certainty ?? before?.certainty ?? null, wait: 0 };
    if ('text' in response) {
      wish.wait = Math.min(LONGEST_MS, TYPED_MS + response.text.length * MS_PER_LETTER);
    } else if (response.kind === 'gap_fill') {
      wish.wait = TYPED_MS;
    }
    const shown = { ...(before ?? this.#blank(question)), ...wish, state: 'waiting' as const };
    this.answers = { ...this.answers, [question]: shown };
    this.#wishes.set(question, wish);
    void this.#write();
  }

  /** Whether the person wants to come back to a question. */
  async flag(question: string, isFlagged: boolean): Promise<void> {
    const others = (this.attempt?.flagged ?? []).filter((one) => one !== question);
    await kept.changeAttempt(this.id, { flagged: isFlagged ? [...others, question] : others });
  }

  /** Answers anew with what another device's answer has overtaken, or lets that be. */
  async restore(question: string, isWished: boolean): Promise<void> {
    const answer = this.answers[question];
    if (answer?.overtaken == null) return;
    const overtaken = answer.overtaken;
    await kept.settle(answer, { overtaken: null });
    if (isWished) this.change(question, overtaken);
  }

  /** Submits, or as soon as there is a line. */
  async submit(isWished = true): Promise<void> {
    await this.#write();
    // What this device could not write down would be lost.
    if (this.#wishes.size > 0 && this.problem !== null) throw this.problem;
    await kept.changeAttempt(this.id, { isToSubmit: isWished });
    wake();
  }

  #blank(question: string): Omit<KeptAnswer, 'response'> {
    const times = { madeAt: '', savedAt: null, clientNumber: 0, isTried: false };
    const nothing = { problem: null, overtaken: null, certainty: null, state: 'waiting' as const };
    return { attempt: this.id, question, ...times, ...nothing };
  }

  async #write(): Promise<void> {
    if (this.#isWriting) return;
    this.#isWriting = true;
    this.writing = new Set(this.#wishes.keys());
    let problem: Problem | null = null;
    for (const [question, wish] of this.#wishes) {
      try {
        await kept.keep(this.id, question, wish.response, wish.certainty);
        wake(wish.wait);
        // Typed on meanwhile: then it is written once more.
        if (this.#wishes.get(question) === wish) this.#wishes.delete(question);
      } catch (error) {
        // It stays on the page, which says that it is not written; the other answers are no worse for it.
        problem = problemOf(error);
      }
    }
    this.problem = problem;
    this.#isWriting = false;
    this.writing = new Set(this.#wishes.keys());
    if (this.#wishes.size > 0 && this.problem === null) return this.#write();
    await this.#look();
  }

  async #look(): Promise<void> {
    const [attempt, answers, uploads] = await Promise.all([
      kept.attemptOf(this.id),
      kept.answersTo(this.id),
      uploadsTo(this.id),
    ]);
    this.attempt = attempt;
    this.uploads = uploads;
    const found = Object.fromEntries(answers.map((answer) => [answer.question, answer]));
    // What is just being typed is newer than what is written.
    for (const question of this.#wishes.keys()) {
      const shown = this.answers[question];
      if (shown !== undefined) found[question] = shown;
    }
    this.answers = found;
  }

  async #readFiles(): Promise<void> {
    const request = { params: { path: { id: this.id } } };
    const files = await ask(api.GET('/api/v1/attempts/{id}/files', request)).catch(() => null);
    if (files !== null) await kept.changeAttempt(this.id, { files });
  }
}
