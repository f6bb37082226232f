/**
 * A network in plain loops, as somebody would write it by hand, with one mistake in it. It shares no code with the
 * program: what it computes is handed in as a person's numbers.
 */
import type { ScenarioDocument } from '../../src/scenario/format/schema.ts';

/** The mistakes, and what the program calls the explanation. */
export const kinds = {
  'slope left out': ['factor missing'],
  'weight left out': ['factor missing'],
  'rate left out': ['factor missing'],
  'rate twice': ['factor twice'],
  'slope twice': ['factor twice'],
  'half left out': ['factor missing', 'factor 2'],
  'double gradient': ['factor 2', 'factor missing'],
  'sign of the error': ['sign'],
  'added update': ['added for subtracted'],
  'bias left out': ['term missing'],
  'bias not updated': ['not updated'],
  'weights not updated': ['not updated'],
  'path left out': ['term missing'],
  'mean for sum': ['mean for sum'],
  'updated weights': ['updated weight used'],
  transposed: ['transposed'],
  'activation left out': ['activation left out'],
  'activation twice': ['activation twice'],
  'dead relu': ['operation'],
  'slope of the sum': ['before its activation', 'operation'],
  'tanh slope': ['slope of another activation', 'operation'],
  'square left out': ['operation'],
  'other target': ['other value'],
  'other input': ['other value'],
  'swapped digits': ['digits'],
} as const;

export type MistakeKind = keyof typeof kinds;

export interface Network {
  readonly activation: 'sigmoid' | 'tanh' | 'relu';
  readonly inputs: readonly number[];
  readonly targets: readonly number[];
  /** By layer: a row of weights for each node. Two layers. */
  readonly weights: readonly (readonly (readonly number[])[])[];
  readonly biases: readonly (readonly number[])[];
  readonly rate: number;
}

export function documentOf({
  activation,
  inputs,
  targets,
  weights,
  biases,
  rate,
}: Network): ScenarioDocument {
  return {
    title: 'A network to check',
    inputs: inputs.map((_value, index) => `x${index}`),
    layers: weights.map((rows, layer) => ({
      name: `layer${layer}`,
      activation,
      nodes: Object.fromEntries(
        rows.map((row, node) => [
          `n${layer}${node}`,
          { weights: [...row], bias: biases[layer]?.[node] as number },
        ]),
      ),
    })),
    data: [{ inputs: [...inputs], target: [...targets] }],
    loss: 'half_squared_error',
    optimizer: { kind: 'sgd', learning_rate: rate },
  };
}

const functions = {
  sigmoid: (x: number) => 1 / (1 + Math.exp(-x)),
  tanh: Math.tanh,
  relu: (x: number) => Math.max(0, x),
};

const slopes = {
  sigmoid: (_x: number, y: number) => y * (1 - y),
  tanh: (_x: number, y: number) => 1 - y * y,
  relu: (x: number) => (x > 0 ? 1 : 0),
};

/** Every number of one step of training, by address, in the order in which they are computed. */
export function computed(network: Network, mistake: MistakeKind | null): Map<string, number> {
  const { activation, inputs, targets, rate } = network;
  const values = new Map<string, number>();
  const set = (name: string, value: number) => {
    values.set(name, value);
    return value;
  };
  const is = (kind: MistakeKind) => mistake === kind;
  const f = functions[activation];
  const slope = (x: number, y: number) => {
    if (is('slope of the sum')) return slopes[activation](y, x);
    if (is('tanh slope'))
      return activation === 'tanh'
        ? functions.sigmoid(x) * (1 - functions.sigmoid(x))
        : 1 - Math.tanh(x) ** 2;
    if (is('dead relu')) return 1;
    return slopes[activation](x, y);
  };
  let arriving = inputs;
  const sums: number[][] = [];
  const outputs: number[][] = [];
  for (const [layer, rows] of network.weights.entries()) {
    const read = is('other input') && layer === 0 ? [arriving[1] as number, ...arriving.slice(1)] : arriving;
    const results = rows.map((row, node) => {
      const weighted = row.reduce((sum, weight, index) => sum + weight * (read[index] as number), 0);
      const bias = is('bias left out') ? 0 : (network.biases[layer]?.[node] as number);
      const x = set(`n${layer}${node}.in`, weighted + bias);
      const once = is('activation left out') && layer === 0 ? x : f(x);
      const y = set(`n${layer}${node}`, is('activation twice') && layer === 0 ? f(once) : once);
      return { x, y };
    });
    sums.push(results.map(({ x }) => x));
    outputs.push(results.map(({ y }) => y));
    arriving = outputs.at(-1) as number[];
  }
  const [hidden = [], out = []] = outputs;
  const aims = is('other target') ? [targets[1] as number, ...targets.slice(1)] : targets;
  const errors = out.map((y, index) => {
    const error = y - (aims[index] as number);
    return set(`error[${index}]`, is('sign of the error') ? -error : error);
  });
  const squares = errors.map((error, index) =>
    set(`error[${index}].squared`, is('square left out') ? error : error * error),
  );
  const terms = squares.map((square, index) =>
    set(`loss.term[${index}]`, is('half left out') ? square : 0.5 * square),
  );
  set(
    'loss',
    terms.reduce((sum, term) => sum + term, 0),
  );
  const deltas = errors.map((error, node) => {
    const gradient = set(`grad(n1${node})`, is('double gradient') ? 2 * error : error);
    const local = slope(sums[1]?.[node] as number, out[node] as number);
    const factor = is('slope left out') ? 1 : is('slope twice') ? local * local : local;
    return set(`grad(n1${node}.in)`, gradient * factor);
  });
  const weights = network.weights[1] as readonly (readonly number[])[];
  const updated = weights.map((row, node) =>
    row.map((weight, index) => weight - rate * (deltas[node] as number) * (hidden[index] as number)),
  );
  deltas.forEach((delta, node) => {
    hidden.forEach((value, index) => {
      set(`grad(n1${node}.w[${index}])`, delta * value);
    });
  });
  const hiddenDeltas = hidden.map((y, index) => {
    const paths = deltas.map((delta, node) => {
      const used = is('updated weights') ? updated : weights;
      const weight = is('transposed') ? (used[index]?.[node] as number) : (used[node]?.[index] as number);
      return is('weight left out') ? delta : weight * delta;
    });
    const sum = is('path left out') ? (paths[0] as number) : paths.reduce((all, path) => all + path, 0);
    const gradient = set(`grad(n0${index})`, is('mean for sum') ? sum / paths.length : sum);
    const local = slope(sums[0]?.[index] as number, y);
    const factor = is('slope left out') ? 1 : is('slope twice') ? local * local : local;
    return set(`grad(n0${index}.in)`, gradient * factor);
  });
  hiddenDeltas.forEach((delta, node) => {
    inputs.forEach((value, index) => {
      set(`grad(n0${node}.w[${index}])`, delta * value);
    });
  });
  const change = (gradient: number) => {
    const size = is('rate left out') ? gradient : is('rate twice') ? rate * rate * gradient : rate * gradient;
    return is('added update') ? -size : size;
  };
  for (const [layer, all] of [
    [1, deltas],
    [0, hiddenDeltas],
  ] as const) {
    all.forEach((delta, node) => {
      const row = network.weights[layer]?.[node] as readonly number[];
      row.forEach((weight, index) => {
        const gradient = values.get(`grad(n${layer}${node}.w[${index}])`) as number;
        set(`n${layer}${node}.w[${index}]`, is('weights not updated') ? weight : weight - change(gradient));
      });
      const bias = network.biases[layer]?.[node] as number;
      set(`n${layer}${node}.bias`, is('bias not updated') ? bias : bias - change(delta));
    });
  }
  if (mistake === 'swapped digits')
    values.set('loss', Number(swapped((values.get('loss') as number).toPrecision(6))));
  return values;
}

/** The text of a number with the first two neighbouring digits that differ exchanged. */
function swapped(text: string): string {
  const at = Array.from(text).findIndex(
    (digit, index) => /[1-9]/.test(digit) && /\d/.test(text[index + 1] ?? '') && text[index + 1] !== digit,
  );
  return `${text.slice(0, at)}${text[at + 1]}${text[at]}${text.slice(at + 2)}`;
}
