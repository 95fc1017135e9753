/**
 * Lets the app open without a line: its page, and what of it this device has used. Nothing of the API is
 * kept here; what a page needs of that it keeps itself (`offline/`).
 *
 * A new build waits until the app is started anew (`versions.ts`). What the build before has is kept for
 * pages that are still open, and what this device used of it is fetched of the new one as well.
 */

const worker = self as unknown as ServiceWorkerGlobalScope;

/** The files of this build; `vite.config.ts` writes them here. */
declare const __BUILT__: { needed: string[]; all: string[] };
const built = __BUILT__;

const PAGE = '/';
/** What the page names beside its files. */
const BESIDE = ['/icon.svg', '/manifest.webmanifest'];
const FILES = '/assets/';
/** What is no page of the app: the server answers it itself. */
const OTHERS = /^\/(api|verify|healthz|readyz|metrics)(\/|$)|\./;

const paths = (names: string[]) => names.map((name) => `/${name}`);
/** Each build has a page of its own; its files carry their hashes, so that all builds share one place. */
const pageCache = `surgalt-page-${hash(built.all.join())}`;
const FILE_CACHE = 'surgalt-files';
/** Whatever the server varies its answers by, a file is the same. */
const ANY = { ignoreVary: true };

function hash(text: string): string {
  let value = 5381;
  for (const letter of text) value = ((value * 33) ^ (letter.codePointAt(0) ?? 0)) >>> 0;
  return value.toString(36);
}

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('message', (event) => event.waitUntil(hear(event.data)));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) return;
  if (pathname.startsWith(FILES)) event.respondWith(file(request));
  else if (BESIDE.includes(pathname)) event.respondWith(page(request, pathname));
  else if (request.mode === 'navigate' && !OTHERS.test(pathname)) event.respondWith(page(request));
});

async function install(): Promise<void> {
  const pages = await caches.open(pageCache);
  // Past the browser's own memory: it may hold the page of the build before.
  await pages.addAll([PAGE, ...BESIDE].map((path) => new Request(path, { cache: 'reload' })));
  await keep(paths(built.needed));
  // What this device has used of the build before, by name; a weak line may bring it later.
  const used = await (await caches.open(FILE_CACHE)).keys();
  const names = new Set(used.map(({ url }) => nameOf(new URL(url).pathname)));
  const again = paths(built.all).filter((path) => names.has(nameOf(path)));
  await keep(again).catch(() => undefined);
}

/** `/assets/Quiz-BxK3_9aZ.js` is `/assets/Quiz.js`. */
function nameOf(path: string): string {
  return path.replace(/-[\w-]{8}(\.\w+)$/, '$1');
}

async function keep(wanted: string[]): Promise<void> {
  const files = await caches.open(FILE_CACHE);
  for (const path of wanted) {
    if ((await files.match(path, ANY)) === undefined) await files.add(path);
  }
}

async function activate(): Promise<void> {
  const before = (await caches.keys()).filter((name) => name.startsWith('surgalt-page-'));
  const old = before.filter((name) => name !== pageCache);
  // The pages of older builds would name files that are going.
  await Promise.all(old.map((name) => caches.delete(name)));
  await forget();
  await worker.clients.claim();
}

/** Files of older builds go, but for those that an open page may still ask for. */
async function forget(): Promise<void> {
  const open = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (open.length > 1) return;
  const files = await caches.open(FILE_CACHE);
  const known = new Set(paths(built.all));
  for (const request of await files.keys()) {
    if (!known.has(new URL(request.url).pathname)) await files.delete(request);
  }
}

/** What pages say: that the new build shall take over, or which files they have used so far. */
async function hear(said: { takeOver?: true; used?: string[] }): Promise<void> {
  if (said.takeOver) await worker.skipWaiting();
  const known = new Set(paths(built.all));
  if (said.used) await keep(said.used.filter((path) => known.has(path)));
}

/** A file never changes: what is kept is as good as what the server has. */
async function file(request: Request): Promise<Response> {
  const files = await caches.open(FILE_CACHE);
  const kept = await files.match(request, ANY);
  if (kept !== undefined) return kept;
  const fetched = await fetch(request);
  // A page instead of a file is somebody between us and the server: it must not stay.
  if (fetched.headers.get('Content-Type')?.startsWith('text/html') === true) {
    return Response.error();
  }
  if (fetched.ok) await files.put(request, fetched.clone());
  return fetched;
}

/** Every address of the app begins with the same page. */
async function page(request: Request, path = PAGE): Promise<Response> {
  const kept = await (await caches.open(pageCache)).match(path, ANY);
  return kept ?? fetch(request);
}
