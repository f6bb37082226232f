/**
 * Two moons: a scenario with a 2-16-16-1 network (or wider hidden layers) from a seeded generator, and the same training as hand-written
 * loops.
 */

export type Hidden = 'relu' | 'tanh';

/** Nodes in each of the two hidden layers. */
const USUAL_WIDTH = 16;
export const POINTS = 100;
const RATE = 0.01;

/** Pseudo-random numbers from a seed: at least 0, less than 1 (mulberry32, by Tommy Ettinger). */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Moons {
  readonly points: readonly { readonly inputs: readonly [number, number]; readonly target: number }[];
  /** The initial weights, by layer, node and incoming value. Biases start at 0. */
  readonly weights: readonly (readonly (readonly number[])[])[];
}

export function moons(width = USUAL_WIDTH): Moons {
  const random = generator(20);
  const points = Array.from({ length: POINTS }, (_point, index) => {
    const angle = Math.PI * random();
    const noise = () => 0.2 * (random() - 0.5);
    const [x, y] =
      index % 2 === 0 ? [Math.cos(angle), Math.sin(angle)] : [1 - Math.cos(angle), 0.5 - Math.sin(angle)];
    return { inputs: [x + noise(), y + noise()] as const, target: index % 2 };
  });
  const layer = (nodes: number, inputs: number) =>
    Array.from({ length: nodes }, () =>
      Array.from({ length: inputs }, () => (2 * random() - 1) / Math.sqrt(inputs)),
    );
  return { points, weights: [layer(width, 2), layer(width, width), layer(1, width)] };
}

/**
 * The text of the scenario: batches of one example, half the squared error, plain gradient descent.
 *
 * @param width number of nodes in each of the two hidden layers
 */
export function moonsScenario(
  hidden: Hidden,
  epochs: number,
  { width = USUAL_WIDTH, rate = RATE } = {},
): string {
  const { points, weights } = moons(width);
  const layers = weights.map((nodes, layer) => ({
    name: ['first', 'second', 'last'][layer],
    activation: layer < 2 ? hidden : 'identity',
    nodes: Object.fromEntries(
      nodes.map((own, node) => [`${'abc'[layer]}${node}`, { weights: own, bias: 0 }]),
    ),
  }));
  return JSON.stringify({
    title: 'Two moons',
    inputs: ['x', 'y'],
    layers,
    data: points,
    loss: 'half_squared_error',
    optimizer: { kind: 'sgd', learning_rate: rate },
    training: { epochs, batch: 1 },
  });
}

/**
 * The training as hand-written loops on typed arrays, with nothing recorded: the same operations in the same order.
 *
 * @returns all parameters, node by node, each node's bias after its weights
 */
export function trainByHand(hidden: Hidden, epochs: number, width = USUAL_WIDTH): number[] {
  const { points, weights } = moons(width);
  const x = Float64Array.from(points.flatMap(({ inputs }) => inputs));
  const t = Float64Array.from(points, ({ target }) => target);
  const [w1, w2, w3] = weights.map((nodes) => Float64Array.from(nodes.flat())) as [Row, Row, Row];
  const [b1, b2, b3] = [new Float64Array(width), new Float64Array(width), new Float64Array(1)];
  const [z1, a1, g1] = [new Float64Array(width), new Float64Array(width), new Float64Array(width)];
  const [z2, a2] = [new Float64Array(width), new Float64Array(width)];
  const isRelu = hidden === 'relu';
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let point = 0; point < POINTS; point++) {
      const x0 = x[2 * point] as number;
      const x1 = x[2 * point + 1] as number;
      for (let i = 0; i < width; i++) {
        const z = x0 * (w1[2 * i] as number) + x1 * (w1[2 * i + 1] as number) + (b1[i] as number);
        z1[i] = z;
        a1[i] = isRelu ? Math.max(z, 0) : Math.tanh(z);
      }
      for (let i = 0; i < width; i++) {
        const row = i * width;
        let z = (a1[0] as number) * (w2[row] as number);
        for (let j = 1; j < width; j++) z += (a1[j] as number) * (w2[row + j] as number);
        z += b2[i] as number;
        z2[i] = z;
        a2[i] = isRelu ? Math.max(z, 0) : Math.tanh(z);
      }
      let output = (a2[0] as number) * (w3[0] as number);
      for (let j = 1; j < width; j++) output += (a2[j] as number) * (w3[j] as number);
      output += b3[0] as number;
      const g = 2 * (output - (t[point] as number)) * 0.5;
      g1.fill(-0);
      for (let i = 0; i < width; i++) {
        const a = a2[i] as number;
        const slope = isRelu ? ((z2[i] as number) > 0 ? 1 : 0) : 1 - a * a;
        const g2 = slope * ((w3[i] as number) * g);
        w3[i] = (w3[i] as number) - RATE * (a * g);
        const row = i * width;
        for (let j = 0; j < width; j++) {
          const w = w2[row + j] as number;
          g1[j] = (g1[j] as number) + w * g2;
          w2[row + j] = w - RATE * ((a1[j] as number) * g2);
        }
        b2[i] = (b2[i] as number) - RATE * g2;
      }
      b3[0] = (b3[0] as number) - RATE * g;
      for (let j = 0; j < width; j++) {
        const a = a1[j] as number;
        const slope = isRelu ? ((z1[j] as number) > 0 ? 1 : 0) : 1 - a * a;
        const own = slope * (g1[j] as number);
        w1[2 * j] = (w1[2 * j] as number) - RATE * (x0 * own);
        w1[2 * j + 1] = (w1[2 * j + 1] as number) - RATE * (x1 * own);
        b1[j] = (b1[j] as number) - RATE * own;
      }
    }
  }
  const nodes = (w: Row, b: Row, inputs: number) =>
    [...b].flatMap((bias, node) => [...w.subarray(node * inputs, (node + 1) * inputs), bias]);
  return [...nodes(w1, b1, 2), ...nodes(w2, b2, width), ...nodes(w3, b3, width)];
}

type Row = Float64Array;
