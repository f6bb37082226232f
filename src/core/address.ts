/**
 * What a value is called, as data. The names that people read and type are the printed form, and only `printAddress`
 * knows how that is spelled.
 */

/** A word with any number of indexes behind it: `h`, `hidden[0]`, `w[0][1]`. */
type Name = string;

/** Which of a node's values, where there is one of a kind. */
type NodePart = 'in' | 'act' | 'mask' | 'bias' | 'shifted' | 'exp';

/** Which of a node's values, where there is one for each incoming value, or for each operation of a formula. */
type NodeItem = 'w' | 'product' | 'sum' | 'part';

/** What an optimiser keeps of a parameter from update to update. */
export type StateName = 'velocity' | 'm' | 'v';

/** What an address says of another one, for the slots that belong to it. */
export type Address =
  /** An input, a node's output, a formula, a parameter of formulas. */
  | { readonly kind: 'value'; readonly name: Name }
  | { readonly kind: 'node'; readonly node: Name; readonly part: NodePart }
  | { readonly kind: 'nodeItem'; readonly node: Name; readonly part: NodeItem; readonly index: number }
  /** Of an input's column before it was standardised. */
  | { readonly kind: 'statistic'; readonly input: Name; readonly part: 'mean' | 'std' }
  /** `index`: which partial result, of a maximum or a sum over the nodes. */
  | {
      readonly kind: 'layer';
      readonly layer: Name;
      readonly part: 'bias' | 'max' | 'exp_sum';
      readonly index: number | null;
    }
  /** Indexes count the outputs. Null where there is one output alone. */
  | { readonly kind: 'target'; readonly index: number | null }
  | { readonly kind: 'error'; readonly index: number | null; readonly isSquared: boolean }
  | { readonly kind: 'loss' }
  /** A value on the way to the loss, by the word that the loss gives it. */
  | { readonly kind: 'lossPart'; readonly part: string; readonly index: number | null }
  /** Of all examples of a batch. */
  | { readonly kind: 'batch'; readonly part: 'loss' | 'loss.term' | 'share' }
  | { readonly kind: 'gradient'; readonly of: Address }
  | { readonly kind: 'batchGradient'; readonly of: Address }
  /** One of several paths by which a gradient arrives, from 0; the sum of the first of them. */
  | { readonly kind: 'gradientTerm'; readonly of: Address; readonly index: number }
  | { readonly kind: 'gradientSum'; readonly of: Address; readonly index: number }
  /** A local derivative; `operand` where the operation has one for each operand. */
  | { readonly kind: 'slope'; readonly of: Address; readonly operand: number | null }
  | { readonly kind: 'learningRate'; readonly part: string | null }
  /** Of the bias of a running mean, the same for all parameters. */
  | { readonly kind: 'correction'; readonly state: StateName; readonly part: 'power' | 'correction' }
  /** What an update subtracts from a parameter, and the values on the way to it. */
  | { readonly kind: 'delta'; readonly of: Address; readonly part: string | null }
  | { readonly kind: 'state'; readonly state: StateName; readonly of: Address; readonly part: string | null };

/** The address as people read and type it: `h.w[0]`, `grad(h).term[1]`, `loss.log[0]`. */
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
