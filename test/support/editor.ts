/** An editor for tests: it talks to the adapter over streams, as the protocol says, and waits for what it is told. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createConnection } from 'node:net';
import type { DebugProtocol } from '@vscode/debugprotocol';

type Message = DebugProtocol.Response | DebugProtocol.Event;

/** Any body: tests look at what they expect in it. */
// biome-ignore lint/suspicious/noExplicitAny: the bodies of all responses and events
type Body = any;

const HEAD_END = '\r\n\r\n';

export class Editor {
  readonly #output: NodeJS.WritableStream;
  #read = Buffer.alloc(0);
  #sequence = 0;
  #messages: Message[] = [];
  /** What is waited for, in order. */
  #waiting: (() => void)[] = [];
  isClosed = false;

  constructor(input: NodeJS.ReadableStream, output: NodeJS.WritableStream) {
    this.#output = output;
    input.on('data', (data: Buffer) => this.#receive(data));
    input.on('close', () => {
      this.isClosed = true;
      this.#wake();
    });
  }

  #receive(data: Buffer): void {
    this.#read = Buffer.concat([this.#read, data]);
    for (;;) {
      const end = this.#read.indexOf(HEAD_END);
      const length = Number(
        /^Content-Length: (\d+)$/.exec(this.#read.toString('utf8', 0, Math.max(0, end)))?.[1],
      );
      if (end < 0) break;
      if (Number.isNaN(length)) throw new Error(`not the protocol: ${this.#read}`);
      const start = end + HEAD_END.length;
      if (this.#read.length < start + length) break;
      this.#messages.push(JSON.parse(this.#read.toString('utf8', start, start + length)));
      this.#read = this.#read.subarray(start + length);
    }
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const each of waiting) each();
  }

  /** Takes the first message that is wanted. */
  async #take(isWanted: (message: Message) => boolean, what: string): Promise<Message> {
    for (;;) {
      const index = this.#messages.findIndex(isWanted);
      if (index >= 0) return this.#messages.splice(index, 1)[0] as Message;
      if (this.isClosed) throw new Error(`the adapter has ended before ${what}`);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Sends a request, and does not wait. @returns its number */
  send(command: string, given: object = {}): number {
    this.#sequence += 1;
    const text = JSON.stringify({ seq: this.#sequence, type: 'request', command, arguments: given });
    this.#output.write(`Content-Length: ${Buffer.byteLength(text)}${HEAD_END}${text}`);
    return this.#sequence;
  }

  /** The response to a request. */
  async response(seq: number): Promise<Omit<DebugProtocol.Response, 'body'> & { readonly body?: Body }> {
    const taken = await this.#take(
      (each) => each.type === 'response' && (each as DebugProtocol.Response).request_seq === seq,
      `the response ${seq}`,
    );
    return taken as DebugProtocol.Response;
  }

  /** The body of the response to a request, which must succeed. */
  async ask(command: string, given: object = {}): Promise<Body> {
    const { success, message, body } = await this.response(this.send(command, given));
    if (!success) throw new Error(`${command}: ${message}`);
    return body;
  }

  /** Why a request cannot be carried out. */
  async refusal(command: string, given: object = {}): Promise<string> {
    const { success, message, body } = await this.response(this.send(command, given));
    if (success) throw new Error(`${command} has succeeded`);
    if (body?.error?.format !== message) throw new Error(`${command}: ${JSON.stringify(body)}`);
    return message ?? '';
  }

  /** The body of the next event of a kind. */
  async event(name: string): Promise<Body> {
    const taken = await this.#take(
      (each) => each.type === 'event' && (each as DebugProtocol.Event).event === name,
      `the event ${name}`,
    );
    return (taken as DebugProtocol.Event).body;
  }

  /** The bodies of the events of a kind that have come so far. */
  events(name: string): Body[] {
    const isWanted = (each: Message) => each.type === 'event' && (each as DebugProtocol.Event).event === name;
    const found = this.#messages.filter(isWanted);
    this.#messages = this.#messages.filter((each) => !isWanted(each));
    return found.map((each) => each.body);
  }

  /** Moves, and waits for the stop. */
  async move(command: string, given: object = {}): Promise<Body> {
    await this.ask(command, { threadId: 1, ...given });
    return this.event('stopped');
  }

  /** The frames of the stop. */
  async frames(): Promise<DebugProtocol.StackFrame[]> {
    return (await this.ask('stackTrace', { threadId: 1 })).stackFrames;
  }

  /** The number of the step at the cursor, as the stack has it. */
  async step(): Promise<number> {
    return Number((await this.frames())[0]?.instructionPointerReference);
  }

  /** Opens a scenario, and stops before its first step. @returns the paths of its two files */
  async open(scenario: string, given: object = {}, client: object = {}) {
    await this.ask('initialize', { adapterID: 'backstep', ...client });
    await this.ask('launch', { scenario, ...given });
    await this.event('initialized');
    const { sources } = await this.ask('loadedSources');
    return { listing: sources[0].path as string, file: sources[1].path as string };
  }

  async begin(): Promise<Body> {
    await this.ask('configurationDone');
    return this.event('stopped');
  }
}

/** The adapter as a program. @param cache the folder for its files */
export function startAdapter(bundle: string, cache: string, args: readonly string[] = []) {
  const env = { PATH: process.env.PATH, LANG: 'C.UTF-8', XDG_CACHE_HOME: cache };
  const child: ChildProcess = spawn(process.execPath, [bundle, 'dap', ...args], { env });
  let complaints = '';
  child.stderr?.on('data', (text) => {
    complaints += text;
  });
  const ended = new Promise<{ readonly code: number | null; readonly complaints: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, complaints }));
  });
  const { stdin, stdout } = child as { stdin: NodeJS.WritableStream; stdout: NodeJS.ReadableStream };
  return { child, ended, stdin, stdout };
}

/** The port that an adapter has said it waits at. */
export function portOf(stdout: NodeJS.ReadableStream): Promise<number> {
  return new Promise((resolve) => {
    stdout.on('data', (text: Buffer) => resolve(Number(/127\.0\.0\.1:(\d+)/.exec(String(text))?.[1])));
  });
}

/** An editor that connects to a port. */
export function connectEditor(port: number): Editor {
  const socket = createConnection(port, '127.0.0.1');
  return new Editor(socket, socket);
}
