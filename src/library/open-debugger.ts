/** A debugger of the library: the commands of the core, one language for all of its texts, and events. */
import { workUntil } from '../app/scheduler.ts';
import { removeBreakpoint, type Breakpoint as Stopper } from '../breakpoints/list.ts';
import { completed, type DebuggerCommand, type Finished, type Outcome } from '../commands/command.ts';
import type { Debugger as CoreDebugger } from '../commands/debugger.ts';
import { debuggerCommands, execute, listedHelp } from '../commands/sections/commands.ts';
import { setTo } from '../commands/sections/edits.ts';
import { jumpTo } from '../commands/sections/movement.ts';
import { exactNumber } from '../core/exact-number.ts';
import { filled, number, text, whole } from '../diagnostics/arguments.ts';
import { parseExpression } from '../expression/condition.ts';
import { describeFault } from '../expression/error-text.ts';
import { inLanguage, type Language, t } from '../i18n/translate.ts';
import type { Scene } from '../view/scene/scene.ts';
import { callable, check, runOptions, screenOptions } from './arguments.ts';
import { CommandError } from './errors.ts';
import { plainBreakpoint, plainResult, plainStep, plainValue } from './plain.ts';
import { soon } from './soon.ts';
import type {
  AbortSignalLike,
  Breakpoint,
  Debugger,
  Diagnostic,
  Result,
  RunOptions,
  Said,
  ScreenOptions,
  Span,
  Step,
  Stop,
  Value,
} from './types.ts';

/** Length of a slice of a run that yields, in milliseconds. */
const SLICE_MS = 8;

const now = () => performance.now();

const commands: readonly DebuggerCommand[] = [...debuggerCommands, listedHelp(() => commands)];

export class OpenDebugger implements Debugger {
  /** As it is printed: the bundle has shorter names. */
  static readonly name: string = 'Debugger';
  readonly warnings: readonly Diagnostic[];
  readonly #debug: CoreDebugger;
  readonly #name: string;
  readonly #language: Language;
  readonly #listeners = new Set<(stop: Stop) => void>();
  #scene: Scene | null = null;
  #isRunning = false;

  /** @param name what the scenario is called on the screen */
  constructor(debug: CoreDebugger, name: string, language: Language, warnings: readonly Diagnostic[]) {
    this.#debug = debug;
    this.#name = name;
    this.#language = language;
    this.warnings = warnings;
  }

  get position(): number {
    return this.#debug.session.position;
  }

  get total(): number {
    return this.#debug.session.total;
  }

  get lastStep(): Step | null {
    return this.position === 0 ? null : this.stepAt(this.position);
  }

  get breakpoints(): readonly Breakpoint[] {
    return this.#debug.breakpoints.map(plainBreakpoint);
  }

  step(times?: number): Stop {
    return this.#move('step', times);
  }

  reverseStep(times?: number): Stop {
    return this.#move('reverseStep', times, 'reverse-step');
  }

  next(times?: number): Stop {
    return this.#move('next', times);
  }

  reverseNext(times?: number): Stop {
    return this.#move('reverseNext', times, 'reverse-next');
  }

  finish(times?: number): Stop {
    return this.#move('finish', times);
  }

  reverseFinish(times?: number): Stop {
    return this.#move('reverseFinish', times, 'reverse-finish');
  }

  continue(times?: number): Stop {
    return this.#move('continue', times);
  }

  reverseContinue(times?: number): Stop {
    return this.#move('reverseContinue', times, 'reverse-continue');
  }

  seek(position: number): Stop {
    this.#check('seek', 'position', position, whole(0, this.total));
    return this.#do(`goto ${position}`, () => jumpTo(this.#debug, position, 'goto')) as Stop;
  }

  read(expression: string): number | null {
    this.#check('read', 'expression', expression, text);
    const { session } = this.#debug;
    return this.#said(() => {
      const parsed = parseExpression(expression, session.values.names);
      if (!parsed.ok)
        throw new CommandError(describeFault(expression, parsed.fault), expression, parsed.fault.at);
      return session.evaluate(parsed.expression);
    });
  }

  set(address: string, value: number): Said {
    this.#check('set', 'address', address, text);
    this.#check('set', 'value', value, number);
    const line = `${address} = ${exactNumber(value)}`;
    return this.#do(line, () => setTo(this.#debug, line)) as Said;
  }

  values(): readonly Value[] {
    return this.#debug.session.known().map(plainValue);
  }

  stepAt(step: number): Step {
    this.#check('stepAt', 'step', step, whole(1, this.total));
    return plainStep(this.#debug.session.step(step));
  }

  run(line: string): Result {
    this.#check('run', 'line', line, text);
    return this.#do(line, () => execute(this.#debug, line, commands));
  }

  async runAsync(line: string, options: RunOptions = {}): Promise<Result> {
    this.#check('runAsync', 'line', line, text);
    this.#check('runAsync', 'options', options, runOptions);
    const { signal, onProgress } = options;
    this.#refuseWhileRunning();
    if (signal?.aborted) throw this.#reason(signal);
    let outcome = this.#said(() => execute(this.#debug, line, commands));
    this.#isRunning = true;
    try {
      while (outcome.kind === 'running') {
        const { work, isMove } = outcome;
        const slice = this.#said(() => workUntil(work, now, now() + SLICE_MS));
        if (slice.done) {
          outcome = slice.value;
          continue;
        }
        await new Promise<void>((resolve) => soon(resolve));
        if (signal?.aborted) {
          if (isMove) this.#debug.seek(slice.value);
          throw this.#reason(signal);
        }
        onProgress?.(slice.value);
      }
    } finally {
      this.#isRunning = false;
    }
    return this.#told(outcome, line);
  }

  addBreakpoint(line: string): Breakpoint {
    // Without an argument, `break` sets or deletes one at the cursor.
    this.#check('addBreakpoint', 'text', line, filled);
    this.run(`break ${line}`);
    return plainBreakpoint(this.#debug.breakpoints.at(-1) as Stopper);
  }

  removeBreakpoint(id: number): void {
    this.#check('removeBreakpoint', 'id', id, whole(1));
    this.#refuseWhileRunning();
    this.#debug.breakpoints = removeBreakpoint(this.#debug.breakpoints, id);
  }

  async screen(options: ScreenOptions = {}): Promise<readonly (readonly Span[])[]> {
    this.#check('screen', 'options', options, screenOptions);
    const { Scene, screenLines } = await import('./screen.ts');
    return this.#said(() => {
      // A variant has an engine of its own.
      if (this.#scene?.engine !== this.#debug.session.engine) this.#scene = new Scene(this.#debug);
      return screenLines(this.#scene as Scene, this.#name, this.warnings.length, options);
    });
  }

  onStop(listener: (stop: Stop) => void): () => void {
    this.#check('onStop', 'listener', listener, callable);
    // Each call is a registration of its own, also of the same function.
    const own = (stop: Stop) => listener(stop);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  /** @param word the command, if it is not called like the method */
  #move(method: string, times = 1, word = method): Stop {
    this.#check(method, 'times', times, whole(1));
    return this.run(times === 1 ? word : `${word} ${times}`) as Stop;
  }

  /** Does work in the language of this debugger. That of others in the same process stays theirs. */
  #said<Result>(work: () => Result): Result {
    return inLanguage(this.#language, work);
  }

  #check(...given: Parameters<typeof check>): void {
    this.#said(() => check(...given));
  }

  /** What a signal says of why it ends a run. */
  #reason({ reason }: AbortSignalLike): unknown {
    return reason ?? new Error(this.#said(() => t`Stopped at step ${String(this.position)}.`));
  }

  #refuseWhileRunning(): void {
    if (this.#isRunning)
      throw new Error(this.#said(() => t`A run is going on: wait for its end, or abort it.`));
  }

  /** Does a command to its end. */
  #do(line: string, begin: () => Outcome): Result {
    this.#refuseWhileRunning();
    return this.#told(
      this.#said(() => completed(begin())),
      line,
    );
  }

  /** The result of a command, of which the listeners have been told. */
  #told(outcome: Finished, line: string): Result {
    const result = plainResult(outcome, line, this.position);
    // An empty line is no move.
    if (result.kind === 'stopped' && result.reason !== 'entry')
      for (const listen of [...this.#listeners]) listen(result);
    return result;
  }
}
