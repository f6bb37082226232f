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
import type { Gradient } from './backward.ts';
import { sumsOfBatch, writeBackward, writeSumsOfBatch } from './backward.ts';
import { writeForward, writeLoss, writeResults } from './forward.ts';
import { hasEpochs, inputsText, placeInputs, writeMasks, writeSetup } from './setup.ts';
import { updatesOf, writeUpdate } from './update.ts';
import { batchName, gradientName } from './variables/names.ts';
import { NumpyNetwork } from './variables/network.ts';
import { type ArrayElement, cellIn, VariableMap } from './writing/cells.ts';
import { LineWriter } from './writing/line-writer.ts';
import { Lines, type Term } from './writing/lines.ts';

/** An instruction of a Run: the Program, and its index in it. */
export interface MappedInstruction {
  readonly program: ProgramName;
  readonly index: number;
}

/** Lines (counted from 1) at which parts of a listing begin. */
export interface Places {
  /** Each Program: where its execution for an example or a batch begins; 0 if there is none. */
  readonly programs: Readonly<Record<ProgramName, number>>;
  /** The empty line after the setup. */
  readonly setupEnd: number;
  /** The lines that give the numbers of the only example; none if there are several, which a loop gives. */
  readonly given: readonly number[];
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

/** Writes the whole listing: setup, loops and printing. */
class Composition {
  readonly #programs: Record<ProgramName, number> = { example: 0, update: 0, finish: 0 };
  #setupEnd = 0;
  readonly lines = new Lines();
  readonly writers: Readonly<Record<ProgramName, LineWriter>>;
  readonly #scenario: Scenario;
  readonly #network: NumpyNetwork;

  constructor(scenario: Scenario, run: Run) {
    this.#scenario = scenario;
    this.#network = new NumpyNetwork(scenario, run);
    const cells = new VariableMap(run);
    placeInputs(cells, this.#network);
    // The finish uses the same variables but assigns them in its own lines, so it needs its own map.
    const finish = new VariableMap(run);
    placeInputs(finish, this.#network);
    this.writers = {
      example: new LineWriter(this.lines, cells, run, 'example'),
      update: new LineWriter(this.lines, cells, run, 'update'),
      finish: new LineWriter(this.lines, finish, run, 'finish'),
    };
  }

  write(): void {
    const { run } = this.#network;
    writeSetup(this.lines, this.#scenario, this.#network);
    this.lines.add('');
    this.#setupEnd = this.lines.texts.length;
    if (hasEpochs(run)) {
      this.#block(`for epoch in range(${run.epochs}):`, () => {
        if (run.order) this.lines.add('rows = shuffled(data, epoch)');
        this.#epoch(run.order ? 'rows' : 'data');
      });
    } else this.#epoch('data');
    if (run.finish.instructions.length > 0) {
      this.lines.add('');
      this.lines.add('# finish');
      if (run.batch > 1) this.#beginBatch('data', []);
      this.#examples('data', () => this.#forward('finish'));
      if (run.batch > 1) this.#endBatch();
    }
    const updated = [...updatesOf(this.#network), ...this.#network.kept];
    for (const { name } of updated) this.lines.add(`print("${name}", ${name})`);
  }

  get places(): Places {
    const { inputs, run } = this.#network;
    const starts = [inputsText(inputs), 'target'].map((name) => `${name} = `);
    const setup = run.data.length === 1 ? this.lines.texts.slice(0, this.#setupEnd) : [];
    const given = setup.flatMap((line, index) =>
      starts.some((start) => line.startsWith(start)) ? [index + 1] : [],
    );
    return { programs: this.#programs, setupEnd: this.#setupEnd, given };
  }

  /** The Program begins with the next line. */
  #begin(program: ProgramName): void {
    this.#programs[program] = this.lines.texts.length + 1;
  }

  /** Writes one epoch. @param rows the variable that holds the examples */
  #epoch(rows: string): void {
    const { batch, data } = this.#network.run;
    if (batch === 1) {
      this.#examples(rows, () => {
        this.#example();
        this.#update();
      });
    } else if (batch === data.length) this.#batch(rows);
    else {
      this.#block(`for start in range(0, len(${rows}), ${batch}):`, () => {
        this.lines.add(`batch = ${rows}[start:start + ${batch}]`);
        this.#batch('batch');
      });
    }
  }

  #batch(rows: string): void {
    const { microBatch } = this.#network.run;
    this.#beginBatch(rows, this.#batchSums());
    if (microBatch === null) this.#examples(rows, () => this.#example());
    else
      this.#block(`for micro_start in range(0, len(${rows}), ${microBatch}):`, () => {
        this.lines.add(`micro_batch = ${rows}[micro_start:micro_start + ${microBatch}]`);
        this.#examples('micro_batch', () => this.#example());
      });
    this.#endBatch();
    this.#update();
  }

  #update(): void {
    const network = this.#network;
    if (network.run.update.instructions.length === 0) return;
    this.#begin('update');
    writeUpdate(this.writers.update, network);
  }

  /** The sums of gradients over a batch. */
  #batchSums(): Gradient[] {
    const network = this.#network;
    const gradients = network.parameters.map((each) => ({
      ...each,
      slots: each.slots.map((slot) => network.gradient(slot)),
    }));
    return sumsOfBatch(network, gradients);
  }

  #beginBatch(rows: string, sums: readonly Gradient[]): void {
    if (this.#network.run.batchShare !== null) this.lines.add(`share = 1 / len(${rows})`);
    if (this.#network.run.batchLoss !== null) this.lines.add('batch_loss = 0.0');
    for (const { name, shape } of sums) {
      this.lines.add(`${batchName(name)} = ${shape.length === 0 ? '0.0' : `np.zeros_like(${name})`}`);
    }
  }

  #endBatch(): void {
    if (this.#network.run.batchLoss !== null) this.lines.add('print("batch_loss", batch_loss)');
  }

  /** Writes the loop over the examples, or only its body if there is one example. */
  #examples(rows: string, body: () => void): void {
    const { data, targets, masks } = this.#network.run;
    const inputs = inputsText(this.#network.inputs);
    const given = targets.length > 0 ? `${inputs}, target` : inputs;
    if (data.length === 1) body();
    else
      this.#block(
        `for ${masks ? `row, ${targets.length > 0 ? `(${given})` : given}` : given} in ${rows}:`,
        body,
      );
  }

  #example(): void {
    const network = this.#network;
    const { lastPhase, inputGradients } = this.#scenario;
    this.#forward('example');
    if (lastPhase !== 'backward' && lastPhase !== 'update') return;
    const writer = this.writers.example;
    const gradients = writeBackward(writer, network, inputGradients);
    writeSumsOfBatch(writer, network, gradients);
    const { run } = network;
    if (lastPhase === 'update' && run.data.length * run.epochs > 1) return;
    for (const { name } of gradients) {
      const gradient = gradientName(name);
      this.lines.add(`print("${gradient}", ${gradient})`);
    }
  }

  #forward(program: 'example' | 'finish'): void {
    const writer = this.writers[program];
    this.#begin(program);
    writeMasks(this.lines, this.#network, program === 'example');
    writeForward(writer, this.#network);
    if (this.#scenario.lastPhase !== 'forward') writeLoss(writer, this.#network);
    writeResults(writer, this.#network);
  }

  #block(head: string, body: () => void): void {
    this.lines.add(head);
    this.lines.indented(body);
  }
}
