/**
 * A port of this machine, for the debug adapter. No other part of the program can reach a network: what serves an editor
 * is given to it, so that its chunk is small and loaded for a port alone.
 */
import { createServer, type Socket } from 'node:net';

/** Only programs of this machine can connect. */
const LOOPBACK = '127.0.0.1';

/** How every message of the protocol begins. */
const BEGINNING = 'Content-Length';

/**
 * Serves editors through a port, one after another. A second one at the same time is told so.
 *
 * @param port 0: any that is free
 * @param serve begins a conversation, and calls `ended` once when it is over
 * @param refuse tells an editor that another one is being served
 * @param listening is told the port when editors can connect
 * @returns a promise that is rejected if nothing can listen there
 */
export function servePort(
  port: number,
  serve: (socket: Socket, ended: () => void) => void,
  refuse: (socket: Socket) => void,
  listening: (port: number) => void,
): Promise<never> {
  let isTaken = false;
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    // Whoever goes away before it says anything need not be told of it.
    socket.on('error', () => {});
    whenEditor(socket, () => {
      if (isTaken) {
        refuse(socket);
        return;
      }
      isTaken = true;
      serve(socket, () => {
        isTaken = false;
        socket.end();
      });
    });
  });
  return new Promise((_resolve, reject) => {
    server.on('error', reject);
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      listening(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** Closes a connection whose first bytes are not of the protocol: a page in a browser can send requests to any port. */
function whenEditor(socket: Socket, begin: () => void): void {
  socket.once('data', (first: Buffer) => {
    socket.pause();
    const text = first.toString('latin1', 0, BEGINNING.length);
    if (!BEGINNING.startsWith(text)) {
      socket.destroy();
      return;
    }
    socket.unshift(first);
    begin();
  });
}
