/** Functions of all numbers of an array, or of each of its lanes along an axis: sums, means, maxima, places, norms. */
import { binding } from '../../core/operations/operation.ts';
import type { OpName } from '../../core/operations.ts';
import { type ArrayFunction, alongAxis } from './array-function.ts';
import {
  axisOf,
  elementwise,
  type FormulaTree,
  lanesOf,
  single,
  type Terms,
  type TermWriter,
} from './terms.ts';

type Lane = readonly FormulaTree[];

/** Combines all cells, or the cells of each lane along an axis. The axis is then gone, as in NumPy. */
function reduced(terms: Terms, axis: number | null, combine: (lane: Lane) => FormulaTree): Terms {
  if (axis === null) return single(combine(terms.cells));
  const { shape, lanes } = lanesOf(terms, axisOf(terms.shape, axis));
  return { shape, cells: lanes.map(combine) };
}

/** An operation on two or more values, from left to right; of one value it is that value. */
const folded =
  (op: OpName) =>
  (writer: TermWriter, lane: Lane): FormulaTree =>
    lane.length === 1 ? (lane[0] as FormulaTree) : writer.apply(op, ...lane);

const total = folded('add');

function mean(writer: TermWriter, lane: Lane): FormulaTree {
  return writer.apply('divide', total(writer, lane), { number: lane.length });
}

/** The mean of the squared distances from the mean (the variance of a whole population, as NumPy's). */
function variance(writer: TermWriter, lane: Lane): FormulaTree {
  const middle = mean(writer, lane);
  return mean(
    writer,
    lane.map((cell) => writer.apply('square', writer.apply('subtract', cell, middle))),
  );
}

function norm(writer: TermWriter, lane: Lane): FormulaTree {
  return writer.apply(
    'sqrt',
    total(
      writer,
      lane.map((cell) => writer.apply('square', cell)),
    ),
  );
}

/** Of one array: of its numbers. Of several: of the numbers at the same place in all of them. */
function reduction(
  names: readonly string[],
  about: string,
  numpy: string,
  combine: (writer: TermWriter, lane: Lane) => FormulaTree,
): ArrayFunction {
  return {
    names,
    about,
    values: { least: 1, most: Number.POSITIVE_INFINITY },
    takesAxis: true,
    numpy: ({ operands, axis }) => (operands === 1 ? alongAxis(numpy, axis) : null),
    apply: (writer, operands, axis) =>
      operands.length === 1
        ? reduced(operands[0] as Terms, axis, (lane) => combine(writer, lane))
        : elementwise(operands, (...lane) => combine(writer, lane)),
  };
}

/** The place in each lane, counted from 0. A whole number of NumPy has no negative powers, so it becomes a float. */
function place(op: 'argmax' | 'argmin', about: string): ArrayFunction {
  const name = `np.${op}`;
  return {
    ...reduction([op], about, name, (writer, lane) =>
      lane.length === 1 ? { number: 0 } : writer.apply(op, ...lane),
    ),
    numpy: ({ operands, axis }) =>
      operands === 1
        ? { ...alongAxis(name, axis), text: `1.0 * ${alongAxis(name, axis).text}`, binds: binding.product }
        : null,
  };
}

export const reductions: readonly ArrayFunction[] = [
  reduction(['sum'], 'the sum', 'np.sum', total),
  reduction(['mean'], 'the sum ÷ the number of values', 'np.mean', mean),
  reduction(['max'], 'the largest value', 'np.max', folded('maximum')),
  reduction(['min'], 'the smallest value', 'np.min', folded('minimum')),
  reduction(
    ['max_first'],
    'the largest value; the slope goes to the first of equal ones',
    'np.max',
    folded('max_first'),
  ),
  place('argmax', 'the place of the first of the largest values, from 0'),
  place('argmin', 'the place of the first of the smallest values, from 0'),
  reduction(['var'], 'the mean of the squared distances from the mean', 'np.var', variance),
  reduction(['std'], 'the square root of var', 'np.std', (writer, lane) =>
    writer.apply('sqrt', variance(writer, lane)),
  ),
  reduction(['norm'], 'the square root of the sum of squares', 'np.linalg.norm', norm),
];
