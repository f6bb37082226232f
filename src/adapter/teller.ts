/** What an editor is told without having asked: stops, output, changes. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Finished } from '../commands/command.ts';
import { takeWrittenRows } from '../commands/sections/running.ts';
import type { EditorBreakpoints } from '../dap/breakpoints.ts';
import {
  answerText,
  outputOf,
  outputsOf,
  pausedBody,
  removedBody,
  type Stopped,
  stoppedBody,
} from '../dap/stops.ts';
import { type Target, THREAD } from '../dap/target.ts';
import type { Connection } from './connection.ts';

export class Teller {
  /** What the editor has said of itself. */
  client: Partial<DebugProtocol.InitializeRequestArguments> = {};
  readonly #connection: Connection;
  readonly #breakpoints: EditorBreakpoints;
  /** The last stop, for editors that ask for its exception; null if a run was paused. */
  #stop: Stopped | null = null;

  constructor(connection: Connection, breakpoints: EditorBreakpoints) {
    this.#connection = connection;
    this.#breakpoints = breakpoints;
  }

  get stop(): Stopped | null {
    return this.#stop;
  }

  tell(event: string, body?: object): void {
    this.#connection.tell(event, body);
  }

  /** What was said of the last stop is over. */
  continued(): void {
    this.tell('continued', { threadId: THREAD, allThreadsContinued: true });
  }

  /** The result of a move. */
  finished(target: Target, outcome: Finished): void {
    if (outcome.kind === 'stopped') {
      this.#stopped(target, outcome);
      return;
    }
    this.tell('output', outputOf(target, { text: answerText(outcome) }));
    this.paused(null);
  }

  #stopped(target: Target, stop: Stopped): void {
    this.#stop = stop;
    for (const body of outputsOf(target, stop)) this.tell('output', body);
    this.removed(target);
    this.tell('stopped', stoppedBody(stop, this.#breakpoints));
  }

  /** @param text why; null if nothing is to be said of it */
  paused(text: string | null): void {
    this.#stop = null;
    this.tell('stopped', pausedBody(text));
  }

  /** What breakpoints have written since the last time. */
  written(target: Target): void {
    for (const row of takeWrittenRows(target.debug)) this.tell('output', outputOf(target, row));
  }

  /** Breakpoints that a command has deleted, or that were to stop only once. */
  removed({ debug }: Target): void {
    for (const id of this.#breakpoints.removed(debug.breakpoints)) this.tell('breakpoint', removedBody(id));
  }

  /** Values have changed. The stack has not: an editor that reads it again takes the cursor away from where the user types. */
  changed(): void {
    if (this.client.supportsInvalidatedEvent) this.tell('invalidated', { areas: ['variables'] });
  }
}
