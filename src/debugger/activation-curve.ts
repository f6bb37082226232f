/** An activation function with the sum that a node has put into it. */
import { type ActivationName, type Emitter, type OpName, ops } from '../core/ops.ts';
import type { Slot } from '../core/program.ts';
import { type Point, type Range, sampled } from './curve.ts';
import type { Session } from './session.ts';

export interface ActivationCurve {
  readonly node: string;
  readonly activation: ActivationName;
  readonly range: Range;
  readonly points: readonly Point[];
  /** The node's sum, `node.in`; null where this iteration has not computed it yet. */
  readonly input: number | null;
  /** The node's value; null where this iteration has not computed it yet. */
  readonly output: number | null;
  /** The function's slope at the sum; null where that is not known. */
  readonly slope: number | null;
  /** Whether the cursor is past the step that computes that slope, or no step ever does. */
  readonly isSlopeDone: boolean;
}

const SAMPLES = 257;

/** The range of sums shown at the least, on both sides of 0. */
const REACH = 4;

/** Computes what a derivative rule emits, at once. */
class Calculator implements Emitter {
  readonly values: number[] = [];

  constant(value: number): Slot {
    return this.values.push(value) - 1;
  }

  apply(op: string, ...operands: Slot[]): Slot {
    const [a, b = a] = operands.map((slot) => this.values[slot] as number);
    return this.constant(ops[op as OpName].forward(a as number, b as number));
  }
}

/** The slope of an activation function at `x`, by the rule that the tape is differentiated with. */
export function slopeAt(activation: ActivationName, x: number): number {
  const calculator = new Calculator();
  const operand = calculator.constant(x);
  const result = calculator.apply(activation, operand);
  const slope = ops[activation].derivatives[0]?.(calculator, [operand], result) ?? operand;
  return calculator.values[slope] as number;
}

/**
 * The activation of the node that the step just done belongs to; where that has none, of the last node whose
 * activation has been computed, in this iteration or else before; else of the first that has one. Null where none has
 * one but the identity.
 */
export function activationCurve(session: Session): ActivationCurve | null {
  const node = shownNode(session);
  const activation = session.scenario.layers.find(({ nodes }) =>
    nodes.some(({ name }) => name === node),
  )?.activation;
  if (node === null || activation === undefined || activation === 'softmax') return null;
  const { values, position, registers } = session;
  const freshSlot = values.freshAt(position);
  const fresh = (address: string) => {
    const slot = freshSlot(values.slotsOf(address));
    return slot === null ? null : (registers[slot] as number);
  };
  const input = fresh(`${node}.in`);
  const reach = Math.max(REACH, Number.isFinite(input ?? 0) ? roundUp(1.25 * Math.abs(input ?? 0)) : 0);
  const range = { from: -reach, to: reach };
  const { forward } = ops[activation];
  return {
    node,
    activation,
    range,
    points: sampled(range, SAMPLES, (x) => forward(x, x)),
    input,
    output: fresh(node),
    slope: input === null ? null : slopeAt(activation, input),
    isSlopeDone: values.slotsOf(`slope(${node})`).length === 0 || fresh(`slope(${node})`) !== null,
  };
}

/** Up to one of a few multiples of a power of ten, so that a range does not change with every sum. */
function roundUp(value: number): number {
  if (value <= REACH) return REACH;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 1.2, 1.5, 2, 3, 4, 5, 6, 8].find((factor) => factor * power >= value) ?? 10) * power;
}

function shownNode({ scenario, engine, position, values }: Session): string | null {
  const nodes = scenario.layers.flatMap((layer) =>
    // Softmax is no function of one sum alone.
    layer.activation === 'identity' || layer.activation === 'softmax'
      ? []
      : layer.nodes.map(({ name }) => name),
  );
  const present = position === 0 ? null : engine.schedule.instructionAt(position).scope.node;
  if (present !== null && nodes.includes(present)) return present;
  const freshSlot = values.freshAt(position);
  const isFresh = (node: string) => freshSlot(values.slotsOf(node)) !== null;
  const isKnown = (node: string) => values.resolve(node, position) !== null;
  return nodes.findLast(isFresh) ?? nodes.findLast(isKnown) ?? nodes[0] ?? null;
}
