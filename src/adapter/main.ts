/** The debug adapter: an editor talks to it through two streams. */
import type { Duplex } from 'node:stream';
import { t } from '../i18n/translate.ts';
import { Connection } from './connection.ts';
import { EditorSession } from './editor-session.ts';
import type { Services } from './opening.ts';

/** A conversation over two streams. @param ended called once, when it is over */
export function converse(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  services: Services,
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
  const session = new EditorSession(connection, services, end);
}

/** Tells an editor that another one is being served. */
export function refuse(stream: Duplex): void {
  new Connection(
    stream,
    stream,
    (request, connection) => {
      connection.refuse(request, t`Another editor is connected: end its session first.`);
      stream.end();
    },
    () => stream.end(),
  );
}

/** Serves one editor through the standard streams. Resolves when it has gone. */
export function serveStreams(services: Services): Promise<void> {
  const { stdin, stdout } = process;
  return new Promise((resolve) => {
    converse(stdin, stdout, services, () => {
      stdin.destroy();
      resolve();
    });
  });
}
