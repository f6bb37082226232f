/**
 * The names of the variables that any loss or optimizer needs. Layers and values never get these names, so the
 * variables of a scenario do not change with its loss and optimizer.
 */
import type { Run, Slot } from '../../core/program.ts';
import { TapeBuilder } from '../../core/tape-builder.ts';
import { emitLoss } from '../../scenario/losses/emit-loss.ts';
import { type LossName, losses, lossNames } from '../../scenario/losses/losses.ts';
import type { Clip } from '../../scenario/optimizers/common/clip.ts';
import type { Forms } from '../../scenario/optimizers/common/optimizer.ts';
import { type OptimizerName, optimizerNames, optimizers } from '../../scenario/optimizers/optimizers.ts';
import { emitUpdates, type OptimizerChoice } from '../../scenario/optimizers/updates.ts';
import { type LossPart, lossPartsOf } from './loss-parts.ts';
import { type NumpyLoss, variablesOf } from './losses.ts';
import { beforeName, gradientName, type ReservedNames } from './names.ts';
import { type UpdateStates, updateStatesOf } from './update-states.ts';

/**
 * The names needed by all losses and optimizers in the tables, and by the losses and the optimizer on this tape.
 *
 * @param losses the losses of the scenario
 * @param own their shared values
 */
export function reservedFor(run: Run, losses: readonly NumpyLoss[], own: readonly LossPart[]): ReservedNames {
  known ??= {
    parts: lossNames.flatMap(partsOf),
    states: optimizerNames.flatMap((name) =>
      schedules.flatMap((schedule) => allForms(name).map((forms) => statesOf(name, schedule, forms))),
    ),
  };
  const parts = [...known.parts, ...own];
  const ofLosses = losses.filter(({ name }) => name !== null).flatMap(variablesOf);
  const states = [...known.states, updateStatesOf(run.slots, run.update)];
  return {
    variables: [
      ...ofLosses.flatMap((name) => [name, gradientName(name)]),
      ...parts.flatMap(({ name }) => [name, gradientName(name)]),
      ...states.flatMap(({ rates }) => rates.map(({ variable }) => variable)),
      ...states.flatMap(({ shared }) => shared.flatMap(({ variable }) => [variable, beforeName(variable)])),
    ],
    states: [...new Set(states.flatMap(({ own }) => [...own.keys()]))],
  };
}

let known: {
  readonly parts: readonly { readonly name: string }[];
  readonly states: readonly UpdateStates[];
} | null = null;

const schedules: readonly OptimizerChoice['schedule'][] = [
  null,
  { kind: 'step', every: 1, factor: 1 },
  { kind: 'cosine', epochs: 1 },
  { kind: 'warmup', epochs: 1, from: 0, after: { kind: 'cosine_restarts', epochs: 1, times: 2 } },
];

/** The shared values of a loss, found on a tape with a few outputs. Its numbers do not matter. */
function partsOf(loss: LossName) {
  const { leastOutputs, keys = {} } = losses[loss];
  const builder = new TapeBuilder();
  const outputs = Array.from({ length: Math.max(2, leastOutputs?.count ?? 0) }, (_output, index) => ({
    slot: builder.slot('input'),
    name: `y[${index}]`,
  }));
  const targets = outputs.map((): Slot => builder.slot('target'));
  const settings = Object.fromEntries(Object.entries(keys).map(([key, { standard }]) => [key, standard]));
  emitLoss(builder, loss, outputs, targets, {
    name: null,
    settings,
    targets: 'numbers',
    classWeights: null,
    softmax: null,
  });
  return lossPartsOf(builder.slots(), builder.instructions, () => 'loss');
}

const clip: Clip = { kind: 'norm', most: 1, epsilon: 1 };

/** All combinations of an optimizer's words. */
function allForms(name: OptimizerName): Forms[] {
  return Object.entries(optimizers[name].forms).reduce<Forms[]>(
    (combined, [key, words]) =>
      combined.flatMap((forms) => Object.keys(words).map((word) => ({ ...forms, [key]: word }))),
    [{}],
  );
}

/** The kept and shared values of an optimizer, found on a tape with one parameter. Its numbers do not matter. */
function statesOf(kind: OptimizerName, schedule: OptimizerChoice['schedule'], forms: Forms): UpdateStates {
  const builder = new TapeBuilder();
  const [rate, parameter, gradient] = [
    builder.slot('setting'),
    builder.slot('parameter'),
    builder.slot('computed'),
  ] as const;
  const standards = Object.entries(optimizers[kind].keys).map(([key, { standard }]) => [key, standard]);
  const settings: OptimizerChoice['settings'] = Object.fromEntries(standards);
  const address = { kind: 'value', name: 'p' } as const;
  const gradientAddress = { kind: 'gradient', of: address } as const;
  const owner = { layer: null, node: 'p' };
  const updated = { parameter, address, owner, gradient, gradientAddress, group: null };
  const given = { learningRate: 1, rates: {}, updatesBefore: 0, start: {} };
  const choice: OptimizerChoice = { kind, settings, forms, schedule, clip, ...given };
  const { carries } = emitUpdates(builder, choice, { rate, rates: new Map(), batches: 1 }, [updated]);
  return updateStatesOf(builder.slots(), { instructions: builder.instructions, carries });
}
