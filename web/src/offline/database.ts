/** What this device keeps of attempts at quizzes, so that it outlives a lost line, a reload and a closed tab. */

import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

import type { Schema } from '../api/client';

export type Answered = Schema<'Response'>;
export type Certainty = Schema<'Certainty'>;

/** An attempt as it was read last. */
export interface KeptAttempt {
  id: string;
  /** Whose it is: a device may be shared. */
  person: string;
  /** Where it belongs, as far as this device knows. */
  enrolment: string | null;
  item: string | null;
  title: string;
  summary: Schema<'AttemptSummary'>;
  paper: Schema<'Paper'> | null;
  /** The files that were uploaded to it. */
  files: Schema<'AnswerFile'>[];
  /** The questions to which the person wants to come back. */
  flagged: string[];
  /** Whether the person has submitted it, and the server does not know yet. */
  isToSubmit: boolean;
}

/** How an answer stands. */
export type AnswerState =
  /** Kept here; the server has not confirmed it. */
  | 'waiting'
  /** On the server's disk, and it counts. */
  | 'saved'
  /** On the server's disk, but it came when the time was over. */
  | 'late'
  /** The server does not take it: `problem` says why. */
  | 'refused';

/** The answer to one question that stands on this device. */
export interface KeptAnswer {
  attempt: string;
  question: string;
  response: Answered;
  certainty: Certainty | null;
  /** One more than the greatest that was known when it was made. */
  clientNumber: number;
  /** When it was made, by the server's clock. */
  madeAt: string;
  /** Whether it may have reached the server: what is changed then gets a new number. */
  isTried: boolean;
  state: AnswerState;
  savedAt: string | null;
  problem: string | null;
  /** What was answered here, until a newer answer came from another device. */
  overtaken: Answered | null;
}

/** A receipt of the server. */
export interface KeptReceipt extends Schema<'Receipt'> {
  attempt: string;
  question: string;
}

/** A file that was chosen as an answer and has not been uploaded yet. */
export interface KeptUpload {
  /** The key under which it is uploaded once, however often it is tried. */
  key: string;
  attempt: string;
  question: string;
  name: string;
  content: Blob;
  /** Why the server does not take it; null while it waits. */
  problem: string | null;
}

/** A sealed paper, fetched ahead. */
export interface KeptPaper {
  item: string;
  etag: string;
  sealed: ArrayBuffer;
  fetchedAt: string;
}

interface Kept extends DBSchema {
  attempts: { key: string; value: KeptAttempt };
  answers: { key: [string, string]; value: KeptAnswer; indexes: { attempt: string } };
  receipts: { key: [string, number]; value: KeptReceipt; indexes: { attempt: string } };
  uploads: { key: string; value: KeptUpload; indexes: { attempt: string } };
  papers: { key: string; value: KeptPaper };
  pictures: { key: string; value: Blob };
}

export type Database = IDBPDatabase<Kept>;

let opened: Promise<Database> | undefined;

/** The database, opened once. */
export function database(): Promise<Database> {
  opened ??= openDB<Kept>('surgalt-answers', 1, {
    upgrade(made) {
      made.createObjectStore('attempts', { keyPath: 'id' });
      const answers = made.createObjectStore('answers', { keyPath: ['attempt', 'question'] });
      answers.createIndex('attempt', 'attempt');
      const receipts = made.createObjectStore('receipts', { keyPath: ['attempt', 'number'] });
      receipts.createIndex('attempt', 'attempt');
      const uploads = made.createObjectStore('uploads', { keyPath: 'key' });
      uploads.createIndex('attempt', 'attempt');
      made.createObjectStore('papers', { keyPath: 'item' });
      made.createObjectStore('pictures');
    },
    // A newer version of the app waits in another tab: this one opens it anew when it needs it.
    blocking(_version, _next, event) {
      (event.target as IDBDatabase).close();
      opened = undefined;
    },
    terminated() {
      opened = undefined;
    },
  });
  return opened;
}
