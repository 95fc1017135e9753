/** Pages from a folder in front of a server that has none: for whoever works on the pages. */

import { readFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};
/** As strict about scripts and styles as the server is with pages of its own. */
const POLICY =
  "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; frame-src 'self' blob:";
const IS_SERVERS = /^\/((api|verify|calendars)\/|(healthz|readyz|metrics)$)/;

/** Serves a built folder, and hands everything else to the server at this address. */
export async function servePages(folder, address) {
  // On a weak line an answer is on its way for long after it was given.
  const pages = createServer({ keepAliveTimeout: 60_000 }, (asked, answer) => {
    const { pathname } = new URL(asked.url, address);
    const answering = IS_SERVERS.test(pathname)
      ? handOn(asked, answer, address)
      : sendFile(folder, pathname, asked, answer);
    answering.catch((error) => answer.destroy(error));
  });
  const sockets = new Set();
  pages.on('upgrade', (asked, socket, head) => {
    sockets.add(socket.once('close', () => sockets.delete(socket)));
    handSocketOn(asked, socket, head, address);
  });
  await new Promise((ready) => pages.listen(0, '127.0.0.1', ready));
  return {
    address: `http://127.0.0.1:${pages.address().port}`,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((done) => pages.close(done));
    },
  };
}

async function handOn(asked, answer, address) {
  const { method, headers } = asked;
  // A connection of its own: one that was kept may be closed by the server just when it is used again.
  const asking = { method, headers, agent: false };
  const onward = request(new URL(asked.url, address), asking, (given) => {
    answer.writeHead(given.statusCode, given.headers);
    given.pipe(answer);
  });
  onward.once('error', (error) => answer.destroy(error));
  asked.pipe(onward);
}

/** A websocket: its request as it came, then bytes both ways. */
function handSocketOn(asked, socket, head, address) {
  const { hostname, port } = new URL(address);
  const onward = connect(Number(port), hostname, () => {
    const headers = asked.rawHeaders.map((part, at) =>
      at % 2 === 0 ? `${part}: ` : `${part}\r\n`,
    );
    onward.write(`${asked.method} ${asked.url} HTTP/1.1\r\n${headers.join('')}\r\n`);
    onward.write(head);
    onward.pipe(socket).pipe(onward);
  });
  // What the server has said before it hangs up is still handed on.
  onward.once('error', () => socket.destroy());
  socket.once('error', () => onward.destroy());
  socket.once('close', () => onward.destroy());
}

/** A file, as small as its folder has it: what is built lies beside itself in Brotli's form. */
async function sendFile(folder, pathname, asked, answer) {
  const name = extname(pathname) === '' ? '/index.html' : normalize(pathname);
  const read = (ending) => readFile(join(folder, name + ending)).catch(() => null);
  const small = /\bbr\b/.test(asked.headers['accept-encoding'] ?? '') ? await read('.br') : null;
  const content = small ?? (await read(''));
  if (content === null) return answer.writeHead(404).end();
  const type = TYPES[extname(name)] ?? 'application/octet-stream';
  const headers = { 'Content-Type': type, 'Content-Security-Policy': POLICY };
  if (small !== null) headers['Content-Encoding'] = 'br';
  answer.writeHead(200, headers).end(content);
}
