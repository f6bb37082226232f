/** The update: what the optimiser keeps, and how it changes the parameters. */
import { memoize } from '../core/memo.ts';
import type { Instruction, Slot } from '../core/program.ts';
import type { Gradient } from './backward.ts';
import type { Writer } from './lines.ts';
import { beforeName, freeName, stateName } from './names.ts';
import type { ListedArray, ListedNetwork } from './network.ts';
import { isReadLater } from './update-states.ts';

type Slots = readonly (Slot | null)[];

/** What an optimiser keeps of a parameter, in a variable of its shape. */
interface KeptArray {
  readonly variable: string;
  readonly before: Slots;
  readonly after: Slots;
  /** Whether `before` is needed when `after` has been computed. */
  readonly isReadLater: boolean;
}

/** A parameter as an update changes it. All slots are in the order of its elements: null where one is frozen. */
export interface Update extends Gradient {
  /** Before the update; of frozen elements too. */
  readonly parameters: readonly Slot[];
  /** The values after each change, where the parameter is changed in place; none where it is written anew. */
  readonly changes: readonly Slots[];
  /** What is kept from update to update. */
  readonly states: readonly KeptArray[];
  /** The variable that says which elements are changed; null where all are. */
  readonly mask: string | null;
}

/** Parameters as an update changes them: null where one is frozen. Found once: it goes through the whole update. */
export const updatesOf = memoize((network: ListedNetwork) => network, findUpdates);

function findUpdates(network: ListedNetwork): Update[] {
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

function updateOf(network: ListedNetwork, { name, shape, slots: parameters }: ListedArray): Update {
  const slots = parameters.map((slot) => network.tape.carriedInto(slot)?.from ?? null);
  const kept = [...network.states.own].map(([word, ofParameters]) => {
    const ofEach = parameters.map((slot) => ofParameters.get(network.nameOf(slot)) ?? null);
    const before = ofEach.map((each) => each?.before ?? null);
    return { variable: stateName(word, name), before, after: ofEach.map((each) => each?.after ?? null) };
  });
  const writerOf = (slot: Slot | null) => network.run.update.instructions[indexOf(network, slot) ?? -1];
  // What the last change is subtracted from: the parameter, or what a change before has made of it.
  const shrunk = slots.map((slot) => writerOf(slot)?.operands[0] ?? null);
  // All elements are updated alike.
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
    mask: slots.includes(null) ? freeName(name) : null,
  };
}

/** Where in the update's Program a slot is written. */
function indexOf({ tape }: ListedNetwork, slot: Slot | null): number | null {
  return slot === null ? null : tape.writerIn('update', slot);
}

/** Whether an instruction adds to a value or subtracts from it. */
function isChange(instruction: Instruction | undefined, of: Slot | null): boolean {
  if (instruction === undefined) return false;
  const { op, operands } = instruction;
  return (op === 'add' || op === 'subtract') && operands[0] === of;
}

/** Writes what an update does, in the order in which it does it. */
export function writeUpdate(writer: Writer, network: ListedNetwork): void {
  writer.add('# update');
  const keep = (variable: string, shape: readonly number[], before: Slots) => {
    const copy = beforeName(variable);
    writer.add(`${copy} = ${shape.length === 0 ? variable : `np.copy(${variable})`}`);
    writer.cells.move(copy, shape, before);
  };
  const { shared } = network.states;
  for (const { variable, before, isReadLater } of shared) if (isReadLater) keep(variable, [], [before]);
  for (const { variable, after } of shared) writer.define(variable, [], [after]);
  for (const { name, shape, slots, changes, states, mask } of updatesOf(network)) {
    for (const { variable, before, isReadLater } of states) if (isReadLater) keep(variable, shape, before);
    for (const { variable, after } of states) writer.redefine(variable, shape, after);
    for (const change of changes) writer.change(name, shape, change, mask);
    if (changes.length === 0) writer.redefine(name, shape, slots);
  }
}

/** Which elements a mask lets through. */
export function maskText({ shape, slots }: Gradient): string {
  const flags = slots.map((slot) => (slot === null ? 'False' : 'True'));
  if (shape.length < 2) return `[${flags.join(', ')}]`;
  const width = flags.length / (shape[0] as number);
  const rows = Array.from({ length: shape[0] as number }, (_row, row) =>
    flags.slice(row * width, (row + 1) * width),
  );
  return `[${rows.map((row) => `[${row.join(', ')}]`).join(', ')}]`;
}
