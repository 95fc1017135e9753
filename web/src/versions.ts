/** New builds of the app: one takes over when the app starts, and a page whose files are gone starts anew, once. */

const RELOADED = 'surgalt-reloaded';
/** A page that has just started anew for a file does not do so again at once. */
const ONCE_MS = 60_000;

/** Lets the worker keep the app for when there is no line, and brings its new builds. */
export async function keepVersions(): Promise<void> {
  const container = navigator.serviceWorker;
  if (container === undefined) return;
  window.addEventListener('vite:preloadError', () => void startAnew(container));
  // Before anything is done on the page: what waits is the build of this start.
  const before = await container.getRegistration();
  if (before?.waiting != null && (await takeOver(container, before.waiting))) return reload();
  await container.register('/worker.js').catch(() => undefined);
  const { active } = await container.ready;
  // What was fetched before the worker was there.
  const fetched = performance.getEntriesByType('resource').map(({ name }) => new URL(name));
  const own = fetched.filter(({ origin }) => origin === location.origin);
  const used = own.map(({ pathname }) => pathname).filter((path) => path.startsWith('/assets/'));
  active?.postMessage({ used: [...new Set(used)] });
}

/** Lets a build that waits take over; whether it has. */
function takeOver(container: ServiceWorkerContainer, waiting: ServiceWorker): Promise<boolean> {
  return new Promise((done) => {
    container.addEventListener('controllerchange', () => done(true), { once: true });
    setTimeout(() => done(false), 3_000);
    waiting.postMessage({ takeOver: true });
  });
}

/** A part of the app could not be fetched: it is of a build that the server has no more, or there is no line. */
async function startAnew(container: ServiceWorkerContainer): Promise<void> {
  const last = Number(sessionStorage.getItem(RELOADED));
  if (Date.now() - last < ONCE_MS) return;
  const registration = await container.getRegistration();
  try {
    // Without a line this fails, and the page stays: it says so itself.
    await registration?.update();
  } catch {
    return;
  }
  const next = registration?.installing ?? registration?.waiting;
  if (next == null && registration !== undefined) return;
  if (next != null) {
    await installed(next);
    await takeOver(container, next);
  }
  reload();
}

function installed(worker: ServiceWorker): Promise<void> {
  return new Promise((done) => {
    const look = () => {
      if (worker.state !== 'installing') done();
    };
    worker.addEventListener('statechange', look);
    look();
  });
}

function reload() {
  sessionStorage.setItem(RELOADED, String(Date.now()));
  location.reload();
}
