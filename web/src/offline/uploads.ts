/** Files that are answers: kept on this device until they are uploaded, and then named in the answer. */

import { api, ask, newKey } from '../api/client';
import { answersTo, attemptOf, changeAttempt, changed, keep } from './answers';
import { database, type KeptUpload } from './database';
import { WAITING } from './resume.svelte';

/** Keeps a file that was chosen. */
export async function keepUpload(attempt: string, question: string, file: File): Promise<void> {
  localStorage.setItem(WAITING, '1');
  // Copied now: a file of a telephone's camera may be gone when there is a line again.
  const content = new Blob([await file.arrayBuffer()], { type: file.type });
  const upload = { key: newKey(), attempt, question, name: file.name, content, problem: null };
  await (await database()).put('uploads', upload);
  changed(attempt);
}

/** The files of an attempt that wait. */
export async function uploadsTo(attempt: string): Promise<KeptUpload[]> {
  return (await database()).getAllFromIndex('uploads', 'attempt', attempt);
}

/** Takes back a file that waits. */
export async function dropUpload({ key, attempt }: KeptUpload): Promise<void> {
  await (await database()).delete('uploads', key);
  changed(attempt);
}

/** Uploads what waits; `refusal` tells why the server does not take a file, or throws when it may later. */
export async function send(attempt: string, refusal: (error: unknown) => string): Promise<void> {
  for (const upload of await uploadsTo(attempt)) {
    if (upload.problem !== null) continue;
    try {
      await sendOne(upload);
    } catch (error) {
      await (await database()).put('uploads', { ...upload, problem: refusal(error) });
    }
    changed(attempt);
  }
}

async function sendOne(upload: KeptUpload): Promise<void> {
  const { attempt, question, key } = upload;
  const form = new FormData();
  form.append('file', upload.content, upload.name);
  const file = await ask(
    api.POST('/api/v1/attempts/{id}/files', {
      params: { path: { id: attempt }, header: { 'Idempotency-Key': key } },
      body: { file: '' },
      bodySerializer: () => form,
    }),
  );
  const known = (await attemptOf(attempt))?.files ?? [];
  await changeAttempt(attempt, { files: [...known.filter((one) => one.id !== file.id), file] });
  const answer = (await answersTo(attempt)).find((one) => one.question === question);
  const files = answer?.response.kind === 'file' ? answer.response.files : [];
  const named = files.includes(file.id) ? files : [...files, file.id];
  await keep(attempt, question, { kind: 'file', files: named }, answer?.certainty ?? null);
  await (await database()).delete('uploads', upload.key);
}
