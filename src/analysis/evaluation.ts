/** Forward passes over the examples of a set, compiled when they are made often. */
import { ForwardPass } from '../core/execution/forward-pass.ts';
import { memoize } from '../core/memo.ts';
import type { Example, Run } from '../core/program.ts';
import type { Session } from '../session/session.ts';
import { sampleEvenly } from './sampling.ts';
import { costOf, WhatIf } from './what-if.ts';

/** Number of steps after which an evaluation is compiled. */
const MIN_STEPS_TO_COMPILE = 500_000;

/** The evaluation of some examples, which is compiled when it has been carried out often. */
class Evaluation {
  readonly most: number;
  readonly #run: Run;
  readonly #examples: readonly Example[];
  readonly #cost: number;
  #executed = 0;
  #pass: ForwardPass | null | undefined;

  /** @param most maximum number of instructions; of more rows a sample is evaluated */
  constructor(run: Run, rows: readonly Example[], most: number) {
    this.most = most;
    this.#run = run;
    this.#cost = costOf(run, 'loss');
    this.#examples = sampleEvenly(rows, Math.max(1, Math.floor(most / Math.max(1, this.#cost))));
  }

  /**
   * Executes each example and yields it. The registers then have its outputs, its loss, and the operands and results of
   * its activations. Metrics describe the network in use, so there is no dropout.
   */
  *execute(session: Session, registers: Float64Array): Generator<Example> {
    const whatIf = new WhatIf(session, registers);
    whatIf.dropNothing();
    this.#executed += this.#examples.length * this.#cost;
    if (this.#executed >= MIN_STEPS_TO_COMPILE && this.#pass === undefined) this.#pass = this.#compiled();
    if (this.#pass) {
      const { slots } = this.#pass;
      const numbers = this.#pass.execute(registers);
      let at = 0;
      for (const example of this.#examples) {
        whatIf.give(example);
        for (let index = 0; index < slots.length; index++)
          registers[slots[index] as number] = numbers[at + index] as number;
        at += slots.length;
        yield example;
      }
      return;
    }
    for (const example of this.#examples) {
      whatIf.give(example);
      whatIf.execute('loss');
      yield example;
    }
  }

  #compiled(): ForwardPass | null {
    const { outputs, loss, example } = this.#run;
    const activations = example.instructions.filter(({ role }) => role.kind === 'activation');
    const read = activations.flatMap(({ operands, result }) => [...operands, result]);
    const wanted = [...outputs, ...(loss === null ? [] : [loss]), ...read];
    return ForwardPass.of(this.#run, this.#examples, this.#cost, wanted);
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
