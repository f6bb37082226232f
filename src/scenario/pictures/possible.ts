/** Which pictures a scenario has. It does not depend on the step. */
import { memoize, memoizeLast } from '../../core/memo.ts';
import type { Instruction, Run, Slot } from '../../core/program.ts';
import { tapeIndexOf } from '../../core/tape-index.ts';
import { pictureNames, type ScenarioPicture } from '../format/picture-names.ts';
import { outputActivation, type Scenario } from '../format/scenario.ts';
import { losses } from '../losses/losses.ts';
import { shareGroupsOf } from './shares.ts';
import { slidingWindow } from './windows.ts';

type Condition = (run: Run, scenario: Scenario) => boolean;

/** What a scenario needs for each picture. */
const conditions: Readonly<Record<ScenarioPicture, Condition>> = {
  network: () => true,
  weights: (run) => run.parameters.length > 0,
  gradients: (run) => run.parameters.length > 0 && tapeIndexOf(run).hasGradients,
  function: ({ example }) => example.instructions.some(({ role }) => role.kind === 'activation'),
  valley: (run) => run.parameters.length > 0 && lossOf(run) !== null,
  loss: (run) => lossOf(run) !== null,
  plane: (run) => run.inputs.length === 2,
  metrics: (run) => run.update.instructions.length > 0,
  contour: (run, scenario) => contourWeights(run, scenario) !== null,
  line: (run, scenario) => lineInputs(run, scenario) !== null,
  shares: (run) => shareGroupsOf(run).length > 0,
  window: (run, scenario) => slidingWindow(run, scenario) !== null,
  confusion: (_run, scenario) => hasClasses(scenario),
};

/** Whether a scenario has a picture. */
export function hasPicture(name: ScenarioPicture, run: Run, scenario: Scenario): boolean {
  return conditions[name](run, scenario);
}

/** The pictures of a scenario. */
export function possiblePictures(run: Run, scenario: Scenario): ScenarioPicture[] {
  return pictureNames.filter((name) => hasPicture(name, run, scenario));
}

/** The slot of the loss that updates minimize: the batch's, otherwise the example's; null if none is computed. */
function lossOf(run: Run): Slot | null {
  const loss = run.batchLoss ?? run.loss;
  return loss !== null && tapeIndexOf(run).writerOf(loss) !== null ? loss : null;
}

/** The two weights that the loss depends on, if there are exactly two that are not frozen; otherwise null. */
export function contourWeights(run: Run, { frozen }: Scenario): readonly [Slot, Slot] | null {
  return latestWeights(run, [frozen], () => {
    const { isLeading } = dependenciesOf(run);
    const found: Slot[] = [];
    for (const slot of run.parameters) {
      if (isLeading[slot] === 1 && !frozen.some((name) => run.slots[slot]?.names.includes(name)))
        found.push(slot);
      if (found.length > 2) return null;
    }
    const [first, second] = found;
    return first === undefined || second === undefined ? null : [first, second];
  });
}

const latestWeights = memoizeLast<readonly [Slot, Slot] | null>();

/** By slot: 1 if the loss is computed from it, or if it is the loss. All 0 without a loss. */
const dependenciesOf = memoize(
  (run: Run) => run,
  (run): { readonly isLeading: Uint8Array } => {
    const { instructions } = run.example;
    const loss = lossOf(run);
    const isLeading = new Uint8Array(run.slots.length);
    if (loss !== null) isLeading[loss] = 1;
    for (let index = loss === null ? -1 : instructions.length - 1; index >= 0; index--) {
      const { operands, result } = instructions[index] as Instruction;
      if (isLeading[result] === 1) for (const slot of operands) isLeading[slot] = 1;
    }
    return { isLeading };
  },
);

/** The input that a line is drawn over, and the other one that varies, which is at its mean. */
export interface LineInputs {
  /** Index among the inputs. */
  readonly over: number;
  readonly other: number | null;
}

/**
 * The inputs of the line through the data: one output that is compared with its targets, and one input that varies.
 * Of two, where the targets are not classes, the line is over the one that is correlated with the targets the most.
 * Null if there is no such line.
 */
export function lineInputs(run: Run, scenario: Scenario): LineInputs | null {
  const { loss, inputs } = scenario;
  const isCompared = loss !== null && losses[loss].expects.outputs !== 'logits';
  if (!isCompared || run.outputs.length !== 1) return null;
  const { columns, correlations, varying } = columnsOf(run);
  if (columns.length !== inputs.length) return null;
  if (inputs.length === 1) return { over: 0, other: null };
  const [first, second, ...others] = varying;
  if (first === undefined || others.length > 0) return null;
  if (second === undefined) return { over: first, other: null };
  if (losses[loss].classes !== undefined || run.data.length < FEWEST_EXAMPLES) return null;
  const isFirst = (correlations[first] as number) >= (correlations[second] as number);
  return isFirst ? { over: first, other: second } : { over: second, other: first };
}

/** With fewer examples, points that differ in two inputs say nothing about a line over one of them. */
const FEWEST_EXAMPLES = 8;

const columnsOf = memoize(
  (run: Run) => run,
  ({ inputs, data }) => {
    const targets = data.map((row) => row.targets[0] ?? Number.NaN);
    const columns = inputs.map((_slot, index) => data.map((row) => row.inputs[index] as number));
    return {
      columns,
      varying: [...columns.keys()].filter((index) => new Set(columns[index]).size > 1),
      correlations: columns.map((column) => Math.abs(correlation(column, targets))),
    };
  },
);

/** Pearson's coefficient, without regard to rounding; 0 if one of the columns does not vary. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const sum = (term: (index: number) => number) => a.reduce((total, _value, index) => total + term(index), 0);
  const [ofA, ofB] = [
    sum((at) => ((a[at] as number) - meanA) ** 2),
    sum((at) => ((b[at] as number) - meanB) ** 2),
  ];
  const both = sum((at) => ((a[at] as number) - meanA) * ((b[at] as number) - meanB));
  return ofA > 0 && ofB > 0 ? both / Math.sqrt(ofA * ofB) : 0;
}

/** Whether the outputs give one class for each example: the largest of several, or the side of one. */
function hasClasses(scenario: Scenario): boolean {
  const { loss, outputs } = scenario;
  const ofLoss = loss === null ? undefined : losses[loss].classes;
  if (loss === null) return false;
  return (
    outputActivation(scenario) === 'softmax' ||
    ofLoss?.kind === 'largest' ||
    (ofLoss !== undefined && outputs.length === 1)
  );
}
