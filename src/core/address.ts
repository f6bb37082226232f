/**
 * Addresses: structured names of values. People read and type the printed form; only `printAddress` defines its
 * spelling.
 */

/** A word, followed by any number of indexes or by a category: `h`, `hidden[0]`, `w[0][1]`, `colour.red`. */
type Name = string;

/** The kinds of value of which a node has one. */
type NodePart = 'in' | 'act' | 'mask' | 'bias' | 'shifted' | 'exp';

/** The kinds of value of which a node has one for each incoming value, or a formula one for each operation. */
type NodeItem = 'w' | 'product' | 'sum' | 'part';

/**
 * The values that an optimizer keeps for each parameter between updates: a velocity, a mean of gradients (m), a mean or
 * a sum of their squares (v), a mean of the squares of its changes (v_delta).
 */
export type StateName = 'velocity' | 'm' | 'v' | 'v_delta';

/** The address of one value. Gradients, slopes and optimizer values contain the address of the value they belong to. */
export type Address =
  /** An input, a node's output, the result of a formula or a parameter of formulas. */
  | { readonly kind: 'value'; readonly name: Name }
  | { readonly kind: 'node'; readonly node: Name; readonly part: NodePart }
  | { readonly kind: 'nodeItem'; readonly node: Name; readonly part: NodeItem; readonly index: number }
  /** Mean or standard deviation of an input's column before it was standardized. */
  | { readonly kind: 'statistic'; readonly input: Name; readonly part: 'mean' | 'std' }
  /** `index`: number of a partial result of a maximum or sum over the nodes; null for final results and biases. */
  | {
      readonly kind: 'layer';
      readonly layer: Name;
      readonly part: 'bias' | 'max' | 'exp_sum';
      readonly index: number | null;
    }
  /** `index`: the output, from 0; null if the network has only one output. */
  | { readonly kind: 'target'; readonly index: number | null }
  | { readonly kind: 'error'; readonly index: number | null; readonly isSquared: boolean }
  | { readonly kind: 'loss' }
  /** An intermediate value of the loss. `part` is the name that the loss defines for it. */
  | { readonly kind: 'lossPart'; readonly part: string; readonly index: number | null }
  /** A value of the whole batch. `share` is 1 ÷ (examples in the batch). */
  | { readonly kind: 'batch'; readonly part: 'loss' | 'loss.term' | 'share' }
  | { readonly kind: 'gradient'; readonly of: Address }
  | { readonly kind: 'batchGradient'; readonly of: Address }
  /** The gradient along one of several paths, `index` from 0; `gradientSum` is the sum of the terms 0 … `index`. */
  | { readonly kind: 'gradientTerm'; readonly of: Address; readonly index: number }
  | { readonly kind: 'gradientSum'; readonly of: Address; readonly index: number }
  /** A local derivative. `operand`: its number if the operation has several derivatives, otherwise null. */
  | { readonly kind: 'slope'; readonly of: Address; readonly operand: number | null }
  | { readonly kind: 'learningRate'; readonly part: string | null }
  /** The learning rate of some parameters. `group` is what the scenario calls them: a layer, a node, a parameter. */
  | { readonly kind: 'groupRate'; readonly group: string; readonly part: string | null }
  /** The norm of the gradient of all parameters. */
  | { readonly kind: 'gradientNorm' }
  /** What clipping by norm multiplies all gradients by, or, with `part`, an intermediate value of it. */
  | { readonly kind: 'clip'; readonly part: string | null; readonly index: number | null }
  /** A number that corrects or weights a running mean (Adam, NAdam). It is the same for all parameters. */
  | { readonly kind: 'correction'; readonly state: StateName; readonly part: string }
  /**
   * The change that an update subtracts from a parameter, or, with `part`, another value of the parameter's update: its
   * clipped gradient, a penalty, the direction, the decayed parameter.
   */
  | { readonly kind: 'delta'; readonly of: Address; readonly part: string | null }
  | { readonly kind: 'state'; readonly state: StateName; readonly of: Address; readonly part: string | null };

/** Prints an address as people read and type it: `h.w[0]`, `grad(h).term[1]`, `loss.log[0]`. */
export function printAddress(address: Address): string {
  switch (address.kind) {
    case 'value':
      return address.name;
    case 'node':
      return `${address.node}.${address.part}`;
    case 'nodeItem':
      return `${address.node}.${address.part}[${address.index}]`;
    case 'statistic':
      return `${address.input}.${address.part}`;
    case 'layer':
      return `layer(${address.layer}).${address.part}${indexed(address.index)}`;
    case 'target':
      return `target${indexed(address.index)}`;
    case 'error':
      return `error${indexed(address.index)}${address.isSquared ? '.squared' : ''}`;
    case 'loss':
      return 'loss';
    case 'lossPart':
      return `loss.${address.part}${indexed(address.index)}`;
    case 'batch':
      return `batch.${address.part}`;
    case 'gradient':
      return `grad(${printAddress(address.of)})`;
    case 'batchGradient':
      return `batch.grad(${printAddress(address.of)})`;
    case 'gradientTerm':
      return `grad(${printAddress(address.of)}).term[${address.index}]`;
    case 'gradientSum':
      return `grad(${printAddress(address.of)}).sum[${address.index}]`;
    case 'slope':
      return `slope(${printAddress(address.of)})${indexed(address.operand)}`;
    case 'learningRate':
      return `learning_rate${partial(address.part)}`;
    case 'groupRate':
      return `learning_rate(${address.group})${partial(address.part)}`;
    case 'gradientNorm':
      return 'gradient_norm';
    case 'clip':
      return `clip${partial(address.part)}${indexed(address.index)}`;
    case 'correction':
      return `${address.state}.${address.part}`;
    case 'delta':
      return `delta(${printAddress(address.of)})${partial(address.part)}`;
    case 'state':
      return `${address.state}(${printAddress(address.of)})${partial(address.part)}`;
  }
}

const indexed = (index: number | null) => (index === null ? '' : `[${index}]`);
const partial = (part: string | null) => (part === null ? '' : `.${part}`);
