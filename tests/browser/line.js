/**
 * A bad line: a proxy between browser and server that lets through so many bits a second each way, keeps
 * every piece for half the time of the way there and back, and loses some. What is lost on the way comes a
 * second time after TCP's patience, and everything of its connection waits behind it (RFC 6298: the patience
 * is at least a second when nothing is known, and about the way there and back once it is).
 */

import { createServer, connect } from 'node:net';

/** As much as travels at once: a segment of TCP on an Ethernet. */
const SEGMENT = 1_400;

/** One way of the line, shared by all connections: whoever comes first is carried first. */
class Way {
  #freeAt = 0;

  constructor(bitsPerSecond, loss, random) {
    this.perByte = 8_000 / bitsPerSecond;
    this.loss = loss;
    this.random = random;
    this.bytes = 0;
  }

  /** When a segment that is sent now has been carried, and how often it was. */
  carry(length, patience) {
    let late = 0;
    const now = performance.now();
    for (;;) {
      this.#freeAt = Math.max(this.#freeAt, now) + length * this.perByte;
      this.bytes += length;
      if (this.random() >= this.loss) return this.#freeAt + late;
      late += patience;
    }
  }
}

/** Numbers between 0 and 1 that are the same in each run (Park and Miller's generator). */
function dice(seed) {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

function until(moment) {
  const left = moment - performance.now();
  return left > 0 ? new Promise((done) => setTimeout(done, left)) : undefined;
}

/** Opens a line to the server at `address`; its own address is `line.address`. */
export async function openLine(
  address,
  { bitsPerSecond = 64_000, wayMs = 300, loss = 0.05, seed = 7 } = {},
) {
  const { hostname, port } = new URL(address);
  const random = dice(seed);
  const up = new Way(bitsPerSecond, loss, random);
  const down = new Way(bitsPerSecond, loss, random);
  const sockets = new Set();

  function pass(from, to, way) {
    let last = 0;
    // One piece waits for the one before it: timers that end within the same millisecond end in any order.
    let carried = Promise.resolve();
    const at = (moment, what) => (carried = carried.then(() => until(moment)).then(what));
    from.on('data', (data) => {
      from.pause();
      for (let begin = 0; begin < data.length; begin += SEGMENT) {
        const piece = data.subarray(begin, begin + SEGMENT);
        // In order: what waits for a lost segment waits with it.
        last = Math.max(last, way.carry(piece.length, wayMs) + wayMs / 2);
        at(last, () => to.writable && to.write(piece));
      }
      setTimeout(() => from.resume(), Math.max(0, last - wayMs / 2 - performance.now()));
    });
    // What is underway arrives, though its sender has gone.
    from.on('end', () => at(last, () => to.end()));
    from.on('close', () => at(last, () => to.destroy()));
  }

  const server = createServer((browser) => {
    const house = connect(Number(port), hostname);
    for (const socket of [browser, house]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    // The three ways of TCP's greeting, before anything is heard.
    browser.pause();
    setTimeout(() => {
      if (browser.destroyed || house.destroyed) {
        browser.destroy();
        house.destroy();
        return;
      }
      pass(browser, house, up);
      pass(house, browser, down);
      browser.resume();
    }, wayMs);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    /** What has been carried, with what was carried again. */
    get bytes() {
      return { up: up.bytes, down: down.bytes };
    },
    async close() {
      sockets.forEach((socket) => socket.destroy());
      await new Promise((done) => server.close(done));
    },
  };
}
