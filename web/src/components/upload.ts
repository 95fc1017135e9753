/** Sending files: to a course, or to the question bank. */

import { api, ask, newKey, type Schema } from '../api/client';

/** Takes a file to where it belongs. */
export type Upload = (file: File) => Promise<Schema<'File'>>;

/** A body that is a form and not JSON. */
export function form(values: Record<string, string | Blob>): { bodySerializer: () => FormData } {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) data.append(name, value);
  return { bodySerializer: () => data };
}

/** Files of a course. */
export function toCourse(id: string): Upload {
  return (file) => {
    const params = { path: { id }, header: { 'Idempotency-Key': newKey() } };
    const body = { file: file.name };
    return ask(api.POST('/api/v1/courses/{id}/files', { params, body, ...form({ file }) }));
  };
}

/** Files of the question bank. */
export const toBank: Upload = (file) => {
  const params = { header: { 'Idempotency-Key': newKey() } };
  const body = { file: file.name };
  return ask(api.POST('/api/v1/question-bank/files', { params, body, ...form({ file }) }));
};
