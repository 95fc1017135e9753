/** Pictures and recordings of questions, kept on this device from the moment that an attempt is opened. */

import { fetchFile, type Schema } from '../api/client';
import { database } from './database';

const FILE = /\/api\/v1\/files\/[0-9a-f-]{36}/g;

/** A file, from this device or from the server. */
export async function picture(path: string): Promise<Blob> {
  const kept = await database();
  const before = await kept.get('pictures', path);
  if (before !== undefined) return before;
  const fetched = await fetchFile(path);
  // A full device still shows what it has fetched.
  await kept.put('pictures', fetched, path).catch(() => undefined);
  return fetched;
}

/** Fetches all files of a paper ahead, one after the other: the answers have the line first. */
export async function fetchPictures(paper: Schema<'Paper'>): Promise<void> {
  const named = new Set(JSON.stringify(paper).match(FILE) ?? []);
  for (const { asked } of paper.questions) {
    if ('picture' in asked) named.add(`/api/v1/files/${asked.picture.file}`);
  }
  for (const path of named) await picture(path).catch(() => undefined);
}
