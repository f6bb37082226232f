/** Where a value comes from: the tree of operations that made it, and the factors and paths of a gradient. */
import { type Address, printAddress } from '../core/address.ts';
import type { OpName } from '../core/operations.ts';
import type { Instruction, Slot, SlotInfo } from '../core/program.ts';
import type { Segment } from '../core/schedule.ts';
import { tapeIndexOf } from '../core/tape-index.ts';
import { isEditedSince, isOutOfDate } from '../session/edit-marks.ts';
import type { Session } from '../session/session.ts';
import { displayName, type NamedValue, operandName } from '../session/steps.ts';
import type { Edit } from '../session/timeline.ts';
import { iterationStart, type Source, sourceOf } from '../session/writers.ts';
import { type CellOrigin, cellOrigin } from './cell-origin.ts';
import type { GivenKind } from './operation-name.ts';

/** A value and the values that it was computed from. */
export type ValueOrigin = OriginValue & (OfStep | OfEdit);

interface OriginValue {
  readonly address: string;
  readonly value: number;
  /** The step that wrote it; null if none did: it was given or set by an edit. */
  readonly step: number | null;
  /** One for each operand. Empty if no step wrote the value, or if the tree stops here. */
  readonly operands: readonly ValueOrigin[];
  /** The cell of a CSV file that a given value is made from; null if there is none. */
  readonly cell: CellOrigin | null;
  /** Whether the batch of the cursor would get another value now: an edit came after it was computed or read. */
  readonly isOutOfDate: boolean;
}

interface OfStep {
  /** The operation; if no step wrote the value, its slot kind. */
  readonly kind: OpName | GivenKind;
  readonly edit: null;
}

interface OfEdit {
  readonly kind: 'edit';
  /** The edit that set the value. */
  readonly edit: Edit;
}

/** Default depth of the tree, in operations. */
const DEPTH = 4;

/**
 * The operations that made a value, as a tree. It stops at given values, at edits, after `depth` operations (those that
 * add the terms of one sum count once) and at the start of the iteration. The step of a node can be passed in another call to go further. An iteration is one
 * example and the update that follows it.
 *
 * @param what an address, for its value at the cursor, or a step, for the result that it wrote
 * @returns null if the value is not known yet, or if there is no such step or address
 */
export function traceOrigin(session: Session, what: string | number, depth = DEPTH): ValueOrigin | null {
  const { engine, position, registers, values } = session;
  if (typeof what === 'number') {
    if (!isDone(session, what)) return null;
    const { name, value } = session.step(what).result;
    return originOfStep(session, { step: what, address: name, value, depth, from: 0, reader: null });
  }
  const slot = values.resolve(what, position);
  if (slot === null) return null;
  const segment = engine.schedule.segmentAt(position);
  const source = sourceOf(session, slot, segment, position);
  const value = registers[slot] as number;
  const wanted = { address: what, value, depth, from: 0, reader: null };
  return originFrom(session, slot, { source, segment }, wanted);
}

interface Wanted {
  readonly address: string;
  readonly value: number;
  readonly depth: number;
  /** Steps up to this one belong to an earlier iteration: they are nodes of the tree, but it stops there. */
  readonly from: number;
  /** The step that has read the value; null for the root of the tree. */
  readonly reader: number | null;
}

function originFrom(
  session: Session,
  slot: Slot,
  { source, segment }: { readonly source: Source; readonly segment: Segment },
  wanted: Wanted,
): ValueOrigin {
  const { address, value, reader } = wanted;
  if (source.kind === 'step') return originOfStep(session, { ...wanted, step: source.step });
  const isOutOfDate = reader !== null && isEditedSince(session, slot, reader);
  const known = { address, value, step: null, operands: [], isOutOfDate };
  if (source.kind === 'edit') return { ...known, kind: 'edit', edit: source.edit, cell: null };
  const role = session.engine.run.slots[slot]?.kind as GivenKind;
  return { ...known, kind: role, edit: null, cell: cellOrigin(session, slot, segment) };
}

function originOfStep(
  session: Session,
  { step, address, value, depth, from }: Wanted & { readonly step: number },
): ValueOrigin {
  const { schedule } = session.engine;
  const { op, operands: slots } = schedule.instructionAt(step);
  const known = {
    address,
    value,
    step,
    kind: op,
    edit: null,
    cell: null,
    isOutOfDate: isOutOfDate(session, step),
  };
  if (depth <= 0 || step <= from) return { ...known, operands: [] };
  const segment = schedule.segmentAt(step);
  const records = session.step(step).operands;
  const operands = slots.map((slot, index) => {
    const { name, value: found } = records[index] as NamedValue;
    const source = sourceOf(session, slot, segment, step - 1);
    const isPart = source.kind === 'step' && continuesSum(session, step, source.step);
    const wanted = {
      address: name,
      value: found,
      depth: isPart ? depth : depth - 1,
      from: Math.max(from, iterationStart(session.engine, segment)),
      reader: step,
    };
    return originFrom(session, slot, { source, segment }, wanted);
  });
  return { ...known, operands };
}

/**
 * Whether the second step is what the first one adds a term to: a sum that grows term by term. Such a sum is one level of
 * the tree.
 */
export function continuesSum({ engine: { schedule } }: Session, step: number, part: number): boolean {
  const [whole, { role }] = [schedule.instructionAt(step).role, schedule.instructionAt(part)];
  switch (role.kind) {
    case 'sum':
      return (whole.kind === 'sum' || whole.kind === 'bias') && whole.node === role.node;
    case 'gradientSum':
      return whole.kind === 'gradientSum' && whole.of === role.of;
    case 'lossSum':
    case 'lossTotal':
      return whole.kind === role.kind;
    default:
      return false;
  }
}

/** Whether there is a step with this number and it has been executed. */
export function isDone({ position }: Session, step: number): boolean {
  return Number.isInteger(step) && step >= 1 && step <= position;
}

/**
 * The chain rule for one weight: the gradient is the product of the other three. A factor that is not a value of the
 * run is 1, and null here.
 */
export interface Factors {
  readonly gradient: NamedValue;
  /** The forward value that the weight is multiplied by. */
  readonly input: NamedValue;
  /** The slope of the activation of the weight's node. */
  readonly slope: NamedValue | null;
  /** The slope of the loss with respect to that node's value. */
  readonly upstream: NamedValue | null;
}

/** The three factors of the gradient that a step has computed; null if it is not a weight's, or not executed yet. */
export function factorsOf(session: Session, step: number): Factors | null {
  if (!isDone(session, step)) return null;
  const { run, schedule } = session.engine;
  const { forwardIndex, result, role } = schedule.instructionAt(step);
  if (forwardIndex === null || role.kind !== 'term') return null;
  const { instructions } = schedule.program(schedule.segmentAt(step).program);
  const forward = instructions[forwardIndex] as Instruction;
  const [feeding, weight] = forward.operands as readonly [Slot, Slot];
  const tape = tapeIndexOf(run);
  if (forward.role.kind !== 'product' || !tape.gradientsOf(weight).includes(result)) return null;
  const node = tape.lastOfFrame(forward) as Instruction;
  const output = (run.slots[node.result] as SlotInfo).addresses[0] as Address;
  const named = (slot: Slot, name = displayName(run, slot)): NamedValue => ({
    name,
    value: valueAsRead(session, slot, step),
  });
  const present = (address: Address) => {
    const name = printAddress(address);
    const slot = session.values.resolve(name, step);
    return slot === null ? null : named(slot, name);
  };
  return {
    gradient: session.step(step).result,
    input: named(feeding),
    slope: node.role.kind === 'activation' ? present({ kind: 'slope', of: output, operand: null }) : null,
    upstream: present({ kind: 'gradient', of: output }),
  };
}

/**
 * A value as the steps of a segment up to `step` have used it: as the latest of them that reads it has found it. An edit
 * between that step and `step` does not count. If none reads it: its value at `step`.
 */
function valueAsRead(session: Session, slot: Slot, step: number): number {
  const { schedule } = session.engine;
  const { program, start } = schedule.segmentAt(step);
  const { instructions } = schedule.program(program);
  const before = instructions.slice(0, step - start);
  const reader = before.findLastIndex(({ operands }) => operands.includes(slot));
  return session.history.stepRegisters(reader < 0 ? step : start + reader + 1)[slot] as number;
}

/** One path that a gradient arrives by, and its fraction of the sum; null if the sum is 0 or not finite. */
export interface PathContribution extends NamedValue {
  readonly share: number | null;
}

/**
 * The path contributions that a step has added: all terms of the sum so far, in order. Empty if the step does not add
 * paths or has not been executed yet.
 */
export function pathContributions(session: Session, step: number): PathContribution[] {
  if (!isDone(session, step)) return [];
  const { run, schedule } = session.engine;
  const { instructions } = schedule.program(schedule.segmentAt(step).program);
  const last = schedule.instructionAt(step);
  const { role } = last;
  if (role.kind !== 'gradientSum') return [];
  const tape = tapeIndexOf(run);
  /** Each term as an operand of the addition that reads it, which knows what the term is called. */
  const termsOf = (addition: Instruction): { readonly addition: Instruction; readonly operand: number }[] => {
    const index = tape.writerIn('example', addition.operands[0] as Slot);
    const before = index === null ? null : (instructions[index] as Instruction);
    const isSum = before?.role.kind === 'gradientSum' && before.role.of === role.of;
    return [...(isSum ? termsOf(before) : [{ addition, operand: 0 }]), { addition, operand: 1 }];
  };
  const sum = session.step(step).result.value;
  return termsOf(last).map(({ addition, operand }) => {
    const value = valueAsRead(session, addition.operands[operand] as Slot, step);
    return {
      name: operandName(run, addition, operand),
      value,
      share: sum === 0 || !Number.isFinite(sum) ? null : value / sum,
    };
  });
}
