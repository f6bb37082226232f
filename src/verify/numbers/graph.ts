/**
 * The computation of a stretch of a run, written out: every step is a node of its own, and every value a cell of its
 * own, also if the run uses one register for them. So a value can be followed back through examples and updates, and a
 * variant of the computation can be tried by replacing what a node computes.
 */
import { ops } from '../../core/operations.ts';
import { type Example, type Instruction, type Program, rowOfExample, type Slot } from '../../core/program.ts';
import type { Segment } from '../../core/schedule.ts';
import { patchesOf } from '../../session/patches.ts';
import type { Session } from '../../session/session.ts';

/** Index of a value in a graph. */
export type Cell = number;

/** One executed step. */
export interface GraphNode {
  readonly step: number;
  readonly instruction: Instruction;
  readonly operands: readonly Cell[];
  readonly result: Cell;
  readonly segment: Segment;
}

const NONE = -1;

export class Graph {
  readonly session: Session;
  /** The position before its first step. */
  readonly from: number;
  /** In the order of the steps. Node i executes step `from` + i + 1. */
  readonly nodes: GraphNode[] = [];
  /** By cell: its slot, and the index of the node that computes it; `NONE` if the value is given. */
  readonly slots: Slot[] = [];
  readonly writers: number[] = [];
  /** The value of each cell in the run. */
  readonly exact: number[] = [];
  /** For slots that are given: which cell they have from which position on. */
  readonly #loaded = new Map<Slot, { readonly position: number; readonly cell: Cell }[]>();
  readonly #current: Int32Array;

  /**
   * @param from the start of a batch
   * @param to the last step
   */
  constructor(session: Session, from: number, to: number) {
    this.session = session;
    this.from = from;
    const { engine } = session;
    this.#current = new Int32Array(engine.run.slots.length).fill(NONE);
    const machine = session.history.machineAt(from);
    // Before the first step the inputs and targets are loaded, and may have been edited.
    const registers = from === 0 ? machine.registers : null;
    machine.checkpoint().forEach((value, index) => {
      this.#load(engine.lasting[index] as Slot, value, from);
    });
    for (const [slot, { kind, initial }] of engine.run.slots.entries()) {
      if (kind === 'constant' || kind === 'statistic') this.#load(slot, initial, from);
    }
    this.#unroll(to, registers);
  }

  /** The cell that a slot has after `position` steps; null if the graph does not have it. */
  cellAt(slot: Slot, position: number): Cell | null {
    return this.#loaded.get(slot)?.findLast((each) => each.position <= position)?.cell ?? null;
  }

  /** The node of a step; undefined outside of the graph. */
  nodeAt(step: number): GraphNode | undefined {
    return this.nodes[step - this.from - 1];
  }

  /** The node that computes a cell; null if it is given. */
  writerOf(cell: Cell): GraphNode | null {
    return this.nodes[this.writers[cell] as number] ?? null;
  }

  #unroll(to: number, registers: Readonly<Float64Array> | null): void {
    const { session } = this;
    const { engine, timeline, values } = session;
    const { schedule } = engine;
    const patches = patchesOf(values, timeline.edits).filter(({ at }) => at > this.from);
    let segment = schedule.segmentAt(Math.min(this.from + 1, schedule.total));
    for (let position = this.from; position < to; ) {
      this.#enter(segment, registers);
      const program = schedule.program(segment.program);
      for (let index = 0; index < segment.length && position < to; index++) {
        this.#execute(program.instructions[index] as Instruction, position + 1, segment);
        position += 1;
        while (patches[0]?.at === position) {
          const { slot, value } = patches.shift() as (typeof patches)[0];
          this.#load(slot, value, position);
        }
      }
      if (position < to) {
        this.#carry(program, position);
        segment = schedule.next(segment);
      }
    }
  }

  #enter(segment: Segment, registers: Readonly<Float64Array> | null): void {
    if (segment.example === null) return;
    const { run, accumulators } = this.session.engine;
    const { start, example, firstExample, epoch } = segment;
    const known = start === 0 ? registers : null;
    const give = (slot: Slot, value: number) => this.#load(slot, known?.[slot] ?? value, start);
    if (example === firstExample) {
      for (const slot of accumulators) this.#load(slot, 0, start);
      if (run.batchShare !== null) give(run.batchShare, 1 / segment.size);
    }
    const row = rowOfExample(run, epoch, example);
    const { inputs, targets } = run.data[row] as Example;
    run.inputs.forEach((slot, index) => {
      give(slot, inputs[index] as number);
    });
    run.targets.forEach((slot, index) => {
      give(slot, targets[index] as number);
    });
    const masks = run.masks?.forExample(epoch, row);
    run.masks?.slots.forEach((slot, index) => {
      give(slot, masks?.[index] as number);
    });
  }

  #execute(instruction: Instruction, step: number, segment: Segment): void {
    const operands = instruction.operands.map((slot) => this.#current[slot] as number);
    const result = this.#newCell(instruction.result, this.nodes.length);
    this.nodes.push({ step, instruction, operands, result, segment });
    this.exact[result] = compute(instruction, operands, this.exact);
    this.#current[instruction.result] = result;
  }

  /** What a Program leaves for the next one: a new weight is the weight from then on. */
  #carry({ carries }: Program, position: number): void {
    const moved = carries.map(({ from, to }) => ({ to, cell: this.#current[from] as number }));
    for (const { to, cell } of moved) if (cell !== NONE) this.#note(to, cell, position);
  }

  #load(slot: Slot, value: number, position: number): void {
    const cell = this.#newCell(slot, NONE);
    this.exact[cell] = value;
    this.#note(slot, cell, position);
  }

  #note(slot: Slot, cell: Cell, position: number): void {
    this.#current[slot] = cell;
    const known = this.#loaded.get(slot);
    if (known) known.push({ position, cell });
    else this.#loaded.set(slot, [{ position, cell }]);
  }

  #newCell(slot: Slot, writer: number): Cell {
    this.slots.push(slot);
    this.writers.push(writer);
    return this.slots.length - 1;
  }
}

/** What an instruction computes from the values of cells. */
export function compute(
  { op }: Instruction,
  operands: readonly Cell[],
  values: Readonly<Record<number, number>>,
): number {
  const [a, b = a, ...rest] = operands.map((cell) => values[cell] as number) as [number, ...number[]];
  return ops[op].forward(a, b, ...rest);
}
