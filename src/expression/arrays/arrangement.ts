/** Arrays from the numbers of others, without computing: transposes, parts, arrays put together. */
import { binding } from '../../core/operations/operation.ts';
import { t } from '../../i18n/translate.ts';
import { type ArrayFunction, callOf } from './array-function.ts';
import {
  type AxisIndex,
  axisOf,
  cellAt,
  type FormulaTree,
  indexesOf,
  limit,
  type Shape,
  ShapeFault,
  shapeText,
  sizeOf,
  stridesOf,
  type Terms,
} from './terms.ts';

/**
 * The part of an array that has these indexes, as in NumPy: an index takes its axis away, a slice shortens it.
 *
 * @throws ShapeFault if there are too many indexes, if one is outside the array, or if nothing is left
 */
export function partOf({ shape, cells }: Terms, wanted: readonly AxisIndex[]): Terms {
  if (wanted.length > shape.length) {
    throw new ShapeFault(
      shape.length === 0 ? t`no index after a single value` : t`at most ${shape.length} indexes`,
      t`${wanted.length} for ${shapeText(shape)}`,
      shape.length === 0 ? t`remove the index` : '',
    );
  }
  const strides = stridesOf(shape);
  const kept: number[] = [];
  const places = shape.reduce<number[]>(
    (before, length, axis) => {
      const each = wanted[axis] ?? { from: null, to: null, step: null };
      const indexes = typeof each === 'number' ? [indexIn(shape, axis, each)] : sliced(length, each);
      if (typeof each !== 'number') kept.push(indexes.length);
      if (indexes.length === 0) {
        throw new ShapeFault(t`a slice with at least one value`, t`none of ${length}`);
      }
      return before.flatMap((place) => indexes.map((index) => place + index * (strides[axis] as number)));
    },
    [0],
  );
  return { shape: kept, cells: places.map((place) => cells[place] as FormulaTree) };
}

function indexIn(shape: Shape, axis: number, index: number): number {
  const length = shape[axis] as number;
  const found = index < 0 ? length + index : index;
  if (found < 0 || found >= length) {
    throw new ShapeFault(
      t`an index from 0 to ${length - 1}`,
      `${index}`,
      t`the shape is ${shapeText(shape)}`,
    );
  }
  return found;
}

/** The indexes of a slice, as Python has them: limited to the axis, `to` not included. */
function sliced(length: number, { from, to, step }: Exclude<AxisIndex, number>): number[] {
  const by = step ?? 1;
  if (by === 0) throw new ShapeFault(t`a step of a slice that is not 0`, '0');
  const [least, most] = by > 0 ? [0, length] : [-1, length - 1];
  const place = (written: number) =>
    Math.max(least, Math.min(most, written < 0 ? written + length : written));
  const start = from === null ? (by > 0 ? least : most) : place(from);
  const end = to === null ? (by > 0 ? most : least) : place(to);
  const count = Math.max(0, Math.ceil((end - start) / by));
  return Array.from({ length: count }, (_each, index) => start + index * by);
}

/** Arrays of one shape as one array with one more axis: `[a, b]`. @throws ShapeFault if the shapes differ */
export function listed(elements: readonly Terms[]): Terms {
  const [first] = elements as [Terms];
  const other = elements.find(({ shape }) => shape.join() !== first.shape.join());
  if (other) {
    throw new ShapeFault(
      t`elements of one shape`,
      t`${shapeText(first.shape)} and ${shapeText(other.shape)}`,
    );
  }
  limit(elements.length * first.cells.length);
  return { shape: [elements.length, ...first.shape], cells: elements.flatMap(({ cells }) => cells) };
}

/** Reverses the order of the axes: rows become columns. */
function transposed({ shape, cells }: Terms): Terms {
  const strides = stridesOf(shape);
  const turned = [...shape].reverse();
  return {
    shape: turned,
    cells: indexesOf(turned).map((indexes) => cellAt(cells, strides, indexes.toReversed())),
  };
}

/** Puts arrays behind each other along an axis that they have. */
function joined(operands: readonly Terms[], written: number): Terms {
  const [first] = operands as [Terms];
  const axis = axisOf(first.shape, written);
  const rest = (shape: Shape) => shape.filter((_length, each) => each !== axis).join();
  const other = operands.find(
    ({ shape }) => shape.length !== first.shape.length || rest(shape) !== rest(first.shape),
  );
  if (other) {
    throw new ShapeFault(
      t`arrays that differ only in the length of axis ${axis}`,
      t`${shapeText(first.shape)} and ${shapeText(other.shape)}`,
    );
  }
  const length = operands.reduce((sum, { shape }) => sum + (shape[axis] as number), 0);
  const shape = first.shape.map((each, index) => (index === axis ? length : each));
  limit(sizeOf(shape));
  // Of each array in turn, what lies together: all cells of the axis and of those after it.
  const runs = sizeOf(first.shape.slice(0, axis));
  const cells = Array.from({ length: runs }, (_run, run) =>
    operands.flatMap((each) => {
      const size = each.cells.length / runs;
      return each.cells.slice(run * size, (run + 1) * size);
    }),
  ).flat();
  return { shape, cells };
}

/** @throws ShapeFault unless the lengths are whole numbers whose product is the number of cells */
function reshaped({ shape, cells }: Terms, lengths: readonly Terms[]): Terms {
  const numbers = lengths.map(({ cells: [cell] }) => (cell && 'number' in cell ? cell.number : Number.NaN));
  const wanted = numbers.length;
  const isValid = wanted > 0 && numbers.every((length) => Number.isInteger(length) && length > 0);
  if (!isValid || sizeOf(numbers) !== cells.length) {
    throw new ShapeFault(
      t`lengths of axes whose product is ${cells.length}`,
      t`${shapeText(shape)} as ${numbers.join(' × ')}`,
    );
  }
  return { shape: numbers, cells };
}

const one = { least: 1, most: 1 };

export const arrangements: readonly ArrayFunction[] = [
  {
    names: ['transpose'],
    about: 'rows as columns',
    values: one,
    takesAxis: false,
    numpy: () => ({ text: '{0}.T', binds: binding.atom, needs: [binding.atom] }),
    apply: (_writer, [terms]) => transposed(terms as Terms),
  },
  {
    names: ['concat'],
    about: 'arrays behind each other; axis=1: beside each other',
    values: { least: 1, most: Number.POSITIVE_INFINITY },
    takesAxis: true,
    numpy: ({ axis }) => callOf(`np.concatenate([{0…}], axis=${axis ?? 0})`),
    apply: (_writer, operands, axis) => joined(operands, axis ?? 0),
  },
  {
    names: ['flatten'],
    about: 'all numbers as one list, row by row',
    values: one,
    takesAxis: false,
    numpy: () => callOf('np.ravel({0})'),
    apply: (_writer, [terms]) => ({ shape: [(terms as Terms).cells.length], cells: (terms as Terms).cells }),
  },
  {
    names: ['reshape'],
    about: 'the same numbers in another shape: reshape(x, 2, 3)',
    values: { least: 2, most: 5 },
    takesAxis: false,
    numpy: () => callOf('np.reshape({0}, [{1…}])'),
    apply: (_writer, [terms, ...lengths]) => reshaped(terms as Terms, lengths),
  },
];
