/**
 * Arrays and their rows by name, wherever a person types an address: `A`, `A[0]`, `grad(A)`; of layers `hidden`,
 * `h0.w`. Every command that takes the address of a value finds here which numbers a name stands for.
 */
import { type Address, printAddress, type StateName } from '../core/address.ts';
import { memoize } from '../core/memo.ts';
import type { Slot } from '../core/program.ts';
import { catchFault } from '../expression/addresses.ts';
import { elementName, elementNames, indexesOf, type Shape } from '../expression/arrays/terms.ts';
import { addressAt, joinedNames } from '../expression/vocabulary.ts';
import { layerArrays } from '../scenario/format/layer-arrays.ts';
import type { Session } from './session.ts';

/** An array or a part of one that has axes of its own. */
export interface ArrayPart {
  /** The lengths of its axes. */
  readonly shape: Shape;
  /** The addresses of its numbers in their order; null for a number that the run does not have, as some gradients. */
  readonly cells: readonly (string | null)[];
  /** The addresses that the run has. */
  readonly addresses: readonly string[];
  /** The names of its rows along the last axis, in their order; of a list its own name. */
  readonly rows: readonly string[];
}

/** An array or a part of one, as it is called. */
export interface NamedPart extends ArrayPart {
  readonly name: string;
}

const states: readonly StateName[] = ['velocity', 'm', 'v', 'v_delta'];

/** Makes the address of something that there is of a value. */
type About = (of: Address) => Address;

/** What there may be of any number of an array: the value itself, and its gradient. */
const ofAll: readonly About[] = [(of) => of, (of) => ({ kind: 'gradient', of })];

/** What there may be of parameters only: the gradient of a batch, and what an update makes of it. */
const ofParameters: readonly About[] = [
  (of) => ({ kind: 'batchGradient', of }),
  (of) => ({ kind: 'delta', of, part: null }),
  ...states.map(
    (state): About =>
      (of) => ({ kind: 'state', state, of, part: null }),
  ),
];

const about: readonly About[] = [...ofAll, ...ofParameters];

/** The arrays of a run and their rows, by name, each made when it is asked for. No value of the run has one of these names. */
const arrayParts = memoize(
  ({ engine }: Session) => engine.run,
  (session): ReadonlyMap<string, () => ArrayPart> => {
    const parts = new Map<string, () => ArrayPart>();
    // A layer may be called like its only node: then the weights are those of the node.
    for (const all of [formulaParts(session), partsOfLayers(session)])
      for (const [name, part] of all) if (!parts.has(name)) parts.set(name, part);
    return parts;
  },
);

type NamedParts = Iterable<readonly [name: string, part: () => ArrayPart]>;

function* formulaParts({ scenario, values }: Session): NamedParts {
  const { arrays: given, formulas, nexts, lists } = scenario;
  const arrays = [
    ...[...given, ...formulas, ...nexts]
      .filter(({ shape }) => shape.length > 0)
      .map(({ name, shape }) => ({ name, shape, cells: elementNames(name, shape) })),
    ...lists.map(({ name, turns, shape }) => ({
      name,
      shape,
      cells: turns.flatMap((turn) => elementNames(turn, shape.slice(1))),
    })),
  ];
  for (const wrap of about) {
    const text = (name: string) => printAddress(wrap({ kind: 'value', name }));
    for (const { name, shape, cells } of arrays) {
      const all = cells.map((each) => {
        const address = text(each);
        return values.isKnown(address) ? address : null;
      });
      for (const { indexes, ...part } of partsOf(shape, all)) {
        const own = text(elementName(name, indexes));
        const addresses = part.cells.filter((address) => address !== null);
        const rows = elementNames(elementName(name, indexes), part.shape.slice(0, -1)).map(text);
        if (addresses.length > 0 && !values.isKnown(own)) yield [own, () => ({ ...part, addresses, rows })];
      }
    }
  }
}

function* partsOfLayers({ scenario, values, engine: { run } }: Session): NamedParts {
  const arrays = layerArrays(scenario);
  const updated = run.updates[0]?.parameter;
  const parameter = updated === undefined ? undefined : run.slots[updated]?.names[0];
  for (const wrap of about) {
    const text = (name: string) => printAddress(wrap({ kind: 'value', name }));
    // This is not looked for at a million weights if the first parameter has none.
    if (ofParameters.includes(wrap) && (parameter === undefined || !values.isKnown(text(parameter))))
      continue;
    for (const { name, shape, cells, rows } of arrays) {
      const own = text(name);
      const isKnown = (cell: string) => values.isKnown(text(cell));
      if (values.isKnown(own) || !someOf(cells(), isKnown)) continue;
      yield [
        own,
        () => {
          const all = Array.from(cells(), (cell) => (isKnown(cell) ? text(cell) : null));
          const addresses = all.filter((address) => address !== null);
          return { shape, cells: all, addresses, rows: rows.map(text) };
        },
      ];
    }
  }
}

function someOf<Item>(items: Iterable<Item>, test: (item: Item) => boolean): boolean {
  for (const item of items) if (test(item)) return true;
  return false;
}

/** An array and all its parts that begin with some indexes and have at least one axis. */
function partsOf<Cell>(shape: Shape, cells: readonly Cell[]) {
  return shape.flatMap((_length, fixed) => {
    const own = shape.slice(fixed);
    const all = indexesOf(shape.slice(0, fixed));
    const size = cells.length / all.length;
    return all.map((indexes, place) => ({
      indexes,
      shape: own,
      cells: cells.slice(place * size, (place + 1) * size),
    }));
  });
}

/** The addresses of the run and the names of its arrays and of their rows, to be read. */
export const vocabularyOfRun = memoize(
  ({ engine }: Session) => engine.run,
  (session) => joinedNames(session.values.names, arrayParts(session).keys()),
);

/** The same as a list. */
export const addressesAndArrays = memoize(
  ({ engine }: Session) => engine.run,
  (session): readonly string[] => {
    const parts = arrayParts(session);
    return parts.size === 0 ? session.values.names : [...session.values.names, ...parts.keys()];
  },
);

/**
 * The array or row whose name starts at an offset of a text, and the offset of the name's end; null if another address
 * or none starts there.
 */
export function partAt(
  text: string,
  at: number,
  session: Session,
): { readonly value: NamedPart; readonly end: number } | null {
  const parts = arrayParts(session);
  if (parts.size === 0) return null;
  const read = catchFault(text, () => ({
    ok: true as const,
    ...addressAt(text, at, vocabularyOfRun(session)),
  }));
  const part = read.ok ? parts.get(read.name)?.() : undefined;
  return read.ok && part ? { value: { ...part, name: read.name }, end: read.end } : null;
}

/** Whether a name is that of an array or a row, and not the address of a value. */
export function isArrayName(session: Session, name: string): boolean {
  return arrayParts(session).has(name);
}

/** The addresses of the numbers that a name stands for: those of an array or a row, or the address itself. */
export function numbersOf(session: Session, name: string): readonly string[] {
  return arrayParts(session).get(name)?.().addresses ?? [name];
}

/** The slots of these numbers. */
export function slotsNamed(session: Session, name: string): readonly Slot[] {
  return numbersOf(session, name).flatMap((address) => session.values.slotsOf(address));
}
