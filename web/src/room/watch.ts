/** What a device knows of its line, and a beat by which silence is noticed. */

const BEAT_MS = 5_000;

export interface Watchers {
  /** The device has a network again, or its person looks again. */
  back: () => void;
  /** The device has no network any more. */
  gone: () => void;
  beat: () => void;
}

/** Watches until the function that is given back is called. */
export function watch({ back, gone, beat }: Watchers): () => void {
  const looks = () => {
    if (document.visibilityState === 'visible') back();
  };
  addEventListener('online', back);
  addEventListener('offline', gone);
  document.addEventListener('visibilitychange', looks);
  const timer = setInterval(beat, BEAT_MS);
  return () => {
    removeEventListener('online', back);
    removeEventListener('offline', gone);
    document.removeEventListener('visibilitychange', looks);
    clearInterval(timer);
  };
}
