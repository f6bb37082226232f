/** The debug adapter: an editor talks to it through the standard streams, or through a port of this machine. */
import { createServer, type Socket } from 'node:net';
import { t } from '../i18n/translate.ts';
import { Connection } from './connection.ts';
import { EditorSession } from './editor-session.ts';
import type { OpenScenario } from './opening.ts';

/** Only programs of this machine can connect. */
const LOOPBACK = '127.0.0.1';

/** A conversation over two streams. @param ended called once, when it is over */
function converse(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  open: OpenScenario,
  ended: () => void,
): void {
  let isOver = false;
  const end = () => {
    if (isOver) return;
    isOver = true;
    session.end();
    ended();
  };
  const connection = new Connection(input, output, (request) => void session.receive(request), end);
  const session = new EditorSession(connection, open, end);
}

/** Serves one editor through the standard streams. Resolves when it has gone. */
export function serveStreams(open: OpenScenario): Promise<void> {
  const { stdin, stdout } = process;
  return new Promise((resolve) => {
    converse(stdin, stdout, open, () => {
      stdin.destroy();
      resolve();
    });
  });
}

/**
 * Serves editors through a port, one after another. A second one at the same time is told so.
 *
 * @param port 0: any that is free
 * @param listening is told the port when editors can connect
 * @returns a promise that is rejected if nothing can listen there
 */
export function servePort(
  port: number,
  open: OpenScenario,
  listening: (port: number) => void,
): Promise<never> {
  let isTaken = false;
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    if (isTaken) return refuse(socket);
    isTaken = true;
    converse(socket, socket, open, () => {
      isTaken = false;
      socket.end();
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

/** Tells an editor that another one is being served. */
function refuse(socket: Socket): void {
  new Connection(
    socket,
    socket,
    (request, connection) => {
      connection.refuse(request, t`Another editor is connected: end its session first.`);
      socket.end();
    },
    () => socket.end(),
  );
}
