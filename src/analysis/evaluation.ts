/** Forward passes over the examples of a set, compiled when they are made often. */
import { ForwardPass } from '../core/execution/forward-pass.ts';
import { activationSlope } from '../core/local-slope.ts';
import { memoize } from '../core/memo.ts';
import type { Example, Run, Slot } from '../core/program.ts';
import type { Session } from '../session/session.ts';
import { sampleEvenly } from './sampling.ts';
import { costOf, WhatIf } from './what-if.ts';

/** Number of steps after which an evaluation is compiled. */
const MIN_STEPS_TO_COMPILE = 500_000;

/** Slots, and where an evaluation has the results of those that an instruction writes. */
interface Columns {
  readonly slots: readonly Slot[];
  readonly columns: readonly number[];
  /** Whether all are written by instructions. The others are given: with an example, or for all. */
  readonly areResults: boolean;
}

/** The results of examples that have been executed. */
export interface Evaluated {
  readonly examples: readonly Example[];
  /** The outputs and the loss. */
  readonly outcome: Columns;
  /** The activations: their operands and result, and what computes the slope of those in the registers. */
  readonly activations: readonly {
    readonly columns: Columns;
    readonly slope: (registers: Readonly<Float64Array>) => number;
  }[];
  /** Writes the values that an example gives to slots into the registers. */
  load(row: number, columns: Columns): void;
}

/** The evaluation of some examples, which is compiled when it has been carried out often. */
class Evaluation {
  readonly most: number;
  readonly #run: Run;
  readonly #examples: readonly Example[];
  readonly #cost: number;
  /** The slots whose values are kept for each example. */
  readonly #kept: readonly Slot[];
  readonly #outcome: Columns;
  readonly #activations: Evaluated['activations'];
  #executed = 0;
  #pass: ForwardPass | null | undefined;

  /** @param most maximum number of instructions; of more rows a sample is evaluated */
  constructor(run: Run, rows: readonly Example[], most: number) {
    this.most = most;
    this.#run = run;
    this.#cost = costOf(run, 'loss');
    this.#examples = sampleEvenly(rows, Math.max(1, Math.floor(most / Math.max(1, this.#cost))));
    const { outputs, loss, example } = run;
    const activations = example.instructions.filter(({ role }) => role.kind === 'activation');
    const decisive = loss === null ? outputs : [...outputs, loss];
    const wanted = new Set([
      ...decisive,
      ...activations.flatMap(({ operands, result }) => [...operands, result]),
    ]);
    const results = example.instructions.slice(0, this.#cost).map(({ result }) => result);
    this.#kept = results.filter((slot) => wanted.has(slot));
    const places = new Map(this.#kept.map((slot, column) => [slot, column]));
    const columnsOf = (all: readonly Slot[]): Columns => {
      const slots = all.filter((slot) => places.has(slot));
      const columns = slots.map((slot) => places.get(slot) as number);
      return { slots, columns, areResults: slots.length === all.length };
    };
    this.#outcome = columnsOf(decisive);
    this.#activations = activations.map((instruction) => ({
      columns: columnsOf([...instruction.operands, instruction.result]),
      slope: activationSlope(instruction),
    }));
  }

  /**
   * Executes all examples on registers. Metrics describe the network in use, so there is no dropout.
   *
   * @returns their results, until the next call
   */
  execute(session: Session, registers: Float64Array): Evaluated {
    const whatIf = new WhatIf(session, registers);
    whatIf.dropNothing();
    const examples = this.#examples;
    const { length: width } = this.#kept;
    const results = this.#resultsOf(whatIf);
    return {
      examples,
      outcome: this.#outcome,
      activations: this.#activations,
      load: (row, { slots, columns, areResults }) => {
        if (!areResults) whatIf.give(examples[row] as Example);
        for (let index = 0; index < slots.length; index++)
          registers[slots[index] as number] = results[row * width + (columns[index] as number)] as number;
      },
    };
  }

  /** For each example the values of the kept slots. */
  #resultsOf(whatIf: WhatIf): Readonly<Float64Array> {
    this.#executed += this.#examples.length * this.#cost;
    if (this.#executed >= MIN_STEPS_TO_COMPILE && this.#pass === undefined)
      this.#pass = ForwardPass.of(this.#run, this.#examples, this.#cost, this.#kept);
    if (this.#pass) return this.#pass.execute(whatIf.registers);
    const results = new Float64Array(this.#examples.length * this.#kept.length);
    let at = 0;
    for (const example of this.#examples) {
      whatIf.give(example);
      whatIf.execute('loss');
      for (const slot of this.#kept) results[at++] = whatIf.registers[slot] as number;
    }
    return results;
  }
}

/** The evaluations of a run, by their examples. */
const evaluations = memoize(
  (run: Run) => run,
  () => new Map<readonly Example[], Evaluation>(),
);

/**
 * The evaluation of some examples.
 *
 * @param most maximum number of instructions; of more rows a sample is evaluated
 */
export function evaluationOf(run: Run, rows: readonly Example[], most: number): Evaluation {
  const known = evaluations(run);
  const found = known.get(rows);
  if (found?.most === most) return found;
  const made = new Evaluation(run, rows, most);
  known.set(rows, made);
  return made;
}
