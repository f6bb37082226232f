/** A scenario being debugged: timelines of edits over a Run, and a cursor. */

import type { Engine } from '../core/execution/machine.ts';
import type { Slot, SlotKind } from '../core/program.ts';
import { timeIn } from '../core/schedule.ts';
import type { Expression, ReadTime } from '../expression/condition.ts';
import type { Scenario, Variant } from '../scenario/format/scenario.ts';
import { type CompiledVariant, CompiledVariants } from './compiled-variants.ts';
import type { Frames } from './frames.ts';
import { type CheckpointPolicy, defaultCheckpointPolicy } from './history/checkpoints.ts';
import { History } from './history/history.ts';
import { firstDifference, patchesOf } from './patches.ts';
import { readStep, type StepRecord } from './steps.ts';
import {
  addEdit,
  clearEdits,
  currentTimeline,
  deleteFork,
  type Edit,
  firstTimelines,
  redoEdit,
  switchTimeline,
  type Timeline,
  type Timelines,
  undoEdit,
  variantTimeline,
} from './timeline.ts';
import type { KnownValue, Values } from './values.ts';

/** The kinds of slots that can be set: their values come from the scenario and no step computes them. */
const settable: ReadonlySet<SlotKind> = new Set([
  'input',
  'target',
  'mask',
  'parameter',
  'setting',
  'outputGradient',
  'kept',
] as const);

/** Its cursor and its timelines are changed in place, and `version` counts the changes. */
export class Session {
  readonly scenario: Scenario;
  readonly #keeping: CheckpointPolicy;
  readonly #variants: CompiledVariants;
  #timelines: Timelines;
  /** The fork that was deleted last, and all timelines before and after that. */
  #deleted: { readonly name: string; readonly before: Timelines; readonly after: Timelines } | null = null;
  #current: CompiledVariant;
  #history: History;
  #version = 0;

  /** Opens a scenario at position 0. */
  constructor(
    scenario: Scenario,
    variant: Variant | null = null,
    keeping: CheckpointPolicy = defaultCheckpointPolicy,
  ) {
    this.scenario = scenario;
    this.#keeping = keeping;
    this.#variants = new CompiledVariants(scenario);
    this.#timelines = firstTimelines(variant?.name ?? null);
    this.#current = this.compiled(variant?.name ?? null);
    this.#history = new History(this.engine, [], keeping);
  }

  /** Null for the scenario's own numbers. */
  get variant(): Variant | null {
    return this.#current.variant;
  }

  get engine(): Engine {
    return this.#current.engine;
  }

  get frames(): Frames {
    return this.#current.frames;
  }

  get values(): Values {
    return this.#current.values;
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

  /** The number of executed steps: 0 … total. */
  get position(): number {
    return this.#history.position;
  }

  get total(): number {
    return this.engine.schedule.total;
  }

  /** Goes up with every change of the cursor or of the timelines. */
  get version(): number {
    return this.#version;
  }

  /** The registers at the cursor. They change with the next move. */
  get registers(): Readonly<Float64Array> {
    return this.#history.registers;
  }

  /** Moves the cursor. A position outside 0 … total is limited to that range. */
  seek(position: number): void {
    const before = this.position;
    this.#history.seek(Math.min(this.total, Math.max(0, Math.trunc(position))));
    if (this.position !== before) this.#version += 1;
  }

  /**
   * Any step as a record, wherever the cursor is.
   * @throws RangeError if there is no such step
   */
  step(step: number): StepRecord {
    return readStep(this.engine, this.#history.stepRegisters(step), step);
  }

  /** Every value known at the cursor. */
  known(): KnownValue[] {
    return this.values.known(this.position, this.registers);
  }

  /** The value of an address at the cursor, as last computed; null if it has none yet or is not an address. */
  read(address: string): number | null {
    const slot = this.values.resolve(address, this.position);
    return slot === null ? null : (this.registers[slot] as number);
  }

  /** The numbers of the epoch, the batch and the example at a position. In an update, the example is the last of its batch. */
  timeAt(position: number): ReadTime {
    const segment = this.engine.schedule.segmentAt(position);
    return (word) => timeIn(segment, word);
  }

  /** The value of an expression at the cursor; null if it depends on an address that has no value yet. */
  evaluate({ evaluate }: Expression): number | null {
    return evaluate((address) => this.read(address), this.timeAt(this.position));
  }

  /** The slot that setting an address at the cursor would write; null if the address cannot be set. */
  editable(address: string): Slot | null {
    const given = this.values.slotsOf(address)[0];
    const role = given === undefined ? undefined : this.engine.run.slots[given]?.kind;
    const isGiven = role !== undefined && settable.has(role);
    return isGiven && given !== this.engine.run.batchShare
      ? this.values.resolve(address, this.position)
      : null;
  }

  /**
   * Sets an address to a value at the cursor.
   * @throws RangeError if the address cannot be set
   */
  set(address: string, value: number): void {
    if (this.editable(address) === null) throw new RangeError(`${address} cannot be set`);
    this.#change(addEdit(this.#timelines, { at: this.position, address, value }));
  }

  /**
   * Undoes the last edit of the timeline; the cursor's position stays. Returns the edit, or null if there is none.
   */
  undo(): Edit | null {
    const last = this.timeline.edits.at(-1) ?? null;
    this.#change(undoEdit(this.#timelines));
    return last;
  }

  /** Redoes the edit that was undone last. Returns the edit, or null if there is none. */
  redo(): Edit | null {
    const last = this.timeline.undone.at(-1) ?? null;
    this.#change(redoEdit(this.#timelines));
    return last;
  }

  clearEdits(): void {
    this.#change(clearEdits(this.#timelines));
  }

  /**
   * Switches to another timeline, at the same position.
   * @throws RangeError if there is no timeline with that name
   */
  switchTimeline(name: string): void {
    this.#change(switchTimeline(this.#timelines, name));
  }

  /**
   * Deletes a timeline that is a fork of another one, at the same position. Until something else changes the timelines,
   * `restoreFork` brings it back.
   * @throws RangeError if there is no fork with that name
   */
  deleteFork(name: string): void {
    const before = this.#timelines;
    this.#change(deleteFork(before, name));
    this.#deleted = { name, before, after: this.#timelines };
  }

  /** Brings back the fork that was just deleted. Returns its name, or null if something has changed since then. */
  restoreFork(): string | null {
    const deleted = this.#deleted;
    if (deleted?.after !== this.#timelines) return null;
    this.#change(deleted.before);
    return deleted.name;
  }

  /** Switches to a variant, at the same position; null is the scenario's own numbers. */
  switchVariant(name: string | null): void {
    this.#change(variantTimeline(this.#timelines, name));
  }

  /** Creates the timeline of a variant if there is none yet, without switching to it. */
  knowVariant(name: string): void {
    const { current } = this.#timelines;
    this.#timelines = { ...variantTimeline(this.#timelines, name), current };
    this.#version += 1;
  }

  /** Replaces all timelines with saved ones. */
  restoreTimelines(timelines: Timelines): void {
    this.#change(timelines);
  }

  /** The Run of a variant, and what is derived from it; null is for the scenario's own numbers. */
  compiled(variant: string | null): CompiledVariant {
    return this.#variants.compiled(variant);
  }

  #change(timelines: Timelines): void {
    if (timelines === this.#timelines) return;
    const before = this.timeline;
    const { position } = this;
    this.#timelines = timelines;
    const after = this.timeline;
    const current = this.compiled(after.variant);
    const patches = patchesOf(current.values, after.edits);
    this.#history =
      current === this.#current
        ? this.#history.patched(patches, firstDifference(before.edits, after.edits) - 1)
        : new History(current.engine, patches, this.#keeping);
    this.#current = current;
    this.#version += 1;
    this.seek(position);
  }
}
