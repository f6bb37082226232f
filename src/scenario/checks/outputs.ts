/** Warns of outputs that do not suit the loss: because of their activation, their dropout, or the examples. */
import { Engine } from '../../core/execution/machine.ts';
import { anyNumber, type Bounds, zeroToOne } from '../../core/operations/operation.ts';
import { activationNames, ops } from '../../core/operations.ts';
import { type Instruction, type Run, type Slot, writeSlots } from '../../core/program.ts';
import { tapeIndexOf } from '../../core/tape-index.ts';
import type { Path, Problem } from '../../diagnostics/diagnostic.ts';
import { joinList } from '../../diagnostics/plurals.ts';
import { t } from '../../i18n/translate.ts';
import { isLastLayer, type Scenario, writtenLosses } from '../format/scenario.ts';
import { outputExpectations, suits } from '../losses/common/expectations.ts';
import { type LossName, losses, lossNames } from '../losses/losses.ts';
import type { ScenarioLoss } from '../losses/scenario-losses.ts';
import type { Accepted } from './accepted.ts';

/** The activation whose outputs are shares. */
const SOFTMAX = 'softmax';

/** Warns of the first output whose activation does not give what the loss is meant for. */
export function warnOfActivation(accepted: Accepted): Problem[] {
  return writtenLosses(accepted.scenario).flatMap((_loss, index) => warnOfOne(accepted, index));
}

/** The path of a loss in the document. */
const pathOf = ({ losses: all, rows }: Scenario, index: number): Path =>
  all[index]?.name === null || rows !== null ? ['loss'] : ['loss', index];

function warnOfOne({ document, scenario, run }: Accepted, place: number): Problem[] {
  const { layers } = scenario;
  const { name, kind: loss, of: outputs } = scenario.losses[place] as ScenarioLoss;
  if (loss === null) return [];
  const { expects, continues } = losses[loss];
  const at = layers.findIndex(({ nodes }) => nodes.some(({ name }) => name === outputs[0]));
  const isSoftmax = layers[at]?.activation === SOFTMAX;
  if (continues !== undefined && layers[at]?.activation === continues && isLastLayer(scenario, outputs))
    return [];
  const { areShares } = outputExpectations[expects.outputs];
  if (areShares && isSoftmax) return [];
  for (const [index, slot] of slotsNamed(scenario, run, outputs).entries()) {
    const bounds = boundsOf(run, slot);
    if (bounds === null || (suits(bounds, expects.outputs) && !areShares)) continue;
    const output = outputs[index] as string;
    const activation = document.layers?.[at]?.activation;
    return [
      {
        path: activation === undefined ? pathOf(scenario, place) : ['layers', at, 'activation'],
        expected: expectedText(loss),
        found: activation === undefined ? foundText(output, bounds) : foundText(activation, bounds),
        fix: fixOf(
          loss,
          bounds,
          layers.length > 0,
          name === null || scenario.rows !== null ? 'loss' : 'kind',
        ),
      },
    ];
  }
  return [];
}

/** How far a sum of shares may be from 1: some roundings. */
const ROUNDING = 1e-12;

/** Warns of formulas that seem to compute softmax, before a loss that applies it itself. */
export function warnOfSoftmax({ scenario, run }: Accepted): Problem[] {
  if (scenario.formulas.length === 0) return [];
  return writtenLosses(scenario).flatMap((_loss, index) => warnOfShares(scenario, run, index));
}

function warnOfShares(scenario: Scenario, run: Run, place: number): Problem[] {
  const { kind: loss, of } = scenario.losses[place] as ScenarioLoss;
  if (loss === null || losses[loss].continues === undefined) return [];
  const slots = slotsNamed(scenario, run, of);
  const engine = new Engine(run);
  const registers = Float64Array.from(run.slots, ({ initial }) => initial);
  const { instructions } = run.example;
  const forward = instructions.filter(({ scope }) => scope.phase === 'forward').length;
  const areShares = run.data.every(({ inputs }) => {
    writeSlots(registers, run.inputs, inputs);
    engine.execute('example', registers, 0, forward);
    const outputs = slots.map((slot) => registers[slot] as number);
    const sum = outputs.reduce((total, output) => total + output, 0);
    return outputs.every((output) => output >= 0) && Math.abs(sum - 1) <= ROUNDING;
  });
  if (!areShares) return [];
  return [
    {
      path: pathOf(scenario, place),
      expected: expectedText(loss),
      found: t`outputs that add up to 1 in every example, like the outputs of softmax`,
      fix: t`leave softmax out of the formulas: the loss applies it itself`,
    },
  ];
}

/** The slots of values of an example, by their names. Of a large tape, only those of the outputs are at hand. */
function slotsNamed({ outputs }: Scenario, run: Run, names: readonly string[]): readonly Slot[] {
  if (outputs.length === names.length && outputs.every((name, index) => name === names[index]))
    return run.outputs;
  const wanted = new Set(names);
  const found = new Map<string, Slot>();
  for (const [slot, { kind, names: own }] of run.slots.entries()) {
    if (kind === 'constant') continue;
    for (const name of own) if (wanted.has(name) && !found.has(name)) found.set(name, slot);
  }
  return names.map((name) => found.get(name) as Slot);
}

/** Warns of dropout on the outputs: the loss would compare targets with outputs that chance has changed. */
export function warnOfDropout({ scenario: { layers, hasLoss } }: Accepted): Problem[] {
  const last = layers.at(-1);
  if (!hasLoss || !last?.dropout) return [];
  return [
    {
      path: ['layers', layers.length - 1, 'dropout'],
      at: 'key',
      expected: t`dropout on a hidden layer`,
      found: t`dropout on the outputs, which the loss compares with the targets`,
      fix: t`remove it, or put it on the layer before`,
    },
  ];
}

/**
 * Warns of outputs that are classes of which there is no example. With fewer examples than outputs, not every class can
 * have one.
 */
export function warnOfClasses({ document, scenario }: Accepted): Problem[] {
  const { loss, data, outputs } = scenario;
  if (loss === null || losses[loss].classes?.kind !== 'largest' || data.length < outputs.length) return [];
  const unused = outputs.filter((_output, index) => data.every(({ targets }) => targets[index] === 0));
  const [first] = unused;
  if (first === undefined) return [];
  return [
    {
      ...placeOfOutput(document, first),
      expected: t`an example of every class: ${outputs.length} outputs are ${outputs.length} classes`,
      found: t`none of ${joinList(unused)}: the target is always 0`,
      fix: t`remove the output, or add an example`,
    },
  ];
}

function placeOfOutput({ layers }: Accepted['document'], output: string): Pick<Problem, 'path' | 'at'> {
  const last = layers?.at(-1);
  if (!layers || !last) return { path: ['formulas', output], at: 'key' };
  const path: Path = ['layers', layers.length - 1];
  return last.nodes ? { path: [...path, 'nodes', output], at: 'key' } : { path: [...path, 'size'] };
}

/**
 * Where all values of an output lie, as its activation tells; null if that is not known, as for the result of other
 * operations in a formula.
 */
function boundsOf(run: Run, output: Slot): Bounds | null {
  const tape = tapeIndexOf(run);
  for (let slot = output; ; ) {
    const index = tape.writerIn('example', slot);
    if (index === null) return null;
    const { op, role, operands } = run.example.instructions[index] as Instruction;
    if (role.kind === 'dropout' || role.kind === 'copied') slot = operands[0] as Slot;
    else if (role.kind === 'softmaxPart') return zeroToOne;
    else return role.kind === 'formula' ? null : (ops[op].traits?.bounds ?? anyNumber);
  }
}

function expectedText(loss: LossName): string {
  return t`${outputExpectations[losses[loss].expects.outputs].words()}, because of the loss ${loss}`;
}

/** @param subject the activation, or the output if it has none */
function foundText(subject: string, { least, most }: Bounds): string {
  if (!Number.isFinite(least)) return t`${subject}, which can be any number`;
  return Number.isFinite(most)
    ? t`${subject}, which gives only numbers from ${String(least)} to ${String(most)}`
    : t`${subject}, which gives only numbers from ${String(least)} on`;
}

/**
 * Another activation for this loss, or another loss with the same targets for this activation.
 *
 * @param key the key that names the loss
 */
function fixOf(loss: LossName, bounds: Bounds, hasLayers: boolean, key: 'loss' | 'kind'): string {
  const { outputs, targets } = losses[loss].expects;
  if (outputExpectations[outputs].areShares && hasLayers) return t`write activation: ${SOFTMAX}`;
  const activation = activationNames.find((name) => suits(ops[name].traits?.bounds ?? anyNumber, outputs));
  const other = lossNames.find(
    (name) =>
      losses[name].expects.targets === targets &&
      suits(bounds, losses[name].expects.outputs) &&
      !outputExpectations[losses[name].expects.outputs].areShares,
  );
  if (activation === undefined || !hasLayers) {
    return other === undefined ? t`change the formula` : t`write ${key}: ${other}, or change the formula`;
  }
  return other === undefined
    ? t`write activation: ${activation}`
    : t`write activation: ${activation}, or ${key}: ${other}`;
}
