/** Initial weights of a layer that is given by its size. */
import { SplitMix64 } from '../../core/random.ts';
import type { Init, ScenarioNode } from './scenario.ts';

/** Draws one weight of a layer with `incoming` incoming values and `size` nodes. */
type Draw = (random: SplitMix64, scale: number, incoming: number, size: number) => number;

const uniform = (random: SplitMix64, limit: number) => (2 * random.uniform() - 1) * limit;

const table = {
  /** Uniform between −scale and scale. */
  uniform,
  /** Normal with mean 0 and standard deviation `scale`. */
  normal: (random, scale) => scale * random.normal(),
  /** Glorot & Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks", eq. 16. */
  xavier: (random, _scale, incoming, size) => uniform(random, Math.sqrt(6 / (incoming + size))),
  /** He et al. 2015, "Delving deep into rectifiers", eq. 10. */
  he: (random, _scale, incoming) => Math.sqrt(2 / incoming) * random.normal(),
} satisfies Record<Init['kind'], Draw>;

/** The kinds for which the document must give a scale. */
export const kindsWithScale: readonly unknown[] = ['uniform', 'normal'] satisfies Init['kind'][];

/** How a layer that is given by its size gets its nodes. */
export interface Drawing {
  /** The name of the layer. */
  readonly name: string;
  readonly init: Init;
  /** The number of nodes, and of the values that come into each. */
  readonly size: number;
  readonly incoming: number;
  /** Of each node at the start; null for none. */
  readonly bias: number | null;
}

export function drawnNodes({ name, init, size, incoming, bias }: Drawing): ScenarioNode[] {
  return initialWeights(init, incoming, size).map((weights, index) => ({
    name: `${name}[${index}]`,
    weights,
    bias,
    from: null,
  }));
}

/** Draws a size × incoming matrix: one row for each node, one weight for each incoming value. */
export function initialWeights(init: Init, incoming: number, size: number): number[][] {
  const random = new SplitMix64(init.seed);
  const draw: Draw = table[init.kind];
  return Array.from({ length: size }, () =>
    Array.from({ length: incoming }, () => draw(random, init.scale ?? 1, incoming, size)),
  );
}
