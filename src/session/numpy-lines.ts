/** The lines of the NumPy listing, and the steps that belong to each. */
import type { Program } from '../core/program.ts';
import type { ProgramName } from '../core/schedule.ts';
import { type Listing, listingOf } from '../numpy/listing.ts';
import type { Session } from './session.ts';

const programNames: readonly ProgramName[] = ['example', 'update', 'finish'];

/** The line (counted from 1) that a step belongs to; null outside 1 … total. */
export function lineOfStep(session: Session, step: number): number | null {
  if (step < 1 || step > session.total) return null;
  const { program, start } = session.engine.schedule.segmentAt(step);
  return lineOf(listingOf(session), program, step - start - 1);
}

/** The line that a step enters: null if the step before it in the segment is already on the same line. */
export function lineEntered(session: Session, step: number): number | null {
  const line = lineOfStep(session, step);
  if (line === null) return null;
  const { program, start } = session.engine.schedule.segmentAt(step);
  return lineOf(listingOf(session), program, step - start - 2) === line ? null : line;
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

/** The steps of a Program, counted from 1, at which a line is entered. */
export function stepsEntering(session: Session, line: number): (program: Program) => readonly number[] {
  const listing = listingOf(session);
  return (program) => {
    const name = programNames.find((each) => session.engine.run[each] === program) ?? 'example';
    return program.instructions.flatMap((_instruction, index) =>
      lineOf(listing, name, index) === line && lineOf(listing, name, index - 1) !== line ? [index + 1] : [],
    );
  };
}

/** The text of a line without its indentation; empty if there is no such line. */
export function lineText(session: Session, line: number): string {
  return listingOf(session).lines[line - 1]?.trim() ?? '';
}

function lineOf(listing: Listing, program: ProgramName, index: number): number | null {
  return listing.termOf(program, index)?.line ?? null;
}
