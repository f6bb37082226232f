/** A step where a mistake may have been made, and what the mistakes ask about it. */
import type { Address } from '../../core/address.ts';
import { type OpName, ops } from '../../core/operations.ts';
import type { Slot } from '../../core/program.ts';
import { displayName, operandName } from '../../session/steps.ts';
import type { Cell, Graph, GraphNode } from '../numbers/graph.ts';
import type { Layout } from './layout.ts';

/** What a value is to the steps that use it. */
export type Part =
  | 'weight'
  | 'bias'
  | 'rate'
  | 'slope'
  | 'gradient'
  | 'constant'
  | 'target'
  | 'share'
  | 'value';

export class Site {
  readonly graph: Graph;
  readonly node: GraphNode;
  readonly layout: Layout;
  /** The values of all cells, computed from the person's numbers. */
  readonly values: Readonly<Float64Array>;

  constructor(graph: Graph, node: GraphNode, layout: Layout, values: Readonly<Float64Array>) {
    this.graph = graph;
    this.node = node;
    this.layout = layout;
    this.values = values;
  }

  get op(): OpName {
    return this.node.instruction.op;
  }

  get role() {
    return this.node.instruction.role;
  }

  get isBackward(): boolean {
    return this.node.instruction.scope.phase === 'backward';
  }

  operand(index: number): Cell {
    return this.node.operands[index] as Cell;
  }

  /** The name of an operand, or of the result. */
  name(operand: number): string {
    return operandName(this.graph.session.engine.run, this.node.instruction, operand);
  }

  get result(): string {
    return displayName(this.graph.session.engine.run, this.node.instruction.result);
  }

  nameOf(cell: Cell): string {
    return displayName(this.graph.session.engine.run, this.graph.slots[cell] as Slot);
  }

  addressOf(cell: Cell): Address | null {
    return this.graph.session.engine.run.slots[this.graph.slots[cell] as Slot]?.addresses[0] ?? null;
  }

  /** What an operand is. */
  part(operand: number): Part {
    return partOf(this.graph, this.operand(operand));
  }

  /** What the step computes from these numbers instead of its operands. */
  compute(operands: readonly number[]): number {
    const [a, b = a, ...rest] = operands as [number, ...number[]];
    return ops[this.op].forward(a, b, ...rest);
  }
}

function partOf(graph: Graph, cell: Cell): Part {
  const { run } = graph.session.engine;
  const slot = graph.slots[cell] as Slot;
  const info = run.slots[slot];
  const writer = graph.writerOf(cell)?.instruction ?? null;
  if (info?.kind === 'constant') return 'constant';
  if (info?.kind === 'target') return 'target';
  if (slot === run.batchShare) return 'share';
  const [address] = info?.addresses ?? [];
  if (address?.kind === 'learningRate') return 'rate';
  const isParameter = info?.kind === 'parameter' || writer?.role.kind === 'update';
  if (isParameter) return isBias(address) ? 'bias' : 'weight';
  if (writer?.role.kind === 'slope' && run.example.instructions[writer.role.of]?.role.kind === 'activation')
    return 'slope';
  return writer?.scope.phase === 'backward' ? 'gradient' : 'value';
}

function isBias(address: Address | undefined): boolean {
  return (address?.kind === 'node' || address?.kind === 'layer') && address.part === 'bias';
}
