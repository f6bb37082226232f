/** Writes the update: the values that the optimizer keeps, and the changes of the parameters. */
import { memoize } from '../core/memo.ts';
import { ops } from '../core/operations.ts';
import type { Instruction, Slot } from '../core/program.ts';
import type { Gradient } from './backward.ts';
import type { NumpyArray } from './variables/named-arrays.ts';
import { batchName, beforeName, gradientName, stateName, updateMaskName } from './variables/names.ts';
import type { NumpyNetwork } from './variables/network.ts';
import { GRADIENT_NORM, isReadLater } from './variables/update-states.ts';
import { indexes } from './writing/cells.ts';
import type { LineWriter } from './writing/line-writer.ts';

type Slots = readonly (Slot | null)[];

/** A value that an optimizer keeps for a parameter, in a variable of the same shape. */
interface KeptArray {
  readonly variable: string;
  readonly before: Slots;
  readonly after: Slots;
  /** Whether `before` is still read after `after` has been computed. */
  readonly isReadLater: boolean;
}

/** The update of a parameter. All slots are in the order of its elements; null for a frozen element. */
export interface Update extends Gradient {
  /** The slots before the update, including those of frozen elements. */
  readonly parameters: readonly Slot[];
  /** The values after each in-place change; empty if the parameter is assigned instead. */
  readonly changes: readonly Slots[];
  /** The values kept between updates. */
  readonly states: readonly KeptArray[];
  /** The variable for the mask of the changed elements; null if all are changed. */
  readonly mask: string | null;
}

/** The updates of all parameters that are not completely frozen. Found once per network, because that is slow. */
export const updatesOf = memoize((network: NumpyNetwork) => network, findUpdates);

function findUpdates(network: NumpyNetwork): Update[] {
  const first = ({ slots }: Gradient) =>
    slots.reduce<number>(
      (least, slot) => Math.min(least, indexOf(network, slot) ?? least),
      Number.POSITIVE_INFINITY,
    );
  return network.parameters
    .map((parameter) => updateOf(network, parameter))
    .filter(({ slots }) => slots.some((slot) => slot !== null))
    .sort((a, b) => first(a) - first(b));
}

function updateOf(network: NumpyNetwork, { name, shape, slots: parameters }: NumpyArray): Update {
  const slots = parameters.map((slot) => network.tape.carriedInto(slot)?.from ?? null);
  const kept = [...network.states.own].map(([word, ofParameters]) => {
    const ofEach = parameters.map((slot) => ofParameters.get(network.nameOf(slot)) ?? null);
    const before = ofEach.map((each) => each?.before ?? null);
    return { variable: stateName(word, name), before, after: ofEach.map((each) => each?.after ?? null) };
  });
  const writerOf = (slot: Slot | null) => network.run.update.instructions[indexOf(network, slot) ?? -1];
  // The value that the last change is subtracted from: the parameter, or the result of an earlier change to it.
  const shrunk = slots.map((slot) => writerOf(slot)?.operands[0] ?? null);
  // All elements are updated in the same way, so one of them is enough.
  const sample = slots.findIndex((slot) => slot !== null);
  const results = [...kept.map(({ after }) => after), shrunk, slots].map((each) => each[sample] ?? null);
  const isNeeded = (slot: Slot | null, place: number) => isReadLater(slot, results, place, writerOf);
  const parameter = parameters[sample] ?? null;
  const change = writerOf(shrunk[sample] ?? null);
  const isPlain = shrunk[sample] === parameter;
  const isInTwo = isChange(change, parameter) && !isNeeded(parameter, kept.length);
  return {
    name,
    shape,
    parameters,
    slots,
    changes: isPlain ? [slots] : isInTwo ? [shrunk, slots] : [],
    states: kept.map((each, place) => ({
      ...each,
      isReadLater: isNeeded(each.before[sample] ?? null, place),
    })),
    mask: slots.includes(null) ? updateMaskName(name) : null,
  };
}

/** Index of the instruction in the update's Program that writes a slot; null if there is none. */
function indexOf({ tape }: NumpyNetwork, slot: Slot | null): number | null {
  return slot === null ? null : tape.writerIn('update', slot);
}

/** Whether an instruction changes the slot `of` in a way that NumPy can write in place. */
function isChange(instruction: Instruction | undefined, of: Slot | null): boolean {
  if (instruction === undefined) return false;
  const { op, operands } = instruction;
  return ops[op].numpy.inPlace !== undefined && operands[0] === of;
}

/** Writes the update, in the order of the tape: the next kept values, then the parameters. */
export function writeUpdate(writer: LineWriter, network: NumpyNetwork): void {
  writer.add('# update');
  const keep = (variable: string, shape: readonly number[], before: Slots) => {
    const copy = beforeName(variable);
    writer.add(`${copy} = ${shape.length === 0 ? variable : `np.copy(${variable})`}`);
    writer.cells.move(copy, shape, before);
  };
  for (const { name, shape, slots, whole } of network.nexts) {
    if (whole && writer.defineWhole(name, shape, slots, whole)) continue;
    writer.redefine(name, shape, slots);
  }
  const { shared } = network.states;
  for (const { variable, before, isReadLater } of shared) if (isReadLater) keep(variable, [], [before]);
  for (const { variable, after } of shared) {
    if (variable === GRADIENT_NORM) writeGradientNorm(writer, network, after);
    else writer.define(variable, [], [after]);
  }
  for (const { name, shape, slots, changes, states, mask } of updatesOf(network)) {
    for (const { variable, before, isReadLater } of states) if (isReadLater) keep(variable, shape, before);
    for (const { variable, after } of states) writer.redefine(variable, shape, after);
    for (const change of changes) writer.change(name, shape, change, mask);
    if (changes.length === 0) writer.redefine(name, shape, slots);
  }
}

/** Writes the norm of the gradient as sums over whole arrays, if the tape adds the same squares in the same order. */
function writeGradientNorm(writer: LineWriter, network: NumpyNetwork, norm: Slot): void {
  const nameOf = network.run.batch === 1 ? gradientName : batchName;
  const changed = new Set(network.run.updates.map(({ parameter }) => parameter));
  const arrays = network.parameters.flatMap((parameter) => {
    const updated = parameter.slots.map((slot) => changed.has(slot));
    const elements = indexes(parameter.shape).filter((_index, place) => updated[place]);
    const array = nameOf(parameter.name);
    const isWhole = elements.length === updated.length;
    const mask = isWhole ? '' : `[${updateMaskName(parameter.name)}]`;
    /** The sum of the squares of its first elements. */
    const total = (count: number) => {
      if (parameter.shape.length === 0) return `${array}**2`;
      const first = count === elements.length ? mask : `${isWhole ? '.flat' : mask}[:${count}]`;
      return `np.sum(${array}${first}**2)`;
    };
    return elements.length === 0 ? [] : [{ array, elements, total }];
  });
  /** The sum of the first squares of all arrays. */
  const totalOf = (count: number) => {
    let left = count;
    const parts: string[] = [];
    for (const { elements, total } of arrays) {
      if (left > 0) parts.push(total(Math.min(left, elements.length)));
      left -= elements.length;
    }
    return parts.join(' + ');
  };
  const squares = arrays.flatMap(({ array, elements }) => elements.map((index) => `${array}${index}**2`));
  const text = `np.sqrt(${totalOf(squares.length)})`;
  writer.define(GRADIENT_NORM, [], [norm], {
    text,
    main: text.length,
    operands: arrays.map(({ array }) => array),
    expected: () => `np.sqrt(${squares.join(' + ')})`,
    sum: network.run.update.instructions[indexOf(network, norm) as number]?.operands[0] as Slot,
    partial: (_position, count) => totalOf(count),
  });
}
