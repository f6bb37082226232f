/**
 * What a network computes, written down once more without a tape: plain loops over the scenario document, to
 * compare the tape with. Parameters and inputs may be given other values, by address.
 */
import type { ActivationName } from '../../src/core/ops.ts';
import type { LossName } from '../../src/scenario/losses.ts';
import type { ScenarioDocument } from '../../src/scenario/schema.ts';

/** Values in place of those in the document: of weights, biases and inputs, by address. */
export type Overrides = Readonly<Record<string, number>>;

const activations: Readonly<Record<ActivationName, (x: number) => number>> = {
  identity: (x) => x,
  relu: (x) => Math.max(0, x),
  leaky_relu: (x) => (x > 0 ? x : 0.01 * x),
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  tanh: Math.tanh,
};

const losses: Readonly<Record<LossName, (errors: readonly number[]) => number>> = {
  squared_error: (errors) => sum(errors.map((error) => error ** 2)),
  half_squared_error: (errors) => sum(errors.map((error) => 0.5 * error ** 2)),
  mean_squared_error: (errors) => sum(errors.map((error) => error ** 2)) / errors.length,
};

/** A forward pass: every value by its name, the sums before a kinked activation, and what is differentiated. */
export interface Forward {
  readonly values: ReadonlyMap<string, number>;
  readonly beforeKinks: readonly number[];
  /** The loss; with an output gradient, the sum of output × gradient; with neither, 0. */
  readonly objective: number;
  /** What one rounding error of relative size 1 anywhere could change the objective by, at most. */
  readonly scale: number;
}

export function forward(document: ScenarioDocument, example: number, overrides: Overrides = {}): Forward {
  const row = document.data[example];
  if (!row) throw new RangeError(`no example ${example}`);
  const values = new Map<string, number>();
  const scales = new Map(document.inputs.map((name) => [name, 0]));
  const beforeKinks: number[] = [];
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
      values.set(name, activations[activation](total));
      // No activation is steeper than 1, and the smooth ones stay below 1.
      scales.set(name, scale + Math.abs(total) + 1);
    }
    arriving = Object.keys(nodes);
  }
  const outputs = arriving.map((name) => values.get(name) as number);
  const targets = asList(row.target);
  const scale = sum(
    outputs.map((output, index) => {
      const error = Math.abs(output - (targets[index] ?? 0));
      const slope = document.loss ? 2 * error : Math.abs(asList(document.output_gradient)[index] ?? 0);
      return slope * (scales.get(arriving[index] as string) as number) + (document.loss ? error ** 2 : 0);
    }),
  );
  return { values, beforeKinks, objective: objective(document, outputs, targets), scale };
}

function objective(
  { loss, output_gradient: gradient }: ScenarioDocument,
  outputs: readonly number[],
  targets: readonly number[],
): number {
  if (loss) return losses[loss](outputs.map((output, index) => output - (targets[index] as number)));
  return sum(outputs.map((output, index) => output * (asList(gradient)[index] ?? 0)));
}

function asList(value: number | readonly number[] | undefined): readonly number[] {
  if (value === undefined) return [];
  return typeof value === 'number' ? [value] : value;
}

function sum(terms: readonly number[]): number {
  return terms.reduce((total, term) => total + term, 0);
}
