/** A scenario being stepped: a Run with its History and a cursor. */
import { Engine, Machine } from '../core/machine.ts';
import { compile } from '../scenario/compile.ts';
import type { Scenario, Variant } from '../scenario/scenario.ts';
import { Frames } from './frames.ts';
import { History } from './history.ts';
import { readStep, type StepRecord } from './steps.ts';
import { type KnownValue, Values } from './values.ts';

export class Session {
  readonly scenario: Scenario;
  /** Null for the scenario as it is written. */
  readonly variant: Variant | null;
  readonly engine: Engine;
  readonly frames: Frames;
  readonly values: Values;
  readonly #history: History;

  /** Opens a scenario before its first step. */
  constructor(scenario: Scenario, variant: Variant | null = null) {
    this.scenario = scenario;
    this.variant = variant;
    this.engine = new Engine(compile(scenario, variant ?? undefined));
    this.frames = new Frames(this.engine.schedule);
    this.values = new Values(this.engine);
    this.#history = new History(this.engine);
  }

  /** How many steps have been executed: 0 … total. */
  get position(): number {
    return this.#history.position;
  }

  get total(): number {
    return this.engine.schedule.total;
  }

  /** The registers at the cursor. They change with the next move. */
  get registers(): Readonly<Float64Array> {
    return this.#history.registers;
  }

  /** Moves the cursor; a position beyond an end is that end. */
  seek(position: number): void {
    this.#history.seek(Math.min(this.total, Math.max(0, Math.trunc(position))));
  }

  /** Any step as a record, wherever the cursor is. @throws RangeError where there is no such step */
  step(step: number): StepRecord {
    return readStep(this.engine, this.#history.segmentRegisters(step), step);
  }

  /** Every value known at the cursor. */
  known(): KnownValue[] {
    return this.values.known(this.position, this.registers);
  }
}

/** All steps of a scenario from the first to the last, each executed once. */
export function* trace(scenario: Scenario, variant: Variant | null = null): Generator<StepRecord> {
  const engine = new Engine(compile(scenario, variant ?? undefined));
  const machine = new Machine(engine);
  for (let step = 1; step <= engine.schedule.total; step++) {
    machine.advance(step);
    yield readStep(engine, machine.registers, step);
  }
}
