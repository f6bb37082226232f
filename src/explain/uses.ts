/** Where a value is used: the steps that read it. */
import type { Phase, Slot } from '../core/program.ts';
import type { Segment } from '../core/schedule.ts';
import type { Session } from '../session/session.ts';
import { displayName } from '../session/steps.ts';
import { carriedFrom, iterationStart, type Source, sourceOf, updateStart } from '../session/writers.ts';
import { isDone } from './provenance.ts';

/** A step that has a value as an operand. */
export interface Use {
  readonly step: number;
  /** The address of its result. */
  readonly address: string;
  /** The index of that operand, from 0. */
  readonly operand: number;
  readonly phase: Phase;
  readonly isDone: boolean;
}

/**
 * The steps that use a value, executed or not, in order: those of its iteration, those of its batch's update, and, if
 * the value is carried on, those of the next iteration. A step that uses an edited value instead is left out.
 *
 * @param what an address, for its value at the cursor, or a step, for the result that it wrote
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
      const address = displayName(engine.run, result);
      return operands.flatMap((operand, number): Use[] =>
        (operand === slot || carriedFrom(engine, operand) === slot) && isOfValue(step, operand)
          ? [{ step, address, operand: number, phase: scope.phase, isDone: step <= position }]
          : [],
      );
    }),
  );
}

/** The segments that can use a value of `position`: its iteration, the next segment, and its batch's update. */
function segmentsFrom(session: Session, position: number): Segment[] {
  const { run, schedule } = session.engine;
  if (schedule.total === 0) return [];
  const { batchIndex, ...own } = schedule.segmentAt(position);
  const starts = [iterationStart(session.engine, { batchIndex, ...own }), own.start, own.start + own.length];
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
