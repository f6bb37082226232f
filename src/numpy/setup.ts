/** Writes the start of the listing: data, parameters and settings, as they are before the first step. */
import type { Run, Slot } from '../core/program.ts';
import type { Scenario } from '../scenario/format/scenario.ts';
import { updatesOf } from './update.ts';
import type { NumpyLayer } from './variables/layers.ts';
import { weightAddress } from './variables/losses.ts';
import type { NumpyArray } from './variables/named-arrays.ts';
import type { NumpyNetwork } from './variables/network.ts';
import type { VariableMap } from './writing/cells.ts';
import { arrayFunctionLines, helperLines, operationLines } from './writing/helpers.ts';
import type { Lines } from './writing/lines.ts';
import { literal, nested } from './writing/numbers.ts';

/**
 * Maximum number of elements of a matrix on one line; larger ones have one row per line. The limit is not a text
 * length, because the layout of lines must not depend on the values.
 */
const MOST_IN_A_LINE = 8;

const ZERO = literal(0);

/** Records the variables for all slots that have values before the first step. */
export function placeInputs(cells: VariableMap, network: NumpyNetwork): void {
  const { run, parameters, kept, inputs } = network;
  if (inputs === null) cells.place('x', [run.inputs.length], run.inputs);
  else for (const { name, shape, slots } of inputs) cells.place(name, shape, slots);
  if (run.targets.length > 0) cells.place('target', [run.targets.length], run.targets);
  for (const { name, shape, slots } of [...parameters, ...kept]) cells.place(name, shape, slots);
  for (const { names, dropout } of network.layers) {
    if (dropout) cells.place(names.mask, [dropout.masks.length], dropout.masks);
  }
  if (run.batchShare !== null) cells.place('share', [], [run.batchShare]);
  if (run.seeds.length > 0) cells.place('output_gradient', [run.seeds.length], run.seeds);
  for (const { variable, slot } of weightsOf(network)) cells.place(variable, [], [slot]);
  const rate = network.slot({ kind: 'learningRate', part: null });
  if (rate !== null) cells.place('learning_rate', [], [rate]);
  for (const { variable, slot } of network.states.rates) cells.place(variable, [], [slot]);
  for (const { variable, before } of network.states.shared) {
    if (before !== null) cells.place(variable, [], [before]);
  }
  for (const { shape, states } of updatesOf(network)) {
    for (const { variable, before } of states) cells.place(variable, shape, before);
  }
}

/** The weights of losses that are not 1. */
function weightsOf(network: NumpyNetwork) {
  return network.losses.flatMap((loss) => {
    const slot = network.slot(weightAddress(loss));
    return slot === null ? [] : [{ variable: loss.weight, slot }];
  });
}

/** Writes the dropout masks of an example. @param isTrained true: drawn at random; false: all 1 */
export function writeMasks(lines: Lines, { layers, run }: NumpyNetwork, isTrained: boolean): void {
  const epoch = hasEpochs(run) ? 'epoch' : '0';
  const row = run.data.length > 1 ? 'row' : '0';
  for (const { layer, names } of layers) {
    if (!layer.dropout) continue;
    const { seed, rate } = layer.dropout;
    const size = layer.nodes.length;
    const drawn = isTrained ? `dropped(${seed}, ${rate}, ${size}, ${epoch}, ${row})` : `np.ones(${size})`;
    lines.add(`${names.mask} = ${drawn}`);
  }
}

/** Whether the listing counts epochs. */
export function hasEpochs({ epochs, order }: Run): boolean {
  return epochs > 1 || order !== null;
}

/** Writes the whole setup. */
export function writeSetup(lines: Lines, scenario: Scenario, network: NumpyNetwork): void {
  const { run, layers } = network;
  lines.add('import numpy as np');
  const instructions = [...run.example.instructions, ...run.update.instructions];
  for (const line of operationLines(new Set(instructions.map(({ op }) => op)))) lines.add(line);
  for (const line of arrayFunctionLines([...scenario.formulas, ...scenario.nexts])) lines.add(line);
  lines.add('');
  writeData(lines, scenario, network);
  if (run.masks && run.data.length > 1) lines.add('data = list(enumerate(data))');
  const maskedRows = run.masks ? run.data.length : null;
  for (const line of helperLines(run.order ? scenario.shuffle : null, maskedRows)) lines.add(line);
  for (const listed of layers) writeParameters(lines, run, listed);
  if (network.formulas.length > 0) writeArrays(lines, network);
  const number = (slot: Slot) => literal(run.slots[slot]?.initial ?? 0);
  if (run.seeds.length > 0) lines.add(`output_gradient = ${arrayText(run.seeds.map(number))}`);
  for (const { variable, slot } of weightsOf(network)) lines.add(`${variable} = ${number(slot)}`);
  const rate = network.slot({ kind: 'learningRate', part: null });
  if (rate !== null && run.update.instructions.length > 0) lines.add(`learning_rate = ${number(rate)}`);
  for (const { variable, slot } of network.states.rates) lines.add(`${variable} = ${number(slot)}`);
  for (const { variable, before } of network.states.shared) {
    if (before !== null) lines.add(`${variable} = ${number(before)}`);
  }
  for (const { name, shape, states } of updatesOf(network)) {
    for (const { variable, before } of states) {
      const values = before.map((slot) => (slot === null ? null : number(slot)));
      lines.add(`${variable} = ${startText(name, shape, values)}`);
    }
  }
  for (const update of updatesOf(network)) {
    if (update.mask !== null) {
      const flags = update.slots.map((slot) => (slot === null ? 'False' : 'True'));
      lines.add(`${update.mask} = np.array(${nested(update.shape, flags)})`);
    }
  }
}

/**
 * A variable of the shape of a parameter, as it is before the first update.
 *
 * @param values its elements; null for those that the optimizer does not keep
 */
function startText(name: string, shape: readonly number[], values: readonly (string | null)[]): string {
  const [first = ZERO, ...others] = new Set(values.filter((value) => value !== null));
  if (shape.length === 0) return first;
  if (others.length > 0)
    return `np.array(${nested(
      shape,
      values.map((value) => value ?? ZERO),
    )})`;
  return first === ZERO ? `np.zeros_like(${name})` : `np.full_like(${name}, ${first})`;
}

/** The inputs of an example, as the left side of an assignment. */
export function inputsText(inputs: readonly NumpyArray[] | null): string {
  if (inputs === null) return 'x';
  return inputs.length === 0 ? '_' : tuple(inputs.map(({ name }) => name));
}

function tuple(elements: readonly string[]): string {
  return `(${elements.join(', ')}${elements.length === 1 ? ',' : ''})`;
}

/** The inputs of an example as `inputsText` takes them: one vector, or with arrays each by itself. */
function givenText(inputs: readonly NumpyArray[] | null, numbers: readonly string[]): string {
  if (!inputs?.some(({ shape }) => shape.length > 0)) return arrayText(numbers);
  let first = 0;
  return tuple(
    inputs.map(({ shape, slots }) => {
      const own = numbers.slice(first, first + slots.length);
      first += slots.length;
      return shape.length === 0 ? `np.float64(${own[0]})` : `np.array(${nested(shape, own)})`;
    }),
  );
}

function writeData(
  lines: Lines,
  { inputs }: Scenario,
  { run: { data, targets }, inputs: variables }: NumpyNetwork,
): void {
  const [only] = data;
  const names = inputs.join(', ');
  if (data.length === 1 && only) {
    const comment = variables === null ? `  # ${names}` : '';
    if (names !== '') {
      lines.add(`${inputsText(variables)} = ${givenText(variables, only.inputs.map(literal))}${comment}`);
    }
    if (targets.length > 0) lines.add(`target = ${arrayText(only.targets.map(literal))}`);
    return;
  }
  lines.add(`data = [  # ${names}`);
  lines.indented(() => {
    for (const row of data) {
      const x = givenText(variables, row.inputs.map(literal));
      const target = arrayText(row.targets.map(literal));
      lines.add(targets.length > 0 ? `(${x}, ${target}),` : `${x},`);
    }
  });
  lines.add(']');
}

function writeParameters(
  lines: Lines,
  run: Run,
  { layer, names, weighted, width, biased, ...listed }: NumpyLayer,
): void {
  const number = (slot: Slot) => literal(run.slots[slot]?.initial ?? 0);
  const nodeNames = (nodes: readonly number[]) => nodes.map((node) => layer.nodes[node]?.name).join(', ');
  const rows = weighted.map(
    (_node, row) =>
      `[${listed.weights
        .slice(row * width, (row + 1) * width)
        .map(number)
        .join(', ')}]`,
  );
  if (rows.length > 1 && rows.length * width > MOST_IN_A_LINE) {
    lines.add(`${names.weights} = np.array([`);
    lines.indented(() => {
      rows.forEach((row, index) => {
        lines.add(`${row},  # ${nodeNames([weighted[index] as number])}`);
      });
    });
    lines.add('])');
  } else if (rows.length > 0) {
    lines.add(`${names.weights} = np.array([${rows.join(', ')}])  # ${nodeNames(weighted)}`);
  }
  if (biased.length > 0) {
    lines.add(`${names.bias} = ${arrayText(listed.biases.map(number))}  # ${nodeNames(biased)}`);
  }
  if (listed.sharedBias !== null) lines.add(`${names.bias} = ${number(listed.sharedBias)}`);
}

/** Writes parameters of formulas. Single numbers are NumPy floats too: Python floats raise an error on overflow. */
function writeArrays(lines: Lines, { run, parameters, kept }: NumpyNetwork): void {
  for (const { name, shape, slots } of [...parameters, ...kept]) {
    const numbers = slots.map((slot) => literal(run.slots[slot]?.initial ?? 0));
    lines.add(
      `${name} = ${shape.length === 0 ? `np.float64(${numbers[0]})` : `np.array(${nested(shape, numbers)})`}`,
    );
  }
}

function arrayText(numbers: readonly string[]): string {
  return `np.array([${numbers.join(', ')}])`;
}
