/** A scenario being debugged: timelines of edits over a Run, and a cursor. */

import { Engine } from '../core/execution/machine.ts';
import { FastMachine } from '../core/execution/wasm-machine.ts';
import type { Role, Run, Slot } from '../core/program.ts';
import { compile } from '../scenario/compile/compile.ts';
import type { Scenario, Variant } from '../scenario/format/scenario.ts';
import { type Keeping, usualKeeping } from './checkpoints.ts';
import { Frames } from './frames.ts';
import { History } from './history.ts';
import { partingOf, patchesOf } from './patches.ts';
import { readStep, type StepRecord } from './steps.ts';
import {
  addEdit,
  clearEdits,
  currentTimeline,
  type Edit,
  firstTimelines,
  redoEdit,
  switchTimeline,
  type Timeline,
  type Timelines,
  undoEdit,
  variantTimeline,
} from './timeline.ts';
import { type KnownValue, Values } from './values.ts';

/** A Run with what is derived from it. All timelines of a variant share one. */
interface Target {
  readonly variant: Variant | null;
  readonly engine: Engine;
  readonly frames: Frames;
  readonly values: Values;
}

/** What may be set: all that is given, and that no step computes. */
const settable: ReadonlySet<Role> = new Set(['input', 'target', 'mask', 'parameter', 'setting'] as const);

export class Session {
  readonly scenario: Scenario;
  readonly #keeping: Keeping;
  readonly #targets = new Map<string | null, Target>();
  #timelines: Timelines;
  #target: Target;
  #history: History;
  #version = 0;

  /** Opens a scenario before its first step. */
  constructor(scenario: Scenario, variant: Variant | null = null, keeping: Keeping = usualKeeping) {
    this.scenario = scenario;
    this.#keeping = keeping;
    this.#timelines = firstTimelines(variant?.name ?? null);
    this.#target = this.#targetOf(variant?.name ?? null);
    this.#history = new History(this.engine, [], keeping);
  }

  /** Null for the scenario as it is written. */
  get variant(): Variant | null {
    return this.#target.variant;
  }

  get engine(): Engine {
    return this.#target.engine;
  }

  get frames(): Frames {
    return this.#target.frames;
  }

  get values(): Values {
    return this.#target.values;
  }

  get history(): History {
    return this.#history;
  }

  get timelines(): Timelines {
    return this.#timelines;
  }

  get timeline(): Timeline {
    return currentTimeline(this.#timelines);
  }

  /** How many steps have been executed: 0 … total. */
  get position(): number {
    return this.#history.position;
  }

  get total(): number {
    return this.engine.schedule.total;
  }

  /** A count that goes up with every change of the cursor or the timelines. */
  get version(): number {
    return this.#version;
  }

  /** The registers at the cursor. They change with the next move. */
  get registers(): Readonly<Float64Array> {
    return this.#history.registers;
  }

  /** Moves the cursor; a position beyond an end is that end. */
  seek(position: number): void {
    const before = this.position;
    this.#history.seek(Math.min(this.total, Math.max(0, Math.trunc(position))));
    if (this.position !== before) this.#version += 1;
  }

  /** Any step as a record, wherever the cursor is. @throws RangeError where there is no such step */
  step(step: number): StepRecord {
    return readStep(this.engine, this.#history.stepRegisters(step), step);
  }

  /** Every value known at the cursor. */
  known(): KnownValue[] {
    return this.values.known(this.position, this.registers);
  }

  /** The value of an address at the cursor, as last computed; null where it has none yet, or is no address. */
  read(address: string): number | null {
    const slot = this.values.resolve(address, this.position);
    return slot === null ? null : (this.registers[slot] as number);
  }

  /** The slot that setting an address at the cursor would write; null where it is nothing that one may set. */
  editable(address: string): Slot | null {
    const given = this.values.slotsOf(address)[0];
    const role = given === undefined ? undefined : this.engine.run.slots[given]?.role;
    const isGiven = role !== undefined && settable.has(role);
    return isGiven && given !== this.engine.run.share ? this.values.resolve(address, this.position) : null;
  }

  /**
   * Sets an address to a value at the cursor.
   * @throws RangeError where it cannot be set
   */
  set(address: string, value: number): void {
    if (this.editable(address) === null) throw new RangeError(`${address} cannot be set`);
    this.#change(addEdit(this.#timelines, { at: this.position, address, value }));
  }

  /** Takes the last edit of the timeline back, wherever the cursor is. Gives it, or null where there is none. */
  undo(): Edit | null {
    const last = this.timeline.edits.at(-1) ?? null;
    this.#change(undoEdit(this.#timelines));
    return last;
  }

  /** Makes the edit again that was undone last. Gives it, or null where there is none. */
  redo(): Edit | null {
    const last = this.timeline.undone.at(-1) ?? null;
    this.#change(redoEdit(this.#timelines));
    return last;
  }

  clearEdits(): void {
    this.#change(clearEdits(this.#timelines));
  }

  /** Goes over to the same step of another timeline. @throws RangeError where there is none of that name */
  switchTimeline(name: string): void {
    this.#change(switchTimeline(this.#timelines, name));
  }

  /** Goes over to the same step of a variant; null is the scenario as it is written. */
  switchVariant(name: string | null): void {
    this.#change(variantTimeline(this.#timelines, name));
  }

  /** Makes the timeline of a variant, where there is none yet, without going over to it. */
  knowVariant(name: string): void {
    const { current } = this.#timelines;
    this.#timelines = { ...variantTimeline(this.#timelines, name), current };
    this.#version += 1;
  }

  /** Takes over timelines that were saved. */
  restoreTimelines(timelines: Timelines): void {
    this.#change(timelines);
  }

  #targetOf(name: string | null): Target {
    const known = this.#targets.get(name);
    if (known) return known;
    const variant = this.scenario.variants.find((each) => each.name === name) ?? null;
    const engine = new Engine(compile(this.scenario, variant ?? undefined));
    const target = { variant, engine, frames: new Frames(engine.schedule), values: new Values(engine) };
    this.#targets.set(name, target);
    return target;
  }

  #change(timelines: Timelines): void {
    if (timelines === this.#timelines) return;
    const before = this.timeline;
    const { position } = this;
    this.#timelines = timelines;
    const after = this.timeline;
    const target = this.#targetOf(after.variant);
    const patches = patchesOf(target.values, after.edits);
    this.#history =
      target === this.#target
        ? this.#history.patched(patches, partingOf(before.edits, after.edits) - 1)
        : new History(target.engine, patches, this.#keeping);
    this.#target = target;
    this.#version += 1;
    this.seek(position);
  }
}

/** All steps of a scenario from the first to the last, each executed once. */
export function trace(scenario: Scenario, variant: Variant | null = null): Generator<StepRecord> {
  return traceRun(compile(scenario, variant ?? undefined));
}

/** All steps of a Run. */
export function* traceRun(run: Run): Generator<StepRecord> {
  const engine = new Engine(run);
  const machine = new FastMachine(engine);
  const { schedule } = engine;
  for (let step = 0; step < schedule.total; ) {
    const segment = schedule.segmentAt(step + 1);
    const end = segment.start + segment.length;
    // In one segment every instruction writes a slot of its own, so its registers tell of all its steps.
    machine.advance(end);
    while (step < end) yield readStep(engine, machine.registers, ++step, segment);
  }
}
