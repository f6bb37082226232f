/**
 * A second implementation of the networks, without a tape: plain loops over the scenario document, to compare the
 * tape with. Parameters and inputs can be replaced, by address.
 */
import type { ActivationName } from '../../src/core/operations.ts';
import type { LossName } from '../../src/scenario/losses/losses.ts';
import type { NetworkDocument } from './networks.ts';

/** Values that replace those of the document: weights, biases and inputs, by address. */
export type Overrides = Readonly<Record<string, number>>;

export const activations: Readonly<Record<ActivationName, (x: number) => number>> = {
  identity: (x) => x,
  relu: (x) => Math.max(0, x),
  leaky_relu: (x) => (x > 0 ? x : 0.01 * x),
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  tanh: Math.tanh,
  elu: (x) => (x > 0 ? x : Math.exp(x) - 1),
  softplus: (x) => (x > 30 ? x : Math.log(1 + Math.exp(x))),
  gelu: (x) => (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  silu: (x) => x / (1 + Math.exp(-x)),
};

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** The slopes of the activations, from their definitions. */
export const activationSlopes: Readonly<Record<ActivationName, (x: number) => number>> = {
  identity: () => 1,
  relu: (x) => (x > 0 ? 1 : x <= 0 ? 0 : Number.NaN),
  leaky_relu: (x) => (x > 0 ? 1 : 0.01),
  sigmoid: (x) => sigmoid(x) * (1 - sigmoid(x)),
  tanh: (x) => 1 - Math.tanh(x) ** 2,
  elu: (x) => (x > 0 ? 1 : Math.exp(x)),
  softplus: sigmoid,
  gelu: (x) => {
    const t = Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3));
    return (1 + t) / 2 + (x / 2) * (1 - t * t) * Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x * x);
  },
  silu: (x) => sigmoid(x) + x * sigmoid(x) * (1 - sigmoid(x)),
};

const losses: Readonly<
  Record<
    LossName,
    (errors: readonly number[], outputs: readonly number[], targets: readonly number[]) => number
  >
> = {
  squared_error: (errors) => sum(errors.map((error) => error ** 2)),
  half_squared_error: (errors) => sum(errors.map((error) => 0.5 * error ** 2)),
  mean_squared_error: (errors) => sum(errors.map((error) => error ** 2)) / errors.length,
  mean_absolute_error: (errors) => sum(errors.map(Math.abs)) / errors.length,
  huber: (errors) =>
    sum(errors.map((error) => (Math.abs(error) < 1 ? error ** 2 / 2 : Math.abs(error) - 0.5))) /
    errors.length,
  hinge: (_errors, outputs, targets) =>
    sum(outputs.map((y, index) => Math.max(0, 1 - (targets[index] === 1 ? y : -y)))) / outputs.length,
  multiclass_hinge: (_errors, outputs, targets) => {
    const right = sum(outputs.map((y, index) => y * (targets[index] as number)));
    const each = outputs.map((y, index) => (1 - (targets[index] as number)) * Math.max(0, 1 - right + y));
    return sum(each) / outputs.length;
  },
  cross_entropy: (_errors, outputs, targets) =>
    -sum(outputs.map((p, index) => (targets[index] ? (targets[index] as number) * Math.log(p) : 0))),
  kl_divergence: (_errors, outputs, targets) =>
    sum(
      outputs.map((p, index) => {
        const target = targets[index] as number;
        return target ? target * (Math.log(target) - Math.log(p)) : 0;
      }),
    ),
  cosine_distance: (_errors, outputs, targets) => {
    const dot = (a: readonly number[], b: readonly number[]) =>
      sum(a.map((x, index) => x * (b[index] as number)));
    return (
      1 - dot(outputs, targets) / Math.sqrt((dot(outputs, outputs) + 1e-12) * (dot(targets, targets) + 1e-12))
    );
  },
  binary_cross_entropy: (_errors, outputs, targets) =>
    sum(outputs.map((p, index) => crossEntropy(p, targets[index] as number))) / outputs.length,
  binary_cross_entropy_from_logits: (_errors, outputs, targets) =>
    sum(outputs.map((z, index) => crossEntropy(1 / (1 + Math.exp(-z)), targets[index] as number))) /
    outputs.length,
  softmax_cross_entropy: (_errors, outputs, targets) =>
    -sum(softmax(outputs).map((p, index) => (targets[index] as number) * Math.log(p))),
};

function crossEntropy(p: number, target: number): number {
  return -(target * Math.log(p) + (1 - target) * Math.log(1 - p));
}

function softmax(values: readonly number[]): number[] {
  const powers = values.map((value) => Math.exp(value - Math.max(...values)));
  return powers.map((power) => power / sum(powers));
}

/** The results of a forward pass. `beforeKinks`: the sums before a ReLU or leaky ReLU, whose slope jumps at 0. */
export interface Forward {
  readonly values: ReadonlyMap<string, number>;
  readonly beforeKinks: readonly number[];
  /** These sums, and also those before an ELU, whose slope has a kink at 0. */
  readonly beforeBends: readonly number[];
  /** The differentiated value: the loss; with an output gradient, the sum of output × gradient; with neither, 0. */
  readonly objective: number;
  /** A rounding error of relative size e in any step changes the objective by at most e × scale. */
  readonly scale: number;
}

export function forward(document: NetworkDocument, example: number, overrides: Overrides = {}): Forward {
  const row = document.data[example];
  if (!row) throw new RangeError(`no example ${example}`);
  const values = new Map<string, number>();
  const scales = new Map(document.inputs.map((name) => [name, 0]));
  const beforeKinks: number[] = [];
  const beforeBends: number[] = [];
  document.inputs.forEach((name, index) => {
    values.set(name, overrides[name] ?? (row.inputs[index] as number));
  });
  let arriving = document.inputs;
  for (const { name: layer, activation = 'identity', bias: layerBias, nodes } of document.layers) {
    for (const [name, node] of Object.entries(nodes)) {
      let total = 0;
      let scale = 0;
      if ('from' in node) {
        total = values.get(node.from) as number;
        scale = scales.get(node.from) as number;
      } else {
        const weights = Array.isArray(node) ? node : node.weights;
        const ownBias = Array.isArray(node) ? undefined : node.bias;
        weights.forEach((weight: number, index: number) => {
          const used = overrides[`${name}.w[${index}]`] ?? weight;
          const product = (values.get(arriving[index] as string) as number) * used;
          total = index === 0 ? product : total + product;
          scale += Math.abs(product) + Math.abs(used) * (scales.get(arriving[index] as string) as number);
        });
        if (ownBias !== undefined) total += overrides[`${name}.bias`] ?? ownBias;
        else if (layerBias !== undefined) total += overrides[`layer(${layer}).bias`] ?? layerBias;
      }
      values.set(`${name}.in`, total);
      if (activation.includes('relu')) beforeKinks.push(total);
      if (/relu|^elu$/.test(activation)) beforeBends.push(total);
      values.set(name, activation === 'softmax' ? Number.NaN : activations[activation](total));
      // No activation has a slope larger than 1.2. Their own rounding errors are below those of 1 or of their
      // argument.
      scales.set(name, 1.2 * (scale + Math.abs(total)) + 1);
    }
    if (activation === 'softmax') {
      const names = Object.keys(nodes);
      const shares = softmax(names.map((name) => values.get(`${name}.in`) as number));
      const all = sum(names.map((name) => scales.get(name) as number));
      names.forEach((name, index) => {
        values.set(name, shares[index] as number);
        scales.set(name, all);
      });
    }
    arriving = Object.keys(nodes);
  }
  // A loss of softmax takes the sums, whether its softmax is that of the last layer or its own.
  const isContinued =
    document.loss === 'softmax_cross_entropy' && document.layers.at(-1)?.activation === 'softmax';
  const outputs = arriving.map((name) => values.get(isContinued ? `${name}.in` : name) as number);
  const targets = asList(row.target as number | readonly number[] | undefined);
  const scale = sum(
    outputs.map((output, index) => {
      const error = Math.abs(output - (targets[index] ?? 0));
      const slope = document.loss ? 2 * error : Math.abs(asList(document.output_gradient)[index] ?? 0);
      return slope * (scales.get(arriving[index] as string) as number) + (document.loss ? error ** 2 : 0);
    }),
  );
  return { values, beforeKinks, beforeBends, objective: objective(document, outputs, targets), scale };
}

function objective(
  { loss, output_gradient: gradient }: NetworkDocument,
  outputs: readonly number[],
  targets: readonly number[],
): number {
  const errors = outputs.map((output, index) => output - (targets[index] ?? 0));
  if (loss) return losses[loss](errors, outputs, targets);
  return sum(outputs.map((output, index) => output * (asList(gradient)[index] ?? 0)));
}

function asList(value: number | readonly number[] | undefined): readonly number[] {
  if (value === undefined) return [];
  return typeof value === 'number' ? [value] : value;
}

function sum(terms: readonly number[]): number {
  return terms.reduce((total, term) => total + term, 0);
}
