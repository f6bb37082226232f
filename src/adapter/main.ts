/** The debug adapter: an editor talks to it through two streams. */
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
