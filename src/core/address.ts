/**
 * Addresses: structured names of values. People read and type the printed form; only `printAddress` defines its
 * spelling.
 */
import { TextHash } from './packed/text-hash.ts';

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
  /** Mean or standard deviation of the column of an input or a target before it was standardized. */
  | { readonly kind: 'statistic'; readonly of: Address; readonly part: 'mean' | 'std' }
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
  /** The same of one of several losses, by its name; a target by the name of the target: `loss(aux)`, `target(aux)[0]`. */
  | { readonly kind: 'ofLoss'; readonly loss: string; readonly of: LossAddress }
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

/** What a scenario with one loss has one of, or one for each output. */
export type LossAddress = Extract<Address, { kind: 'target' | 'error' | 'loss' | 'lossPart' }>;

/** The address of a value of the loss with this name; null: of the only loss. */
export function inLoss(loss: string | null, of: LossAddress): Address {
  return loss === null ? of : { kind: 'ofLoss', loss, of };
}

/** Takes the text of an address, piece by piece. */
interface AddressWriter {
  put(piece: string | number): void;
}

class TextWriter implements AddressWriter {
  text = '';

  put(piece: string | number): void {
    this.text += piece;
  }
}

/** Prints an address as people read and type it: `h.w[0]`, `grad(h).term[1]`, `loss.log[0]`. */
export function printAddress(address: Address): string {
  const writer = new TextWriter();
  spellAddress(address, writer);
  return writer.text;
}

/** Gives the pieces of a printed address to `writer`, which need not make a text of them. */
function spellAddress(address: Address, writer: AddressWriter): void {
  switch (address.kind) {
    case 'value':
      writer.put(address.name);
      break;
    case 'node':
      writer.put(address.node);
      partial(writer, address.part);
      break;
    case 'nodeItem':
      writer.put(address.node);
      partial(writer, address.part);
      indexed(writer, address.index);
      break;
    case 'statistic':
      spellAddress(address.of, writer);
      partial(writer, address.part);
      break;
    case 'layer':
      writer.put('layer(');
      writer.put(address.layer);
      writer.put(')');
      partial(writer, address.part);
      indexed(writer, address.index);
      break;
    case 'target':
    case 'error':
    case 'loss':
    case 'lossPart':
      spellOfLoss(address, '', writer);
      break;
    case 'ofLoss':
      spellOfLoss(address.of, `(${address.loss})`, writer);
      break;
    case 'batch':
      writer.put('batch');
      partial(writer, address.part);
      break;
    case 'gradient':
      applied(writer, 'grad(', address.of);
      break;
    case 'batchGradient':
      applied(writer, 'batch.grad(', address.of);
      break;
    case 'gradientTerm':
      applied(writer, 'grad(', address.of);
      partial(writer, 'term');
      indexed(writer, address.index);
      break;
    case 'gradientSum':
      applied(writer, 'grad(', address.of);
      partial(writer, 'sum');
      indexed(writer, address.index);
      break;
    case 'slope':
      applied(writer, 'slope(', address.of);
      indexed(writer, address.operand);
      break;
    case 'learningRate':
      writer.put('learning_rate');
      partial(writer, address.part);
      break;
    case 'groupRate':
      writer.put('learning_rate(');
      writer.put(address.group);
      writer.put(')');
      partial(writer, address.part);
      break;
    case 'gradientNorm':
      writer.put('gradient_norm');
      break;
    case 'clip':
      writer.put('clip');
      partial(writer, address.part);
      indexed(writer, address.index);
      break;
    case 'correction':
      writer.put(address.state);
      partial(writer, address.part);
      break;
    case 'delta':
      applied(writer, 'delta(', address.of);
      partial(writer, address.part);
      break;
    case 'state':
      writer.put(address.state);
      applied(writer, '(', address.of);
      partial(writer, address.part);
      break;
    default:
      address satisfies never;
  }
}

/** @param named the name of the loss in brackets, or nothing */
function spellOfLoss(address: LossAddress, named: string, writer: AddressWriter): void {
  writer.put(address.kind === 'lossPart' ? 'loss' : address.kind);
  writer.put(named);
  switch (address.kind) {
    case 'target':
      indexed(writer, address.index);
      break;
    case 'error':
      indexed(writer, address.index);
      partial(writer, address.isSquared ? 'squared' : null);
      break;
    case 'lossPart':
      partial(writer, address.part);
      indexed(writer, address.index);
      break;
    default:
      address satisfies { kind: 'loss' };
  }
}

function applied(writer: AddressWriter, head: string, of: Address): void {
  writer.put(head);
  spellAddress(of, writer);
  writer.put(')');
}

function indexed(writer: AddressWriter, index: number | null): void {
  if (index === null) return;
  writer.put('[');
  writer.put(index);
  writer.put(']');
}

function partial(writer: AddressWriter, part: string | null): void {
  if (part === null) return;
  writer.put('.');
  writer.put(part);
}

const hash = new TextHash();

/** A hash of the printed address, which is not made for it: the same as `hashOfText` of it. */
export function hashOfAddress(address: Address): number {
  hash.clear();
  spellAddress(address, hash);
  return hash.value;
}

/** Values by address. For the values of which a node has many, no text is made. */
export class AddressMap<Value> {
  readonly #items = new Map<string, Map<string, Value[]>>();
  readonly #others = new Map<string, Value>();

  get(address: Address): Value | undefined {
    return address.kind === 'nodeItem'
      ? this.#items.get(address.part)?.get(address.node)?.[address.index]
      : this.#others.get(printAddress(address));
  }

  set(address: Address, value: Value): void {
    if (address.kind !== 'nodeItem') {
      this.#others.set(printAddress(address), value);
      return;
    }
    const { node, part, index } = address;
    const nodes = this.#items.get(part) ?? new Map<string, Value[]>();
    this.#items.set(part, nodes);
    const values = nodes.get(node) ?? [];
    nodes.set(node, values);
    values[index] = value;
  }
}
