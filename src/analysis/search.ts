/** Steps that are searched for by a name, a kind of operation, or a value. */

import type { Instruction } from '../core/program.ts';
import type { InstructionRef } from '../core/tape-index.ts';
import { operationName } from '../explain/operation-name.ts';
import { comparable } from '../i18n/matching.ts';
import type { Session } from '../session/session.ts';
import { displayName, operandNames } from '../session/steps.ts';
import { instructionsBetween, lastExecution, nextExecution } from '../session/writers.ts';

export interface Search {
  /**
   * A number means every step with that result; any other text every step that has it in the address of its
   * result or of an operand, or that is that kind of operation, by its own name or as it is said.
   */
  readonly query: string;
  /** The step at which to begin; it is not found itself. */
  readonly from: number;
  readonly direction: 'forward' | 'backward';
  /** The furthest position that has been visited. What lies beyond is not found by its value. */
  readonly visited: number;
  /** A number as it is shown, rounded: what one reads on the screen can be searched for. */
  readonly show: (value: number) => string;
}

/** So many steps are executed between two yields. */
const SLICE = 2000;

/**
 * The next step, or the one before, that the query means; null where there is none up to the end of the run.
 *
 * @yields positions that the search has come to, where it has to execute steps; it may be given up there
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

/** The number that a text is, with either minus sign; null where it is none. */
function numberOf(text: string): number | null {
  const word = plain(text).replace(/^([+-]?)(?:inf|∞)$/i, '$1Infinity');
  if (/^nan$/i.test(word)) return Number.NaN;
  const isNumber = /^[+-]?(?:Infinity|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)$/i.test(word);
  return isNumber ? Number(word) : null;
}

function plain(text: string): string {
  return text.replaceAll('−', '-');
}

/** Arithmetic on the schedule: nothing is executed, and no run is too long for it. */
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

/** Stretch by stretch, each executed forward: the further back, the longer, as it costs more to get there. */
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

/** Shows the results of the steps after `from` up to `to`, as they were written, until `goesOn` says no. */
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
