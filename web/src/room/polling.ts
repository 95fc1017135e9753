/** The same frames over plain HTTP: one request waits for what the room tells, others send. */

import type { Connection, Heard, Hello } from './connection';
import type { ServerFrame } from './frames';

/** Frames that one request takes. */
const SENT_AT_ONCE = 16;
/** How long an answer may take: the server waits for up to 50 seconds. */
const ANSWERED_WITHIN_MS = 60_000;
/** Tries of one request before the line is taken for cut. */
const TRIES = 4;

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Opens a connection over plain HTTP. */
export function openPolling(
  webinar: string,
  ticket: string,
  hello: Hello,
  heard: Heard,
): Connection {
  const address = `/api/v1/webinars/${webinar}/polling`;
  const gone = new AbortController();
  const outgoing: object[] = [];
  let key = '';
  let isSending = false;

  function over(code: number) {
    if (gone.signal.aborted) return;
    gone.abort();
    heard.closed(code);
  }

  /** Asks, and again after a failure; null when the connection is over. */
  async function ask(path: string, init: RequestInit): Promise<Response | null> {
    const headers = { 'Content-Type': 'application/json', ...(key && { 'Polling-Key': key }) };
    for (let tries = 0; tries < TRIES && !gone.signal.aborted; tries++) {
      if (tries > 0) await wait(1_000 * tries);
      const limit = new AbortController();
      const timer = setTimeout(() => limit.abort(), ANSWERED_WITHIN_MS);
      const end = () => limit.abort();
      gone.signal.addEventListener('abort', end);
      try {
        const answer = await fetch(address + path, { ...init, headers, signal: limit.signal });
        if (answer.ok) return answer;
        if (answer.status !== 429 && answer.status < 500) break;
        await wait(1_000 * Number(answer.headers.get('Retry-After') ?? 1));
      } catch {
        // No line, or no answer in time: once more.
      } finally {
        clearTimeout(timer);
        gone.signal.removeEventListener('abort', end);
      }
    }
    over(1006);
    return null;
  }

  async function listen() {
    const opened = await ask('', { method: 'POST', body: JSON.stringify({ ticket, hello }) });
    if (opened === null) return;
    key = ((await opened.json()) as { key: string }).key;
    void flush();
    let after = 0;
    while (!gone.signal.aborted) {
      const answer = await ask(`/frames?after=${after}`, { method: 'GET' });
      if (answer === null) return;
      const told = (await answer.json()) as { through: number; frames: ServerFrame[] };
      after = told.through;
      for (const frame of told.frames) {
        if (frame.type === 'closed') return over(frame.code);
        if (!gone.signal.aborted) heard.frame(frame);
      }
    }
  }

  async function flush() {
    if (isSending || key === '') return;
    isSending = true;
    while (outgoing.length > 0 && !gone.signal.aborted) {
      const frames = outgoing.slice(0, SENT_AT_ONCE);
      const answer = await ask('/frames', { method: 'POST', body: JSON.stringify({ frames }) });
      if (answer !== null) outgoing.splice(0, frames.length);
    }
    isSending = false;
  }

  void listen().catch(() => over(1006));
  return {
    send: (frame) => {
      outgoing.push(frame);
      void flush();
    },
    close: (forGood) => {
      if (forGood && key !== '') {
        const headers = { 'Polling-Key': key };
        void fetch(address, { method: 'DELETE', headers, keepalive: true }).catch(() => undefined);
      }
      over(forGood ? 1000 : 1006);
    },
  };
}
