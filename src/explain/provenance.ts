/** Where a value comes from, and where it goes: the tree of operations behind it, and the steps that use it. */
import { type Address, printAddress } from '../core/address.ts';
import type { OpName } from '../core/operations.ts';
import type { Instruction, Phase, Role, Slot, SlotInfo } from '../core/program.ts';
import type { Segment } from '../core/schedule.ts';
import { tapeIndexOf } from '../core/tape-index.ts';
import type { Session } from '../session/session.ts';
import { type NamedValue, shownName } from '../session/steps.ts';
import type { Edit } from '../session/timeline.ts';
import { carriedFrom, type Source, sourceOf, updateStart } from '../session/writers.ts';

/** A value with what it was made from. */
export interface Origin {
  readonly address: string;
  readonly value: number;
  /** The step that wrote it; null where none did: it is given, or was set by hand. */
  readonly step: number | null;
  /** The operation; where no step wrote the value, what it is. */
  readonly kind: OpName | Exclude<Role, 'computed'> | 'edit';
  /** One for each operand. None where no step wrote the value, or where the tree has not been followed further. */
  readonly operands: readonly Origin[];
  /** The edit that set the value. */
  readonly edit: Edit | null;
}

/** So many operations deep a tree is followed unless more is asked for. */
const DEPTH = 4;

/**
 * The operations that made a value, as a tree. It ends at what is given, at what was set by hand, at `depth`
 * operations, and where another iteration begins; from there the step of a node may be asked for in its turn.
 * An iteration is one example, and the update that follows it.
 *
 * @param what an address, which means its value at the cursor, or a step, which means its result as it wrote it
 * @returns null where the value is not known yet, or where there is no such step or address
 */
export function originOf(session: Session, what: string | number, depth = DEPTH): Origin | null {
  const { engine, position, registers, values } = session;
  if (typeof what === 'number') {
    if (!isDone(session, what)) return null;
    const { name, value } = session.step(what).result;
    return originOfStep(session, { step: what, address: name, value, depth, from: 0 });
  }
  const slot = values.resolve(what, position);
  if (slot === null) return null;
  const source = sourceOf(session, slot, engine.schedule.segmentAt(position), position);
  const value = registers[slot] as number;
  return originFrom(session, slot, source, { address: what, value, depth, from: 0 });
}

interface Wanted {
  readonly address: string;
  readonly value: number;
  readonly depth: number;
  /** Steps up to this one belong to an earlier iteration: they are named, and followed no further. */
  readonly from: number;
}

function originFrom(session: Session, slot: Slot, source: Source, wanted: Wanted): Origin {
  const { address, value } = wanted;
  if (source.kind === 'step') return originOfStep(session, { ...wanted, step: source.step });
  const known = { address, value, step: null, operands: [] };
  if (source.kind === 'edit') return { ...known, kind: 'edit', edit: source.edit };
  const role = session.engine.run.slots[slot]?.role as Exclude<Role, 'computed'>;
  return { ...known, kind: role, edit: null };
}

function originOfStep(
  session: Session,
  { step, address, value, depth, from }: Wanted & { readonly step: number },
): Origin {
  const { schedule } = session.engine;
  const { op, operands: slots } = schedule.instructionAt(step);
  const known = { address, value, step, kind: op, edit: null };
  if (depth <= 0 || step <= from) return { ...known, operands: [] };
  const segment = schedule.segmentAt(step);
  const records = session.step(step).operands;
  const operands = slots.map((slot, index) => {
    const { name, value: found } = records[index] as NamedValue;
    const source = sourceOf(session, slot, segment, step - 1);
    const wanted = {
      address: name,
      value: found,
      depth: depth - 1,
      from: Math.max(from, iterationStart(session, segment)),
    };
    return originFrom(session, slot, source, wanted);
  });
  return { ...known, operands };
}

/** The position before the first step of a segment's iteration: that of the example, where it is an update. */
function iterationStart({ engine }: Session, { program, start }: Segment): number {
  return program === 'update' ? start - engine.run.example.instructions.length : start;
}

function isDone({ position }: Session, step: number): boolean {
  return Number.isInteger(step) && step >= 1 && step <= position;
}

/** The chain rule for one weight: the product of the three. A factor that is no value of the run is 1, and null. */
export interface Factors {
  readonly gradient: NamedValue;
  /** What the weight is multiplied by in the forward phase. */
  readonly feeding: NamedValue;
  /** The slope of the activation of the node that the weight belongs to. */
  readonly slope: NamedValue | null;
  /** The slope of the loss by that node's value. */
  readonly arriving: NamedValue | null;
}

/** The three factors of the gradient that a step has computed; null where it is not a weight's, or not done. */
export function factorsOf(session: Session, step: number): Factors | null {
  if (!isDone(session, step)) return null;
  const { run, schedule } = session.engine;
  const { of, result } = schedule.instructionAt(step);
  if (of === null) return null;
  const { instructions } = schedule.program(schedule.segmentAt(step).program);
  const forward = instructions[of] as Instruction;
  const [feeding, weight] = forward.operands as readonly [Slot, Slot];
  const tape = tapeIndexOf(run);
  if (forward.op !== 'multiply' || !tape.gradientsOf(weight).includes(result)) return null;
  const node = tape.lastOfFrame(forward) as Instruction;
  const output = (run.slots[node.result] as SlotInfo).addresses[0] as Address;
  const registers = session.history.stepRegisters(step);
  const named = (slot: Slot): NamedValue => ({
    name: shownName(run, slot),
    value: registers[slot] as number,
  });
  const present = (address: Address) => {
    const slot = session.values.resolve(printAddress(address), step);
    return slot === null ? null : named(slot);
  };
  return {
    gradient: named(result),
    feeding: named(feeding),
    slope: node.role.kind === 'activation' ? present({ kind: 'slope', of: output, operand: null }) : null,
    arriving: present({ kind: 'gradient', of: output }),
  };
}

/** One path by which a gradient arrives, and its part of the sum; null where the sum is 0. */
export interface Share extends NamedValue {
  readonly share: number | null;
}

/**
 * The paths whose gradients a step has added up: those of the sum so far, in their order. None where the step
 * adds up no paths, or is not done.
 */
export function sharesOf(session: Session, step: number): Share[] {
  if (!isDone(session, step)) return [];
  const { run, schedule } = session.engine;
  const { instructions } = schedule.program(schedule.segmentAt(step).program);
  const { result, role } = schedule.instructionAt(step);
  if (role.kind !== 'gradientSum') return [];
  const tape = tapeIndexOf(run);
  const termsOf = (slot: Slot): Slot[] => {
    const index = tape.writerIn('example', slot);
    const sum = index === null ? null : (instructions[index] as Instruction);
    if (sum?.role.kind !== 'gradientSum' || sum.role.of !== role.of) return [slot];
    const [before, term] = sum.operands as readonly [Slot, Slot];
    return [...termsOf(before), term];
  };
  const registers = session.history.stepRegisters(step);
  const sum = registers[result] as number;
  return termsOf(result).map((slot) => {
    const value = registers[slot] as number;
    return { name: shownName(run, slot), value, share: sum === 0 ? null : value / sum };
  });
}

/** A step that takes a value as its operand. */
export interface Use {
  readonly step: number;
  /** The address of its result. */
  readonly address: string;
  /** Which operand of the step the value is, from 0. */
  readonly operand: number;
  readonly phase: Phase;
  readonly isDone: boolean;
}

/**
 * The steps that use a value, done or still to come, in their order: those of its iteration, those of the
 * update of its batch, and where the value is carried on, those of the next iteration. Where an edit comes
 * between, what uses the edit's value does not use this one.
 *
 * @param what an address, which means its value at the cursor, or a step, which means its result
 */
export function usesOf(session: Session, what: string | number): Use[] {
  const { engine, position, values } = session;
  const { schedule } = engine;
  let slot: Slot | null;
  let source: Source;
  if (typeof what === 'number') {
    if (!isDone(session, what)) return [];
    slot = schedule.instructionAt(what).result;
    source = { kind: 'step', step: what };
  } else {
    slot = values.resolve(what, position);
    if (slot === null) return [];
    source = sourceOf(session, slot, schedule.segmentAt(position), position);
  }
  const at = source.kind === 'step' ? source.step : position;
  const isOfValue = (step: number, operand: Slot) =>
    isSame(source, sourceOf(session, operand, schedule.segmentAt(step), step - 1));
  return segmentsFrom(session, at).flatMap(({ program, start }) =>
    schedule.program(program).instructions.flatMap(({ operands, result, scope }, index) => {
      const step = start + index + 1;
      const address = shownName(engine.run, result);
      return operands.flatMap((operand, number): Use[] =>
        (operand === slot || carriedFrom(engine, operand) === slot) && isOfValue(step, operand)
          ? [{ step, address, operand: number, phase: scope.phase, isDone: step <= position }]
          : [],
      );
    }),
  );
}

/** The segments in which a value of `position` may be used: its iteration, the next, and its batch's update. */
function segmentsFrom(session: Session, position: number): Segment[] {
  const { run, schedule } = session.engine;
  if (schedule.total === 0) return [];
  const { batchIndex, ...own } = schedule.segmentAt(position);
  const starts = [iterationStart(session, { batchIndex, ...own }), own.start, own.start + own.length];
  if (batchIndex < schedule.batches && run.update.instructions.length > 0)
    starts.push(updateStart(session.engine, batchIndex));
  return [...new Set(starts)]
    .filter((start) => start < schedule.total)
    .sort((a, b) => a - b)
    .map((start) => schedule.segmentAt(start + 1));
}

function isSame(a: Source, b: Source): boolean {
  if (a.kind === 'step') return b.kind === 'step' && a.step === b.step;
  if (a.kind === 'edit') return b.kind === 'edit' && a.edit === b.edit;
  return b.kind === 'given' && a.since === b.since;
}
