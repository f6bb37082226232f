/** What the library gives and takes: plain data, and the debugger as an interface. */

/** The languages of texts. That of Bangla is loaded when a debugger asks for it. */
export type Language = 'en' | 'bn';

/** A scenario: its text (YAML or JSON), or the object that such a text stands for. */
export type ScenarioSource = string | { readonly [key: string]: unknown };

/** How a scenario is opened. */
export interface OpenOptions {
  /** What the scenario is called in errors and on the screen. By default `scenario`. */
  readonly name?: string | undefined;
  /** The variant to begin with. By default the scenario's own numbers. */
  readonly variant?: string | undefined;
  /** The language of all texts of this debugger. By default English. */
  readonly language?: Language | undefined;
  /** The texts of the files that the scenario names, by their paths: `moons.csv`, `definitions/attention.yaml`. */
  readonly files?: Readonly<Record<string, string>> | undefined;
}

/** What is wrong with a scenario, or makes no sense in it. */
export interface Diagnostic {
  /** Of an error there is no run. A warning says what is allowed but makes no sense. */
  readonly severity: 'error' | 'warning';
  /** The file: the name of the scenario, or the path of a file that it names. */
  readonly file: string;
  /** Counted from 1. Null if the whole file is meant, or if the scenario is an object. */
  readonly line: number | null;
  /** Counted from 1, in UTF-16 units. Null where `line` is. */
  readonly column: number | null;
  /** The path in the scenario: `layers[0].nodes.node_0`. Empty for the scenario itself. */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
  /** How it can be mended. Empty if nothing is to be said of it. */
  readonly fix: string;
  /** All of this as lines of text, with the line of the file if there is one. */
  readonly text: string;
}

/** A value and its address. */
export interface NamedValue {
  /** For example `node_0.w[1]` or `grad(node_0)`. For a constant its number. */
  readonly address: string;
  readonly value: number;
}

/** One executed operation. Epochs, batches and examples are counted from 1. */
export interface Step {
  /** The number of the step, counted from 1. It is the position after it. */
  readonly step: number;
  readonly epoch: number;
  readonly batch: number;
  /** Null in an update, and where the examples of a batch are computed together. */
  readonly example: number | null;
  readonly phase: 'forward' | 'loss' | 'backward' | 'update';
  readonly layer: string | null;
  readonly node: string | null;
  /** The name of the operation: `multiply`, `relu`. */
  readonly operation: string;
  readonly operands: readonly NamedValue[];
  readonly result: NamedValue;
}

/** A value that is known at the position. */
export interface Value extends NamedValue {
  /** All addresses of the value, the first of them `address`. */
  readonly addresses: readonly string[];
  /** False if it was computed in an earlier iteration, and not yet again in this one. */
  readonly isCurrent: boolean;
}

/** Why the position is where it is. */
export type StopReason =
  | 'entry'
  | 'step'
  | 'goto'
  | 'breakpoint'
  | 'data breakpoint'
  | 'exception'
  | 'start'
  | 'end';

/** A line of a list. */
export interface Row {
  readonly text: string;
  /** The step that the line is about; null if none. */
  readonly step: number | null;
  /** The level in a tree: 0 at its root, and outside of trees. */
  readonly depth: number;
}

/** The result of a move. */
export interface Stop {
  readonly kind: 'stopped';
  readonly position: number;
  readonly reason: StopReason;
  /** The reason in words; null if there is nothing to say besides. */
  readonly text: string | null;
  /** The ids of the breakpoints at which a run has stopped. */
  readonly breakpoints: readonly number[];
  /** What breakpoints have written on the way, in the order of the run. */
  readonly messages: readonly Row[];
  /** The answers of the commands of the breakpoints at the stop. */
  readonly answers: readonly Row[];
  /** The command at the stop that has failed, and why; null if none has. */
  readonly failure: { readonly line: string; readonly text: string } | null;
}

/** The result of a command that says something. */
export interface Said {
  readonly kind: 'said';
  readonly text: string;
}

/** The result of a command that lists something. */
export interface Listed {
  readonly kind: 'listed';
  readonly title: string;
  readonly rows: readonly Row[];
}

/** The result of a command. One that fails throws a {@link CommandError}. */
export type Result = Stop | Said | Listed;

/** A place or condition at which runs stop. */
export interface Breakpoint {
  readonly id: number;
  /** What it stops at, as it is typed: `node output if loss < 1`. */
  readonly text: string;
  readonly isEnabled: boolean;
  /** Whether it is deleted when a run stops at it. */
  readonly isTemporary: boolean;
  /** The commands that are carried out when a run stops at it. */
  readonly commands: readonly string[];
}

/** What a screen shows, and how large it is. */
export interface ScreenOptions {
  /** In cells of a terminal. By default 120 × 36. */
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  /** The large view: `network`, `weights`, `loss` and so on. By default the one that the scenario opens with. */
  readonly view?: string | undefined;
  /** The background that the colours are made for. By default `dark`. */
  readonly theme?: 'dark' | 'light' | undefined;
}

/** Text of one style. */
export interface Span {
  readonly text: string;
  /** What the text means: `plain`, `strong`, `mute`, `accent`, `positive` and so on. */
  readonly tone: string;
  /** Hexadecimal: `#17181c`. */
  readonly foreground: string;
  /** Hexadecimal; null for the background of the screen. */
  readonly background: string | null;
  readonly isBold: boolean;
}

/** What says that work is to end: an `AbortSignal` is one. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason?: unknown;
}

/** What a run that yields takes. */
export interface RunOptions {
  /** Ends the run at the position that it has reached. The promise is rejected with the reason of the signal, or an Error if it has none. */
  readonly signal?: AbortSignalLike | undefined;
  /** Is told the position reached, between two slices of the run. */
  readonly onProgress?: ((position: number) => void) | undefined;
}

/**
 * A scenario that is being debugged. A position is a number of executed steps: 0 … `total`.
 *
 * Each method throws an {@link ArgumentError} if an argument is not what it has to be, before it does anything.
 * What moves or changes something throws an Error while `runAsync` is at work.
 */
export interface Debugger {
  readonly position: number;
  /** The number of steps of the whole run. */
  readonly total: number;
  /** What in the scenario makes no sense. */
  readonly warnings: readonly Diagnostic[];
  /** The step that was executed last; null at the start. */
  readonly lastStep: Step | null;
  readonly breakpoints: readonly Breakpoint[];

  /** Over one operation, or several. */
  step(times?: number): Stop;
  /** Back over one operation, or several. */
  reverseStep(times?: number): Stop;
  /** To the end of the node. */
  next(times?: number): Stop;
  /** Back to the start of the node. */
  reverseNext(times?: number): Stop;
  /** To the end of the layer. */
  finish(times?: number): Stop;
  /** Back to the start of the layer. */
  reverseFinish(times?: number): Stop;
  /** To the next stop at a breakpoint, or a later one; at the latest to the end. */
  continue(times?: number): Stop;
  /** Back to the stop before, or an earlier one; at the most to the start. */
  reverseContinue(times?: number): Stop;
  /** To any position: 0 … `total`. */
  seek(position: number): Stop;

  /**
   * The value of an address or of an expression: `loss`, `grad(output.w[0]) * 2`. Comparisons give 1 or 0.
   *
   * @returns null if it depends on a value that is not known yet
   * @throws CommandError if there is no such address, or if it is no expression
   */
  read(expression: string): number | null;
  /**
   * Sets an input, a target, a weight, a bias or the learning rate, from this position on.
   *
   * @throws CommandError if the address cannot be set, or if the value is not finite
   */
  set(address: string, value: number): Said;
  /** All values that are known at the position, in the order of the run. */
  values(): readonly Value[];
  /** Any step, wherever the position is: 1 … `total`. */
  stepAt(step: number): Step;

  /**
   * Executes a line of the command line: `break loss < 1`, `why`, `next-epoch 3`. All commands are in docs/keys.md.
   *
   * @throws CommandError if it fails
   */
  run(line: string): Result;
  /** The same without blocking: a long run lets other work be done between its slices. */
  runAsync(line: string, options?: RunOptions): Promise<Result>;

  /**
   * Adds a breakpoint: whatever `break` takes, `change ADDRESS`, or `catch EXCEPTION`.
   *
   * @throws CommandError if it cannot be read
   */
  addBreakpoint(text: string): Breakpoint;
  /** Removes the breakpoint with an id, if there is one. */
  removeBreakpoint(id: number): void;

  /**
   * The screen at the position, as the terminal and the page show it: as many lines as rows. The code that draws is
   * loaded by the first call. It has 60 to 1,000 columns, and 16 to 1,000 rows.
   */
  screen(options?: ScreenOptions): Promise<readonly (readonly Span[])[]>;

  /**
   * Calls a function after each move. An error in it is thrown by the move, which has been made.
   *
   * @returns a function that ends this
   */
  onStop(listener: (stop: Stop) => void): () => void;
}
