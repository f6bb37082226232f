/** What stands around the instructions of a Program: found once for all of them, each in a walk along the tape. */
import type { Instruction, Program, Run, Slot } from '../core/program.ts';
import { shownName } from '../session/steps.ts';

/** Whether an instruction multiplies a node's value by its mask of dropout. */
export function isMasking(run: Run, { op, operands }: Instruction): boolean {
  return op === 'multiply' && run.slots[operands[1] as Slot]?.role === 'mask';
}

/** A row of instructions of one frame. */
interface Row {
  /** But for dropout. */
  last: Instruction;
  products: number;
}

/** A sum of gradients that come back by several ways. */
interface GradientSum {
  /** Of what it is the gradient. */
  readonly address: string;
  readonly isParameter: boolean;
  /** Which sum of that gradient it is, from 1, and how many there are. */
  readonly count: number;
  readonly all: number;
}

const found = new WeakMap<Program, Surroundings>();

/** The surroundings of a Run's Program. */
export function surroundingsOf(run: Run, program: Program): Surroundings {
  const known = found.get(program);
  if (known) return known;
  const made = new Surroundings(run, program);
  found.set(program, made);
  return made;
}

/** Instructions are told by their index in the Program. */
export class Surroundings {
  readonly #run: Run;
  readonly #instructions: readonly Instruction[];
  readonly #rows: readonly Row[];
  readonly #additions: Int32Array;
  #sums: readonly (GradientSum | null)[] | null = null;
  #gradients: ReadonlyMap<number, Slot> | null = null;

  constructor(run: Run, { instructions }: Program) {
    this.#run = run;
    this.#instructions = instructions;
    this.#additions = new Int32Array(instructions.length);
    const rows: Row[] = [];
    let additions = 0;
    for (const [index, instruction] of instructions.entries()) {
      const isSame = instructions[index - 1]?.group === instruction.group;
      const row = isSame ? (rows[index - 1] as Row) : { last: instruction, products: 0 };
      if (!isSame) additions = 0;
      if (!isMasking(run, instruction)) {
        row.last = instruction;
        if (instruction.op === 'multiply') row.products += 1;
      }
      if (instruction.op === 'add') additions += 1;
      rows.push(row);
      this.#additions[index] = additions;
    }
    this.#rows = rows;
  }

  /** The last instruction of the same frame in one row. */
  lastAt(index: number): Instruction {
    return (this.#rows[index] as Row).last;
  }

  /** How many products its frame has. */
  productsAt(index: number): number {
    return (this.#rows[index] as Row).products;
  }

  /** The how-manieth addition of its frame an addition is, from 1. */
  additionAt(index: number): number {
    return this.#additions[index] as number;
  }

  /** The sum of gradients that an instruction computes, by its name; null for all else. */
  sumAt(index: number): GradientSum | null {
    this.#sums ??= this.#findSums();
    return this.#sums[index] ?? null;
  }

  /** The gradient that the update of a parameter has used last, by the instruction that writes the parameter. */
  gradientAt(index: number): Slot | undefined {
    this.#gradients ??= this.#findGradients();
    return this.#gradients.get(index);
  }

  #findSums(): (GradientSum | null)[] {
    const run = this.#run;
    const parameters = new Set(run.parameters.map((slot) => shownName(run, slot)));
    const sums: (GradientSum | null)[] = [];
    for (let index = this.#instructions.length - 1; index >= 0; index--) {
      const slot = this.#instructions[index]?.result as Slot;
      const own = run.slots[slot]?.names
        .map((name) => /^grad\((.*)\)\.sum\[(\d+)\]$/.exec(name))
        .find((match) => match !== null);
      if (!own) continue;
      const [, address, place] = own as unknown as [string, string, string];
      const count = Number(place) + 1;
      const next = sums[index + 1];
      const all = next?.address === address ? next.all : count;
      sums[index] = { address, isParameter: parameters.has(address), count, all };
    }
    return sums;
  }

  #findGradients(): Map<number, Slot> {
    const run = this.#run;
    const latest = new Map<string, Slot>();
    const gradients = new Map<number, Slot>();
    for (const [index, { operands, result }] of this.#instructions.entries()) {
      const gradient = latest.get(shownName(run, result));
      if (gradient !== undefined) gradients.set(index, gradient);
      for (const slot of operands) {
        for (const name of run.slots[slot]?.names ?? []) {
          const [, address] = /^(?:batch\.)?grad\((.*)\)$/.exec(name) ?? [];
          if (address !== undefined) latest.set(address, slot);
        }
      }
    }
    return gradients;
  }
}
