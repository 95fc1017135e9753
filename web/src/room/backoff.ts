/** When to come back after a connection has ended: by its close code, and how often it has failed. */

/** After which a client stays away, and why. */
const FINAL: Record<number, Ending> = { 4002: 'ended', 4003: 'removed', 4004: 'elsewhere' };

export type Ending = 'ended' | 'removed' | 'elsewhere' | 'left';

/** Whether a close code says not to come back. */
export function endingOf(code: number): Ending | null {
  return FINAL[code] ?? null;
}

const LONGEST_S = 30;

/** Milliseconds until the next try; `tries` counts those that failed since the last `welcome`. */
export function waitAfter(code: number, tries: number, chance = Math.random()): number {
  if (code === 4000 && tries === 0) return 0;
  // A server that stops is back soon, and everybody comes at once: spread over four seconds.
  if (code === 4001 && tries === 0) return 1_000 + 4_000 * chance;
  const seconds = Math.min(LONGEST_S, 2 ** tries);
  return seconds * 1_000 * (0.75 + 0.5 * chance);
}
