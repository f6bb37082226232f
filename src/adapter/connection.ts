/** One editor, at the other end of two streams. */
import { Event, Response } from '@vscode/debugadapter/lib/messages.js';
import { ProtocolServer } from '@vscode/debugadapter/lib/protocol.js';
import type { DebugProtocol } from '@vscode/debugprotocol';

/** The id of our errors. Editors show the text, not the id. */
const ERROR = 1;

/** Editors show a fault in these where the user has asked: a message besides would come at each stop and each word under the mouse. */
const shownInPlace: readonly string[] = [
  'evaluate',
  'setVariable',
  'setExpression',
  'variables',
  'stackTrace',
];

export class Connection extends ProtocolServer {
  readonly #receive: (request: DebugProtocol.Request) => void;

  /**
   * @param receive called with each request
   * @param ended called when the editor has gone away
   */
  constructor(
    input: NodeJS.ReadableStream,
    output: NodeJS.WritableStream,
    receive: (request: DebugProtocol.Request, connection: Connection) => void,
    ended: () => void,
  ) {
    super();
    this.#receive = (request) => receive(request, this);
    this.on('close', ended);
    // An editor that is gone cannot be told of it.
    this.on('error', ended);
    input.on('end', ended);
    this.start(input, output);
  }

  /** An editor is asked nothing, so that it sends only requests. */
  override handleMessage(message: DebugProtocol.ProtocolMessage): void {
    if (message.type === 'request') this.#receive(message as DebugProtocol.Request);
  }

  /** Answers a request. */
  respond(request: DebugProtocol.Request, body: object = {}): void {
    const response: DebugProtocol.Response = new Response(request);
    response.body = body;
    this.sendResponse(response);
  }

  /** Answers a request that cannot be carried out. */
  refuse(request: DebugProtocol.Request, text: string): void {
    const response: DebugProtocol.ErrorResponse = { ...new Response(request, text), body: {} };
    response.body.error = { id: ERROR, format: text, showUser: !shownInPlace.includes(request.command) };
    this.sendResponse(response);
  }

  tell(event: string, body: object = {}): void {
    this.sendEvent(new Event(event, body));
  }
}
