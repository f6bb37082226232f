/**
 * The listing: the computation of a Run as short NumPy code, and where in it each instruction is computed.
 *
 * One line for a whole layer is written only if the tape computes the same, element by element. Otherwise the elements
 * are written one by one, as on the tape. So each instruction has a location in the listing. NumPy adds products in
 * its own order, so sums may differ in the last bits, and a 0 in its sign.
 */
import type { Engine } from '../core/execution/machine.ts';
import { memoize } from '../core/memo.ts';
import type { Run, Slot } from '../core/program.ts';
import type { ProgramName } from '../core/schedule.ts';
import { compile } from '../scenario/compile/compile.ts';
import type { Scenario, Variant } from '../scenario/format/scenario.ts';
import { Composition, type Places } from './composition.ts';
import { type ArrayElement, cellIn } from './writing/cells.ts';
import type { LineWriter } from './writing/line-writer.ts';
import type { Lines, Term } from './writing/lines.ts';

/** An instruction of a Run: the Program, and its index in it. */
export interface MappedInstruction {
  readonly program: ProgramName;
  readonly index: number;
}

export class NumpyListing {
  /** The lines of the Python program. */
  readonly lines: readonly string[];
  /** Where its parts are. */
  readonly places: Places;
  readonly #terms: Lines['terms'];
  readonly #instructions = new Map<number, MappedInstruction[]>();
  readonly #writers: Readonly<Record<ProgramName, LineWriter>>;

  constructor(scenario: Scenario, run: Run) {
    const listed = new Composition(scenario, run);
    listed.write();
    this.lines = listed.lines.texts;
    this.places = listed.places;
    this.#terms = listed.lines.terms;
    this.#writers = listed.writers;
    for (const program of ['example', 'update', 'finish'] as const) {
      for (const index of run[program].instructions.keys()) {
        const line = this.termOf(program, index)?.line;
        if (line === undefined) continue;
        const known = this.#instructions.get(line);
        if (known) known.push({ program, index });
        else this.#instructions.set(line, [{ program, index }]);
      }
    }
  }

  /** All variables that hold a slot when a line of a Program is reached. */
  cellsOf(program: ProgramName, slot: Slot, line: number): readonly ArrayElement[] {
    const { cells } = this.#writers[program];
    return cells.before(line, () => cells.of(slot));
  }

  /** The part of a line that computes an instruction; null if there is no such instruction. */
  termOf(program: ProgramName, index: number): Term | null {
    return this.#terms[program].get(index) ?? null;
  }

  /** The instructions that a line (counted from 1) computes, in the order of the tape. */
  instructionsOf(line: number): readonly MappedInstruction[] {
    return this.#instructions.get(line) ?? [];
  }

  /**
   * What a variable of the listing holds at the end of a Program.
   *
   * @returns its shape, and the slots of its elements, null for one that the tape does not compute; null if the Program
   * has no such variable
   */
  variable(
    program: ProgramName,
    name: string,
  ): { readonly shape: readonly number[]; readonly slots: readonly (Slot | null)[] } | null {
    return this.#writers[program].cells.contents(name);
  }

  /**
   * One instruction in terms of the variables of the listing.
   *
   * @returns `target`: the element that holds its result, null if it is only a part of an expression; `value`: an
   * expression for it over variables that are defined before its line is run
   */
  scalarOf(program: ProgramName, index: number): { readonly target: string | null; readonly value: string } {
    const { cells, expressions } = this.#writers[program];
    const at = this.termOf(program, index)?.line ?? 0;
    // If several variables hold an operand, use the one that appears in the line.
    const line = this.lines[at - 1] ?? '';
    const leaf = cellIn(line.match(/[A-Za-z_]\w*/g) ?? []);
    return cells.before(at, () => {
      const [kept] = cells.of(expressions.instruction(index).result);
      return {
        target: kept ? `${kept.array}${kept.index}` : null,
        value: expressions.alone(index, leaf).text,
      };
    });
  }
}

/** The listing for a session. It is made once for each engine, that is, for each variant. */
export const listingOf = memoize(
  ({ engine }: Debugged) => engine,
  ({ scenario, engine }) => new NumpyListing(scenario, engine.run),
);

interface Debugged {
  readonly scenario: Scenario;
  readonly engine: Engine;
}

/** A scenario as a Python program that needs only NumPy. @param variant its numbers replace those of the scenario */
export function numpyText(scenario: Scenario, variant: Variant | null = null): string {
  const { lines } = new NumpyListing(scenario, compile(scenario, variant ?? undefined));
  return `${lines.join('\n')}\n`;
}
