/** Warns of what a scenario gives without any effect on the run. */
import type { Slot } from '../../core/program.ts';
import { describeValue, type Problem } from '../../diagnostics/diagnostic.ts';
import { t } from '../../i18n/translate.ts';
import type { Accepted } from './accepted.ts';

/** Warns of keys that only act in a phase that the run does not have. */
export function warnOfKeys({ document, scenario, run }: Accepted): Problem[] {
  const { lastPhase } = scenario;
  const { frozen = [], input_gradients: inputGradients, optimizer, stop_after: stop } = document;
  const hasBackward = lastPhase === 'backward' || lastPhase === 'update';
  const hasUpdate = lastPhase === 'update';
  const problems: (Problem | false)[] = [
    frozen.length > 0 &&
      !hasUpdate && {
        path: ['frozen'],
        at: 'key',
        expected: t`updates: frozen weights are those that an update leaves as they are`,
        found: t`a run without updates`,
        fix: stop && optimizer ? t`remove it, or remove stop_after` : t`remove it, or add an optimizer`,
      },
    hasUpdate &&
      run.updates.length === 0 && {
        path: frozen.length > 0 ? ['frozen'] : ['optimizer'],
        at: 'key',
        expected: t`at least one weight to update`,
        found: frozen.length > 0 ? t`only frozen ones` : t`none`,
        fix: frozen.length > 0 ? t`remove a weight from frozen` : t`remove the optimizer`,
      },
    inputGradients === true &&
      !hasBackward && {
        path: ['input_gradients'],
        at: 'key',
        expected: t`a backward phase, in which gradients are computed`,
        found: t`a run without one`,
        fix: stop ? t`remove it, or remove stop_after` : t`remove it, or add a loss or an output_gradient`,
      },
    optimizer !== undefined &&
      !hasUpdate && {
        path: ['optimizer'],
        at: 'key',
        expected: t`updates, which an optimizer does`,
        found: t`a run that stops before them`,
        fix: t`remove it, or remove stop_after`,
      },
  ];
  return problems.filter((problem) => problem !== false);
}

/** Warns of a learning rate with which nothing is learned. */
export function warnOfLearningRate({ document: { optimizer }, scenario }: Accepted): Problem[] {
  if (!optimizer || optimizer.learning_rate > 0) return [];
  const isZero = optimizer.learning_rate === 0;
  // Without a loss, a negative learning rate makes the outputs larger on purpose.
  if (!isZero && !scenario.hasLoss) return [];
  return [
    {
      path: ['optimizer', 'learning_rate'],
      expected: t`a learning rate above 0`,
      found: isZero ? t`0, with which no weight changes` : t`a negative one, with which the loss goes up`,
      fix: t`write a positive number, for example ${'0.01'}`,
    },
  ];
}

/** Warns of a batch that there are not enough examples for. */
export function warnOfBatch({ document: { training }, scenario: { data, rows } }: Accepted): Problem[] {
  const batch = training?.batch;
  // Examples that are taken together are counted where their rows are.
  if (typeof batch !== 'number' || rows !== null || batch <= data.length) return [];
  return [
    {
      path: ['training', 'batch'],
      expected:
        data.length === 1
          ? t`at most 1, for the only example`
          : t`at most ${String(data.length)}, the number of examples`,
      found: describeValue(batch),
      fix: t`write batch: all, or add examples`,
    },
  ];
}

/** Warns of inputs and parameters that nothing is computed from, and of parameters that no update changes. */
export function warnOfUnused({ scenario, run }: Accepted): Problem[] {
  const { inputs, parameters, frozen, lastPhase } = scenario;
  // A large network has a million operands: an array of flags takes a tenth of the time of a set.
  const isUsed = new Uint8Array(run.slots.length);
  for (const slot of run.outputs) isUsed[slot] = 1;
  for (const { instructions } of [run.example, run.update])
    for (const { operands } of instructions) for (const slot of operands) isUsed[slot] = 1;
  const ofInputs = inputs.flatMap((name, index): Problem[] => {
    if (isUsed[run.inputs[index] as Slot] === 1) return [];
    const expected = t`an input that something is computed from`;
    return [{ path: ['inputs', index], expected, found: t`${name}, which nothing uses`, fix: fixOfUnused() }];
  });
  // Those of layers are not written one by one, and are used.
  const updated = new Set(parameters.length === 0 ? [] : run.updates.map(({ parameter }) => parameter));
  const ofParameters = parameters.flatMap(({ name, array, indexes }, index): Problem[] => {
    const slot = run.parameters[index] as Slot;
    const path = ['parameters', array, ...indexes];
    if (isUsed[slot] === 0) {
      const expected = t`a parameter that a formula uses`;
      return [{ path, expected, found: t`${name}, which nothing uses`, fix: fixOfUnused() }];
    }
    if (lastPhase !== 'update' || updated.has(slot) || frozen.includes(name)) return [];
    const expected = t`a parameter that the loss depends on`;
    const found = t`${name}, which no update changes`;
    return [{ path, expected, found, fix: t`use it on the way to the loss, or write it under frozen` }];
  });
  return [...ofInputs, ...ofParameters];
}

const fixOfUnused = () => t`use it in a formula, or remove it`;
