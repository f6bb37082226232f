/** Softmax and its logarithm, over all numbers or along an axis. */
import { type ArrayFunction, alongAxis } from './array-function.ts';
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

type Powers = ReturnType<typeof powersOf>;

const softmaxLines = [
  'def softmax(values, axis=-1):',
  '    powers = np.exp(values - np.max(values, axis=axis, keepdims=True))',
  '    return powers / np.sum(powers, axis=axis, keepdims=True)',
];

const logSoftmaxLines = [
  'def log_softmax(values, axis=-1):',
  '    shifted = values - np.max(values, axis=axis, keepdims=True)',
  '    return shifted - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True))',
];

function along(
  names: readonly string[],
  about: string,
  helper: readonly string[],
  change: (powers: Powers, writer: TermWriter) => FormulaTree[],
): ArrayFunction {
  return {
    names,
    about,
    values: { least: 1, most: 1 },
    takesAxis: true,
    numpy: ({ axis }) => alongAxis(names[0] as string, axis),
    helper,
    apply: (writer, [terms], axis) => {
      const { shape } = terms as Terms;
      const along = axisOf(shape, axis ?? -1);
      const { lanes } = lanesOf(terms as Terms, along);
      const powers = lanes.map((lane) => powersOf(writer, lane));
      const together = (each: (powers: Powers) => FormulaTree[]) => fromLanes(shape, along, powers.map(each));
      const ofLanes = shape.map((length, axis) => (axis === along ? 1 : length));
      const between = [
        together(({ shifted }) => shifted),
        together(({ exps }) => exps),
        { shape: ofLanes, cells: powers.map(({ total }) => total) },
      ];
      return { ...together((each) => change(each, writer)), between };
    },
  };
}

export const softmaxes: readonly ArrayFunction[] = [
  along(
    ['softmax'],
    'exp of each ÷ the sum of all exp; of a matrix row by row',
    softmaxLines,
    ({ exps, total }, writer) => exps.map((cell) => writer.apply('divide', cell, total)),
  ),
  along(
    ['log_softmax'],
    'the logarithm of softmax, without losing digits',
    logSoftmaxLines,
    ({ shifted, total }, writer) => {
      const logarithm = writer.apply('log', total);
      return shifted.map((cell) => writer.apply('subtract', cell, logarithm));
    },
  ),
];
