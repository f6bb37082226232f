/** Softmax and its logarithm, over all numbers or along an axis. */
import type { ArrayFunction } from './array-function.ts';
import { axisOf, type FormulaTree, fromLanes, lanesOf, type Terms, type TermWriter } from './terms.ts';

type Lane = readonly FormulaTree[];

/** The distances from the largest value, so that no power overflows; and the sum of the powers. */
function powersOf(writer: TermWriter, lane: Lane) {
  const largest = lane.length === 1 ? (lane[0] as FormulaTree) : writer.apply('max', ...lane);
  const shifted = lane.map((cell) => writer.apply('subtract', cell, largest));
  const exps = shifted.map((cell) => writer.apply('exp', cell));
  return {
    shifted,
    exps,
    total: exps.length === 1 ? (exps[0] as FormulaTree) : writer.apply('add', ...exps),
  };
}

function along(
  names: readonly string[],
  about: string,
  change: (writer: TermWriter, lane: Lane) => FormulaTree[],
): ArrayFunction {
  return {
    names,
    about,
    values: { least: 1, most: 1 },
    takesAxis: true,
    apply: (writer, [terms], axis) => {
      const { shape } = terms as Terms;
      const along = axisOf(shape, axis ?? -1);
      const { lanes } = lanesOf(terms as Terms, along);
      return fromLanes(
        shape,
        along,
        lanes.map((lane) => change(writer, lane)),
      );
    },
  };
}

export const softmaxes: readonly ArrayFunction[] = [
  along(['softmax'], 'exp of each ÷ the sum of all exp; of a matrix row by row', (writer, lane) => {
    const { exps, total } = powersOf(writer, lane);
    return exps.map((cell) => writer.apply('divide', cell, total));
  }),
  along(['log_softmax'], 'the logarithm of softmax, without losing digits', (writer, lane) => {
    const { shifted, total } = powersOf(writer, lane);
    const logarithm = writer.apply('log', total);
    return shifted.map((cell) => writer.apply('subtract', cell, logarithm));
  }),
];
