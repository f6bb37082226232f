/** The conversation with one editor: which request does what. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { stopped } from '../commands/command.ts';
import { breakpointRequests, checkReferences, editRequests, questions } from '../dap/answers.ts';
import { checked } from '../dap/arguments.ts';
import { EditorBreakpoints } from '../dap/breakpoints.ts';
import { capabilities } from '../dap/capabilities.ts';
import { consoleOutcome, isCommand } from '../dap/console.ts';
import { hoverValue, namedValue, typedValue } from '../dap/evaluate.ts';
import { moves } from '../dap/moves.ts';
import { answerText, exceptionInfo, outputOf } from '../dap/stops.ts';
import { RequestFault, type Target } from '../dap/target.ts';
import { t } from '../i18n/translate.ts';
import type { Connection } from './connection.ts';
import { EditorRuns } from './editor-runs.ts';
import { type LaunchArguments, openTarget, resolved, type Services } from './opening.ts';
import { Teller } from './teller.ts';

type Request = DebugProtocol.Request;

/** The arguments of a request, when they are checked. */
type Given = never;

export class EditorSession {
  readonly #connection: Connection;
  readonly #services: Services;
  readonly #ended: () => void;
  readonly #breakpoints = new EditorBreakpoints();
  readonly #teller: Teller;
  readonly #runs: EditorRuns;
  /** What the launch has said of the beginning; null when the run has begun. */
  #launched: LaunchArguments | null = null;
  #target: Target | null = null;
  /** A launch is on its way. */
  #isOpening = false;
  /** Writes the code again if a command has switched to another variant. */
  #relist: () => void = () => {};

  /** @param ended called when the editor wants to end */
  constructor(connection: Connection, services: Services, ended: () => void) {
    this.#connection = connection;
    this.#services = services;
    this.#ended = ended;
    this.#teller = new Teller(connection, this.#breakpoints);
    this.#runs = new EditorRuns(this.#teller);
  }

  /** Carries out a request. A fault is its answer. */
  async receive(request: Request): Promise<void> {
    try {
      const { command } = request;
      const given = resolved(checked(command, request.arguments), this.#target);
      if (this.#target) checkReferences(this.#target, given);
      if (Object.hasOwn(this.#own, command)) await this.#own[command]?.(request, given);
      else this.#carryOut(request, given, this.#opened());
    } catch (error) {
      this.#connection.refuse(request, error instanceof Error ? error.message : String(error));
    }
  }

  /** Ends the run that is going on. */
  end(): void {
    this.#runs.end();
  }

  #carryOut(request: Request, given: Given, target: Target): void {
    const { command } = request;
    const respond = (body: object) => this.#connection.respond(request, body);
    if (Object.hasOwn(questions, command))
      respond(questions[command as keyof typeof questions](target, given));
    else if (Object.hasOwn(breakpointRequests, command)) {
      const change = breakpointRequests[command as keyof typeof breakpointRequests];
      this.#runs.between(target, () => respond(change(target, given, this.#breakpoints)));
    } else if (Object.hasOwn(editRequests, command)) {
      this.#runs.refuseWhileRunning();
      respond(editRequests[command as keyof typeof editRequests](target, given));
      this.#teller.changed();
    } else if (Object.hasOwn(moves, command)) this.#move(request, command as keyof typeof moves, given);
    else throw new RequestFault(t`Backstep does not know the request "${command}".`);
  }

  /** The requests that are about the conversation itself. */
  readonly #own: Readonly<Record<string, (request: Request, given: Given) => void | Promise<void>>> = {
    initialize: (request, given: DebugProtocol.InitializeRequestArguments) => {
      this.#teller.client = given;
      this.#connection.respond(request, capabilities());
    },
    launch: async (request, given: LaunchArguments) => {
      if (this.#isOpening || this.#target)
        throw new RequestFault(t`A scenario is open already: start another session.`);
      this.#isOpening = true;
      const { target, notices, relist } = await openTarget(
        this.#services,
        given,
        this.#teller.client,
      ).finally(() => {
        this.#isOpening = false;
      });
      this.#target = target;
      this.#relist = relist;
      this.#launched = given;
      this.#connection.respond(request);
      for (const text of notices) this.#teller.tell('output', outputOf(target, { text }, 'console'));
      this.#teller.tell('initialized');
    },
    configurationDone: (request, given) => {
      const target = this.#opened();
      if (this.#launched === null) {
        this.#connection.respond(request);
        return;
      }
      const { stopOnEntry = true, noDebug = false } = this.#launched;
      this.#launched = null;
      if (!noDebug && !stopOnEntry) {
        this.#move(request, 'continue', given);
        return;
      }
      this.#connection.respond(request);
      if (noDebug) this.#terminate();
      else this.#runs.move(target, request.seq, stopped('entry'), null);
    },
    pause: (request) => {
      this.#opened();
      this.#connection.respond(request);
      if (!this.#runs.pause()) this.#teller.paused(null);
    },
    cancel: (request, given: DebugProtocol.CancelArguments) => {
      this.#connection.respond(request);
      this.#runs.cancel(given);
    },
    evaluate: (request, given: DebugProtocol.EvaluateArguments) => this.#evaluate(request, given),
    exceptionInfo: (request) =>
      this.#connection.respond(request, exceptionInfo(this.#opened(), this.#teller.stop)),
    terminate: (request) => {
      this.#connection.respond(request);
      this.#terminate();
    },
    disconnect: (request) => {
      this.#connection.respond(request);
      this.#ended();
    },
  };

  /** Ends the scenario. Another one can be launched. */
  #terminate(): void {
    this.#runs.end();
    this.#target = null;
    this.#breakpoints.removed([]);
    this.#teller.tell('terminated');
  }

  /** @throws RequestFault before a scenario is open, and when it has ended */
  #opened(): Target {
    if (!this.#target) throw new RequestFault(t`No scenario is open: launch one first.`);
    return this.#target;
  }

  #move(request: Request, command: keyof typeof moves, given: Given): void {
    const target = this.#opened();
    // Editors offer it also while a run is going on.
    if (command === 'restart') this.#runs.pause();
    this.#runs.refuseWhileRunning();
    const begin = () => moves[command](target, given);
    const outcome = begin();
    if (outcome.kind === 'failed') throw new RequestFault(outcome.text);
    this.#connection.respond(request, { allThreadsContinued: true });
    // Of the other moves editors know themselves that the last stop is over.
    if (command === 'restart') this.#teller.continued();
    const isRun = command === 'continue' || command === 'reverseContinue';
    this.#runs.move(target, request.seq, outcome, isRun ? begin : null);
  }

  #evaluate(request: Request, { expression, context, source }: DebugProtocol.EvaluateArguments): void {
    const target = this.#opened();
    const answer = (result: string) => this.#connection.respond(request, { result, variablesReference: 0 });
    if (context === 'hover') answer(hoverValue(target, expression, source));
    else if (context !== 'repl') answer(namedValue(target.debug.session, expression));
    else if (isCommand(expression)) this.#command(target, request, expression, answer);
    else answer(typedValue(target.debug.session, expression));
  }

  /** Executes a command of the debugger. A move is answered at once, and told of as any other. */
  #command(target: Target, request: Request, line: string, answer: (result: string) => void): void {
    this.#runs.refuseWhileRunning();
    const { version } = target.debug;
    const outcome = consoleOutcome(target.debug, line);
    this.#relist();
    if (outcome.kind === 'failed') throw new RequestFault(outcome.text);
    if (outcome.kind === 'running' && !outcome.isMove) {
      this.#runs.work(
        request.seq,
        outcome,
        (result) => {
          if (result.kind === 'failed') this.#connection.refuse(request, result.text);
          else answer(answerText(result));
        },
        () => this.#connection.refuse(request, 'cancelled'),
      );
    } else if (outcome.kind === 'running' || outcome.kind === 'stopped') {
      answer('');
      this.#teller.continued();
      this.#runs.move(target, request.seq, outcome, null);
    } else {
      answer(answerText(outcome));
      this.#teller.removed(target);
      if (target.debug.version !== version) this.#teller.changed();
    }
  }
}
