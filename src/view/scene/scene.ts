/** What all panes draw from: a session, and data that is computed once for its engine. */

import type { Debugger } from '../../commands/debugger.ts';
import type { Engine } from '../../core/execution/machine.ts';
import { memoize } from '../../core/memo.ts';
import type { Instruction, Slot } from '../../core/program.ts';
import type { ProgramName, Segment } from '../../core/schedule.ts';
import { editMarks, isOutOfDate } from '../../session/edit-marks.ts';
import type { Level } from '../../session/frames.ts';
import { slotFilterForFrame } from '../../session/selection.ts';
import type { Session } from '../../session/session.ts';
import { displayName } from '../../session/steps.ts';
import type { KnownValue } from '../../session/values.ts';
import { networkDiagram } from '../diagram/diagram.ts';
import type { Network } from '../diagram/network.ts';
import { Formulas, type LeafWriter, type OperandReader } from '../notation/expression.ts';
import { operandLabel } from '../notation/leaves.ts';
import { markSign } from '../terminal/marks.ts';
import { type MarkedNumber, type Target, windowStart } from '../terminal/text.ts';
import type { Background } from './background.ts';

/** What a click on the number in a slot is about, as far as it was asked for. */
const targetsOf = memoize(
  (engine: Engine) => engine,
  () => new Map<Slot, Target>(),
);

/** A step with its instruction, the segment that it is in, and its index there. */
export interface Place {
  readonly step: number;
  readonly instruction: Instruction;
  readonly index: number;
  readonly segment: Segment;
}

export class Scene {
  readonly debug: Debugger;
  readonly session: Session;
  /** The engine that the formulas were made for. When the session changes to another variant, a new Scene is needed. */
  readonly engine: Engine;
  readonly network: Network;
  /** Where drawings put work that they do not wait for; null if they have to wait. */
  readonly background: Background | null;
  readonly #formulas: Readonly<Record<ProgramName, Formulas>>;

  constructor(debug: Debugger, background: Background | null = null) {
    const { session } = debug;
    const { schedule } = session.engine;
    this.debug = debug;
    this.background = background;
    this.session = session;
    this.engine = session.engine;
    this.network = networkDiagram(session.scenario);
    const example = new Formulas(schedule.program('example'));
    this.#formulas = { example, update: new Formulas(schedule.program('update')), finish: example };
  }

  /** The step just done, or null at the start. */
  get lastStep(): Place | null {
    return this.place(this.session.position);
  }

  /** The next step, or null at the end. */
  get next(): Place | null {
    return this.place(this.session.position + 1);
  }

  place(step: number): Place | null {
    const { schedule } = this.session.engine;
    if (step < 1 || step > schedule.total) return null;
    const segment = schedule.segmentAt(step);
    return { step, segment, index: step - segment.start - 1, instruction: schedule.instructionAt(step) };
  }

  formulas({ segment }: Place): Formulas {
    return this.#formulas[segment.program];
  }

  /** The value of a slot in the current iteration; null if it is not known yet. */
  value(slot: Slot): number | null {
    const { session } = this;
    return session.values.isCurrent(slot, session.position) ? (session.registers[slot] as number) : null;
  }

  /** The value of a slot in the current iteration with its sign; null if it is not known yet. */
  marked(slot: Slot): MarkedNumber | null {
    const value = this.value(slot);
    return value === null ? null : { value, suffix: this.sign(slot), target: this.target(slot) };
  }

  /** What a click on the number in a slot is about: its first address. */
  target(slot: Slot): Target {
    const known = targetsOf(this.session.engine);
    const target = known.get(slot) ?? { kind: 'value', address: this.name(slot) };
    known.set(slot, target);
    return target;
  }

  /** The sign of what an edit has made of a value; empty if nothing. */
  sign(slot: Slot): string {
    return markSign(editMarks(this.session).of(slot));
  }

  /** The sign for the result of a step: not empty if the step is done and its result is out of date. */
  resultSign(step: number): string {
    return markSign(isOutOfDate(this.session, step) ? 'stale' : null);
  }

  /**
   * The values known in the current iteration. With a frame of the step just done: only those that the frame reads or
   * writes.
   */
  shownValues(frame: Level | null): KnownValue[] {
    const belongs = this.#belongsTo(frame);
    return this.session.known().filter(({ fresh, slot }) => fresh && belongs(slot));
  }

  /**
   * At most `rows` of the shown values: those around an address, or around the value just computed.
   *
   * @param subject the address; null, or an address that is not shown, for the value just computed
   */
  valuesAround(frame: Level | null, subject: string | null, rows: number): KnownValue[] {
    const { position, registers, values } = this.session;
    const belongs = this.#belongsTo(frame);
    const fresh = values.currentAt(position);
    const isShown = (at: number) => {
      const slot = fresh(values.slotsOfRank(at));
      return slot !== null && belongs(slot);
    };
    const slots = subject === null ? [] : values.slotsOf(subject);
    const written = this.lastStep?.instruction.result ?? [];
    const places = [slots, written].flat().flatMap((slot) => values.rankOf(slot) ?? []);
    const place = places.find(isShown) ?? 0;
    const { values: known, index } = values.currentValuesAround(position, registers, place, rows, belongs);
    const length = Math.min(rows, known.length);
    const first = windowStart(known.length, length, index);
    return known.slice(first, first + length);
  }

  /** A test for the slots that belong to a frame of the step just done. */
  #belongsTo(frame: Level | null): (slot: Slot) => boolean {
    const { engine, position, total } = this.session;
    if (frame === null || total === 0) return () => true;
    return slotFilterForFrame(engine, Math.max(1, position), frame);
  }

  /** The address to show for a slot. */
  name(slot: Slot): string {
    return displayName(this.session.engine.run, slot);
  }

  /** Writes operands as addresses. */
  readonly names: LeafWriter = (instruction, operand) =>
    operandLabel(this.session.engine.run, instruction, operand);

  /** Reads operands of a segment's steps: as a step that is done has read them, otherwise at the cursor. */
  operandsIn({ start }: Segment): OperandReader<MarkedNumber | null> {
    const { session } = this;
    return ({ operands }, operand, index) => {
      const step = start + index + 1;
      return step <= session.position
        ? { value: session.history.stepRegisters(step)[operands[operand] as Slot] as number }
        : this.marked(operands[operand] as Slot);
    };
  }
}
