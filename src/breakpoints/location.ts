/** Locations in words: names of frames and lines of the listing, for example `epoch 3 backward node_0`, `line 12`. */
import type { Instruction, Program } from '../core/program.ts';
import type { ProgramName, Segment } from '../core/schedule.ts';
import { listChoices, suggestion } from '../diagnostics/suggestion.ts';
import { t } from '../i18n/translate.ts';
import {
  computingLines,
  entersLine,
  lineOfStep,
  programOfLine,
  stepAfterLine,
} from '../session/numpy-lines.ts';
import type { Session } from '../session/session.ts';
import { breakpointTargets } from './targets.ts';

export type Location =
  | { readonly ok: true; readonly step: number }
  /** `at`: the offset in the text of the word that is wrong. */
  | { readonly ok: false; readonly at: number; readonly text: string };

/** The words that a number follows in a location. */
export const countedWords = ['epoch', 'batch', 'example', 'line'] as const;

type Wanted = Partial<Record<(typeof countedWords)[number], number>>;

/** A word of a text, and its offset there. */
interface Word {
  readonly text: string;
  readonly at: number;
}

/**
 * The first step of the location that the words name. If the epoch, batch or example is not named, the cursor's is
 * meant; with another epoch named, its first batch and example.
 *
 * @param from the offset in the text at which it starts
 */
export function parseLocation(session: Session, text: string, from = 0): Location {
  const words = wordsOf(text, from);
  const wanted: Wanted = {};
  const names: Word[] = [];
  const known = frameNames(session);
  for (let index = 0; index < words.length; index++) {
    const { text: word, at } = words[index] as Word;
    const next = words[index + 1];
    // A layer or node may be called "line" or "batch", but no name is a number.
    const isName = (word === 'line' || known.includes(word)) && !/^\d+$/.test(next?.text ?? '');
    if (isName || !isCounted(word)) {
      names.push({ text: word, at });
      continue;
    }
    const number = Number(next?.text);
    if (!Number.isSafeInteger(number) || number < 1) {
      const wrong = next?.at ?? text.length;
      return { ok: false, at: wrong, text: t`"${word}" needs a number, 1 or more: goto ${word} 2.` };
    }
    if (wanted[word] !== undefined)
      return { ok: false, at, text: t`"${word}" is there twice: write it once, as in goto ${word} 2.` };
    wanted[word] = number;
    index += 1;
  }
  const unknown = names.find((name) => !known.includes(name.text));
  const start = words[0]?.at ?? text.length;
  if (words.length === 0)
    return {
      ok: false,
      at: start,
      text: t`Go where? For example: goto 12, or goto epoch 3 backward node_0.`,
    };
  if (unknown !== undefined) {
    const fix = suggestion(unknown.text, [...known, ...countedWords], known);
    return { ok: false, at: unknown.at, text: t`There is no "${unknown.text}" at this place: ${fix}` };
  }
  const again = names.find((name, index) => names.findIndex(({ text: each }) => each === name.text) < index);
  if (again !== undefined) {
    const twice = t`"${again.text}" is there twice: write it once, as in goto ${again.text}.`;
    return { ok: false, at: again.at, text: twice };
  }
  if (wanted.line !== undefined && programOfLine(session, wanted.line) === null) {
    const lines = listChoices(computingLines(session).map(String));
    const line = t`Line ${String(wanted.line)} of the code computes nothing: ${lines}`;
    return { ok: false, at: start, text: line };
  }
  const step = firstStep(
    session,
    wanted,
    names.map((name) => name.text),
  );
  if (step !== null) return { ok: true, step };
  const { batch, ...others } = wanted;
  if (batch && wanted.example && firstStep(session, others, []) !== null) {
    const counted = t`Example ${String(wanted.example)} is not in batch ${String(batch)}: examples are counted through the whole epoch.`;
    return { ok: false, at: start, text: counted };
  }
  return { ok: false, at: start, text: t`There is no ${text.slice(start).trim()} in this run.` };
}

function wordsOf(text: string, from: number): Word[] {
  return Array.from(text.slice(from).matchAll(/\S+/g), ({ 0: word, index }) => ({
    text: word,
    at: from + index,
  }));
}

function isCounted(word: string): word is keyof Wanted {
  return (countedWords as readonly string[]).includes(word);
}

/** The names of all phases, layers and nodes. */
export function frameNames(session: Session): string[] {
  const { phase, layer, node } = breakpointTargets(session);
  return [...new Set([...phase, ...layer, ...node])];
}

/** The first step of a line (counted from 1) in the cursor's iteration; null if the line computes nothing. */
export function firstStepOfLine(session: Session, line: number): number | null {
  return programOfLine(session, line) === null ? null : firstStep(session, { line }, []);
}

function firstStep(session: Session, wanted: Wanted, names: readonly string[]): number | null {
  const { schedule, run } = session.engine;
  if (session.total === 0) return null;
  const here = schedule.segmentAt(Math.max(1, session.position));
  const finish = run.epochs + 1;
  const program = wanted.line === undefined ? null : programOfLine(session, wanted.line);
  // A line of the finish is in no epoch, and a line of an epoch is not in the finish.
  const own = program === 'finish' ? finish : program ? Math.min(here.epoch, run.epochs) : here.epoch;
  const epoch = wanted.epoch ?? own;
  // If only names or a line are given, the search starts at the cursor's example, or in an update at its batch.
  const isHere =
    epoch === here.epoch &&
    (names.length > 0 || program !== null) &&
    wanted.batch === undefined &&
    wanted.example === undefined;
  const from = {
    batch: isHere ? here.batch : wanted.batch,
    example: isHere ? (here.example ?? undefined) : wanted.example,
  };
  if (epoch > finish) return null;
  const entersWanted = wanted.line === undefined ? () => true : entersLine(session, wanted.line);
  const firstOf = (each: Program) =>
    stepsOf(each).find((step) => entersWanted(each, step - 1) && isNamed(each, step, names));
  const first = { example: firstOf(run.example), update: firstOf(run.update), finish: firstOf(run.finish) };
  const end = schedule.epochStart(epoch + 1);
  let position = schedule.epochStart(epoch);
  while (position < end) {
    const segment = schedule.segmentAt(position + 1);
    const step = first[segment.program];
    if (step !== undefined && isIn(segment, from)) return segment.start + step;
    position = segment.start + segment.length;
  }
  return null;
}

/** Whether a segment is in a batch and an example. An update belongs to every example of its batch. */
function isIn(
  { batch, example, firstExample, size }: Segment,
  wanted: { batch: number | undefined; example: number | undefined },
): boolean {
  if (wanted.batch !== undefined && batch !== wanted.batch) return false;
  if (wanted.example === undefined) return true;
  if (example !== null) return example === wanted.example;
  return wanted.example >= firstExample && wanted.example < firstExample + size;
}

function stepsOf({ instructions }: Program): number[] {
  return instructions.map((_instruction, index) => index + 1);
}

function isNamed({ instructions }: Program, step: number, names: readonly string[]): boolean {
  const { scope } = instructions[step - 1] as Instruction;
  return names.every((name) => name === scope.phase || name === scope.layer || name === scope.node);
}

/**
 * The first step after the cursor whose line of the code comes after the line of the cursor's step, as behind a loop;
 * the end of the run if there is none.
 */
export function stepPastLine(session: Session): number {
  const { position, total, engine } = session;
  const { schedule, run } = engine;
  const line = lineOfStep(session, position) ?? 0;
  const isAfter = (name: ProgramName) => stepAfterLine(session, name, line, 0) !== null;
  // Examples and updates are repeated in every epoch, so behind their last line only the finish is left.
  const isLast = !isAfter('example') && !isAfter('update');
  let at = position;
  for (let isFirst = true; at < total; isFirst = false) {
    const { program, start, length } = schedule.segmentAt(at + 1);
    const step = stepAfterLine(session, program, line, at - start);
    if (step !== null) return start + step;
    const next = start + length;
    at = isFirst || !isLast ? next : Math.max(next, schedule.epochStart(run.epochs + 1));
  }
  return total;
}
