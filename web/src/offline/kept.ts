/**
 * Copies of what was read, so that it opens again without a line: JSON and files, by a key. They have a budget
 * in bytes; what was not used for longest goes first. A device that cannot keep anything does without.
 */

import { fetchFile } from '../api/client';
import { database, owner } from './kept-database';

const BUDGET = 'surgalt-kept-bytes';
const DEFAULT_BUDGET = 100_000_000;

/** A copy, and from when it is. */
export interface Kept<T> {
  value: T;
  at: Date;
}

const ofOwner = (key: string) => `${owner()} ${key}`;

/** How many bytes may be kept. */
export function budget(): number {
  const chosen = Number(localStorage.getItem(BUDGET) ?? DEFAULT_BUDGET);
  return Number.isFinite(chosen) ? chosen : DEFAULT_BUDGET;
}

/** Allows so many bytes, and drops what is too much. */
export async function allow(bytes: number): Promise<void> {
  localStorage.setItem(BUDGET, String(bytes));
  await shrink(bytes);
}

/** How many bytes are kept, of everybody on this device. */
export async function keptBytes(): Promise<number> {
  const weights = await database().then((made) => made.getAll('weights'));
  return weights.reduce((sum, weight) => sum + weight.bytes, 0);
}

/** The copy of something, if there is one. */
export async function kept<T>(key: string): Promise<Kept<T> | undefined> {
  try {
    const made = await database();
    const found = await made.get('copies', ofOwner(key));
    if (found === undefined) return undefined;
    const weight = await made.get('weights', found.key);
    if (weight !== undefined) await made.put('weights', { ...weight, usedAt: Date.now() });
    return { value: found.value as T, at: new Date(found.at) };
  } catch {
    return undefined;
  }
}

/** Keeps something under a key, in place of what was there. */
export async function keep(key: string, value: unknown): Promise<void> {
  if (owner() === '') return;
  const body = value instanceof Blob ? value : new Blob([JSON.stringify(value)]);
  if (body.size > budget()) return drop(key);
  const now = Date.now();
  const name = ofOwner(key);
  try {
    const changes = (await database()).transaction(['copies', 'weights'], 'readwrite');
    await Promise.all([
      changes.objectStore('copies').put({ key: name, value, at: now }),
      changes.objectStore('weights').put({ key: name, bytes: body.size, usedAt: now }),
      changes.done,
    ]);
    await shrink(budget());
  } catch (error) {
    // The device is fuller than we were told: half of what we have may go.
    const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
    if (isFull) await shrink((await keptBytes()) / 2).catch(() => undefined);
  }
}

/** Forgets a copy. */
export async function drop(key: string): Promise<void> {
  await remove([ofOwner(key)]).catch(() => undefined);
}

/** Forgets every copy on this device; what waits to be sent stays. */
export async function dropAll(): Promise<void> {
  await shrink(0);
}

/** A file of the API, from this device if it is there: what an address names never changes. */
export async function keptFile(address: string): Promise<Blob> {
  const found = await kept<Blob>(address);
  if (found !== undefined) return found.value;
  const file = await fetchFile(address);
  void keep(address, file);
  return file;
}

async function shrink(bytes: number): Promise<void> {
  const weights = await (await database()).getAllFromIndex('weights', 'usedAt');
  let sum = weights.reduce((sum, weight) => sum + weight.bytes, 0);
  const dropped = [];
  for (const weight of weights) {
    if (sum <= bytes) break;
    sum -= weight.bytes;
    dropped.push(weight.key);
  }
  await remove(dropped);
}

async function remove(keys: string[]): Promise<void> {
  if (keys.length === 0) return;
  const changes = (await database()).transaction(['copies', 'weights'], 'readwrite');
  const deletions = keys.flatMap((key) => [
    changes.objectStore('copies').delete(key),
    changes.objectStore('weights').delete(key),
  ]);
  await Promise.all([...deletions, changes.done]);
}
