/**
 * Frames as ranges of steps: run ▸ epoch ▸ batch ▸ micro-batch ▸ example ▸ phase ▸ layer ▸ node ▸ cell. Computes where
 * each starts and ends. A cell is one number of an array. Where a node computes no array, its own boundaries are those
 * of cells.
 *
 * A position is a number of executed steps. A boundary of a level is a position between two of its frames; the ends
 * of the run are boundaries of every level. An update belongs to its batch and to no example: at the level of
 * examples it is a frame of its own. All results come from arithmetic on step numbers, so the cost does not depend on
 * the length of the run.
 */
import type { Instruction, Program, Scope } from '../core/program.ts';
import { microBatchOf, type ProgramName, type Schedule } from '../core/schedule.ts';
import { elementName, indexesAt } from '../expression/arrays/terms.ts';

/** From the innermost level to the outermost. */
export const levels = [
  'cell',
  'node',
  'layer',
  'phase',
  'example',
  'micro-batch',
  'batch',
  'epoch',
  'run',
] as const;
/** A level of the frames. */
export type Level = (typeof levels)[number];

/** Whether frames of a level have whole phases in them. Their names say the level: `epoch 2`, but `hidden`. */
export function isAroundPhase(level: Level): boolean {
  return levels.indexOf(level) > levels.indexOf('phase');
}

/** One frame of the call stack. */
export interface Frame {
  readonly level: Level;
  /** For example `epoch 2`, `forward`, `hidden`, `[0][1]`. */
  readonly name: string;
  /** The positions at which the frame starts and ends. */
  readonly start: number;
  readonly end: number;
}

type InsideLevel = 'cell' | 'node' | 'layer' | 'phase';
type Offsets = readonly number[];

/** The offsets in a Program at which frames start, then the Program's length: ascending, from 0. */
function offsetsOf({ instructions }: Program): Readonly<Record<InsideLevel, Offsets>> {
  const offsets = { node: [] as number[], layer: [] as number[], phase: [] as number[] };
  /** Made at the first cell: without arrays a Program has those of its nodes. */
  let cells: number[] | null = null;
  let before: Scope | null = null;
  let group = 0;
  let cell: number | null = null;
  for (let index = 0; index < instructions.length; index++) {
    const instruction = instructions[index] as Instruction;
    const { scope } = instruction;
    const isNode = before === null || instruction.group !== group;
    const own = scope.shape ? instruction.cell : null;
    if (own !== null) cells ??= [...offsets.node];
    if (isNode) offsets.node.push(index);
    if (isNode || own !== cell) cells?.push(index);
    if (scope !== before) {
      const isPhase = scope.phase !== before?.phase;
      if (isPhase || scope.layer !== before?.layer) offsets.layer.push(index);
      if (isPhase) offsets.phase.push(index);
    }
    group = instruction.group;
    cell = own;
    before = scope;
  }
  const all = { ...offsets, cell: cells ?? offsets.node };
  for (const each of new Set(Object.values(all))) each.push(instructions.length);
  return all;
}

/** The index of the first of ascending numbers that is `least` or more. The last one is. */
function firstFrom(numbers: Offsets, least: number): number {
  let [from, to] = [0, numbers.length - 1];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((numbers[middle] as number) >= least) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** The indexes of the number of an array that an instruction belongs to: `[0][1]`; null if there is none. */
export function cellText({ scope: { shape }, cell }: Instruction): string | null {
  return shape && cell !== null ? elementName('', indexesAt(shape, cell)) : null;
}

/** Finds the frames of one Run. */
export class Frames {
  readonly #schedule: Schedule;
  readonly #offsets: Readonly<Record<ProgramName, Readonly<Record<InsideLevel, Offsets>>>>;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
    const offsets = (name: ProgramName) => offsetsOf(schedule.program(name));
    this.#offsets = { example: offsets('example'), update: offsets('update'), finish: offsets('finish') };
  }

  /** Whether a node computes an array. */
  get hasCells(): boolean {
    return Object.values(this.#offsets).some(({ cell, node }) => cell !== node);
  }

  /** The nearest boundary after `position`, or the end of the run. */
  after(position: number, level: Level): number {
    const { total } = this.#schedule;
    return position >= total ? total : this.#bounds(position + 1, level)[1];
  }

  /** The nearest boundary before `position`, or the start of the run. */
  before(position: number, level: Level): number {
    return position <= 0 ? 0 : this.#bounds(position, level)[0];
  }

  /** The call stack of a step, outermost frame first. Levels that the step is not in are left out. */
  stack(step: number): Frame[] {
    const instruction = this.#schedule.instructionAt(step);
    const { phase, layer, node } = instruction.scope;
    const segment = this.#schedule.segmentAt(step);
    const { program, epoch, batch, example } = segment;
    const micro = microBatchOf(this.#schedule, segment);
    const isFinish = program === 'finish';
    const names: Readonly<Record<Level, string | null>> = {
      run: 'run',
      epoch: isFinish ? 'after training' : `epoch ${epoch}`,
      batch: isFinish ? null : `batch ${batch}`,
      'micro-batch': micro === null ? null : `micro-batch ${micro}`,
      // Examples that are taken together have no frames of their own.
      example: example === null || this.#schedule.rows !== null ? null : `example ${example}`,
      phase,
      layer,
      node,
      cell: cellText(instruction),
    };
    return [...levels].reverse().flatMap((level) => {
      const name = names[level];
      const [start, end] = this.#bounds(step, level);
      return name === null ? [] : [{ level, name, start, end }];
    });
  }

  /** The positions at which the step's frame at a level starts and ends. */
  #bounds(step: number, level: Level): readonly [number, number] {
    const schedule = this.#schedule;
    if (level === 'run') return [0, schedule.total];
    const segment = schedule.segmentAt(step);
    const { program, start, length, batchIndex, epoch } = segment;
    if (level === 'example') return [start, start + length];
    if (level === 'micro-batch') return schedule.microBatchBounds(segment);
    if (level === 'batch') return [schedule.batchStart(batchIndex), schedule.batchStart(batchIndex + 1)];
    if (level === 'epoch') return [schedule.epochStart(epoch), schedule.epochStart(epoch + 1)];
    const offset = step - start;
    const offsets = this.#offsets[program][level];
    const next = firstFrom(offsets, offset);
    return [start + (offsets[next - 1] as number), start + (offsets[next] as number)];
  }
}
