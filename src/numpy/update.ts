/** The update: what the optimiser keeps, and how it changes the parameters. */
import type { Slot } from '../core/program.ts';
import type { Gradient } from './backward.ts';
import type { Writer } from './lines.ts';
import { freeName, stateName } from './names.ts';
import type { ListedNetwork } from './network.ts';

type Slots = readonly (Slot | null)[];

/** A parameter as an update changes it. All slots are in the order of its elements: null where one is frozen. */
export interface Update extends Gradient {
  /** Before the update; of frozen elements too. */
  readonly parameters: readonly Slot[];
  /** What the change is subtracted from, where that is not the parameter as it is. */
  readonly shrunk: Slots;
  /** What is kept from update to update, each in a variable of the parameter's shape. */
  readonly states: readonly { readonly variable: string; readonly before: Slots; readonly after: Slots }[];
  /** The variable that says which elements are changed; null where all are. */
  readonly mask: string | null;
}

const updates = new WeakMap<ListedNetwork, readonly Update[]>();

/** Parameters as an update changes them: null where one is frozen. Found once: it goes through the whole update. */
export function updatesOf(network: ListedNetwork): readonly Update[] {
  const known = updates.get(network);
  if (known) return known;
  const found = findUpdates(network);
  updates.set(network, found);
  return found;
}

function findUpdates(network: ListedNetwork): Update[] {
  const { run, tape, states, parameters: all } = network;
  const indexOf = (slot: Slot | null) => (slot === null ? null : tape.writerIn('update', slot));
  const first = ({ slots }: Gradient) =>
    slots.reduce<number>((least, slot) => Math.min(least, indexOf(slot) ?? least), Number.POSITIVE_INFINITY);
  const shrunkOf = (slot: Slot | null, parameter: Slot) => {
    const [before = null] = run.update.instructions[indexOf(slot) ?? -1]?.operands ?? [];
    return before === parameter ? null : before;
  };
  return all
    .map(({ name, shape, slots: parameters }): Update => {
      const slots = parameters.map((slot) => tape.carriedInto(slot)?.from ?? null);
      const kept = [...states.own].map(([word, ofParameters]) => {
        const ofEach = parameters.map((slot) => ofParameters.get(network.nameOf(slot)) ?? null);
        return {
          variable: stateName(word, name),
          before: ofEach.map((each) => each?.before ?? null),
          after: ofEach.map((each) => each?.after ?? null),
        };
      });
      return {
        name,
        shape,
        parameters,
        slots,
        shrunk: slots.map((slot, index) => shrunkOf(slot, parameters[index] as Slot)),
        states: kept.filter(({ after }) => hasAny(after)),
        mask: slots.includes(null) ? freeName(name) : null,
      };
    })
    .filter(({ slots }) => hasAny(slots))
    .sort((a, b) => first(a) - first(b));
}

const hasAny = (slots: Slots) => slots.some((slot) => slot !== null);

/** Writes what an update does, in the order in which it does it. */
export function writeUpdate(writer: Writer, network: ListedNetwork): void {
  writer.add('# update');
  for (const { variable, after } of network.states.shared) writer.define(variable, [], [after]);
  for (const { name, shape, slots, shrunk, states, mask } of updatesOf(network)) {
    for (const { variable, after } of states) writer.redefine(variable, shape, after);
    writer.change(name, shape, shrunk, mask);
    writer.change(name, shape, slots, mask);
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
