/** A way to the room: a websocket where the network lets it through, plain HTTP elsewhere. */

import type { ServerFrame } from './frames';

export interface Hello {
  type: 'hello';
  session?: number;
  last?: number;
  thin?: true;
}

export interface Heard {
  /** A frame has come. */
  frame: (frame: ServerFrame) => void;
  /** The connection is over. */
  closed: (code: number) => void;
}

export interface Connection {
  send(frame: object): void;
  /** Ends it: for good, which gives a seat up at once, or to come back. */
  close(forGood: boolean): void;
}

const SUBPROTOCOL = 'surgalt.v1';
/** What the protocol calls a goodbye, and any other code that an application may use. */
const GOODBYE = 1000;
const BACK_SOON = 3000;
/** A handshake that takes longer does not come about. */
const OPENS_WITHIN_MS = 15_000;

/** Opens a websocket; `hello` stands in the address, which saves a way over the line and back. */
export function openSocket(
  webinar: string,
  ticket: string,
  hello: Hello,
  heard: Heard,
): Connection {
  const address = new URL(`/api/v1/webinars/${webinar}/socket`, location.origin);
  address.protocol = address.protocol.replace('http', 'ws');
  address.search = new URLSearchParams({ ticket, hello: JSON.stringify(hello) }).toString();
  const socket = new WebSocket(address, SUBPROTOCOL);
  let isOver = false;
  const over = (code: number) => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    heard.closed(code);
  };
  const timer = setTimeout(() => {
    socket.close();
    over(1006);
  }, OPENS_WITHIN_MS);
  socket.onopen = () => clearTimeout(timer);
  socket.onmessage = ({ data }) => {
    if (!isOver) heard.frame(JSON.parse(String(data)) as ServerFrame);
  };
  socket.onclose = ({ code }) => over(code);
  return {
    send: (frame) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
    },
    close: (forGood) => {
      socket.close(forGood ? GOODBYE : BACK_SOON);
      // Without a line the browser would wait for the other side's farewell.
      over(forGood ? GOODBYE : 1006);
    },
  };
}
