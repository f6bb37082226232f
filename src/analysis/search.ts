/** Finds steps by name, by kind of operation or by value. */

import type { Instruction } from '../core/program.ts';
import type { InstructionRef } from '../core/tape-index.ts';
import { operationName } from '../explain/operation-name.ts';
import { comparable } from '../i18n/matching.ts';
import type { Session } from '../session/session.ts';
import { displayName, operandNames } from '../session/steps.ts';
import { instructionsBetween, lastExecution, nextExecution } from '../session/writers.ts';

export interface Search {
  /**
   * A number matches steps with that result. Any other text matches steps whose result or operand has it in its
   * address, and steps of the operation with that identifier (`relu_slope`) or that name in the current language.
   */
  readonly query: string;
  /** The search starts after (or before) this step and never finds the step itself. */
  readonly from: number;
  readonly direction: 'forward' | 'backward';
  /** The furthest position visited. Results after it have not been shown yet, so they are not found by value. */
  readonly visited: number;
  /** Formats a number as on the screen, so that rounded numbers can be found as they are shown. */
  readonly show: (value: number) => string;
}

/** Number of steps executed between two yields. */
const SLICE = 2000;

/**
 * The next or previous step that matches the query; null if there is none up to the end or the start of the run.
 *
 * @yields the position reached, while steps are executed to search for a value; the caller can stop the search there
 */
export function* findSteps(session: Session, search: Search): Generator<number, number | null, void> {
  const text = search.query.trim();
  if (text === '') return null;
  const number = numberOf(text);
  if (number === null) return byText(session, text, search);
  const shown = plain(text);
  const isWanted = (value: number) => Object.is(value, number) || plain(search.show(value)) === shown;
  return yield* search.direction === 'forward'
    ? forward(session, isWanted, search)
    : backward(session, isWanted, search);
}

/** Parses a number. The minus is `-` or `−`; `inf`, `∞` and `nan` are numbers too. Null if the text is not a number. */
function numberOf(text: string): number | null {
  const word = plain(text).replace(/^([+-]?)(?:inf|∞)$/i, '$1Infinity');
  if (/^nan$/i.test(word)) return Number.NaN;
  const isNumber = /^[+-]?(?:Infinity|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)$/i.test(word);
  return isNumber ? Number(word) : null;
}

function plain(text: string): string {
  return text.replaceAll('−', '-');
}

/**
 * Finds a step by text. It only computes step numbers from the schedule and executes nothing, however long the run is.
 */
function byText({ engine }: Session, text: string, { from, direction }: Search): number | null {
  const { run } = engine;
  const wanted = comparable(text);
  const isMeant = (instruction: Instruction) =>
    instruction.op === wanted ||
    comparable(operationName(instruction.op)) === wanted ||
    [displayName(run, instruction.result), ...operandNames(run, instruction)].some((name) =>
      comparable(name).includes(wanted),
    );
  const places = (['example', 'update'] as const).flatMap((program) =>
    run[program].instructions.flatMap((instruction, index): InstructionRef[] =>
      isMeant(instruction) ? [{ program, index }] : [],
    ),
  );
  const steps = places.flatMap((place) =>
    direction === 'forward'
      ? (nextExecution(engine, place, from) ?? [])
      : (lastExecution(engine, place, from - 1) ?? []),
  );
  if (steps.length === 0) return null;
  return steps.reduce((best, step) =>
    direction === 'forward' ? Math.min(best, step) : Math.max(best, step),
  );
}

type IsWanted = (value: number) => boolean;

function* forward(
  session: Session,
  isWanted: IsWanted,
  { from, visited }: Search,
): Generator<number, number | null, void> {
  let found: number | null = null;
  yield* results(session, Math.max(0, from), Math.min(visited, session.total), (step, value) => {
    if (isWanted(value)) found = step;
    return found === null;
  });
  return found;
}

/**
 * Searches windows of steps from the last to the first; each window is executed forward. Window lengths double, because
 * moving the machine back to the start of a window has a cost for every window.
 */
function* backward(
  session: Session,
  isWanted: IsWanted,
  { from, visited }: Search,
): Generator<number, number | null, void> {
  let end = Math.min(from - 1, visited, session.total);
  for (let length = SLICE; end > 0; length *= 2) {
    const start = Math.max(0, end - length);
    let found: number | null = null;
    yield* results(session, start, end, (step, value) => {
      if (isWanted(value)) found = step;
      return true;
    });
    if (found !== null) return found;
    end = start;
  }
  return null;
}

/**
 * Calls `goesOn` with each step after `from` up to `to` and its result, until it returns false. A result is passed as
 * the step wrote it, before any edit at that position.
 */
function* results(
  { engine, history }: Session,
  from: number,
  to: number,
  goesOn: (step: number, value: number) => boolean,
): Generator<number, void, void> {
  if (from >= to) return;
  const machine = history.machineAt(from);
  for (const [step, { result }] of instructionsBetween(engine, from, to)) {
    machine.advance(step, false);
    if (!goesOn(step, machine.registers[result] as number)) return;
    if ((step - from) % SLICE === 0) yield step;
  }
}
