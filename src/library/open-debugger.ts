/** A debugger of the library: the commands of the core, one language for all of its texts, and events. */
import { workUntil } from '../app/scheduler.ts';
import { removeBreakpoint, type Breakpoint as Stopper } from '../breakpoints/list.ts';
import { completed, type Finished, type Outcome } from '../commands/command.ts';
import { execute } from '../commands/commands.ts';
import type { Debugger as CoreDebugger } from '../commands/debugger.ts';
import { jumpTo } from '../commands/movement.ts';
import { exactNumber } from '../core/exact-number.ts';
import { parseExpression } from '../expression/condition.ts';
import { describeFault } from '../expression/error-text.ts';
import { inLanguage, type Language, t } from '../i18n/translate.ts';
import type { Scene } from '../view/scene/scene.ts';
import { CommandError } from './errors.ts';
import { plainBreakpoint, plainResult, plainStep, plainValue } from './plain.ts';
import { soon } from './soon.ts';
import type {
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

export class OpenDebugger implements Debugger {
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
    return this.#move('reverse-step', times);
  }

  next(times?: number): Stop {
    return this.#move('next', times);
  }

  reverseNext(times?: number): Stop {
    return this.#move('reverse-next', times);
  }

  finish(times?: number): Stop {
    return this.#move('finish', times);
  }

  reverseFinish(times?: number): Stop {
    return this.#move('reverse-finish', times);
  }

  continue(times?: number): Stop {
    return this.#move('continue', times);
  }

  reverseContinue(times?: number): Stop {
    return this.#move('reverse-continue', times);
  }

  seek(position: number): Stop {
    return this.#do(`goto ${position}`, () => jumpTo(this.#debug, Math.trunc(position), 'goto')) as Stop;
  }

  read(expression: string): number | null {
    const { session } = this.#debug;
    return this.#said(() => {
      const parsed = parseExpression(expression, session.values.names);
      if (!parsed.ok)
        throw new CommandError(describeFault(expression, parsed.fault), expression, parsed.fault.at);
      return session.evaluate(parsed.expression);
    });
  }

  set(address: string, value: number): Said {
    return this.run(`set ${address} = ${exactNumber(value)}`) as Said;
  }

  values(): readonly Value[] {
    return this.#debug.session.known().map(plainValue);
  }

  stepAt(step: number): Step {
    return plainStep(this.#debug.session.step(step));
  }

  run(line: string): Result {
    return this.#do(line, () => execute(this.#debug, line));
  }

  async runAsync(line: string, { signal, onProgress }: RunOptions = {}): Promise<Result> {
    this.#refuseWhileRunning();
    if (signal?.aborted) throw signal.reason;
    let outcome = this.#said(() => execute(this.#debug, line));
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
          throw signal.reason;
        }
        onProgress?.(slice.value);
      }
    } finally {
      this.#isRunning = false;
    }
    return this.#told(outcome, line);
  }

  addBreakpoint(text: string): Breakpoint {
    this.run(`break ${text}`);
    return plainBreakpoint(this.#debug.breakpoints.at(-1) as Stopper);
  }

  removeBreakpoint(id: number): void {
    this.#refuseWhileRunning();
    this.#debug.breakpoints = removeBreakpoint(this.#debug.breakpoints, id);
  }

  async screen(options: ScreenOptions = {}): Promise<readonly (readonly Span[])[]> {
    const { Scene, screenLines } = await import('./screen.ts');
    return this.#said(() => {
      // A variant has an engine of its own.
      if (this.#scene?.engine !== this.#debug.session.engine) this.#scene = new Scene(this.#debug);
      return screenLines(this.#scene as Scene, this.#name, this.warnings.length, options);
    });
  }

  onStop(listener: (stop: Stop) => void): () => void {
    // Each call is a registration of its own, also of the same function.
    const own = (stop: Stop) => listener(stop);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  #move(word: string, times = 1): Stop {
    return this.run(times === 1 ? word : `${word} ${times}`) as Stop;
  }

  /** Does work in the language of this debugger. That of others in the same process stays theirs. */
  #said<Result>(work: () => Result): Result {
    return inLanguage(this.#language, work);
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
