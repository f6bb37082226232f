/** The lines of the NumPy listing, and the steps that belong to each. */
import { memoize } from '../core/memo.ts';
import type { Program } from '../core/program.ts';
import type { ProgramName } from '../core/schedule.ts';
import { listingOf, type NumpyListing } from '../numpy/listing.ts';
import type { Term } from '../numpy/writing/lines.ts';
import type { Session } from './session.ts';

const programNames: readonly ProgramName[] = ['example', 'update', 'finish'];

/** The line (counted from 1) that a step belongs to; null outside 1 … total. */
export function lineOfStep(session: Session, step: number): number | null {
  if (step < 1 || step > session.total) return null;
  const { program, start } = session.engine.schedule.segmentAt(step);
  return lineOf(listingOf(session), program, step - start - 1);
}

/** The part of a line that computes a step; null outside 1 … total. */
export function termOfStep(session: Session, step: number): Term | null {
  if (step < 1 || step > session.total) return null;
  const { program, start } = session.engine.schedule.segmentAt(step);
  return listingOf(session).termOf(program, step - start - 1);
}

/** The steps (from 1) of each Program that enter a line: the step before them belongs to another one. Ascending. */
const enteringSteps = memoize(
  ({ engine }: Session) => engine,
  (session): Readonly<Record<ProgramName, readonly number[]>> => {
    const listing = listingOf(session);
    const stepsOf = (name: ProgramName) => {
      const steps: number[] = [];
      let before: number | null = null;
      for (let index = 0; index < session.engine.run[name].instructions.length; index++) {
        const line = lineOf(listing, name, index);
        if (index === 0 || line !== before) steps.push(index + 1);
        before = line;
      }
      return steps;
    };
    return { example: stepsOf('example'), update: stepsOf('update'), finish: stepsOf('finish') };
  },
);

/** The position after the first step behind `position` that enters a line of the code; the end if there is none. */
export function nextLineEntry(session: Session, position: number): number {
  const { total, engine } = session;
  if (position >= total) return total;
  const { program, start, length } = engine.schedule.segmentAt(position + 1);
  const step = enteringSteps(session)[program].find((each) => each > position - start);
  return step === undefined ? Math.min(total, start + length + 1) : start + step;
}

/** The position after the last step before `position` that enters a line of the code; the start if there is none. */
export function previousLineEntry(session: Session, position: number): number {
  if (position <= 1) return 0;
  const { program, start } = session.engine.schedule.segmentAt(position - 1);
  const step = enteringSteps(session)[program].findLast((each) => each < position - start);
  return start + (step ?? 0);
}

/** The first step (from 1) of a Program after step `after` whose line comes after `line`; null if there is none. */
export function stepAfterLine(
  session: Session,
  program: ProgramName,
  line: number,
  after: number,
): number | null {
  const listing = listingOf(session);
  const { length } = session.engine.schedule.program(program).instructions;
  for (let step = after + 1; step <= length; step++) {
    if ((lineOf(listing, program, step - 1) ?? 0) > line) return step;
  }
  return null;
}

/** The numbers of the lines that compute something, ascending. */
export function computingLines(session: Session): number[] {
  const listing = listingOf(session);
  return [...listing.lines.keys()].map((index) => index + 1).filter((line) => programOfLine(session, line));
}

/** The Program that a line belongs to; null for a line that computes nothing. */
export function programOfLine(session: Session, line: number): ProgramName | null {
  return listingOf(session).instructionsOf(line)[0]?.program ?? null;
}

/**
 * A test for the instructions (indices from 0) of a Program that enter a line: they belong to it, and the instruction
 * before does not.
 */
export function entersLine(session: Session, line: number): (program: Program, index: number) => boolean {
  const listing = listingOf(session);
  const { run } = session.engine;
  return (program, index) => {
    const name = programNames.find((each) => run[each] === program) ?? 'example';
    return lineOf(listing, name, index) === line && lineOf(listing, name, index - 1) !== line;
  };
}

/** The text of a line without its indentation; empty if there is no such line. */
export function lineText(session: Session, line: number): string {
  return listingOf(session).lines[line - 1]?.trim() ?? '';
}

function lineOf(listing: NumpyListing, program: ProgramName, index: number): number | null {
  return listing.termOf(program, index)?.line ?? null;
}
