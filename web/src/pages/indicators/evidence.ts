/** Files that prove what was entered. */

import { api, ask, newKey } from '../../api/client';

/** A file that has been sent already is not sent again when what it proves has to be corrected. */
const sent = new WeakMap<File, string>();

/** Uploads a file that proves something; its identifier. */
export async function uploadEvidence(file: File): Promise<string> {
  const known = sent.get(file);
  if (known !== undefined) return known;
  const form = new FormData();
  form.set('file', file);
  const made = await ask(
    api.POST('/api/v1/evidence-files', {
      params: { header: { 'Idempotency-Key': newKey() } },
      body: { file: '' },
      bodySerializer: () => form,
    }),
  );
  sent.set(file, made.id);
  return made.id;
}
