/** Functions for convolutions and tables: windows of an array, its borders, its lengths, and one-hot vectors. */
import { t } from '../../i18n/translate.ts';
import { type ArrayFunction, callOf } from './array-function.ts';
import {
  axisOf,
  cellAt,
  type FormulaTree,
  indexesOf,
  limit,
  type Shape,
  ShapeFault,
  shapeText,
  single,
  sizeOf,
  stridesOf,
  type Terms,
} from './terms.ts';

/** The whole number that an operand is, if it is written or known as one; otherwise NaN. */
function numberOf({ shape, cells: [cell] }: Terms): number {
  const isNumber = shape.length === 0 && cell !== undefined && 'number' in cell;
  return isNumber && Number.isInteger(cell.number) ? cell.number : Number.NaN;
}

/** The windows of some lengths: first the axes of their places, then those inside a window. */
function windowsOf({ shape, cells }: Terms, lengths: readonly number[], stride: number): Terms {
  const isValid =
    shape.length > 0 &&
    lengths.length === shape.length &&
    lengths.every((length, axis) => length >= 1 && length <= (shape[axis] as number)) &&
    stride >= 1;
  if (!isValid) {
    throw new ShapeFault(
      t`a length for each axis, not larger than the array, and a step of 1 or more`,
      t`${lengths.join(' × ')} in ${shapeText(shape)}`,
    );
  }
  const places = shape.map((length, axis) => Math.floor((length - (lengths[axis] as number)) / stride) + 1);
  const whole = [...places, ...lengths];
  limit(sizeOf(whole));
  const strides = stridesOf(shape);
  const made = indexesOf(whole).map((indexes) => {
    const at = shape.map((_length, axis) => {
      const [place, inside] = [indexes[axis], indexes[axis + shape.length]] as [number, number];
      return place * stride + inside;
    });
    return cellAt(cells, strides, at);
  });
  return { shape: whole, cells: made };
}

/** Zeros around an array, `width` of them at each end of each axis. */
function padded({ shape, cells }: Terms, width: number): Terms {
  if (!(width >= 0) || shape.length === 0) {
    throw new ShapeFault(t`an array, and a whole number of zeros`, shapeText(shape));
  }
  const whole: Shape = shape.map((length) => length + 2 * width);
  limit(sizeOf(whole));
  const strides = stridesOf(shape);
  const zero: FormulaTree = { number: 0 };
  const made = indexesOf(whole).map((indexes) => {
    const inside = indexes.map((index) => index - width);
    const isInside = inside.every((index, axis) => index >= 0 && index < (shape[axis] as number));
    if (!isInside) return zero;
    return cellAt(cells, strides, inside);
  });
  return { shape: whole, cells: made };
}

const any = Number.POSITIVE_INFINITY;

export const windows: readonly ArrayFunction[] = [
  {
    names: ['windows'],
    about: 'the parts of these lengths at all places; a last number is the distance between two places',
    values: { least: 2, most: any },
    takesAxis: false,
    apply: (_writer, [terms, ...numbers]) => {
      const array = terms as Terms;
      const all = numbers.map(numberOf);
      const rank = array.shape.length;
      const stride = all.length === rank + 1 ? (all[rank] as number) : 1;
      return windowsOf(array, all.length === rank + 1 ? all.slice(0, rank) : all, stride);
    },
    // NumPy has the places at a distance of 1 only.
    numpy: () => null,
  },
  {
    names: ['pad'],
    about: 'an array with this many zeros around it',
    values: { least: 2, most: 2 },
    takesAxis: false,
    apply: (_writer, [terms, width]) => padded(terms as Terms, numberOf(width as Terms)),
    numpy: () => callOf('np.pad({0}, {1})'),
  },
  {
    names: ['size'],
    about: 'how many numbers an array has, or how long an axis is',
    values: { least: 1, most: 1 },
    takesAxis: true,
    apply: (_writer, [terms], axis) => {
      const { shape } = terms as Terms;
      return single({ number: axis === null ? sizeOf(shape) : (shape[axisOf(shape, axis)] as number) });
    },
    numpy: ({ axis }) => callOf(axis === null ? 'np.size({0})' : `np.shape({0})[${axis}]`),
  },
  {
    names: ['one_hot'],
    about: 'of a whole number i from 0 and a length: 1 at the place i, otherwise 0',
    values: { least: 2, most: 2 },
    takesAxis: false,
    apply: (writer, [index, length]) => {
      const count = numberOf(length as Terms);
      const { shape, cells } = index as Terms;
      if (!(count >= 1)) throw new ShapeFault(t`a length: a whole number of 1 or more`, t`none`);
      limit(cells.length * count);
      const made = cells.flatMap((cell) =>
        Array.from({ length: count }, (_each, place) => writer.apply('equal_to', cell, { number: place })),
      );
      return { shape: [...shape, count], cells: made };
    },
    numpy: () => callOf('np.equal(np.expand_dims({0}, -1), np.arange({1})).astype(float)'),
  },
];
