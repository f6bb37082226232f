/** Writes the listing of a Run: setup, loops and printing. */
import type { Run } from '../core/program.ts';
import type { ProgramName } from '../core/schedule.ts';
import type { Scenario } from '../scenario/format/scenario.ts';
import { type Gradient, sumsOfBatch, writeBackward, writeSumsOfBatch } from './backward.ts';
import { writeForward, writeLoss, writeResults } from './forward.ts';
import { hasEpochs, inputsText, placeInputs, writeMasks, writeSetup } from './setup.ts';
import { updatesOf, writeUpdate } from './update.ts';
import { batchName, gradientName } from './variables/names.ts';
import { NumpyNetwork } from './variables/network.ts';
import { VariableMap } from './writing/cells.ts';
import { LineWriter } from './writing/line-writer.ts';
import { Lines } from './writing/lines.ts';

/** Lines (counted from 1) at which parts of a listing begin. */
export interface Places {
  /** Each Program: where its execution for an example or a batch begins; 0 if there is none. */
  readonly programs: Readonly<Record<ProgramName, number>>;
  /** The empty line after the setup. */
  readonly setupEnd: number;
  /** The lines that give the numbers of the only example; none if there are several, which a loop gives. */
  readonly given: readonly number[];
}

/** A listing that is being written. `write` writes all of it. */
export class Composition {
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
