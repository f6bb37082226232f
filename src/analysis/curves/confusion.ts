/** Which class the network gives to the examples of each class. */
import type { Example } from '../../core/program.ts';
import type { Session } from '../../session/session.ts';
import { type Classifier, classifierOf } from '../metrics.ts';
import { sampleEvenly } from '../sampling.ts';
import { currentRegisters, WhatIf } from '../what-if.ts';

/** Counts of examples: one row for each class of the targets, one column for each class of the outputs. */
export interface ClassTable {
  readonly counts: readonly (readonly number[])[];
  /** Number of examples that were tried and have a class. */
  readonly examples: number;
  /** Number of those that were tried and are in no cell: their outputs or targets give no class, as NaN or [0.5, 0.5]. */
  readonly unclear: number;
  /** The numbers of the wrong examples, from 1 in the order of the data. */
  readonly wrong: readonly number[];
}

export interface Confusion {
  readonly trained: ClassTable;
  /** Of the held-out examples; null without any. */
  readonly heldOut: ClassTable | null;
}

/** Maximum number of instructions for each set of examples; of a larger set a sample is tried. */
const MOST_STEPS = 4_000_000;

/** Begins to count with the weights at the cursor. The rest is done in parts, and does not depend on where it goes. */
export function confusionOf(session: Session): Generator<void, Confusion> {
  const whatIf = new WhatIf(session, currentRegisters(session));
  whatIf.dropNothing();
  const { engine, scenario } = session;
  return counting(whatIf, classifierOf(session) as Classifier, engine.run.data, scenario.test);
}

/** What the counts depend on, but for the history: the weights at the cursor. */
export function confusionKey(session: Session): readonly unknown[] {
  const registers = currentRegisters(session);
  return session.engine.run.parameters.map((slot) => registers[slot]);
}

function* counting(
  whatIf: WhatIf,
  classifier: Classifier,
  data: readonly Example[],
  test: readonly Example[],
): Generator<void, Confusion> {
  const trained = yield* tableOf(whatIf, classifier, data);
  return { trained, heldOut: test.length === 0 ? null : yield* tableOf(whatIf, classifier, test) };
}

function* tableOf(
  whatIf: WhatIf,
  { classes, ofOutputs, ofTargets }: Classifier,
  all: readonly Example[],
): Generator<void, ClassTable> {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  const wrong: number[] = [];
  let [examples, unclear] = [0, 0];
  const affordable = Math.max(1, Math.floor(MOST_STEPS / Math.max(1, whatIf.cost('outputs'))));
  const rows = sampleEvenly([...all.keys()], affordable);
  for (const row of rows) {
    const example = all[row] as Example;
    whatIf.give(example);
    whatIf.execute('outputs');
    const [is, said] = [ofTargets(example.targets), ofOutputs(whatIf.registers)];
    const counted = counts[is];
    if (counted?.[said] === undefined) unclear += 1;
    else counted[said] = (counted[said] as number) + 1;
    if (is >= 0) examples += 1;
    if (is >= 0 && is !== said) wrong.push(row + 1);
    yield;
  }
  return { counts, examples, unclear, wrong };
}
