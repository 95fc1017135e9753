/** The API, typed from its own document. */

import createClient, { type Middleware } from 'openapi-fetch';

import { language } from '../messages.svelte';
import { line } from '../line.svelte';
import { Problem } from './problem';
import type { components, paths } from './schema';
import { session } from './session.svelte';

/** A shape of the API, by its name. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

const asPerson: Middleware = {
  async onRequest({ request }) {
    request.headers.set('Accept-Language', language.current);
    const token = session.isOpen ? await session.token() : '';
    if (token !== '') request.headers.set('Authorization', `Bearer ${token}`);
    return request;
  },
};

/** `fetch` that renews a token which was refused, once, and knows whether there is a line. */
async function send(request: Request): Promise<Response> {
  const again = request.clone();
  try {
    const answer = await fetch(request);
    line.isThere();
    const sent = request.headers.get('Authorization')?.slice('Bearer '.length);
    if (answer.status !== 401 || sent === undefined) return answer;
    const token = await session.token(sent);
    if (token === '') return answer;
    again.headers.set('Authorization', `Bearer ${token}`);
    return await fetch(again);
  } catch (error) {
    if (error instanceof TypeError) line.isGone();
    throw error;
  }
}

/** One function a method: `api.GET('/api/v1/me')`. Used inside {@link ask}. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: send });
api.use(asPerson);

interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/**
 * What was asked for: `await ask(api.GET('/api/v1/me'))`.
 * @throws {Problem} when it was refused, or there is no line
 */
export async function ask<Data>(answer: Promise<Answer<Data>>): Promise<Data> {
  return (await askWhole(answer)).data;
}

/**
 * The same with the response: for the `ETag` that a later change sends back as `If-Match`.
 * @throws {Problem} when it was refused, or there is no line
 */
export async function askWhole<Data>(
  answer: Promise<Answer<Data>>,
): Promise<{ data: Data; response: Response; etag: string }> {
  let given: Answer<Data>;
  try {
    given = await answer;
  } catch (error) {
    if (error instanceof TypeError) throw new Problem(0, {});
    throw error;
  }
  const { data, error, response } = given;
  if (!response.ok) {
    const wait = Number(response.headers.get('Retry-After'));
    throw new Problem(response.status, (error ?? {}) as object, wait > 0 ? wait : null);
  }
  return { data: data as Data, response, etag: response.headers.get('ETag') ?? '' };
}

/** The key of a request that may be sent again: the same key never does the same thing twice. */
export function newKey(): string {
  return crypto.randomUUID();
}

/**
 * An answer that is no JSON, as the person gets it: 304 is one as well, for whoever sends an ETag.
 * @throws {Problem} when it was refused, or there is no line
 */
export async function fetchWith(path: string, headers: Headers): Promise<Response> {
  headers.set('Accept-Language', language.current);
  const token = await session.token().catch(() => '');
  if (token !== '') headers.set('Authorization', `Bearer ${token}`);
  const request = new Request(path, { headers });
  const answer = await send(request).catch(() => {
    throw new Problem(0, {});
  });
  if (answer.ok || answer.status === 304) return answer;
  throw new Problem(answer.status, await answer.json().catch(() => ({})));
}

/**
 * A file of the API, as the person sees it: pictures and papers need the token like anything else.
 * @throws {Problem} when it was refused, or there is no line
 */
export async function fetchFile(path: string): Promise<Blob> {
  return (await fetchWith(path, new Headers())).blob();
}

/**
 * Gives a file to the person, under a name.
 * @throws {Problem} when it was refused, or there is no line
 */
export async function download(path: string, name: string): Promise<void> {
  const address = URL.createObjectURL(await fetchFile(path));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
